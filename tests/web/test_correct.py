"""Correcting a fact from its page: the form without a browser, and who is shown the way to it."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from people.models import Person, Position
from tests.claims.scene import claim, settled
from tests.databases import written_by
from tests.factories import UserFactory
from tracker.claims.entering.fields import KINDS
from tracker.claims.models import Claim, Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return UserFactory.create(role="editor")


@pytest.fixture
def desk(editor: User) -> Client:
    return signed_in(editor)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _told() -> dict[str, int]:
    told: dict[str, Any] = {"published": "2025-03-01", "who": "ada", "at": "atlas"}
    of_atlas: dict[str, Any] = {"published": "2025-03-01", "at": "atlas"}
    settled(
        claim("joined", "done", title="engineer", on="2025-02-10", **told),
        claim("reports_to", "done", manager="bob", **told),
        claim("founded", "done", **told),
        claim("statement", "done", values={"quote": "No.", "topic": "models"}, **told),
        claim("layoff", "done", values={"count": 600}, **of_atlas),
        claim("stake", "done", other="borealis", values={"percent": 49}, **of_atlas),
    )
    return {kind: model._default_manager.get().pk for kind, model in KINDS.items()}


#: One fact of each kind, of Ada at Atlas.
facts = written_by(_told)


def address(kind: str, pk: int) -> str:
    return f"/correct/{kind}/{pk}/"


def filled(page: str) -> dict[str, str]:
    """What the form on a page would send, as it stands."""
    found = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
    found |= dict(re.findall(r'<input type="(?:text|number)" name="(\w+)" value="([^"]*)"', page))
    for name, choices in re.findall(r'<select name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', choices)
        found[name] = chosen[1] if chosen else ""
    for name, words in re.findall(
        r'<textarea name="(\w+)"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL
    ):
        found[name] = words
    return found


def send(client: Client, path: str, page: str, do: str, **typed: str) -> Any:
    return client.post(path, filled(page) | typed | {"do": do})


@pytest.mark.parametrize("kind", KINDS)
def test_every_fact_opens_prefilled_and_is_stored_once_it_was_looked_at(
    desk: Client, kind: str, facts: dict[str, int]
) -> None:
    path = address(kind, facts[kind])
    page = desk.get(path).text
    typed = {
        "position": {"title": "Chief scientist"},
        "line": {"manager": "ada-lovelace"},
        "founding": {"happened": "2024"},
        "statement": {"topic": "minds"},
        "event": {"count": "60"},
        "stake": {"percent": "10"},
    }[kind]
    if kind == "line":
        settled(claim("joined", "done", who="ada-lovelace", at="atlas"))
    looked = send(desk, path, page, "save", note="They wrote to us.", **typed)
    assert looked.status_code == 200
    assert not Claim.objects.exclude(decided_by=None).exists()
    assert "Pinned</b> by you" in looked.text
    stored = send(desk, path, looked.text, "save")
    assert stored.status_code == 302
    after = KINDS[kind]._default_manager.get(withdrawn=False)
    (name, value), *_ = typed.items()
    assert str(getattr(after, name)).lower().removesuffix(".000").replace(" ", "-") in (
        value.lower(), value.lower().replace(" ", "-"),
    )  # fmt: skip
    assert "They wrote to us." in desk.get(path).text


def test_an_entry_needs_a_source_and_a_change(desk: Client, facts: dict[str, int]) -> None:
    path = address("position", facts["position"])
    page = desk.get(path).text
    for typed, words in (
        ({"title": "CTO"}, "Give an address or a note"),
        ({"note": "So."}, "Nothing was changed"),
        ({"note": "So.", "start": "soon"}, "is not a date here"),
        ({"note": "So.", "end": "2020-01-01"}, "lies before the start"),
        ({"note": "So.", "start": "1066"}, "“1066” cannot be meant"),
        ({"note": "So.", "end": "2140-05"}, "“2140-05” cannot be meant"),
        ({"note": "So.", "title": "CTO\u202e"}, "signs in it that cannot be seen"),
        ({"title": "CTO", "note": "So\u200b."}, "signs in it that cannot be seen"),
        ({"note": "So.", "unit": "Nowhere"}, "Nothing on record is called “Nowhere”."),
        ({"note": "So.", "unit": "Borealis"}, "is no unit of Atlas"),
        ({"note": "So.", "destination": "Borealis"}, "Say how this is told"),
        ({"title": "CTO", "note": "So.", "published_on": "2025-01-01"}, "Say what was published"),
        (
            {"title": "CTO", "address": "https://kiln.example/", "published_on": "0205-01-01"},
            "No page is from then",
        ),
        (
            {"title": "CTO", "address": "https://kiln.example/", "published_on": "2999-01-01"},
            "No page is from then",
        ),
        ({"start": "9999", "note": "So."}, "is not a date here"),
    ):
        answer = send(desk, path, page, "look", **typed)
        assert (answer.status_code, words in answer.text) == (422, True), words
        for value in typed.values():
            assert value in answer.text
    assert not Verdict.objects.exists()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("event", {"count": "-5"}), ("event", {"count": "1.5"}), ("stake", {"percent": "0"})],
)
def test_a_figure_that_none_can_be_is_refused(
    desk: Client, kind: str, typed: dict[str, str], facts: dict[str, int]
) -> None:
    path = address(kind, facts[kind])
    assert send(desk, path, desk.get(path).text, "look", note="So.", **typed).status_code == 422


def test_what_was_looked_at_is_stored_and_nothing_else(desk: Client, facts: dict[str, int]) -> None:
    path = address("position", facts["position"])
    looked = send(desk, path, desk.get(path).text, "look", title="CTO", note="So.")
    again = send(desk, path, looked.text, "save", title="COO")
    assert again.status_code == 200
    assert "<ins>COO</ins>" in again.text
    assert Position.objects.get().title == "engineer"


def test_a_fact_that_changed_meanwhile_is_shown_with_what_was_typed_and_what_is_there(
    desk: Client, facts: dict[str, int]
) -> None:
    path = address("position", facts["position"])
    mine = send(desk, path, desk.get(path).text, "look", title="CTO", note="So.").text
    other = signed_in(UserFactory.create(role="editor"))
    seen = send(other, path, other.get(path).text, "look", title="COO", start="2025-01", note="No.")
    assert send(other, path, seen.text, "save").status_code == 302
    answer = send(desk, path, mine, "save")
    assert answer.status_code == 409
    for words in (
        "Title: it was “engineer” and is “COO” now. You typed “CTO”",
        "Start: it was “2025-02-10” and is “2025-01” now.",
    ):
        assert words in answer.text
    form = filled(answer.text)
    assert (form["title"], form["start"], form["note"]) == ("CTO", "2025-01", "So.")
    assert send(desk, path, answer.text, "save").status_code == 302
    post = Position.objects.get(withdrawn=False)
    assert (post.title, str(post.start)) == ("CTO", "2025-01")


def test_what_is_wrong_altogether_is_withdrawn_after_a_look_and_comes_back_when_undone(
    desk: Client, facts: dict[str, int]
) -> None:
    path = address("position", facts["position"])
    looked = send(desk, path, desk.get(path).text, "deny", note="Never was.")
    assert "There is no such position" in looked.text
    assert 'class="op op-gone">Gone' in looked.text
    mine = send(desk, path, desk.get(path).text, "look", title="CTO", note="So.").text
    gone = send(desk, path, looked.text, "withdraw")
    assert gone.headers["Location"].startswith("/people/ada/")
    assert not Position.objects.filter(withdrawn=False).exists()
    late = send(desk, path, mine, "save")
    assert (late.status_code, filled(late.text)["title"]) == (409, "CTO")
    page = desk.get(path).text
    assert "Said to be wrong altogether" in page
    step = re.search(r'name="step" value="([^"]+)"', page)
    assert step
    undone = desk.post("/review/undo/", {"step": step[1]}, follow=True)
    assert "This entry of an editor was taken back" in undone.text
    assert Position.objects.filter(withdrawn=False).exists()


PAGES = ("/people/ada/", "/companies/atlas/")


def test_editors_alone_are_shown_the_way_to_correct_each_fact(
    desk: Client, facts: dict[str, int]
) -> None:
    shown = "".join(desk.get(page).text for page in PAGES)
    for kind, pk in facts.items():
        assert f'href="{address(kind, pk)}"' in shown, kind
    for client in (Client(), signed_in(UserFactory.create(role="viewer"))):
        for page in PAGES:
            assert "/correct/" not in client.get(page).text


def test_what_contradicts_a_pinned_field_is_shown_with_the_fact_as_such(
    desk: Client, facts: dict[str, int]
) -> None:
    position = facts["position"]
    path = address("position", position)
    looked = send(desk, path, desk.get(path).text, "look", title="CTO", note="So.")
    send(desk, path, looked.text, "save")
    words = "Says otherwise than an editor has pinned"
    evidence = f"/evidence/position-{position}/"
    assert words not in Client().get(evidence).text
    settled(claim("role", "held", "2025-06-01", who="ada", at="atlas", title="engineer"))
    assert words in Client().get(evidence).text


def test_a_viewer_is_refused_and_a_stranger_is_asked_to_sign_in(facts: dict[str, int]) -> None:
    path = address("position", facts["position"])
    viewer = signed_in(UserFactory.create(role="viewer"))
    for method in ("get", "post"):
        assert getattr(viewer, method)(path).status_code == 403
        assert getattr(Client(), method)(path).headers["Location"].startswith("/accounts/login/")


def test_no_fact_of_another_kind_or_that_was_taken_down_can_be_opened(
    desk: Client, facts: dict[str, int]
) -> None:
    assert desk.get(address("move", 1)).status_code == 404
    assert desk.get(address("position", 10**6)).status_code == 404
    Person.objects.filter(slug="ada").update(hidden=True)
    assert desk.get(address("position", facts["position"])).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_the_admin_s_page_of_a_fact_leads_to_its_correction_and_tells_who_and_why(
    desk: Client, kind: str, facts: dict[str, int]
) -> None:
    pk = facts[kind]
    meta = KINDS[kind]._meta
    page = desk.get(f"/admin/{meta.app_label}/{meta.model_name}/{pk}/change/").text
    path = address(kind, pk)
    assert f'href="{path}"' in page
    looked = send(desk, path, desk.get(path).text, "deny", note="Never was.")
    send(desk, path, looked.text, "withdraw")
    history = desk.get(f"/admin/{meta.app_label}/{meta.model_name}/{pk}/history/").text
    assert "Never was." in history
