"""The tables of the room."""

from tracker.claims.models.claim import (
    EVENT_TYPES,
    POSITION_TYPES,
    Aspect,
    Claim,
    ClaimType,
    DateKind,
    Decision,
    EvidenceKind,
)
from tracker.claims.models.identity import MentionRuling, NeverSame
from tracker.claims.models.merge import Merge, MergeChange
from tracker.claims.models.policy import PublicationPolicy
from tracker.claims.models.reading import Reading
from tracker.claims.models.review import ReviewLock, RuledOut, Verdict, VerdictKind
from tracker.claims.models.takedown import HIDING, TARGETS, Suppression, Takedown, TakedownKind

__all__ = [
    "EVENT_TYPES",
    "HIDING",
    "POSITION_TYPES",
    "TARGETS",
    "Aspect",
    "Claim",
    "ClaimType",
    "DateKind",
    "Decision",
    "EvidenceKind",
    "MentionRuling",
    "Merge",
    "MergeChange",
    "NeverSame",
    "PublicationPolicy",
    "Reading",
    "ReviewLock",
    "RuledOut",
    "Suppression",
    "Takedown",
    "TakedownKind",
    "Verdict",
    "VerdictKind",
]
