"""The day, month or year that a question names, or the time from one to another: "who ran OpenAI on 18 November 2023",
"what changed at Meta between June and November 2025".
"""

import re
from collections.abc import Mapping
from datetime import date

from tracker.kernel.partial_dates import PartialDate

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<{}>(?:19|20)\d\d)"
#: First match wins.
_WAYS = (
    re.compile(rf"{DAY.format('d')} {MONTH.format('m')},? {YEAR.format('y')}"),
    re.compile(rf"{MONTH.format('m')} {DAY.format('d')},? {YEAR.format('y')}"),
    re.compile(rf"{YEAR.format('y')}-(?P<n>\d\d)(?:-(?P<d>\d\d))?"),
    re.compile(rf"{MONTH.format('m')},? {YEAR.format('y')}"),
    re.compile(YEAR.format("y")),
    re.compile(r"(?P<word>this|last) year"),
)
_BEFORE = r"(?:(?:\b(?:on|in|as of|at|during|since|of)\s+)?(?:the\s+)?(?<![\w-]))"
#: A day, month or year, the year of which may be told by another one.
_NAMED_MONTH = MONTH.replace("(?P<{}>", "(?:")
_TIME = (
    rf"(?:(?:19|20)\d\d-\d\d(?:-\d\d)?|(?:[0-3]?\d(?:st|nd|rd|th)? )?{_NAMED_MONTH}(?: [0-3]?\d(?:st|nd|rd|th)?(?!\d))?"
    r"(?:,? (?:19|20)\d\d)?|(?:19|20)\d\d)"
)
#: First match wins.
_SPANS = tuple(
    re.compile(rf",?\s*\b{span}(?!\w),?", re.IGNORECASE)
    for span in (
        rf"(?:between |in |on )?(?P<first>{_TIME}) (?:and|vs\.?|versus|with|compared (?:to|with)) (?P<last>{_TIME}|now|today)",
        rf"(?:from )?(?P<first>{_TIME}) (?:to|until|till|through) (?P<last>{_TIME}|now|today)",
        rf"(?:since|after|from) (?P<first>{_TIME})(?: on(?:wards?)?)?",
    )
)
_WHOLE = tuple(re.compile(rf",?\s*{_BEFORE}{way.pattern}(?!\w),?", re.IGNORECASE) for way in _WAYS)


def span_in(words: str, *, today: date) -> tuple[str, tuple[PartialDate, PartialDate] | None]:
    """The words without the time that they name from one day, month or year to another, and these two; all of them and
    None where they name none. ``since May 2024`` lasts until ``today``; a month without a year is of that of the
    other one, or the last that there was.
    """
    for span in _SPANS:
        found = span.search(words)
        if found is None:
            continue
        text = found.groupdict().get("last") or "today"
        last = PartialDate.on(today)
        if text.casefold() not in ("now", "today"):
            last = _time(text, today) or _latest(text, today)
        first = _time(found["first"], today) or _latest(found["first"], last.latest or today)
        return without(words, found), (first, last)
    return words, None


def without(words: str, found: re.Match[str]) -> str:
    """The words but for those that were found in them."""
    return " ".join(f"{words[: found.start()]} {words[found.end() :]}".split())


def _time(text: str, today: date) -> PartialDate | None:
    rest, when = day_in(text, today=today)
    return None if rest else when


def _latest(text: str, last: date) -> PartialDate:
    """The latest month, or day, that is called so and has begun by ``last``."""
    for year in (last.year, last.year - 1):
        when = _time(f"{text} {year}", last)
        if when is not None and when.earliest is not None and when.earliest <= last:
            return when
    return PartialDate.on(last)


def day_in(words: str, *, today: date) -> tuple[str, PartialDate | None]:
    """The words without the day that they name, and that day; all of them and None where they name none."""
    for way in _WHOLE:
        found = way.search(words)
        if found is None:
            continue
        try:
            when = _read(found.groupdict(), today)
        except ValueError:
            return words, None
        return without(words, found), when
    return words, None


def _read(parts: Mapping[str, str | None], today: date) -> PartialDate:
    if word := parts.get("word"):
        return PartialDate.year(today.year - (word.casefold() == "last"))
    year = int(parts["y"] or 0)
    month = int(parts.get("n") or 0)
    if name := parts.get("m"):
        month = MONTHS.index(name[:3].casefold()) + 1
    if not month:
        return PartialDate.year(year)
    if day := parts.get("d"):
        return PartialDate.on(date(year, month, int(day)))
    return PartialDate.month(year, month)
