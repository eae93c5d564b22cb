"""Candidates weighed against one another: a conditional logit over their traits.

McFadden 1974, "Conditional logit analysis of qualitative choice behavior". ``measuring/fitting_meant.py`` fits weights to it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

type Traits = dict[str, float]
#: What is nearer to nought and to one than this is taken for that near.
_EXTREME = 0.01


def odds[Key: Hashable](
    candidates: Mapping[Key, Traits], weights: Mapping[str, float]
) -> dict[Key, float]:
    """How likely each candidate is as against the others; a trait without a weight counts for nothing."""
    return {
        key: math.exp(sum(weights.get(name, 0.0) * x for name, x in traits.items()))
        for key, traits in candidates.items()
    }


def logit(probability: float) -> float:
    """A probability on the scale that weights are of; what is all but certain or ruled out is not told apart."""
    bounded = min(1 - _EXTREME, max(_EXTREME, probability))
    return math.log(bounded / (1 - bounded))


@cache
def weights_at(path: Path) -> dict[str, float]:
    """The weights of a file, by the names of traits; read once."""
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


class Ear[Question]:
    """Hears the questions of one kind that are asked while texts are read."""

    def __init__(self, kind: str) -> None:
        self._heard: ContextVar[list[Question] | None] = ContextVar(kind, default=None)

    @contextmanager
    def listening(self) -> Iterator[list[Question]]:
        """All questions that are asked meanwhile, in their order; rules alone answer them."""
        found: list[Question] = []
        token = self._heard.set(found)
        try:
            yield found
        finally:
            self._heard.reset(token)

    @property
    def heard(self) -> list[Question] | None:
        """What has been asked so far; none where nobody listens."""
        return self._heard.get()
