"""Signing in, and out, and what a session is worth."""

import logging
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.factories import UserFactory
from tests.passphrase import PASSWORD
from tests.web.second_factor import LOGIN, sign_in
from tracker.accounts.models import Account
from tracker.accounts.roles import Role
from tracker.accounts.services import make_account, set_active
from tracker.accounts.standing import role_of
from tracker.web.accounts.gate import SEEN

pytestmark = pytest.mark.django_db


class CountedHasher(PBKDF2PasswordHasher):
    """Counts how often a password was worked through."""

    algorithm = "counted"
    iterations = 1
    count = 0

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        CountedHasher.count += 1
        return super().encode(password, salt, iterations)


@pytest.fixture
def editor() -> User:
    return UserFactory.create(is_staff=True)


def shown(answer: Any) -> str:
    return str(answer.content.decode())


def who(client: Client) -> str:
    """Whose session it is; empty for a stranger."""
    page = shown(client.get("/how-we-count/"))
    return page.partition("Sign out ")[2].partition("<")[0]


# ── signing in ───────────────────────────────────────────────────────────────────────────────────


def test_signing_in_leads_back_and_signing_out_leads_to_the_front_page(
    client: Client, editor: User
) -> None:
    assert client.get("/ingest/").headers["Location"] == f"{LOGIN}?next=/ingest/"
    assert sign_in(client, editor, next="/ingest/") == "/ingest/"
    assert who(client) == editor.username
    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/").headers["Location"] == "/"
    assert who(client) == ""


def test_a_wrong_password_an_unknown_name_and_a_shut_account_are_told_the_same(
    client: Client, editor: User
) -> None:
    shut = UserFactory.create(is_active=False)
    told = [
        shown(client.post(LOGIN, {"login": name, "password": password}))
        .partition('id="refused">')[2]
        .partition("</div>")[0]
        .strip()
        for name, password in (
            (editor.username, "wrong"),
            ("nobody-here", "wrong"),
            (shut.username, PASSWORD),
        )
    ]
    assert told == ["<p>The name or the password is wrong.</p>"] * 3


@pytest.mark.parametrize("known", [True, False])
def test_an_unknown_name_costs_as_many_hashes_as_a_known_one(
    known: bool, client: Client, settings: Settings
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher"]
    user = UserFactory.create()
    CountedHasher.count = 0
    client.post(LOGIN, {"login": user.username if known else "nobody", "password": "wrong"})
    assert CountedHasher.count == 1


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_signing_in_never_leads_to_another_site(there: str, client: Client, editor: User) -> None:
    assert sign_in(client, editor, next=there) == "/"


def test_a_sign_in_form_without_its_token_is_refused(editor: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(LOGIN, {"login": editor.username, "password": PASSWORD}).status_code == 403


def test_after_ten_wrong_passwords_of_a_name_from_one_address_even_the_right_one_must_wait(
    client: Client, editor: User
) -> None:
    for _ in range(10):
        answer = client.post(LOGIN, {"login": editor.username, "password": "wrong"})
    assert answer.status_code == 429
    assert "Too many tries" in shown(answer)
    assert sign_in(client, editor) == ""
    assert who(client) == ""
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert sign_in(elsewhere, editor) == "/"


def test_an_address_that_tries_many_names_must_wait_whatever_the_name(
    client: Client, editor: User
) -> None:
    answers = [
        client.post(LOGIN, {"login": f"name-{n}", "password": "wrong"}).status_code
        for n in range(51)
    ]
    assert answers == [200] * 50 + [429]
    assert sign_in(client, editor) == ""
    assert who(client) == ""
    assert sign_in(Client(REMOTE_ADDR="203.0.113.9"), editor) == "/"


def test_right_passwords_do_not_count_against_an_address(editor: User) -> None:
    for _ in range(55):
        assert sign_in(Client(), editor) == "/"


@pytest.mark.parametrize(
    "address",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/abc/",
        "inactive/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/1-abc/",
        "password/set/",
        "login/code/",
        "login/code/confirm/",
        "reauthenticate/code/",
        "social/connections/",
        "3rdparty/",
        "2fa/webauthn/signup/",
        "2fa/webauthn/login/",
        "2fa/trust/",
        "2fa/recovery-codes/download/",
    ],
)
def test_there_is_no_sign_up_no_mail_and_no_other_way_in(
    address: str, client: Client, editor: User
) -> None:
    assert client.get(f"/accounts/{address}").status_code == 404
    client.force_login(editor)
    assert client.get(f"/accounts/{address}").status_code == 404


def test_the_admin_has_no_sign_in_of_its_own(client: Client, editor: User) -> None:
    answer = client.get("/admin/login/?next=/admin/people/")
    assert answer.headers["Location"] == f"{LOGIN}?next=/admin/people/"
    assert client.post("/admin/login/", {"username": editor.username}).status_code == 405
    answer = client.get("/admin/password_change/")
    assert answer.headers["Location"] == "/accounts/password/change/"


# ── sessions ─────────────────────────────────────────────────────────────────────────────────────


def test_a_session_that_somebody_laid_out_beforehand_is_worth_nothing_after_signing_in(
    client: Client, editor: User
) -> None:
    session = client.session
    session["laid"] = "out"
    session.save()
    planted = str(session.session_key)
    sign_in(client, editor)
    assert client.session.session_key != planted
    assert who(client) == editor.username
    thief = Client()
    thief.cookies["session"] = planted
    assert who(thief) == ""


def change_password(client: Client, old: str, new: str, **more: str) -> Any:
    given = {"oldpassword": old, "password1": new, "password2": new, **more}
    return client.post("/accounts/password/change/", given)


def test_changing_the_password_ends_every_other_session(client: Client, editor: User) -> None:
    elsewhere = Client()
    sign_in(client, editor)
    sign_in(elsewhere, editor)
    assert change_password(client, PASSWORD, "quite-another-passphrase").status_code == 302
    assert (who(client), who(elsewhere)) == (editor.username, "")


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (PASSWORD, "another password than the one in use"),
        ("short-one", "too short"),
        ("qwerty123456", "too common"),
        ("735920184650", "entirely numeric"),
    ],
)
def test_a_weak_new_password_is_refused_beside_its_field(
    new: str, why: str, client: Client, editor: User
) -> None:
    sign_in(client, editor)
    page = shown(change_password(client, PASSWORD, new))
    assert why in page.partition('id="id_password1_error"')[2].partition("</div>")[0]
    assert User.objects.get(pk=editor.pk).check_password(PASSWORD)


