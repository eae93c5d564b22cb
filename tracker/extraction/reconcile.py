"""The article as a whole: what one sentence says about another, and every fact once."""

from __future__ import annotations

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
from tracker.extraction.bought_along import answer_to_the_buyer, bought_along
from tracker.extraction.careers import (
    employers_before,
    founders_leave,
    leaves_what_was_before,
    those_named_leave,
)
from tracker.extraction.come_from import where_they_come_from
from tracker.extraction.dates_apart import dates_told_apart, settle_what_is_past
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.foundings_placed import foundings_placed
from tracker.extraction.managers import is_boss_of, posts_of_managers, report_where_they_go
from tracker.extraction.moves_in_time import placed_in_time
from tracker.extraction.moves_undone import moves_undone, not_turned_round, posts_had_again, returns
from tracker.extraction.posts_come_to import posts_come_to
from tracker.extraction.posts_elsewhere import posts_of_those_left
from tracker.extraction.posts_placed import is_academic, posts_placed
from tracker.extraction.posts_settled import settle_posts
from tracker.extraction.roles_told_otherwise import roles_told_otherwise
from tracker.extraction.rules.org_facts import layoffs_told_again, worths_of_rounds
from tracker.extraction.rules.parts_meant import parts_shared
from tracker.extraction.sameness import (
    SEEN,
    is_complete,
    once,
    plain,
    same_org,
    same_person,
)
from tracker.extraction.seats_since import seats_since
from tracker.extraction.staying import seats_within, those_who_stay
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


def reconcile(drafts: Iterable[Draft], *, confirmed: bool) -> list[Draft]:
    """The drafts that stand, completed from one another, each fact once.

    Each step reads what those before it have made of the drafts: where and when things happen is settled before who leaves for it,
    and that before what the posts given up and taken up are.
    """
    found = [d for d in drafts if d.status is not None or d.type is FactType.STATEMENT]
    found = _placed(found)
    found = _with_both_ends(found)
    found = _without_what_is_undone(found)
    found = _with_posts_given_up(found)
    found = _with_posts_got(found)
    found = _told_best(found)
    if confirmed:
        for d in found:
            if d.status is Status.REPORTED:
                d.status = Status.ANNOUNCED
    return found


def _placed(found: list[Draft]) -> list[Draft]:
    """When and where it happens that people come and found companies, and where they come from."""
    found = foundings_placed(placed_in_time(dates_told_apart(found)))
    return posts_placed(where_they_come_from(found))


def _with_both_ends(found: list[Draft]) -> list[Draft]:
    """Who leaves what for a coming, and comes to what for a leaving."""
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
    return employers_before(found)


def _without_what_is_undone(found: list[Draft]) -> list[Draft]:
    """Who comes back or stays, and what was only meant to be."""
    posts_had_again(found)
    returns(found)
    seats_within(found)
    return those_named_leave(parts_left(those_who_stay(moves_undone(found))))


def _with_posts_given_up(found: list[Draft]) -> list[Draft]:
    """Which posts are given up by those who leave, and which by those who get another one where they are."""
    comes_after_years(found)
    parts_shared(found)
    found = titles_given_up([d for d in found if not _becomes_another(d, found)])
    same_post_elsewhere(found)
    titles_kept(found)
    posts_of_those_left(found)
    _at_one_company(found)
    given_up_by_change(found)
    return _not_both(found)


def _with_posts_got(found: list[Draft]) -> list[Draft]:
    """Which posts people come to, whom they report to there, and which companies are bought and worth what."""
    found = answer_to_the_buyer(found)
    report_where_they_go(found)
    posts_of_managers(found)
    found = layoffs_told_again(worths_of_rounds(bought_along(_told_by_verb(found))))
    return posts_come_to(found)


def _told_best(found: list[Draft]) -> list[Draft]:
    """What is told in full, once, in its best words and at its time."""
    found = not_turned_round([d for d in found if is_complete(d)])
    found = [d for d in roles_told_otherwise(found) if not is_boss_of(d, found)]
    leaders_of_units(found)
    found = once(found)
    settle_what_is_past(found)
    settle_posts(found)
    seats_since(found)
    return found


def told_once(found: list[Draft]) -> list[Draft]:
    """The facts that stand, each once, after some of them have become of another kind; nobody has a post without a title."""
    untitled = (d for d in found if d.type is not FactType.ROLE or d.get("title"))
    return roles_told_otherwise(once([d for d in untitled if is_complete(d)]))


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
            unsaid = o.status is Status.FORMER or (o.attached and o.implied_org)
            unsaid = unsaid and o.get("org") not in o.scene.text and not is_academic(o)
            if o.scene is d.scene and unsaid and not same_org(o, d):
                o.values["org"] = d.get("org")
                o.values.pop("unit", None)


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
