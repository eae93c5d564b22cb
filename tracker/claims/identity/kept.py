"""What is kept on a claim of each of its mentions: ``Claim.mentions``, by the column it fills.

```
{"person": {"text": "Wei Zhang", "record": 12, "score": 0.95, "reason": "the name in full; on record at Atlas AI",
            "new": false,
            "candidates": [{"id": 12, "slug": "wei-zhang", "score": 0.95, "reason": "…"}, …]}}
```

``record`` is null where nobody could be told; ``candidates`` are at most five, the likeliest first. A record
may have been merged away since: ids are what was thought then, the claim's columns are what holds.
"""

from django.db import models

from tracker.claims.identity.resolved import Resolved
from tracker.claims.models import Claim

#: The columns of a claim that name a person, and those that name an organization.
PERSON_WORDS = ("person", "manager")
ORGANIZATION_WORDS = ("organization", "unit", "other")


def text_of(claim: Claim, word: str) -> str:
    """The name as the article has it; empty for an archive line or an editor's note."""
    kept = claim.mentions.get(word)
    return str(kept["text"]) if kept else str(claim.values.get(word) or "")


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
