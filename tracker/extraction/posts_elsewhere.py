"""Posts without a place that are not where their sentence seems to put them: at the company whose chief goes or is hired away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.arrivals import came_before, of_person
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import TOLD, FactType, Status
from tracker.extraction.posts_placed import is_unplaced, says_there
from tracker.extraction.sameness import plain, same_org, same_person

#: Titles of those who head a company as a whole.
_CHIEF = re.compile(r"^(?:(?:interim|acting) )?(?:co-)?(?:CEO|chief executive)\b", re.IGNORECASE)
_FOR_NOW = re.compile(r"^(?:interim|acting) ", re.IGNORECASE)
_REMAINS = re.compile(r"\b(?:remain|stay)s\b")
#: How many sentences after a chief has gone those who stay are told of.
_NEAR = 2


def posts_of_those_left(found: list[Draft]) -> None:
    """Read "Y has hired X, the chief executive of Z. W, the lawyer, becomes interim chief": W does so at Z."""
    for d in found:
        if not _is_chiefs(d) or not _is_nowhere(d):
            continue
        left = next((o for o in _chiefs_gone(found) if _is_followed(o, d)), None)
        if left is None or _comes_to(d, found):
            continue
        hirer, place = d.get("org"), left.get("org")
        for o in found:
            if _is_told_beside(o, d, hirer):
                o.values["org"] = place
                o.values.pop("unit", None)


def _is_nowhere(d: Draft) -> bool:
    """Whether a post is at a company that is not named with it: not in the sentence, or only beside."""
    unnamed = d.get("org") not in d.scene.text or (_is_for_now(d) and is_unplaced(d))
    return unnamed and not says_there(d)


def _is_for_now(d: Draft) -> bool:
    return _FOR_NOW.match(d.get("title")) is not None


def _is_chiefs(d: Draft) -> bool:
    """Whether somebody is told to get to the head of a company that is not named, or to be there for now."""
    is_so = d.type is FactType.ROLE and d.status is not Status.FORMER
    so_far = d.attached or _REMAINS.search(d.scene.text) is not None
    has_been = d.status is Status.HELD and so_far and not _is_for_now(d)
    return is_so and not has_been and _CHIEF.match(d.get("title")) is not None


def _chiefs_gone(found: list[Draft]) -> Iterator[Draft]:
    """The leavings of those who headed or founded what they leave."""
    for d in found:
        if d.type is FactType.LEFT and d.status in TOLD and d.get("org"):
            top = _CHIEF.match(d.get("title")) is not None
            posts = [o for o in found if same_person(o, d) and same_org(o, d)]
            if top or any(
                o.type is FactType.FOUNDED or _CHIEF.match(o.get("title")) for o in posts
            ):
                yield d


def _is_followed(left: Draft, d: Draft) -> bool:
    """Whether somebody is told to head a company right after its chief has gone to where the post seems to be."""
    near = 0 <= d.scene.number - left.scene.number <= _NEAR
    to = plain(left.get("to_org")) == plain(d.get("org"))
    elsewhere = to or (_is_for_now(d) and not same_org(left, d))
    return near and elsewhere and not same_person(left, d) and not came_before(left, d)


def _comes_to(d: Draft, found: list[Draft]) -> bool:
    """Whether somebody is told to come to where his post seems to be."""
    return any(same_org(o, d) for o in of_person(found, FactType.JOINED, d.get("person")))


def _is_told_beside(o: Draft, d: Draft, hirer: str) -> bool:
    """Whether a post without a place is told with the chief's, or right after it of those who rise as well."""
    if plain(o.get("org")) != plain(hirer):
        return False
    if o.type is FactType.FOUNDED:
        return o.implied_org and o.scene is d.scene and same_person(o, d)
    if o.type is not FactType.ROLE or (hirer in o.scene.text and not is_unplaced(o)):
        return False
    return same_person(o, d) or (hirer not in o.scene.text and o.scene.number - d.scene.number == 1)
