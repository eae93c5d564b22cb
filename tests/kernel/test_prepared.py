"""A question put together once, and asked again with other days and ids."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from people.models import Position
from tests.factories import PositionFactory
from tracker.kernel.facts import one_of
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.prepared import Given, Prepared

pytestmark = pytest.mark.django_db


def posts(*, people: Given, since: date, until: date | None) -> QuerySet[Any, Any]:
    """Posts of these people that began after ``since``, and at most ten days after ``until``."""
    named = RawSQL("%s::bigint[]", [people])
    rows = Position.objects.filter(one_of("person_id", named), start__startswith__gt=since)
    if until is not None:
        rows = rows.filter(start__startswith__lte=until + timedelta(days=10))
    return rows.order_by("pk").values_list("start", "title")


def of(*days: str) -> tuple[list[int], Callable[[str], PartialDate]]:
    """The ids of somebody for each day, who held a post from then on."""
    held = [PositionFactory.create(start=PartialDate.parse(day), title=f"of {day}") for day in days]
    return [one.person_id for one in held], PartialDate.parse


def test_each_asking_is_answered_for_its_own_days_and_ids() -> None:
    (first, second, third), at = of("2025-03-01", "2025-03-11", "2025-03-12")
    asked = Prepared(posts)
    everybody, january, march = [first, second, third], date(2025, 1, 1), date(2025, 3, 1)
    one, two, three = [(at(day), f"of {day}") for day in ("2025-03-01", "2025-03-11", "2025-03-12")]
    assert asked.rows(people=everybody, since=january, until=march) == [one, two]
    assert asked.rows(people=everybody, since=march, until=march) == [two]
    assert asked.rows(people=[third], since=january, until=march) == []
    assert asked.rows(people=everybody, since=march, until=None) == [two, three]
    assert asked.rows(people=[first, third], since=january, until=None) == [one, three]
    assert asked.rows(people=[], since=january, until=None) == []


def test_it_is_put_together_once_for_what_is_given_and_what_is_not(
    django_assert_num_queries: Any,
) -> None:
    times: list[bool] = []

    def build(**given: Any) -> QuerySet[Any, Any]:
        times.append(given["until"] is None)
        return posts(**given)

    asked = Prepared(build)
    with django_assert_num_queries(4):
        for until in (date(2025, 1, 1), date(2026, 1, 1), None, None):
            asked.rows(people=[1], since=date(2024, 1, 1), until=until)
    assert times == [False, True]


def test_numbers_words_and_ways_are_given_and_records_come_with_those_they_name(
    django_assert_num_queries: Any,
) -> None:
    held = [PositionFactory.create(title=title) for title in ("Engineer", "Chief", "Chief")]

    def build(*, person: int, title: str, there: bool) -> QuerySet[Position]:
        rows = Position.objects.select_related("person").filter(title=title)
        return (rows.filter if there else rows.exclude)(person=person)

    asked = Prepared(build)
    first, second, third = held
    with django_assert_num_queries(3):
        for title, person, there, expected in (
            ("Chief", second, True, [second]),
            ("Engineer", first, True, [first]),
            ("Chief", second, False, [third]),
        ):
            found = asked.rows(person=person.person_id, title=title, there=there)
            assert [(one, one.person) for one in found] == [(one, one.person) for one in expected]


@pytest.mark.parametrize(
    ("given", "question"),
    [
        ({"number": 7}, lambda number: Position.objects.filter(pk=number + 2**61)),
        ({"words": "a"}, lambda words: Position.objects.filter(title__icontains=words)),
    ],
)
def test_a_question_that_computes_from_what_it_is_given_is_refused(
    given: dict[str, Any], question: Callable[..., QuerySet[Position]]
) -> None:
    with pytest.raises(ValueError, match="computes"):
        Prepared(question).rows(**given)
