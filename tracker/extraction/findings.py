"""What a reading yields: findings, each with the words that support it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

RULES_VERSION = "38"

type Value = str | int | float | None


class FactType(StrEnum):
    JOINED = "joined"
    LEFT = "left"
    ROLE = "role"
    FOUNDED = "founded"
    REPORTS_TO = "reports_to"
    UNIT_CREATED = "unit_created"
    UNIT_RENAMED = "unit_renamed"
    UNIT_MERGED = "unit_merged"
    UNIT_DISSOLVED = "unit_dissolved"
    LAYOFF = "layoff"
    STAKE = "stake"
    FUNDING = "funding"
    SPENDING = "spending"
    COMPENSATION = "compensation"
    MARKET_REACTION = "market_reaction"
    STATEMENT = "statement"


class Status(StrEnum):
    RUMOURED = "rumoured"
    REPORTED = "reported"
    ANNOUNCED = "announced"
    DONE = "done"
    DENIED = "denied"
    REVERSED = "reversed"
    HELD = "held"
    FORMER = "former"


#: What is done, or said to come by those who do it; what is told as so; what may be so; and of that, what is not done yet.
FIRM = frozenset({Status.ANNOUNCED, Status.DONE})
TOLD = FIRM | {Status.REPORTED}
NEWS = TOLD | {Status.RUMOURED}
TO_COME = NEWS - {Status.DONE}


@dataclass(frozen=True, slots=True)
class Text:
    """One published text, as it is handed to the reader."""

    text: str
    title: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact that a text states.

    ``text[start:end]`` is the sentence that states it. ``date`` is an ISO date or a prefix of one, and
    ``date_kind`` says whether it is the day of the change (``effective``) or of its telling (``told``).
    """

    type: FactType
    status: Status | None
    values: Mapping[str, Value]
    start: int
    end: int
    rule: str
    probability: float
    date: str | None = None
    date_kind: str | None = None
    via: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def as_dict(self, text: str) -> dict[str, object]:
        """The finding as the output contract has it; ``text`` is the text that was read."""
        row: dict[str, object] = {"type": str(self.type), **self.values}
        if self.status is not None:
            row["status"] = str(self.status)
        if self.date is not None:
            row |= {"date": self.date, "date_kind": self.date_kind}
        if self.via is not None:
            row["via"] = self.via
        return row | {
            "evidence": text[self.start : self.end],
            "start": self.start,
            "end": self.end,
            "rule": self.rule,
            "probability": self.probability,
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """All findings of one text; ``unread`` is the reason where the text was not read."""

    findings: tuple[Finding, ...] = field(default=())
    language: str = ""
    unread: str | None = None
