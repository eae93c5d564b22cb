"""Of whom a difference between two days says that they joined or left, and of whom only that they are named there."""

from datetime import date
from typing import Any

import pytest

from companies.models import Organization
from people.models import MoveKind
from tests.factories import (
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    PositionStateFactory,
    known_from,
)
from tests.timeline.staffing import CONFIRMED, post
from tracker.timeline.differences import Change
from tracker.timeline.org_diff import org_diff
from tracker.web.templatetags.changes import doubts, tag

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2023, 6, 1), date(2024, 6, 1)


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


def came(company: Organization, kind: MoveKind, start: str, **rest: Any) -> None:
    """A post of the company, with the move of that kind by which it was taken up."""
    held = post(company, kind.value, start, title=kind.label, **rest)
    MoveFactory.create(arrival=held, kind=kind, happened=held.start)


def the_change(company: Organization, **asked: Any) -> Change:
    (change,) = org_diff(company, first=FIRST, last=LAST, **asked).changes
    return change


@pytest.mark.parametrize("kind", [MoveKind.HIRE, MoveKind.RETURN, MoveKind.FOUNDING])
def test_who_was_hired_came_back_or_founded_between_the_days_has_joined(
    halden: Organization, kind: MoveKind
) -> None:
    came(halden, kind, "2023-09")
    change = the_change(halden)
    assert change.certain and not change.named
    assert tag(change, None).word == "Joined"


@pytest.mark.parametrize("kind", [MoveKind.PROMOTION, MoveKind.REASSIGNMENT, MoveKind.BOARD_SEAT])
def test_who_rose_within_or_took_a_seat_on_the_board_is_first_named_there(
    halden: Organization, kind: MoveKind
) -> None:
    came(halden, kind, "2023-09")
    change = the_change(halden)
    assert (change.kind, change.holds, change.named) == ("joined", "possible", True)
    assert tag(change, None).word == "First named there"
    assert doubts(change, None, FIRST, LAST) == "nobody tells that they came then"


def test_who_rose_on_the_day_that_is_compared_with_has_not_nearly_joined(
    halden: Organization,
) -> None:
    came(halden, MoveKind.PROMOTION, "2023-06")
    assert not the_change(halden).counted


def test_who_is_only_said_to_be_there_is_first_named_there(halden: Organization) -> None:
    day = date(2025, 8, 1)
    post(halden, "ada", "", start_status="", confirmed_first=day, confirmed_last=day)
    (change,) = org_diff(halden, first=FIRST, last=date(2025, 9, 1)).changes
    assert (change.certain, change.named) == (False, True)


def test_who_was_there_by_some_day_is_first_named_there(halden: Organization) -> None:
    post(halden, "ada", "../2024-05-01", start_status="", confirmed_last=date(2024, 5, 1))
    (change,) = org_diff(halden, first=date(2022, 1, 1), last=LAST).changes
    assert (change.certain, change.named) == (False, True)


@pytest.mark.parametrize("start", ["", "../2024-07-01"])
def test_who_came_on_a_day_that_nobody_tells_may_have_joined(
    halden: Organization, start: str
) -> None:
    told = {"start_told_on": date(2024, 5, 1), "confirmed_first": date(2024, 7, 1)}
    came(halden, MoveKind.HIRE, start, start_first_on=date(2024, 7, 1), **told)
    (change,) = org_diff(halden, first=date(2023, 1, 1), last=date(2024, 8, 1)).changes
    assert (change.certain, change.named) == (False, False)


def test_whoever_was_hired_and_rose_since_has_joined(halden: Organization) -> None:
    came(halden, MoveKind.HIRE, "2023-08", end="2023-12-01")
    post(halden, "hire", "2023-12-01", title="Director")
    director = halden.positions.get(title="Director")
    MoveFactory.create(arrival=director, kind=MoveKind.PROMOTION, happened=director.start)
    assert the_change(halden).certain


def test_what_one_could_know_of_a_coming_decides_what_one_could_know_of_the_difference(
    halden: Organization,
) -> None:
    came(halden, MoveKind.REASSIGNMENT, "2023-09")
    held = halden.positions.get()
    PositionStateFactory.create(
        position=held, start=held.start, known=known_from(date(2023, 10, 1)), **CONFIRMED
    )
    move = held.arrivals.get()
    for kind, known in (
        (MoveKind.HIRE, known_from(date(2023, 10, 1), date(2024, 3, 1))),
        (MoveKind.REASSIGNMENT, known_from(date(2024, 3, 1))),
    ):
        MoveStateFactory.create(
            move=move, kind=kind, to_company=halden, happened=held.start, known=known
        )
    assert the_change(halden, known_on=date(2024, 2, 1)).certain
    assert not the_change(halden, known_on=date(2024, 4, 1)).certain


def test_who_is_only_told_to_have_gone_by_a_day_may_have_gone_before_the_first(
    halden: Organization,
) -> None:
    post(halden, "ada", "2014-02", "../2024-02-28", end_state="ended", confirmed_last=None)
    diff = org_diff(halden, first=FIRST, last=LAST)
    (change,) = diff.changes
    assert (change.kind, change.certain, diff.people_was) == ("left", False, 0)
    assert doubts(change, None, FIRST, LAST) == "its day is open"
