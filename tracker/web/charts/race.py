"""Days from the first report of a move to its announcement, or to the move itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.timeline.races import Race
from tracker.web.charts.marks import Label, Mark, shortened

#: As many letters as there is room for before the line, or above it.
_LETTERS = 42
_TICKS = (1, 2, 7, 14, 30, 60, 90, 180, 365, 730)


@dataclass(frozen=True, slots=True)
class Row:
    """A race at its place; ``name`` is the whole of what its title has room for."""

    race: Race
    name: str
    title: Label
    y: float
    x1: str
    x2: str
    marks: tuple[Mark, Mark]
    outlet: Label
    result: Label


@dataclass(frozen=True, slots=True)
class RaceChart:
    name: str
    width: int
    height: int
    top: int
    ticks: tuple[Label, ...]
    rows: tuple[Row, ...]


def race_charts(races: Sequence[Race]) -> tuple[RaceChart, ...]:
    """The chart drawn twice; nothing when nobody was ahead of an announcement."""
    if not races:
        return ()
    return _draw("wide", races, 1200), _draw("narrow", races, 358)


def _draw(name: str, races: Sequence[Race], width: int) -> RaceChart:
    wide = name == "wide"
    left, right, pitch, top = (300, 190, 40, 30) if wide else (8, 96, 64, 30)
    most = max(race.days for race in races)

    def at(days: int) -> float:
        return left + 8 + days / most * (width - left - right)

    rows = []
    for index, race in enumerate(races):
        y = top + pitch * index + (pitch / 2 if wide else 36)
        x1, x2 = at(0), at(race.days)
        rows.append(
            Row(
                race=race,
                name=_title(race),
                title=Label(
                    "0", f"{y + 4 if wide else y - 16:g}", shortened(_title(race), _LETTERS)
                ),
                y=y,
                x1=f"{x1 + 8:.1f}",
                x2=f"{x2 - 8:.1f}",
                marks=(
                    Mark(x1, y, race.first.status, 7),
                    Mark(x2, y, race.confirmed.status, 7),
                ),
                outlet=Label(
                    f"{x1 + 14 if wide else 8:.1f}",
                    f"{y - 10 if wide else y + 19:g}",
                    race.first.outlet,
                ),
                result=Label(f"{x2 + 13:.1f}", f"{y + 4:g}", f"+{race.days} d"),
            )
        )
    ticks = [Label(f"{at(0):.1f}", "", "First")]
    for days in (tick for tick in _TICKS if tick <= most):
        if at(days) - float(ticks[-1].x) > (80 if wide else 60):
            ticks.append(Label(f"{at(days):.1f}", "", f"{days} days" if days > 1 else "1 day"))
    return RaceChart(name, width, top + pitch * len(races) + 4, top, tuple(ticks), tuple(rows))


def _title(race: Race) -> str:
    """Who, and to or from where; of a move within a company the post, or the unit where no post is told."""
    move = race.move
    if move.kind == "departure" or move.destination is None:
        return f"{move.person.name} leaves {move.origin.name}" if move.origin else move.person.name
    if move.within:
        joined = move.unit_joined.name if move.unit_joined else ""
        post = move.title or joined
        return ", ".join(filter(None, (move.person.name, post, move.destination.name)))
    return f"{move.person.name} to {move.destination.name}"
