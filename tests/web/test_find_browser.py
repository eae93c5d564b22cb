"""Finding and following in a browser: the search field by keyboard and mouse, and new moves while a page is open."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.accessibility import violations
from tests.factories import MoveFactory
from tests.web.scene import Scene, build_scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return build_scene(others=4)


def test_a_slash_goes_to_the_field_and_arrows_to_what_is_suggested(
    page: Page, scene: Scene
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/moves/?as_of=2025-12-20")
    field = page.get_by_role("combobox", name="Search")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    field.press_sequentially("/tal", delay=20)
    expect(field).to_have_value("/tal")
    field.fill("ost")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_text(["Ostra Company"])
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#suggested-said")).to_have_text("1 record suggested")
    field.fill("ta")
    expect(options).to_have_text(["Mira Talvik Chief Scientist, Halden, leaving reported"])
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    chosen = options.first.get_attribute("id") or ""
    expect(field).to_have_attribute("aria-activedescendant", chosen)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "false")
    page.keyboard.press("ArrowUp")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page, within=".mast") == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("ta")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/mira-talvik/?as_of=2025-12-20")
    # Enter without a choice asks the page of searches, and a click takes what is pointed at.
    field.fill("norwick")
    expect(options).to_have_text(["Norwick Labs Company"])
    options.first.click()
    page.wait_for_url("**/companies/norwick/?as_of=2025-12-20")
    field.fill("norwick")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=norwick&as_of=2025-12-20")
    page.keyboard.press("/")
    big = page.get_by_role("searchbox")
    expect(big).to_be_focused()
    page.keyboard.type("tlavik")
    expect(page.locator("#found").get_by_role("link", name="Mira Talvik").first).to_be_visible()
    page.wait_for_url("**/search/?q=tlavik&as_of=2025-12-20")
    expect(page).to_have_title("tlavik · Reshuffle")


def test_a_search_works_without_scripts(plain_page: Page, scene: Scene) -> None:
    page = plain_page
    page.goto("/")
    expect(page.locator("#suggested")).to_be_hidden()
    page.get_by_role("searchbox").fill("prediction")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("navigation", name="Kinds of finds").get_by_role(
        "link", name="Statements 1"
    ).click()
    page.get_by_role("link", name="Mira Talvik on language models").click()
    page.wait_for_url("**/people/mira-talvik/#statement-*")
    expect(page.locator("#live")).to_have_text("")


def test_new_moves_are_announced_and_shown_only_when_asked_for(page: Page, scene: Scene) -> None:
    looks: list[str] = []

    def note(request: Request) -> None:
        if "/moves/new/" in request.url:
            looks.append(request.url)

    page.on("request", note)
    page.clock.install()
    page.goto("/companies/halden/")
    live = page.locator("#live")
    expect(live).to_have_attribute("role", "status")
    page.evaluate("window.stillHere = true")
    MoveFactory.create(to_company=scene.halden, arrival__person__name="Tove Lind")
    page.clock.fast_forward(61_000)
    expect(live).to_contain_text("1 new known move since you opened this page · Show it")
    expect(page.get_by_role("link", name="Tove Lind")).to_have_count(0)
    assert violations(page) == []
    live.get_by_role("link", name="Show it").click()
    expect(page.get_by_role("link", name="Tove Lind").first).to_be_visible()
    expect(page.locator("main")).to_be_focused()
    expect(page.locator("#live")).to_have_text("")
    assert page.evaluate("window.stillHere")
    # A page that nobody looks at asks nothing; it asks once it is seen again.
    asked = len(looks)
    assert asked == 1
    hide = "Object.defineProperty(document, 'hidden', {configurable: true, get: () => %s})"
    page.evaluate(hide % "true")
    page.clock.fast_forward(600_000)
    assert len(looks) == asked
    page.evaluate(hide % "false")
    with page.expect_response("**/moves/new/**") as answer:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert answer.value.status == 204
    page.goto("/companies/halden/?as_of=2025-12-20")
    expect(page.locator("#live")).to_have_count(0)


def test_a_question_of_all_labs_is_asked_and_its_list_opened_by_keyboard(
    page: Page, scene: Scene
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/moves/?as_of=2025-12-20")
    page.keyboard.press("/")
    page.keyboard.type("who left a lab this year and where did they go")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=who+left+a+lab+this+year+and+where+did+they+go*")
    expect(page.get_by_role("heading", name="Left a company, 2025")).to_be_visible()
    assert violations(page, within="main") == []
    link = page.get_by_role("link", name="filters")
    for _ in range(40):
        if link.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/moves/?*ends=from*since=2025*as_of=2025-12-20*")
    expect(page.get_by_role("link", name="Away from a known company")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_empty_field_says_that_it_takes_questions_and_moves_nothing(
    width: int, page: Page, plain_page: Page, scene: Scene
) -> None:
    for one in (page, plain_page):
        one.set_viewport_size({"width": width, "height": 844})
        one.goto("/moves/?as_of=2025-12-20")
        field = one.locator("#find")
        hint = one.get_by_text("For example: who left")
        expect(hint).to_be_hidden()
        expect(field).to_have_accessible_description("For example: who left a lab this year")
        before = one.locator("h1").bounding_box()
        field.focus()
        expect(hint).to_be_in_viewport()
        assert one.locator("h1").bounding_box() == before
        field.fill("os")
        expect(hint).to_be_hidden()
        field.fill("")
        one.keyboard.press("Tab")
        expect(hint).to_be_hidden()
