"""How far words are of one kind: a logistic regression on rows of them, each hashed to one of a fixed number of places.

Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning". ``training/hashed.py`` fits the weights.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

#: How many places there are; two rows of words that fall on one place cannot be told apart.
PLACES = 1 << 18

type Weights = npt.NDArray[np.float32]


def places(rows: Iterable[str]) -> list[int]:
    """Where rows of words have their weights: each place once, in order."""
    return sorted({crc32(row.encode()) % PLACES for row in rows})


def log_odds(weights: Path, rows: Iterable[str]) -> float:
    """The logarithm of the odds that rows of words are of the kind that ``weights`` were fitted to."""
    weighed, always = _held(weights)
    return always + float(weighed[places(rows)].sum())


@cache
def _held(weights: Path) -> tuple[Weights, float]:
    held = np.load(weights)
    return held["weights"].astype(np.float32) * held["scale"], float(held["always"])
