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
from tracker.extraction.pipeline import read, read_many

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
    "read",
    "read_many",
]
