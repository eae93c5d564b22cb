"""What a reader sees and hears while a part of the page is waited for, and that quick answers change nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.accessibility import violations
from tests.web.scene import Scene, build_scene

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("scene")]

BUSY = "[aria-busy=true]"
#: So long the field of the search waits for the next letter.
SEARCH_WAITS = 300
#: Each part that htmx replaces: its page, its id, what asks for it anew, and what is said meanwhile.
PARTS: dict[str, tuple[str, str, Callable[[Page], object], str]] = {
    "org chart at another day": (
        "/companies/halden/chart/",
        "picture",
        lambda page: set_day(page, "as_of", "2025-06-01"),
        "Loading the org chart …",
    ),
    "org chart compared": (
        "/companies/halden/chart/?as_of=2025-12-15&compare=2025-01-01",
        "picture",
        lambda page: set_day(page, "compare", "2025-06-01"),
        "Loading the org chart …",
    ),
    "moves": (
        "/moves/",
        "moves",
        lambda page: page.locator("#status-reported").check(),
        "Loading the list of moves …",
    ),
    "search": (
        "/search/?q=halden",
        "found",
        lambda page: page.locator("#asked").fill("talvik"),
        "Loading what is found …",
    ),
    "flows": (
        "/flows/?since=2010&until=2026&told=1",
        "flows",
        lambda page: page.get_by_role("link", name="Matrix").click(),
        "Loading the flows …",
    ),
    "timeline": (
        "/companies/halden/",
        "stream",
        lambda page: page.locator("[name=about]").select_option(index=1),
        "Loading the timeline …",
    ),
}


@pytest.fixture
def scene(transactional_db: None) -> Scene:
    return build_scene(others=4)


def set_day(page: Page, name: str, day: str) -> None:
    page.locator(f"#when [name={name}]").fill(day)
    page.locator("#when button[type=submit]").click()


def held_back(page: Page) -> list[Route]:
    """Answers to htmx are kept until the test lets them through."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        if route.request.headers.get("hx-request"):
            held.append(route)
        else:
            route.continue_()

    page.route("**/*", keep)
    return held


def places(page: Page) -> Any:
    """Where everything stands that holds the skeletons, and how high the page is."""
    return page.evaluate(
        "[...document.querySelectorAll('[data-waits], [data-waiting], footer')].map((one) => {"
        "const at = one.getBoundingClientRect();"
        "return [at.left, at.top + scrollY, at.width, at.height]})"
    )


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_waited_for_shows_its_outlines_and_says_so_and_nothing_moves(
    part: str, page: Page
) -> None:
    address, name, ask, words = PARTS[part]
    page.goto(address)
    held = held_back(page)
    ask(page)
    expect(page.locator(f"#{name}{BUSY}")).to_be_attached()
    expect(page.locator("[aria-live=polite]", has_text=words)).to_be_attached()
    skeleton = page.locator(f"#{name} [data-waits]").first
    assert skeleton.evaluate("(one) => getComputedStyle(one, '::before').backgroundImage") != "none"
    assert skeleton.locator("> *").first.evaluate("(one) => getComputedStyle(one).opacity") == "0"
    busy = places(page)
    page.evaluate("(id) => document.getElementById(id).removeAttribute('aria-busy')", name)
    assert places(page) == busy
    for route in held:
        route.continue_()
    expect(page.locator(BUSY)).to_have_count(0)
    expect(page.locator("[aria-live=polite]", has_text="Loading")).to_have_count(0)


@pytest.mark.parametrize("part", PARTS)
def test_a_quick_answer_shows_no_outlines_at_all(part: str, page: Page) -> None:
    address, _, ask, _ = PARTS[part]
    page.clock.install()
    page.goto(address)
    page.evaluate(
        "window.busy = 0; new MutationObserver(() => window.busy++).observe("
        "document, {attributes: true, attributeFilter: ['aria-busy'], subtree: true})"
    )
    page.evaluate(
        "window.swaps = 0; document.addEventListener('htmx:finally:request', () => window.swaps++)"
    )
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    ask(page)
    page.clock.run_for(SEARCH_WAITS if part == "search" else 0)
    for _ in range(10):
        page.clock.run_for(10)
        page.wait_for_load_state("networkidle")
    assert page.evaluate("window.swaps") >= 1
    page.clock.run_for(1000)
    assert page.evaluate("window.busy") == 0


def test_an_answer_that_fails_ends_the_waiting(page: Page) -> None:
    page.goto("/moves/")
    held = held_back(page)
    page.locator("#status-reported").check()
    expect(page.locator(f"#moves{BUSY}")).to_be_attached()
    held[0].abort()
    expect(page.locator(BUSY)).to_have_count(0)
    expect(page.locator(".moves tbody tr").first).to_be_visible()


def test_whoever_wants_no_motion_sees_outlines_that_stand_still(page: Page) -> None:
    for motion, moves in (("reduce", False), ("no-preference", True)):
        page.emulate_media(reduced_motion=motion)  # type: ignore[arg-type]
        page.goto("/moves/")
        held = held_back(page)
        page.locator("#status-reported").check()
        expect(page.locator(f"#moves{BUSY}")).to_be_attached()
        running = page.locator("#list").evaluate(
            "(one) => one.getAnimations({subtree: true}).length"
        )
        assert bool(running) is moves
        held[0].abort()
        page.unroute_all()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_part_that_is_waited_for_has_no_known_barriers(scheme: Any, page: Page) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/companies/halden/chart/")
    held_back(page)
    set_day(page, "as_of", "2025-06-01")
    expect(page.locator(f"#picture{BUSY}")).to_be_attached()
    assert violations(page) == []
