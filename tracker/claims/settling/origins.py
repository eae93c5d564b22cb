"""To whom each claim goes back: what one newsroom found out counts once, however many print it.

A claim goes back to the outlet that it credits, else to the outlet that was first with its story,
else to its own. Where that outlet, in what it had published of the same matter by then, only
credits others in turn, the claim goes back to those: the Post by the Courier by the Gazette is the
Gazette. An outlet that also says so on its own is an origin of its own.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.news.outlets import bare_name, outlets_called

type Matter = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom one claim could go back to: the outlet it credits (``via``, as written), the one that was first
    with its story (``first``), its own (``outlet``); empty where there is none.

    Claims of one ``matter`` say the same sort of thing of the same records.
    """

    claim: int
    key: str
    matter: Matter
    published: date | None = None
    outlet: str = ""
    via: str = ""
    story: int | None = None
    first: str = ""


def origins_of(credits_: Sequence[Credit]) -> dict[int, str]:
    """The origin of each claim by its id; at most one query. In any order it is the same."""
    named = outlets_called({credit.via for credit in credits_ if credit.via})
    nearest = {credit.claim: _nearest(credit, named) for credit in credits_}
    if all(nearest[credit.claim] == credit.outlet for credit in credits_):
        return nearest
    by_outlet: dict[tuple[str, Matter], list[Credit]] = defaultdict(list)
    for credit in credits_:
        if credit.outlet:
            by_outlet[credit.outlet, credit.matter].append(credit)
    return {credit.claim: _followed(credit, nearest, by_outlet) for credit in credits_}


def _nearest(credit: Credit, named: dict[str, str]) -> str:
    if credit.via:
        return named.get(credit.via) or f"via:{bare_name(credit.via)}"
    if credit.first or credit.outlet:
        return credit.first or credit.outlet
    return f"claim:{credit.key}" if credit.story is None else f"story:{credit.story}"


def _followed(
    credit: Credit, nearest: dict[int, str], by_outlet: dict[tuple[str, Matter], list[Credit]]
) -> str:
    """From credit to credit, to whoever credits nobody; a ring of credits is one origin."""
    origin = nearest[credit.claim]
    seen = [credit.outlet] if credit.outlet else []
    by_then = credit.published or date.max
    while origin not in seen:
        seen.append(origin)
        said = [
            one
            for one in by_outlet.get((origin, credit.matter), [])
            if (one.published or date.max) <= by_then
        ]
        if not said or any(nearest[one.claim] == origin for one in said):
            return origin
        first = min(said, key=lambda one: (one.published or date.max, one.key))
        origin = nearest[first.claim]
    return min(seen[seen.index(origin) :])
