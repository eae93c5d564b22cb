"""Columns of numbers, grouped."""

from collections import Counter

import numpy as np

from tracker.timeline.roster_spells import Numbers


class Grouped:
    """Places in a column by what stands there, a number below ``size``, in the order given."""

    def __init__(self, column: Numbers, size: int, order: Numbers | None = None) -> None:
        order = np.arange(len(column)) if order is None else order
        order = order[np.argsort(column[order], kind="stable")]
        self._order: list[int] = order.tolist()
        self._bounds: list[int] = np.searchsorted(column[order], np.arange(size + 1)).tolist()

    def __getitem__(self, what: int) -> list[int]:
        return self._order[self._bounds[what] : self._bounds[what + 1]]


def pairs(units: Numbers, who: Numbers) -> tuple[Numbers, Numbers]:
    """Each unit with each person once."""
    if not len(who):
        return units, who
    many = int(who.max()) + 1
    both = np.unique(units * many + who)
    return both // many, both % many


def people_in(units: Numbers, who: Numbers) -> Counter[int | None]:
    found, numbers = np.unique(pairs(units, who)[0], return_counts=True)
    return Counter(
        {
            unit or None: number
            for unit, number in zip(found.tolist(), numbers.tolist(), strict=True)
        }
    )
