"""The slider of an org chart in a browser: by key, by playback, and without scripts."""

from datetime import date

import pytest
from playwright.sync_api import Page, Route, expect

from companies.models import Organization
from tests.browser import opens_apart, tab_to
from tests.timeline.staffing import changed_chief

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def halden() -> Organization:
    return changed_chief()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_slider_goes_through_the_days_by_key_and_the_page_and_address_follow(
    width: int, page: Page, halden: Organization
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/companies/halden/")
    page.get_by_role("link", name="Open the chart of").click()
    slider = page.get_by_role("slider", name="Day of the chart")
    slider.press("Home")
    expect(page.get_by_role("heading", level=1)).to_contain_text("on 1 Jan 2020")
    assert page.url.endswith("/companies/halden/chart/?as_of=2020-01-01")
    expect(slider).to_be_focused()
    slider.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_contain_text("on 15 Jan 2024")
    expect(page.locator("#clocks")).to_contain_text("True on 15 Jan 2024")
    expect(page.locator("#where + p")).to_be_visible()
    page.get_by_label("Compare with").fill("2023-06-01")
    page.get_by_label("Compare with").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("+ 1 joined")
    page.get_by_role("link", name="Change after, 2 May 2024").click()
    expect(page.get_by_role("status").first).to_contain_text("+ 2 joined")
    page.go_back()
    expect(page.get_by_role("status").first).to_contain_text("+ 1 joined")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize("width", [1440, 390])
def test_the_legend_tells_of_lines_where_lines_are_drawn_and_not_beside_a_list(
    width: int, page: Page, halden: Organization
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/companies/halden/chart/?as_of=2024-06-01")
    expect(page.locator(".org > svg")).to_be_visible(visible=width == 1440)
    expect(page.locator(".org > .key")).to_contain_text("Answers to")
    expect(page.locator(".org > .key li")).to_be_visible(visible=width == 1440)


def test_the_focus_of_the_slider_is_around_its_thumb_and_no_ring_crosses_the_years(
    page: Page, halden: Organization
) -> None:
    page.goto("/companies/halden/chart/?as_of=2024-06-01")
    slider = page.get_by_role("slider", name="Day of the chart")
    rim = "(one) => getComputedStyle(one).getPropertyValue('--rim')"
    assert slider.evaluate(rim) == ""
    slider.press("ArrowLeft")
    expect(slider).to_be_focused()
    expect(slider).to_have_css("outline-color", "rgba(0, 0, 0, 0)")
    assert slider.evaluate(rim) != ""


def test_a_chart_plays_through_the_months_with_a_change_until_it_is_stopped(
    page: Page, halden: Organization
) -> None:
    page.goto("/companies/halden/chart/?as_of=2024-01-01")
    page.get_by_role("button", name="Play month by month").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("on 1 Feb 2024")
    expect(page.get_by_role("heading", level=1)).to_contain_text("on 1 Jun 2024")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play month by month")).to_be_visible()
    assert date.fromisoformat(page.url.split("as_of=")[1]) >= date(2024, 6, 1)


def test_back_leads_to_where_a_playback_began_and_not_through_its_months(
    page: Page, halden: Organization
) -> None:
    page.goto("/companies/halden/chart/?as_of=2024-01-01")
    page.get_by_role("button", name="Play month by month").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("on 1 Jun 2024")
    page.get_by_role("button", name="Pause").click()
    expect(page.locator("#when.htmx-request")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("on 1 Jan 2024")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("on 1 Jan 2024")
    assert date.fromisoformat(page.url.split("as_of=")[1]) >= date(2024, 6, 1)


def test_escape_stops_a_playback(page: Page, halden: Organization) -> None:
    page.goto("/companies/halden/chart/?as_of=2024-01-01")
    page.get_by_role("button", name="Play month by month").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("on 1 Feb 2024")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Play month by month")).to_be_visible()
    page.wait_for_timeout(2500)
    day = page.url.split("as_of=")[1]
    assert date.fromisoformat(day) <= date(2024, 6, 1)


@pytest.mark.parametrize("width", [1440, 390])
def test_the_button_of_a_playback_stays_where_it_is(
    width: int, page: Page, halden: Organization
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/companies/halden/chart/?as_of=2019-12-01")
    button = page.locator("#play")
    before = button.bounding_box()
    button.click()
    for day in ("1 Jan 2020", "1 Feb 2024", "1 Jun 2024"):
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"on {day}")
        assert button.bounding_box() == before


@pytest.mark.parametrize(
    ("chart", "place", "width"),
    [("/companies/halden/chart/", "", 1440), ("/companies/halden/", "#chart", 390)],
)
def test_a_keyboard_steps_through_the_changes_from_one_link_and_back_goes_through_them(
    width: int, chart: str, place: str, page: Page, halden: Organization
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{chart}?as_of=2024-06-01")
    page.evaluate("window.stillHere = true")
    before = page.get_by_role("link", name="Change before")
    tab_to(page, "#day-before")
    stood = before.bounding_box()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{chart}?as_of=2024-01-15{place}")
    expect(page.locator("#day")).to_have_value("2024-01-15")
    expect(before).to_be_focused()
    assert before.bounding_box() == stood
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{chart}?as_of=2020-01-01{place}")
    expect(page.get_by_role("slider", name="Day of the chart")).to_be_focused()
    expect(before).to_have_count(0)
    tab_to(page, "#day-after")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{chart}?as_of=2024-01-15{place}")
    expect(page.get_by_role("link", name="Change after")).to_be_focused()
    assert page.evaluate("window.stillHere")
    for day in (f"2020-01-01{place}", f"2024-01-15{place}", "2024-06-01"):
        page.go_back()
        page.wait_for_url(f"**{chart}?as_of={day}")
        expect(page.locator("#day")).to_have_value(day.removesuffix(place))


def test_who_goes_back_before_the_scripts_of_a_page_are_there_sees_the_page_of_that_address(
    page: Page, halden: Organization
) -> None:
    page.goto("/companies/halden/chart/?as_of=2024-06-01")
    for day in ("2024-01-15", "2020-01-01"):
        page.get_by_role("link", name="Change before").click()
        expect(page.locator("#day")).to_have_value(day)
    held: list[Route] = []
    page.route("**/htmx*", lambda route: held.append(route), times=1)
    page.evaluate("history.back()")
    expect(page.locator("#day")).to_have_value("2024-01-15")
    page.evaluate("history.back()")
    page.wait_for_url("**?as_of=2024-06-01", wait_until="commit")
    held[0].continue_()
    expect(page.locator("#day")).to_have_value("2024-06-01")


@pytest.mark.parametrize(
    ("chart", "place"), [("/companies/halden/chart/", ""), ("/companies/halden/", "#chart")]
)
def test_a_keyboard_compares_and_no_longer_compares_from_one_link(
    chart: str, place: str, page: Page, halden: Organization
) -> None:
    page.goto(f"{chart}?as_of=2024-06-01")
    page.evaluate("window.stillHere = true")
    tab_to(page, "#compared")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{chart}?as_of=2024-06-01&compare=2023-06-01{place}")
    expect(page.get_by_role("status").first).to_contain_text("+ 2 joined")
    expect(page.get_by_role("link", name="Without the comparison")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{chart}?as_of=2024-06-01{place}")
    expect(page.get_by_role("link", name="What changed in a year?")).to_be_focused()
    assert page.evaluate("window.stillHere")


@pytest.mark.parametrize(
    ("link", "to"),
    [("#day-before", "as_of=2024-01-15"), ("#compared", "as_of=2024-06-01&compare=2023-06-01")],
)
def test_a_link_that_is_pressed_twice_in_haste_is_one_step_back(
    link: str, to: str, page: Page, halden: Organization
) -> None:
    page.goto("/companies/halden/chart/?as_of=2024-06-01")
    page.locator(link).evaluate("one => { one.click(); one.click(); }")
    page.wait_for_url(f"**/companies/halden/chart/?{to}")
    page.wait_for_load_state("networkidle")
    page.go_back()
    page.wait_for_url("**/companies/halden/chart/?as_of=2024-06-01")


def test_the_slider_shows_the_last_of_days_that_follow_each_other_in_haste(
    page: Page, halden: Organization
) -> None:
    page.goto("/companies/halden/chart/?as_of=2024-06-01")
    slider = page.get_by_role("slider", name="Day of the chart")
    first, *_ = (slider.get_attribute("data-days") or "").split()
    slider.evaluate(
        """one => {
            for (const at of [3, 2, 1, 0]) {
                one.value = at;
                one.dispatchEvent(new Event("change", { bubbles: true }));
            }
        }"""
    )
    page.wait_for_url(f"**/companies/halden/chart/?as_of={first}")
    page.wait_for_load_state("networkidle")
    expect(slider).to_have_value("0")
    expect(page.locator("#day")).to_have_value(first)


def test_a_year_of_the_slider_keeps_the_focus_and_a_link_ends_a_playback(
    page: Page, halden: Organization
) -> None:
    page.goto("/companies/halden/chart/?as_of=2024-06-01")
    tab_to(page, ".track a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("on 1 Jan 2020")
    expect(page.get_by_role("link", name="2020", exact=True)).to_be_focused()
    page.get_by_role("button", name="Play month by month").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("on 1 Feb 2024")
    page.get_by_role("link", name="2020", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("on 1 Jan 2020")
    expect(page.get_by_role("button", name="Play month by month")).to_be_visible()
    page.wait_for_timeout(1500)
    assert page.url.endswith("as_of=2020-01-01")


@pytest.mark.parametrize("link", ["#day-before", "#compared", ".track a"])
def test_a_link_around_a_chart_opens_apart_where_a_reader_asks_for_that(
    link: str, page: Page, halden: Organization
) -> None:
    page.goto("/companies/halden/chart/?as_of=2024-06-01")
    at = page.locator(link).first
    there = at.get_attribute("hx-get") or ""
    assert opens_apart(page, at, "Control").endswith(there.strip())
    assert page.url.endswith("/companies/halden/chart/?as_of=2024-06-01")


def test_without_scripts_links_and_fields_reach_the_same_days(
    plain_page: Page, halden: Organization
) -> None:
    plain_page.goto("/companies/halden/chart/")
    expect(plain_page.get_by_role("slider")).to_be_hidden()
    plain_page.get_by_role("link", name="2020", exact=True).click()
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("on 1 Jan 2020")
    plain_page.get_by_role("link", name="Change after, 15 Jan 2024").click()
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("on 15 Jan 2024")
    plain_page.get_by_label("Compare with").fill("2023-06-01")
    plain_page.get_by_role("button", name="Show").first.click()
    expect(plain_page.get_by_role("status").first).to_contain_text("+ 1 joined")
    plain_page.get_by_role("link", name="Without the comparison").click()
    plain_page.get_by_role("link", name="What changed in a year?").click()
    assert plain_page.url.endswith("?as_of=2024-01-15&compare=2023-01-15")
