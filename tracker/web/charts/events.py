"""Events of a company on the axis of its quarters, in a lane for each kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.kernel.statuses import Status
from tracker.timeline.happenings import LANES, Happening
from tracker.web.charts.marks import Label, Mark, keyed, said
from tracker.web.charts.quarters import LEFT, WIDE, Axis

_TOP, _ROW, _LANE_GAP = 30, 22, 10
#: As many rows as a lane grows to; what finds no room there stands in the table alone.
_MOST_ROWS = 6
_LETTER, _GAP, _RADIUS = 6.1, 9, 6.5
_LONGEST = 46
#: As many quarters are named; of more, the years are.
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Spot:
    """One event: its mark, the days between which it lies where they are not one, its label."""

    happening: Happening
    mark: Mark
    range_from: str
    range_to: str
    y: str
    label: Label | None


@dataclass(frozen=True, slots=True)
class Lane:
    name: str
    y: str
    line: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Events:
    """The lanes that have anything in them. ``shown`` are the events on the axis, newest first; ``older``
    and ``left_out`` count those before it and those for which a lane has no room.
    """

    width: int
    height: int
    left: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Label, ...]
    lines: tuple[str, ...]
    shown: tuple[Happening, ...]
    older: int
    left_out: int

    @property
    def statuses(self) -> list[Status]:
        """The statuses of the marks that are drawn."""
        return keyed(spot.mark for lane in self.lanes for spot in lane.spots)


def events_chart(found: Sequence[Happening], axis: Axis) -> Events | None:
    """The chart; None where nothing lies on the axis."""
    shown = [one for one in found if one.day in axis]
    if not shown:
        return None
    y = float(_TOP)
    lanes, left_out = [], 0
    for name in LANES:
        of_lane = sorted(
            (one for one in shown if one.lane == name), key=lambda one: (one.day, one.anchor)
        )
        if not of_lane:
            continue
        spots, rows = _placed(of_lane, axis, y + _LANE_GAP)
        left_out += len(of_lane) - len(spots)
        height = rows * _ROW + _LANE_GAP
        lanes.append(
            Lane(name, f"{y + _LANE_GAP + _ROW / 2 + 4:g}", f"{y + height:g}", tuple(spots))
        )
        y += height
    step = (WIDE - LEFT) / len(axis.quarters)
    return Events(
        WIDE,
        int(y) + 4,
        LEFT,
        tuple(lanes),
        tuple(axis.ticks(LEFT, WIDE, _NAMED)),
        tuple(
            f"{LEFT + step * index:.1f}"
            for index, one in enumerate(axis.quarters)
            if len(axis.quarters) <= _NAMED or one.name == "Q1"
        ),
        tuple(shown),
        sum(one.day < axis.quarters[0].first_day for one in found),
        left_out,
    )


def _placed(found: Sequence[Happening], axis: Axis, top: float) -> tuple[list[Spot], int]:
    """Marks with labels in the first row that has room for both, else marks alone; and how many rows."""
    ends: list[float] = []
    spots = []
    for one in found:
        x = _x(one, axis)
        text = said(one.status, one.label) if len(one.label) <= _LONGEST else ""
        room = _RADIUS + _GAP + _LETTER * len(text)
        before = x + room > WIDE
        for words in dict.fromkeys((text, "")):
            first = x - room if words and before else x - _RADIUS
            last = x + room if words and not before else x + _RADIUS
            row = next((n for n, end in enumerate(ends) if end + _GAP <= first), len(ends))
            if row < _MOST_ROWS and first >= LEFT - _RADIUS:
                break
        else:
            continue
        if row == len(ends):
            ends.append(last)
        ends[row] = last
        spots.append(_spot(one, x, top + row * _ROW + _ROW / 2, words, axis, before=before))
    return spots, len(ends)


def _x(one: Happening, axis: Axis) -> float:
    """The middle of the days that the words allow, as far as both ends are known; else the day told."""
    when = one.happened
    first, last = (when.earliest, when.latest) if when else (None, None)
    where = (axis.at(first) + axis.at(last)) / 2 if first and last else axis.at(one.day)
    return LEFT + min(max(where, 0.004), 0.994) * (WIDE - LEFT)


def _spot(one: Happening, x: float, y: float, words: str, axis: Axis, *, before: bool) -> Spot:
    when = one.happened
    ends = ("", "")
    if when and when.earliest and when.latest:
        low, high = (
            LEFT + min(max(axis.at(day), 0), 1) * (WIDE - LEFT)
            for day in (when.earliest, when.latest)
        )
        if high - low > 7 * _RADIUS:
            ends = (f"{low:.1f}", f"{high:.1f}")
    label = None
    if words:
        shift = -(_RADIUS + 5) if before else _RADIUS + 5
        label = Label(f"{x + shift:.1f}", f"{y + 4:g}", words, "t-e" if before else "")
    return Spot(one, Mark(x, y, one.status, _RADIUS), *ends, f"{y:g}", label)
