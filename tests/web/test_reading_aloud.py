"""Pages as they are read aloud: what Chromium hands to a screen reader."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.claims.scene import claim, settled
from tests.databases import committed_once
from tests.web.scene import build_scene

#: What one goes to by a key, or chooses from a list of its kind.
CONTROLS = {
    *("link", "button", "textbox", "searchbox", "combobox", "checkbox", "radio", "slider"),
    *("Date", "DisclosureTriangle"),
}
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true })"
#: Links of the same words, with the addresses that they lead to.
LINKS = """() => {
    const found = {};
    for (const link of document.querySelectorAll("main a[href]")) {
        if (!link.checkVisibility()) continue;
        const title = link.querySelector("title");
        const words = link.ariaLabel || (title ?? link).textContent.trim().replace(/\\s+/g, " ");
        (found[words] ??= new Set()).add(link.getAttribute("href"));
    }
    return Object.entries(found).filter(([, there]) => there.size > 1).map(([words]) => words);
}"""
#: Tables that neither a caption nor the region around them names.
UNNAMED_TABLES = """() => [...document.querySelectorAll("table")].filter((one) =>
    !one.caption && !one.closest("[role=region]:is([aria-label], [aria-labelledby])"))
    .map((one) => one.outerHTML.slice(0, 120))"""
HEADLESS_TABLES = """() => [...document.querySelectorAll("table")].filter((one) => !one.querySelector("th[scope]"))
    .map((one) => one.outerHTML.slice(0, 120))"""

ADDRESSES = (
    "/",
    "/moves/",
    "/flows/?since=2010&until=2026&from_company=norwick&to_company=halden",
    "/flows/?since=2018&pick=halden&view=matrix",
    "/people/mira-talvik/",
    "/companies/halden/",
    "/companies/halden/people/?days=all",
    "/companies/halden/chart/?as_of=2025-12-15",
    "/companies/halden/chart/?as_of=2025-12-15&compare=2020-01-01",
    "/search/?q=talvik",
)


@dataclass(frozen=True)
class Read:
    """A page as it is read: what is told, in order, and what its links and tables are called."""

    told: list[Mapping[str, Any]]
    links_alike: list[str]
    unnamed_tables: list[str]
    headless_tables: list[str]


@pytest.fixture(scope="module")
def pages(
    django_db_setup: None, django_db_blocker: Any, live_server: Any, browser: Browser
) -> dict[str, Read]:
    """Every page, read once for all that is asked of it."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(30_000)
    with committed_once(django_db_blocker):
        build_scene(others=10)
        settled(claim("reports_to", "done", "2024-01-02", who="ada", at="halden", manager="bob"))
        read = {address: _read(page, address) for address in ADDRESSES}
        context.close()
    return read


def _read(page: Page, address: str) -> Read:
    page.goto(address)
    tables = page.evaluate(UNNAMED_TABLES), page.evaluate(HEADLESS_TABLES)
    told = list(_told(page))
    return Read(told, page.evaluate(LINKS), *tables)


def _told(page: Page) -> Iterator[Mapping[str, Any]]:
    """What is read, in order, all that folds unfolded: its role, its name, its description, its level."""
    session = page.context.new_cdp_session(page)
    page.evaluate(OPEN_ALL)
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        if not node["ignored"]:
            level = [one for one in node.get("properties", ()) if one["name"] == "level"]
            yield {
                **{key: node.get(key, {}).get("value", "") for key in ("role", "name")},
                "description": node.get("description", {}).get("value", ""),
                "level": level[0]["value"]["value"] if level else None,
                "id": node["nodeId"],
                "parent": node.get("parentId"),
            }


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_control_has_a_name_and_every_heading_its_place(
    address: str, pages: dict[str, Read]
) -> None:
    nodes = pages[address].told
    controls = [one for one in nodes if one["role"] in CONTROLS]
    assert len(controls) > 10
    assert [one for one in controls if not one["name"].strip()] == []
    levels = [one["level"] for one in nodes if one["role"] == "heading"]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))


@pytest.mark.parametrize("address", ADDRESSES)
def test_links_and_what_unfolds_are_told_apart_by_their_names(
    address: str, pages: dict[str, Read]
) -> None:
    names = Counter(
        one["name"] for one in pages[address].told if one["role"] == "DisclosureTriangle"
    )
    assert [name for name, number in names.items() if number > 1 and "table" in name] == []
    alone = ("Original", "Evidence", "Cite", "SVG", "PNG", "In its article", "In the timeline")
    assert [words for words in pages[address].links_alike if words.startswith(alone)] == []
    assert not [name for name in names if name.startswith(("+", "−"))]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_table_has_a_name_and_heads(address: str, pages: dict[str, Read]) -> None:
    assert pages[address].unnamed_tables == []
    assert pages[address].headless_tables == []


@pytest.mark.parametrize("address", ["/", "/people/mira-talvik/", "/companies/halden/"])
def test_a_drawing_is_read_as_its_words_once_and_not_as_the_numbers_of_its_axis(
    address: str, pages: dict[str, Read]
) -> None:
    nodes = {one["id"]: one for one in pages[address].told}
    drawn = [one for one in nodes.values() if one["role"] in {"image", "group"} and one["name"]]
    assert drawn
    assert [one["name"] for one in drawn if one["name"] == one["description"]] == []
    loose = [
        one["name"]
        for one in nodes.values()
        if one["role"] == "StaticText" and _above(one, nodes) in {"image", "group"}
    ]
    assert [words for words in loose if words.strip().isdigit()] == []


def _above(one: Mapping[str, Any], nodes: Mapping[str, Mapping[str, Any]]) -> str:
    """The role of what it stands in, generic parts aside."""
    while (above := nodes.get(one["parent"] or "")) is not None:
        if above["role"] not in {"generic", "none", "SvgRoot", ""}:
            return str(above["role"])
        one = above
    return ""
