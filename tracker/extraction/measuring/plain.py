"""Plain texts with their facts, a text a line: ``TEXT<tab>type status: value | value …``, a dash for a value that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tracker.extraction.findings import FactType, Finding
from tracker.extraction.measuring.gold import BadGold, GoldArticle
from tracker.extraction.measuring.shapes import FIGURES, Fact

PUBLISHED = date(2025, 6, 18)  # a Wednesday
MISSING = "-"
#: Which values a line gives of a fact of each type.
TOLD: dict[FactType, tuple[str, ...]] = {
    FactType.JOINED: ("person", "org", "title", "from_org"),
    FactType.LEFT: ("person", "org", "title", "to_org"),
    FactType.ROLE: ("person", "org", "unit", "title"),
    FactType.FOUNDED: ("person", "org", "org_desc"),
    FactType.REPORTS_TO: ("person", "manager", "org"),
    FactType.UNIT_CREATED: ("org", "unit", "led_by"),
    FactType.UNIT_RENAMED: ("org", "unit", "into"),
    FactType.UNIT_MERGED: ("org", "unit", "into"),
    FactType.UNIT_DISSOLVED: ("org", "unit"),
    FactType.LAYOFF: ("org", "unit", "count", "percent"),
    FactType.STAKE: ("acquirer", "target", "percent", "amount_usd"),
    FactType.FUNDING: ("org", "amount_usd", "valuation_usd", "lead"),
    FactType.SPENDING: ("org", "amount_usd", "purpose"),
    FactType.COMPENSATION: ("org", "person", "amount_usd"),
    FactType.MARKET_REACTION: ("org", "percent", "amount_usd"),
    FactType.STATEMENT: ("person", "quote"),
}
SAID = "said"


def line(finding: Finding) -> str:
    """A finding as a plain text's file has it."""
    values = [finding.values.get(key) for key in TOLD[finding.type]]
    while values and values[-1] is None:
        values.pop()
    told = " | ".join(MISSING if value is None else str(value) for value in values)
    return f"{finding.type} {finding.status or SAID}: {told}"


def fact_of(told: str) -> Fact:
    """The fact that a line gives.

    Raises:
        ValueError: for a line that is none.
    """
    head, _, tail = told.partition(": ")
    name, _, status = head.partition(" ")
    kind = FactType(name)
    values = {
        key: float(value) if key in FIGURES else value
        for key, value in zip(TOLD[kind], tail.split(" | "), strict=False)
        if value != MISSING
    }
    return {"type": kind.value, "status": None if status == SAID else status, **values}


def rows(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Where each line of a folder's files stands, its text, and the lines of its facts."""
    for file in sorted(folder.glob("*.tsv")):
        yield from rows_of(file)


def rows_of(file: Path) -> Iterator[tuple[str, str, list[str]]]:
    """The same of one file."""
    for number, row in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        text, *told = row.split("\t")
        yield f"{file.name} line {number}", text, told


def read_plain(folder: Path) -> list[GoldArticle]:
    """The texts of all files of a folder; ``BadGold`` tells which lines have a fact that is none."""
    found: list[GoldArticle] = []
    complaints: list[str] = []
    for place, text, told in rows(folder):
        try:
            facts = tuple(fact_of(one) for one in told)
        except ValueError as error:
            complaints.append(f"{place}: {error}.")
            continue
        found.append(GoldArticle(place, "", PUBLISHED, text, facts))
    if complaints or not found:
        raise BadGold(complaints or [f"{folder} has no line; give a folder of .tsv files."])
    return found
