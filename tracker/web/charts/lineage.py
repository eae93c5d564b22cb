"""The lives of a company's units on one axis of years: created, renamed, merged, dissolved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.lineage import Passage, UnitLine
from tracker.timeline.wording import Ref
from tracker.web.charts.marks import Label, Mark, said, shortened

WIDTH, _LEFT, _TOP, _PITCH = 1200, 236, 26, 30
#: More units than this are told in words alone; those whose last step is oldest go first.
MOST = 40
_RADIUS, _GAP, _LETTER = 6.5, 8, 5.9
_LONGEST_NAME = 34
_DAYS = 365.25
#: What begins a unit, and what ends it.
_BEGINS = frozenset({"created", "was", "before that", "split from"})
_ENDS = frozenset({"renamed", "merged into", "dissolved"})
#: Of the two ends of one link, the later unit's word for it; only it draws the line between them.
_TAKES = frozenset({"was", "before that", "took in", "split from"})


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line from left to right, or from one unit to another."""

    look: str
    x1: str
    x2: str
    y1: str
    y2: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a unit: its mark, and its words where there is room for them."""

    passage: Passage
    mark: Mark
    label: Label | None


@dataclass(frozen=True, slots=True)
class Row:
    ref: Ref
    name: Label
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """``left_out`` units have no room here, ``undated`` ones no step of which a day, month or year is known."""

    width: int
    height: int
    top: int
    rows: tuple[Row, ...]
    strokes: tuple[Stroke, ...]
    years: tuple[Label, ...]
    now: str
    left_out: int
    undated: int


def lineage_chart(units: Sequence[UnitLine], *, as_of: date) -> Lineage | None:
    """The chart; None where no unit has a step with a date."""
    dated = [(unit, steps) for unit in units if unit.ref.slug and (steps := _dated(unit, as_of))]
    if not dated:
        return None
    newest = sorted(dated, key=lambda one: one[1][-1][0], reverse=True)[:MOST]
    rows = _beside_their_kin(newest)
    first = min(steps[0][0] for _, steps in rows)
    low, now = _year(first), _year(as_of)
    span = max(now - low, 1.0)
    low, high = low - span * 0.02, now + span * 0.03

    def at(day: date) -> float:
        return _LEFT + (_year(day) - low) / (high - low) * (WIDTH - _LEFT)

    heights = {unit.ref.slug: _TOP + _PITCH * n + 18.0 for n, (unit, _) in enumerate(rows)}
    drawn, strokes = [], []
    for unit, steps in rows:
        y = heights[unit.ref.slug]
        strokes += _lives(steps, at, y, at(as_of))
        strokes += _joins(steps, at, y, heights)
        name = Label("0", f"{y + 4:g}", shortened(unit.ref.name, _LONGEST_NAME))
        drawn.append(Row(unit.ref, name, tuple(_stages(steps, at, y))))
    return Lineage(
        WIDTH,
        _TOP + _PITCH * len(rows) + 10,
        _TOP,
        tuple(drawn),
        tuple(strokes),
        tuple(_ticks(at, low, as_of)),
        f"{at(as_of):.1f}",
        len(dated) - len(rows),
        len(units) - len(dated),
    )


type _Step = tuple[date, Passage]


def _dated(unit: UnitLine, as_of: date) -> list[_Step]:
    """Its steps by day, as far as one is known; what lies after the day of the page is not drawn yet."""
    found = [
        (_middle(passage.when), passage)
        for passage in unit.passages
        if passage.when and (passage.when.earliest or passage.when.latest)
    ]
    return sorted((one for one in found if one[0] <= as_of), key=lambda one: one[0])


def _middle(when: PartialDate) -> date:
    if when.earliest and when.latest:
        return when.earliest + (when.latest - when.earliest) / 2
    return when.sort_day


def _beside_their_kin(
    rows: Sequence[tuple[UnitLine, list[_Step]]],
) -> list[tuple[UnitLine, list[_Step]]]:
    """The units by their first day, those that became one another below each other."""
    waiting = {
        unit.ref.slug: (unit, steps) for unit, steps in sorted(rows, key=lambda r: r[1][0][0])
    }
    kin: dict[str, list[str]] = {slug: [] for slug in waiting}
    for slug, (_, steps) in waiting.items():
        for _, passage in steps:
            if passage.ref is not None and passage.ref.slug in kin:
                kin[slug].append(passage.ref.slug)
                kin[passage.ref.slug].append(slug)
    found: dict[str, None] = {}

    def take(slug: str) -> None:
        if slug in found:
            return
        found[slug] = None
        for other in kin[slug]:
            take(other)

    for slug in waiting:
        take(slug)
    return [waiting[slug] for slug in found]


def _lives(
    steps: Sequence[_Step], at: Callable[[date], float], y: float, now: float
) -> list[Stroke]:
    """A firm line between the steps that are known; a faint one where nothing says how long it was there."""

    def stroke(look: str, x1: float, x2: float) -> Stroke:
        return Stroke(look, f"{x1:.1f}", f"{x2:.1f}", f"{y:g}", f"{y:g}")

    (begun, first), (last, _) = steps[0], steps[-1]
    found = []
    if first.word not in _BEGINS:
        found.append(stroke("lead-f", float(_LEFT), at(begun) - _RADIUS))
    if len(steps) > 1:
        found.append(stroke("l l-org", at(begun), at(last)))
    if not any(one.word in _ENDS and one.status == "done" for _, one in steps):
        found.append(stroke("lead-f", at(last) + _RADIUS, now))
    return found


def _joins(
    steps: Sequence[_Step], at: Callable[[date], float], y: float, heights: dict[str, float]
) -> list[Stroke]:
    return [
        Stroke("lead", f"{at(day):.1f}", f"{at(day):.1f}", f"{heights[one.ref.slug]:g}", f"{y:g}")
        for day, one in steps
        if one.ref is not None and one.word in _TAKES and one.ref.slug in heights
    ]


def _stages(steps: Sequence[_Step], at: Callable[[date], float], y: float) -> list[Stage]:
    """The marks; words stand right of theirs up to the next, or left of the last where the chart ends."""
    found: list[Stage] = []
    for index, (day, passage) in enumerate(steps):
        x = at(day)
        words = f"{passage.word} {passage.ref.name}" if passage.ref else passage.word
        words = said(passage.status, words)
        room = _LETTER * len(words) + _GAP + _RADIUS
        ends = at(steps[index + 1][0]) - _RADIUS if index + 1 < len(steps) else float(WIDTH)
        begins = at(steps[index - 1][0]) + _RADIUS if index else float(_LEFT)
        label = None
        if x + room <= ends:
            label = Label(f"{x + _RADIUS + _GAP - 2:.1f}", f"{y - 5:g}", words)
        elif x - room >= begins and (not found or found[-1].label is None):
            label = Label(f"{x - _RADIUS - _GAP + 2:.1f}", f"{y - 5:g}", words, "t-e")
        found.append(Stage(passage, Mark(x, y, passage.status, _RADIUS), label))
    return found


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / _DAYS


def _ticks(at: Callable[[date], float], low: float, as_of: date) -> list[Label]:
    span = as_of.year - low
    step = next(size for size in (1, 2, 5, 10, 20, 50, 100) if span / size <= 10 or size == 100)
    first = int(low // step + 1) * step
    days = (date(year, 1, 1) for year in range(max(first, 1), as_of.year + 1, step))
    return [Label(f"{at(day):.1f}", "", str(day.year)) for day in days if at(as_of) - at(day) > 40]
