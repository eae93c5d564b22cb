"""Whether a quotation holds a view on technology or strategy, by its words and those around it.

All names look alike to it, and all numbers. ``training/hashed.py`` fits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tracker.extraction.scorer.hashed import log_odds
from tracker.extraction.scorer.worth import plain_words

WEIGHTS = Path(__file__).parent / "views.npz"
#: Numbers of words that a quotation has more of, or has not.
_LENGTHS = (3, 5, 8, 12, 18, 25)


def view(sentence: str, quote: re.Match[str]) -> float:
    """The logarithm of the odds that the words of ``quote``, its first group, in a sentence hold a view."""
    return log_odds(WEIGHTS, rows(sentence, quote))


def rows(sentence: str, quote: re.Match[str]) -> Iterator[str]:
    """The words of a quotation and those around it, each kind apart, and how long it is."""
    said = list(plain_words(quote[1]))
    yield from _marked("said", ["<", *said, ">"])
    yield from _marked(
        "", list(plain_words(f"{sentence[: quote.start()]} “ {sentence[quote.end() :]}"))
    )
    yield from (f"more than {number}" for number in _LENGTHS if len(said) > number)


def _marked(mark: str, words: list[str]) -> Iterator[str]:
    yield from (f"{mark}:{word}" for word in words)
    yield from (f"{mark}:{first} {second}" for first, second in pairwise(words))
