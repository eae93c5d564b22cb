"""What a move says of where somebody was before, told elsewhere in the article: who goes to one company leaves another."""

from __future__ import annotations

import re
from functools import partial

from tracker.extraction.arrivals import SITS, left_by, of_person, one_place
from tracker.extraction.companions import left_otherwise, place_of_companion, place_of_leader
from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import NEWS, TO_COME, FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.moves_in_time import is_before
from tracker.extraction.sameness import SEEN, plain, same_org, same_person
from tracker.extraction.side_jobs import is_kept_beside, is_side_job
from tracker.kernel.whole_words import places_of

_BACK = re.compile(
    r"\b(?:back|return(?:ed|s|ing)?|rejoin\w*|old (?:employer|job|desk|post|firm|company))\b"
)
#: So many sentences later it may be told where somebody was.
_NEAR = 2
_STILL = re.compile(r"\b(?:currently|at present|presently|at the moment)\b", re.IGNORECASE)
#: What tells that somebody keeps a post when he takes another.
_KEEPS = re.compile(
    r"\b(?:remain\w*|keep\w*|kept|stay\w*|still|also|both|too|as well|same time|alongside|besides?|in addition|part-time|not g[ai]v\w+ up)\b"
)
#: By which rules a post is told to be kept.
_KEPT = frozenset(["stays", "professorship"])
_HAS_BEEN = re.compile(r"\bha(?:s|ve) (?:\w+ )?been\b")
_OF_POSTS = ("title", "unit")
#: How little the scorer must believe of a leaving for another place to be meant.
FAINT = 0.3
#: Rules that tell of a move with its verb, and not of a post that somebody comes to.
_MOVES = {"goes_to", "leaves_for", "joins", "hires"}
#: Where a founder goes with his company he leaves nothing.
_BUYER = re.compile(r"\b(?:buyer|acquirer|purchaser|new owners?)\b")
#: What stands between those who are named in one breath, and between them and where they come from.
_AND = re.compile(r",? (?:and )?")
_FROM = re.compile(
    r",? (?:(?:are |have )?(?:arriv\w+|com(?:e|ing)|came|hail|transfer\w*) (?:over )?)?(?:both |all )?from (?:the )?"
)


def employers_before(found: list[Draft]) -> list[Draft]:
    """``found`` with the leavings that nothing tells but a later or a coming move.

    Three places are left so: the post that somebody holds who is to join another company, the company that somebody founded
    who goes to another, and the one that somebody had gone to before he came back.
    """
    more: list[Draft] = []
    given_up: set[int] = set()
    for d in found:
        if d.type is not FactType.JOINED or d.status not in NEWS or d.values.get("from_org"):
            continue
        if _is_a_seat(d) or not d.get("org") or not is_likely_enough(d):
            continue
        gone = [
            o
            for o in (*of_person(found, FactType.LEFT, d.get("person")), *more)
            if o.rule != SEEN or is_likely_enough(o)
        ]
        if any(plain(o.get("to_org")) == plain(d.get("org")) for o in gone):
            continue
        before = _place_before(d, found)
        if before is not None and not any(same_org(o, before) for o in gone):
            left = left_by(d, before.get("org"))
            if _is_so_far(before):
                left.values |= {key: before.get(key) for key in _OF_POSTS if before.get(key)}
                given_up.add(id(before))
            more.append(left)
            d.values["from_org"] = before.get("org")
    return [*(d for d in found if id(d) not in given_up), *more]


def _is_so_far(post: Draft) -> bool:
    """Read "She has been head of sales at Y since 2021" of somebody who is to go elsewhere."""
    lasts = post.type is FactType.ROLE and post.status is Status.HELD and post.rule == "copula"
    return lasts and _HAS_BEEN.search(post.scene.text) is not None


def _place_before(joined: Draft, found: list[Draft]) -> Draft | None:
    """What tells where somebody was who comes to another company."""
    for kind, tells in (
        (FactType.ROLE, _is_held),
        (FactType.FOUNDED, partial(_is_founded, found)),
        (FactType.JOINED, _is_come_to),
    ):
        for o in of_person(found, kind, joined.get("person")):
            if (
                o is joined
                or not _is_told_before(o, joined)
                or same_org(o, joined)
                or not o.get("org")
            ):
                continue
            if is_likely_enough(o) and tells(o, joined):
                return o
    return None


