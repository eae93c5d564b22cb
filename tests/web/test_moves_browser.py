"""The list of moves in a browser: what a row tells, how it stands, and the way from the filters back to the list."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from people.models import Move
from tests.browser import clear_of, tab_to
from tests.factories import MoveFactory, UnitFactory
from tests.web.scene import Scene, build_scene
from tracker.kernel.partial_dates import PartialDate
from tracker.web.move_columns import COLUMNS

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
ALL_COLUMNS = "&".join(f"columns={name}" for name in COLUMNS)


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
def test_on_a_phone_the_bar_below_the_filters_never_hides_what_has_the_focus(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/moves/")
    page.get_by_text("Filters", exact=True).click()
    page.locator(".fwrap > summary").focus()
    passed = clear_of(page, ".fgo")
    assert len(passed) > 20
    assert [one for one, clear in passed if not clear] == []


@pytest.mark.usefixtures("scene")
def test_a_refused_filter_is_told_first_above_the_open_panel(plain_page: Page) -> None:
    plain_page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    plain_page.goto("/moves/")
    plain_page.get_by_text("Filters", exact=True).click()
    plain_page.get_by_label("Company", exact=True).fill("nowhere of that name")
    plain_page.get_by_role("button", name="Apply").click()
    plain_page.wait_for_url("**nowhere**")
    expect(plain_page.get_by_role("alert")).to_be_in_viewport()
    expect(plain_page.get_by_label("Company", exact=True)).to_be_visible()
    plain_page.get_by_role("link", name="To the list").click()
    expect(plain_page.locator(".mt")).to_be_in_viewport()


@pytest.mark.usefixtures("scene")
def test_without_scripts_applying_the_filters_closes_them(plain_page: Page) -> None:
    plain_page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    plain_page.goto("/moves/")
    plain_page.get_by_text("Filters", exact=True).click()
    plain_page.locator("#status-rumoured").check()
    plain_page.get_by_role("button", name="Apply").click()
    expect(plain_page.locator("#status-rumoured")).to_be_hidden()
    expect(plain_page.locator(".moves tbody tr").first).to_be_in_viewport()


@pytest.mark.usefixtures("scene")
def test_on_a_phone_status_day_and_origins_stand_in_one_column_and_the_tools_in_one_line(
    page: Page,
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/moves/")

    def places(which: str, side: str) -> set[float]:
        place = f"one => Math.round(one.getBoundingClientRect().{side})"
        return {one.evaluate(place) for one in page.locator(which).all() if one.is_visible()}

    assert len(places(".moves .st, .moves .c-d > :first-child, .moves .pips", "left")) == 1
    assert len(places(".tools .btn", "top")) == 1


@pytest.mark.usefixtures("scene")
def test_on_a_desk_a_date_between_two_days_takes_two_lines_at_most(page: Page) -> None:
    move = Move.objects.filter(happened__isnull=False).latest("sort_on", "pk")
    Move.objects.filter(pk=move.pk).update(happened=PartialDate.parse("2026-06-24/2026-06-30"))
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/moves/")
    day = page.locator(f"#move-{move.pk} .dcol-r")
    expect(day).to_contain_text("between")
    assert (
        day.evaluate("one => one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight)") < 2.5
    )


@pytest.mark.usefixtures("scene")
def test_on_a_phone_the_filters_stay_open_and_keep_the_focus_whatever_is_picked_in_them(
    page: Page,
) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/moves/")
    page.get_by_text("Filters", exact=True).click()
    year = page.locator("#year-2025")
    for chosen in (True, False, True):  # picked, let go of, picked again
        year.focus()
        year.press("Enter")
        if chosen:
            expect(year).to_have_attribute("aria-current", "true")
        else:
            expect(year).not_to_have_attribute("aria-current", "true")
        expect(year).to_be_focused()
        expect(page.locator(".fgo b")).to_be_in_viewport()
    assert "since=2025" in page.url
    page.go_back()
    expect(page).to_have_url(re.compile("^[^?]+$"))


@pytest.mark.usefixtures("scene")
def test_a_year_among_the_earlier_ones_is_picked_where_it_stands(page: Page) -> None:
    for year in range(2010, 2021):
        MoveFactory.create(happened=PartialDate.year(year), sort_on=date(year, 12, 31))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/moves/")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_text("Earlier years").click()
    year_2010 = page.locator("#year-2010")
    year_2010.click()
    expect(year_2010).to_have_attribute("aria-current", "true")
    expect(year_2010).to_be_focused()
    expect(year_2010).to_be_in_viewport()


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("width", [800, 1100, 1440])
@pytest.mark.parametrize("columns", ["", ALL_COLUMNS])
def test_however_many_columns_are_chosen_the_page_is_no_wider_than_the_window(
    page: Page, columns: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/moves/?{columns}")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    cite = page.locator(".moves .c-x .menu-ask").first
    cite.focus()
    box = cite.bounding_box()
    assert box and box["x"] + box["width"] <= width


@pytest.mark.usefixtures("scene")
def test_a_table_that_scrolls_within_itself_keeps_its_heads_and_shows_its_menus_whole(
    page: Page,
) -> None:
    page.set_viewport_size({"width": 1100, "height": 480})
    page.goto(f"/moves/?{ALL_COLUMNS}")
    region = page.get_by_role("region", name="Known moves by date")
    region.evaluate("one => { one.scrollTop = one.scrollHeight; one.scrollLeft = one.scrollWidth }")
    top = region.evaluate("one => one.getBoundingClientRect().top")
    head = page.get_by_role("columnheader", name="Evidence").bounding_box()
    assert head and 0 <= head["y"] - top < 20
    tab_to(page, ".moves tbody tr:last-child .c-c .menu-ask")
    page.keyboard.press("Enter")
    menu = page.locator(".menu[open] > div")
    expect(menu).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


@pytest.mark.usefixtures("scene")
def test_on_a_phone_every_chosen_field_is_shown_and_named(page: Page) -> None:
    move = Move.objects.filter(first_on__isnull=False, arrival__isnull=False).latest("pk")
    Move.objects.filter(pk=move.pk).update(seniority=5, unit=UnitFactory.create())
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"/moves/?{ALL_COLUMNS}")
    row = page.locator(f"#move-{move.pk}")
    for cell, head in ((".c-r", "Rank"), (".c-u", "Unit"), (".c-w", "Told")):
        expect(row.locator(cell)).to_be_visible()
        named = row.locator(cell).evaluate("one => getComputedStyle(one, '::before').content")
        assert head in named
    expect(row.locator(".c-t")).to_be_visible()
    boxes = [one.bounding_box() for one in row.locator("> *").all()]
    shown = sorted((one["y"], one["x"]) for one in boxes if one and one["height"] > 1)
    assert len({(round(y), round(x)) for y, x in shown}) == len(shown)
