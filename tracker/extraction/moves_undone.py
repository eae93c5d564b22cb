"""Who goes back to where he came from: "X left Y for Z in May. Now he is back as chief architect"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.arrivals import left_by, of_person
from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import TOLD, FactType, Status
from tracker.extraction.reckoning import MONTH, surely_before
from tracker.extraction.sameness import SEEN, plain, same_org, same_person

#: What says that somebody has a post once more.
_AGAIN = re.compile(r"\b(?:once more|again)\b")
#: What says that somebody comes to where he has been.
_BACK = re.compile(
    r"\b(?:back|again|once more|home|return\w*|re-?join\w*|re-?hir\w+|reinstat\w*)\b", re.IGNORECASE
)
#: What says that a dismissal is undone, and by which rules.
_TAKEN_BACK = re.compile(
    r"\b(?:return\w*|rejoin\w*|reinstat\w*|(?:is|are|come|comes|came|coming|went|gone) back)\b"
)
_COMES_BACK = {"goes_to", "joins", "returns", "appointed"}
#: Rules that tell of a going first.
_GOES = {"leaves", "leaves_for"}
#: After so long nothing is undone.
_LONG_AGO = re.compile(r"\b(?:years (?:ago|earlier|later|after)|decades?|\w+ years at)\b")
_GONE = {Status.DONE, Status.REVERSED}


def moves_undone(found: list[Draft]) -> list[Draft]:
    """The drafts, and with them the leaving of whoever goes back; the move before is undone unless it is long ago."""
    told = list(found)
    for d in found:
        been = next(_been_elsewhere(d, told), None)
        if been is None:
            continue
        if d.type is FactType.ROLE:
            d.type, d.status, d.belief = FactType.JOINED, Status.DONE, None
        d.values["from_org"] = been
        if not any(o.type is FactType.LEFT and _is_of(o, d, been) for o in told):
            left = left_by(d, been)
            left.date = left.date[:MONTH] if left.date else None
            told.append(left)
        _undo(d, been, told)
    return told


def not_turned_round(found: list[Draft]) -> list[Draft]:
    """The drafts without the way back, seen by the scorer alone, of a move that a rule has told."""
    told = [o for o in found if o.rule != SEEN]
    return [d for d in found if d.rule != SEEN or not any(_is_the_way_back(d, o) for o in told)]


def _is_the_way_back(d: Draft, told: Draft) -> bool:
    start = d.get("from_org") if d.type is FactType.JOINED else d.get("org")
    goal = d.get("org") if d.type is FactType.JOINED else d.get("to_org")
    moves = d.type in {FactType.JOINED, FactType.LEFT} and told.type is FactType.JOINED
    if not (moves and start and goal):
        return False
    ends = (plain(told.get("org")), plain(told.get("from_org")))
    turned = ends == (plain(start), plain(goal)) and same_person(d, told)
    return turned and not any(_BACK.search(each.scene.text) for each in (d, told))


def _been_elsewhere(d: Draft, told: list[Draft]) -> Iterator[str]:
    """To which company somebody who comes has gone from the same one before."""
    back = d.rule not in _GOES and _BACK.search(d.scene.text) is not None
    comes = back and d.type is FactType.JOINED and d.status in TOLD
    again = (
        d.type is FactType.ROLE
        and d.status is Status.HELD
        and d.rule == "copula"
        and _AGAIN.search(d.scene.text) is not None
    )
    for o in told if comes or again else ():
        if o.status is not Status.DONE or not same_person(o, d) or o is d:
            continue
        if o.rule not in _GOES and (o.scene is d.scene or _BACK.search(o.scene.text)):
            continue
        if surely_before(d.date, o.date):
            continue
        ends = (o.get("from_org"), o.get("org"))
        if o.type is FactType.LEFT:
            ends = (o.get("org"), o.get("to_org"))
        gone = o.type in {FactType.JOINED, FactType.LEFT} and all(ends)
        fits = d.get("from_org") in {"", ends[1]} and plain(ends[0]) == plain(d.get("org"))
        if gone and fits and plain(ends[0]) != plain(ends[1]):
            yield ends[1]


def _is_of(left: Draft, d: Draft, org: str) -> bool:
    return same_person(left, d) and plain(left.get("org")) == plain(org)


def _is_of_before(told: Draft) -> bool:
    """Whether a move is of a year long past when the article was written: "who left for Z in 2023"."""
    written = told.scene.published
    return told.date is not None and written is not None and int(told.date[:4]) < written.year - 1


def _undo(d: Draft, been: str, told: list[Draft]) -> None:
    for o in told:
        if o is d or o.status is not Status.DONE or not same_person(o, d):
            continue
        if o.rule == SEEN and (o.scene is d.scene or o.get("to_org") != been):
            continue  # what nothing but the scorer has seen may be another move
        if _is_long_ago(o, d) or surely_before(d.date, o.date):
            continue
        there = o.type is FactType.JOINED and plain(o.get("org")) == plain(been)
        if there or (o.type is FactType.LEFT and same_org(o, d)):
            o.status = Status.REVERSED


def _is_taken_back(joined: Draft) -> bool:
    """Whether somebody comes back whom a company, as it may be, has dismissed."""
    return joined.rule in _COMES_BACK and _TAKEN_BACK.search(joined.scene.text) is not None


def _is_long_ago(left: Draft, joined: Draft) -> bool:
    """Whether a leaving is too long ago to be undone."""
    scenes = (left.scene, joined.scene)
    return _is_of_before(left) or any(_LONG_AGO.search(scene.text) for scene in scenes)


def posts_had_again(found: list[Draft]) -> None:
    """Read "X, who quit in 2021, is once more its chief": who has a post again where he had gone from has come back."""
    for d in found:
        held = d.type is FactType.ROLE and d.status is Status.HELD and d.rule != SEEN
        if not held or not d.get("title") or not _AGAIN.search(d.scene.text):
            continue
        gone = of_person(found, FactType.LEFT, d.get("person"))
        if any(
            same_org(o, d)
            and o.status in _GONE
            and o.rule != "gives_up_post"
            and is_likely_enough(o)
            for o in gone
        ):
            d.type, d.status = FactType.JOINED, Status.DONE


def _is_back_at_once(left: Draft, joined: Draft) -> bool:
    """Read "X, who resigned on Friday, is back at his desk": he has been nowhere in between."""
    here = left.scene is joined.scene and left.rule in _GOES
    return here and joined.rule == "returns" and not joined.get("from_org") and not left.get("to_org")  # fmt: skip


def returns(found: list[Draft]) -> None:
    """Who is back where he came from has undone the first move."""
    for d in found:
        if d.type is not FactType.JOINED or not _is_taken_back(d):
            continue
        for left in of_person(found, FactType.LEFT, d.get("person")):
            dismissed = left.rule == "dismissed" or _is_back_at_once(left, d)
            if (
                left.status is Status.DONE
                and dismissed
                and same_org(left, d)
                and not _is_long_ago(left, d)
            ):
                left.status = Status.REVERSED
                if left.date_kind == "told":  # as is what is told of the coming back
                    left.date = left.date_kind = None
    for d in [
        x
        for x in found
        if x.type is FactType.JOINED
        and x.rule not in _GOES
        and re.search(r"\b(?:back|rejoin\w*|return\w*)\b", x.scene.text)
    ]:
        person = d.get("person")
        for other in [
            o
            for o in of_person(found, FactType.JOINED, person)
            if o.scene is d.scene and not same_org(o, d) and o is not d
        ]:
            if other.rule != "joins" or (d.rule == "joins" and other.rule != "joins"):
                continue
            if other.status is not Status.DONE and other.status is not Status.REPORTED:
                continue
            other.status = Status.REVERSED
            other.values["from_org"] = d.get("org")
            d.values["from_org"] = other.get("org")
            left = left_by(other, d.get("org"))
            left.date = left.date[:MONTH] if left.date else None  # gone some days before, it may be
            found.append(left)
            found.append(left_by(d, other.get("org")))
