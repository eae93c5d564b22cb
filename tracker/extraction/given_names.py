"""Which given names are a woman's and which are a man's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tracker.extraction.lexicon import MEN, WOMEN

_WOMEN, _MEN = "[women]", "[men]"


@cache
def _listed() -> tuple[frozenset[str], frozenset[str]]:
    """The names of women and those of men in the list, without those that the lexicon knows better."""
    text = (Path(__file__).parent / "given_names.txt").read_text(encoding="utf-8")
    women, _, men = text.partition(_WOMEN)[2].partition(_MEN)
    known = WOMEN | MEN
    return frozenset(women.split()) - known, frozenset(men.split()) - known


def is_female(name: str) -> bool:
    """Whether the first word of a name is a woman's given name."""
    first = name.split(maxsplit=1)[0].lower()
    return first in WOMEN or first in _listed()[0]


def is_male(name: str) -> bool:
    """Whether the first word of a name is a man's given name."""
    first = name.split(maxsplit=1)[0].lower()
    return first in MEN or first in _listed()[1]
