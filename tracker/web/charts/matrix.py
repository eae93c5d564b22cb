"""Moves between companies as a table: a row for where they come from, a column for where they go."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from tracker.timeline.between import Band, Bands, Split
from tracker.timeline.wording import Ref
from tracker.web.charts.parts import Piece, bar_of, listed

#: So many shades of ink a cell may have; the darkest is that of the largest band.
SHADES = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """The band from a row's company to a column's; None where no move is known."""

    band: Band | None = None
    address: str = ""
    family: str = ""
    shade: int = 0
    #: What the band is made of, where bands are split: as a bar, and in words.
    bar: tuple[Piece, ...] = ()
    parts: str = ""
    #: A company's own place, where nothing can stand.
    same: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    company: Ref
    cells: tuple[Cell, ...]
    moves: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and columns in one order, that of the companies with the most moves; sums at the edges."""

    columns: tuple[tuple[Ref, int], ...]
    rows: tuple[Row, ...]
    moves: int


def matrix(
    told: Bands, *, address: Callable[[Band], str], split: Split | None = None
) -> Matrix | None:
    """The bands as a table; None where there are none. ``address`` is that of a band's moves."""
    if not told.bands:
        return None
    left: Counter[Ref] = Counter()
    joined: Counter[Ref] = Counter()
    for band in told.bands:
        left[band.origin] += band.moves
        joined[band.destination] += band.moves
    order = [ref for ref, _ in (left + joined).most_common()]
    bands = {(band.origin, band.destination): band for band in told.bands}
    most = told.bands[0].moves

    def cell(origin: Ref, destination: Ref) -> Cell:
        band = bands.get((origin, destination))
        if band is None:
            return Cell(same=origin == destination)
        shade = -(-band.moves * SHADES // most)
        found = Cell(band, address(band), told.touches(band), shade)
        if split is None:
            return found
        return replace(found, bar=bar_of(band.parts(split), split), parts=listed(band, split))

    columns = [ref for ref in order if joined[ref]]
    return Matrix(
        columns=tuple((ref, joined[ref]) for ref in columns),
        rows=tuple(
            Row(ref, tuple(cell(ref, column) for column in columns), left[ref])
            for ref in order
            if left[ref]
        ),
        moves=told.moves,
    )
