"""A chart as a picture to take elsewhere: under a heading, over its key and where it is from."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from tracker.web.citing import SITE, Citation
from tracker.web.days import say_day
from tracker.web.sharing.canvas import Canvas, Drawing, view_of, writable
from tracker.web.sharing.letters import width_of
from tracker.web.sharing.look import Theme

WIDTH, MARGIN = 1264, 32
#: No picture is higher than this, in the units of its width.
HIGHEST = 6_000
_HEAD, _GAP, _KEY, _FOOT, _LINE = 92, 28, 26, 66, 15
_LETTERS = 175


class TooLarge(ValueError):
    """The picture would be higher than anybody can use; says how high."""

    def __init__(self, height: int) -> None:
        super().__init__(f"{height:,} units high")
        self.height = height


@dataclass(frozen=True, slots=True)
class KeyItem:
    """What a shape means; ``markup`` is an ``<svg>`` of 36 by 12, blank for words alone."""

    words: str
    markup: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A chart with all that is said about it.

    ``said`` stands under the title, ``note`` over the foot; ``cited`` names the page it is from, with
    both clocks.
    """

    title: str
    said: str
    drawings: tuple[str, ...]
    key: tuple[KeyItem, ...]
    note: str
    cited: Citation

    def svg(self, theme: Theme) -> bytes:
        """The picture as SVG. Raises TooLarge."""
        drawings = [Drawing(markup, self.cited.url) for markup in self.drawings]
        heights = [view_of(drawing.root)[3] for drawing in drawings]
        notes = wrap(self.note, _LETTERS)
        keys = self._rows_of_key()
        below = (_KEY * len(keys) + 8 if keys else 0) + _LINE * len(notes)
        height = round(_HEAD + sum(heights) + _GAP * len(heights) + below + _FOOT)
        if height > HIGHEST:
            raise TooLarge(height)
        canvas = Canvas(WIDTH, height, theme, title=self.title, desc=self._described(drawings))
        canvas.text(MARGIN, 44, self.title, "t-h1")
        canvas.text(MARGIN, 68, self.said, "t-2")
        y = float(_HEAD)
        for drawing, high in zip(drawings, heights, strict=True):
            canvas.place(drawing, MARGIN, y)
            y += high + _GAP
        for row in keys:
            for x, item in row:
                self._key_item(canvas, item, x, y)
            y += _KEY
        y += 8 if keys else 0
        for line in notes:
            canvas.text(MARGIN, y, line, "t-s")
            y += _LINE
        self._foot(canvas, height)
        return canvas.svg()

    def _described(self, drawings: Sequence[Drawing]) -> str:
        told = [
            " ".join("".join(str(part) for part in child.itertext()).split())
            for drawing in drawings
            for child in drawing.root
            if child.tag in ("title", "desc")
        ]
        return " ".join([*told, self.said, self.note, self._source()])

    def _source(self) -> str:
        """``Source: Reshuffle, true on …, as known on …, with reports read up to …``."""
        return f"Source: {SITE}, {self.cited.told_by(say_day)}."

    def _foot(self, canvas: Canvas, height: int) -> None:
        canvas.rule(MARGIN, WIDTH - MARGIN, height - 50)
        canvas.brand(MARGIN, height - 36, 0.8)
        canvas.text(MARGIN + 30, height - 29, self._source(), "t-b")
        canvas.text(MARGIN + 30, height - 13, _shortened(self.cited.url), "t-s")

    def _rows_of_key(self) -> list[list[tuple[float, KeyItem]]]:
        """The items of the key, each with where it begins, in as many rows as they need."""
        rows: list[list[tuple[float, KeyItem]]] = []
        x = float(WIDTH)
        for item in self.key:
            long = (44 if item.markup else 0) + width_of(writable(item.words), 12.5) * 1.06
            if x + long > WIDTH - MARGIN:
                rows.append([])
                x = float(MARGIN)
            rows[-1].append((x, item))
            x += long + 24
        return rows

    def _key_item(self, canvas: Canvas, item: KeyItem, x: float, y: float) -> None:
        if item.markup:
            canvas.place(Drawing(item.markup, self.cited.url), x, y)
        canvas.text(x + (44 if item.markup else 0), y + 10.5, item.words, "t-2")


def _shortened(url: str) -> str:
    """An address as far as a line holds it; cut at the end, where it only narrows down."""
    return url if len(url) <= _LETTERS else url[: _LETTERS - 1] + "…"
