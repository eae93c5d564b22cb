"""Moves between companies as bands: where they come from at the left, where they go at the right."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Literal, Self

from tracker.timeline.between import Band, Bands
from tracker.timeline.wording import Ref
from tracker.web.charts.marks import Label
from tracker.web.templatetags.reshuffle import counted

_KNOWN = "known move,known moves"
_TOP, _FOOT, _GAP, _LINE = 30, 12, 14, 14
#: A node with this much height has its number on a line of its own.
_ROOMY = 32


type Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One band, drawn; ``family`` is ``in``, ``out`` or nothing, seen from the company picked."""

    title: str
    family: str
    path: str
    address: str
    number: Label | None


@dataclass(frozen=True, slots=True)
class Node:
    """One company at one side, with its name in lines and its known moves at that side."""

    company: Ref
    title: str
    x: str
    y: str
    height: str
    name: tuple[Label, ...]
    number: Label | None


@dataclass(frozen=True, slots=True)
class Sankey:
    """One drawing: wide, or narrow for a phone."""

    name: str
    width: int
    height: int
    thickness: int
    sides: tuple[Label, Label]
    ribbons: tuple[Ribbon, ...]
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """The measures of one drawing, in its own units."""

    name: str
    width: int
    left: int
    right: int
    thickness: int
    letters: int

    @property
    def wide(self) -> bool:
        return self.name == "wide"


_WIDE = _Shape("wide", 1200, left=190, right=190, thickness=12, letters=24)
_NARROW = _Shape("narrow", 358, left=0, right=0, thickness=8, letters=24)


def sankeys(told: Bands, *, address: Callable[[Band], str]) -> tuple[Sankey, ...]:
    """The bands drawn twice; nothing where there are none. ``address`` is that of a band's moves."""
    if not told.bands:
        return ()
    return _draw(_WIDE, told, address), _draw(_NARROW, told, address)


def _draw(shape: _Shape, told: Bands, address: Callable[[Band], str]) -> Sankey:
    left, right = _Column.of(told.bands, "left"), _Column.of(told.bands, "right")
    scale = (150 + 22 * max(len(left.sums), len(right.sums))) / told.moves
    height = max(left.least(shape, scale), right.least(shape, scale))
    for column in (left, right):
        column.lay(shape, scale, height)
    begins, ends = left.places(told.bands, right, scale), right.places(told.bands, left, scale)
    ribbons = [
        _ribbon(
            shape,
            band,
            told.touches(band),
            (begins[band.slugs], ends[band.slugs], band.moves * scale),
            address(band),
        )
        for band in told.bands
    ]
    return Sankey(
        shape.name,
        shape.width,
        int(_TOP + height + _FOOT),
        shape.thickness,
        sides=(
            Label(f"{shape.left}", "12", "From"),
            Label(f"{shape.width - shape.right}", "12", "To", "t-e"),
        ),
        # What the reader picked out lies on top.
        ribbons=tuple(sorted(ribbons, key=lambda ribbon: ribbon.family != "")),
        nodes=tuple(
            _node(shape, column.side, ref, moves, column.tops[ref], scale)
            for column in (left, right)
            for ref, moves in column.sums.items()
        ),
    )


@dataclass(slots=True)
class _Column:
    """The companies of one side, the one with the most moves first, and where each begins."""

    side: Side
    sums: dict[Ref, int]
    tops: dict[Ref, float] = field(default_factory=dict)

    @classmethod
    def of(cls, bands: Sequence[Band], side: Side) -> Self:
        sums: Counter[Ref] = Counter()
        for band in bands:
            sums[_end(band, side)] += band.moves
        return cls(side, dict(sums.most_common()))

    def least(self, shape: _Shape, scale: float) -> float:
        """The height without which nodes or their names would touch."""
        slots = [_slot(shape, ref, moves * scale) for ref, moves in self.sums.items()]
        return sum(slots) + _GAP * (len(slots) - 1)

    def lay(self, shape: _Shape, scale: float, height: float) -> None:
        """Spread the nodes over ``height``."""
        spare = (height - self.least(shape, scale)) / max(1, len(self.sums) - 1)
        y = float(_TOP)
        for ref, moves in self.sums.items():
            slot = _slot(shape, ref, moves * scale)
            self.tops[ref] = y + (slot - moves * scale) / 2
            y += slot + _GAP + spare

    def places(
        self, bands: Sequence[Band], other: Self, scale: float
    ) -> dict[tuple[str, str], float]:
        """Where each band meets this side: within a node in the order of the other side's nodes."""
        free = dict(self.tops)
        found = {}
        for band in sorted(bands, key=lambda band: other.tops[_end(band, other.side)]):
            node = _end(band, self.side)
            found[band.slugs] = free[node]
            free[node] += band.moves * scale
        return found


