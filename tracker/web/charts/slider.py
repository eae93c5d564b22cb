"""The track of the time slider: a stop at each day on which the chart changed."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

#: With more days than this a stop is a month, beginning with its first change.
MOST_STOPS = 240
_TALLEST = 22
_MOST_YEARS = 6


@dataclass(frozen=True, slots=True)
class Stop:
    day: date
    x: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Year:
    day: date
    year: int
    x: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Slider:
    """Stops in the order of time, the last of them ``today``; ``at`` is the one shown."""

    stops: tuple[Stop, ...]
    years: tuple[Year, ...]
    at: int

    @property
    def last(self) -> int:
        return len(self.stops) - 1

    @property
    def days(self) -> str:
        """The days of the stops, for the script that moves the slider."""
        return " ".join(stop.day.isoformat() for stop in self.stops)

    @property
    def earlier(self) -> date | None:
        return self.stops[self.at - 1].day if self.at else None

    @property
    def later(self) -> date | None:
        return self.stops[self.at + 1].day if self.at < self.last else None


def slider(changes: Sequence[tuple[date, int]], *, as_of: date, today: date) -> Slider | None:
    """The track for the days of change up to ``today``; None with nothing to slide over."""
    days = list(changes)
    if len(days) > MOST_STOPS:
        months = groupby(days, key=lambda change: change[0].replace(day=1))
        days = [(day, sum(number for _, number in found)) for day, found in months]
    if not days:
        return None
    if days[-1][0] < today:
        days.append((today, 0))
    most = max(number for _, number in days) or 1
    width = max(len(days) - 1, 1)

    def at(place: int) -> str:
        return f"{100 * place / width:.2f}%"

    stops = []
    for place, (day, number) in enumerate(days):
        height = max(3.0, _TALLEST * (number / most) ** 0.5) if number else 0.0
        stops.append(Stop(day, at(place), f"{_TALLEST - height:.1f}", f"{height:.1f}"))
    shown = max(0, bisect_right([day for day, _ in days], as_of) - 1)
    return Slider(tuple(stops), tuple(_years(days, width)), shown)


def _years(days: Sequence[tuple[date, int]], width: int) -> list[Year]:
    """The first stops of the years with most stops, as many as there is room for."""
    firsts: dict[int, int] = {}
    stops: Counter[int] = Counter()
    for place, (day, _) in enumerate(days):
        firsts.setdefault(day.year, place)
        stops[day.year] += 1
    room = width / _MOST_YEARS
    chosen: dict[int, int] = {}
    for year, _ in stops.most_common():
        place = firsts[year]
        if all(abs(place - other) >= room for other in chosen.values()):
            chosen[year] = place
    return [
        Year(days[place][0], year, f"{100 * place / width:.2f}%", _anchor(place, width))
        for year, place in sorted(chosen.items())
    ]


def _anchor(place: int, width: int) -> str:
    if place == 0:
        return ""
    return "t-e" if place == width else "t-m"
