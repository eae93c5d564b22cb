"""A session that ends while an editor types, in a browser: the words are there after signing in."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect
from pytest_django import Settings

from people.models import Position
from tests.browser import open_as
from tests.claims.scene import claim, settled
from tests.factories import PersonFactory, UserFactory
from tests.passphrase import PASSWORD
from tests.web.second_factor import SECRET, code_of, give_app

pytestmark = pytest.mark.django_db(transaction=True)
AGAIN = "What you typed is in the form again"


@pytest.fixture
def editor(transactional_db: None) -> User:
    return UserFactory.create(username="ada", admin=True)


def fill_in_sign_in(page: Page) -> None:
    expect(page.get_by_text("What you typed is kept for half an hour")).to_be_visible()
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_a_correction_typed_before_the_session_ended_is_stored_after_signing_in_with_two_factors(
    scripts: str, page: Page, plain_page: Page, editor: User, settings: Settings
) -> None:
    page = page if scripts == "with scripts" else plain_page
    told = {"who": "ada-byron", "at": "kiln", "title": "engineer"}
    settled(claim("joined", "done", "2025-03-01", on="2025-02-10", **told))  # type: ignore[arg-type]
    address = f"/correct/position/{Position.objects.get().pk}/"
    open_as(page, "ada", address)
    page.get_by_label("Title").fill("Chief scientist")
    page.get_by_label("Note").fill("Their office told us so, on the telephone.")
    Session.objects.all().delete()
    settings.REQUIRE_SECOND_FACTOR = True
    give_app(editor)
    page.get_by_role("button", name="See what would change").click()
    fill_in_sign_in(page)
    page.get_by_role("textbox", name="Code").fill(code_of(SECRET))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text(AGAIN)).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Chief scientist")
    expect(page.get_by_label("Note")).to_have_value("Their office told us so, on the telephone.")
    assert Position.objects.get().title == "engineer"
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name="Store and pin").click()
    expect(page.locator(".say")).to_contain_text("Corrected: Ada Byron")
    page.go_back()
    expect(page.get_by_role("heading", name="Correct this position")).to_be_visible()
    expect(page.get_by_role("button", name="Store and pin")).to_have_count(0)


def test_a_record_of_the_admin_has_all_its_words_and_added_rows_again(
    page: Page, editor: User
) -> None:
    person = PersonFactory.create(name="Ada Byron")
    open_as(page, "ada", f"/admin/people/person/{person.pk}/change/")
    page.get_by_label("Why").fill("She married.")
    page.locator(".add-row a").first.click()
    page.locator("[name=names-0-name]").fill("A. Lovelace")
    page.locator("[name=names-1-name]").fill("Countess of Lovelace")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save", exact=True).click()
    fill_in_sign_in(page)
    expect(page.get_by_text(AGAIN)).to_be_visible()
    expect(page.get_by_label("Why")).to_have_value("She married.")
    expect(page.locator("[name=names-1-name]")).to_have_value("Countess of Lovelace")
    assert not person.names.exists()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert person.names.count() == 2


def test_a_form_left_open_in_one_tab_gets_its_words_back_after_signing_in_in_another(
    page: Page, editor: User
) -> None:
    open_as(page, "ada", "/ingest/")
    page.locator("[name=text]").fill("Greta Lindqvist has joined Kiln Robotics.")
    Session.objects.all().delete()
    open_as(page.context.new_page(), "ada", "/ingest/")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("You have signed in anew")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value("Greta Lindqvist has joined Kiln Robotics.")
