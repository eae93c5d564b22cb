"""What every address does: pages, ETags, problems, limits; nothing a client sends makes it fail."""

import base64
import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import Get, World
from tests.factories import MoveFactory, PersonFactory, PositionFactory, UserFactory
from tracker.api.problems import PROBLEMS, problem_response
from tracker.api.throttles import AnonymousThrottle
from tracker.api.views.site import api_schema
from tracker.claims.withholding import withheld

LISTS = sorted(path for path in api_schema()["paths"] if "{" not in path)
PAGED = [path for path in LISTS if path != "/api/v1/search/"]


def parameters(path: str) -> list[str]:
    operation = api_schema()["paths"][path]["get"]
    return [one["name"] for one in operation["parameters"] if one["in"] == "query"]


def pages(get: Get, path: str, way: str, **params: Any) -> Iterator[Any]:
    page = get(path, **params)
    while True:
        yield page
        if page[way] is None:
            return
        parts = urlsplit(page[way])
        page = get(parts.path.removeprefix("/api/v1/"), **dict(parse_qsl(parts.query)))


# ── pages ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("params", [{}, {"ordering": "date"}, {"kind": "hire"}])
def test_pages_lead_through_the_whole_list_and_back(get: Get, params: dict[str, str]) -> None:
    for n in range(7):
        MoveFactory.create(sort_on=date(2025, 1, 1 + n // 3))
    whole = get("moves/", **params)["results"]
    forth = list(pages(get, "moves/", "next", page_size=2, **params))
    assert [one for page in forth for one in page["results"]] == whole
    assert forth[0]["previous"] is None and forth[-1]["next"] is None
    last = urlsplit(forth[-2]["next"])
    back = list(pages(get, "moves/", "previous", **dict(parse_qsl(last.query))))
    assert [one for page in reversed(back) for one in page["results"]] == whole


def test_a_record_that_comes_in_meanwhile_shifts_no_page(get: Get) -> None:
    people = [PersonFactory.create(slug=f"p-{n}") for n in range(4)]
    first = get("people/", page_size=2)
    PersonFactory.create(slug="a-newcomer")
    following = get(first["next"].partition("/api/v1/")[2])
    assert [one["slug"] for one in following["results"]] == [people[2].slug, people[3].slug]


@pytest.mark.parametrize("known_on", [None, "2025-06-12"])
def test_pages_work_on_either_clock(rumoured: World, get: Get, known_on: str | None) -> None:
    params = {"known_on": known_on} if known_on else {}
    seen = [
        one
        for page in pages(get, "positions/", "next", page_size=1, **params)
        for one in page["results"]
    ]
    assert len(seen) == (1 if known_on else 2)


@pytest.mark.parametrize("size", ["0", "-1", "501", "many", "9" * 30])
def test_a_page_has_between_one_and_500_records(refuse: Get, size: str) -> None:
    problem = refuse("moves/", {"page_size": size})
    assert problem["errors"][0]["parameter"] == "page_size"


def test_a_cursor_that_was_changed_or_is_another_lists_is_refused(get: Get, refuse: Get) -> None:
    for _ in range(3):
        MoveFactory.create()
    query = dict(parse_qsl(urlsplit(get("moves/", page_size=1)["next"]).query))
    cursor = query["cursor"]
    forged = base64.urlsafe_b64encode(json.dumps([0, "2025-01-01", 2**63]).encode()).decode()
    for wrong in (cursor[:-1], "x" + cursor, f"{forged}:{cursor.partition(':')[2]}", "%00", "1:é"):
        assert refuse("moves/", {"cursor": wrong})["errors"][0]["parameter"] == "cursor"
    for path, params in (
        ("moves/", {"ordering": "date"}),
        ("moves/", {"known_on": "2025-01-01"}),
        ("claims/", {}),
        ("events/", {}),
    ):
        assert refuse(path, {**params, "cursor": cursor})["status"] == 400


# ── conditional requests ─────────────────────────────────────────────────────────────────────────


def test_an_answer_that_the_client_holds_is_not_sent_again(world: World, client: Client) -> None:
    first = client.get("/api/v1/moves/")
    again = client.get("/api/v1/moves/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    world.ada.name = "Ada M. Moreau"
    world.ada.save()
    changed = client.get("/api/v1/moves/", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "no-cache" in changed["Cache-Control"], "what is taken down must not live on in a cache"


def test_head_answers_like_get_without_a_body(world: World, client: Client) -> None:
    answer = client.head("/api/v1/moves/")
    assert (answer.status_code, answer.content) == (200, b"")


# ── problems ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", LISTS)
def test_an_unknown_parameter_is_refused_and_the_known_ones_are_named(
    client: Client, db: None, path: str
) -> None:
    answer = client.get(path, {"colour": "blue"})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert error["parameter"] == "colour"
    for name in parameters(path):
        assert name in error["detail"]


def test_a_problem_says_what_is_wrong_with_each_parameter(refuse: Get) -> None:
    problem = refuse("moves/?since=yesterday&kind=holiday&page_size=9000")
    assert problem["type"] == "/api/problems/bad-parameter/"
    assert problem["title"] and problem["detail"]
    assert problem["instance"] == "/api/v1/moves/?since=yesterday&kind=holiday&page_size=9000"
    assert {error["parameter"] for error in problem["errors"]} == {"since", "kind", "page_size"}


def test_a_filter_given_twice_is_refused_where_one_is_meant(refuse: Get) -> None:
    problem = refuse("moves/?company=one&company=two")
    assert problem["errors"] == [{"parameter": "company", "detail": "Given more than once."}]


def test_a_span_that_ends_before_it_begins_is_refused(refuse: Get) -> None:
    assert refuse("moves/?since=2025-06&until=2025-05")["errors"][0]["parameter"] == "since"


NONSENSE: list[str | bytes] = [
    "\x00",
    "a\x00b",
    "\ud800".encode("utf-8", "surrogatepass"),
    str(2**63),
    "-1",
    "0",
    "9" * 400,
    "2025-02-30",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "2025-13",
    "' OR 1=1 --",
    "%",
    "💥" * 300,
    "",
]


@pytest.mark.parametrize("path", LISTS)
def test_nonsense_in_a_parameter_never_breaks_an_address(
    client: Client, db: None, path: str
) -> None:
    """Each parameter is looked at by itself: asked for together, all that is no value of theirs is named.

    What is not named there might come through alone.
    """
    names = parameters(path)
    for value in NONSENSE:
        together = client.get(path, dict.fromkeys(names, value))
        assert together.status_code in (200, 400), (value, together.content)
        errors = together.json()["errors"] if together.status_code == 400 else []
        refused = {error["parameter"] for error in errors}
        for name in (one for one in names if one not in refused):
            answer = client.get(path, {name: value})
            assert answer.status_code in (200, 400), (name, value, answer.content)


@pytest.mark.parametrize("name", ["since", "until", "known_on"])
@pytest.mark.parametrize(
    "day", ["2025-02-30", "0001-01-01", "9999-12-31", "june", "2025-6-1", "\x00"]
)
def test_what_is_no_day_is_refused(refuse: Get, name: str, day: str) -> None:
    problem = refuse("moves/", {name: day})
    assert (problem["status"], problem["errors"][0]["parameter"]) == (400, name)


@pytest.mark.parametrize(
    "path",
    [
        "moves/0/",
        f"moves/{2**63}/",
        f"moves/{'9' * 5000}/",
        "moves/%00/",
        "people/nobody/",
        "people/%00/",
        "people/nobody/timeline/",
        "nothing/",
        "moves/1/2/",
    ],
)
def test_what_is_nowhere_answers_404(refuse: Get, path: str) -> None:
    problem = refuse(path)
    assert (problem["status"], problem["type"]) == (404, "/api/problems/not-found/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_the_api_is_read_only(client: Client, db: None, method: str) -> None:
    answer = getattr(client, method)("/api/v1/moves/")
    assert answer.status_code == 405
    assert answer["Content-Type"] == "application/problem+json"


def test_a_format_that_there_is_not_is_refused(client: Client, db: None) -> None:
    answer = client.get("/api/v1/moves/", headers={"Accept": "application/xml"})
    assert answer.status_code == 406
    for accepted in (
        "text/html,application/xhtml+xml,*/*;q=0.8",
        "application/json",
        "application/*",
    ):
        assert client.get("/api/v1/moves/", headers={"Accept": accepted}).status_code == 200


def test_what_nobody_foresaw_is_a_problem_too_and_tells_nothing_of_the_inside(
    rf: RequestFactory,
) -> None:
    answer = problem_response(RuntimeError("password"), {"request": rf.get("/api/v1/moves/")})
    assert answer is not None and answer.status_code == 500
    assert answer.data["type"] == "/api/problems/failed/"
    assert "password" not in str(answer.data)


def test_every_kind_of_problem_is_explained(client: Client, db: None) -> None:
    for name in PROBLEMS:
        assert client.get(f"/api/problems/{name}/").json()["meaning"]
    assert client.get("/api/problems/unheard-of/").status_code == 404


# ── limits ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnonymousThrottle, "limit", 2)
    monkeypatch.setattr(AnonymousThrottle, "clock", staticmethod(lambda: 1_000_000_020.0))


def test_who_asks_too_often_is_told_when_to_go_on(strict: None, client: Client, db: None) -> None:
    cache.clear()
    answers = [client.get("/api/v1/moves/") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 61
    assert answers[2].json()["type"] == "/api/problems/too-many-requests/"
    assert client.get("/api/v1/moves/", REMOTE_ADDR="192.0.2.7").status_code == 200
    spoofed = client.get("/api/v1/moves/", headers={"X-Forwarded-For": "192.0.2.8"})
    assert spoofed.status_code == 429, "without a proxy of ours nobody may name another address"
    client.force_login(UserFactory.create())
    assert client.get("/api/v1/moves/").status_code == 200


# ── queries ──────────────────────────────────────────────────────────────────────────────────────

MOST_QUERIES = dict.fromkeys(PAGED, 4) | {
    "/api/v1/companies/": 5,
    "/api/v1/moves/": 5,
    "/api/v1/positions/": 5,
    "/api/v1/reporting-lines/": 5,
    "/api/v1/units/": 6,
    "/api/v1/events/": 6,
}


def test_a_list_asks_the_database_a_fixed_number_of_times(rumoured: World, client: Client) -> None:
    for _ in range(3):
        MoveFactory.create()
        PositionFactory.create(unit=rumoured.lab)
    too_often = {}
    for path in PAGED:
        clocks = [{}, {"known_on": "2025-06-13"}] if "known_on" in parameters(path) else [{}]
        for params in clocks:
            withheld()
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path, params).status_code == 200
            if len(asked) > MOST_QUERIES[path]:
                too_often[path, *params] = len(asked)
    assert not too_often


@pytest.mark.parametrize("path", ["people/ada-moreau/timeline/", "companies/northwind/timeline/"])
def test_a_timeline_asks_the_database_a_fixed_number_of_times(
    rumoured: World, client: Client, django_assert_max_num_queries: Any, path: str
) -> None:
    with django_assert_max_num_queries(10):
        assert client.get(f"/api/v1/{path}").json()["results"]