def _is_told_before(o: Draft, joined: Draft) -> bool:
    """Whether a draft is told before a joining, or after it as what still is: "She is currently director at Y"."""
    if o.scene.segment.start <= joined.scene.segment.start:
        return True
    near = o.scene.number <= joined.scene.number + _NEAR
    if near and (
        _STILL.search(o.scene.text) or (o.type is FactType.JOINED and is_before(o, joined))
    ):
        return True
    return _is_now(o) and bool(joined.get("title")) and _is_to_come(joined)


def _is_now(o: Draft) -> bool:
    """Whether a post is one that somebody has, and nobody says that he keeps it."""
    held = o.type is FactType.ROLE and o.status is Status.HELD
    return held and _KEEPS.search(o.scene.text) is None


def _is_to_come(joined: Draft) -> bool:
    """Whether somebody is only coming: he has been chosen, and begins on a later day."""
    if joined.status is not Status.DONE:
        return joined.status in TO_COME
    day, published = joined.date, joined.scene.published
    return day is not None and published is not None and day > published.isoformat()[: len(day)]


def _is_held(role: Draft, joined: Draft) -> bool:
    title = role.get("title")
    return (
        role.status is Status.HELD
        and role.rule not in _KEPT
        and _is_to_come(joined)
        and not (is_kept_beside(title) or is_side_job(title))
    )


def _is_founded(found: list[Draft], made: Draft, joined: Draft) -> bool:
    bought = any(
        o.type is FactType.STAKE
        and o.status in NEWS
        and plain(o.get("target")) == plain(made.get("org"))
        for o in found
    )
    if bought or _BUYER.search(joined.scene.text):
        return False
    return made.status is Status.DONE and joined.rule in _MOVES and _comes_after(joined, made)


def _comes_after(joined: Draft, made: Draft) -> bool:
    """Whether somebody goes, by the days that are told, after he has founded his company."""
    if joined.date is None or (made.date is not None and made.date[:4] <= joined.date[:4]):
        return True
    published = joined.scene.published
    return published is not None and int(joined.date[:4]) >= published.year - 1


def _is_come_to(earlier: Draft, joined: Draft) -> bool:
    return (
        earlier.status is Status.DONE
        and not _is_a_seat(earlier)
        and bool(_BACK.search(joined.scene.text))
    )


def _is_a_seat(d: Draft) -> bool:
    return is_side_job(d.get("title")) or bool(SITS.search(d.scene.text))


def those_named_leave(found: list[Draft]) -> list[Draft]:
    """``found`` with the leavings that are told by how those who come are named: "X and Y from Z".

    Those who are named in one breath come from one place, unless another post or leaving is told of one of them.
    """
    more: list[Draft] = []
    comings = [d for d in found if d.type is FactType.JOINED and d.status in NEWS]
    for d in comings:
        if d.get("from_org") or _is_a_seat(d) or not is_likely_enough(d):
            continue
        place = _place_behind(d) or _place_of_those_beside(d, comings, found)
        place = (
            place or place_of_leader(d, comings, [*found, *more]) or place_of_companion(d, comings)
        )
        his = [o for o in found if o is not d and same_person(o, d)] if place else []
        if not place or any(plain(o.get("org")) != plain(place) for o in his if _is_place(o, d)):
            continue
        d.values["from_org"] = place
        left = [o for o in his if o.type is FactType.LEFT and plain(o.get("org")) == plain(place)]
        for o in left:
            o.values.setdefault("to_org", d.get("org"))
        if not left:
            more.append(left_by(d, place))
    return [d for d in (*found, *more) if not left_otherwise(d, found)]


