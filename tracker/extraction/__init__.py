"""Text in, findings out: pure Python, no tables, no network."""

from tracker.extraction.findings import (
    RULES_VERSION,
    FactType,
    Finding,
    Reading,
    Status,
    Text,
)
from tracker.extraction.gazetteer import Gazetteer, KnownOrganization, KnownPerson
from tracker.extraction.reading import get_ready, read, read_many

__all__ = [
    "RULES_VERSION",
    "FactType",
    "Finding",
    "Gazetteer",
    "KnownOrganization",
    "KnownPerson",
    "Reading",
    "Status",
    "Text",
    "get_ready",
    "read",
    "read_many",
]
