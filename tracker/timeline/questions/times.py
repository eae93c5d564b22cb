"""The time that a question names, in the words of whoever asks: "in March", "last week", "in Q3 2025", "since June"."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from tracker.kernel.partial_dates import PartialDate, Precision
from tracker.timeline.questions.days import DAY, MONTH, MONTHS, YEAR, day_in, span_in, without

#: A time that names no year is looked for in as many years.
YEARS_BACK = 10
#: February of a year that has 29 days, by which a day without a year is tried.
_LEAP = 2024


class Size(StrEnum):
    """What kind of time is named."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half-year"
    YEAR = "year"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class NamedTime:
    """``when`` are the days that are meant. ``yearless``: no year is named, and the latest one is meant in which it has
    begun. ``no_day``: what was named is no day of the calendar, and its month, or year, is meant.
    """

    when: PartialDate
    size: Size
    yearless: bool = False
    no_day: str = ""

    def around(self, day: date) -> PartialDate:
        """The time of this kind in which ``day`` lies."""
        match self.size:
            case Size.DAY:
                return PartialDate.on(day)
            case Size.WEEK:
                return _week(day)
            case Size.QUARTER:
                return _months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
            case Size.SEASON:
                return _months(day.year - (day.month < 3), day.month // 3 * 3 or 12, 3)
            case Size.HALF:
                return _months(day.year, (day.month - 1) // 6 * 6 + 1, 6)
            case Size.YEAR:
                return PartialDate.year(day.year)
            case _:
                return PartialDate.month(day.year, day.month)

    def earlier_years(self) -> list[PartialDate]:
        """Times that are called the same in the years before, the latest first; none where a year was named."""
        if not self.yearless or self.size is Size.SPAN:
            return []
        first, last = self.when.earliest, self.when.latest
        if first is None or last is None:
            return []
        if self.size is Size.DAY:
            years = range(first.year - 1, first.year - 1 - YEARS_BACK, -1)
            days = (_day(year, first.month, first.day) for year in years)
            return [PartialDate.on(day) for day in days if day]
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        return [_months(first.year - back, first.month, months) for back in range(1, YEARS_BACK)]


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PARTS = {"early": 1, "mid": 5, "late": 9}
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "few": 3, "couple of": 2}
_LEAD = r"\b(?P<lead>since|after|from|in|on|during|of|over|within|at)?\s*(?:the\s+)?"
_OF_YEAR = rf"(?:,? (?:of |in )?(?:{YEAR.format('y')}|(?P<which>this|last) year))?"
_WHICH = r"(?:(?P<near>this|last|past|this past|the past|current) )?"
_UNITS = {"day": 1, "week": 7}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: Words that name a time by how it lies to the day of the question, or by a part of a year; the first that fits is meant.
_WAYS = tuple(
    (kind, re.compile(rf",?\s*{_LEAD}(?<![\w-]){way}(?![\w-]),?", re.IGNORECASE))
    for kind, way in (
        ("count", rf"(?:last|past) (?P<n>\d\d?|{'|'.join(_COUNTS)}) (?P<unit>day|week|month|year)s"),
        ("count", r"past (?P<unit>day|week|month|year)"),
        ("season", rf"{_WHICH}(?P<season>{'|'.join(_SEASONS)}){_OF_YEAR}"),
        ("part", rf"(?:(?P<letter>[QH])(?P<n>[1-4])|(?P<nth>{'|'.join(_NTH)}) (?P<unit>quarter|half)){_OF_YEAR}"),
        ("third", rf"(?P<part>early|mid|late)[ -]{YEAR.format('y')}"),
        ("day", rf"{DAY.format('d')}(?: of)? {MONTH.format('m')}(?!,? (?:of )?(?:19|20)\d\d)"),
        ("day", rf"{MONTH.format('m')} {DAY.format('d')}(?!\d|,? (?:19|20)\d\d)"),
        ("month", rf"{_WHICH}{MONTH.format('m')}{_OF_YEAR}"),
        ("near", r"(?P<word>today|yesterday|(?:this|last|current) (?:week|month|quarter|year))"),
        ("whole", r"(?P<unit>week|month|quarter|year)(?! (?:19|20)\d\d)"),
        ("weekday", rf"(?:last |this )?(?P<weekday>{'|'.join(_WEEKDAYS)})"),
    )
)  # fmt: skip
#: Days as they may be written that there are not.
_DAYS = tuple(
    re.compile(rf"(?<![\w-]){way}(?![\w-])", re.IGNORECASE)
    for way in (
        rf"{DAY.format('d')}(?: of)? {MONTH.format('m')}(?:,? {YEAR.format('y')})?",
        rf"{MONTH.format('m')} {DAY.format('d')}(?!\d)(?:,? {YEAR.format('y')})?",
        rf"{YEAR.format('y')}-(?P<n>\d\d)(?:-(?P<d>\d\d))?",
    )
)


_BEFORE = re.compile(r",?\s*\b(?:before|prior to|ahead of) ", re.IGNORECASE)
#: Two days of one month: "17 and 22 November 2023", "17-22 November".
_OF_ONE_MONTH = re.compile(
    rf"\b{DAY.format('d')}(?P<and> and | to | until | till |\s?[-–]\s?)(?P<last>[0-3]?\d)(?:st|nd|rd|th)? {MONTH.format('m')}",
    re.IGNORECASE,
)


def time_in(words: str, *, today: date) -> tuple[str, NamedTime | None]:
    """The words without the time that they name, and that time; all of them and None where they name none.

    ``today`` is the day of the question: of times that name no year the latest is meant that has begun by it.
    """
    possible, no_day = _possible(_OF_ONE_MONTH.sub(_with_month, words))
    rest, time = _before(possible, today) or _read(possible, today)
    if time is None:
        return words, None
    return rest, replace(time, no_day=no_day) if no_day else time


def _before(words: str, today: date) -> tuple[str, NamedTime] | None:
    """The words without the time before which something was; None where they name none."""
    for found in _BEFORE.finditer(words):
        behind = words[found.end() :]
        rest, time = _read(f"in {behind}", today)
        first = time.when.earliest if time else None
        if time and first and behind.endswith(rest):
            until = PartialDate.by(first - timedelta(days=1))
            rest = " ".join(f"{words[: found.start()]} {rest}".split())
            return rest, NamedTime(until, Size.SPAN, time.yearless)
    return None


def _read(words: str, today: date) -> tuple[str, NamedTime | None]:
    rest, span = span_in(words, today=today)
    if span is not None:
        first, last = span[0].earliest, span[1].latest
        if first and last and first <= last:
            yearless = _years(words) == _years(rest)
            return rest, NamedTime(PartialDate(first, last), Size.SPAN, yearless)
        return words, None
    rest, when = day_in(words, today=today)
    if when is not None and when.precision is Precision.DAY:
        return rest, NamedTime(when, Size.DAY)
    for kind, way in _WAYS:
        for found in way.finditer(words):
            time = _named(kind, found, today)
            if time is not None:
                return without(words, found), time
    return rest, NamedTime(when, Size(when.precision)) if when else None


def _with_month(found: re.Match[str]) -> str:
    between = found["and"] if found["and"].strip().isalpha() else " to "
    return f"{found['d']} {found['m']}{between}{found['last']} {found['m']}"


def _years(words: str) -> int:
    return len(re.findall(r"\b(?:19|20)\d\d\b", words))


def _possible(words: str) -> tuple[str, str]:
    """The words with the month, or year, in the place of a day that there is not, and that day."""
    for way in _DAYS:
        for found in way.finditer(words):
            parts = found.groupdict()
            year, named = int(parts["y"] or _LEAP), parts.get("m")
            month = MONTHS.index(named[:3].casefold()) + 1 if named else int(parts["n"] or 0)
            if not 1 <= month <= 12:
                instead = str(year)
            elif parts["d"] is None or _day(year, month, int(parts["d"])):
                continue
            else:
                instead = f"{named} {parts['y'] or ''}".strip() if named else f"{year}-{month:02}"
            return f"{words[: found.start()]}{instead}{words[found.end() :]}", found[0]
    return words, ""


def _named(kind: str, found: re.Match[str], today: date) -> NamedTime | None:
    parts = {name: (text or "").casefold() for name, text in found.groupdict().items()}
    time = _READ[kind](parts, today)
    first = time.when.earliest if time else None
    if time is None or first is None or parts["lead"] not in _SINCE:
        return time
    return (
        NamedTime(PartialDate(first, today), Size.SPAN, time.yearless) if first <= today else None
    )


_SINCE = ("since", "after", "from")

type _Parts = dict[str, str]


def _year_of(parts: _Parts, today: date) -> int:
    """The year that is named, 0 for none."""
    if which := parts["which"]:
        return today.year - (which == "last")
    return int(parts["y"] or 0)


def _count(parts: _Parts, today: date) -> NamedTime | None:
    word = parts.get("n") or "1"
    first = _back(today, _COUNTS.get(word) or int(word), parts["unit"])
    return NamedTime(PartialDate(first, today), Size.SPAN) if first and first <= today else None


def _weekday(parts: _Parts, today: date) -> NamedTime | None:
    # "Friday" and the like may be names.
    if not parts["lead"]:
        return None
    back = today.weekday() - _WEEKDAYS.index(parts["weekday"])
    return NamedTime(PartialDate.on(today - timedelta(days=back % 7)), Size.DAY)


def _season(parts: _Parts, today: date) -> NamedTime | None:
    year = _year_of(parts, today)
    # "Fall" and "spring" are verbs, too.
    if not (year or parts["near"] or parts["lead"]):
        return None
    return _of_year(year, _SEASONS[parts["season"]], 3, Size.SEASON, parts["near"], today)


def _part(parts: _Parts, today: date) -> NamedTime | None:
    size, nth = _part_of(parts)
    months = 3 if size is Size.QUARTER else 6
    if nth * months > 12:
        return None
    return _of_year(_year_of(parts, today), (nth - 1) * months + 1, months, size, "", today)


def _third(parts: _Parts, _: date) -> NamedTime | None:
    return NamedTime(_months(int(parts["y"]), _PARTS[parts["part"]], 4), Size.SPAN)


def _yearless_day(parts: _Parts, today: date) -> NamedTime | None:
    years = range(today.year, today.year - YEARS_BACK, -1)
    days = (_day(year, _month_of(parts), int(parts["d"])) for year in years)
    day = next((one for one in days if one and one <= today), None)
    return NamedTime(PartialDate.on(day), Size.DAY, yearless=True) if day else None


def _month(parts: _Parts, today: date) -> NamedTime | None:
    year = _year_of(parts, today)
    # "May" and "March" are verbs and names, too.
    if not (year or parts["near"] or parts["lead"]):
        return None
    return _of_year(year, _month_of(parts), 1, Size.MONTH, parts["near"], today)


def _near(parts: _Parts, today: date) -> NamedTime | None:
    word = parts["word"]
    if word in ("today", "yesterday"):
        return NamedTime(PartialDate.on(today - timedelta(days=word != "today")), Size.DAY)
    which, unit = word.split()
    time = NamedTime(PartialDate.on(today), Size(unit))
    this = time.around(today)
    if which == "last" and this.earliest:
        this = time.around(this.earliest - timedelta(days=1))
    return replace(time, when=this)


def _whole(parts: _Parts, today: date) -> NamedTime | None:
    # "of the year", not "in a year".
    if parts["lead"] != "of":
        return None
    time = NamedTime(PartialDate.on(today), Size(parts["unit"]))
    return replace(time, when=time.around(today))


_READ = {
    "count": _count,
    "season": _season,
    "part": _part,
    "third": _third,
    "day": _yearless_day,
    "month": _month,
    "near": _near,
    "whole": _whole,
    "weekday": _weekday,
}


def _month_of(parts: _Parts) -> int:
    return MONTHS.index(parts["m"][:3]) + 1


def _part_of(parts: _Parts) -> tuple[Size, int]:
    """Of which part of a year it is said which one: "Q3", "second half"."""
    if nth := parts["nth"]:
        return Size.HALF if parts["unit"] == "half" else Size.QUARTER, _NTH[nth]
    return Size.HALF if parts["letter"] == "h" else Size.QUARTER, int(parts["n"])


def _of_year(year: int, month: int, months: int, size: Size, near: str, today: date) -> NamedTime:
    """So many months from ``month`` on in the year; without one in the latest in which they have begun, or, where the
    ``last`` ones are asked for, have ended.
    """
    if year:
        return NamedTime(_months(year, month, months), size)
    over = near == "last"
    first = next(
        one
        for one in (_months(today.year - back, month, months) for back in range(3))
        if one.earliest and one.latest and (one.latest < today if over else one.earliest <= today)
    )
    return NamedTime(first, size, yearless=True)


def _months(year: int, month: int, months: int) -> PartialDate:
    last = month + months - 1
    end = PartialDate.month(year + (last - 1) // 12, (last - 1) % 12 + 1)
    return PartialDate(date(year, month, 1), end.latest)


def _week(day: date) -> PartialDate:
    first = day - timedelta(days=day.weekday())
    return PartialDate(first, first + timedelta(days=6))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _back(today: date, count: int, unit: str) -> date | None:
    """The day so long before ``today`` from which on it is counted."""
    if days := _UNITS.get(unit):
        return today - timedelta(days=count * days - 1)
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if year < 1900:
        return None
    last = PartialDate.month(year, month + 1).latest
    return date(year, month + 1, min(today.day, last.day if last else 1)) + timedelta(days=1)
