"""Dates as published: the range of days that the words allow.

The texts follow ISO 8601-1 for prefixes (``2025``, ``2025-06``, ``2025-06-12``) and the interval form
of ISO 8601-2 for bounds: ``2024-10-01/2024-12-31`` ("late 2024"), ``../2025-05-31`` ("by May"),
``2025-06-01/..`` ("not before June").
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

#: Nothing that is told here was before or will be after these years, and days beside them can be reckoned with.
FIRST_YEAR, LAST_YEAR = 1000, 2999
_PREFIX = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Precision(StrEnum):
    """How finely the published words name the day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


class NotADate(ValueError):
    """The text names no day, month, year or range of days."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """One day, of which only the bounds are known: ``earliest`` to ``latest``, both counted.

    A missing bound (None) is unknown, not infinite; at least one is given. Two partial dates are
    equal when they allow the same days. There is deliberately no ``<``: ask ``surely_before`` or
    ``maybe_before``, which cannot lie about overlapping ranges.
    """

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        if self.earliest is None and self.latest is None:
            raise NotADate("A partial date needs at least one bound; use None for an unknown day.")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise NotADate(f"{self.earliest} lies after {self.latest}: swap the bounds.")

    @classmethod
    def on(cls, day: date) -> Self:
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month, 1), date(year, month, last))

    @classmethod
    def year(cls, year: int) -> Self:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def by(cls, day: date) -> Self:
        """On ``day`` or on some day before it."""
        return cls(None, day)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an ISO prefix or an interval of ISO days; raises NotADate, saying what is wrong."""
        text = text.strip()
        if "/" in text:
            low, _, high = text.partition("/")
            first = None if low in ("", "..") else cls._prefix(low).earliest
            last = None if high in ("", "..") else cls._prefix(high).latest
            return cls(first, last)
        return cls._prefix(text)

    @classmethod
    def _prefix(cls, text: str) -> Self:
        found = _PREFIX.fullmatch(text)
        if not found:
            raise NotADate(f"{text!r} is no date: write 2025, 2025-06 or 2025-06-12.")
        year, month, day = (int(part or 0) for part in found.groups())
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise NotADate(f"{text!r} is no year between {FIRST_YEAR} and {LAST_YEAR}.")
        try:
            if found[2] is None:
                return cls.year(year)
            return cls.month(year, month) if found[3] is None else cls.on(date(year, month, day))
        except (calendar.IllegalMonthError, ValueError) as error:
            raise NotADate(f"{text!r} is no day of the calendar.") from error

    @property
    def precision(self) -> Precision:
        if self.earliest is None or self.latest is None:
            return Precision.RANGE
        if self.earliest == self.latest:
            return Precision.DAY
        if self == PartialDate.month(self.earliest.year, self.earliest.month):
            return Precision.MONTH
        if self == PartialDate.year(self.earliest.year):
            return Precision.YEAR
        return Precision.RANGE

    def __str__(self) -> str:
        """The text that ``parse`` reads back to the same date."""
        earliest, latest = self.earliest, self.latest
        match self.precision:
            case Precision.DAY:
                return str(earliest)
            case Precision.MONTH:
                return str(earliest)[:7]
            case Precision.YEAR:
                return str(earliest)[:4]
            case _:
                return f"{earliest or '..'}/{latest or '..'}"

    def last_day_held(self) -> "PartialDate":
        """For an end, which is stored as the first day *not* held: the last day held.

        A day moves, and so does one that is only the latest: whoever was gone by 31 May was last there by 30 May. What
        names a span stays: somebody gone in May 2025 was last there in May 2025 or on 30 April, and saying "May" is what
        the source said.
        """
        if self.latest is None or (
            self.earliest is not None and self.precision is not Precision.DAY
        ):
            return self
        last = self.latest - timedelta(days=1)
        return PartialDate(last if self.earliest else None, last)

    @property
    def sort_day(self) -> date:
        """One stable day for ordering rows: the latest that is allowed, else the earliest."""
        day = self.latest or self.earliest
        assert day is not None  # noqa: S101 - __post_init__ holds it
        return day

    def allows(self, other: "PartialDate") -> bool:
        """Every day that ``other`` allows is allowed here too."""
        low = self.earliest is None or (
            other.earliest is not None and self.earliest <= other.earliest
        )
        high = self.latest is None or (other.latest is not None and other.latest <= self.latest)
        return low and high

    def meets(self, other: "PartialDate") -> bool:
        """At least one day is allowed by both."""
        return not self.surely_before(other) and not other.surely_before(self)

    def surely_before(self, other: "PartialDate") -> bool:
        """Every allowed day lies before every day that ``other`` allows."""
        return (
            self.latest is not None and other.earliest is not None and self.latest < other.earliest
        )

    def surely_after(self, day: date) -> bool:
        """Every allowed day lies after ``day``."""
        return PartialDate.on(day).surely_before(self)

    def maybe_before(self, other: "PartialDate") -> bool:
        """Some allowed day lies before some day that ``other`` allows."""
        return self.earliest is None or other.latest is None or self.earliest < other.latest

    def narrowed_by(self, other: "PartialDate") -> "PartialDate | None":
        """The days both allow; None when there are none."""
        if not self.meets(other):
            return None
        lows = [day for day in (self.earliest, other.earliest) if day]
        highs = [day for day in (self.latest, other.latest) if day]
        return PartialDate(max(lows, default=None), min(highs, default=None))
