"""Reckoning with days of which only the month or the year may be known.

A day is written ``2025-06-12``, ``2025-06`` or ``2025``. What cannot be told for certain is ``None``.
"""

from __future__ import annotations

from datetime import date, timedelta

from tracker.extraction.lexicon import WEEKDAYS

#: How long an ISO date is, and one without its day.
DAY, MONTH = len("2025-06-12"), len("2025-06")
#: How many days before the publication a telling is news.
RECENT = timedelta(days=7)
_MONTHS = 12
#: A month named with "from" or "by", and a day with "effective", is the coming one, unless it has only just passed.
_FAR_MONTHS, _FAR_DAYS = 8, 240
_NEAR_DAYS, _PAST_DAYS = 150, 300
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
#: By how many days "five weeks ago" may be off, and "a fortnight ago", which people count.
_UNCERTAIN_DAYS, _NEARLY, _FEW_WEEKS = 3, 1, 2
_FEW_DAYS = 9
_SATURDAY = 5


def iso_year(year: int) -> str | None:
    """A year that days can be reckoned in."""
    return f"{year:04}" if date.min.year <= year < date.max.year else None


def moved(day: date | None, days: int) -> date | None:
    """The day so many days on, unless the calendar ends before it."""
    try:
        found = day + timedelta(days=days) if day is not None else None
    except OverflowError:
        return None
    return found if found is not None and iso_year(found.year) else None


