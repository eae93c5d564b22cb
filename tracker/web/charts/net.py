"""Gains less losses as bars on either side of nought."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.timeline.between import Net

#: Where nought lies, and how long the longest bar is, in a drawing 220 wide.
_NOUGHT, _LONGEST = 110, 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One company's bar: ``in`` to the right of nought, ``out`` to the left, nothing at nought."""

    family: str = ""
    x: str = ""
    width: str = ""


def bars(nets: Sequence[Net]) -> tuple[Bar, ...]:
    """A bar for each company, in one scale."""
    most = max((abs(one.net) for one in nets), default=0)
    return tuple(_bar(one.net, most) for one in nets)


def _bar(net: int, most: int) -> Bar:
    if net == 0:
        return Bar()
    length = abs(net) * _LONGEST / most
    family, x = ("in", float(_NOUGHT)) if net > 0 else ("out", _NOUGHT - length)
    return Bar(family, f"{x:.1f}", f"{length:.1f}")
