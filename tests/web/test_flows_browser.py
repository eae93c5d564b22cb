"""The page of flows in a browser: by mouse, by keyboard alone, on a phone, without JavaScript."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser import opens_apart, tab_to
from tests.web.scene import Scene, build_scene

pytestmark = pytest.mark.django_db(transaction=True)
YEARS = "/flows/?since=2018&until=2025"


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return build_scene(others=10)


def into(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(YEARS)
    page.evaluate("window.stillHere = true")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_mouse_picks_out_a_company_and_opens_the_moves_of_a_band(
    width: int, page: Page, scene: Scene
) -> None:
    into(page, width)
    said = page.get_by_role("status")
    expect(said).to_contain_text("4 known moves between 2 companies, 2018 to 2025")
    page.get_by_label("Pick out").select_option("Norwick Labs")
    page.wait_for_url("**pick=norwick**")
    expect(said).to_contain_text("3 went to Norwick Labs, and 1 left it")
    page.get_by_label("Count announced").check()
    page.wait_for_url("**told=1**")
    expect(said).to_contain_text("went to Norwick Labs")
    expect(page.get_by_label("Count announced")).to_be_focused()
    assert page.evaluate("window.stillHere")
    page.go_back()
    expect(page.get_by_label("Count announced")).not_to_be_checked()
    page.get_by_role("link", name="Matrix", exact=True).click()
    page.wait_for_url("**view=matrix**")
    expect(page.get_by_role("region", name="Matrix of known moves")).to_be_visible()
    page.get_by_role("link", name="Bands", exact=True).click()
    drawing = page.locator(".flows-chart svg[role=group]:visible")
    expect(drawing).to_have_count(1)
    expect(drawing).to_have_class("wide" if width == 1440 else "narrow")
    drawing.locator("a:has(.ribbon-in)").click()
    page.wait_for_url("**/moves/?from_company=halden&to_company=norwick&**")
    expect(page.get_by_role("status")).to_contain_text("3 known moves")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_keyboard_alone_filters_looks_into_a_band_and_opens_its_moves(
    width: int, page: Page, scene: Scene
) -> None:
    into(page, width)
    tab_to(page, "#pick")
    page.keyboard.type("Halden")
    page.wait_for_url("**pick=halden**")
    expect(page.get_by_role("status")).to_contain_text("1 went to Halden, and 3 left it")
    tab_to(page, "#more > summary")
    page.keyboard.press("Enter")
    tab_to(page, "#kind-return")
    page.keyboard.press("Space")
    page.wait_for_url("**kind=return**")
    expect(page.get_by_text("No known moves between these companies")).to_be_visible()
    expect(page.locator("#kind-return")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("4 known moves")
    assert page.evaluate("window.stillHere")
    tab_to(page, ".net td a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#inside$"))
    expect(page.get_by_role("heading", name="Inside one band")).to_be_in_viewport()
    tab_to(page, "#inside .ev-ask")
    page.keyboard.press("Enter")
    expect(page.locator("#inside summary").first).to_be_focused()
    expect(page.locator("#inside figure").first).to_be_visible()
    page.goto(YEARS)
    tab_to(page, ".flows-chart a:has(.ribbon)")
    page.keyboard.press("Enter")
    page.wait_for_url("**/moves/?from_company=**")
    expect(page.get_by_role("status")).to_contain_text("known move")


@pytest.mark.parametrize("split", ["", "&split=rank"])
def test_the_band_that_has_the_focus_is_edged_along_its_curve_without_a_box(
    split: str, page: Page, scene: Scene
) -> None:
    page.goto(f"{YEARS}{split}")
    tab_to(page, ".flows-chart a:has(path)")
    band = page.locator(".flows-chart a:focus")
    expect(band).to_have_css("outline-color", "rgba(0, 0, 0, 0)")
    expect(band.locator("path").first).not_to_have_css("stroke", "none")
    others = page.locator(".flows-chart a:not(:focus) > path")
    expect(others.first).to_have_css("stroke", "none")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_keyboard_alone_splits_the_bands_and_opens_the_moves_of_one_rank(
    width: int, page: Page, scene: Scene
) -> None:
    into(page, width)
    drawing = page.locator(".flows-chart svg[role=group]:visible")
    expect(drawing.locator("path.ribbon")).not_to_have_count(0)
    split = page.get_by_role("link", name="Split by rank")
    tab_to(page, "nav[aria-label='Split bands'] a:last-child")
    expect(split).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**split=rank**")
    expect(split).to_have_attribute("aria-current", "true")
    expect(split).to_be_focused()
    assert page.evaluate("window.stillHere")
    expect(drawing.locator("path.ribbon")).to_have_count(0)
    band = drawing.get_by_role("link", name="Halden to Norwick Labs: 3 known moves: ")
    expect(band.locator("path[opacity]")).to_have_count(1)
    tab_to(page, "#pick")
    page.keyboard.type("Halden")
    page.wait_for_url(re.compile("pick=halden.*split=rank|split=rank.*pick=halden"))
    first = page.locator("#inside tbody:nth-of-type(2) td a").first
    number = (first.text_content() or "").split()[0]
    tab_to(page, "#inside tbody:nth-of-type(2) td a")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/moves/?from_company=**seniority=chief_officer**")
    expect(page.get_by_role("status")).to_contain_text(f"{number} known move")


@pytest.mark.parametrize("way", ["Matrix", "1 year", "Split by rank"])
def test_a_way_to_see_flows_keeps_the_focus_and_is_one_step_back_however_often_it_is_pressed(
    way: str, page: Page, scene: Scene
) -> None:
    into(page, 1440)
    link = page.get_by_role("link", name=way, exact=True)
    link.focus()
    page.keyboard.press("Enter")
    expect(link).to_have_attribute("aria-current", "true")
    expect(link).to_be_focused()
    assert page.evaluate("window.stillHere")
    page.go_back()
    page.wait_for_url(f"**{YEARS}")
    page.get_by_role("link", name=way, exact=True).evaluate("one => { one.click(); one.click(); }")
    page.wait_for_url(lambda address: not address.endswith(YEARS))
    page.wait_for_load_state("networkidle")
    page.go_back()
    page.wait_for_url(f"**{YEARS}")


def test_without_scripts_the_filters_the_matrix_and_the_bands_work(
    plain_page: Page, scene: Scene
) -> None:
    page = plain_page
    page.goto(YEARS)
    page.get_by_label("Pick out").select_option("Halden")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_contain_text("1 went to Halden")
    page.get_by_text("Companies, types and ranks").click()
    page.get_by_label("Another company").fill("nowhere")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("alert")).to_contain_text("No company called “nowhere” is known here.")
    expect(page.get_by_label("Another company")).to_have_value("nowhere")
    page.get_by_label("Another company").fill("ostra")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("checkbox", name="Ostra")).to_be_checked()
    page.get_by_role("link", name="Split by type of move").click()
    expect(page.locator(".flows-chart path.ribbon")).to_have_count(0)
    page.get_by_role("link", name="Matrix", exact=True).click()
    page.get_by_role("link", name="3 known moves from Halden to Norwick Labs: 3 hires").click()
    expect(page.get_by_role("status")).to_contain_text("3 known moves")


def test_on_a_phone_the_matrix_says_that_it_slides_and_its_rows_stay_named(
    page: Page, scene: Scene
) -> None:
    page.set_viewport_size({"width": 320, "height": 844})
    page.goto(f"{YEARS}&view=matrix")
    matrix = page.get_by_role("region", name="Matrix of known moves")
    expect(page.get_by_text("The table slides sideways")).to_be_visible()
    expect(matrix).to_have_accessible_description(re.compile("a column for where they go"))
    matrix.focus()
    expect(matrix).to_be_focused()
    matrix.evaluate("one => { one.querySelector('table').style.inlineSize = '60rem' }")
    last = matrix.get_by_role("columnheader").last
    expect(last).not_to_be_in_viewport()
    for _ in range(30):
        page.keyboard.press("ArrowRight")
    expect(last).to_be_in_viewport()
    left = matrix.evaluate(
        """one => new Promise(done => {
            one.scrollTo({ left: 150, behavior: "instant" });
            requestAnimationFrame(() => done(one.getBoundingClientRect().left));
        })"""
    )
    for head in matrix.get_by_role("rowheader").all():
        box = head.bounding_box()
        assert box is not None and round(box["x"]) == round(left)
    page.set_viewport_size({"width": 1440, "height": 844})
    expect(page.get_by_text("The table slides sideways")).to_be_hidden()


def test_the_way_to_more_companies_opens_the_fold_in_which_they_are_ticked(
    plain_page: Page, scene: Scene
) -> None:
    """Without scripts."""
    plain_page.goto(YEARS)
    more = plain_page.get_by_role("group", name="Companies", exact=True)
    expect(more).to_be_hidden()
    plain_page.get_by_role("link", name="more can be ticked").press("Enter")
    expect(more).to_be_visible()


@pytest.mark.parametrize("key", ["Control", "Shift"])
def test_a_way_to_see_flows_opens_apart_where_a_reader_asks_for_that(
    key: Literal["Control", "Shift"], page: Page, scene: Scene
) -> None:
    into(page, 1440)
    assert "view=matrix" in opens_apart(
        page, page.get_by_role("link", name="Matrix", exact=True), key
    )
    assert page.url.endswith(YEARS)
