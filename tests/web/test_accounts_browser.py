"""Accounts in a browser: passkeys under the site's policy, no barriers, no script needed for the rest."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from tests.accessibility import barriers, in_both_schemes, too_wide, violations
from tests.browser import open_as, sign_in
from tests.factories import PersonFactory, PositionFactory, UserFactory
from tests.web.second_factor import code_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(transactional_db: None) -> User:
    return UserFactory.create(username="ada", is_staff=True)


@pytest.fixture
def said(local_page: Page) -> list[str]:
    """What the browser complained of: scripts and styles that the policy refused, errors of ours."""
    said: list[str] = []
    local_page.on(
        "console",
        lambda message: said.append(message.text) if message.type == "error" else None,
    )
    local_page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def local_page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A page at ``localhost``, where browsers allow passkeys without https, with a security key plugged in."""
    address = live_server.url.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=address, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(30_000)
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield page
    context.close()


def test_a_passkey_is_added_used_renamed_and_removed(
    local_page: Page, editor: User, settings: Settings, said: list[str]
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    page = local_page
    sign_in(page, "ada", "/ingest/")
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    page.get_by_role("link", name="Add a passkey").click()
    page.wait_for_url("**/passkeys/add/**", wait_until="load")
    page.get_by_label("Name of the passkey").fill("My telephone")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="Go on").click()
    expect(page.get_by_role("button", name="Read it")).to_be_visible()
    assert [key.type for key in Authenticator.objects.order_by("pk")] == [
        "webauthn",
        "recovery_codes",
    ]
    page.get_by_role("button", name=re.compile("Sign out")).click()
    sign_in(page, "ada", "/ingest/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("button", name="Read it")).to_be_visible()
    page.goto("/accounts/2fa/passkeys/")
    page.get_by_role("link", name="Rename My telephone").click()
    page.get_by_label("Name of the passkey").fill("My key")
    page.get_by_role("button", name="Rename it").click()
    expect(page.get_by_text("My key", exact=True).first).to_be_visible()
    page.get_by_role("link", name="Remove My key").click()
    expect(page.get_by_role("heading", name="Remove a passkey")).to_be_visible()
    expect(page.get_by_role("button", name="Remove it")).to_have_count(0)
    settings.REQUIRE_SECOND_FACTOR = False
    page.reload()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    settings.REQUIRE_SECOND_FACTOR = True
    page.goto("/ingest/")
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    assert said == []


def test_a_passkey_answers_when_one_is_asked_again_who_one_is(
    local_page: Page, editor: User, said: list[str]
) -> None:
    page = local_page
    open_as(page, "ada", "/accounts/2fa/passkeys/add/")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/accounts/reauthenticate/?next=/accounts/2fa/")
    page.get_by_role("link", name="Use a security key").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/accounts/2fa/")
    assert said == []


def test_a_passkey_that_is_refused_is_told_in_the_page(local_page: Page, editor: User) -> None:
    page = local_page
    open_as(page, "ada", "/accounts/2fa/passkeys/add/")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/accounts/2fa/passkeys/add/")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("That passkey is here already"))


def test_an_editor_sets_up_an_app_and_signs_in_with_it_without_scripts(
    browser: Browser, live_server: Any, editor: User, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(30_000)
    sign_in(page, "ada", "/ingest/")
    page.get_by_role("link", name="Set up an app").click()
    expect(page.get_by_role("img", name="QR code of the key below")).to_be_visible()
    secret = page.locator(".key-text").inner_text()
    page.get_by_role("textbox", name="Code").fill(code_of(secret))
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="Go on").click()
    expect(page.get_by_role("button", name="Read it")).to_be_visible()
    page.get_by_role("button", name=re.compile("Sign out")).click()
    sign_in(page, "ada", "/ingest/")
    page.get_by_role("textbox", name="Code").fill(code_of(secret, later=1))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Read it")).to_be_visible()
    context.close()


ADDRESSES = (
    "/accounts/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/?next=/accounts/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/passkeys/",
    "/accounts/2fa/passkeys/add/",
    "/accounts/2fa/passkeys/reauthenticate/",
)


def test_the_pages_of_accounts_have_no_known_barriers_and_fit_every_window(
    local_page: Page, editor: User, said: list[str]
) -> None:
    page = local_page
    open_as(page, "ada", "/accounts/2fa/passkeys/add/")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    problems = {}
    for address in ADDRESSES:
        page.goto(address)
        if found := barriers(page):
            problems[address] = found
        assert too_wide(page) == {}, address
    page.goto("/accounts/2fa/")
    page.get_by_role("button", name=re.compile("Sign out")).first.click()
    sign_in(page, "ada", "/ingest/")
    page.wait_for_url("**/2fa/authenticate/")
    if found := barriers(page):
        problems["authenticate"] = found
    assert problems == {}
    assert said == []


GROUND = (
    "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).fontFamily]"
)


def test_the_admin_wears_the_sites_own_colours_and_they_can_be_read(
    local_page: Page, said: list[str], transactional_db: None
) -> None:
    page = local_page
    UserFactory.create(username="ada", role="admin")
    person = PersonFactory.create(name="Mira Talvik")
    PositionFactory.create(person=person)
    open_as(page, "ada", "/admin/")
    grounds = [page.evaluate(GROUND) for _ in in_both_schemes(page)]
    page.goto("/how-we-count/")
    assert grounds == [page.evaluate(GROUND) for _ in in_both_schemes(page)]
    assert grounds[0] != grounds[1]
    problems = {}
    for address in (
        "/admin/",
        "/admin/people/person/",
        f"/admin/people/person/{person.pk}/change/",
        "/admin/claims/claim/add/",
        "/admin/auth/user/add/",
        "/admin/people/position/",
    ):
        page.goto(address)
        for scheme in in_both_schemes(page):
            if found := violations(page, ["color-contrast"]):
                problems[address, scheme] = found
    assert problems == {}
    assert said == []
