"""Whether findings are right as often as their probabilities say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

#: How many bins of equal width the probabilities are put into.
BINS = 20
#: For an interval that holds the true share in 95 of 100 cases.
_Z = 1.96


class Outcome(NamedTuple):
    """One finding: the probability it states, and whether it was right."""

    probability: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The findings whose probability lies from ``low`` up to ``high``, which itself is left out."""

    low: float
    high: float
    count: int
    #: The mean of the probabilities stated.
    stated: float
    #: The share that was right.
    right: float

    def interval(self) -> tuple[float, float]:
        """Between which shares the true one lies, given so few findings (Wilson, 95 %)."""
        n, p, z = self.count, self.right, _Z
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Calibration:
    """``error`` is the expected calibration error, ``brier`` the Brier score: 0 is best for both."""

    count: int
    error: float | None
    brier: float | None
    bins: tuple[Bin, ...]

    @property
    def stated(self) -> float | None:
        """The mean of all probabilities stated; None where nothing was found."""
        return self._mean(one.count * one.stated for one in self.bins)

    @property
    def right(self) -> float | None:
        """The share of all findings that was right; None where nothing was found."""
        return self._mean(one.count * one.right for one in self.bins)

    def _mean(self, sums: Iterable[float]) -> float | None:
        return sum(sums) / self.count if self.count else None


def calibrate(outcomes: Iterable[Outcome]) -> Calibration:
    """The bins that hold any outcome, lowest first."""
    binned: dict[int, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        # A hair more: 0.85 as a float lies just below 17 twentieths.
        binned[min(int(outcome.probability * BINS + 1e-9), BINS - 1)].append(outcome)
    bins = tuple(_bin(number, inside) for number, inside in sorted(binned.items()))
    every = [outcome for inside in binned.values() for outcome in inside]
    if not every:
        return Calibration(0, None, None, ())
    return Calibration(
        count=len(every),
        error=sum(abs(one.stated - one.right) * one.count for one in bins) / len(every),
        brier=sum((one.probability - one.right) ** 2 for one in every) / len(every),
        bins=bins,
    )


def _bin(number: int, inside: list[Outcome]) -> Bin:
    return Bin(
        low=number / BINS,
        high=(number + 1) / BINS,
        count=len(inside),
        stated=sum(one.probability for one in inside) / len(inside),
        right=sum(one.right for one in inside) / len(inside),
    )