def _end(band: Band, side: Side) -> Ref:
    return band.origin if side == "left" else band.destination


def _lines(shape: _Shape, ref: Ref, moves: int, height: float) -> list[str]:
    """The name in lines, with the number after it where that has no line of its own."""
    name = ref.name if shape.wide and height > _ROOMY else f"{ref.name}\N{NO-BREAK SPACE}{moves}"
    return wrap(name, shape.letters) or [name]


def _slot(shape: _Shape, ref: Ref, height: float) -> float:
    """As much height as a node and its name need."""
    lines = len(_lines(shape, ref, 0, height)) + (1 if shape.wide and height > _ROOMY else 0)
    return max(height, lines * _LINE)


def _ribbon(
    shape: _Shape, band: Band, family: str, place: tuple[float, float, float], address: str
) -> Ribbon:
    begin, end, height = place
    first, last = shape.left + shape.thickness, shape.width - shape.right - shape.thickness
    middle = (first + last) / 2
    drawn = max(height, 1)
    path = (
        f"M{first} {begin:.1f}C{middle:.0f} {begin:.1f} {middle:.0f} {end:.1f} {last} {end:.1f}"
        f"V{end + drawn:.1f}C{middle:.0f} {end + drawn:.1f} {middle:.0f} {begin + drawn:.1f}"
        f" {first} {begin + drawn:.1f}Z"
    )
    number = None
    if shape.wide and family and height > _LINE:
        x, y = (first + 7, begin) if family == "in" else (last - 7, end)
        anchor = "" if family == "in" else "t-e"
        number = Label(f"{x}", f"{y + height / 2 + 4:.1f}", f"{band.moves:,}", anchor)
    title = f"{band.origin.name} to {band.destination.name}: {counted(band.moves, _KNOWN)}"
    return Ribbon(title, family, path, address, number)


def _node(shape: _Shape, side: Side, ref: Ref, moves: int, top: float, scale: float) -> Node:
    height = moves * scale
    leftmost = side == "left"
    x = shape.left if leftmost else shape.width - shape.right - shape.thickness
    if shape.wide:
        at, anchor = (x - 10, "t-e") if leftmost else (x + shape.thickness + 10, "")
    else:
        at, anchor = (x + shape.thickness + 5, "") if leftmost else (x - 5, "t-e")
    lines = _lines(shape, ref, moves, height)
    roomy = shape.wide and height > _ROOMY
    middle = top + (height / 2 if shape.wide else min(height / 2, 40))
    first = middle - (len(lines) + roomy - 1) * _LINE / 2 + 4
    number = None
    if roomy:
        word = "left" if leftmost else "joined"
        number = Label(f"{at}", f"{first + len(lines) * _LINE:.1f}", f"{moves:,} {word}", anchor)
    way = "away from it" if leftmost else "to it"
    return Node(
        ref,
        f"{ref.name}: {counted(moves, _KNOWN)} {way}",
        x=f"{x}",
        y=f"{top:.1f}",
        height=f"{max(height, 1):.1f}",
        name=tuple(
            Label(f"{at}", f"{first + nth * _LINE:.1f}", line, anchor)
            for nth, line in enumerate(lines)
        ),
        number=number,
    )
