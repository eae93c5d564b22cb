"""What a form is answered with has an address: Back never asks to send it again."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from redis.exceptions import RedisError

from people.models import Position
from tests.claims.scene import claim, settled
from tests.factories import PersonFactory, UserFactory
from tracker.web.accounts import kept

pytestmark = pytest.mark.django_db

BROWSER = {"Sec-Fetch-Mode": "navigate"}
TAKEDOWN = "/admin/claims/takedown/add/"


@pytest.fixture
def editor(client: Client) -> User:
    editor = UserFactory.create(role="senior editor", is_staff=True)
    client.force_login(editor)
    return editor


@pytest.fixture
def address(db: None) -> str:
    settled(
        claim("joined", "done", "2025-03-01", who="ada", at="kiln", title="CTO", on="2025-03-01")
    )
    return f"/correct/position/{Position.objects.get().pk}/"


def sent(client: Client, address: str, **fields: object) -> str:
    """Send a form as a browser does; where it leads."""
    answer = client.post(address, fields, headers=BROWSER)
    assert answer.status_code in (302, 303)
    return str(answer["Location"])


def test_a_form_that_is_wrong_is_shown_at_an_address_of_its_own_with_what_was_typed(
    client: Client, editor: User, address: str
) -> None:
    leads = sent(client, address, title="Chief typist", do="look")
    assert leads.startswith(f"{address}?answer=")
    shown = client.get(leads)
    assert shown.status_code == 422
    assert "Chief typist" in shown.text
    assert "no-store" in shown["Cache-Control"]
    assert client.get(leads).text == shown.text


def test_a_program_is_answered_at_once(client: Client, editor: User, address: str) -> None:
    assert client.post(address, {"title": "Chief typist", "do": "look"}).status_code == 422


def test_an_answer_is_shown_to_nobody_else_and_at_no_other_address(
    client: Client, editor: User, address: str
) -> None:
    leads = sent(client, address, title="Chief typist", do="look")
    token = leads.partition("=")[2]
    elsewhere = client.get(f"/moves/?kind=hire&answer={token}")
    assert elsewhere["Location"] == "/moves/?kind=hire"
    stranger, other = Client(), Client()
    other.force_login(UserFactory.create(role="editor", is_staff=True))
    for one in (stranger, other):
        assert one.get(leads)["Location"] == address


def test_once_it_is_stored_the_pages_on_the_way_lead_to_the_form(
    client: Client, editor: User
) -> None:
    person = PersonFactory.create()
    wrong = sent(client, TAKEDOWN, kind="hide", person=person.pk)
    fields = {"kind": "hide", "person": person.pk, "reason": "Asked to.", "asked_by": "Them"}
    preview = sent(client, wrong, **fields)
    assert "Before it is done" in client.get(preview).text
    assert sent(client, preview, **fields, _confirmed="1") == "/admin/claims/takedown/"
    for page in (wrong, preview):
        assert client.get(page)["Location"] == TAKEDOWN


def test_a_wrong_password_is_answered_at_an_address_and_the_way_on_is_kept(
    client: Client, db: None
) -> None:
    leads = sent(client, "/accounts/login/?next=/review/", login="ada", password="not this one")
    assert leads.startswith("/accounts/login/?next=%2Freview%2F&answer=")
    shown = client.get(leads).text
    assert "ada" in shown
    assert "not this one" not in shown


def test_what_is_kept_cannot_be_read_in_the_cache(
    client: Client, editor: User, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bytes] = []
    monkeypatch.setattr(cache, "set", lambda _name, value, _for: held.append(value))
    sent(client, address, title="Chief typist", do="look")
    assert held[0].startswith(b"gAAAA")


@pytest.mark.parametrize("broken", ["too long", "no cache"])
def test_what_cannot_be_kept_is_answered_at_once(
    broken: str, client: Client, editor: User, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RedisError

    if broken == "too long":
        monkeypatch.setattr(kept, "MOST", 10)
    else:
        monkeypatch.setattr(cache, "set", refuse)
    answer = client.post(address, {"title": "Chief typist", "do": "look"}, headers=BROWSER)
    assert answer.status_code == 422
    assert "Chief typist" in answer.text


def test_strangers_keep_nothing_by_forms_that_are_refused_as_foreign(db: None) -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post("/accounts/login/", {"login": "ada"}, headers=BROWSER).status_code == 403
