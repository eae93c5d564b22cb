"""The shapes of a status inside a chart."""

from dataclasses import dataclass

from tracker.kernel.statuses import UNDONE, Status

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


def shortened(text: str, most: int) -> str:
    """The text as far as there is room for ``most`` letters; who draws it says it in full elsewhere."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
