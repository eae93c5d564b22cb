"""What the two bands between two companies are made of, side by side."""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.timeline.between import Band, Split
from tracker.web.charts.parts import SPLITS, Piece, bar_of, label, order_of


@dataclass(frozen=True, slots=True)
class Line:
    """The moves of one kind or rank from one company to another and back, each number with its address; ``bar`` is the
    share of the first in their band.
    """

    word: str
    bar: tuple[Piece, ...]
    there: int
    back: int
    there_at: str
    back_at: str

    @property
    def net(self) -> int:
        return self.there - self.back


@dataclass(frozen=True, slots=True)
class Made:
    """A band and the one the other way, taken apart by ``title``: the first also as a bar."""

    title: str
    bar: tuple[Piece, ...]
    lines: tuple[Line, ...]


def composition(
    band: Band, back: Band | None, *, address: Callable[[Band, Split, str], str]
) -> tuple[Made, ...]:
    """A band by kind and by rank, beside the one the other way. ``address`` is that of a part's moves."""
    return tuple(_made(band, back, split, title, address) for split, title in SPLITS)


def _made(
    band: Band,
    back: Band | None,
    split: Split,
    title: str,
    address: Callable[[Band, Split, str], str],
) -> Made:
    there = {part.name: part.moves for part in band.parts(split)}
    again = {part.name: part.moves for part in back.parts(split)} if back else {}
    return Made(
        title,
        bar_of(band.parts(split), split),
        tuple(
            Line(
                label(split, name),
                bar_of(band.parts(split), split, only=name),
                there.get(name, 0),
                again.get(name, 0),
                address(band, split, name) if name in there else "",
                address(back, split, name) if back and name in again else "",
            )
            for name in order_of(split, {*there, *again})
        ),
    )
