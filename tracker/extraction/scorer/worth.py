"""Whether a sentence is worth scoring: how far its words are those of one that tells of people, deals, money or units.

A logistic regression on words and rows of two and three of them, hashed to a fixed number of places (Weinberger et al.
2009, "Feature Hashing for Large Scale Multitask Learning"). All names look alike to it. ``training/worth.py`` fits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

WEIGHTS = Path(__file__).parent / "worth.npz"
#: How many places there are for words; two that fall on one place cannot be told apart.
PLACES = 1 << 18
NAME, NAMES, NUMBER = "Aa", "Aa Aa", "0"
_TOKEN = re.compile(r"[^\W\d_][\w’'&-]*|\d[\d.,]*|[$€£¥%\"“”‘:;?!(),—–-]")

type Weights = npt.NDArray[np.float32]


def worth(sentence: str) -> float:
    """The logarithm of the odds that a sentence states a fact that the scorer knows."""
    weights, always = _weights()
    return always + float(weights[places(sentence)].sum())


def places(sentence: str) -> list[int]:
    """Where the words of a sentence, and rows of them, have their weights: each place once, in order."""
    return sorted({crc32(row.encode()) % PLACES for row in _rows(list(_tokens(sentence)))})


def _rows(tokens: list[str]) -> Iterator[str]:
    tokens = ["<", *tokens, ">"]
    yield from tokens
    for first, second in pairwise(tokens):
        yield f"{first} {second}"
    for first, second, third in zip(tokens, tokens[1:], tokens[2:], strict=False):
        yield f"{first} {second} {third}"
        yield f"{first} * {third}"


def _tokens(sentence: str) -> Iterator[str]:
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


@cache
def _weights() -> tuple[Weights, float]:
    held = np.load(WEIGHTS)
    return held["weights"].astype(np.float32) * held["scale"], float(held["always"])
