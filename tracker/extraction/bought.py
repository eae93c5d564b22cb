"""Who has bought whom, and who comes along."""

from __future__ import annotations

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.sameness import plain

#: Whoever buys no more than that much of a company does not take it over, and nobody comes along.
_HALF = 50


def buys_most(d: Draft) -> bool:
    """Whether a company is bought as a whole, or more than half of it."""
    return d.type is FactType.STAKE and float(str(d.values.get("percent") or 100)) > _HALF


def purchases(found: list[Draft]) -> set[tuple[str, str]]:
    """Who has bought whom, or most of it."""
    return {
        (plain(d.get("acquirer")), plain(d.get("target")))
        for d in found
        if buys_most(d) and d.status in {Status.DONE, Status.ANNOUNCED, Status.REPORTED}
    }


def bought_along(found: list[Draft]) -> list[Draft]:
    """Who comes along with a bought company has joined the buyer and left nothing."""
    bought = purchases(found)
    return [
        d
        for d in found
        if d.type is not FactType.LEFT
        or d.rule == "leaves"
        or (plain(d.get("to_org")), plain(d.get("org"))) not in bought
    ]
