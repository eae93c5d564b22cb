"""The moves of one person in the order of their days: nobody comes to where he already is, or goes from where he has been gone from.

A sentence that names no company may be taken to mean the one that the news is of. "Y is hiring Nora Bell away from Z. She came
from V in 2019": it is Z that she came to. "Ivo Brandt left V for Y in 2018. He gave up his post on Monday": it is Y that he leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.confidence import UNDECIDED, is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import NEWS, FactType, Status
from tracker.extraction.reckoning import MONTH, months_apart, surely_before
from tracker.extraction.sameness import plain, same_org, same_person
from tracker.extraction.side_jobs import is_side_job
from tracker.kernel.whole_words import has_words

#: How many months are another time.
_APART = 4
#: What says that somebody comes to where he has been.
_BACK = re.compile(
    r"\b(?:back|again|once more|home|homecoming|return\w*|re-?join\w*|re-?hir\w+|reinstat\w*|second (?:stint|spell|time))\b",
    re.IGNORECASE,
)
_MOVES = {FactType.JOINED, FactType.LEFT}


def placed_in_time(found: list[Draft]) -> list[Draft]:
    """The drafts, those of another time than the news that name no company put where the person was by then.

    Where that is not told, nobody came years ago to where he is only coming to now.
    """
    kept: list[Draft] = []
    for d in found:
        if d.type in _MOVES and d.status is not Status.DENIED and is_meant(d):
            came = d.type is FactType.JOINED
            place = where_he_came(d, found) if came else _where_he_was(d, found)
            if place is not None and plain(place) != plain(d.get("org")):
                put_at(d, place, found)
            elif came and place is None and any(_comings_now(d, found)) and not d.get("from_org"):
                continue
        kept.append(d)
    return kept


def where_he_came(came: Draft, found: list[Draft]) -> str | None:
    """Where somebody had come to who leaves it now: the place that he leaves for where he is told to come to, or where else he is."""
    for news in _comings_now(came, found):
        place = only_place_left(news, came, found, came.get("from_org"))
        if place is not None:
            return place
    return came.get("org") if _is_left_since(came, found) else _where_he_is(came, found)


def _is_left_since(came: Draft, found: list[Draft]) -> bool:
    """Whether somebody came to one place before he leaves it for another, as the news tells."""
    leaves = any(same_org(o, came) for o in moves_of(found, FactType.LEFT, came))
    comings = moves_of(found, FactType.JOINED, came)
    return leaves and any(not same_org(o, came) and is_before(came, o) for o in comings)


def _where_he_is(came: Draft, found: list[Draft]) -> str | None:
    """Where somebody came some time ago of whom all else that is told is that he has a post there, gets one or leaves it."""
    written = came.scene.published
    if not is_meant(came) or written is None or not _is_past(came, written.isoformat()[:MONTH]):
        return None
    elsewhere = [
        o
        for o in found
        if o.scene is not came.scene
        and same_person(o, came)
        and o.get("org")
        and (o.type in _MOVES or o.type is FactType.ROLE)
        and is_likely_enough(o)
    ]
    if len({plain(o.get("org")) for o in elsewhere}) != 1:
        return None
    (place, *_) = (o.get("org") for o in elsewhere)
    there = any(
        (o.type is FactType.LEFT and not (o.date and came.date and o.date <= came.date))
        or (o.type is FactType.ROLE and o.status is not Status.FORMER)
        for o in elsewhere
        if not is_side_job(o.get("title"))
    )
    known = {plain(came.get(key)) for key in ("org", "from_org")}
    return place if there and plain(place) not in known else None


def _comings_now(came: Draft, found: list[Draft]) -> Iterator[Draft]:
    """The news of a coming where somebody is taken to have come before, though nothing says that he comes back."""
    if came.date_kind != "effective" or comes_back(came):
        return
    for news in moves_of(found, FactType.JOINED, came):
        if news is came or not is_before(came, news):
            continue
        if not came.get("org") or (same_org(news, came) and not comes_back(news)):
            yield news


def moves_of(found: list[Draft], kind: FactType, d: Draft) -> list[Draft]:
    """All moves of one kind of the person that a draft is about."""
    return [o for o in found if o.type is kind and same_person(o, d)]


def only_place_left(news: Draft, came: Draft, found: list[Draft], known: str | None) -> str | None:
    """What somebody leaves for a new place, if that is one place and not the ``known`` one."""
    places = {plain(place): place for place in _left_for(news, came, found)}
    for other in (known, news.get("org")):
        places.pop(plain(other), None)
    return next(iter(places.values())) if len(places) == 1 else None


def _left_for(news: Draft, came: Draft, found: list[Draft]) -> Iterator[str]:
    """What somebody leaves for a new place, as far as it is told."""
    if news.get("from_org") and plain(news.get("from_org")) != plain(came.get("from_org")):
        yield news.get("from_org")
    for o in found:
        if not same_person(o, news) or not o.get("org") or not is_likely_enough(o):
            continue
        if o.type is FactType.LEFT and o.status is not Status.DENIED:
            if o.scene is not came.scene and not (o.date and not is_before(came, o)):
                yield o.get("org")
        elif (
            o.type is FactType.ROLE
            and o.status is Status.HELD
            and o.scene is news.scene
            and not is_side_job(o.get("title"))
        ):
            yield o.get("org")


def _where_he_was(goes: Draft, found: list[Draft]) -> str | None:
    """Where somebody had gone to when he left what he is taken to leave again, and where he has not come back to."""
    gone = [
        o
        for o in moves_of(found, FactType.LEFT, goes)
        if o is not goes and same_org(o, goes) and o.status is Status.DONE and is_before(o, goes)
    ]
    if not gone or comes_back(goes):
        return None
    first = gone[0]
    came = moves_of(found, FactType.JOINED, goes)
    if any(same_org(o, goes) and not (o.date and is_before(o, first)) for o in came):
        return None
    told = [first.get("to_org")] if first.get("to_org") else []
    told = told or [o.get("org") for o in came if o.scene is first.scene and not same_org(o, goes)]
    places = {plain(place): place for place in told}
    if len(places) != 1:
        return None
    (place,) = places.values()
    return place if plain(place) != plain(goes.get("to_org")) else None


def comes_back(d: Draft) -> bool:
    """Whether a sentence tells of somebody who comes to where he has been."""
    return bool(_BACK.search(d.scene.text))


def is_meant(d: Draft) -> bool:
    """Whether a sentence does not name the company that a move is taken to be of, not even by its first word."""
    first = d.get("org").partition(" ")[0]
    return bool(first) and not has_words(first, d.scene.text)


def is_before(one: Draft, other: Draft, months: int = _APART) -> bool:
    """Whether a move is told to be of at least so many months before another, or before the news."""
    then = other.date
    if then is None:
        written = one.scene.published
        if written is None or other.status not in NEWS:
            return False
        then = written.isoformat()[:MONTH]
    return _is_past(one, then, months)


def _is_past(d: Draft, then: str, months: int = _APART) -> bool:
    """Whether a move took effect at least so many months before a day."""
    if d.date is None or d.date_kind != "effective":
        return False
    return surely_before(d.date, then) and months_apart(d.date, then) >= months


def put_at(d: Draft, place: str, found: list[Draft]) -> None:
    """Put a move where it belongs, and the other end with it."""
    for o in found:
        if o.scene is d.scene and same_person(o, d):
            for key in ("from_org", "to_org"):
                if o.get(key) and plain(o.get(key)) == plain(d.get("org")) and o.type is not d.type:
                    o.values[key] = place
    d.values["org"], d.implied_org, d.belief = place, True, UNDECIDED
    d.values.pop("unit", None)
