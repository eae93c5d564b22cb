"""Companies that are too big or too old for a start-up."""

from __future__ import annotations

from functools import cache

from tracker.extraction.lexicon import words
from tracker.extraction.lists import entries

#: What nobody calls them.
STARTUPS = words("startup start-up")


def is_grown(name: str | None) -> bool:
    """Whether nobody calls a company a start-up."""
    return name in _grown()


@cache
def _grown() -> frozenset[str]:
    return frozenset(entries("grown.txt"))
