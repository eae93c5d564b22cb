"""A picture that stands on its own: SVG made of a few harmless elements, whatever it is given.

Nothing of a style sheet, a script or another file is in it: classes become attributes, marks are drawn
out, addresses lead to the site alone. So it looks the same wherever it is taken.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from lxml import etree

from tracker.web.sharing.letters import drawable, width_of
from tracker.web.sharing.look import FONTS, Attributes, Theme, attributes_of, colour

SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    "g a title desc defs linearGradient stop rect line path circle text".split()  # noqa: SIM905
)
_GEOMETRY = frozenset(
    "id x y x1 x2 y1 y2 cx cy r rx width height d dy offset opacity stop-opacity transform".split()  # noqa: SIM905
)
_FILL = re.compile(r"none|url\(#[\w-]+\)")
#: What no XML can hold, however it is written.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BRAND = ((6, 0, 20, "brand"), (0, 7.5, 20, "brand-m"), (4, 15, 16, "brand"))


class NotADrawing(ValueError):
    """What was to be placed is no drawing that a picture can hold."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """An ``<svg>`` element as pages have it, and the address that links in it are relative to."""

    markup: str
    page: str

    @property
    def root(self) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        try:
            return etree.fromstring(writable(self.markup), parser)
        except etree.XMLSyntaxError as error:
            raise NotADrawing(str(error)) from error


def writable(text: str) -> str:
    """``text`` without the few characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def view_of(root: etree._Element) -> tuple[float, float, float, float]:
    """Where a drawing begins, and how wide and high it is."""
    x, y, width, height = (float(part) for part in root.get("viewBox", "0 0 0 0").split())
    return x, y, width, height


class Canvas:
    """A picture in the making; what is put on it later lies on top."""

    def __init__(self, width: int, height: int, theme: Theme, *, title: str, desc: str) -> None:
        self.width, self.height, self.theme = width, height, theme
        self.root = etree.fromstring(f'<svg xmlns="{SVG}"/>')
        for name, value in {
            "viewBox": f"0 0 {width} {height}",
            "width": str(width),
            "height": str(height),
            "font-family": FONTS,
            "role": "img",
            "aria-labelledby": "title desc",
        }.items():
            self.root.set(name, value)
        self._add(self.root, "title", {"id": "title"}, title)
        self._add(self.root, "desc", {"id": "desc"}, desc)
        self.rect(0, 0, width, height, "ground")

    def text(self, x: float, y: float, words: str, classes: str, **extra: str) -> None:
        """A line of text; ``extra`` are attributes, ``_`` for ``-``."""
        look = attributes_of("text", classes.split(), self.theme)
        look |= {name.replace("_", "-"): value for name, value in extra.items()}
        self._add(self.root, "text", {"x": f"{x:g}", "y": f"{y:g}", **look}, words)

    def rect(self, x: float, y: float, width: float, height: float, classes: str) -> None:
        place = {"x": x, "y": y, "width": width, "height": height}
        look = attributes_of("rect", classes.split(), self.theme)
        self._add(self.root, "rect", {**{name: f"{at:g}" for name, at in place.items()}, **look})

    def rule(self, x1: float, x2: float, y: float) -> None:
        look = attributes_of("line", ["gr"], self.theme)
        place = {"x1": f"{x1:g}", "x2": f"{x2:g}", "y1": f"{y:g}", "y2": f"{y:g}"}
        self._add(self.root, "line", {**place, **look})

    def brand(self, x: float, y: float, scale: float = 1) -> None:
        """The site's own mark, 26 by 20."""
        for left, top, width, name in _BRAND:
            self.rect(x + left * scale, y + top * scale, width * scale, 5 * scale, name)

    def place(self, drawing: Drawing, x: float, y: float, *, scale: float = 1) -> None:
        """Put a drawing with its upper left corner at a place. Raises NotADrawing."""
        root = drawing.root
        left, top, _, _ = view_of(root)
        where = f"translate({x - left * scale:g} {y - top * scale:g})"
        group = self._add(
            self.root, "g", {"transform": f"{where} scale({scale:g})" if scale != 1 else where}
        )
        copying = _Copying(self.theme, drawing.page)
        for child in root:
            if child.tag not in ("title", "desc"):
                copying.copy(child, group)

    def svg(self) -> bytes:
        """The picture as a document of its own."""
        made: bytes = etree.tostring(self.root, xml_declaration=True, encoding="utf-8")
        return made

    def _add(
        self, under: etree._Element, name: str, look: Mapping[str, str], words: str = ""
    ) -> etree._Element:
        return _element(under, name, look, words)


