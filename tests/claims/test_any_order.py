"""The order in which claims come in changes nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.claims.saying import say
from tests.claims.scene import accepted_one_by_one, claim, digest, digest_at_once, undone
from tracker.claims.settling import occurrences
from tracker.claims.settling.holdings import Holding, judge
from tracker.claims.settling.says import Say
from tracker.claims.settling.spells import gather

TITLES = ["", "chief executive", "CEO", "research scientist", "scientist", "board member", "head"]
DAYS = ["", "2020", "2022-03", "2022-03-15", "2023-06-01", "2024-11"]
STATUSES = ["rumoured", "reported", "announced", "done", "denied", "reversed"]
PUBLISHED = [
    "",
    *((date(2022, 1, 1) + timedelta(days=90 * step)).isoformat() for step in range(8)),
]

said_of_a_post = st.builds(
    say,
    st.sampled_from(STATUSES),
    st.sampled_from(PUBLISHED),
    aspect=st.sampled_from(["start", "end"]),
    type=st.sampled_from(["joined", "left", "role"]),
    on=st.sampled_from(DAYS),
    title=st.sampled_from(TITLES),
    unit=st.sampled_from([None, 7, 8]),
    other=st.sampled_from([None, 31]),
    origin=st.sampled_from(["wire", "paper", "company"]),
)
told_as_held = st.builds(
    say,
    st.sampled_from(["held", "former"]),
    st.sampled_from(PUBLISHED),
    aspect=st.just("held"),
    title=st.sampled_from(TITLES),
    unit=st.sampled_from([None, 7]),
)
said_of_an_event = st.builds(
    say,
    st.sampled_from(STATUSES),
    st.sampled_from(PUBLISHED),
    type=st.sampled_from(["layoff", "stake", "funding"]),
    on=st.sampled_from(DAYS),
    figures=st.dictionaries(
        st.sampled_from(["percent", "amount_usd", "count"]),
        st.sampled_from([5, 49, 50]),
        max_size=2,
    ),
)


def spells(says: list[Say]) -> list[tuple[frozenset[int], Holding | None, Holding | None]]:
    found, _ = gather(says)
    return [
        (
            frozenset(one.claim for one in spell.says()),
            judge(spell),
            judge(spell, date(2023, 1, 1)),
        )
        for spell in found
    ]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_in_any_order_the_same_says_make_the_same_spells(data: st.DataObject) -> None:
    says = data.draw(st.lists(said_of_a_post | told_as_held, max_size=8))
    shuffled = data.draw(st.permutations(says))
    assert spells(shuffled) == spells(says)
    assert gather(shuffled)[1] == gather(says)[1]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_in_any_order_the_same_says_make_the_same_events(data: st.DataObject) -> None:
    says = data.draw(st.lists(said_of_an_event, max_size=8))
    shuffled = data.draw(st.permutations(says))

    def judged(some: list[Say]) -> list[object]:
        groups = occurrences.gather(some, lambda one: one.organization)
        return sorted((occurrences.judge(group) for group in groups), key=repr)

    assert judged(shuffled) == judged(says)


people = st.sampled_from(["alice", "bob"])
companies = st.sampled_from(["atlas", "borealis"])
publication: dict[str, st.SearchStrategy[Any]] = {
    "published": st.sampled_from(PUBLISHED),
    "on": st.sampled_from(DAYS),
    "outlet_": st.sampled_from(["wire", "paper", "company"]),
}
claims_made = st.one_of(
    st.fixed_dictionaries(
        {
            "type_": st.sampled_from(["joined", "left", "role"]),
            "status": st.sampled_from(STATUSES),
            "who": people,
            "at": companies,
            "title": st.sampled_from(TITLES),
            "other": st.sampled_from(["", "atlas", "borealis"]),
            **publication,
        }
    ),
    st.fixed_dictionaries(
        {
            "type_": st.just("role"),
            "status": st.sampled_from(["held", "former"]),
            "who": people,
            "at": companies,
            "title": st.sampled_from(TITLES),
            **publication,
        }
    ),
    st.fixed_dictionaries(
        {
            "type_": st.just("role"),
            "status": st.just("done"),
            "who": people,
            "at": st.just("atlas"),
            "title": st.just("chief executive"),
            **publication,
        }
    ),
    st.fixed_dictionaries(
        {
            "type_": st.just("reports_to"),
            "status": st.sampled_from(["announced", "done", "denied"]),
            "who": people,
            "manager": st.sampled_from(["alice", "bob", "carol"]),
            "at": st.just("atlas"),
            **publication,
        }
    ),
    st.fixed_dictionaries(
        {
            "type_": st.just("founded"),
            "status": st.sampled_from(["announced", "done"]),
            "who": people,
            "at": st.sampled_from(["", "borealis"]),
            **publication,
        }
    ),
    st.fixed_dictionaries(
        {
            "type_": st.just("stake"),
            "status": st.sampled_from(STATUSES),
            "at": st.just("atlas"),
            "other": st.just("borealis"),
            "values": st.sampled_from([{}, {"percent": 49}, {"percent": 10}]),
            **publication,
        }
    ),
)


@pytest.mark.django_db
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_claims_settled_one_by_one_in_any_order_give_the_facts_of_all_at_once(
    data: st.DataObject,
) -> None:
    made = data.draw(st.lists(claims_made, min_size=2, max_size=6))
    with undone():
        claims = [claim(accepted=False, **columns) for columns in made]
        at_once = digest_at_once()
        with undone():
            accepted_one_by_one(data.draw(st.permutations(claims)))
            one_by_one = digest()
    assert one_by_one == at_once


@pytest.mark.django_db
def test_two_posts_told_for_one_month_make_the_same_moves_whichever_came_first() -> None:
    posts: dict[str, Any] = {"who": "bob", "at": "atlas", "on": "2022-03", "accepted": False}
    chief = claim("role", "done", title="chief executive", **posts)
    scientist = claim("joined", "rumoured", title="research scientist", **posts)
    told = []
    for order in ([chief, scientist], [scientist, chief]):
        with undone():
            accepted_one_by_one(order)
            told.append(digest())
    assert told[0] == told[1]
