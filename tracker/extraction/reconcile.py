"""The article as a whole: what one sentence says about another, and every fact once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.extraction.arrivals import (
    appointments,
    employers_left,
    ends_joined,
    from_beside_name,
    gone_to_become,
    of_person,
    posts_where_they_go,
)
from tracker.extraction.careers import (
    employers_before,
    founders_leave,
    leaves_what_was_before,
    those_named_leave,
)
from tracker.extraction.come_from import where_they_come_from
from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.dates_apart import dates_told_apart, settle_what_is_past
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.foundings_placed import foundings_placed
from tracker.extraction.managers import is_boss_of, posts_of_managers, report_where_they_go
from tracker.extraction.moves_in_time import placed_in_time
from tracker.extraction.moves_undone import moves_undone, not_turned_round, posts_had_again, returns
from tracker.extraction.posts_come_to import posts_come_to
from tracker.extraction.posts_elsewhere import posts_of_those_left
from tracker.extraction.posts_settled import settle_posts
from tracker.extraction.rules.org_facts import layoffs_told_again, worths_of_rounds
from tracker.extraction.rules.parts_meant import parts_shared
from tracker.extraction.sameness import (
    SEEN,
    is_complete,
    once,
    plain,
    same_org,
    same_person,
    same_title,
)
from tracker.extraction.seats_since import seats_since
from tracker.extraction.staying import gives_up_a_post, goes_on_there, says_who_stays, seats_within
from tracker.extraction.titles_given_up import (
    comes_after_years,
    given_up_by_change,
    parts_left,
    same_post_elsewhere,
    the_dead,
    titles_given_up,
    titles_kept,
)
from tracker.extraction.unit_leaders import leaders_of_units
from tracker.extraction.until_now import posts_until_now

_NEWS = {Status.ANNOUNCED, Status.DONE}
#: Titles of those who head a company as a whole, and what stands before that of who does so only for now.
_AT_TOP = re.compile(
    r"^(?:interim |acting |co-)?(?:CEO|chief executive|president|managing director|director|general manager)\b(?! of)",
    re.IGNORECASE,
)
_FOR_NOW = re.compile(r"^(?:interim|acting) ", re.IGNORECASE)
#: Whoever leaves a company of which another one buys less comes along with nothing.
HALF = 50


def reconcile(drafts: Iterable[Draft], *, confirmed: bool) -> list[Draft]:
    """The drafts that stand, completed from one another, each fact once."""
    found = [d for d in drafts if d.status is not None or d.type is FactType.STATEMENT]
    found = dates_told_apart(found)
    found = where_they_come_from(foundings_placed(placed_in_time(found)))
    founders_leave(found)
    found = the_dead(found)
    leaves_what_was_before(found)
    gone_to_become(found)
    posts_where_they_go(found)
    from_beside_name(found)
    posts_until_now(found)
    appointments(found)
    found = employers_left(found)
    ends_joined(found)
    found = employers_before(found)
    posts_had_again(found)
    returns(found)
    seats_within(found)
    found = those_named_leave(parts_left(_stays(moves_undone(found))))
    for d in found:
        if d.rule == "after_years":
            comes_after_years(d, found)
    parts_shared(found)
    found = titles_given_up([d for d in found if not _becomes_another(d, found)])
    same_post_elsewhere(found)
    titles_kept(found)
    posts_of_those_left(found)
    _at_one_company(found)
    given_up_by_change(found)
    found = _not_both(found)
    report_where_they_go(found)
    posts_of_managers(found)
    found = _told_by_verb(found)
    found = layoffs_told_again(worths_of_rounds(_bought_along(found)))
    found = posts_come_to(found)
    found = not_turned_round([d for d in found if is_complete(d)])
    found = [d for d in _roles_told_otherwise(found) if not is_boss_of(d, found)]
    leaders_of_units(found)
    found = once(found)
    settle_what_is_past(found)
    settle_posts(found)
    seats_since(found)
    if confirmed:
        for d in found:
            if d.status is Status.REPORTED:
                d.status = Status.ANNOUNCED
    return found


def told_once(found: list[Draft]) -> list[Draft]:
    """The facts that stand, each once, after some of them have become of another kind; nobody has a post without a title."""
    untitled = (d for d in found if d.type is not FactType.ROLE or d.get("title"))
    return _roles_told_otherwise(once([d for d in untitled if is_complete(d)]))


def _becomes_another(d: Draft, found: list[Draft]) -> bool:
    """Whether the scorer sees somebody leave where the same sentence has him become something else."""
    return (
        d.type is FactType.LEFT
        and d.rule == SEEN
        and any(
            o.type is FactType.ROLE
            and o.rule == "becomes"
            and o.scene is d.scene
            and o.status is d.status
            and same_person(o, d)
            and same_org(o, d)
            for o in found
        )
    )


def _at_one_company(found: list[Draft]) -> None:
    """Read "X, so far the general counsel, holds the fort as interim chief": who rises had the post before at the same place."""
    for d in found:
        if d.type is not FactType.ROLE or not (d.appointment and d.inside and d.implied_org):
            continue
        if d.get("org") in d.scene.text:
            continue
        for o in of_person(found, FactType.ROLE, d.get("person")):
            unsaid = o.status is Status.FORMER and o.get("org") not in o.scene.text
            if o.scene is d.scene and unsaid and not same_org(o, d):
                o.values["org"] = d.get("org")
                o.values.pop("unit", None)


def _purchases(found: list[Draft]) -> set[tuple[str, str]]:
    """Who has bought whom, or most of it."""
    return {
        (plain(d.get("acquirer")), plain(d.get("target")))
        for d in found
        if d.type is FactType.STAKE
        and d.status in {Status.DONE, Status.ANNOUNCED, Status.REPORTED}
        and float(str(d.values.get("percent") or 100)) > HALF
    }


def _bought_along(found: list[Draft]) -> list[Draft]:
    """Who comes along with a bought company has joined the buyer and left nothing."""
    bought = _purchases(found)
    return [
        d
        for d in found
        if d.type is not FactType.LEFT
        or d.rule == "leaves"
        or (plain(d.get("to_org")), plain(d.get("org"))) not in bought
    ]


def _told_by_verb(found: list[Draft]) -> list[Draft]:
    """A noun such as "his departure" only points back to a leaving that a verb tells."""
    told = {
        plain(d.get("person"))
        for d in found
        if d.type is FactType.LEFT and d.rule != "departure_noun"
    }
    return [d for d in found if d.rule != "departure_noun" or plain(d.get("person")) not in told]


def _not_both(found: list[Draft]) -> list[Draft]:
    """Nobody leaves, by implication, the company that the same article says they are about to join, or were once to join."""
    joins = {
        (plain(d.get("person")), plain(d.get("org")))
        for d in found
        if d.type is FactType.JOINED and d.status in {Status.ANNOUNCED, Status.REPORTED}
    }
    undone = [d for d in found if d.type is FactType.JOINED and d.status is Status.REVERSED]
    return [
        d
        for d in found
        if not (
            d.type is FactType.LEFT
            and d.status is not Status.REVERSED
            and (
                (d.implied_org and (plain(d.get("person")), plain(d.get("org"))) in joins)
                or (
                    d.rule == SEEN
                    and any(
                        o.scene is d.scene and same_person(o, d) and same_org(o, d) for o in undone
                    )
                )
            )
        )
    ]


_ANNOUNCED = frozenset(["copula", "stays"])
_STAYS = _ANNOUNCED | {"professorship", "sits"}


def _stays(found: list[Draft]) -> list[Draft]:
    """Who steps down but stays in another post has not left."""
    dropped: set[int] = set()
    for d in found:
        if d.type is not FactType.LEFT or d.status is Status.DENIED:
            continue
        goes_on = goes_on_there(d)
        if not d.inside and not (goes_on and gives_up_a_post(d.scene)):
            continue
        others = [o for o in found if o is not d and same_org(o, d) and same_person(o, d)]
        stays = any(
            o.type is FactType.ROLE and (o.appointment or o.rule in _STAYS or _is_news(o)) and o.status is not Status.FORMER and not same_title(o.get("title"), d.get("title"))
            for o in others
        )  # fmt: skip
        if not d.get("title"):
            dropped |= {id(d)} if any(o.rule == "advises" and o.inside for o in others) else set()
            continue
        seat = (o for o in others if o.type is FactType.LEFT and o.get("title") == "board member")
        if any(o.scene is d.scene for o in seat):
            continue  # "steps down as T and from the board"
        if stays or goes_on or says_who_stays(d.scene, d.get("person"), d.get("org")):
            d.type, d.status, d.appointment = FactType.ROLE, Status.FORMER, True
            d.belief = None
            for other in others:
                if (
                    other.type is FactType.ROLE
                    and other.rule in _ANNOUNCED
                    and other.status is Status.HELD
                    and not _IS_SO_NOW.search(other.scene.text)
                    and not same_title(other.get("title"), d.get("title"))
                ):
                    other.status = Status.ANNOUNCED
    return [d for d in found if id(d) not in dropped]


#: What somebody holds who has given up another post before.
_IS_SO_NOW = re.compile(r"\b(?:remains|still|today|now)\b")


def _is_news(role: Draft) -> bool:
    """Whether the scorer sees somebody get a post."""
    return role.rule == SEEN and role.status is not Status.HELD and is_likely_enough(role)


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
        and o.status in _NEWS
        and not o.get("unit")
        and (
            (
                role.get("title") in {"head", "chief"}
                and role.status in _NEWS
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


def _roles_told_otherwise(found: list[Draft]) -> list[Draft]:
    """A title already told by a joining or a change is not told again as merely held."""
    kept: list[Draft] = []
    bought = _purchases(found)
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
