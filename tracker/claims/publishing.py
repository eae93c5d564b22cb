"""Whether a claim is published at once or waits for an editor; the reason is kept with it."""

import re
from dataclasses import dataclass

from people.titles import Seniority, meaning_of
from tracker.kernel.statuses import Status

#: What no rule publishes while it is a rumour: health, visas, misconduct.
_DELICATE = re.compile(
    r"\b(ill(ness)?|sick|cancer|health|medical|hospital\w*|diagnos\w+|depress\w+|rehab|pregnan\w+|"
    r"visas?|immigration|deport\w*|green card|work permit|"
    r"misconduct|harass\w*|assault\w*|abus\w+|affair|fraud\w*|embezzl\w*|brib\w*|investigat\w+|"
    r"arrest\w*|indict\w*|allegations?|alleged\w*|plagiari\w+)\b",
    re.IGNORECASE,
)
_TALK = frozenset({Status.RUMOURED, Status.REPORTED})
_PUBLIC_RANK = Seniority.DIRECTOR


@dataclass(frozen=True, slots=True)
class Publication:
    """Accepted by ``policy``, or queued for ``reason``."""

    policy: str
    reason: str = ""

    @property
    def accepted(self) -> bool:
        return not self.reason


def decide(
    *, status: str, evidence: str, title: str, person_is_new: bool, queue: bool, unresolved: str
) -> Publication:
    """What becomes of a claim that an operator handed in.

    It is published at once unless the operator wants it queued, its records could not be told, or
    it is of the kind that is never published automatically: rumours about somebody not in public
    life, or about health, visas or misconduct.
    """
    if unresolved:
        return Publication("identity", unresolved[:300])
    if queue:
        return Publication("operator", "The operator wants it reviewed.")
    if status in _TALK:
        if _DELICATE.search(evidence):
            return Publication("never-automatic", "A rumour about health, visas or misconduct.")
        if person_is_new and meaning_of(title).seniority < _PUBLIC_RANK:
            return Publication("never-automatic", "A rumour about somebody not on record.")
    return Publication("operator")
