"""The figures of one measurement, and how they are written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from tracker.extraction.measuring.calibration import Bin, Calibration


@dataclass(frozen=True, slots=True)
class Rate:
    """``precision``: of the facts found, the share that is right; ``recall``: of the ``gold`` facts
    annotated, the share found; ``f1``: their harmonic mean. None where there was nothing to ask."""

    precision: float | None
    recall: float | None
    f1: float
    gold: int


@dataclass(frozen=True, slots=True)
class Share:
    """The share ``right`` of the facts in which this was ``asked``."""

    right: float
    asked: int


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a set of articles was read.

    ``told`` counts the facts found, right and wrong, by line and type; none where figures were stored without it.
    ``clean_negatives`` is the share of the articles without a core or org fact (``negatives``) in which
    none was found. ``unread`` counts articles that the reader refused; their facts count as missed.
    """

    articles: int
    unread: int
    lines: Mapping[str, Rate]
    types: Mapping[str, Rate]
    attributes: Mapping[str, Share]
    clean_negatives: float | None
    negatives: int
    calibration: Calibration
    told: Mapping[str, int] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it; ``from_dict`` reads it back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Figures:
        stated = row["calibration"]
        return cls(
            articles=row["articles"],
            unread=row["unread"],
            lines={name: Rate(**rate) for name, rate in row["lines"].items()},
            types={name: Rate(**rate) for name, rate in row["types"].items()},
            attributes={name: Share(**share) for name, share in row["attributes"].items()},
            clean_negatives=row["clean_negatives"],
            negatives=row["negatives"],
            calibration=Calibration(
                stated["count"],
                stated["error"],
                stated["brier"],
                tuple(Bin(**one) for one in stated["bins"]),
            ),
            told=row.get("told", {}),
        )
