"""What a page keeps from whom: broken rules of accessibility, and windows that it does not fit."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "vendor/axe-core-4.14.1.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def violations(page: Page, rules: list[str] = RULES, within: str = "html") -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(
        "([rules, within]) => axe.run(within, {runOnly: rules, resultTypes: ['violations']})",
        [rules, within],
    )
    return [
        json.dumps([problem["id"], [node["html"][:160] for node in problem["nodes"][:3]]])
        for problem in found["violations"]
    ]


def in_both_schemes(page: Page) -> Iterator[str]:
    """First "light", then "dark", the page looking so; no colour is on its way to another."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(
            "document.getAnimations().filter(one => one instanceof CSSTransition).forEach(one => one.finish())"
        )
        yield scheme
    page.emulate_media(color_scheme="light")


def barriers(page: Page) -> dict[str, list[str]]:
    """What is known to be wrong with a page, by the scheme: the dark one changes nothing but the colours."""
    found = {
        scheme: violations(page, RULES if scheme == "light" else ["color-contrast"])
        for scheme in in_both_schemes(page)
    }
    return {scheme: problems for scheme, problems in found.items() if problems}


def too_wide(page: Page) -> dict[int, int]:
    """The widths of windows that a page does not fit, each with what it takes."""
    found = {}
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        taken = int(page.evaluate("document.documentElement.scrollWidth"))
        if taken > width:
            found[width] = taken
    page.set_viewport_size({"width": 1280, "height": 720})
    return found
