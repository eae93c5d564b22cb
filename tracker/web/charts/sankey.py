"""Moves between companies as bands: where they come from at the left, where they go at the right."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Literal, Self

from tracker.timeline.between import Band, Bands, Split
from tracker.timeline.wording import Ref
from tracker.web.charts.marks import Label
from tracker.web.charts.parts import described, is_split, tone, worded
from tracker.web.templatetags.reshuffle import counted

_KNOWN = "known move,known moves"
_TOP, _FOOT, _GAP, _LINE = 30, 12, 14, 14
#: A stripe with this much height keeps a unit from the next one; so many bands are named in the description.
_SEEN, _NAMED = 4, 3
#: A node with this much height has its number on a line of its own.
_ROOMY = 32


type Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Stripe:
    """One kind or rank within a ribbon; ``opacity`` tells which."""

    path: str
    opacity: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One band, drawn; ``family`` is ``in``, ``out`` or nothing, seen from the company picked. Where it is split, its
    ``stripes`` stand for it.
    """

    title: str
    family: str
    path: str
    address: str
    numbers: tuple[Label, ...]
    stripes: tuple[Stripe, ...] = ()


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
    """One drawing: wide, or narrow for a phone. ``said`` tells its largest bands."""

    name: str
    said: str
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


def sankeys(
    told: Bands, *, address: Callable[[Band], str], split: Split | None = None
) -> tuple[Sankey, ...]:
    """The bands drawn twice; nothing where there are none. ``address`` is that of a band's moves. With ``split`` they lie in
    stripes, those alone that touch the company picked, where one is.
    """
    if not told.bands:
        return ()
    said = [
        (described(band, split if is_split(told, band) else None), address(band))
        for band in told.bands
    ]
    return _draw(_WIDE, told, said, split), _draw(_NARROW, told, said, split)


def _draw(
    shape: _Shape, told: Bands, said: Sequence[tuple[str, str]], split: Split | None
) -> Sankey:
    """``said`` is each band in words, and where it leads."""
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
            what,
            split if is_split(told, band) else None,
        )
        for band, what in zip(told.bands, said, strict=True)
    ]
    return Sankey(
        shape.name,
        _said(told),
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


def _said(told: Bands) -> str:
    """The largest bands in words, each with its largest kind and rank."""
    named = [
        f"{band.origin.name} to {band.destination.name}: {described(band)}"
        for band in told.bands[:_NAMED]
    ]
    if more := len(told.bands) - len(named):
        named.append(counted(more, "smaller band,smaller bands"))
    return f"{'; '.join(named)}."


def _ribbon(
    shape: _Shape,
    band: Band,
    family: str,
    place: tuple[float, float, float],
    said: tuple[str, str],
    split: Split | None,
) -> Ribbon:
    begin, end, height = place
    words, address = said
    title = f"{band.origin.name} to {band.destination.name}: {words}"
    path = _path(shape, begin, end, max(height, 1))
    if split is not None:
        stripes, numbers = _stripes(shape, band, family, place, split)
        return Ribbon(title, family, path, address, numbers, stripes)
    number = _number(shape, family, place, f"{band.moves:,}") if family else None
    return Ribbon(title, family, path, address, (number,) if number else ())


def _stripes(
    shape: _Shape, band: Band, family: str, place: tuple[float, float, float], split: Split
) -> tuple[tuple[Stripe, ...], tuple[Label, ...]]:
    """The kinds or ranks of a band one below the other, and their numbers where there is room for them."""
    begin, end, height = place
    stripes, numbers = [], []
    for part in band.parts(split):
        high = height * part.moves / band.moves
        drawn = high - 1 if high >= _SEEN else high
        path = _path(shape, begin, end, max(drawn, 0.5))
        stripes.append(Stripe(path, tone(split, part.name)))
        if number := _number(shape, family, (begin, end, high), worded(split, part)):
            numbers.append(number)
        begin, end = begin + high, end + high
    return tuple(stripes), tuple(numbers)


def _path(shape: _Shape, begin: float, end: float, height: float) -> str:
    """The outline of a band, from where it begins at the left to where it ends at the right."""
    first, last = shape.left + shape.thickness, shape.width - shape.right - shape.thickness
    middle = (first + last) / 2
    return (
        f"M{first} {begin:.1f}C{middle:.0f} {begin:.1f} {middle:.0f} {end:.1f} {last} {end:.1f}"
        f"V{end + height:.1f}C{middle:.0f} {end + height:.1f} {middle:.0f} {begin + height:.1f}"
        f" {first} {begin + height:.1f}Z"
    )


def _number(
    shape: _Shape, family: str, place: tuple[float, float, float], words: str
) -> Label | None:
    """What is written on a band or stripe at its other company, where there is room."""
    begin, end, height = place
    if not shape.wide or height <= _LINE:
        return None
    first, last = shape.left + shape.thickness, shape.width - shape.right - shape.thickness
    x, y, anchor = (last - 7, end, "t-e") if family == "out" else (first + 7, begin, "")
    return Label(f"{x}", f"{y + height / 2 + 4:.1f}", words, anchor)


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
