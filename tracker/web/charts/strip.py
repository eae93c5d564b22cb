"""The front page's strip: each move one mark, in the month in which it was first published."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.timeline.latest import Month
from tracker.web.charts.marks import Label, Mark
from tracker.web.days import MONTHS

ROWS = 8


@dataclass(frozen=True, slots=True)
class Strip:
    """One drawing of the strip: wide, or narrow for a phone."""

    name: str
    width: int
    height: int
    base: int
    marks: tuple[Mark, ...]
    lines: tuple[str, ...]
    labels: tuple[Label, ...]
    more: tuple[Label, ...]


def strips(months: Sequence[Month]) -> tuple[Strip, ...]:
    """The strip drawn twice; nothing when no move is known."""
    if not any(month.statuses for month in months):
        return ()
    return (
        _strip("wide", months, width=1200, across=3, radius=6.0),
        _strip("narrow", months[-12:], width=358, across=2, radius=5.0),
    )


def _strip(name: str, months: Sequence[Month], *, width: int, across: int, radius: float) -> Strip:
    step = width / len(months)
    pitch = 2 * radius + 3
    rows = max(-(-min(len(month.statuses), across * ROWS) // across) for month in months)
    base = int(rows * pitch) + 22
    marks: list[Mark] = []
    lines: list[str] = []
    labels: list[Label] = []
    more: list[Label] = []
    for index, month in enumerate(months):
        left = index * step
        if month.first.month == 1 or index == 0:
            labels.append(Label(f"{left + 4:.1f}", str(base + 34), str(month.first.year)))
        if month.first.month in (1, 4, 7, 10):
            lines.append(f"{left:.1f}")
        if month.first.month in (1, 4, 7, 10) or name == "wide":
            labels.append(Label(f"{left + 4:.1f}", str(base + 18), MONTHS[month.first.month - 1]))
        for place, status in enumerate(month.statuses[: across * ROWS]):
            column, row = place % across, place // across
            marks.append(
                Mark(
                    left + 4 + radius + column * pitch,
                    base - 4 - radius - row * pitch,
                    status,
                    radius,
                )
            )
        hidden = len(month.statuses) - across * ROWS
        if hidden > 0:
            more.append(Label(f"{left + 4:.1f}", f"{base - rows * pitch - 8:.1f}", f"+{hidden}"))
    return Strip(
        name, width, base + 40, base, tuple(marks), tuple(lines), tuple(labels), tuple(more)
    )
