"""Posts without a place that are not where their sentence seems to put them: at the company whose chief another one hires."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.arrivals import came_before, of_person
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.sameness import plain, same_org, same_person

_NEWS = {Status.ANNOUNCED, Status.DONE, Status.REPORTED}
#: Titles of those who head a company as a whole.
_CHIEF = re.compile(r"^(?:(?:interim|acting) )?(?:co-)?(?:CEO|chief executive)\b", re.IGNORECASE)
#: How many sentences after a chief has gone those who stay are told of.
_NEAR = 2


def posts_of_those_left(found: list[Draft]) -> None:
    """Read "Y has hired X, the chief executive of Z. W, the lawyer, becomes interim chief": W does so at Z."""
    for d in found:
        if not _is_chiefs(d) or d.get("org") in d.scene.text:
            continue
        left = next((o for o in _chiefs_gone(found) if _is_followed(o, d)), None)
        if left is None or _comes_to(d, found):
            continue
        hirer, place = d.get("org"), left.get("org")
        for o in found:
            if _is_told_beside(o, d, hirer):
                o.values["org"] = place
                o.values.pop("unit", None)


def _is_chiefs(d: Draft) -> bool:
    """Whether somebody is told to be at the head of a company that is not named."""
    is_so = d.type is FactType.ROLE and d.status is not Status.FORMER
    return is_so and _CHIEF.match(d.get("title")) is not None


def _chiefs_gone(found: list[Draft]) -> Iterator[Draft]:
    """The leavings of those who headed or founded what they leave."""
    for d in found:
        if d.type is FactType.LEFT and d.status in _NEWS and d.get("to_org") and d.get("org"):
            top = _CHIEF.match(d.get("title")) is not None
            posts = [o for o in found if same_person(o, d) and same_org(o, d)]
            if top or any(o.type is FactType.FOUNDED or _is_chiefs(o) for o in posts):
                yield d


def _is_followed(left: Draft, d: Draft) -> bool:
    """Whether somebody is told to head a company right after its chief has gone to where the post seems to be."""
    near = 0 <= d.scene.number - left.scene.number <= _NEAR
    to = plain(left.get("to_org")) == plain(d.get("org"))
    return near and to and not same_person(left, d) and not came_before(left, d)


def _comes_to(d: Draft, found: list[Draft]) -> bool:
    """Whether somebody is told to come to where his post seems to be."""
    return any(same_org(o, d) for o in of_person(found, FactType.JOINED, d.get("person")))


def _is_told_beside(o: Draft, d: Draft, hirer: str) -> bool:
    """Whether a post without a place is told with the chief's, or right after it of those who rise as well."""
    if o.type is not FactType.ROLE or plain(o.get("org")) != plain(hirer):
        return False
    if hirer in o.scene.text:
        return False
    return same_person(o, d) or o.scene.number - d.scene.number == 1