def test_shutting_an_account_ends_its_sessions_also_for_the_day_it_is_opened_again(
    client: Client, editor: User
) -> None:
    sign_in(client, editor)
    set_active(user=editor, active=False)
    assert who(client) == ""
    set_active(user=editor, active=True)
    assert who(client) == ""


def test_an_editors_session_ends_when_it_is_left_alone_and_a_viewers_does_not(
    editor: User,
) -> None:
    viewer = UserFactory.create(role="viewer")
    clients = {user: Client() for user in (editor, viewer)}
    for user, client in clients.items():
        sign_in(client, user)
    long_ago = timezone.now() - timedelta(hours=2, minutes=1)
    User.objects.update(last_login=long_ago)
    assert who(clients[editor]) == "", "nothing but the sign-in was known of it"
    assert who(clients[viewer]) == viewer.username


def test_an_editors_session_lasts_while_it_is_used(client: Client, editor: User) -> None:
    sign_in(client, editor)
    client.get("/")
    User.objects.update(last_login=timezone.now() - timedelta(hours=5))
    assert who(client) == editor.username


def left_alone_for(client: Client, seconds: float) -> None:
    session = client.session
    session[SEEN] = time.time() - seconds
    session.save()


def test_an_editors_session_knows_its_last_use_to_the_minute_and_writes_no_oftener(
    client: Client, editor: User
) -> None:
    sign_in(client, editor)
    client.get("/")
    first = client.session[SEEN]
    client.get("/")
    assert client.session[SEEN] == first
    left_alone_for(client, 61)
    client.get("/")
    assert client.session[SEEN] >= first


def test_the_limit_of_an_editors_session_asks_no_cache(
    client: Client, editor: User, settings: Settings
) -> None:
    """A dead Valkey neither keeps a session that was left alone nor ends one in use."""
    sign_in(client, editor)
    dead = "redis://127.0.0.1:1/0"
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": dead}}
    assert who(client) == editor.username
    left_alone_for(client, 2 * 3600 - 100)
    assert who(client) == editor.username
    left_alone_for(client, 2 * 3600 + 1)
    assert who(client) == ""


# ── the first password ───────────────────────────────────────────────────────────────────────────


def test_a_one_time_password_opens_one_page_on_which_another_is_chosen(client: Client) -> None:
    user, password = make_account(name="ada", role=Role.EDITOR)
    assert sign_in(client, user, password) == "/"
    for address in ("/", "/ingest/", "/admin/", "/people/"):
        there = f"/accounts/password/change/?next={address.replace('/', '%2F')}"
        assert client.get(address).headers["Location"] == there
        assert client.post(address).headers["Location"] == there
    assert role_of(User.objects.get(pk=user.pk)) == Role.VIEWER
    page = shown(client.get("/accounts/password/change/"))
    assert "one-time password" in page
    answer = change_password(client, password, "an-editors-own-passphrase", next="/ingest/")
    assert answer.headers["Location"] == "/ingest/"
    assert client.get("/ingest/").status_code == 200
    assert not Account.objects.get(user=user).must_change_password


# ── the log ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def log() -> Iterator[list[str]]:
    """The lines that the site writes, as its own formatter writes them."""
    lines: list[str] = []
    stderr = next(
        handler
        for handler in logging.getLogger().handlers
        if type(handler.formatter).__name__ == "ProcessorFormatter"
    )

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler = Lines()
    handler.setFormatter(stderr.formatter)
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def test_a_failed_sign_in_is_logged_in_one_line_whatever_the_name(
    client: Client, log: list[str]
) -> None:
    client.post(LOGIN, {"login": "ada\n2026 admin signed in\r\x1b[2K", "password": "secret-word"})
    (line,) = [line for line in log if "sign-in failed" in line]
    assert "127.0.0.1" in line
    assert "admin signed in" in line
    assert all(len(line.splitlines()) == 1 and "\x1b" not in line for line in log)
    assert not any("secret-word" in line for line in log)


def test_a_message_of_a_library_stays_in_its_line_too(log: list[str]) -> None:
    logging.getLogger("some.library").warning("Not found: %s", "/a\nb\u2028c\x85d")
    assert [line.splitlines() for line in log] == [log]
    assert r"/a\nb\u2028c\x85d" in log[0]


def test_a_refusal_is_logged_with_who_and_where(client: Client, log: list[str]) -> None:
    viewer = UserFactory.create(role="viewer")
    client.force_login(viewer)
    assert client.get("/ingest/").status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(viewer)
    assert strict.post("/accounts/logout/").status_code == 403
    lines = [line for line in log if "refused" in line and viewer.username in line]
    assert [("/ingest/" in line, "/accounts/logout/" in line) for line in lines] == [
        (True, False),
        (False, True),
    ]
