"""Quarters on one axis, and the known arrivals and departures of a company in each."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.timeline.company_page import CompanyPage
from tracker.timeline.traffic import Span
from tracker.web.charts.marks import Label

#: Three, five or ten years: as few as most of what is known falls into.
_LENGTHS = (12, 20, 40)
_MOST = 0.6
#: An axis goes on past the day that it is drawn for by as much, where something is told for then.
_AHEAD = 2
#: What stands left of the axis in the wide drawing, and how tall the tallest column is.
LEFT, WIDE, NARROW = 128, 1200, 358
_TALLEST = 84
#: How wide a digit of a number beside a column is, and how far two such numbers stand apart.
_DIGIT, _APART = 7, 3


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter; ``number`` counts quarters since the year 0."""

    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year * 4 + (day.month - 1) // 3)

    @property
    def year(self) -> int:
        return self.number // 4

    @property
    def name(self) -> str:
        return f"Q{self.number % 4 + 1}"

    @property
    def since(self) -> str:
        """Its first month, as the filter of moves takes it: ``2025-07``."""
        return f"{self.year}-{self.number % 4 * 3 + 1:02d}"

    @property
    def until(self) -> str:
        return f"{self.year}-{self.number % 4 * 3 + 3:02d}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.number % 4 * 3 + 1, 1)

    @property
    def last_day(self) -> date:
        return Quarter(self.number + 1).first_day - timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


@dataclass(frozen=True, slots=True)
class Axis:
    """The quarters that a page draws, the same for all of its charts."""

    quarters: tuple[Quarter, ...]

    def at(self, day: date) -> float:
        """Where the day lies, from 0 to 1; further out for days beyond."""
        first, last = self.quarters[0].first_day, self.quarters[-1].last_day
        return (day - first).days / ((last - first).days + 1)

    def __contains__(self, day: date) -> bool:
        return self.quarters[0].first_day <= day <= self.quarters[-1].last_day

    def ticks(self, left: float, width: float, most: int) -> list[Label]:
        """Names of quarters where there is room for them, else of years, each below its beginning."""
        step = (width - left) / len(self.quarters)
        if len(self.quarters) <= most:
            return [
                Label(
                    f"{left + step * (index + 0.5):.1f}",
                    "",
                    f"{one.year} {one.name}" if index == 0 or one.name == "Q1" else one.name,
                    "t-m",
                )
                for index, one in enumerate(self.quarters)
            ]
        return [
            Label(f"{left + step * index:.1f}", "", str(one.year))
            for index, one in enumerate(self.quarters)
            if one.name == "Q1"
        ]


def axis_for(spans: Sequence[Span], days: Iterable[date], *, as_of: date) -> Axis:
    """The quarters up to ``as_of``, as far back as most moves and events fall into."""
    known = [Quarter(span.year * 4 + span.quarter - 1) for span in spans if span.quarter]
    weights = [
        (quarter, span.arrivals + span.departures)
        for quarter, span in zip(known, spans, strict=True)
    ]
    weights += [(Quarter.of(day), 1) for day in days]
    now = Quarter.of(as_of).number
    last = max(
        [now, *(one.number for one, weight in weights if weight and one.number <= now + _AHEAD)]
    )
    total = sum(weight for _, weight in weights)
    length = next(
        (
            length
            for length in _LENGTHS
            if sum(weight for one, weight in weights if one.number > last - length) >= _MOST * total
        ),
        _LENGTHS[-1],
    )
    return Axis(tuple(Quarter(number) for number in range(last - length + 1, last + 1)))


