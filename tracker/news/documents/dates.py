"""Publication dates as pages and feeds spell them: the day they print, never a guessed one."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from tracker.news.documents.shapes import Published
from tracker.news.documents.wording import one_line

FIRST_DAY = date(1995, 1, 1)
_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<zone>Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NAMES = "january february march april may june july august september october november december"
_MONTHS = _NAMES.split()
_NAMED = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m1>[A-Za-z]{3,9})\.?,?"
    r"|(?P<m2>[A-Za-z]{3,9})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?)\s+(?P<y>\d{4})"
)


def published(raw: str, now: datetime) -> Published:
    """What ``raw`` says; the day is left out when it is none, or lies before 1995 or after tomorrow.

    The printed day is kept as written, in the zone it was written in; a moment needs a zone.
    """
    raw = one_line(raw, 100)
    on, at = _read(raw)
    if on is None or not could_be_published_on(on, now):
        return Published(raw=raw)
    return Published(on=on, at=at, raw=raw)


def could_be_published_on(day: date, now: datetime) -> bool:
    """Whether news may bear this day at the moment ``now``: from 1995 on, and until tomorrow, which it is somewhere already."""
    return FIRST_DAY <= day <= (now.astimezone(UTC) + timedelta(days=1)).date()


def check_published_on(day: date | None, now: datetime) -> None:
    """Raise ValueError for a day, given by somebody, on which nothing can have been published; its message says how to mend it."""
    if day is not None and not could_be_published_on(day, now):
        raise ValueError(
            f"Nothing is published on {day.isoformat()}: give a day from {FIRST_DAY.isoformat()} until today, or none."
        )


def _read(raw: str) -> tuple[date | None, datetime | None]:
    if found := _ISO.fullmatch(raw):
        return _iso(found)
    if found := _BASIC.fullmatch(raw):
        return _day(int(found[1]), int(found[2]), int(found[3])), None
    if found := _NAMED.fullmatch(raw):
        month = _month(found["m1"] or found["m2"])
        return (_day(int(found["y"]), month, int(found["d1"] or found["d2"])), None)
    try:
        moment = parsedate_to_datetime(raw)
        if not re.search(r"\d:\d", raw):
            return moment.date(), None
        zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return zoned.date(), zoned.astimezone(UTC)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None, None


def _iso(found: re.Match[str]) -> tuple[date | None, datetime | None]:
    try:
        on = date.fromisoformat(found["day"])
    except ValueError:
        return None, None
    zone = found["zone"]
    if found["hour"] is None or zone is None:
        return on, None
    try:
        clock = time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
        at = datetime.combine(on, clock, _offset(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return on, None
    return on, at


def _offset(zone: str) -> timezone:
    if zone.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if zone[0] == "-" else offset)


def _month(name: str) -> int:
    name = name.lower()
    for number, month in enumerate(_MONTHS, 1):
        if name == month or name in (month[:3], month[:4]):
            return number
    return 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
