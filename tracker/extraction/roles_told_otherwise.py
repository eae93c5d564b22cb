"""Posts that the article tells better by a joining, a leaving or another post."""

from __future__ import annotations

import re

from tracker.extraction.bought_along import purchases
from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.sameness import SEEN, plain, same_org, same_title

#: Titles of those who head a company as a whole, and what stands before that of who does so only for now.
_AT_TOP = re.compile(
    r"^(?:interim |acting |co-)?(?:CEO|chief executive|president|managing director|director|general manager)\b(?! of)",
    re.IGNORECASE,
)
_FOR_NOW = re.compile(r"^(?:interim|acting) ", re.IGNORECASE)
#: Posts whose holder runs a company, or may have to.
_HEADS = re.compile(
    r"\bC[A-Z]O\b|\b(?:chief .*(?:executive|officer)|chief|president|chair\w*|director|dean|rector|manager|partner|boss|leader|lead)\b",
    re.IGNORECASE,
)


def _only_points_to_leaving(d: Draft, changes: list[Draft]) -> bool:
    """Read "was chief executive until May, when she made way for X": the post is told as one left."""
    return d.rule == "makes_way" and any(
        o.type is FactType.LEFT
        and d.status is Status.FORMER
        and same_title(o.get("title"), d.get("title"))
        and is_likely_enough(o)
        for o in changes
    )


def _only_sits(d: Draft, changes: list[Draft]) -> bool:
    """Whoever comes to a board is not the head there, as the scorer sees it in the same sentence, nor a director beside."""
    return d.rule == SEEN and any(
        o.type is FactType.JOINED
        and o.rule == "seated"
        and (o.scene is d.scene or d.get("title") == "director")
        for o in changes
    )


def _is_told_exactly(role: Draft, changes: list[Draft]) -> bool:
    """Whether the head of a company, or of what somebody stands in for, is told to get a post with a title."""
    if role.status is Status.FORMER or role.get("unit"):
        return False
    return any(
        o.type is FactType.ROLE
        and o.appointment
        and o.status in FIRM
        and not o.get("unit")
        and (
            (
                role.get("title") in {"head", "chief"}
                and role.status in FIRM
                and _AT_TOP.search(o.get("title"))
            )
            or (
                _FOR_NOW.match(o.get("title"))
                and {role.get("title")} <= {"head", "chief", _FOR_NOW.sub("", o.get("title"))}
            )
        )
        for o in changes
    )


def _only_leads(d: Draft, changes: list[Draft]) -> bool:
    """Whether only a verb makes somebody the head of what a title of his places him in: "Y is run by X, its president"."""
    return d.get("title") == "head" and any(
        (o.type is FactType.ROLE or (o.type is FactType.JOINED and d.status is Status.DONE))
        and o.status in {d.status, Status.DONE}
        and o.get("title") not in {None, "head"}
        and _HEADS.search(o.get("title"))
        and plain(o.get("unit")) == plain(d.get("unit"))
        and is_likely_enough(o)
        for o in changes
    )


def _is_post_at_buyer(role: Draft, found: list[Draft], bought: set[tuple[str, str]]) -> bool:
    """Whether a post taken for one at the company that is bought is told as one at its buyer's."""
    return role.appointment and any(
        o.type is FactType.JOINED
        and plain(o.get("person")) == plain(role.get("person"))
        and (plain(o.get("org")), plain(role.get("org"))) in bought
        and plain(o.get("from_org")) == plain(role.get("org"))
        and same_title(o.get("title"), role.get("title"))
        for o in found
    )


def _is_another(former: Draft, held: Draft) -> bool:
    """Whether a post once shared or held for a time is another than the one that somebody has now."""
    return _was_shared(former, held) and former.scene is held.scene


def _was_shared(one: Draft, other: Draft) -> bool:
    """Whether one post is shared or for a time and the other is not: "joined as co-chief, and is now named chief"."""
    was, now = (
        bool(re.match(r"(?:co-|interim |acting )", d.get("title"), re.IGNORECASE))
        for d in (one, other)
    )
    return was and not now


def _now_leads_all(former: Draft, held: Draft) -> bool:
    """Read "X, formerly head of design, is now running Y": the head of a part has become that of the whole."""
    part = former.get("unit") or " of " in former.get("title")
    return (
        held.rule == "leads" and held.get("title") == "head" and not held.get("unit") and bool(part)
    )


def roles_told_otherwise(found: list[Draft]) -> list[Draft]:
    """A title already told by a joining or a change is not told again as merely held."""
    kept: list[Draft] = []
    bought = purchases(found)
    for d in found:
        if d.type is FactType.ROLE:
            person = d.get("person")
            changes = [
                o
                for o in found
                if o is not d and plain(o.get("person")) == plain(person) and same_org(o, d)
            ]
            joined = any(
                o.type is FactType.JOINED
                and o.values.get("title")
                and same_title(o.get("title"), d.get("title"))
                and d.status is not Status.FORMER
                and not (d.status is not Status.HELD and _was_shared(o, d))
                and not (d.appointment and o.date and d.rule == "succeeds")
                for o in changes
            )
            changed = d.status is Status.HELD and any(
                o.type is FactType.ROLE and o.status not in {Status.HELD} and same_title(o.get("title"), d.get("title")) and (plain(o.get("unit")) == plain(d.get("unit")) or o.rule == "has_title")
                and (o.status is not Status.FORMER or not (_is_another(o, d) or _now_leads_all(o, d)))
                for o in changes
            )  # fmt: skip
            if (
                joined
                or changed
                or _only_points_to_leaving(d, changes)
                or _is_told_exactly(d, changes)
                or _only_leads(d, changes)
                or _only_sits(d, changes)
                or _is_post_at_buyer(d, found, bought)
            ):
                continue
        kept.append(d)
    return kept
