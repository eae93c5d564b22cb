"""The second factor: who needs one, how it is set up, what it asks, how it is lost and replaced."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from tests.factories import ArticleFactory, UserFactory
from tests.passphrase import PASSWORD
from tests.web.second_factor import (
    SECRET,
    code_of,
    give_app,
    shown_secret,
    sign_in,
)
from tests.web.test_accounts import shown, who
from tracker.accounts.sealing import seal, unseal
from tracker.accounts.services import may_remove, remove_second_factor

pytestmark = pytest.mark.django_db
SETUP = "/accounts/2fa/"


@pytest.fixture
def required(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def editor() -> User:
    return UserFactory.create(is_staff=True)


@pytest.mark.parametrize("role", ["editor", "senior editor", "admin"])
def test_without_a_second_factor_the_editors_part_is_closed_and_the_way_to_one_is_shown(
    role: str, required: None, client: Client
) -> None:
    article = ArticleFactory.create(text="A whole text. Of two sentences.")
    sign_in(client, UserFactory.create(role=role))
    for address in ("/ingest/", "/admin/", "/admin/people/person/"):
        for answer in (client.get(address), client.post(address, {"text": "x"})):
            assert answer.headers["Location"].startswith(f"{SETUP}?next=%2F")
    assert client.get("/").status_code == 200
    assert client.get(f"/api/v1/articles/{article.pk}/").json()["text"] is None


def test_a_superuser_without_one_is_held_to_the_same(required: None, client: Client) -> None:
    sign_in(client, UserFactory.create(admin=True))
    assert client.get("/admin/").headers["Location"].startswith(SETUP)
    assert client.get("/ingest/").headers["Location"].startswith(SETUP)


def test_a_viewer_needs_none(required: None, client: Client) -> None:
    sign_in(client, UserFactory.create(role="viewer"))
    assert client.get("/ingest/").status_code == 403


def test_where_the_site_does_without_one_an_editor_enters_with_the_password(
    client: Client, editor: User, settings: Settings
) -> None:
    assert settings.REQUIRE_SECOND_FACTOR is False
    sign_in(client, editor)
    assert client.get("/ingest/").status_code == 200


def test_an_app_is_set_up_in_three_pages_and_leads_to_where_one_was_going(
    required: None, client: Client, editor: User
) -> None:
    sign_in(client, editor)
    client.get("/ingest/")
    page = shown(client.get("/accounts/2fa/totp/activate/"))
    assert '<svg class="qr"' in page
    assert "style=" not in page
    assert "data:image" not in page
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert "The code is wrong" in shown(wrong)
    secret = shown_secret(shown(wrong))
    assert secret == shown_secret(page), "a wrong code asks for no new scan"
    done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert done.headers["Location"] == "/accounts/2fa/recovery-codes/"
    codes = shown(client.get("/accounts/2fa/recovery-codes/"))
    assert len(re.findall(r"<li><code>\d{8}</code></li>", codes)) == 10
    assert 'href="/ingest/">Go on' in codes
    assert client.get("/ingest/").status_code == 200
    again = shown(client.get("/accounts/2fa/recovery-codes/"))
    assert "10 of 10 are left" in again
    assert "<code>" not in again


def test_the_code_is_asked_after_the_password_and_before_the_session(
    required: None, client: Client, editor: User
) -> None:
    give_app(editor)
    assert sign_in(client, editor, next="/ingest/") == "/accounts/2fa/authenticate/"
    assert who(client) == ""
    assert client.get("/ingest/").headers["Location"].startswith("/accounts/login/")
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "The code is wrong" in shown(wrong)
    assert who(client) == ""
    right = client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    assert right.headers["Location"] == "/ingest/"
    assert who(client) == editor.username


def test_a_code_opens_once(client: Client, editor: User) -> None:
    give_app(editor)
    code = code_of(SECRET)
    for opened in (True, False):
        other = Client()
        sign_in(other, editor)
        other.post("/accounts/2fa/authenticate/", {"code": code})
        assert bool(who(other)) is opened


def test_the_second_factor_is_asked_also_where_the_site_does_not_require_one(
    client: Client, editor: User
) -> None:
    give_app(editor)
    assert sign_in(client, editor) == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")


def test_ten_wrong_codes_close_the_page_to_the_right_one(client: Client, editor: User) -> None:
    give_app(editor)
    sign_in(client, editor)
    for _ in range(10):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    last = client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    assert "Too many wrong codes" in shown(last)
    assert who(client) == ""


def test_a_recovery_code_opens_once(required: None, client: Client, editor: User) -> None:
    sign_in(client, editor)
    page = shown(client.get("/accounts/2fa/totp/activate/"))
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(shown_secret(page))})
    page = shown(client.get("/accounts/2fa/recovery-codes/"))
    code = re.findall(r"<code>(\d{8})</code>", page)[0]
    for opened in (True, False):
        other = Client()
        sign_in(other, editor)
        other.post("/accounts/2fa/authenticate/", {"code": code})
        assert bool(who(other)) is opened


def long_after_signing_in(client: Client) -> None:
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 601
    session.save()


@pytest.mark.parametrize(
    "address",
    ["totp/activate/", "passkeys/add/", "totp/deactivate/", "recovery-codes/generate/"],
)
def test_ten_minutes_after_signing_in_a_change_asks_who_it_is(
    address: str, client: Client, editor: User
) -> None:
    there = f"/accounts/2fa/{address}"
    if address in ("totp/deactivate/", "recovery-codes/generate/"):
        give_app(editor)
    sign_in(client, editor)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    assert client.get(there).status_code == 200
    long_after_signing_in(client)
    asked = client.get(there).headers["Location"]
    assert asked.startswith("/accounts/reauthenticate/?next=")
    wrong = client.post(asked, {"password": "wrong"})
    assert "The password is wrong" in shown(wrong)
    assert client.get(there).status_code == 302
    client.post(asked, {"password": PASSWORD})
    assert client.get(there).status_code == 200
    long_after_signing_in(client)
    assert client.post(there).headers["Location"].startswith("/accounts/reauthenticate/")


def test_the_last_second_factor_stays_where_the_role_asks_for_one(
    required: None, client: Client, editor: User
) -> None:
    give_app(editor)
    sign_in(client, editor)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    page = shown(client.post("/accounts/2fa/totp/deactivate/"))
    assert "set up another one first" in page
    assert Authenticator.objects.filter(user=editor).exists()


def test_an_app_can_be_removed_where_no_second_factor_is_asked_for(
    client: Client, editor: User
) -> None:
    give_app(editor)
    sign_in(client, editor)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    assert client.post("/accounts/2fa/totp/deactivate/").headers["Location"] == SETUP
    assert not Authenticator.objects.filter(user=editor).exists()


def test_somebody_who_lost_theirs_starts_again_and_their_sessions_end(
    required: None, client: Client, editor: User
) -> None:
    give_app(editor)
    sign_in(client, editor)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    assert who(client) == editor.username
    remove_second_factor(user=editor)
    assert who(client) == ""
    assert sign_in(client, editor) == "/"
    assert client.get("/ingest/").headers["Location"].startswith(SETUP)


# ── passkeys ─────────────────────────────────────────────────────────────────────────────────────


def give_passkey(user: User, name: str = "Key") -> Authenticator:
    made: Authenticator = Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "passwordless": False}
    )
    return made


def signed_in_with_passkeys(user: User, count: int) -> Client:
    """A session opened while an app was there, which is gone now; passkeys are left."""
    client = Client()
    give_app(user)
    sign_in(client, user)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    for number in range(count):
        give_passkey(user, f"Key {number}")
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    return client


def test_the_last_passkey_stays_where_the_role_asks_for_one_and_the_page_says_how_to_replace_it(
    required: None, editor: User
) -> None:
    client = signed_in_with_passkeys(editor, 2)
    first, last = Authenticator.objects.filter(user=editor).order_by("pk")
    page = f"/accounts/2fa/passkeys/{first.pk}/remove/"
    assert "set up another one first" not in shown(client.get(page))
    assert client.post(page).status_code == 302
    page = f"/accounts/2fa/passkeys/{last.pk}/remove/"
    for answer in (client.get(page), client.post(page)):
        assert "set up another one first, an app or a passkey" in shown(answer)
        assert 'href="/accounts/2fa/passkeys/add/"' in answer.content.decode()
        assert "Remove it</button>" not in answer.content.decode()
    assert Authenticator.objects.filter(user=editor).get() == last


def test_a_passkey_can_go_while_an_app_stays_and_where_none_is_asked_for(
    client: Client, editor: User, settings: Settings
) -> None:
    client = signed_in_with_passkeys(editor, 1)
    passkey = Authenticator.objects.get(user=editor)
    settings.REQUIRE_SECOND_FACTOR = True
    assert not may_remove(factor=passkey)
    give_app(editor)
    assert may_remove(factor=passkey)
    Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()
    settings.REQUIRE_SECOND_FACTOR = False
    client.post(f"/accounts/2fa/passkeys/{passkey.pk}/remove/")
    assert not Authenticator.objects.exists()


def test_recovery_codes_alone_are_no_second_factor(required: None, editor: User) -> None:
    passkey = give_passkey(editor)
    Authenticator.objects.create(
        user=editor,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"seed": seal("ab" * 40), "used_mask": 0},
    )
    assert not may_remove(factor=passkey)


# ── at rest ──────────────────────────────────────────────────────────────────────────────────────


def test_the_database_holds_no_secret_of_a_second_factor_as_it_is(
    required: None, client: Client, editor: User
) -> None:
    sign_in(client, editor)
    secret = shown_secret(shown(client.get("/accounts/2fa/totp/activate/")))
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    rows = {row.type: row.data for row in Authenticator.objects.filter(user=editor)}
    assert unseal(rows["totp"]["secret"]) == secret
    assert len(unseal(rows["recovery_codes"]["seed"])) == 80
    assert secret not in str(rows)


def test_a_former_key_opens_what_it_sealed_until_it_is_sealed_anew(
    editor: User, settings: Settings
) -> None:
    give_app(editor)
    former = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key " * 6, [former]
    client = Client()
    sign_in(client, editor)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)})
    assert who(client) == editor.username
    out = StringIO()
    call_command("seal_second_factors", stdout=out)
    assert "1 sealed" in out.getvalue()
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(Authenticator.objects.get(user=editor).data["secret"]) == SECRET


def test_a_second_factor_whose_key_is_lost_lets_nobody_in_and_says_what_to_do(
    client: Client, editor: User, settings: Settings
) -> None:
    give_app(editor)
    settings.SECRET_KEY = "another key " * 6
    sign_in(client, editor)
    page = shown(client.post("/accounts/2fa/authenticate/", {"code": code_of(SECRET)}))
    assert "can no longer be read here. Ask an admin to remove it" in page
    assert who(client) == ""
    out = StringIO()
    call_command("seal_second_factors", stdout=StringIO(), stderr=out)
    assert editor.username in out.getvalue()
