"""Seats that somebody has had since a day: who has sat on a board since May has joined it in May, unless he works there."""

from __future__ import annotations

import re

from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.sameness import same_org, same_person

_SEATS = frozenset(["board member", "director"])
_SAT_SINCE = re.compile(
    r"\b(?:(?:has|had|have) (?:also |long |herself |himself )?(?:been|sat|served)|sitting)\b[^;.]*?\b(?:board|directors?)\b[^;.]*?\bsince\b"
    r"|\bsince\b[^;.]*?\b(?:has|had|have) [^;.]*?\b(?:been|sat|served)\b[^;.]*?\b(?:board|directors?)\b"
)
#: Who sits on such a board works for the company.
_MANAGES = re.compile(
    r"\b(?:management|managing|executive) (?:board|directors?)\b|\bboard of manag\w+"
)


def seats_since(found: list[Draft]) -> None:
    """Make a joining of the seat that somebody from outside has had since a day."""
    for d in found:
        if not _is_since(d) or any(_works_there(o, d) for o in found):
            continue
        d.type, d.status = FactType.JOINED, Status.DONE
        d.values["title"] = "board member"


def _is_since(d: Draft) -> bool:
    """Whether a post is a seat on a board that somebody is told to have had since a day."""
    seat = d.type is FactType.ROLE and d.status in {Status.HELD, Status.FORMER}
    told = seat and d.rule in {"sits", "copula"} and d.get("title") in _SEATS and not d.get("unit")
    text = d.scene.text
    return told and _SAT_SINCE.search(text) is not None and _MANAGES.search(text) is None


def _works_there(o: Draft, seat: Draft) -> bool:
    """Whether somebody has or had another post where he has a seat, or had come to work there, or founded it."""
    if o is seat or not same_person(o, seat) or not same_org(o, seat) or not is_likely_enough(o):
        return False
    if o.type is FactType.ROLE:
        return o.get("title") not in _SEATS and not o.appointment
    left_seat = o.type is FactType.LEFT and o.get("title") in _SEATS
    return o.type in {FactType.JOINED, FactType.FOUNDED, FactType.LEFT} and not left_seat
