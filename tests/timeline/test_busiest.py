"""What is counted from the tallies is what a count of the moves themselves finds, on every day."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from companies.models import Organization
from people.models import Move, MoveState, Position
from people.tallying import fold_tallies, recount_tallies
from tests.claims.merging_scene import editor, merged, parted
from tests.claims.scene import claim, company, person, settled, undone
from tests.claims.test_any_order import claims_made
from tests.factories import MoveFactory, MoveStateFactory, OrganizationFactory
from tracker.claims.merging.refusals import CannotMerge
from tracker.claims.models import Merge, Takedown
from tracker.claims.services import reject_claim
from tracker.claims.takedowns import lift, take_down
from tracker.timeline.busiest import busiest
from tracker.timeline.moves import to_count

pytestmark = pytest.mark.django_db

_SETTINGS: dict[str, Any] = {
    "deadline": None,
    "phases": [Phase.explicit, Phase.reuse, Phase.generate],
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
}
#: Whole years; years cut short early and late, at either end; and days before any move.
PERIODS = [
    (date(2022, 1, 1), date(2022, 12, 31)),
    (date(2019, 1, 1), date(2023, 3, 14)),
    (date(2022, 1, 1), date(2022, 9, 30)),
    (date(2022, 3, 9), date(2022, 5, 14)),
    (date(2021, 12, 3), date(2023, 2, 10)),
    (date(2022, 1, 1), date(2021, 6, 1)),
]
#: Days on which one might have asked, about the turns of months and years; and today.
KNOWN = [
    None,
    *(date.fromisoformat(f"202{day}") for day in ("1-12-31", "2-01-01", "2-04-13", "3-01-15")),
    date(2040, 1, 1),
]


def counted(moves: list[Any], first: date, last: date) -> tuple[int, list[tuple[int, int]]]:
    """The same from the moves, or their states, one by one."""
    ends: Counter[int] = Counter()
    found = [(origin, there) for day, origin, there in moves if first <= day <= last]
    for origin, destination in found:
        if None not in (origin, destination) and origin != destination:
            ends.update((origin, destination))
    return len(found), sorted(ends.items(), key=lambda item: (-item[1], item[0]))


def assert_counted() -> None:
    for known_on in KNOWN:
        moves = list(to_count(known_on).values_list("sort_on", "from_company", "to_company"))
        for first, last in PERIODS:
            every, companies = busiest(first, last, known_on=known_on, most=30)
            found = every, list(companies.items())
            assert found == counted(moves, first, last), (first, last, known_on)


days = st.dates(date(2021, 11, 20), date(2023, 8, 10))


@settings(max_examples=12, **_SETTINGS)
@given(st.data())
def test_whatever_is_written_of_moves_is_counted_as_it_was_known(data: st.DataObject) -> None:
    with undone():
        companies: list[Organization | None] = [
            None,
            *OrganizationFactory.create_batch(3),
            OrganizationFactory.create(hidden=True),
        ]

        def some_state(move: Move) -> dict[str, Any]:
            begin, length = data.draw(days), data.draw(st.sampled_from([None, 1, 5, 40, 400]))
            end = begin + timedelta(days=length) if length else None
            origin, destination = (data.draw(st.sampled_from(companies)) for _ in range(2))
            return {
                "known": DateRange(begin, end),
                "from_company": origin,
                "to_company": destination if origin or destination else move.to_company,
                "sort_on": data.draw(days),
            }

        for _ in range(data.draw(st.integers(2, 8))):
            there = data.draw(st.sampled_from(companies[1:]))
            move = MoveFactory.create(arrival__organization=there, sort_on=data.draw(days))
            for _ in range(data.draw(st.integers(0, 2))):
                MoveStateFactory.create(move=move, **some_state(move))
        assert_counted()
        for state in MoveState.objects.all()[:2]:
            MoveState.objects.filter(pk=state.pk).update(**some_state(state.move))
        MoveState.objects.filter(
            pk__in=[state.pk for state in MoveState.objects.all()[2:3]]
        ).delete()
        fold_tallies()
        Move.objects.filter(pk__in=Move.objects.values("pk")[:1]).update(withdrawn=True)
        Move.objects.filter(pk__in=Move.objects.values("pk")[1:2]).update(hidden=True)
        assert_counted()
        assert recount_tallies() == 0


steps = st.sampled_from(["say", "say", "reject", "merge", "part", "take down", "lift"])


@settings(max_examples=6, **_SETTINGS)
@given(st.data())
def test_after_merges_takedowns_and_new_claims_everything_is_counted_as_it_was_known(
    data: st.DataObject,
) -> None:
    keys = iter(range(10_000, 20_000))

    def said() -> Any:
        return claim(**(data.draw(claims_made) | {"key": f"{next(keys)}"}))

    with undone():
        for slug in ("alice", "bob", "carol"):
            person(slug)
        for slug in ("atlas", "borealis"):
            company(slug)
        claims = [said() for _ in range(6)]
        settled(*claims)
        assert_counted()
        for step in data.draw(st.lists(steps, min_size=2, max_size=5)):
            _take(step, data, claims, said)
            assert_counted()
        assert recount_tallies() == 0


def _take(step: str, data: st.DataObject, claims: list[Any], said: Any) -> None:
    match step:
        case "say":
            claims.append(said())
            settled(claims[-1])
        case "reject":
            reject_claim(claim=claims.pop(0), editor=editor())
        case "merge":
            pairs = [("alice", "bob"), ("bob", "carol"), ("atlas", "borealis")]
            loser, winner = data.draw(st.sampled_from(pairs))
            try:
                merged(loser, into=winner)
            except CannotMerge:
                return
        case "part":
            for merge in Merge.objects.standing().order_by("-pk")[:1]:
                parted(merge)
        case "take down":
            target = data.draw(
                st.sampled_from([person("alice"), company("atlas"), *Position.objects.all()[:1]])
            )
            take_down(target=target, reason="They asked us to.")
        case "lift":
            for takedown in Takedown.objects.filter(lifted_at=None).order_by("pk")[:1]:
                lift(takedown=takedown, reason="Done.")
