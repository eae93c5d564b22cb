"""What must never be in a template, and how much a page may weigh."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MOST_BYTES = 50_000


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    """The templates by their names."""
    return {one.relative_to(ROOT).as_posix(): one.read_text() for one in TEMPLATES}


@pytest.mark.parametrize(
    "inline",
    [
        r"<style[\s>]",
        r"\sstyle\s*=",
        r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")",
        r"\son[a-z]+\s*=\s*[\"']",
        r"\|\s*safe\b",
        r"hx-on|hx-vals\s*=\s*[\"']js:|javascript:",
        r"(?:src|href)\s*=\s*[\"']https?:",
    ],
)
def test_a_template_holds_no_inline_script_or_style_and_nothing_from_elsewhere(
    written: dict[str, str], inline: str
) -> None:
    assert written
    found = re.compile(inline, re.IGNORECASE)
    assert [name for name, text in written.items() if found.search(text)] == []


def test_what_unfolds_is_named_by_what_it_holds_so_that_its_name_is_true_when_it_is_open() -> None:
    named = re.compile(r"<details[^>]*>\s*<summary[^>]*>\s*(?:{%[^%]*%})?\s*(\w+)")
    found = [word for one in TEMPLATES for word in named.findall(one.read_text())]
    assert "Columns" in found and "The" in found
    assert not {"Show", "Open", "Hide"} & {*found}


def test_all_styles_and_scripts_together_stay_below_fifty_kilobytes_as_they_are_sent() -> None:
    """Every sheet and script at once: more than any single page links."""
    files = [file for kind in ("css", "js") for file in (ROOT / "static").rglob(f"*.{kind}")]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < MOST_BYTES


def test_no_stylesheet_is_longer_than_four_hundred_lines() -> None:
    for sheet in (ROOT / "static/css").glob("*.css"):
        assert len(sheet.read_text().splitlines()) <= 400, sheet.name
