"""What days, months and years mean that are written out: "12 June 2025", "in May", "2019-22"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker.extraction import reckoning
from tracker.extraction.lexicon import MONTHS

#: The ISO date or prefix of one that words mean, and what they mean beside a verb of the future, where that differs.
type Meaning = tuple[str | None, str | None]

NOTHING: Meaning = (None, None)
_THIS_CENTURY = 12


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative words count from: the publication, and the time that the text named last."""

    published: date | None
    anchor: str | None

    @property
    def today(self) -> str | None:
        return self.published.isoformat() if self.published else None


def month_number(name: str) -> int:
    """From 1, for a month's name or its short form."""
    return MONTHS[name.lower().rstrip(".")]


def relative_year(words: str | None, clock: Clock) -> int | None:
    """The year of "last year", "the year before", "that year"."""
    if words is None or clock.published is None:
        return None
    words = words.lower().removeprefix("the ")
    here = clock.published.year
    told = int(clock.anchor[:4]) if clock.anchor else None
    if words.startswith(("last", "this", "next year")) or words == "year":
        return here + {"last": -1, "next": 1}.get(words.split()[0], 0)
    if told is None:
        return here - 1 if words == "previous year" else None
    return (
        told
        + (words in {"following year", "year after"})
        - (words in {"previous year", "preceding year", "year before"})
    )


def year_of(match: re.Match[str], year: str, relative: str, clock: Clock) -> int | None:
    """The year of a phrase by its groups for a number and for relative words."""
    if match.group(year):
        return int(match.group(year))
    return relative_year(match.group(relative), clock)


def _iso(match: re.Match[str], clock: Clock) -> Meaning:
    del clock
    words = match.group("iso")
    return reckoning.calendar_day(int(words[:4]), int(words[5:7]), int(words[8:])), None


def _numeric(match: re.Match[str], clock: Clock) -> Meaning:
    """ "18.06.2025" and "6/18/2025"; where day and month could be exchanged only the year is sure."""
    del clock
    a, b, year = (int(match.group(g)) for g in ("nu_a", "nu_b", "nu_y"))
    if a > _THIS_CENTURY or match.group("nu_s") == ".":
        return reckoning.calendar_day(year, b, a), None
    if b > _THIS_CENTURY or a == b:
        return reckoning.calendar_day(year, a, b), None
    return str(year), None


def _bracket(match: re.Match[str], clock: Clock) -> Meaning:
    del clock
    return match.group("br_a"), None


def _span(match: re.Match[str], clock: Clock) -> Meaning:
    """ "From 2019-22" begins in 2019; "in 2024-25" leaves the year open."""
    del clock
    lead = (match.group("lead") or "").lower()
    return (match.group("sp_a") if lead.startswith(("from", "since", "between")) else None), None


def _day_of(match: re.Match[str], clock: Clock, prefix: str) -> Meaning:
    month, day = month_number(match.group(f"{prefix}_m")), int(match.group(f"{prefix}_d"))
    year = year_of(match, f"{prefix}_y", f"{prefix}_r", clock)
    if year is not None:
        return reckoning.calendar_day(year, month, day), None
    if match.group(f"{prefix}_r") or clock.published is None:
        return NOTHING
    return reckoning.near_day(month, day, clock.published)


def _mdy(match: re.Match[str], clock: Clock) -> Meaning:
    value, later = _day_of(match, clock, "md")
    if match.group("md_to"):
        return value and value[: reckoning.MONTH], later and later[: reckoning.MONTH]
    return value, later


def _dmy(match: re.Match[str], clock: Clock) -> Meaning:
    return _day_of(match, clock, "dm")


def _named_month(match: re.Match[str], clock: Clock) -> Meaning:
    month = month_number(match.group("mo"))
    if match.group("mo_y") or match.group("mo_r"):
        year = year_of(match, "mo_y", "mo_r", clock)
        return (reckoning.month_of(year, month) if year is not None else None), None
    published = clock.published
    if published is None:
        return NOTHING
    which = (match.group("mo_w") or "").lower().removeprefix("the ")
    match which:
        case "last" | "this past":
            past = reckoning.near_month(month, published, ahead=False)
            if which == "last" and month == published.month:
                past = reckoning.month_of(published.year - 1, month)
            return past, None
        case "this":
            return reckoning.month_of(published.year, month), None
        case "next" | "this coming" | "coming":
            return reckoning.near_month(month, published, ahead=True), None
        case "following":
            return reckoning.month_about(month, clock.anchor, 1), None
        case "previous" | "preceding":
            found = reckoning.month_about(month, clock.anchor, -1)
            return found or reckoning.near_month(month, published, ahead=False), None
        case "that" | "same" | "that same":
            return reckoning.month_about(month, clock.anchor, 0), None
    return (
        reckoning.near_month(month, published, ahead=False),
        reckoning.near_month(month, published, ahead=True),
    )


def _year(match: re.Match[str], clock: Clock) -> Meaning:
    del clock
    return match.group("y"), None


WRITTEN: dict[str, Callable[[re.Match[str], Clock], Meaning]] = {
    "iso": _iso, "numeric": _numeric, "bracket": _bracket, "span": _span, "mdy": _mdy, "dmy": _dmy,
    "month": _named_month, "year": _year,
}  # fmt: skip
