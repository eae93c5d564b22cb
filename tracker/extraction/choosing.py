"""Candidates weighed against one another: a conditional logit over their traits.

McFadden 1974, "Conditional logit analysis of qualitative choice behavior". ``measuring/fitting_meant.py`` fits weights to it.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping

type Traits = dict[str, float]


def odds[Key: Hashable](
    candidates: Mapping[Key, Traits], weights: Mapping[str, float]
) -> dict[Key, float]:
    """How likely each candidate is as against the others; a trait without a weight counts for nothing."""
    return {
        key: math.exp(sum(weights.get(name, 0.0) * x for name, x in traits.items()))
        for key, traits in candidates.items()
    }
