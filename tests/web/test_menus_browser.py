"""Menus that open over a page: by mouse and by keyboard they open in sight and close where one goes on."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.scene import Scene, build_scene
from tracker.claims.takedowns import take_down

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
    page.goto("/moves/?evidence=all")
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
    page.locator(".c-c .menu-ask").first.click()
    evidence = page.locator(".c-c details.menu").first
    expect(evidence).to_have_attribute("open", "")
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
    row = page.locator(".moves tbody tr:has(.c-c .menu-ask)").last
    row.evaluate("one => one.scrollIntoView({block: 'end'})")
    row.locator(".c-c .menu-ask").click()
    expect(page.locator(".c-c .menu[open] > div")).to_be_in_viewport(ratio=0.99)


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("window", [DESK, PHONE], ids=["desk", "phone"])
def test_a_row_is_asked_once_and_moves_nothing_when_its_menu_opens(
    window: dict[str, int], page: Page
) -> None:
    page.set_viewport_size(window)  # type: ignore[arg-type]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/moves/")
    place = "one => [one.getBoundingClientRect().y, document.body.scrollHeight]"
    table = page.locator(".moves tbody tr").nth(2)
    for cell, words in ((".c-c", "Norwick"), (".c-x", "Link with both clocks")):
        before = table.evaluate(place)
        link = page.locator(f"{cell} .menu-ask").first
        shape = link.bounding_box()
        link.press("Enter")
        menu = page.locator(f"{cell} .menu[open]")
        expect(menu).to_contain_text(words)
        expect(menu.locator("> summary")).to_be_focused()
        assert menu.locator("> summary").bounding_box() == shape
        assert table.evaluate(place) == before
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")
        expect(menu).to_contain_text(words)
        page.keyboard.press("Escape")
    menus = [one.partition("menu=")[2] for one in asked if "/evidence/" in one]
    assert menus == ["evidence", "cite"] and page.url.endswith("/moves/")


@pytest.mark.usefixtures("scene")
@pytest.mark.parametrize("link", [".tl .ev-ask", ".tl .cite-ask"])
def test_what_a_row_opened_folds_by_escape_and_gives_the_focus_back_to_its_name(
    link: str, page: Page
) -> None:
    page.goto("/people/mira-talvik/")
    stood_open = page.locator("details.ev[open]").count()
    page.locator(link).first.press("Enter")
    unfolded = page.locator("details:is(.ev, .cite-here)[open]:has(> summary:focus)")
    expect(unfolded).to_have_count(1)
    unfolded.locator("a:visible, button:visible").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator("details:not([open]) > summary:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1).click()
    expect(page.locator("details[open] > summary:focus")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("details:not([open]) > summary:focus")).to_have_count(1)
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("Escape")
    expect(page.locator("details.ev[open]")).to_have_count(stood_open)


@pytest.mark.usefixtures("scene")
def test_a_phone_s_filters_fold_by_escape_and_a_key_skips_them(page: Page) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto("/moves/")
    filters = page.locator("#filters")
    filters.locator("> summary").press("Enter")
    page.get_by_label("First day").focus()
    page.keyboard.press("Escape")
    expect(filters).not_to_have_attribute("open", "")
    expect(filters.locator("> summary")).to_be_focused()
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.get_by_role("link", name="Skip the filters").press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#list :focus")).to_have_count(1)


def test_what_is_gone_by_the_time_it_is_asked_for_is_told_by_its_own_page(
    scene: Scene, page: Page
) -> None:
    page.goto("/moves/?person=mira-talvik")
    link = page.locator(".c-c .menu-ask").first
    there = link.get_attribute("href")
    take_down(target=scene.talvik, reason="She asked for it.")
    link.click()
    page.wait_for_url(f"**{there}")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Evidence")
    expect(page.locator("body")).not_to_contain_text("Talvik")


@pytest.mark.usefixtures("scene")
def test_without_scripts_a_row_leads_to_a_page_with_its_evidence_and_how_it_is_cited(
    plain_page: Page,
) -> None:
    plain_page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    plain_page.goto("/moves/?as_of=2025-12-20")
    plain_page.locator(".c-x .menu-ask").first.click()
    plain_page.wait_for_url("**/evidence/move-*/?as_of=2025-12-20#cite")
    expect(plain_page.get_by_role("heading", name="Cite this move")).to_be_in_viewport()
    expect(plain_page.locator("#cite")).to_contain_text("true on 2025-12-20")
    expect(plain_page.locator("main .ev[open] .quote").first).to_be_visible()
    plain_page.get_by_role("link", name="On the page of").click()
    plain_page.wait_for_url("**/people/**")


def test_a_citation_is_copied_by_its_button(page: Page, scene: Scene) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/people/mira-talvik/")
    page.get_by_role("link", name="Evidence").first.click()
    page.get_by_role("link", name="Cite").first.click()
    copy = page.get_by_role("button", name="Copy text").first
    cited = page.locator(f"#{copy.get_attribute('data-copy')}").inner_text()
    copy.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == cited
