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
from tracker.claims.models.reading import Reading

__all__ = [
    "EVENT_TYPES",
    "POSITION_TYPES",
    "Aspect",
    "Claim",
    "ClaimType",
    "DateKind",
    "Decision",
    "EvidenceKind",
    "Reading",
]
