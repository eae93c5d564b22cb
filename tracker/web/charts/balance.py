"""Known arrivals and departures of a company, year by year."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.timeline.traffic import Span
from tracker.web.charts.marks import Label

_TALLEST = 84


@dataclass(frozen=True, slots=True)
class Column:
    year: int
    arrivals: int
    departures: int
    x: str
    middle: str
    width: str
    up: str
    up_y: str
    up_label: str
    down: str
    down_label: str


@dataclass(frozen=True, slots=True)
class Balance:
    name: str
    width: int
    height: int
    base: int
    base_down: str
    columns: tuple[Column, ...]
    years: tuple[Label, ...]


def balances(years: Sequence[Span]) -> tuple[Balance, ...]:
    """The chart drawn twice; nothing with fewer than two years, which a sentence tells better."""
    if len(years) < 2:
        return ()
    return _draw("wide", years[-24:], 1200), _draw("narrow", years[-10:], 358)


def _draw(name: str, years: Sequence[Span], width: int) -> Balance:
    most = max(max(year.arrivals, year.departures) for year in years) or 1
    scale = _TALLEST / most
    base = _TALLEST + 34
    step = width / len(years)
    bar = min(step * 0.6, 72)
    columns, labels = [], []
    for index, year in enumerate(years):
        x = step * index + (step - bar) / 2
        up, down = year.arrivals * scale, year.departures * scale
        columns.append(
            Column(
                year=year.year,
                arrivals=year.arrivals,
                departures=year.departures,
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
        labels.append(Label(f"{x + bar / 2:.1f}", str(base + _TALLEST + 40), str(year.year)))
    return Balance(
        name,
        width,
        base + _TALLEST + 48,
        base,
        f"{base + 0.75:g}",
        tuple(columns),
        tuple(labels),
    )
