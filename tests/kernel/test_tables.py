"""Rows written and read as plain columns say what models say."""

from datetime import date
from typing import Any

import pghistory
import pytest
from django.db import DataError, connection
from django.db.backends.postgresql.psycopg_any import DateRange

from people.models import Person, Position, PositionState
from tests.factories import OrganizationFactory, PersonFactory
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.planned import plan_once
from tracker.kernel.tables import (
    Below,
    Columns,
    at_once,
    computed,
    correction,
    deletion,
    differing,
    insert,
    insertion,
    read,
    read_both,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return PersonFactory.create()


def post(person: Person, **columns: object) -> dict[str, Any]:
    return {"person_id": person.pk, "organization_id": OrganizationFactory.create().pk, **columns}


@pytest.mark.parametrize(
    "text", ["2024", "2024-02", "2024-02-29", "../2024-05-31", "2024-06-01/.."]
)
def test_a_date_known_in_part_comes_back_as_it_was_written(person: Person, text: str) -> None:
    start = PartialDate.parse(text)
    (pk,) = insert(Position, [post(person, start=start, title="50% engineer")])
    row = read(Position, "person_id", [person.pk])[pk]
    model = Position.objects.get(pk=pk)
    assert (row["start"], row["title"]) == (model.start, model.title) == (start, "50% engineer")


def test_what_a_new_row_leaves_out_has_the_default_of_the_model(person: Person) -> None:
    (pk,) = insert(Position, [post(person)])
    row = read(Position, "person_id", [person.pk])[pk]
    model = Position(person=person)
    assert all(
        row[name] == getattr(model, name)
        for name in row
        if name not in {"person_id", "organization_id"}
    )


def test_ids_come_in_the_order_of_the_rows(person: Person) -> None:
    titles = [f"Engineer {number}" for number in range(20)]
    made = insert(Position, [post(person, title=title) for title in titles])
    rows = read(Position, "person_id", [person.pk])
    assert [rows[pk]["title"] for pk in made] == titles
    assert list(rows) == sorted(made)


def test_only_rows_that_say_otherwise_are_corrected(person: Person) -> None:
    one, other = insert(
        Position, [post(person, title="Engineer"), post(person, title="Researcher")]
    )
    rows = read(Position, "person_id", [person.pk])
    wanted: dict[int, Columns] = {
        one: {"title": "Engineer"},
        other: {"title": "Chief", "start_told_on": date(2024, 1, 2)},
    }
    changes = differing(rows, wanted)
    assert changes == {other: {"title": "Chief", "start_told_on": date(2024, 1, 2)}}
    at_once(correction(Position, changes))
    assert Position.objects.get(pk=other).start_told_on == date(2024, 1, 2)


def test_words_too_long_for_their_column_are_refused_not_cut(person: Person) -> None:
    (pk,) = insert(Position, [post(person)])
    with pytest.raises(DataError):
        at_once(correction(Position, {pk: {"title": "x" * 201}}))


def test_rows_go_change_and_come_in_one_statement(
    person: Person, django_assert_num_queries: Any
) -> None:
    old, held = insert(Position, [post(person), post(person)])
    new = post(person, title="Chief")
    with django_assert_num_queries(1):
        at_once(
            deletion(Position, [old]),
            correction(Position, {held: {"title": "Engineer"}}),
            insertion(Position, [new]),
        )
    titles = [row["title"] for row in read(Position, "person_id", [person.pk]).values()]
    assert titles == ["Engineer", "Chief"]


def test_rows_come_with_those_that_hang_on_them_and_with_the_days_that_the_database_computes(
    person: Person, django_assert_num_queries: Any
) -> None:
    said: Columns = {"start": PartialDate.parse("2024-02"), "start_status": "done"}
    rumoured: Columns = {"start_status": "rumoured"}
    one, bare = insert(Position, [post(person, **said), post(person, **rumoured)])
    known = DateRange(date(2024, 1, 2), None, "[)")
    (state,) = insert(PositionState, [{"position_id": one, "known": known, **said}])
    with django_assert_num_queries(1):
        rows, states = read_both(
            Position, "person_id", [person.pk], Below(PositionState, "position_id")
        )
    assert rows == read(Position, "person_id", [person.pk])
    assert states == {one: list(read(PositionState, "id", [state]).items()), bare: []}
    days = Position.objects.get(pk=one).certain
    assert computed(Position, "certain", [said, rumoured]) == [
        (days.lower, days.upper),
        (None, None),
    ]


def test_the_history_of_what_is_written_here_says_who_did_it(person: Person) -> None:
    with pghistory.context(actor="an editor"):
        plan_once()
        (pk,) = insert(Position, [post(person)])
        at_once(correction(Position, {pk: {"title": "Engineer"}}))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT metadata->>'actor' FROM people_positionevent AS event JOIN pghistory_context AS context"
            " ON context.id = event.pgh_context_id WHERE pgh_obj_id = %s",
            [pk],
        )
        assert cursor.fetchall() == [("an editor",)] * 2