def month_of(year: int, month: int) -> str | None:
    """The month ``month`` months after the December before ``year``."""
    months = year * _MONTHS + month - 1
    found = iso_year(months // _MONTHS)
    return f"{found}-{months % _MONTHS + 1:02}" if found else None


def surely_before(one: str | None, other: str | None) -> bool:
    """Whether a day, month or year is over before another one begins; not so where one of them is unknown."""
    return bool(one and other) and str(one)[: len(str(other))] < str(other)[: len(str(one))]


def near_month(month: int, published: date, *, ahead: bool) -> str | None:
    """The next such month if ``ahead``, else the last one; the present month is both."""
    year = published.year
    if ahead and month < published.month:
        year += 1
    elif not ahead and month > published.month:
        year -= 1
    return month_of(year, month)


def month_begun_or_coming(month: int, published: date) -> str | None:
    """The month that "from March" or "by March" means where no verb shows the direction."""
    far = (month - published.month) % _MONTHS > _FAR_MONTHS
    return near_month(month, published, ahead=not far)


def is_near(day: str, published: date) -> bool:
    """Whether a day to come is near enough to be the one that "effective May 2" means."""
    return (date.fromisoformat(day) - published).days <= _FAR_DAYS


def month_about(month: int, anchor: str | None, step: int) -> str | None:
    """The first such month after the anchor, the last one before it, or the one in its year."""
    if anchor is None:
        return None
    year = int(anchor[:4])
    if step and len(anchor) >= MONTH:
        at = int(anchor[5:7])
        if step > 0:
            year += month <= at
        else:
            year -= month >= at
    elif step:
        year += step
    return month_of(year, month)


def calendar_day(year: int, month: int, day: int) -> str | None:
    """A day that the calendar has."""
    try:
        return date(year, month, day).isoformat() if iso_year(year) else None
    except ValueError:
        return None


def near_day(month: int, day: int, published: date) -> tuple[str | None, str | None]:
    """The day nearest to the publication, and the first such day from the publication on."""
    found = calendar_day(published.year, month, day)
    if found is None:
        return None, None
    away = (date.fromisoformat(found) - published).days
    near = found
    if away > _NEAR_DAYS:
        near = calendar_day(published.year - 1, month, day) or found
    elif -away > _PAST_DAYS:
        near = calendar_day(published.year + 1, month, day) or found
    coming = found if away >= 0 else calendar_day(published.year + 1, month, day)
    return near, coming


def day_of_month(day: int, published: date) -> tuple[str | None, str | None]:
    """The last "12th" up to the publication, and the first from it on."""
    here = calendar_day(published.year, published.month, day)
    this = published.year * _MONTHS + published.month - 1
    before, after = (calendar_day(m // _MONTHS, m % _MONTHS + 1, day) for m in (this - 1, this + 1))
    if day <= published.day:
        return here, here if day == published.day else after
    return before, here


def weekday(name: str, day: date | None, step: int) -> str | None:
    """The last such weekday up to ``day`` (-1), the next from it on (0), or after it (1)."""
    if day is None:
        return None
    wanted = WEEKDAYS[name.lower()]
    if step < 0:
        return _iso(moved(day, -((day.weekday() - wanted) % 7)))
    back = step > 0
    return _iso(moved(day, (wanted - day.weekday() - back) % 7 + back))


def weekday_of_week(name: str, published: date, step: int) -> str | None:
    """The weekday of the week ``step`` weeks from that of the publication."""
    return _iso(moved(published, WEEKDAYS[name.lower()] - published.weekday() + 7 * step))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def season_year(name: str, published: date, *, ahead: bool, whole: bool = False) -> str | None:
    """The year of the last such season begun (``whole``: over), or of the next one; winter has two."""
    if name == "winter":
        return None
    begins = _SEASONS[name]
    year = published.year
    if ahead:
        year += published.month >= begins + 3
    else:
        year -= published.month < begins + (3 if whole else 0)
    return iso_year(year)


def quarter_year(number: int, months: int, published: date, *, ahead: bool) -> str | None:
    """The year of the last quarter or half ``number`` begun, or of the next one not over."""
    begins = (number - 1) * months + 1
    if ahead:
        return iso_year(published.year + (published.month >= begins + months))
    return iso_year(published.year - (published.month < begins))


def week_month(day: date | None) -> str | None:
    """The month of the week that ``day`` is in, unless it has two."""
    return _month_of_both(day, -day.weekday(), 6 - day.weekday()) if day is not None else None


def weekend_month(day: date, step: int) -> str | None:
    """The month of the weekend (-1: last begun, 0: coming, 1: of next week), unless it has two."""
    saturday = -((day.weekday() - _SATURDAY) % 7)
    if step >= 0:
        saturday = _SATURDAY - day.weekday() + 7 * step
    return _month_of_both(day, saturday, saturday + 1)


def few_days(day: date, sign: int) -> str | None:
    """The month that a few days from ``day`` lie in, unless they may lie in two."""
    return _month_of_both(day, 0, sign * _FEW_DAYS)


def _month_of_both(day: date | None, first: int, last: int) -> str | None:
    """The month of the two days so many days from ``day``, unless they lie in two."""
    one, other = moved(day, first), moved(day, last)
    if one is None or other is None or one.month != other.month:
        return None
    return one.isoformat()[:MONTH]


def about(unit: str, anchor: str | None, step: int) -> str | None:
    """The day, week, month or year that lies ``step`` of them from the one the anchor is in."""
    if anchor is None or unit in {"decade", "century"}:
        return None
    if unit == "year":
        return iso_year(int(anchor[:4]) + step)
    if len(anchor) < MONTH:
        return None
    if unit == "month":
        return month_of(int(anchor[:4]), int(anchor[5:7]) + step)
    if unit == "quarter":
        return (month_of(int(anchor[:4]), int(anchor[5:7]) + 3 * step) or "")[:4] or None
    if len(anchor) < DAY:
        return None
    day = date.fromisoformat(anchor)
    if unit == "week":
        return week_month(moved(day, 7 * step))
    if unit == "fortnight":
        return None
    if unit == "weekend":
        return weekend_month(day, step)
    return _iso(moved(day, step))


def shifted(number: float, unit: str, anchor: str | None, sign: int) -> str | None:
    """What lies so many units before or after the anchor, as finely as the anchor and the unit are known."""
    if anchor is None:
        return None
    if unit == "decade":
        number, unit = number * 10, "year"
    if unit == "fortnight":
        number, unit = number * 2, "week"
    if unit == "quarter":
        number, unit = number * 3, "month"
    if unit == "year" and number != int(number):
        number, unit = number * _MONTHS, "month"
    if number != int(number):
        return None
    steps = sign * int(number)
    if unit in {"minute", "hour"}:
        return anchor if len(anchor) == DAY else None
    if unit != "week":
        return about(unit, anchor, steps) if unit in {"year", "month", "day", "night"} else None
    if len(anchor) < DAY:
        return None
    day = moved(date.fromisoformat(anchor), 7 * steps)
    about_it = _NEARLY if abs(steps) <= _FEW_WEEKS else _UNCERTAIN_DAYS
    return _month_of_both(day, -about_it, about_it)


def is_news(day: str, published: date) -> bool:
    """Whether what happened on a day is news in what is published then; of a month or a year nobody can say."""
    return len(day) == DAY and timedelta(0) <= published - date.fromisoformat(day) <= RECENT


def is_of_an_earlier_month(day: str, published: date) -> bool:
    """Whether a day, a month or a year ends before the month of the publication, as far as it is told."""
    return day[:MONTH] < published.isoformat()[: min(MONTH, len(day))]


def months_apart(one: str, other: str) -> int:
    """How many months two days are apart at the least, where only the month or the year of either may be known."""
    (_, ends), (begins, _) = sorted(map(_months_of, (one, other)))
    return max(0, begins - ends)


def _months_of(day: str) -> tuple[int, int]:
    """The first and the last month that a day may lie in, counted from the year nought."""
    year = int(day[:4]) * _MONTHS
    if len(day) < MONTH:
        return year + 1, year + _MONTHS
    month = year + int(day[5:7])
    return month, month
