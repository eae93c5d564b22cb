"""What an editor typed survives the end of their session, and is theirs alone."""

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from people.models import Person, Position
from tests.claims.scene import claim, settled
from tests.claims.waiting import waiting
from tests.factories import PersonFactory, UserFactory
from tests.web.second_factor import sign_in
from tracker.claims.models import Claim, Takedown
from tracker.news.models import Intake
from tracker.web.accounts import kept
from tracker.web.accounts.gate import SEEN
from tracker.web.accounts.typed import TYPIST

pytestmark = pytest.mark.django_db
AGAIN = "What you typed is in the form again"
GONE = "for half an hour; then it is gone"


@pytest.fixture
def editor(client: Client) -> User:
    editor = UserFactory.create(admin=True)
    sign_in(client, editor)
    client.get("/review/")
    return editor


@pytest.fixture
def address(db: None) -> str:
    settled(
        claim("joined", "done", "2025-03-01", who="ada", at="kiln", title="CTO", on="2025-03-01")
    )
    return f"/correct/position/{Position.objects.get().pk}/"


def left_alone(client: Client) -> None:
    session = client.session
    session[SEEN] = time.time() - 2 * 3600 - 1
    session.save()


def refused(client: Client, address: str, **fields: object) -> str:
    """Send a form after the session was left alone: where it is to be filled in again, after signing in."""
    left_alone(client)
    answer = client.post(address, fields)
    return next_of(answer)


def next_of(answer: Any) -> str:
    to = urlsplit(answer.headers["Location"])
    assert to.path == "/accounts/login/"
    return str(parse_qs(to.query)["next"][0])


def again(client: Client, editor: User, address: str) -> str:
    assert sign_in(client, editor, next=address) == address
    return client.get(address).text


def test_a_correction_is_in_its_form_again_after_signing_in_and_nothing_is_stored(
    client: Client, editor: User, address: str
) -> None:
    left_alone(client)
    answer = client.post(address, {"title": "Chief typist", "note": "So she said.", "do": "save"})
    assert "What you typed is kept" in client.get(answer["Location"]).text
    form = again(client, editor, next_of(answer))
    assert AGAIN in form
    assert "Chief typist" in form
    assert "So she said." in form
    assert Position.objects.get().title == "CTO"


def test_a_pasted_text_is_in_its_form_again_and_is_not_read(client: Client, editor: User) -> None:
    words = "Greta Lindqvist has joined Kiln Robotics."
    form = again(client, editor, refused(client, "/ingest/", text=words, title="A headline"))
    assert words in form
    assert "A headline" in form
    assert not Intake.objects.exists()


def test_the_note_and_the_correction_of_a_claim_are_on_the_desk_again(
    client: Client, editor: User
) -> None:
    one = waiting()
    fields = {"note": "A long thought.", "status": "done", "title": "Typist in chief", "do": "x"}
    form = again(client, editor, refused(client, f"/review/{one.pk}/", **fields))
    assert "A long thought." in form
    assert "Typist in chief" in form
    assert Claim.objects.get(pk=one.pk).decided_by is None


def test_a_decision_by_key_says_where_its_words_are(client: Client, editor: User) -> None:
    one = waiting()
    left_alone(client)
    fields = {"note": "A long thought.", "do": "reject", "back": f"/review/{one.pk}/"}
    said = client.post(f"/review/{one.pk}/", fields, headers={"HX-Request": "true"}).text
    where = said.partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "A long thought." in again(client, editor, parse_qs(urlsplit(where).query)["next"][0])


def test_a_record_with_its_names_is_in_its_admin_form_again_and_is_not_saved(
    client: Client, editor: User
) -> None:
    person = PersonFactory.create(name="Ada Byron")
    address = f"/admin/people/person/{person.pk}/change/"
    fields = {
        "name": "Ada Lovelace",
        "why": "She married.",
        "names-TOTAL_FORMS": "2",
        "names-INITIAL_FORMS": "0",
        "names-0-name": "A. Lovelace",
        "names-1-name": "Countess of Lovelace",
        "_save": "Save",
    }
    form = again(client, editor, refused(client, address, **fields))
    for words in ("Ada Lovelace", "She married.", "A. Lovelace", "Countess of Lovelace"):
        assert words in form
    assert AGAIN in form
    assert Person.objects.get().name == "Ada Byron"


