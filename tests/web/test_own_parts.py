"""Whoever is signed in and only reads is given the page of strangers, with their own parts in it and nobody else's."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from companies.models import Organization
from tests.factories import OrganizationFactory, UserFactory
from tests.named_scene import named_scene
from tests.surfaces import addresses, of_readers
from tracker.accounts.saved_views import save_view
from tracker.accounts.services import one_time_password
from tracker.claims.withholding import withheld

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/companies/halden/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def account(user: User, *, checks: bool = False) -> Client:
    """An account that is signed in."""
    client = Client(enforce_csrf_checks=checks)
    client.force_login(user)
    return client


@pytest.fixture
def reader() -> User:
    return UserFactory.create(username="ines")


@pytest.fixture
def halden(reader: User) -> Organization:
    made = OrganizationFactory.create(name="Halden", slug="halden")
    withheld()  # as any page before would have asked
    return made


def queries_of(client: Client, address: str = PAGE) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def written(client: Client, settings: Settings) -> int:
    """How many queries a page asks that is remembered by nobody."""
    remembered, settings.REMEMBERED_BYTES = settings.REMEMBERED_BYTES, 0
    try:
        return queries_of(client)
    finally:
        settings.REMEMBERED_BYTES = remembered


def is_remembered(client: Client, settings: Settings) -> bool:
    """Whether the page is given from memory. Tests beside this one change databases of the same server, and with each
    change it is written anew.
    """
    most = written(client, settings) - 2
    return any(queries_of(client) <= most for _ in range(300))


def without_tokens(page: str) -> str:
    return TOKEN.sub("", page)


def heads(answer: Any) -> dict[str, str]:
    """All but the second in which it was written."""
    return {name: value for name, value in answer.items() if name != "Expires"}


def test_a_page_is_written_once_for_all_accounts_that_only_read(
    halden: Organization, reader: User, settings: Settings
) -> None:
    other = UserFactory.create(username="mira")
    account(reader).get(PAGE)
    assert is_remembered(account(other), settings)
    page = account(other).get(PAGE).text
    assert "Sign out mira" in page and "Sign out ines" not in page
    assert "Sign out ines" in account(reader).get(PAGE).text
    stranger = Client()
    for _ in range(2):
        page = stranger.get(PAGE).text
        assert "Sign out" not in page and "/accounts/login/" in page


def test_a_change_shows_to_accounts_with_the_next_request(
    halden: Organization, reader: User
) -> None:
    client = account(reader)
    assert "Halden" in client.get(PAGE).text
    Organization.objects.filter(pk=halden.pk).update(name="Halden Labs")
    assert "Halden Labs" in client.get(PAGE).text


def test_ones_saved_views_stand_on_the_remembered_list_and_nobody_elses(
    halden: Organization, reader: User
) -> None:
    other = UserFactory.create(username="mira")
    save_view(user=other, name="Denied ones", query="status=denied")
    client = account(reader)
    assert "Denied ones" not in client.get("/moves/").text
    save_view(user=reader, name="Departures", query="kind=departure")
    for _ in range(2):
        page = client.get("/moves/?status=reported").text
        assert "Departures" in page and "Denied ones" not in page
        assert '<input type="hidden" name="query" value="?status=reported">' in page


def test_a_form_on_a_remembered_page_can_be_sent(halden: Organization, reader: User) -> None:
    client = account(reader, checks=True)
    client.get("/moves/")
    for name in ("First", "Second"):
        token = TOKEN.search(client.get("/moves/").text)
        assert token is not None
        form = {"name": name, "query": "", "csrfmiddlewaretoken": token[1]}
        assert client.post("/accounts/views/", form).status_code == 302
    assert "Second" in client.get("/moves/").text
    refused = {"name": "Third", "query": "", "csrfmiddlewaretoken": "x" * 64}
    assert client.post("/accounts/views/", refused).status_code == 403


def test_whoever_works_here_is_written_every_page(
    halden: Organization, reader: User, settings: Settings
) -> None:
    account(reader).get(PAGE)
    editor = account(UserFactory.create(is_staff=True))
    assert "/review/" in editor.get(PAGE).text
    alone = written(editor, settings)
    assert all(queries_of(editor) >= alone for _ in range(5))
    assert "/review/" not in account(reader).get(PAGE).text


def test_what_is_to_be_told_is_told_once(halden: Organization, reader: User) -> None:
    client = account(reader)
    client.get(PAGE)
    storage = CookieStorage(RequestFactory().get("/"))
    storage.add(constants.INFO, "Your view is saved.")
    answer = HttpResponse()
    storage.update(answer)
    client.cookies["messages"] = answer.cookies["messages"].value
    assert "Your view is saved." in client.get(PAGE).text
    assert "Your view is saved." not in client.get(PAGE).text


def test_an_account_with_a_password_to_change_is_led_there_from_a_remembered_page(
    halden: Organization, reader: User
) -> None:
    account(reader).get(PAGE)
    other = UserFactory.create()
    one_time_password(user=other)
    assert account(other).get(PAGE).status_code == 302


def test_a_text_that_looks_like_an_own_part_is_a_text(halden: Organization, reader: User) -> None:
    trap = "<!--own account-->trap<!--/own-->"
    client = account(reader)
    for _ in range(2):
        page = client.get("/search/", {"q": trap}).text
        assert "&lt;!--own account--&gt;trap" in page and trap not in page
        assert page.count("Sign out ines") == 1


def test_every_page_is_to_accounts_from_memory_what_it_is_written_for_them(
    reader: User, settings: Settings
) -> None:
    _, named = named_scene()
    withheld()
    client = account(reader)
    walked = 0
    for pattern in of_readers():
        if pattern.startswith(("api/", "feeds/")) or "<picture:" in pattern:
            continue
        for address in addresses(pattern, named):
            first, again = client.get(address), client.get(address)
            settings.REMEMBERED_BYTES = 0
            alone = client.get(address)
            settings.REMEMBERED_BYTES = 32_000_000
            for one in (first, again):
                assert one.status_code == alone.status_code, address
                assert heads(one) == heads(alone), address
                assert without_tokens(one.text) == without_tokens(alone.text), address
            walked += 1
    assert walked > 30


def test_after_signing_out_no_page_of_the_account_is_left_in_the_browser(
    halden: Organization, reader: User
) -> None:
    client = account(reader)
    for address in (PAGE, "/moves/", "/search/?q=halden", "/companies/nobody/"):
        for _ in range(2):
            assert "no-store" in client.get(address)["Cache-Control"], address
    assert "Cache-Control" not in Client().get(PAGE)
