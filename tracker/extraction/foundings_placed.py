"""Whose founders they are, by all that an article tells of them: nobody has founded what only hires him or buys his company.

"Y is buying Z. X set the firm up in 2015": it is Z that X has set up. "Y has hired X from Z. The founder starts in May": it is Z.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.bought_along import buys_most
from tracker.extraction.confidence import UNDECIDED, is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import NEWS, FactType, Status
from tracker.extraction.grown import is_grown
from tracker.extraction.moves_in_time import comes_back, is_meant, moves_of, only_place_left, put_at
from tracker.extraction.sameness import SEEN, plain, same_org, same_person
from tracker.extraction.side_jobs import is_side_job, takes_a_seat

#: What tells that somebody is hired, or goes, and not that he gets a post where he may be already.
_COMES = {"hires", "hires_along", "goes_to", "goes_along", "joins"}
#: The posts of those who head a company as a whole.
_HEADS = re.compile(r"(?:co-)?(?:head$|chief executive|CEO|chair|president)", re.IGNORECASE)


def foundings_placed(found: list[Draft]) -> list[Draft]:
    """The drafts, each founding of a company that the words leave open put where the founder has been by all that is told."""
    kept: list[Draft] = []
    bought = _bought(found)
    for d in found:
        if d.type is FactType.FOUNDED and d.get("org") and _is_guessed(d):
            place = _where_he_founded(d, found) or _what_is_bought(d, found, bought)
            if place is not None:
                put_at(d, place, found)
            elif _is_only_hired(d, found):
                continue
        kept.append(d)
    _with_posts(kept)
    return kept


def _with_posts(found: list[Draft]) -> None:
    """Read "X, who founded the firm and leads it", "X, the chief executive, set it up": what he heads is what he founded."""
    for made in found:
        if made.type is not FactType.FOUNDED or not is_meant(made) or not is_likely_enough(made):
            continue
        for post in found:
            if post.scene is made.scene and same_person(post, made) and _is_at_the_head(post):
                post.values["org"], post.implied_org = made.get("org"), True
                post.belief = UNDECIDED


def _is_at_the_head(post: Draft) -> bool:
    """Whether somebody is told to head a company that the sentence does not name."""
    heads = post.type is FactType.ROLE and _HEADS.match(post.get("title")) is not None
    return heads and post.status is Status.HELD and not post.get("unit") and is_meant(post)


def _is_guessed(made: Draft) -> bool:
    """Whether no words beside it say of which company a founding is; the scorer guesses where several are named."""
    return not is_meant(made) if made.rule == SEEN else is_meant(made) or made.implied_org


def _comings(made: Draft, found: list[Draft]) -> Iterator[Draft]:
    """The comings of a founder to what he is taken to have founded, unless he comes back there."""
    for news in moves_of(found, FactType.JOINED, made):
        there = plain(made.get("org")) in {plain(news.get("org")), plain(news.get("unit"))}
        nearer = is_meant(made) or made.scene is news.scene
        if there and nearer and not (comes_back(news) or takes_a_seat(news)):
            yield news


def _where_he_founded(made: Draft, found: list[Draft]) -> str | None:
    """Where somebody comes from who is taken to have founded what he only comes to: "Y hires X from Z. She founded the company"."""
    for news in _comings(made, found):
        place = only_place_left(news, made, found, made.get("org"))
        if place is not None:
            return None if is_grown(place) else place
    return None


def _is_only_hired(made: Draft, found: list[Draft]) -> bool:
    """Read "Y has hired X, a founder": of what, is left unsaid, and it is not Y."""
    return made.implied_org and any(
        news.scene is made.scene and news.rule in _COMES and is_likely_enough(news)
        for news in _comings(made, found)
    )


def _bought(found: list[Draft]) -> dict[str, set[str]]:
    """What each buyer buys, or most of it."""
    bought: dict[str, set[str]] = {}
    for d in found:
        if buys_most(d) and d.status in NEWS and is_likely_enough(d):
            bought.setdefault(plain(d.get("acquirer")), set()).add(d.get("target"))
    return bought


def _what_is_bought(made: Draft, found: list[Draft], bought: dict[str, set[str]]) -> str | None:
    """What is bought by the company that somebody is taken to have founded, who is nowhere told to be the buyer's own."""
    targets = bought.get(plain(made.get("org")), set())
    if made.rule != "founded" or len(targets) != 1 or not is_grown(made.get("org")):
        return None
    return None if _is_of_the_buyer(made, found) else next(iter(targets))


def _is_of_the_buyer(made: Draft, found: list[Draft]) -> bool:
    """Whether words of the article say that a founder has a post at a company, or that he has founded it."""
    return any(
        o is not made
        and same_person(o, made)
        and same_org(o, made)
        and not (o.implied_org and o.scene is made.scene)
        and is_likely_enough(o)
        and (
            (o.type is FactType.ROLE and not o.appointment and not is_side_job(o.get("title")))
            or (o.type is FactType.FOUNDED and not _is_guessed(o))
        )
        for o in found
    )
