"""What is kept on a claim of each of its mentions: ``Claim.mentions``, by the column it fills.

```
{"person": {"text": "Wei Zhang", "record": 12, "score": 0.95, "reason": "the name in full; on record at Atlas AI",
            "new": false,
            "candidates": [{"id": 12, "slug": "wei-zhang", "score": 0.95, "reason": "…"}, …]}}
```

``record`` is null where nobody could be told; ``candidates`` are at most five, the likeliest first. A record
may have been merged away since: ids are what was thought then, the claim's columns are what holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from tracker.claims.identity.resolved import Candidate, Resolved
from tracker.claims.models import Claim

#: The columns of a claim that name a person, and those that name an organization.
PERSON_WORDS = ("person", "manager")
ORGANIZATION_WORDS = ("organization", "unit", "other")


@dataclass(frozen=True, slots=True)
class KeptMention:
    """One mention: the name as written, whom it was found to mean, and who else was thought of."""

    word: str
    text: str
    record: int | None
    score: float
    reason: str
    new: bool
    candidates: tuple[Candidate, ...]


def kept_mentions(claim: Claim) -> dict[str, KeptMention]:
    """The mentions of ``claim`` by column; none for archive lines and editors' notes."""
    return {word: _read(word, row) for word, row in claim.mentions.items()}


def text_of(claim: Claim, word: str) -> str:
    """The name as the article has it; empty for an archive line or an editor's note."""
    kept = claim.mentions.get(word)
    return str(kept["text"]) if kept else str(claim.values.get(word) or "")


def _read(word: str, row: Mapping[str, Any]) -> KeptMention:
    candidates = tuple(
        Candidate(one["id"], one["slug"], one["score"], one["reason"]) for one in row["candidates"]
    )
    return KeptMention(
        word, row["text"], row["record"], row["score"], row["reason"], row["new"], candidates
    )


def to_keep[R: models.Model](
    text: str, found: Resolved[R], *, record: models.Model | None
) -> dict[str, object]:
    """The row for ``Claim.mentions``; ``record`` is what the claim's column holds."""
    return {
        "text": text,
        "record": record.pk if record is not None else None,
        "score": round(found.score, 2),
        "reason": found.reason,
        "new": found.new,
        "candidates": [
            {"id": one.id, "slug": one.slug, "score": round(one.score, 2), "reason": one.reason}
            for one in found.candidates
        ],
    }
