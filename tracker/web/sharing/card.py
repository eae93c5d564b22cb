"""The picture that is shown where somebody passes an address of the site on: 1200 by 630."""

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.web.citing import SITE, Citation
from tracker.web.days import say_day
from tracker.web.sharing.canvas import Canvas, Drawing, view_of, writable
from tracker.web.sharing.letters import width_of
from tracker.web.sharing.look import Theme

WIDTH, HEIGHT = 1200, 630
_MARGIN, _TOP, _LOW = 56, 56, 548
#: Where a drawing stands, and how much room it has.
_LEFT, _DRAWN_TOP, _MOST_SCALE = 660, 128, 1.45
_TITLE_SIZES = (64, 54, 44, 36)
_MOST_TITLE_LINES = 3
_LINE_SIZE, _LINE_PITCH, _MOST_LINES = 25, 34, 7


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture of one page says. ``drawing`` is a narrow ``<svg>`` of the page, or blank."""

    kind: str
    title: str
    lines: tuple[str, ...]
    drawing: str
    cited: Citation

    def svg(self, theme: Theme = "light") -> bytes:
        """The card as a picture that stands on its own."""
        said = ". ".join(part for part in (*self.lines, self._clocks(), self._read()) if part)
        canvas = Canvas(WIDTH, HEIGHT, theme, title=f"{self.title}, {SITE}", desc=said)
        canvas.brand(_MARGIN, _TOP - 21, 1.2)
        canvas.text(_MARGIN + 42, _TOP, SITE, "t-b", font_size="26")
        canvas.text(WIDTH - _MARGIN, _TOP, self.kind, "t-2 t-e", font_size="22")
        room = (_LEFT - 44 if self.drawing else WIDTH - _MARGIN) - _MARGIN
        y = self._titled(canvas, room)
        lines = [part for line in self.lines for part in broken(line, _LINE_SIZE, room)]
        for line in lines[: int((_LOW - 8 - y) // _LINE_PITCH)][:_MOST_LINES]:
            canvas.text(_MARGIN, y, line, "t-2", font_size=str(_LINE_SIZE))
            y += _LINE_PITCH
        if self.drawing:
            self._drawn(canvas)
        canvas.rule(_MARGIN, WIDTH - _MARGIN, _LOW)
        canvas.text(_MARGIN, _LOW + 38, self._clocks(), "t-b", font_size="21")
        address = self.cited.url.partition("?")[0].partition("://")[2]
        canvas.text(WIDTH - _MARGIN, _LOW + 38, address, "t-2 t-e", font_size="19")
        if read := self._read():
            canvas.text(_MARGIN, _LOW + 64, read, "t-2", font_size="17")
        return canvas.svg()

    def _titled(self, canvas: Canvas, room: float) -> float:
        """The title as large as it fits; returns where the first line below it stands."""
        size, lines = _TITLE_SIZES[-1], [self.title]
        for size in _TITLE_SIZES:
            lines = broken(self.title, size, room, weight=650)
            if len(lines) <= _MOST_TITLE_LINES:
                break
        y = 128 + size * 0.75
        for line in lines[:5]:
            canvas.text(_MARGIN, y, line, "t-b", font_size=str(size))
            y += size * 1.06
        return y + 8

    def _drawn(self, canvas: Canvas) -> None:
        drawing = Drawing(self.drawing, self.cited.url)
        _, _, width, height = view_of(drawing.root)
        wide, high = WIDTH - _MARGIN - _LEFT, _LOW - 24 - _DRAWN_TOP
        scale = min(wide / width, high / height, _MOST_SCALE)
        x = WIDTH - _MARGIN - width * scale
        canvas.place(drawing, x, _DRAWN_TOP + (high - height * scale) / 2, scale=scale)

    def _clocks(self) -> str:
        cited = self.cited
        return f"True on {say_day(cited.as_of)}, as known on {say_day(cited.known_on)}"

    def _read(self) -> str:
        newest = self.cited.newest_report
        return f"With reports read up to {say_day(newest)}" if newest else ""


def broken(text: str, size: float, room: float, *, weight: float = 400) -> list[str]:
    """``text`` in lines no longer than ``room``; a word that is longer is cut in two."""
    lines = [""]
    for word in _words(writable(text), size, room, weight):
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, size, weight=weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line] or [""]


def _words(text: str, size: float, room: float, weight: float) -> Iterator[str]:
    for word in text.split():
        rest = word
        while width_of(rest, size, weight=weight) > room:
            fits = next(
                n
                for n in range(len(rest) - 1, 0, -1)
                if n == 1 or width_of(rest[:n], size, weight=weight) <= room
            )
            yield rest[:fits]
            rest = rest[fits:]
        yield rest