@dataclass(frozen=True, slots=True)
class Column:
    """One quarter: how many came and went, and where its two bars lie."""

    quarter: Quarter
    arrivals: int
    departures: int
    #: The last day that it counts, as the filter of moves takes it.
    until: str = ""
    x: str = ""
    middle: str = ""
    width: str = ""
    up: str = ""
    up_y: str = ""
    up_label: str = ""
    down: str = ""
    down_label: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """The columns drawn; ``numbers`` says whether there is room to write how many beside each."""

    name: str
    width: int
    height: int
    left: int
    base: int
    base_down: str
    ticks_y: int
    numbers: bool
    columns: tuple[Column, ...]
    ticks: tuple[Label, ...]

    @property
    def arrivals(self) -> int:
        return sum(one.arrivals for one in self.columns)

    @property
    def departures(self) -> int:
        return sum(one.departures for one in self.columns)

    @property
    def moves(self) -> int:
        return self.arrivals + self.departures

    @property
    def most_arrivals(self) -> Column | None:
        """The first quarter in which the most came; None where as many came in each in which any did."""
        return _foremost(self.columns, lambda one: one.arrivals)

    @property
    def most_departures(self) -> Column | None:
        return _foremost(self.columns, lambda one: one.departures)


def _foremost(columns: Sequence[Column], count: Callable[[Column], int]) -> Column | None:
    counts = [number for one in columns if (number := count(one))]
    same = len(counts) > 1 and len(set(counts)) == 1
    return None if same else max(columns, key=count)


@dataclass(frozen=True, slots=True)
class Balances:
    """The chart, drawn twice: wide, and the later half of its quarters for a phone."""

    drawings: tuple[Balance, ...]
    columns: tuple[Column, ...]


def arrivals_and_departures(page: CompanyPage, *, as_of: date) -> tuple[Axis, Balances | None]:
    """The quarters of a company's page, and its chart on them."""
    spans = page.traffic.quarters if page.traffic else ()
    axis = axis_for(spans, [one.day for one in page.happenings], as_of=as_of)
    return axis, balances(spans, axis, as_of=as_of)


def balances(spans: Sequence[Span], axis: Axis, *, as_of: date) -> Balances | None:
    """Arrivals up and departures down from one line of nought, up to ``as_of``; None where no quarter has any."""
    by_quarter = {Quarter(one.year * 4 + one.quarter - 1): one for one in spans}
    columns = []
    for quarter in axis.quarters:
        span = by_quarter.get(quarter)
        came, left = (span.arrivals, span.departures) if span else (0, 0)
        until = quarter.until if quarter.last_day <= as_of else str(as_of)
        columns.append(Column(quarter, came, left, until))
    if not any(one.arrivals or one.departures for one in columns):
        return None
    few = Axis(axis.quarters[-len(axis.quarters) // 2 :])
    return Balances(
        (
            _draw("wide", columns, axis, WIDE, LEFT),
            _draw("narrow", columns[-len(few.quarters) :], few, NARROW, 0),
        ),
        tuple(columns),
    )


def _draw(name: str, columns: Sequence[Column], axis: Axis, width: int, left: int) -> Balance:
    highest, lowest = (max(one.arrivals for one in columns), max(one.departures for one in columns))
    most = max(highest, lowest) or 1
    base = int(_TALLEST * highest / most) + 26
    foot = base + max(int(_TALLEST * lowest / most), 14)
    step = (width - left) / len(columns)
    bar = min(step * 0.66, 56)
    drawn = []
    for index, one in enumerate(columns):
        x = left + step * index + (step - bar) / 2
        up, down = one.arrivals * _TALLEST / most, one.departures * _TALLEST / most
        drawn.append(
            Column(
                one.quarter,
                one.arrivals,
                one.departures,
                one.until,
                x=f"{x:.1f}",
                middle=f"{x + bar / 2:.1f}",
                width=f"{bar:.1f}",
                up=f"{up:.1f}",
                up_y=f"{base - up:.1f}",
                up_label=f"{base - up - 5:.1f}",
                down=f"{down:.1f}",
                down_label=f"{base + down + 15:.1f}",
            )
        )
    return Balance(
        name,
        width,
        foot + 44,
        left,
        base,
        f"{base + 0.75:g}",
        foot + 38,
        step >= _DIGIT * len(str(most)) + _APART,
        tuple(drawn),
        tuple(axis.ticks(left, width, 12 if left else 6)),
    )
