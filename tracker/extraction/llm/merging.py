"""One fact, however many windows and sentences told it; and two, where two events are told."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from tracker.extraction.findings import TO_COME, FactType, Finding, Status, Value
from tracker.extraction.llm.ground import plain
from tracker.extraction.llm.page import Page
from tracker.extraction.llm.shapes import KINDS, NAMES, NUMBERS, SHAPES, Kind
from tracker.extraction.reckoning import months_apart
from tracker.extraction.sameness import title_words

#: A confirmation anywhere in the text beats a report of it.
_STEPS = (Status.RUMOURED, Status.REPORTED, Status.ANNOUNCED, Status.DONE)
_MOVES = frozenset({FactType.JOINED, FactType.LEFT})
_BOARD = "board member"
#: How many months two events are apart at the least: of one person, of one organization, and where
#: the day of either may be that of its telling.
_PERSONS_APART, _ORGANIZATIONS_APART, _TELLINGS_APART = 4, 1, 12


def merge(findings: Iterable[Finding], page: Page) -> tuple[Finding, ...]:
    """Each fact once, in the order of the text, its names in the fullest form that the text has."""
    given = list(findings)
    people = page.people() | {
        str(finding.values[key])
        for finding in given
        for key in finding.values
        if KINDS[key] is Kind.PERSON
    }
    kept: dict[tuple[object, ...], list[Finding]] = {}
    ends = _ends_of_names(people)
    full = (_in_full(finding, ends, page) for finding in given)
    for finding in sorted(filter(_has_two_names, full), key=_place):
        told = kept.setdefault(_key(finding), [])
        number = _told_before(finding, told, page.published)
        if number is None:
            told.append(finding)
        else:
            told[number] = _one(told[number], finding)
    events = (finding for told in kept.values() for finding in told)
    return tuple(sorted(events, key=_place))


def _place(finding: Finding) -> tuple[int, str, int, str]:
    """Where it stands in the text; of one sentence the fullest first, in whatever order a model told them."""
    values = sorted((key, str(value)) for key, value in finding.values.items())
    told = f"{finding.date} {finding.date_kind} {finding.status} {finding.via} {values}"
    full = len(values) + bool(finding.date) + bool(finding.via)
    return finding.start, finding.type, -full, told


def _ends_of_names(people: Iterable[str]) -> dict[str, set[str]]:
    """The longer names that end in so many words."""
    found: dict[str, set[str]] = {}
    for name in people:
        words = plain(name).split()
        for first in range(1, len(words)):
            found.setdefault(" ".join(words[first:]), set()).add(name)
    return found


def _has_two_names(finding: Finding) -> bool:
    """Whether a finding that needs several names has them in full as well: nobody is their own manager."""
    named = [
        plain(str(finding.values[key]))
        for key in SHAPES[finding.type].needs
        if KINDS[key] in NAMES and finding.values.get(key)
    ]
    return len(set(named)) == len(named)


def _in_full(finding: Finding, ends: Mapping[str, set[str]], page: Page) -> Finding:
    values: dict[str, Value] = {}
    for key, value in finding.values.items():
        if KINDS[key] is Kind.PERSON:
            values[key] = _full_name(str(value), ends)
        elif KINDS[key] in {Kind.ORG, Kind.UNIT} and isinstance(value, str):
            values[key] = page.fullest_organization(value)
        else:
            values[key] = value
    places = [plain(str(values[key])) for key in SHAPES[finding.type].needs if values.get(key)]
    for key in SHAPES[finding.type].may:
        if KINDS[key] in NAMES and plain(str(values.get(key) or "")) in places:
            del values[key]  # no move leads where it came from
    return replace(finding, values=values)


def _full_name(name: str, ends: Mapping[str, set[str]]) -> str:
    """The one longer name that ends with ``name``; itself where none or several do."""
    longer = ends.get(plain(name), set())
    return next(iter(longer)) if len(longer) == 1 else name


def _key(finding: Finding) -> tuple[object, ...]:
    """What makes it this fact: its type, who and what it is about, and how it stands."""
    status = Status.DONE if finding.status in _STEPS else finding.status
    about = tuple(_compared(key, finding.values.get(key)) for key in SHAPES[finding.type].same)
    if finding.values.get("org", "") is None:
        about += (_compared("org_desc", finding.values.get("org_desc")),)
    if finding.type in _MOVES:
        about += (finding.values.get("title") == _BOARD,)
    return finding.type, status, *about


def _compared(key: str, value: Value) -> object:
    if not isinstance(value, str):
        return value
    return title_words(value) if KINDS[key] is Kind.TITLE else plain(value)


def _told_before(finding: Finding, told: Sequence[Finding], published: date | None) -> int | None:
    """Which of ``told`` is the event of ``finding``: of several the one that agrees in most, then the nearest."""
    same = [number for number, one in enumerate(told) if not _are_two(one, finding, published)]
    return max(same, key=lambda number: (_agreeing(told[number], finding), number), default=None)


def _are_two(one: Finding, other: Finding, published: date | None) -> bool:
    """Whether the figures, the units or the days of two findings contradict each other."""
    return any(
        _contradict(one.values.get(key), other.values.get(key)) for key in SHAPES[one.type].apart
    ) or _are_of_two_times(one, other, published)


#: Each quotation is held against all others of its speaker.
_plain = lru_cache(maxsize=4096)(plain)


def _contradict(one: Value, other: Value) -> bool:
    if one is None or other is None:
        return False
    if isinstance(one, str) or isinstance(other, str):
        first, second = _plain(str(one)), _plain(str(other))
        return first not in second and second not in first
    return not math.isclose(one, other, rel_tol=0.001)


def _are_of_two_times(one: Finding, other: Finding, published: date | None) -> bool:
    if one.date and other.date:
        return months_apart(one.date, other.date) >= _months_between(one, other)
    dated, undated = (one, other) if one.date else (other, one)
    if dated.date is None or published is None or dated.date_kind != "effective":
        return False
    long_ago = int(dated.date[:4]) < published.year - 1 and dated.status is Status.DONE
    figures = any(KINDS[key] in NUMBERS for key in SHAPES[one.type].apart)
    return long_ago and (undated.status in TO_COME or (figures and not _agreeing(one, other)))


def _months_between(one: Finding, other: Finding) -> int:
    if not one.date_kind == other.date_kind == "effective":
        return _TELLINGS_APART
    return _PERSONS_APART if "person" in one.values else _ORGANIZATIONS_APART


def _agreeing(one: Finding, other: Finding) -> int:
    """In how many figures, units and days two findings that contradict each other in none agree."""
    told = [key for key in SHAPES[one.type].apart if None not in _both(one, other, key)]
    return len(told) + bool(one.date and other.date)


def _both(one: Finding, other: Finding, key: str) -> tuple[Value, Value]:
    return one.values.get(key), other.values.get(key)


def _one(first: Finding, second: Finding) -> Finding:
    """The surer of the two, with what only the other says, and the finer day."""
    surer, other = (second, first) if _rank(second) > _rank(first) else (first, second)
    dated = max((surer, other), key=_dated)
    return replace(
        surer,
        values={**other.values, **surer.values},
        date=dated.date,
        date_kind=dated.date_kind,
        via=surer.via or other.via,
    )


def _dated(finding: Finding) -> tuple[bool, int]:
    """How much is known of its day: that of the change before that of its telling, then the finer one."""
    return finding.date_kind == "effective", len(finding.date or "")


def _rank(finding: Finding) -> tuple[int, int]:
    """How sure it is; of quotations the longer one holds the other."""
    step = _STEPS.index(finding.status) if finding.status in _STEPS else -1
    return step, len(str(finding.values.get("quote", "")))
