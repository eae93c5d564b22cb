"""Who heads a unit that has been told to be made: "Y has formed a Z team. X will lead it"."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.sameness import plain, same_org

#: What somebody is who has a unit, and nobody above him in it.
_AT_ITS_HEAD = words(
    "head co-head lead co-lead leader chief boss director general_manager managing_director president chief_executive"
)
#: How many sentences later the leader may be named.
_NEAR = 2


def leaders_of_units(found: Iterable[Draft]) -> None:
    """Give each unit made the leader that a post told with it, or right after, gives it."""
    found = list(found)
    for d in found:
        if d.type is not FactType.UNIT_CREATED or d.values.get("led_by"):
            continue
        leaders = [o.get("person") for o in found if _leads(o, d)]
        if leaders:
            d.values["led_by"] = " and ".join(dict.fromkeys(leaders))
    for d in (d for d in found if d.type is FactType.UNIT_CREATED and d.get("led_by")):
        for o in found:
            if _heads_the_unit_told(o, d):
                o.values["unit"] = d.get("unit")


def _heads_the_unit_told(o: Draft, d: Draft) -> bool:
    """Read "has created a Z unit and named X as its head": what X is the head of is the unit that X leads."""
    near = 0 <= o.scene.number - d.scene.number <= 1 and same_org(o, d)
    head = o.type is FactType.ROLE and o.get("title") in {"head", "co-head"} and not o.get("unit")
    return near and head and o.get("person") in d.get("led_by").split(" and ")


def _leads(o: Draft, d: Draft) -> bool:
    if o.type not in {FactType.ROLE, FactType.JOINED} or o.status in {
        Status.FORMER,
        Status.DENIED,
        Status.REVERSED,
    }:
        return False
    near = 0 <= o.scene.number - d.scene.number <= _NEAR and same_org(o, d)
    return near and o.get("title").lower() in _AT_ITS_HEAD and _is_that_unit(o, d)


def _is_that_unit(o: Draft, d: Draft) -> bool:
    """Whether a post is in the unit that is made, which may be told with its town: "research lab", "research lab in Y"."""
    there, made = plain(o.get("unit")), plain(d.get("unit"))
    return bool(there) and (there == made or made.startswith(f"{there} in "))
