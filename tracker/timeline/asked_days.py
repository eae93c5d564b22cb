"""The day, month or year that a question names: "who ran OpenAI on 18 November 2023"."""

import re
from collections.abc import Mapping
from datetime import date

from tracker.kernel.partial_dates import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{}>(?:19|20)\d\d)"
#: First match wins.
_WAYS = (
    re.compile(rf"{_DAY.format('d')} {_MONTH.format('m')},? {_YEAR.format('y')}"),
    re.compile(rf"{_MONTH.format('m')} {_DAY.format('d')},? {_YEAR.format('y')}"),
    re.compile(rf"{_YEAR.format('y')}-(?P<n>\d\d)(?:-(?P<d>\d\d))?"),
    re.compile(rf"{_MONTH.format('m')},? {_YEAR.format('y')}"),
    re.compile(_YEAR.format("y")),
    re.compile(r"(?P<word>this|last) year"),
)
_BEFORE = r"(?:(?:\b(?:on|in|as of|at|during|since|of)\s+)?(?:the\s+)?(?<![\w-]))"
_WHOLE = tuple(re.compile(rf",?\s*{_BEFORE}{way.pattern}(?!\w),?", re.IGNORECASE) for way in _WAYS)


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
        rest = f"{words[: found.start()]} {words[found.end() :]}"
        return " ".join(rest.split()), when
    return words, None


def _read(parts: Mapping[str, str | None], today: date) -> PartialDate:
    if word := parts.get("word"):
        return PartialDate.year(today.year - (word.casefold() == "last"))
    year = int(parts["y"] or 0)
    month = int(parts.get("n") or 0)
    if name := parts.get("m"):
        month = _MONTHS.index(name[:3].casefold()) + 1
    if not month:
        return PartialDate.year(year)
    if day := parts.get("d"):
        return PartialDate.on(date(year, month, int(day)))
    return PartialDate.month(year, month)
