"""Pages kept as they stood: what they tell never changes, and only a takedown ends them."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from people.models import Person, Position
from tests.claims.scene import claim, settled
from tests.web.scene import Scene, build_scene
from tracker.claims.models import Claim, TakedownKind
from tracker.claims.takedowns import take_down
from tracker.kernel.partial_dates import PartialDate
from tracker.web import keeping
from tracker.web.models import Permalink

pytestmark = pytest.mark.django_db

TALVIK = "/people/mira-talvik/"


@pytest.fixture
def scene() -> Scene:
    return build_scene()


def keep(client: Client, page: str) -> Any:
    return client.post("/permalinks/", {"page": page}, follow=True)


def kept(client: Client, page: str = TALVIK) -> str:
    """The address of the page, kept."""
    return str(keep(client, page).request["PATH_INFO"])


def test_a_kept_page_names_its_moment_and_both_clocks(client: Client, scene: Scene) -> None:
    answer = keep(client, f"{TALVIK}?as_of=2025-12-20&known_on=2025-12-21")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "as it stood on" in page
    link = Permalink.objects.get()
    assert (link.as_of, link.known_on) == (date(2025, 12, 20), date(2025, 12, 21))
    assert 'href="/people/mira-talvik/?as_of=2025-12-20&amp;known_on=2025-12-21"' in page
    assert "Mira Talvik" in page


def test_a_correction_changes_the_page_and_not_what_was_kept(client: Client, scene: Scene) -> None:
    address = kept(client)
    before = client.get(address).content
    live = client.get(TALVIK).content
    Position.objects.filter(person=scene.talvik).update(
        title="Groundskeeper", start=PartialDate.parse("2001-01-01")
    )
    assert client.get(TALVIK).content != live
    assert client.get(address).content == before


def test_what_a_kept_page_says_of_itself_is_read_within_it(client: Client) -> None:
    settled(
        claim("joined", "done", "2025-03-04", who="ada", at="kiln", title="CTO", on="2025-03-01"),
        claim("reports_to", "done", "2025-03-04", who="ada", at="kiln", manager="bo"),
    )
    body = keep(client, "/people/ada/").text.partition('<div class="kept">')[2]
    there = set(re.findall(r' id="([^"]+)"', body))
    within = set(re.findall(r'href="#([^"]+)"', body))
    assert {one.partition("-")[0] for one in within} >= {"position", "line"} and within <= there
    live = re.findall(r'href="/people/ada/([^"#]*)#([^"]+)"', body)
    assert all("about=" in query or anchor not in there for query, anchor in live), live
    assert 'href="/people/bo/' in body


DRESSED = (TALVIK, "/companies/halden/", "/companies/halden/chart/", "/companies/halden/people/", "/moves/",
           "/flows/", "/outlets/the-gazette/")  # fmt: skip


def test_a_kept_page_is_dressed_as_the_page_was(client: Client, scene: Scene) -> None:
    sheets = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
    for page in DRESSED:
        live = set(sheets.findall(client.get(page).content.decode()))
        assert live, page
        assert live <= set(sheets.findall(keep(client, page).content.decode())), page


@pytest.mark.parametrize(
    "page",
    ["/people/ada/", "/companies/kiln/", "/companies/kiln/people/?days=all", "/moves/",
     "/flows/?since=2019&until=2025&from_company=kiln&to_company=pier"],
)  # fmt: skip
def test_a_kept_page_has_the_evidence_that_the_page_leaves_to_be_asked_for(
    client: Client, page: str
) -> None:
    settled(
        claim("joined", "done", "2020-02-03", who="ada", at="kiln", outlet_="first-wire"),
        claim("left", "done", "2024-05-02", who="ada", at="kiln", outlet_="second-wire"),
        claim(
            "joined", "done", "2024-05-03", who="ada", at="pier", other="kiln", outlet_="third-wire"
        ),
    )
    told = set(Claim.objects.values_list("address", flat=True))
    live = {one for one in told if one in client.get(page).text}
    written = client.get(f"{page}{'&' if '?' in page else '?'}evidence=all").text
    body = keep(client, page).text
    wanted = {one for one in told if one in written}
    assert live < wanted == {one for one in told if one in body}
    assert "All evidence written out" not in body


def test_the_same_page_is_kept_once(client: Client, scene: Scene) -> None:
    assert kept(client) == kept(client)
    assert Permalink.objects.count() == 1


@pytest.mark.parametrize(
    "page", ["/companies/halden/", "/companies/halden/chart/", "/moves/?q=chief", "/flows/"]
)
def test_charts_lists_and_companies_can_be_kept(client: Client, scene: Scene, page: str) -> None:
    answer = keep(client, page)
    assert answer.status_code == 200
    body = Permalink.objects.get().body
    assert "<form" not in body
    assert "<!--" not in body
    assert "hx-" not in body
    assert "<script" not in body


NO_RECORDS_PAGES = (
    "", "/", "/review/", "/admin/", "/nowhere/", "https://elsewhere.example/people/", "/people/nobody/",
    "/people/mira-talvik/?as_of=never", "/accounts/login/", "/api/v1/people/", "//", "/permalinks/", "\x00",
)  # fmt: skip


def test_what_is_no_page_of_a_record_is_refused_with_words(client: Client, scene: Scene) -> None:
    for page in NO_RECORDS_PAGES:
        answer = client.post("/permalinks/", {"page": page})
        assert answer.status_code == 400, page
        assert 'role="alert"' in answer.content.decode(), page
        assert not Permalink.objects.exists(), page


def test_an_editors_view_of_a_page_is_kept_as_a_stranger_sees_it(
    admin_client: Client, scene: Scene
) -> None:
    kept(admin_client)
    assert "/correct/" in admin_client.get(TALVIK).content.decode()
    assert "/correct/" not in Permalink.objects.get().body


@pytest.mark.parametrize("kind", [TakedownKind.HIDE, TakedownKind.ERASE])
def test_a_takedown_ends_it_and_says_so(client: Client, scene: Scene, kind: TakedownKind) -> None:
    address = kept(client)
    take_down(target=scene.talvik, reason="She asked for it.", kind=kind)
    answer = client.get(address)
    assert answer.status_code == 410
    assert "No longer shown" in answer.content.decode()
    assert "alvik" not in answer.content.decode()


def test_an_article_taken_down_ends_the_pages_that_quote_it(client: Client, scene: Scene) -> None:
    address = kept(client)
    take_down(target=scene.article, reason="A court said so.")
    assert client.get(address).status_code == 410


def test_a_takedown_elsewhere_leaves_it(client: Client, scene: Scene) -> None:
    address = kept(client)
    other = Person.objects.create(name="Una Quist", slug="una-quist")
    take_down(target=other, reason="She asked for it.")
    assert client.get(address).status_code == 200


def test_a_reply_is_pointed_to(client: Client, scene: Scene) -> None:
    address = kept(client)
    take_down(target=scene.talvik, reason="Hers.", kind=TakedownKind.ANNOTATE, reply="Not so.")
    answer = client.get(address)
    assert answer.status_code == 200
    assert "has answered since" in answer.content.decode()


def test_an_address_that_keeps_too_much_is_asked_to_wait(
    client: Client, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "HOURLY", 1)
    kept(client)
    answer = client.post("/permalinks/", {"page": "/companies/halden/"})
    assert answer.status_code == 400
    assert "try again in an hour" in answer.content.decode()


def test_the_database_refuses_a_permalink_that_tells_nothing() -> None:
    with pytest.raises(IntegrityError):
        Permalink.objects.create(
            key="0" * 20,
            path="/",
            query="",
            title="",
            body="",
            as_of=date(2026, 1, 1),
            known_on=date(2026, 1, 1),
        )
