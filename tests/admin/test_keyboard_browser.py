"""The editors' longer ways by the keyboard alone: each step is reached, seen and used without a pointer."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from people.models import Person, Position
from tests.browser import open_as
from tests.claims.scene import claim, settled
from tests.factories import UserFactory
from tests.keys import Keys
from tracker.accounts.admin import role_given
from tracker.accounts.roles import Role
from tracker.claims.models import Takedown

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keys(page: Page) -> Keys:
    return Keys(page)


@pytest.fixture
def posts(transactional_db: None) -> None:
    settled(
        claim("joined", "done", "2024-01-10", who="ada", at="atlas", title="CTO", on="2024-01-08"),
        claim("left", "done", "2025-03-01", who="ada-l", at="atlas", title="CTO", on="2025-03-01"),
    )


def test_two_records_are_merged_and_parted_again(page: Page, keys: Keys, posts: None) -> None:
    UserFactory.create(username="senior", role="senior editor")
    loser = Person.objects.get(slug="ada-l")
    open_as(page, "senior", f"/admin/people/person/{loser.pk}/change/")
    keys.follow(page.get_by_role("link", name="Merge into…"))
    keys.pick(
        page.get_by_role("combobox"), "Ada", page.get_by_role("option", name="Ada", exact=True)
    )
    keys.follow(page.get_by_role("button", name="See what it would do"))
    expect(page.get_by_role("table", name="Facts before and after")).to_be_visible()
    keys.write(page.get_by_label("Why"), "One woman, spelt in two ways")
    keys.follow(page.get_by_role("button", name="Merge", exact=True))
    expect(page.locator(".messagelist")).to_contain_text("Ada L merged into Ada")
    assert Person.objects.get(slug="ada-l").merged_into is not None
    keys.follow(page.get_by_role("link", name="Look at it, or undo it"))
    keys.follow(page.get_by_role("button", name="Undo this merge"))
    expect(page.locator(".messagelist")).to_contain_text("Ada L stands again")
    assert Person.objects.get(slug="ada-l").merged_into is None


def test_a_record_is_taken_down_and_shown_again(page: Page, keys: Keys, posts: None) -> None:
    UserFactory.create(username="senior", role="senior editor")
    open_as(page, "senior", "/admin/claims/takedown/add/")
    person = page.locator(".field-person").get_by_role("combobox")
    keys.pick(person, "Ada L", page.get_by_role("option", name="Ada L", exact=True))
    keys.write(page.get_by_label("Reason"), "Asked for by letter")
    keys.follow(page.get_by_role("button", name="Save", exact=True))
    expect(page.locator("#content")).to_contain_text("Gone from every page")
    keys.follow(page.get_by_role("button", name="Take it down"))
    assert Person.objects.get(slug="ada-l").hidden
    answer = page.request.get("/people/ada-l/")
    assert answer.status == 404
    taken = Takedown.objects.get()
    page.goto(f"/admin/claims/takedown/{taken.pk}/change/")
    keys.write(page.get_by_label("Why it is lifted"), "Asked for by mistake")
    keys.follow(page.get_by_role("button", name="Save", exact=True))
    assert not Person.objects.get(slug="ada-l").hidden
    assert page.request.get("/people/ada-l/").status == 200


def test_a_fact_is_corrected_from_its_page_and_the_correction_undone(
    page: Page, keys: Keys, posts: None
) -> None:
    UserFactory.create(username="ed", role="editor", is_staff=True)
    open_as(page, "ed", "/people/ada/")
    keys.follow(page.get_by_role("link", name="Correct Ada, CTO at Atlas").first)
    keys.write(page.get_by_label("Title"), "Chief scientist")
    keys.write(page.get_by_label("Note"), "Their office told us so.")
    keys.follow(page.get_by_role("button", name="See what would change"))
    keys.follow(page.get_by_role("button", name="Store and pin"))
    expect(page.locator(".say")).to_contain_text("Corrected: Ada")
    assert Position.objects.filter(withdrawn=False, title="Chief scientist").exists()
    keys.follow(page.get_by_role("link", name="Correct Ada, Chief scientist at Atlas").first)
    keys.follow(page.get_by_role("button", name="Undo"))
    assert not Position.objects.filter(withdrawn=False, title="Chief scientist").exists()


def test_an_admin_gives_somebody_an_account(page: Page, keys: Keys) -> None:
    UserFactory.create(username="head", admin=True)
    open_as(page, "head", "/admin/")
    keys.follow(page.locator(".model-user").get_by_role("link", name="Add"))
    keys.write(page.get_by_label("Username"), "newcomer")
    keys.to(page.get_by_label("Role"))
    page.keyboard.type("Senior")
    keys.follow(page.get_by_role("button", name="Save", exact=True))
    expect(page.locator(".messagelist")).to_contain_text("One-time password of newcomer")
    assert role_given(User.objects.get(username="newcomer")) is Role.SENIOR_EDITOR
