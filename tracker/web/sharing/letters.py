"""The letters that pictures are drawn with: Archivo, in two weights, as outlines (``bench/outlines.py``)."""

import json
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from unidecode import unidecode

from tracker.web.sharing.paths import Points, lines_of

_FILE = Path(__file__).with_name("archivo.json")
_UNITS = 1000
#: From this weight on letters are bold.
_BOLD = 550
#: Each curve of a letter in so many straight parts.
_STEPS = 5


#: The signs of charts that Archivo lacks.
_SIGNS = {
    "⇄": (
        800,
        "M60 430H590L500 340L550 290L730 470L550 650L500 600L590 510H60Z"
        "M740 170H210L300 80L250 30L70 210L250 390L300 340L210 250H740Z",
    ),
    "→": (800, "M60 380H590L470 500L520 550L730 340L520 130L470 180L590 300H60Z"),
    "≈": (
        700,
        "M60 390C130 500 230 500 350 430C450 370 520 360 590 450L640 400C570 290 470 290 350 360"
        "C250 420 180 430 110 340ZM60 180C130 290 230 290 350 220C450 160 520 150 590 240L640 190"
        "C570 80 470 80 350 150C250 210 180 220 110 130Z",
    ),
    "◇": (700, "M350 650L640 340L350 30L60 340ZM350 550L150 340L350 130L550 340Z"),
    "∪": (
        700,
        "M90 620V280C90 110 190 20 350 20C510 20 610 110 610 280V620H525V285C525 165 460 105 350 105"
        "C240 105 175 165 175 285V620Z",
    ),
}


@cache
def _letters() -> dict[str, dict[str, tuple[int, str]]]:
    """Width and path of each letter, by weight."""
    found: dict[str, dict[str, tuple[int, str]]] = json.loads(_FILE.read_text())
    return {weight: {**_SIGNS, **letters} for weight, letters in found.items()}


def _of(weight: float) -> str:
    return "650" if weight >= _BOLD else "400"


@lru_cache(maxsize=2_000)
def drawable(text: str) -> str:
    """``text`` in letters that there are: those of other scripts as they sound."""
    have = _letters()["400"]
    return "".join(one if one in have else _sound(one, have) for one in text)


def _sound(letter: str, have: dict[str, tuple[int, str]]) -> str:
    return "".join(one for one in unidecode(letter) if one in have)


def width_of(text: str, size: float, *, weight: float = 400, stretch: float = 1.0) -> float:
    """How long ``text`` is, in the units of ``size``."""
    widths = _letters()[_of(weight)]
    return sum(widths[one][0] for one in drawable(text)) * size / _UNITS * stretch


def shapes_of(text: str, size: float, *, weight: float = 400, stretch: float = 1.0) -> list[Points]:
    """The outlines of ``text``, which begins at 0 and stands on 0, y downwards."""
    letters = _letters()[_of(weight)]
    shapes: list[Points] = []
    at = 0.0
    scale = np.array([size / _UNITS * stretch, -size / _UNITS])
    for one in drawable(text):
        shapes += [shape * scale + (at, 0.0) for shape in _outline(one, _of(weight))]
        at += letters[one][0] * size / _UNITS * stretch
    return shapes


@lru_cache(maxsize=1_000)
def _outline(letter: str, weight: str) -> tuple[Points, ...]:
    lines = lines_of(_letters()[weight][letter][1], steps=_STEPS)
    return tuple(line.points for line in lines)
