"""Posts that go with a coming told in another sentence: "X is coming to Y from Z. She becomes chair"."""

from __future__ import annotations

import re

from tracker.extraction.arrivals import came_before, of_person
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.sameness import SEEN, same_org

#: How many sentences after a coming the post may be told that somebody comes to.
_NEAR = 3
_AMONG_LEADERS = re.compile(
    r"\b(?:leadership|executive|management) (?:team|committee|group)\b", re.IGNORECASE
)
_WHERE_NOW = re.compile(r"\bwhere (?:he|she|they) (?:is|are|now|will|also)\b")
#: How a sentence opens that tells what somebody does who has just come.
_OPENS_AS = re.compile(r"(?:As|In (?:his|her|the|this) (?:new )?(?:role|post|position|job)) ")


def posts_come_to(found: list[Draft]) -> list[Draft]:
    """The drafts with posts told of a coming, and without comings of those who only rise."""
    _heads_where_they_come(found)
    return [d for d in found if not _rises_to_the_top(d, found)]


def _heads_where_they_come(found: list[Draft]) -> None:
    """Read "X is coming to Y from Z. The sales team will be led by X. She becomes chair": the post goes with the coming."""
    for d in found:
        if _is_what_came_of_it(d, found):
            d.type, d.status, d.appointment = FactType.JOINED, Status.DONE, True
            continue
        if d.type is not FactType.ROLE or d.status is not Status.ANNOUNCED or not d.appointment:
            continue
        if (there := _gone_to(d, found)) is not None:
            d.values["org"] = there
        if any(
            same_org(o, d)
            and not (o.get("title") or came_before(o, d))
            and (
                o.status is Status.ANNOUNCED
                or (o.status in FIRM and (_heads_part(d) or _is_hired(o)))
            )
            and 0 <= d.scene.number - o.scene.number <= (_NEAR if _heads_part(d) else 1)
            for o in of_person(found, FactType.JOINED, d.get("person"))
        ):
            d.type = FactType.JOINED


def _gone_to(d: Draft, found: list[Draft]) -> str | None:
    """Z in "X is leaving Y for Z. She will become the agency's T": nobody gets a post where he has just been told to leave."""
    if d.get("org") in d.scene.text:
        return None
    goes = (
        o.get("to_org")
        for o in of_person(found, FactType.LEFT, d.get("person"))
        if same_org(o, d) and o.status is d.status and d.scene.number - o.scene.number == 1
    )
    return next(filter(None, goes), None)


def _rises_to_the_top(d: Draft, found: list[Draft]) -> bool:
    """Read "promoted X to head of search. She joins the leadership team": who has a post there comes from within."""
    return (
        d.type is FactType.JOINED
        and not (d.get("title") or d.get("from_org"))
        and _AMONG_LEADERS.search(d.get("unit")) is not None
        and any(
            same_org(o, d) and o.rule != SEEN
            for o in of_person(found, FactType.ROLE, d.get("person"))
        )
    )


def _is_what_came_of_it(d: Draft, found: list[Draft]) -> bool:
    """Read "X has left Z for Y, where she is now chair", "Y has hired X from Z. As chair he will report to W"."""
    if d.type is not FactType.ROLE or d.status is not Status.HELD or d.rule == SEEN:
        return False
    return any(
        same_org(o, d)
        and not o.get("title")
        and o.status in FIRM
        and _is_hired(o)
        and (
            (o.scene is d.scene and _WHERE_NOW.search(d.scene.text))
            or (d.scene.number - o.scene.number == 1 and _OPENS_AS.match(d.scene.text))
        )
        for o in of_person(found, FactType.JOINED, d.get("person"))
    )


def _is_hired(joined: Draft) -> bool:
    """Read "Y has hired X from Z": news, and no step of a career."""
    return (
        joined.rule in {"hires", "leaves_for"} and bool(joined.get("from_org")) and not joined.date
    )


def _heads_part(d: Draft) -> bool:
    return d.get("title") == "head" and bool(d.get("unit"))
