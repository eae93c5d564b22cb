"""Moves as rows: what they must say, and how they are looked up."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from companies.models import Organization
from people.models import Move, MoveKind, MoveState, Person, Position
from tests.factories import (
    SOME_DAY,
    DepartureFactory,
    FoundingFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
    known_from,
)
from tracker.kernel.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


def refused(constraint: str, **columns: Any) -> None:
    """The database itself refuses such a move: ``bulk_create`` asks no form and no model."""
    position = PositionFactory.create()
    told = {
        "kind": MoveKind.HIRE,
        "status": "done",
        "person": position.person,
        "arrival": position,
        "to_company": position.organization,
        "sort_on": SOME_DAY,
    }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Move.objects.bulk_create([Move(**(told | columns))])


def test_a_move_is_derived_from_a_position_or_a_founding_and_never_from_nothing() -> None:
    MoveFactory.create()
    DepartureFactory.create()
    founding = FoundingFactory.create()
    MoveFactory.create(
        kind=MoveKind.FOUNDING,
        arrival=None,
        founding=founding,
        person=founding.person,
        to_company=founding.organization,
    )
    refused("move_is_derived", arrival=None)


def test_a_move_has_at_least_one_end() -> None:
    refused("has_an_end", to_company=None)


def test_only_a_move_with_two_ends_says_how_they_were_joined() -> None:
    MoveFactory.create(from_company=OrganizationFactory.create(), link="stated")
    refused("link_joins_two", link="inferred")


def test_a_departure_told_by_itself_has_a_status_a_day_and_a_company() -> None:
    lab = OrganizationFactory.create()
    refused("left_a_company", left_status="done", left_sort_on=SOME_DAY)
    refused("left_a_company", from_company=lab, left_sort_on=SOME_DAY)
    refused("left_a_company", from_company=lab, left_status="done")
    refused("left_a_company", from_company=lab, left=PartialDate.parse("2024-09"))


def test_a_move_is_of_a_known_kind() -> None:
    refused("kind_is_known", kind="sabbatical")


def test_a_position_has_one_arrival_and_one_departure_beside_those_withdrawn() -> None:
    hire, departure = MoveFactory.create(), DepartureFactory.create()
    refused("one_per_arrival", arrival=hire.arrival)
    refused("one_per_departure", arrival=None, departure=departure.departure)
    MoveFactory.create(arrival=hire.arrival, withdrawn=True)
    Move.objects.filter(pk=hire.pk).update(withdrawn=True)
    assert MoveFactory.create(arrival=hire.arrival).pk != hire.pk


def test_a_paired_departure_and_hire_are_one_move() -> None:
    left, joined = PositionFactory.create(), PositionFactory.create()
    move = MoveFactory.create(
        arrival=joined, departure=left, from_company=left.organization, link="stated"
    )
    refused("one_per_departure", arrival=None, departure=left)
    assert str(move) == f"{joined.person}: hire {left.organization} to {joined.organization}"


@pytest.mark.parametrize(
    ("status", "is_open"),
    [
        ("rumoured", True),
        ("reported", True),
        ("announced", True),
        ("done", False),
        ("denied", False),
        ("reversed", False),
    ],
)
def test_a_move_is_open_while_it_is_neither_done_nor_taken_back(status: str, is_open: bool) -> None:
    assert MoveFactory.create(status=status).is_open is is_open


@pytest.mark.parametrize("part", ["person", "from_company", "to_company", "unit"])
def test_a_move_is_hidden_with_its_person_either_company_and_its_unit(part: str) -> None:
    shown = MoveFactory.create()
    MoveFactory.create(hidden=True)
    MoveFactory.create(withdrawn=True)
    named = PersonFactory if part == "person" else OrganizationFactory
    MoveFactory.create(**{part: named.create(hidden=True)})
    assert list(Move.objects.visible()) == [shown]


def test_a_company_s_moves_are_those_into_it_and_out_of_it_each_once() -> None:
    company = OrganizationFactory.create()
    into = MoveFactory.create(to_company=company)
    out = DepartureFactory.create(from_company=company)
    within = MoveFactory.create(kind="promotion", from_company=company, to_company=company)
    MoveFactory.create()
    assert sorted(Move.objects.touching(company), key=lambda move: move.pk) == [into, out, within]


def test_what_was_known_of_a_move_is_asked_by_the_day() -> None:
    move = MoveFactory.create()
    MoveStateFactory.create(
        move=move, status="rumoured", known=known_from(date(2025, 6, 1), date(2025, 6, 9))
    )
    MoveStateFactory.create(move=move, status="done", known=known_from(date(2025, 6, 9)))
    told = {
        day: list(MoveState.objects.known_on(date(2025, day, 8)).values_list("status", flat=True))
        for day in (5, 6, 7)
    }
    assert told == {5: [], 6: ["rumoured"], 7: ["done"]}


@pytest.fixture
def busy_company() -> Organization:
    """A company with 20 moves among 1,800, and fresh statistics, on a disk without a head."""
    companies = Organization.objects.bulk_create(
        Organization(slug=f"c-{n}", name=f"C {n}") for n in range(90)
    )
    people = Person.objects.bulk_create(Person(slug=f"p-{n}", name=f"P {n}") for n in range(150))
    positions = Position.objects.bulk_create(
        Position(person=people[n % 150], organization=companies[n % 90]) for n in range(900)
    )
    Move.objects.bulk_create(
        Move(
            kind=kind,
            status="done",
            person=position.person,
            sort_on=date(2015, 1, 1) + timedelta(days=n % 3650),
            **ends,
        )
        for n, position in enumerate(positions)
        for kind, ends in (
            (MoveKind.HIRE, {"arrival": position, "to_company": position.organization}),
            (MoveKind.DEPARTURE, {"departure": position, "from_company": companies[n * 7 % 90]}),
        )
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE people_move, people_person, companies_organization")
        cursor.execute("SET LOCAL random_page_cost = 1.1")
    return companies[0]


def test_moves_of_a_company_or_a_person_and_the_latest_are_read_from_an_index_and_not_from_all(
    busy_company: Organization,
) -> None:
    moves = Move.objects.touching(busy_company)
    assert moves.count() == 20
    for asked in (moves, moves.newest_first()[:50], moves.visible().with_names()):
        plan = asked.explain()
        assert "Seq Scan on people_move" not in plan, plan
        assert "people_move_from" in plan
        assert "people_move_to" in plan
    latest = Move.objects.newest_first()[:50].explain()
    assert "people_move_latest" in latest
    assert "Sort" not in latest
    person = Person.objects.get(slug="p-7")
    plan = Move.objects.of(person).newest_first().explain()
    assert "people_move_person" in plan
