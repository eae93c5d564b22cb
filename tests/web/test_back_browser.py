"""Back in a browser, through the editors' forms: it shows a form or a list, and never asks to send again; and through filters."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from people.models import Position
from tests.browser import open_as
from tests.claims.scene import claim, settled
from tests.claims.waiting import waiting
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor(transactional_db: None) -> User:
    return UserFactory.create(username="ada", admin=True)


@pytest.fixture
def post(transactional_db: None) -> Position:
    told = {"who": "ada-byron", "at": "kiln", "title": "engineer"}
    settled(claim("joined", "done", "2025-03-01", on="2025-02-10", **told))  # type: ignore[arg-type]
    return Position.objects.get(organization__slug="kiln")


def back(page: Page) -> None:
    """Go back. Chromium shows its own page, about sending again, where it would have to: that has no heading."""
    page.go_back()
    expect(page.locator("h1").first).to_be_visible()


@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_back_from_a_stored_correction_shows_the_form_with_what_stands(
    scripts: str, page: Page, plain_page: Page, editor: User, post: Position
) -> None:
    page = page if scripts == "with scripts" else plain_page
    address = f"/correct/position/{post.pk}/"
    open_as(page, "ada", address)
    page.get_by_label("Title").fill("Chief scientist")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_text("every entry says where it is from")).to_be_visible()
    page.get_by_label("Note").fill("Their office told us so.")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("table", name="Pinned by you")).to_be_visible()
    back(page)
    expect(page.get_by_text("every entry says where it is from")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Chief scientist")
    page.go_forward()
    page.get_by_role("button", name="Store and pin").click()
    expect(page.locator(".say")).to_contain_text("Corrected: Ada Byron")
    back(page)
    expect(page.get_by_role("heading", name="Correct this position")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Chief scientist")
    expect(page.get_by_role("button", name="Store and pin")).to_have_count(0)
    expect(page.get_by_text("Pinned: title")).to_be_visible()


def test_back_from_a_claim_decided_at_the_second_try_says_what_became_of_it(
    plain_page: Page, editor: User
) -> None:
    page, one = plain_page, waiting()
    open_as(page, "ada", f"/review/{one.pk}/")
    page.locator("summary", has_text="Edit").click()
    page.get_by_role("button", name="Store the correction").click()
    expect(page.locator(".msg-bad").first).to_be_visible()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    back(page)
    expect(page.get_by_text("Accepted").first).to_be_visible()
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)


def test_back_from_a_takedown_shows_the_form_and_not_the_last_step(
    page: Page, editor: User, transactional_db: None
) -> None:
    person = PersonFactory.create(name="Mira Talvik")
    open_as(page, "ada", f"/admin/claims/takedown/add/?person={person.pk}")
    page.get_by_label("Kind").select_option("hide")
    page.get_by_label("Reason").fill("Asked to.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Take it down").click()
    expect(page.locator(".messagelist")).to_be_visible()
    back(page)
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Take it down")).to_have_count(0)


def test_back_from_a_merge_shows_the_form(page: Page, editor: User, transactional_db: None) -> None:
    one, other = PersonFactory.create(name="Ada L"), PersonFactory.create(name="Ada Lin")
    open_as(page, "ada", f"/admin/people/person/{one.pk}/merge/?with={other.pk}")
    page.get_by_role("button", name="See what it would do").click()
    page.get_by_label("Why they are the same").fill("One woman, spelt in two ways")
    back(page)
    page.go_forward()
    page.get_by_label("Why they are the same").fill("One woman, spelt in two ways")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Ada L merged into Ada Lin")
    back(page)
    expect(page.locator("body")).not_to_contain_text("What it would do")


def test_back_from_an_account_that_was_kept_shows_the_form(
    page: Page, editor: User, transactional_db: None
) -> None:
    open_as(page, "ada", "/admin/auth/user/add/")
    page.get_by_label("Username").fill("ada")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".errorlist").first).to_be_visible()
    page.get_by_label("Username").fill("grace")
    page.get_by_label("Role").select_option("editor")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("One-time password of grace")).to_be_visible()
    back(page)
    expect(page.get_by_label("Username")).to_have_value("")
    assert "password of grace" not in page.content()


def test_back_after_signing_in_at_the_second_try_leads_on(page: Page, editor: User) -> None:
    page.goto("/accounts/login/?next=/ingest/")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill("not this one at all")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    open_as(page, "ada", "/ingest/")
    expect(page.get_by_role("button", name="Read it")).to_be_visible()
    back(page)
    page.wait_for_load_state()
    assert "answer=" not in page.url or page.get_by_label("Password").count()


def test_back_from_a_handed_in_text_shows_the_form(page: Page, editor: User) -> None:
    open_as(page, "ada", "/ingest/")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.locator("[name=text]").fill("Greta Lindqvist has joined Kiln Robotics.")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/ingest/*/")
    back(page)
    expect(page.get_by_role("button", name="Read it")).to_be_visible()


@pytest.mark.parametrize("how", ["typed", "picked and applied", "picked and applied at once"])
@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_one_step_back_undoes_one_filter_of_the_moves(
    scripts: str, how: str, page: Page, plain_page: Page, post: Position
) -> None:
    page = page if scripts == "with scripts" else plain_page
    page.goto("/moves/")
    if how == "typed":
        page.get_by_label("Words").fill("nobody")
        page.get_by_label("Words").press("Enter")
    else:
        page.get_by_label("Rumoured").check()
        if scripts == "with scripts" and how == "picked and applied":
            page.wait_for_url("**status=rumoured")
        page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**#list")
    expect(page.locator(".lede")).to_contain_text("0 known moves")
    page.go_back()
    expect(page.locator(".lede")).to_contain_text("1 known move.")
    assert page.url.endswith("/moves/")


def test_a_typed_filter_that_is_refused_is_told_in_sight(page: Page, post: Position) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/moves/")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Company", exact=True).fill("nowhere of that name")
    page.get_by_label("Company", exact=True).press("Enter")
    expect(page.get_by_role("alert")).to_be_in_viewport()
