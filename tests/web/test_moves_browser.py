"""The list of moves on a phone: what a row tells, and the way from the filters back to the list."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.scene import Scene, build_scene

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return build_scene(others=4)


@pytest.mark.usefixtures("scene")
def test_on_a_phone_a_filtered_list_is_in_sight_and_each_move_names_its_first_outlet(
    page: Page,
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/moves/?status=reported")
    expect(page.get_by_label("First day")).to_be_hidden()
    row = page.locator(".moves tbody tr").first
    expect(row).to_be_in_viewport()
    expect(row.get_by_role("link", name="The Gazette")).to_be_visible()


@pytest.mark.usefixtures("scene")
def test_on_a_phone_the_filters_count_what_they_leave_and_lead_back_to_the_list(
    page: Page,
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/moves/")
    page.get_by_text("Filters", exact=True).click()
    left = page.locator(".fgo b")
    expect(left).to_be_in_viewport()
    page.locator("#status-rumoured").check()
    expect(left).to_have_text("1 known move")
    expect(left).to_be_in_viewport()
    page.get_by_role("link", name="To the list").click()
    expect(page.locator(".moves tbody tr").first).to_be_in_viewport()


@pytest.mark.usefixtures("scene")
def test_without_scripts_applying_the_filters_closes_them(plain_page: Page) -> None:
    plain_page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    plain_page.goto("/moves/")
    plain_page.get_by_text("Filters", exact=True).click()
    plain_page.locator("#status-rumoured").check()
    plain_page.get_by_role("button", name="Apply").click()
    expect(plain_page.locator("#status-rumoured")).to_be_hidden()
    expect(plain_page.locator(".moves tbody tr").first).to_be_in_viewport()
