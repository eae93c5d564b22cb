"""The paths of SVG as lines of points, for what knows of no curves."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Points = NDArray[np.float64]
type Point = tuple[float, float]

_PART = re.compile(r"([MmLlHhVvCcQqAaZz])|(-?(?:\d+\.?\d*|\.\d+))")
#: How many numbers each command takes.
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "A": 7, "Z": 0}
_CURVE, _QUARTER = 40, 8


@dataclass(frozen=True, slots=True)
class Line:
    """Points, each joined to the next; with ``closed`` the last to the first."""

    points: Points
    closed: bool = False


def lines_of(path: str, *, steps: int = _CURVE) -> list[Line]:
    """The lines of a path, each curve in ``steps`` straight parts.

    Knows the commands M, L, H, V, C, Q, A (circles only) and Z, absolute and relative.
    """
    found: list[Line] = []
    points: list[Point] = []
    x = y = 0.0
    for command, numbers in _commands(path):
        name = command.upper()
        base = (x, y) if command.islower() else (0.0, 0.0)
        if name == "Z":
            if points:
                found.append(Line(np.array(points), closed=True))
                x, y = points[0]
            points = []
            continue
        if name == "M":
            if len(points) > 1:
                found.append(Line(np.array(points)))
            points = []
        elif not points:
            points = [(x, y)]
        points.extend(_drawn(name, numbers, (x, y), base, steps))
        x, y = points[-1]
    if len(points) > 1:
        found.append(Line(np.array(points)))
    return found


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    command, numbers = "", list[float]()
    for letter, number in _PART.findall(path):
        if letter:
            command, numbers = letter, []
            if letter in "Zz":
                yield letter, []
            continue
        numbers.append(float(number))
        if command and len(numbers) == _TAKES[command.upper()]:
            yield command, numbers
            numbers = []
            # What follows a move without a letter is a line.
            command = {"M": "L", "m": "l"}.get(command, command)


def _drawn(
    name: str, numbers: Sequence[float], here: Point, base: Point, steps: int
) -> list[Point]:
    """The points that one command adds."""
    dx, dy = base
    match name:
        case "H":
            return [(numbers[0] + dx, here[1])]
        case "V":
            return [(here[0], numbers[0] + dy)]
        case "A":
            end = (numbers[5] + dx, numbers[6] + dy)
            return _arc(here, end, numbers[0], large=numbers[3] != 0, sweep=numbers[4] != 0)
    ends = [(a + dx, b + dy) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
    if name in "ML":
        return ends
    return _curve([here, *ends], steps)


def _curve(hold: Sequence[Point], steps: int) -> list[Point]:
    """A Bézier curve of any order, its first point left out."""
    order = len(hold) - 1
    at = np.arange(1, steps + 1) / steps
    shares = [math.comb(order, n) * at**n * (1 - at) ** (order - n) for n in range(order + 1)]
    drawn = np.stack(shares, axis=1) @ np.array(hold)
    return [(float(x), float(y)) for x, y in drawn]


def _arc(here: Point, end: Point, radius: float, *, large: bool, sweep: bool) -> list[Point]:
    """An arc of a circle, its first point left out."""
    (x1, y1), (x2, y2) = here, end
    apart = math.hypot(x2 - x1, y2 - y1)
    if not apart:
        return [end]
    radius = max(radius, apart / 2)
    rise = math.sqrt(max(radius**2 - apart**2 / 4, 0)) * (-1 if large == sweep else 1)
    middle_x = (x1 + x2) / 2 + rise * (y1 - y2) / apart
    middle_y = (y1 + y2) / 2 + rise * (x2 - x1) / apart
    first = math.atan2(y1 - middle_y, x1 - middle_x)
    turn = (math.atan2(y2 - middle_y, x2 - middle_x) - first) % math.tau
    if not sweep:
        turn -= math.tau
    steps = max(2, round(abs(turn) / (math.pi / 2) * _QUARTER))
    angles = first + turn * np.arange(1, steps + 1) / steps
    drawn = zip(np.cos(angles), np.sin(angles), strict=True)
    return [(middle_x + radius * float(c), middle_y + radius * float(s)) for c, s in drawn]


def circle(cx: float, cy: float, radius: float) -> Line:
    angles = np.arange(4 * _QUARTER) / (4 * _QUARTER) * math.tau
    return Line(
        np.stack([cx + radius * np.cos(angles), cy + radius * np.sin(angles)], axis=1), closed=True
    )


def box(x: float, y: float, width: float, height: float, radius: float = 0) -> Line:
    """A rectangle, its corners rounded by ``radius``."""
    r = min(radius, width / 2, height / 2)
    right, low = x + width, y + height
    if not r:
        return Line(np.array([(x, y), (right, y), (right, low), (x, low)]), closed=True)
    turn = f"A{r} {r} 0 0 1 "
    path = (
        f"M{x + r} {y}H{right - r}{turn}{right} {y + r}V{low - r}{turn}{right - r} {low}"
        f"H{x + r}{turn}{x} {low - r}V{y + r}{turn}{x + r} {y}Z"
    )
    (line,) = lines_of(path)
    return line


def dashed(line: Line, dashes: Sequence[float]) -> list[Line]:
    """``line`` cut into dashes: so long on, so long off, and again."""
    points = np.vstack([line.points, line.points[:1]]) if line.closed else line.points
    steps = np.hypot(*np.diff(points, axis=0).T)
    ends = np.concatenate([[0], np.cumsum(steps)])
    found, at, on = [], 0.0, True
    for number in range(10_000):
        if at >= ends[-1]:
            break
        until = min(at + dashes[number % len(dashes)], float(ends[-1]))
        if on:
            inner = ends[(ends > at) & (ends < until)]
            places = np.concatenate([[at], inner, [until]])
            cut = [np.interp(places, ends, points[:, axis]) for axis in (0, 1)]
            found.append(Line(np.stack(cut, axis=1)))
        at, on = until, not on
    return found
