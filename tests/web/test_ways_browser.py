"""The slider, the comparison of two days, the filters and the search: by mouse, and by keyboard alone, wide and narrow."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import tab_to
from tests.web.scene import Scene, build_scene

pytestmark = pytest.mark.django_db(transaction=True)
wide_and_narrow = pytest.mark.parametrize("width", [1440, 390])
#: The chart's own page, and that of the company, from which the differences are a link away. What one tells of wide
#: windows by mouse, it tells of narrow ones by keyboard, and the other the other way round.
CHART, COMPANY = "/companies/halden/chart/", "/companies/halden/"


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return build_scene(others=4)


@pytest.fixture
def at(page: Page, width: int, scene: Scene) -> Page:
    page.set_viewport_size({"width": width, "height": 900})
    return page


def days_of(slider: Locator) -> list[str]:
    return (slider.get_attribute("data-days") or "").split()


def in_words(day: str) -> re.Pattern[str]:
    """How a day is told to those who listen."""
    year, _, of_month = day.split("-")
    return re.compile(rf"^{int(of_month)} \w+ {year}$")


@pytest.mark.parametrize(("chart", "width"), [(CHART, 1440), (COMPANY, 390)])
def test_a_mouse_drags_the_slider_over_days_that_are_told_to_the_first_and_compares_two(
    at: Page, chart: str
) -> None:
    at.goto(chart)
    slider = at.get_by_role("slider", name="Day of the chart")
    first, *_, last = days_of(slider)
    box = slider.bounding_box()
    assert box is not None and first != last
    middle = box["y"] + box["height"] / 2
    at.mouse.move(box["x"] + box["width"] / 2, middle)
    at.mouse.down()
    at.mouse.move(box["x"] + 1, middle, steps=4)
    day = at.locator("#when").get_by_label("True on")
    expect(day).to_have_value(first)
    expect(day).to_be_in_viewport()
    expect(slider).to_have_attribute("aria-valuetext", in_words(first))
    assert slider.bounding_box() == box
    assert "as_of" not in at.url
    at.mouse.up()
    at.wait_for_url(f"**{chart}?as_of={first}")
    at.get_by_label("Compare with").fill(last)
    at.locator("#when").get_by_role("button", name="Show").click()
    at.wait_for_url(f"**as_of={last}&compare={first}")
    at.locator(".lede[role=status]").get_by_role("link").first.click()
    expect(at.get_by_role("heading", name="What changed since")).to_be_in_viewport()


@pytest.mark.parametrize(("chart", "width"), [(CHART, 390), (COMPANY, 1440)])
def test_a_keyboard_alone_turns_the_day_and_compares_two(at: Page, chart: str) -> None:
    at.goto(chart)
    first, *_, last = days_of(at.locator("#slide"))
    tab_to(at, "#slide")
    at.keyboard.press("Home")
    expect(at.locator("#slide")).to_have_attribute("aria-valuetext", in_words(first))
    at.wait_for_url(f"**{chart}?as_of={first}")
    expect(at.locator("#slide")).to_be_focused()
    at.keyboard.press("End")
    at.wait_for_url(f"**{chart}?as_of={last}")
    tab_to(at, "[name=compare]")
    year, month, day = first.split("-")
    at.keyboard.type(f"{month}{day}{year}")
    at.keyboard.press("Enter")
    at.wait_for_url(f"**as_of={last}&compare={first}")
    tab_to(at, "[href$='#differences']")
    at.keyboard.press("Enter")
    expect(at.get_by_role("heading", name="What changed since")).to_be_in_viewport()


@wide_and_narrow
def test_a_mouse_sets_a_filter_and_takes_it_off(at: Page, width: int) -> None:
    at.goto("/moves/")
    if width < 700:
        at.get_by_text("Filters", exact=True).click()
    at.locator("#status-rumoured").click()
    at.wait_for_url("**/moves/?status=rumoured")
    if width < 700:
        at.get_by_role("link", name="To the list").click()
    rows = at.locator(".moves tbody tr")
    expect(rows).to_have_count(1)
    at.get_by_role("link", name="Remove filter").first.click()
    expect(rows).not_to_have_count(1)
    assert "status" not in at.url


@wide_and_narrow
def test_a_keyboard_alone_sets_a_filter_and_reads_a_row_s_evidence(at: Page, width: int) -> None:
    at.goto("/moves/")
    if width < 700:
        tab_to(at, ".fwrap > summary")
        at.keyboard.press("Enter")
    tab_to(at, "#status-rumoured")
    at.keyboard.press("Space")
    at.wait_for_url("**/moves/?status=rumoured")
    if width < 700:
        tab_to(at, ".fgo a")
        at.keyboard.press("Enter")
    tab_to(at, ".moves .menu-ask")
    at.keyboard.press("Enter")
    expect(at.locator(".moves .menu[open] blockquote, .moves .menu[open] p").first).to_be_visible()
    expect(at.locator(".moves .menu[open] > summary")).to_be_focused()
    at.keyboard.press("Escape")
    expect(at.locator(".moves .menu[open]")).to_have_count(0)
    expect(at.locator(".moves .menu > summary")).to_be_focused()


@wide_and_narrow
def test_a_mouse_finds_somebody_and_opens_the_page(at: Page) -> None:
    at.goto("/")
    at.get_by_role("combobox", name="Search").click()
    at.keyboard.type("talvik", delay=20)
    at.get_by_role("button", name="Search").click()
    at.wait_for_url("**/search/?q=talvik")
    at.locator("#found").get_by_role("link", name="Mira Talvik").first.click()
    expect(at.get_by_role("heading", level=1, name="Mira Talvik")).to_be_visible()


@wide_and_narrow
def test_a_keyboard_alone_finds_somebody_and_opens_the_page(at: Page) -> None:
    at.goto("/")
    at.keyboard.press("/")
    at.keyboard.type("talvik", delay=20)
    at.keyboard.press("Enter")
    at.wait_for_url("**/search/?q=talvik")
    tab_to(at, "#found a[href*='/people/mira-talvik/']")
    at.keyboard.press("Enter")
    expect(at.get_by_role("heading", level=1, name="Mira Talvik")).to_be_visible()
