"""The pages in a browser: accessible, by keyboard, with JavaScript and without."""

import re

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.accessibility import barriers, too_wide, violations
from tests.browser import clear_of, open_as
from tests.factories import PositionFactory, UserFactory
from tests.web.scene import Scene, build_scene
from tracker.news.intake import finish, lease, submit

MOST_SENT = 100_000
WEIGHED = """performance.getEntriesByType("resource").filter(({name}) => /[.](css|js)$/.test(name))
    .reduce((sum, {decodedBodySize}) => sum + decodedBodySize, 0)"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return build_scene(others=10)


ADDRESSES = (
    "/",
    "/moves/",
    "/moves/?since=spring&status=done",
    "/moves/?company=nobody",
    "/flows/",
    "/flows/?since=2018&pick=halden&told=1&split=kind",
    "/flows/?since=2018&pick=halden&view=matrix&split=rank",
    "/flows/?since=spring&least=none&also=Nobody&split=hue",
    "/people/",
    "/people/mira-talvik/",
    "/people/mira-talvik/?as_of=2020-01-01&known_on=2025-12-15",
    "/people/jonas-reyes/?as_of=spring",
    "/companies/",
    "/companies/halden/",
    "/companies/halden/?as_of=2025-12-15&compare=2020-01-01",
    "/companies/halden/?compare=spring",
    "/companies/halden/units/halden-foundations/",
    "/companies/halden/people/?days=all",
    "/companies/halden/chart/?as_of=2025-12-15&compare=2020-01-01",
    "/search/?q=talvik",
    "/outlets/",
    "/outlets/?order=share",
    "/outlets/the-gazette/",
    "/how-we-count/",
    "/how-good-is-this/",
    "/accounts/login/",
    "/nowhere/",
)


def test_every_page_is_free_of_known_barriers_and_of_refused_scripts_and_fits_its_window(
    page: Page, transactional_db: None
) -> None:
    scene = build_scene(others=1)  # each row more is looked at eight times
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Uncaught" in message.text:
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    problems: dict[str, object] = {}
    for address in (*ADDRESSES, f"/articles/{scene.article.pk}/"):
        page.goto(address)
        if widths := too_wide(page):
            problems[f"{address} in a window"] = widths
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        if found := barriers(page):
            problems[address] = found
    assert problems == {}
    assert said == []


def test_the_editors_pages_are_free_of_known_barriers(page: Page, scene: Scene) -> None:
    UserFactory.create(username="ada", admin=True)
    open_as(page, "ada", "/ingest/")
    intake = submit(text="Halden has hired nobody.")[0]
    for address in ("/ingest/", f"/ingest/{intake.pk}/", f"/articles/{scene.article.pk}/"):
        page.goto(address)
        assert violations(page) == [], address


def test_a_page_sends_less_than_a_hundred_kilobytes_of_styles_and_scripts(
    page: Page, scene: Scene
) -> None:
    for address in ("/", "/moves/", "/flows/", "/people/mira-talvik/", "/companies/halden/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert 0 < page.evaluate(WEIGHED) < MOST_SENT, address


def test_a_keyboard_alone_reaches_the_content_the_clocks_and_a_sentence(
    page: Page, scene: Scene
) -> None:
    page.goto("/people/mira-talvik/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.goto("/people/mira-talvik/")
    turn = page.get_by_text("See another day")
    turn.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("True on")).to_be_focused()
    page.goto("/moves/?person=mira-talvik")
    page.get_by_role("link", name="Evidence for Mira Talvik").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    expect(page.locator("summary", has_text="Evidence for Mira Talvik")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_be_hidden()


def test_every_control_shows_where_the_focus_is(page: Page, scene: Scene) -> None:
    page.goto("/moves/")
    for _ in range(30):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style != "none"
        assert width >= 2


def test_filters_change_the_list_and_the_address_without_a_reload(page: Page, scene: Scene) -> None:
    page.goto("/moves/")
    page.evaluate("window.stillHere = true")
    page.locator("#status-rumoured").check()
    expect(page.get_by_role("status")).to_contain_text("2 known moves")
    page.wait_for_url("**/moves/?status=rumoured")
    expect(page.locator("#status-rumoured")).to_be_focused()
    assert page.evaluate("window.stillHere")
    page.reload()
    expect(page.locator("#status-rumoured")).to_be_checked()
    page.go_back()
    expect(page.get_by_role("status")).to_contain_text("12 known moves")


def test_a_date_that_is_none_is_refused_in_place_and_kept(page: Page, scene: Scene) -> None:
    page.goto("/moves/")
    page.get_by_label("First day").fill("spring")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“spring” is not a date here")
    expect(page.locator("#since")).to_have_value("spring")
    page.wait_for_load_state("networkidle")


def test_search_answers_while_one_types(page: Page, scene: Scene) -> None:
    page.goto("/search/")
    page.get_by_label("Person, company, title or words").press_sequentially("talv", delay=20)
    expect(page.locator("#found").get_by_role("link", name="Mira Talvik").first).to_be_visible()
    page.wait_for_url("**/search/?q=talv")
    page.wait_for_load_state("networkidle")


def test_a_text_is_seen_being_read_without_a_reload(page: Page, scene: Scene) -> None:
    UserFactory.create(username="ada", admin=True)
    open_as(page, "ada", "/ingest/")
    page.get_by_role("textbox", name="Text or paste one").fill("Halden has hired nobody.")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", name="Waiting for its turn")).to_be_visible()
    page.evaluate("window.stillHere = true")
    held = lease(int(page.url.rstrip("/").rpartition("/")[2]))
    assert held is not None
    expect(page.get_by_role("heading", name="Being read")).to_be_visible()
    finish(held, article=scene.article, outcome="new")
    expect(page.get_by_role("link", name="Open the article")).to_be_visible()
    assert page.evaluate("window.stillHere")


def test_everything_works_without_scripts(plain_page: Page, scene: Scene) -> None:
    page = plain_page
    page.goto("/moves/")
    page.locator("#status-rumoured").check()
    page.get_by_role("button", name="Apply").click()
    assert page.url.endswith("/moves/?status=rumoured#list")
    expect(page.get_by_role("status")).to_contain_text("2 known moves")
    page.goto("/people/mira-talvik/")
    page.get_by_text("See another day").click()
    page.get_by_label("True on").fill("2016-01-01")
    clocks = page.get_by_role("region", name="The two clocks")
    clocks.get_by_role("button", name="Show").click()
    assert "as_of=2016-01-01" in page.url
    expect(page.locator(".clock")).to_contain_text("Back to today")
    page.get_by_role("searchbox").fill("halden")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#found").get_by_role("link", name="Halden").first).to_be_visible()
    UserFactory.create(username="ada", admin=True)
    open_as(page, "ada", "/ingest/")
    page.get_by_role("textbox", name="Text or paste one").fill("Halden has hired nobody.")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("link", name="Look again")).to_be_visible()


def test_print_hides_the_tools_and_has_the_outlet_and_the_evidence_s_address_of_each_fact(
    page: Page, scene: Scene
) -> None:
    page.goto("/people/mira-talvik/")
    page.emulate_media(media="print")
    expect(page.locator(".find")).to_be_hidden()
    expect(page.locator(".written")).to_be_hidden()
    entry = page.locator(".tl:has(.ev-ask)").first
    expect(entry).to_contain_text("First report we read: The Gazette")
    printed = entry.locator(".ev-ask").evaluate("one => getComputedStyle(one, '::after').content")
    assert re.fullmatch(r'" <https?://[^/]+/evidence/[^"]+>"', printed)


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/companies/halden/", ".led-on"),
        ("/companies/", ".by-name"),
        ("/flows/", ".when"),
        ("/moves/", ".facets"),
    ],
)
def test_on_paper_no_page_for_readers_has_a_form(
    page: Page, scene: Scene, address: str, form: str
) -> None:
    PositionFactory.create(organization=scene.halden, role="chief_executive")
    page.goto(address)
    expect(page.locator(f"form{form}").first).to_be_visible()
    page.emulate_media(media="print")
    assert page.locator("form:visible").count() == 0


def test_print_opens_the_evidence_that_is_written_out(page: Page, scene: Scene) -> None:
    page.goto("/people/mira-talvik/")
    page.get_by_role("link", name="All evidence written out").click()
    page.wait_for_url("**/people/mira-talvik/?evidence=all")
    page.emulate_media(media="print")
    expect(page.locator(".tl mark").nth(1)).to_be_visible()
    expect(page.locator(".ev-ask")).to_have_count(0)


def test_on_a_phone_what_is_not_known_of_a_post_takes_no_line(page: Page, scene: Scene) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/companies/halden/people/?as_of=2025-12-20")
    row = page.locator(".posts tr:has(th:has-text('Mira Talvik'))").first
    bare = page.locator(".posts tr:has(th:has-text('Jonas Reyes'))").first
    expect(row.get_by_text("Jan 2018")).to_be_visible()
    expect(bare.get_by_text("nothing said").first).to_be_hidden()
    expect(bare.get_by_text("no end known")).to_be_hidden()
    page.set_viewport_size({"width": 1200, "height": 844})
    expect(bare.get_by_text("no end known")).to_be_visible()


def test_in_a_frame_the_line_of_the_source_never_hides_what_has_the_focus(
    page: Page, scene: Scene
) -> None:
    page.set_viewport_size({"width": 390, "height": 420})
    page.goto("/embed/companies/norwick/")
    passed = clear_of(page, "footer")
    assert len(passed) > 8
    assert [one for one, clear in passed if not clear] == []
