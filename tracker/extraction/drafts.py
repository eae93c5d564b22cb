"""A fact as a rule first sees it, before the article as a whole has been weighed."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.extraction.choosing import Traits
from tracker.extraction.findings import FactType, Status, Value
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement

_OF_PEOPLE = frozenset([FactType.JOINED, FactType.LEFT, FactType.ROLE])


@dataclass(slots=True)
class Draft:
    """A proposed fact; later steps may change its type, fill its gaps or drop it."""

    type: FactType
    scene: Scene
    rule: str
    status: Status | None
    probability: float
    values: dict[str, Value] = field(default_factory=dict)
    date: str | None = None
    date_kind: str | None = None
    via: str | None = None
    appointment: bool = False
    inside: bool = False
    attached: bool = False
    implied_org: bool = False
    beside: str | None = None  # with whom, or after whom, somebody goes the same way
    signs: dict[str, float] = field(default_factory=dict)  # what else bears on how likely it is
    besides: dict[str, float] = field(default_factory=dict)  # what the article tells besides
    belief: float | None = None  # how likely the scorer holds it to be, where it was asked
    days: dict[str | None, Traits] = field(default_factory=dict)  # the times that it may have
    day: str | None = None  # the one of them that was chosen

    def get(self, key: str) -> str:
        value = self.values.get(key)
        return value if isinstance(value, str) else ""


def draft(
    kind: FactType,
    scene: Scene,
    rule: str,
    judged: Judgement | Status | None,
    probability: float,
    **values: Value,
) -> Draft:
    """A draft with the date and the credit of what was judged; a body of which no whole is known is no unit of itself."""
    if kind in _OF_PEOPLE and values.get("unit") == values.get("org"):
        values.pop("unit", None)
    made = Draft(
        kind,
        scene,
        rule,
        None,
        probability,
        {k: v for k, v in values.items() if v is not None or k == "org"},
    )
    if isinstance(judged, Judgement):
        made.status, made.via = judged.status, judged.via
        made.date, made.date_kind = judged.date, judged.date_kind
    else:
        made.status = judged
    return made
