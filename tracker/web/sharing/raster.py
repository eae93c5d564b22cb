"""Shapes as pixels: polygons are filled with smooth edges, in plain numpy, and written as a PNG."""

import struct
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from tracker.web.sharing.paths import Line, Points, circle, dashed

type Colour = tuple[int, int, int]
type Shade = NDArray[np.float32]

#: Each row of pixels is sampled so many times; across it edges are exact.
_SAMPLES = 5
#: So many pixels are filled at once, that a large shape does not take more memory than a small one.
_AT_ONCE = 100_000
#: What begins a row whose colours are told as they are.
_AS_IT_IS = 0
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class Raster:
    """A picture of ``width`` by ``height`` pixels that is drawn on from the back to the front."""

    def __init__(self, width: int, height: int, ground: Colour) -> None:
        self.width, self.height = width, height
        self._pixels = np.empty((height, width, 3), np.uint8)
        self._pixels[:] = ground

    def fill(self, shapes: Iterable[Points], colour: Colour, opacity: float | Shade = 1.0) -> None:
        """Fill what lies within any of the closed ``shapes``, in pixels.

        ``opacity`` is one for all, or one for each column of the picture.
        """
        edges = _edges(shapes)
        if not len(edges):
            return
        left = max(int(np.floor(edges[:, [0, 2]].min())), 0)
        right = min(int(np.ceil(edges[:, [0, 2]].max())) + 1, self.width)
        top = max(int(np.floor(edges[:, [1, 3]].min())), 0)
        low = min(int(np.ceil(edges[:, [1, 3]].max())) + 1, self.height)
        if left >= right or top >= low:
            return
        step = max(_AT_ONCE // (right - left), 1)
        for first in range(top, low, step):
            last = min(first + step, low)
            cover = _cover(edges, left, right, first, last)
            cover *= opacity if isinstance(opacity, float) else opacity[left:right]
            part = self._pixels[first:last, left:right]
            change = np.array(colour, np.float32) - part
            change *= cover[:, :, None]
            change += part
            change += 0.5
            part[:] = change

    def png(self) -> bytes:
        """The picture as a PNG of 8 bits a colour. Unfiltered rows pack best: most is of a few colours."""
        rows = self._pixels.reshape(self.height, -1)
        told = np.empty((self.height, rows.shape[1] + 1), np.uint8)
        told[:, 0] = _AS_IT_IS
        told[:, 1:] = rows
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        body = zlib.compress(told, 6)
        chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", body), _chunk(b"IEND", b""))
        return _SIGNATURE + b"".join(chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _edges(shapes: Iterable[Points]) -> Points:
    """The sides of the shapes as rows of x, y, x, y."""
    sides = [np.hstack([shape, np.roll(shape, -1, axis=0)]) for shape in shapes]
    return np.concatenate(sides) if sides else np.empty((0, 4))


def _cover(edges: Points, left: int, right: int, top: int, low: int) -> Shade:
    """How much of each pixel lies within, 0 to 1: the pixels from ``left`` to ``right``, ``top`` to ``low``.

    Each sampled row is crossed from the left; how often it is wound about a point, in whichever
    direction, is summed up as far as the point.
    """
    rows, columns = (low - top) * _SAMPLES, right - left
    x1, y1, x2, y2 = edges.T
    way = np.sign(y2 - y1)
    # The sampled rows that each side crosses; row n lies at height n + 0.5.
    first = np.ceil((np.minimum(y1, y2) - top) * _SAMPLES - 0.5).clip(0, rows).astype(np.int64)
    last = np.ceil((np.maximum(y1, y2) - top) * _SAMPLES - 0.5).clip(0, rows).astype(np.int64)
    counts = last - first
    side = np.repeat(np.arange(len(edges)), counts)
    row = np.arange(len(side)) - np.repeat(np.cumsum(counts) - counts, counts) + first[side]
    height = (row + 0.5) / _SAMPLES + top
    slope = (x2 - x1)[side] / (y2 - y1)[side]
    x = (x1[side] + (height - y1[side]) * slope - left).clip(0, columns)
    column = x.astype(np.int64)
    share = x - column
    place = row * (columns + 2) + column
    size = rows * (columns + 2)
    wound = np.bincount(place, way[side] * (1 - share), size)
    wound += np.bincount(place + 1, way[side] * share, size)
    winding = wound.astype(np.float32).reshape(rows, columns + 2)
    inside = np.abs(np.cumsum(winding, axis=1, out=winding)[:, :columns])
    np.minimum(inside, 1, out=inside)
    cover: Shade = inside.reshape(-1, _SAMPLES, columns).mean(axis=1, dtype=np.float32)
    return cover


def outlined(
    lines: Sequence[Line], width: float, *, rounded: bool = False, dashes: Sequence[float] = ()
) -> list[Points]:
    """The shapes that a pen of ``width`` draws along ``lines``; its ends rounded or cut off."""
    cut = [part for line in lines for part in dashed(line, dashes)] if dashes else lines
    shapes: list[Points] = []
    for line in cut:
        points = np.vstack([line.points, line.points[:1]]) if line.closed else line.points
        shapes += _strokes(points, width)
        # A joint is closed by a disc; fine lines have no need of one.
        if width > 1:
            inner = points if rounded or line.closed else points[1:-1]
            shapes += [circle(x, y, width / 2).points for x, y in inner]
    return [_one_way(shape) for shape in shapes]


def _strokes(points: Points, width: float) -> list[Points]:
    """A rectangle about each step of a line."""
    steps = np.diff(points, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    shapes = []
    for (x, y), (dx, dy), length in zip(points, steps, lengths, strict=False):
        if length:
            aside_x, aside_y = -dy / length * width / 2, dx / length * width / 2
            corners = [
                (x + aside_x, y + aside_y),
                (x + dx + aside_x, y + dy + aside_y),
                (x + dx - aside_x, y + dy - aside_y),
                (x - aside_x, y - aside_y),
            ]
            shapes.append(np.array(corners))
    return shapes


def _one_way(shape: Points) -> Points:
    """The shape drawn in one direction, so that shapes that overlap don't undo each other."""
    x, y = shape.T
    area = float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))
    return shape if area >= 0 else shape[::-1]
