"""Stated probability against the share that was right."""

from dataclasses import dataclass
from math import floor, sqrt

from tracker.extraction.measuring import Bin, Calibration
from tracker.web.charts.marks import Label

_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 14, 40
#: How far two labels of counts must stand apart.
_APART = 26
_SMALLEST, _LARGEST = 3.5, 10.0


@dataclass(frozen=True, slots=True)
class Point:
    """The findings of one bin: a disc whose area is their number, a line for what chance allows."""

    x: str
    y: str
    radius: str
    low_y: str
    high_y: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """``meant`` is the line on which probabilities would hold exactly: x1, y1, x2, y2."""

    name: str
    width: int
    height: int
    left: int
    right: int
    base: int
    across: tuple[Label, ...]
    up: tuple[Label, ...]
    meant: tuple[str, str, str, str]
    points: tuple[Point, ...]
    counts: tuple[Label, ...]
    middle: Label
    says: str


def calibrations(told: Calibration) -> tuple[Drawing, ...]:
    """The chart drawn twice; nothing where nothing was found."""
    if not told.bins:
        return ()
    return _draw("wide", told.bins, 500, 330), _draw("narrow", told.bins, 358, 300)


def _draw(name: str, bins: tuple[Bin, ...], width: int, height: int) -> Drawing:
    base, right = height - _BOTTOM, width - _RIGHT
    first = min(0.5, floor(bins[0].low * 10) / 10)
    most = max(one.count for one in bins)

    def x(share: float) -> float:
        return _LEFT + (share - first) / (1 - first) * (right - _LEFT)

    def y(share: float) -> float:
        return base - share * (base - _TOP)

    points: list[Point] = []
    counts: list[Label] = []
    for one in bins:
        low, high = one.interval()
        points.append(
            Point(
                x=f"{x(one.stated):.1f}",
                y=f"{y(one.right):.1f}",
                radius=f"{max(_SMALLEST, _LARGEST * sqrt(one.count / most)):.1f}",
                low_y=f"{y(low):.1f}",
                high_y=f"{y(high):.1f}",
            )
        )
        if not counts or x(one.stated) - float(counts[-1].x) >= _APART:
            counts.append(Label(f"{x(one.stated):.1f}", f"{base - 7}", str(one.count)))
    tenths = range(round(first * 10), 11)
    return Drawing(
        name=name,
        width=width,
        height=height,
        left=_LEFT,
        right=right,
        base=base,
        across=tuple(
            Label(f"{x(tenth / 10):.1f}", f"{base + 17}", f"{tenth / 10:.1f}") for tenth in tenths
        ),
        up=tuple(
            Label(f"{_LEFT - 8}", f"{y(tenth / 10):.1f}", f"{tenth * 10} %")
            for tenth in (0, 2, 4, 6, 8, 10)
        ),
        meant=(f"{x(first):.1f}", f"{y(first):.1f}", f"{x(1):.1f}", f"{y(1):.1f}"),
        points=tuple(points),
        counts=tuple(counts),
        middle=Label(f"{(_LEFT + right) / 2:.1f}", f"{height - 4}", "Stated probability"),
        says=". ".join(
            f"Stated {one.stated:.2f}: {round(100 * one.right)} % of {one.count} right"
            for one in bins
        ),
    )
