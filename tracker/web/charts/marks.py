"""The shapes of a status inside a chart."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.kernel.statuses import STEPS, UNDONE, Status

_OPEN = {Status.RUMOURED, Status.REPORTED}


@dataclass(frozen=True, slots=True)
class Mark:
    """A status at a place; ``x`` and ``y`` are its middle."""

    cx: float
    cy: float
    status: str
    radius: float = 6.5

    @property
    def x(self) -> str:
        return f"{self.cx - self.radius:.1f}"

    @property
    def y(self) -> str:
        return f"{self.cy - self.radius:.1f}"

    @property
    def size(self) -> str:
        return f"{2 * self.radius:g}"

    @property
    def family(self) -> str:
        """The class that colours it: still open, undone, or firm."""
        if self.status in _OPEN:
            return "mk-open"
        return "mk-undone" if self.status in UNDONE else ""


@dataclass(frozen=True, slots=True)
class Label:
    x: str
    y: str
    text: str
    anchor: str = ""


def keyed(marks: Iterable[Mark | None]) -> list[Status]:
    """The statuses of the marks that a chart has drawn, for its key: each once, in the order of steps."""
    drawn = {mark.status for mark in marks if mark is not None}
    return [step for step in STEPS if step in drawn]


#: Between two lines of a hatching, how far each leans, and what it keeps from either end.
_APART, _LEANS, _EDGE = 7, 5, 2


def hatched(x: float, y: float, width: float, height: float) -> str:
    """The path of lines that lean across a box: it holds what was told, and denied or taken back."""
    first, last = x + _EDGE, x + width - _EDGE - _LEANS
    many = int((last - first) // _APART) + 1
    low = f"{y + height:g}"
    return "".join(f"M{first + _APART * nth:.1f} {low}l{_LEANS} {-height:g}" for nth in range(many))


def said(status: str, words: str) -> str:
    """Words beside a mark in a chart, begun with the status where what they say does not hold: ``Denied: 600 jobs``."""
    return f"{Status(status).label}: {words}" if status in UNDONE and words else words


def shortened(text: str, most: int) -> str:
    """The text as far as there is room for ``most`` letters; who draws it says it in full elsewhere."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
