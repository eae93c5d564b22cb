"""Menus that open over a page: by mouse and by keyboard they open in sight and close where one goes on."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.scene import Scene, build_scene

pytestmark = pytest.mark.django_db(transaction=True)
DESK, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 844}


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return build_scene(others=10)


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("menu", [".menu", ".drop", ".turn"])
def test_a_menu_closes_by_escape_and_gives_the_focus_back_to_its_name(
    menu: str, page: Page
) -> None:
    page.goto("/moves/")
    one = page.locator(f"details{menu}").first
    one.locator("> summary").press("Enter")
    expect(one).to_have_attribute("open", "")
    one.locator("a, input, button").first.focus()
    page.keyboard.press("Escape")
    expect(one).not_to_have_attribute("open", "")
    expect(one.locator("> summary")).to_be_focused()


@pytest.mark.usefixtures("scene")
def test_a_menu_stays_while_one_clicks_within_it_and_closes_by_a_click_elsewhere(
    page: Page,
) -> None:
    page.goto("/moves/")
    evidence = page.locator("details.menu").first
    evidence.locator("> summary").click()
    evidence.locator(".menu-h").click(position={"x": 2, "y": 2}, force=True, modifiers=["Shift"])
    expect(evidence).to_have_attribute("open", "")
    page.get_by_role("heading", level=1).click()
    expect(evidence).not_to_have_attribute("open", "")
    evidence.locator("> summary").click()
    columns = page.locator("details.drop").first
    columns.locator("> summary").click()
    expect(columns).to_have_attribute("open", "")
    expect(evidence).not_to_have_attribute("open", "")


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("window", [DESK, PHONE], ids=["desk", "phone"])
def test_the_evidence_of_the_lowest_row_in_sight_opens_in_sight(
    window: dict[str, int], page: Page
) -> None:
    page.set_viewport_size(window)  # type: ignore[arg-type]
    page.goto("/moves/")
    row = page.locator(".moves tbody tr:has(.menu .quote)").last
    row.evaluate("one => one.scrollIntoView({block: 'end'})")
    row.locator(".c-c summary").click()
    expect(row.locator(".c-c .menu > div")).to_be_in_viewport(ratio=0.99)


@pytest.mark.usefixtures("scene")
def test_without_scripts_the_evidence_of_a_row_opens_in_sight_on_a_phone_and_closes_where_it_opened(
    plain_page: Page,
) -> None:
    plain_page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    plain_page.goto("/moves/")
    row = plain_page.locator(".moves tbody tr:has(.menu .quote)").first
    row.locator(".c-c summary").click()
    expect(row.locator(".c-c .menu > div")).to_be_in_viewport(ratio=0.99)
    row.locator(".c-c summary").click()
    expect(row.locator(".c-c .menu > div")).to_be_hidden()
