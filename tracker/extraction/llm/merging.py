"""One fact, however many windows and sentences told it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tracker.extraction.findings import Finding, Status, Value
from tracker.extraction.llm.ground import plain
from tracker.extraction.llm.page import Page
from tracker.extraction.llm.shapes import KINDS, SHAPES, Kind

#: A confirmation anywhere in the text beats a report of it.
_STEPS = (Status.RUMOURED, Status.REPORTED, Status.ANNOUNCED, Status.DONE)


def merge(findings: Iterable[Finding], page: Page) -> tuple[Finding, ...]:
    """Each fact once, in the order of the text, its names in the fullest form that the text has."""
    given = list(findings)
    people = page.people() | {
        str(finding.values[key])
        for finding in given
        for key in finding.values
        if KINDS[key] is Kind.PERSON
    }
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in sorted(
        (_in_full(finding, people, page) for finding in given), key=lambda f: (f.start, f.type)
    ):
        key = _key(finding)
        before = kept.get(key)
        kept[key] = finding if before is None else _one(before, finding)
    return tuple(sorted(kept.values(), key=lambda f: (f.start, f.type)))


def _in_full(finding: Finding, people: set[str], page: Page) -> Finding:
    values: dict[str, Value] = {}
    for key, value in finding.values.items():
        if KINDS[key] is Kind.PERSON:
            values[key] = _full_name(str(value), people)
        elif KINDS[key] is Kind.ORG and isinstance(value, str):
            values[key] = page.fullest_organization(value)
        else:
            values[key] = value
    return replace(finding, values=values)


def _full_name(name: str, people: set[str]) -> str:
    """The one longer name that ends with ``name``; itself where none or several do."""
    longer = {one for one in people if plain(one).endswith(f" {plain(name)}")}
    return longer.pop() if len(longer) == 1 else name


def _key(finding: Finding) -> tuple[object, ...]:
    """What makes it this fact: its type, who and what it is about, and how it stands."""
    status = Status.DONE if finding.status in _STEPS else finding.status
    about = tuple(_plain(finding.values.get(key)) for key in SHAPES[finding.type].same)
    if finding.values.get("org", "") is None:
        about += (_plain(finding.values.get("org_desc")),)
    return finding.type, status, *about


def _plain(value: Value) -> Value:
    return plain(value) if isinstance(value, str) else value


def _one(first: Finding, second: Finding) -> Finding:
    """The surer of the two, with what only the other says."""
    surer, other = (second, first) if _step(second) > _step(first) else (first, second)
    dated = surer if surer.date or not other.date else other
    return replace(
        surer,
        values={**other.values, **surer.values},
        date=dated.date,
        date_kind=dated.date_kind,
        via=surer.via or other.via,
    )


def _step(finding: Finding) -> int:
    return _STEPS.index(finding.status) if finding.status in _STEPS else -1
