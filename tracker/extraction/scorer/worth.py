"""Whether a sentence is worth scoring: how far its words are those of one that tells of people, deals, money or units.

All names look alike to it, and all numbers. ``training/hashed.py`` fits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from tracker.extraction.scorer.hashed import log_odds

WEIGHTS = Path(__file__).parent / "worth.npz"
NAME, NAMES, NUMBER = "Aa", "Aa Aa", "0"
_TOKEN = re.compile(r"[^\W\d_][\w’'&-]*|\d[\d.,]*|[$€£¥%\"“”‘:;?!(),—–-]")


# Asked before a sentence is parsed, and before it is scored.
@lru_cache(maxsize=2048)
def worth(sentence: str) -> float:
    """The logarithm of the odds that a sentence states a fact that the scorer knows."""
    return log_odds(WEIGHTS, rows(sentence))


def rows(sentence: str) -> Iterator[str]:
    """The words of a sentence, and rows of two and three of them."""
    return rows_of(plain_words(sentence))


def rows_of(said: Iterable[str]) -> Iterator[str]:
    """The words of a sentence, and rows of two and three of them."""
    tokens = ["<", *said, ">"]
    yield from tokens
    for first, second in pairwise(tokens):
        yield f"{first} {second}"
    for first, second, third in zip(tokens, tokens[1:], tokens[2:], strict=False):
        yield f"{first} {second} {third}"
        yield f"{first} * {third}"


def words(sentence: str) -> Iterator[str]:
    """Words in small letters, and a number each as one sign."""
    for match in _TOKEN.finditer(sentence):
        token = match.group()
        yield NUMBER if token[0].isdigit() else token.lower()


def plain_words(sentence: str) -> Iterator[str]:
    """Words in small letters; a name, a row of names and a number each as one sign."""
    before = ""
    for match in _TOKEN.finditer(sentence):
        token = match.group()
        if token[0].isdigit():
            token = NUMBER
        elif before and token[0].isupper():
            token = NAME
        else:
            token = token.lower()
        if before in {NAME, NAMES} and token == NAME:
            before = NAMES
            continue
        if before:
            yield before
        before = token
    if before:
        yield before