def _element(
    under: etree._Element, name: str, look: Mapping[str, str], words: str = ""
) -> etree._Element:
    made = etree.SubElement(under, f"{{{SVG}}}{name}")
    for key, value in look.items():
        made.set(key, value)
    if words:
        made.text = writable(words)
        if name == "text":
            _held_to_its_length(made, made.text)
    return made


def _held_to_its_length(text: etree._Element, words: str) -> None:
    """Keep a line as long as it is in Archivo, in whatever letters a viewer has instead."""
    if len(words) < 2 or drawable(words) != words:
        return
    stretch = float(text.get("font-stretch", "100%").rstrip("%")) / 100
    size, weight = float(text.get("font-size", 0)), float(text.get("font-weight", 400))
    length = width_of(words, size, weight=weight, stretch=stretch)
    text.set("textLength", f"{length:.1f}")
    text.set("lengthAdjust", "spacingAndGlyphs")


@dataclass(frozen=True, slots=True)
class _Copying:
    """Copies what is harmless of a drawing, with its look; the rest stays behind."""

    theme: Theme
    page: str

    def copy(self, one: etree._Element, under: etree._Element, *, maybe: bool = False) -> None:
        if one.tag == "svg":
            self._mark(one, under)
            return
        if one.tag not in _ELEMENTS:
            return
        classes = one.get("class", "").split()
        maybe = maybe or "maybe" in classes
        look = {str(k): str(v) for k, v in one.items() if k in _GEOMETRY}
        if _FILL.fullmatch(fill := one.get("fill", "")):
            look["fill"] = fill
        look |= attributes_of(str(one.tag), classes, self.theme, maybe=maybe)
        name = str(one.tag)
        if name == "a":
            address = self._within(one.get("href", ""))
            name, look = ("a", {"href": address}) if address else ("g", {})
        made = _element(under, name, look, " ".join((one.text or "").split()))
        for child in one:
            self.copy(child, made, maybe=maybe)

    def _within(self, href: str) -> str:
        """The whole of an address of this site; nothing for any other."""
        whole = urljoin(self.page, href)
        return whole if urlsplit(whole)[:2] == urlsplit(self.page)[:2] else ""

    def _mark(self, one: etree._Element, under: etree._Element) -> None:
        """A status mark, drawn out in its colour."""
        status = next((use.get("href", "") for use in one.iter("use")), "").rpartition("#")[2]
        look = attributes_of("svg", one.get("class", "").split(), self.theme)
        ink = look.get("color") or colour("ink", self.theme)
        x, y, size = (float(one.get(name, "0")) for name in ("x", "y", "width"))
        where = f"translate({x:g} {y:g}) scale({size / 16:g})"
        group = _element(under, "g", {"transform": where})
        for name, shape in _marks().get(status, ()):
            _element(group, name, {k: v.replace("currentColor", ink) for k, v in shape.items()})


@cache
def _marks() -> dict[str, tuple[tuple[str, Attributes], ...]]:
    """The shapes of each status, as the pages' own file has them."""
    root = etree.parse(settings.BASE_DIR / "static" / "icons" / "marks.svg").getroot()
    return {
        str(symbol.get("id")): tuple(_shapes(symbol)) for symbol in root.iter(f"{{{SVG}}}symbol")
    }


def _shapes(symbol: etree._Element) -> Iterator[tuple[str, Attributes]]:
    for shape in symbol:
        yield etree.QName(shape).localname, {str(k): str(v) for k, v in shape.items()}
