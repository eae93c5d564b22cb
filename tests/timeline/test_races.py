"""Who was first: moves that somebody reported before they were confirmed."""

from datetime import date

import pytest

from people.models import Move
from tests.factories import ClaimFactory, MoveFactory, OutletFactory, PositionFactory
from tracker.claims.models import Aspect
from tracker.kernel.statuses import Status
from tracker.timeline.races import races

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 20)


def told(*steps: tuple[str, int]) -> Move:
    """A firm move whose claims were published on these days of November."""
    position = PositionFactory.create()
    for status, day in steps:
        ClaimFactory.create(
            summary=True,
            aspect=Aspect.START,
            status=status,
            published_on=date(2025, 11, day),
            outlet=OutletFactory.create(name=f"Paper of the {day}th"),
        ).positions.add(position)
    return MoveFactory.create(arrival=position, sort_on=date(2025, 11, 20))


def test_a_race_is_from_the_first_report_to_the_first_confirmation() -> None:
    told(("reported", 11), ("reported", 12), ("announced", 19), ("done", 25))
    (race,) = races(as_of=TODAY)
    assert (race.first.outlet, race.confirmed.status, race.days) == (
        "Paper of the 11th",
        Status.ANNOUNCED,
        8,
    )


def test_what_the_company_said_first_or_on_the_same_day_is_no_race() -> None:
    told(("announced", 11), ("done", 19))
    told(("reported", 11), ("done", 11))
    told(("done", 11))
    assert races(as_of=TODAY) == ()


def test_the_longest_wait_stands_first() -> None:
    told(("reported", 11), ("done", 12))
    told(("rumoured", 1), ("done", 12))
    assert [race.days for race in races(as_of=TODAY)] == [11, 1]


def test_a_turned_back_clock_sees_no_later_race() -> None:
    told(("reported", 11), ("done", 12))
    assert races(as_of=date(2025, 11, 1)) == ()