def _place_behind(joined: Draft) -> str | None:
    """Z in "X from Z" and "X and Y from Z"."""
    scene = joined.scene
    end: int | None = None
    for at, mention in sorted(scene.at.items(), key=lambda one: one[1].start):
        if mention.kind is Kind.PERSON:
            his = plain(scene.name(scene.doc[at])) == plain(joined.get("person"))
            beside = end is not None and _AND.fullmatch(scene.text[end : mention.start])
            end = mention.end if his or beside else None
        elif end is not None:
            place = mention.text if mention.kind in COMPANIES else ""
            from_there = _FROM.fullmatch(scene.text[end : mention.start])
            return place if from_there and plain(place) != plain(joined.get("org")) else None
    return None


def _place_of_those_beside(joined: Draft, comings: list[Draft], found: list[Draft]) -> str | None:
    """Where those come from who are named together with somebody, and who come to the same place.

    Not where only one of them has a post, or which only one has founded: "X, a director of Z, and Y are joining".
    """
    beside = _named_together(joined)
    places = {
        plain(o.get("from_org")): o.get("from_org")
        for o in comings
        if o.scene is joined.scene
        and same_org(o, joined)
        and o.status is joined.status
        and plain(o.get("person")) in beside
        and o.get("from_org")
    }
    if len(places) != 1:
        return None
    ((key, place),) = places.items()
    described = {
        plain(o.get("person"))
        for o in found
        if o.type in {FactType.ROLE, FactType.FOUNDED}
        and o.scene is joined.scene
        and plain(o.get("org")) == key
    }
    shared = not described & beside or plain(joined.get("person")) in described
    return place if shared and _is_around(joined, place) else None


def _is_around(joined: Draft, place: str) -> bool:
    """Whether a place is told before or behind all those who are named together, and not with one of them."""
    scene = joined.scene
    those = {plain(joined.get("person")), *_named_together(joined)}
    named = [
        mention
        for at, mention in scene.at.items()
        if mention.kind is Kind.PERSON and plain(scene.name(scene.doc[at])) in those
    ]
    first, last = min(m.start for m in named), max(m.end for m in named)
    return not any(first < start < last for start in places_of(place, scene.text))


def _is_place(o: Draft, joined: Draft) -> bool:
    """Whether something tells where somebody has been who joins a company."""
    return o.type in {FactType.LEFT, FactType.ROLE} and not same_org(o, joined)


def _named_together(d: Draft) -> set[str]:
    """Those who are named in one breath with the person of a draft."""
    scene = d.scene
    return {
        plain(scene.name(member))
        for token in scene.tokens(Kind.PERSON)
        if plain(scene.name(token)) == plain(d.get("person"))
        for member in scene.whole_group(token)
    } - {plain(d.get("person"))}


def founders_leave(found: list[Draft]) -> None:
    """Read "co-founder X has quit": what is left unsaid is the company that the sentence says he founded."""
    for d in found:
        if d.type is not FactType.LEFT or not d.implied_org or (d.belief or 0.0) > FAINT:
            continue
        scene = d.scene
        if not any(scene.at[t.i].founder for t in scene.tokens(Kind.TITLE)):
            continue
        made = [
            o
            for o in of_person(found, FactType.FOUNDED, d.get("person"))
            if o.scene is d.scene and o.get("org") and not same_org(o, d) and is_likely_enough(o)
        ]
        if len(made) == 1 and made[0].get("org") != d.get("to_org"):
            for joined in of_person(found, FactType.JOINED, d.get("person")):
                if plain(joined.get("from_org")) == plain(d.get("org")):
                    joined.values["from_org"] = made[0].get("org")
            d.values["org"] = made[0].get("org")


def leaves_what_was_before(found: list[Draft]) -> None:
    """Read "X of Y joins Z. He had left his post in March": nobody has left where he is only coming to."""
    for d in found:
        if d.type is not FactType.LEFT or not d.implied_org or (d.belief or 0.0) > FAINT:
            continue
        comes = any(
            same_org(o, d)
            and not (o.date and d.date and d.date < o.date)
            and not (o.scene is d.scene and o.rule == "comes_from")
            for o in of_person(found, FactType.JOINED, d.get("person"))
        )
        others = [o for o in of_person(found, FactType.LEFT, d.get("person")) if not same_org(o, d)]
        if comes and others and one_place(others):
            d.values["org"] = others[0].get("org")