@pytest.mark.parametrize(
    ("address", "fields", "words"),
    [
        ("/admin/claims/takedown/add/", {"kind": "hide", "reason": "Asked to.", "_confirmed": "1"}, "Asked to."),
        ("/admin/auth/user/add/", {"username": "grace", "role": "editor"}, "grace"),
        ("/admin/claims/publicationpolicy/add/", {"name": "Slow down", "action": "queue"}, "Slow down"),
        ("/admin/claims/claim/add/", {"evidence": "They told me."}, "They told me."),
    ],
)  # fmt: skip
def test_every_form_of_the_admin_has_its_words_again_and_is_not_saved(
    address: str, fields: dict[str, str], words: str, client: Client, editor: User
) -> None:
    if "takedown" in address:
        fields = {**fields, "person": str(PersonFactory.create().pk)}
    assert words in again(client, editor, refused(client, address, **fields))
    assert not Takedown.objects.exists()
    assert User.objects.count() == 1
    assert not Claim.objects.exists()


def test_the_reason_of_a_merge_is_in_its_form_again(client: Client, editor: User) -> None:
    one, other = PersonFactory.create(), PersonFactory.create()
    address = f"/admin/people/person/{one.pk}/merge/"
    why = "One woman, spelt in two ways"
    here = refused(client, address, into=other.pk, why=why, merge="1")
    assert why in again(client, editor, here)
    assert Person.objects.filter(merged_into=None).count() == 2


def test_words_go_to_nobody_else_to_no_other_form_and_not_for_long(
    client: Client, editor: User, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = refused(client, address, title="Chief typist")
    shown = again(Client(), UserFactory.create(admin=True), here)
    assert "Chief typist" not in shown
    assert GONE in shown
    elsewhere = here.replace(address, "/ingest/")
    assert "Chief typist" not in again(Client(), editor, elsewhere)
    assert "Chief typist" in again(client, editor, here)
    monkeypatch.setattr(kept, "FOR", 0)
    here = refused(client, address, title="Chief typist")
    assert "Chief typist" not in again(client, editor, here)


def test_once_it_is_stored_the_words_are_in_no_form_again(client: Client, editor: User) -> None:
    here = refused(client, "/ingest/", text="Greta Lindqvist has joined Kiln Robotics.")
    assert "Greta Lindqvist" in again(client, editor, here)
    assert client.post(here, {"text": "Greta Lindqvist has joined Kiln."}).status_code == 302
    shown = client.get(here).text
    assert "has joined Kiln Robotics" not in shown
    assert GONE not in shown


def test_who_typed_is_known_when_the_session_is_gone_altogether(
    client: Client, editor: User, address: str
) -> None:
    client.post("/accounts/logout/")
    here = next_of(client.post(address, {"title": "Chief typist"}))
    assert "Chief typist" in again(client, editor, here)


def test_of_strangers_and_readers_nothing_is_kept(client: Client, address: str) -> None:
    assert "typed" not in next_of(client.post(address, {"title": "Chief typist"}))
    reader = UserFactory.create(role="viewer")
    sign_in(client, reader)
    client.get("/")
    assert TYPIST not in client.cookies
    client.cookies[TYPIST] = f"{reader.pk}:made-up"
    client.post("/accounts/logout/")
    assert "typed" not in next_of(client.post(address, {"title": "Chief typist"}))


def test_a_form_opened_before_signing_in_anew_gets_its_words_back(
    editor: User, address: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    client.get(address)
    fields = {"title": "Chief typist", "csrfmiddlewaretoken": "x" * 64}
    ours = client.post(address, fields, headers={"Sec-Fetch-Site": "same-origin"})
    shown = client.get(ours["Location"]).text
    assert "Chief typist" in shown
    assert "x" * 64 not in shown
    foreign = client.post(address, fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert Position.objects.get().title == "CTO"


def test_without_a_cache_one_is_led_to_the_form_and_nothing_is_promised(
    client: Client, editor: User, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST", 10)
    left_alone(client)
    answer = client.post(address, {"title": "Chief typist"})
    assert "typed" not in next_of(answer)
    assert "is kept" not in client.get(answer["Location"]).text
