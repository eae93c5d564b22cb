"""The matrix of moves as a drawing: a page has it as a table, a picture needs it as lines."""

from dataclasses import dataclass, replace
from textwrap import wrap

from tracker.timeline.wording import Ref
from tracker.web.charts.marks import Label
from tracker.web.charts.matrix import Cell, Matrix
from tracker.web.charts.parts import Piece

_WIDTH, _FIRST, _WIDEST, _ROW, _LINE = 1200, 210, 84, 32, 13
_LETTER = 5.7
_ALL = "All of these"


@dataclass(frozen=True, slots=True)
class Square:
    """A cell with a number: how dark it is, and the moves behind it."""

    x: str
    y: str
    width: str
    shade: int
    number: Label
    look: str
    title: str
    address: str
    bar: tuple[Piece, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class MatrixDrawing:
    width: int
    height: int
    row: int
    heads: tuple[Label, ...]
    names: tuple[tuple[Ref | None, Label], ...]
    squares: tuple[Square, ...]
    holes: tuple[Label, ...]
    sums: tuple[Label, ...]
    rules: tuple[str, ...]
    right: str


def draw_matrix(told: Matrix) -> MatrixDrawing:
    """``told`` as rows and columns of squares, with its sums at the edges."""
    step = min((_WIDTH - _FIRST) / (len(told.columns) + 1), _WIDEST)
    titles = [
        wrap(name, max(int(step / _LETTER), 6))
        for name in [*(ref.name for ref, _ in told.columns), _ALL]
    ]
    top = max(len(title) for title in titles) * _LINE + 10
    heads = [
        Label(f"{_FIRST + step * (n + 1) - 8:.1f}", f"{top - 8 - _LINE * up}", line, "t-e")
        for n, title in enumerate(titles)
        for up, line in enumerate(reversed(title))
    ]
    names: list[tuple[Ref | None, Label]] = []
    squares, holes, sums = [], [], []
    for number, row in enumerate(told.rows):
        y = top + _ROW * number
        base = f"{y + 20}"
        names.append((row.company, Label("0", base, row.company.name)))
        sums.append(_sum(step, len(told.columns), base, row.moves))
        for at, cell in enumerate(row.cells):
            right = _FIRST + step * (at + 1) - 8
            if cell.band is None:
                holes.append(Label(f"{right:.1f}", base, "–" if cell.same else "·", "t-e"))
                continue
            band = cell.band
            squares.append(
                Square(
                    x=f"{_FIRST + step * at:.1f}",
                    y=f"{y + 1}",
                    width=f"{step - 1:.1f}",
                    shade=cell.shade,
                    number=Label(
                        f"{right:.1f}", f"{y + 17}" if cell.bar else base, f"{band.moves:,}", "t-e"
                    ),
                    look=f"t-{cell.family}" if cell.family else "",
                    title=f"{band.origin.name} to {band.destination.name}: {cell.parts or band.moves}",
                    address=cell.address,
                    bar=_bar(cell, _FIRST + step * at, step - 1),
                    foot=f"{y + _ROW - 8}",
                )
            )
    low = top + _ROW * len(told.rows)
    names.append((None, Label("0", f"{low + 20}", _ALL)))
    sums += [_sum(step, at, f"{low + 20}", moves) for at, (_, moves) in enumerate(told.columns)]
    sums.append(_sum(step, len(told.columns), f"{low + 20}", told.moves))
    return MatrixDrawing(
        width=_WIDTH,
        height=low + _ROW,
        row=_ROW - 2,
        heads=tuple(heads),
        names=tuple(names),
        squares=tuple(squares),
        holes=tuple(holes),
        sums=tuple(sums),
        rules=tuple(f"{top + _ROW * n}" for n in range(len(told.rows) + 1)),
        right=f"{_FIRST + step * (len(told.columns) + 1):.1f}",
    )


def _bar(cell: Cell, left: float, width: float) -> tuple[Piece, ...]:
    """The bar of a cell at its place."""
    return tuple(
        replace(
            one,
            x=f"{left + float(one.x) * width / 100:.1f}",
            width=f"{float(one.width) * width / 100:.1f}",
        )
        for one in cell.bar
    )


def _sum(step: float, column: int, y: str, moves: int) -> Label:
    return Label(f"{_FIRST + step * (column + 1) - 8:.1f}", y, f"{moves:,}", "t-e")
