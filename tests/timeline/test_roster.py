"""What a process has read of a company's posts and lines stands for as long as nobody has written any, and no longer."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from companies.models import Organization
from people.models import Person, Position, PositionState, ReportingLine, RosterChange
from people.rosters import KEPT, forget_changes
from people.tasks import fold
from tests.factories import (
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
    PositionStateFactory,
    ReportingLineStateFactory,
    UnitFactory,
    known_from,
)
from tests.timeline.staffing import line, post
from tests.web.scene import build_scene
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline import roster, roster_rows
from tracker.timeline.org_chart import OrgChart, org_chart
from tracker.timeline.roster import Book, roster_of

pytestmark = pytest.mark.django_db(transaction=True)
DAY, KNOWN = date(2024, 6, 1), date(2024, 5, 1)


@pytest.fixture
def halden() -> Organization:
    company: Organization = OrganizationFactory.create(slug="halden", name="Halden")
    post(company, "boss", "2020", title="Chief executive", seniority=6)
    post(company, "ada", "2021")
    line(company, "ada", "boss", "2021")
    return company


def books(company: Organization) -> tuple[Book, Book]:
    return roster_of(company).book, roster_of(company, known_on=KNOWN).book


def values(book: Book) -> list[object]:
    """All that a book says. The states of one post stand in any order."""
    found: list[object] = [book.people.tolist(), book.slugs, book.rank.tolist()]
    for spells in (book.posts, book.lines):
        columns = [getattr(spells, one.name) for one in fields(spells)]
        plain = [one.tolist() if isinstance(one, np.ndarray) else one for one in columns]
        found.append(sorted(zip(*plain, strict=True)))
    return found


def assert_as_read_anew(company: Organization) -> None:
    held = books(company)
    roster._kept.clear()
    assert list(map(values, held)) == list(map(values, books(company)))


def tree(chart: OrgChart) -> list[str]:
    return ["  " * one.depth + one.person.slug for one in chart.people]


def test_a_book_is_read_once_while_nothing_is_written(
    halden: Organization, django_assert_num_queries: Any
) -> None:
    lab = UnitFactory.create(parent=halden)
    kept = books(halden)
    with django_assert_num_queries(2):
        assert books(halden) == kept
    post(OrganizationFactory.create(), "elsewhere", "2020")
    assert books(halden) == kept, "what is written of another company changes nothing"
    assert books(lab) == kept, "a unit is looked up in its company's book"
    assert tree(org_chart(halden, as_of=DAY)) == ["boss", "  ada"]


@pytest.mark.parametrize(("address", "most"), [("", 12), ("people/", 8), ("chart/", 8)])
def test_a_page_asks_a_bounded_number_of_queries_where_the_book_is_kept(
    address: str, most: int, client: Client, settings: Any, django_assert_max_num_queries: Any
) -> None:
    build_scene()
    settings.REMEMBERED_BYTES = 0
    for way in ("", "?known_on=2025-12-20"):
        page = f"/companies/halden/{address}{way}"
        client.get(page)
        with django_assert_max_num_queries(most):
            assert client.get(page).status_code == 200


def _by_sql(words: str) -> Callable[[Organization], object]:
    def write(_company: Organization) -> None:
        with connection.cursor() as cursor:
            cursor.execute(words)

    return write


def _state(_company: Organization) -> None:
    held = Position.objects.get(person__slug="ada")
    PositionStateFactory.create(position=held, start=held.start, known=known_from(KNOWN))


@pytest.mark.parametrize(
    "write",
    [
        lambda company: post(company, "new", "2022"),
        lambda company: post(company, "new", "2022", unit=UnitFactory.create(parent=company)),
        lambda _: Position.objects.filter(person__slug="ada").update(hidden=True),
        lambda _: Position.objects.get(person__slug="ada").delete(),
        lambda _: ReportingLine.objects.update(withdrawn=True),
        lambda _: ReportingLine.objects.all().delete(),
        lambda _: Position.objects.update(organization=OrganizationFactory.create()),
        lambda _: Person.objects.filter(slug="ada").update(slug="ada-lind"),
        lambda _: Person.objects.filter(slug="ada").update(hidden=True),
        lambda company: UnitFactory.create(parent=company),
        _state,
        lambda _: ReportingLineStateFactory.create(
            line=ReportingLine.objects.get(), known=known_from(KNOWN)
        ),
        _by_sql("UPDATE people_position SET title = 'Chief' WHERE seniority = 6"),
    ],
)
def test_whatever_is_written_is_seen_at_once(
    halden: Organization, write: Callable[[Organization], object]
) -> None:
    now, ever = books(halden)
    write(halden)
    then, since = books(halden)
    assert then is not now
    assert since is not ever
    assert_as_read_anew(halden)


def _something(random: Random, companies: list[Organization], units: list[Organization]) -> None:
    """Write one thing about posts and lines of a few people at two companies, one of which has units."""
    who = random.choice(["boss", "ada", "cy", "dee"])
    theirs = list(Position.objects.filter(person__slug=who).order_by("pk"))
    there: dict[str, Any] = {"unit": random.choice([None, *units])}
    if not theirs or random.random() < 0.3:
        arrival: dict[str, Any] = {
            "start_status": "done",
            "stated_origin": random.choice([None, *companies]),
        }
        held = post(random.choice(companies), who, "2021", **there, **arrival)
        PositionStateFactory.create(
            position=held, start=held.start, known=known_from(KNOWN), **there
        )
        return
    held = random.choice(theirs)
    match random.randrange(6):
        case 0:
            Position.objects.filter(pk=held.pk).update(**there, title=f"T{random.random()}")
        case 1:
            PositionState.objects.filter(position=held).update(**there)
        case 2:
            Position.objects.filter(pk=held.pk).update(withdrawn=not held.withdrawn)
        case 3:
            other = random.choice(Person.objects.exclude(pk=held.person_id).order_by("pk"))
            Position.objects.filter(pk=held.pk).update(person=other)
        case 4:
            line(random.choice([*companies, *units]), who, "zed", "2022")
        case 5:
            held.delete()


@pytest.mark.parametrize("seed", range(4))
def test_a_book_of_which_a_part_is_read_anew_is_that_which_would_be_read(
    seed: int, halden: Organization
) -> None:
    random = Random(seed)
    PersonFactory.create(slug="zed")
    companies = [halden, OrganizationFactory.create()]
    units = [UnitFactory.create(parent=halden), UnitFactory.create(parent=halden)]
    for _ in range(5):
        for _ in range(3):
            books(halden)
            _something(random, companies, units)
        assert_as_read_anew(halden)


def test_of_whom_something_was_written_alone_is_read_anew(
    halden: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[int] | None] = []

    def rows_of(below: list[int], *, ever: bool, people: list[int] | None = None) -> Any:
        asked.append(people)
        return roster_rows.rows_of(below, ever=ever, people=people)

    books(halden)
    monkeypatch.setattr(roster, "rows_of", rows_of)
    new = post(halden, "new", "2022").person
    roster_of(halden)
    Person.objects.filter(pk=new.pk).update(slug="newer")
    roster_of(halden)
    monkeypatch.setattr(roster, "MOST_ANEW", 1)
    for slug in ("one", "two"):
        post(halden, slug, "2022")
    roster_of(halden)
    assert asked == [[new.pk], None, None]


def test_a_state_that_is_taken_away_is_seen(halden: Organization) -> None:
    _state(halden)
    assert tree(org_chart(halden, as_of=DAY, known_on=DAY)) == ["ada"]
    PositionState.objects.all().delete()
    assert tree(org_chart(halden, as_of=DAY, known_on=DAY)) == []


def test_a_unit_that_is_hidden_takes_its_posts_with_it(halden: Organization) -> None:
    lab = UnitFactory.create(parent=halden)
    post(halden, "inside", "2020", unit=lab)
    assert org_chart(halden, as_of=DAY).certain == 3
    Organization.objects.filter(pk=lab.pk).update(hidden=True)
    assert org_chart(halden, as_of=DAY).certain == 2


def test_what_a_transaction_takes_back_is_not_kept(halden: Organization) -> None:
    kept = books(halden)
    with transaction.atomic():
        post(halden, "maybe", "2022")
        assert org_chart(halden, as_of=DAY).certain == 3
        transaction.set_rollback(True)
    assert org_chart(halden, as_of=DAY).certain == 2
    assert books(halden) == kept


def test_what_was_under_way_when_the_book_was_read_is_seen_when_it_is_done(
    halden: Organization,
) -> None:
    other = connection.copy()
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("UPDATE people_position SET hidden = true WHERE seniority = 6")
        assert org_chart(halden, as_of=DAY).certain == 2
        other.commit()
    finally:
        other.close()
    assert org_chart(halden, as_of=DAY).certain == 1


def test_who_is_lent_to_a_unit_of_another_company_came_to_it_when_they_came_to_theirs(
    halden: Organization,
) -> None:
    """An undated post is not held before its holder came from elsewhere, wherever that is told."""
    ostra, lab = OrganizationFactory.create(), UnitFactory.create(parent=halden)
    lent = PersonFactory.create(slug="lent")
    undated: dict[str, Any] = {"start": None, "start_status": "", "confirmed_last": DAY}
    day = date(2024, 8, 18)
    came = PartialDate.on(day)
    for unit, told in (
        (lab, undated),
        (None, {"start": came, "start_status": "done", "stated_origin": halden}),
    ):
        held = PositionFactory.create(person=lent, organization=ostra, unit=unit, **told)
        PositionStateFactory.create(position=held, unit=unit, known=known_from(KNOWN), **told)
    for known_on in (None, DAY):
        found = [tree(org_chart(lab, as_of=one, known_on=known_on)) for one in (DAY, day)]
        assert found == [[], ["lent"]]


def test_who_rises_from_within_may_have_held_an_undated_post_before(halden: Organization) -> None:
    ada = PersonFactory.create(slug="risen")
    told: dict[str, Any] = {"start": None, "start_status": "", "confirmed_last": DAY}
    rose = {"start": PartialDate.on(date(2024, 8, 18)), "start_status": "done"}
    for columns in (told, rose | {"stated_origin": halden}):
        held = PositionFactory.create(person=ada, organization=halden, **columns)
        PositionStateFactory.create(position=held, known=known_from(KNOWN), **columns)
    for known_on in (None, DAY):
        assert "risen" in tree(org_chart(halden, as_of=DAY, known_on=known_on))


def test_changes_are_forgotten_when_nothing_older_is_kept() -> None:
    RosterChange.objects.all().delete()
    now = timezone.now()
    for number, age in enumerate((0, KEPT, 2 * KEPT + 60)):
        RosterChange.objects.create(xact=number, at=now - timedelta(seconds=age))
    assert forget_changes() == 1
    fold()
    assert RosterChange.objects.count() == 2
