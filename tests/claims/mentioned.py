"""What is kept on a claim of its mentions, by attribute rather than by key."""

from types import SimpleNamespace

from tracker.claims.models import Claim


def kept_mentions(claim: Claim) -> dict[str, SimpleNamespace]:
    """The mentions of ``claim`` by the column they fill."""
    return {
        word: SimpleNamespace(
            **{**row, "candidates": [SimpleNamespace(**one) for one in row["candidates"]]}
        )
        for word, row in claim.mentions.items()
    }
