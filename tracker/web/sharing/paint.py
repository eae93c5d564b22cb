"""A picture's SVG as a PNG: draws what a Canvas holds, and nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from lxml import etree

from tracker.web.sharing.canvas import view_of
from tracker.web.sharing.letters import shapes_of, width_of
from tracker.web.sharing.paths import Line, Points, box, circle, lines_of
from tracker.web.sharing.raster import Colour, Raster, Shade, outlined

_MOVED = re.compile(r"(translate|scale)\(([-\d.e]+)(?:[ ,]([-\d.e]+))?\)")
#: No PNG has more pixels, for memory's sake; a picture that would is drawn at its own size.
MOST_PIXELS = 16_000_000
_HALO = 12
#: A line through a text lies at this share of its size above where it stands.
_THROUGH = 0.28


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a point of the drawing lies in pixels."""

    scale: float
    x: float = 0
    y: float = 0

    def within(self, transform: str) -> "_Place":
        """The place of what lies in a group that is moved or scaled."""
        place = self
        for name, first, second in _MOVED.findall(transform):
            if name == "scale":
                place = replace(place, scale=place.scale * float(first))
            else:
                x, y = float(first) * place.scale, float(second or 0) * place.scale
                place = replace(place, x=place.x + x, y=place.y + y)
        return place

    def at(self, points: Points) -> Points:
        return points * self.scale + (self.x, self.y)


def png_of(svg: bytes, *, scale: int = 1) -> bytes:
    """The picture that a Canvas wrote, ``scale`` pixels for each of its units, or one for a very large one."""
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    _, _, width, height = view_of(root)
    if width * height * scale**2 > MOST_PIXELS:
        scale = 1
    ground = next(one for one in root if _name(one) == "rect")
    raster = Raster(round(width * scale), round(height * scale), _colour(ground.get("fill", "")))
    root.remove(ground)
    _Painter(raster, root).draw(root, _Place(scale))
    return raster.png()


class _Painter:
    def __init__(self, raster: Raster, root: etree._Element) -> None:
        self._raster = raster
        self._fades = {one.get("id"): one for one in root.iter() if _name(one) == "linearGradient"}

    def draw(self, under: etree._Element, place: _Place) -> None:
        for one in under:
            match _name(one):
                case "g" | "a":
                    self.draw(one, place.within(one.get("transform", "")))
                case "text":
                    self._text(one, place)
                case "rect" | "line" | "path" | "circle":
                    self._shape(one, place)

    def _shape(self, one: etree._Element, place: _Place) -> None:
        lines = _lines(one)
        points = [place.at(line.points) for line in lines]
        opacity = float(one.get("opacity", 1))
        fill = one.get("fill", "#000000")
        if fill.startswith("url(#"):
            self._fade(fill[5:-1], points)
        elif fill != "none" and _name(one) != "line":
            self._raster.fill(points, _colour(fill), opacity)
        if pen := one.get("stroke"):
            width = float(one.get("stroke-width", 1)) * place.scale
            moved = [Line(at, line.closed) for at, line in zip(points, lines, strict=True)]
            dashes = [float(n) * place.scale for n in one.get("stroke-dasharray", "").split()]
            if _name(one) == "rect" and not dashes:
                shapes = _frame(one, place, width)
            else:
                rounded = one.get("stroke-linecap") == "round"
                shapes = outlined(moved, width, rounded=rounded, dashes=dashes)
            self._raster.fill(shapes, _colour(pen), opacity)

    def _fade(self, name: str, points: Sequence[Points]) -> None:
        """Fill from the left to the right, as firmly as the stops of a gradient say."""
        stops = list(self._fades[name])
        whole = np.concatenate(points)[:, 0]
        left, right = whole.min(), whole.max()
        columns = np.arange(self._raster.width) + 0.5
        shares = [float(stop.get("offset", 0)) for stop in stops]
        opacities = [float(stop.get("stop-opacity", 1)) for stop in stops]
        along = (columns - left) / max(right - left, 1)
        shade: Shade = np.interp(along, shares, opacities).astype(np.float32)
        self._raster.fill(points, _colour(stops[0].get("stop-color", "#000000")), shade)

    def _text(self, one: etree._Element, place: _Place) -> None:
        size = float(one.get("font-size", 12.5)) * place.scale
        weight = float(one.get("font-weight", 400))
        stretch = float(one.get("font-stretch", "100%").rstrip("%")) / 100
        words = one.text or ""
        length = width_of(words, size, weight=weight, stretch=stretch)
        back = {"end": length, "middle": length / 2}.get(one.get("text-anchor", ""), 0)
        x = float(one.get("x", 0)) * place.scale + place.x - back
        y = (float(one.get("y", 0)) + float(one.get("dy", 0))) * place.scale + place.y
        shapes = shapes_of(words, size, weight=weight, stretch=stretch)
        placed = [shape + np.array((x, y)) for shape in shapes]
        if halo := one.get("stroke"):
            reach = float(one.get("stroke-width", 1)) * place.scale / 2
            angles = np.arange(_HALO) / _HALO * 2 * np.pi
            around = np.stack([np.cos(angles), np.sin(angles)], axis=1) * reach
            moved = [shape + step for step in around for shape in placed]
            self._raster.fill(moved, _colour(halo))
        ink = _colour(one.get("fill", "#000000"))
        self._raster.fill(placed, ink)
        if one.get("text-decoration") == "line-through":
            through = box(x, y - size * _THROUGH, length, max(size / 14, 1))
            self._raster.fill([through.points], ink)


def _name(one: etree._Element) -> str:
    return etree.QName(one).localname


def _lines(one: etree._Element) -> list[Line]:
    match _name(one):
        case "path":
            return lines_of(one.get("d", ""))
        case "circle":
            return [circle(*_numbers(one, "cx", "cy", "r"))]
        case "line":
            x1, y1, x2, y2 = _numbers(one, "x1", "y1", "x2", "y2")
            return [Line(np.array([(x1, y1), (x2, y2)]))]
        case _:
            return [box(*_numbers(one, "x", "y", "width", "height", "rx"))]


def _frame(one: etree._Element, place: _Place, width: float) -> list[Points]:
    """The edge of a rectangle: what lies between a larger and a smaller one."""
    x, y, wide, high, radius = _numbers(one, "x", "y", "width", "height", "rx")
    half = width / place.scale / 2
    outer = box(x - half, y - half, wide + 2 * half, high + 2 * half, radius + half)
    shapes = [place.at(outer.points)]
    if wide > 2 * half and high > 2 * half:
        inner = box(x + half, y + half, wide - 2 * half, high - 2 * half, max(radius - half, 0))
        shapes.append(place.at(inner.points[::-1]))
    return shapes


def _numbers(one: etree._Element, *names: str) -> list[float]:
    return [float(one.get(name, 0)) for name in names]


def _colour(text: str) -> Colour:
    value = int(text.removeprefix("#"), 16)
    return value >> 16, value >> 8 & 255, value & 255
