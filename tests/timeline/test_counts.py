"""What indexes and charts count, and what both clocks leave out of it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from companies.models import Organization
from people.models import MoveKind, Person
from tests.factories import (
    DepartureFactory,
    FoundingFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
    PositionStateFactory,
    known_from,
)
from tests.web.scene import TODAY
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.companies import companies_index
from tracker.timeline.company_page import company_page
from tracker.timeline.counts import posts_by_person
from tracker.timeline.people import people_index, person_timeline
from tracker.timeline.wording import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


def years(company: Organization) -> dict[int, tuple[int, int]]:
    found = company_page(company, as_of=TODAY, today=TODAY).traffic
    assert found is not None
    return {year.year: (year.arrivals, year.departures) for year in found.years}


def test_who_founds_a_company_comes_to_it_and_a_board_seat_is_no_arrival(
    halden: Organization,
) -> None:
    day = PartialDate.parse("2024-03-01")
    founding = FoundingFactory.create(organization=halden, happened=day)
    MoveFactory.create(
        kind=MoveKind.FOUNDING,
        arrival=None,
        founding=founding,
        person=founding.person,
        to_company=halden,
        happened=day,
        sort_on=date(2024, 3, 1),
    )
    MoveFactory.create(
        kind=MoveKind.BOARD_SEAT, to_company=halden, happened=day, sort_on=date(2024, 3, 1)
    )
    assert years(halden) == {2024: (1, 0)}


def test_a_move_counts_in_the_year_it_happened_and_not_in_the_year_it_was_told(
    halden: Organization,
) -> None:
    MoveFactory.create(to_company=halden, happened=None, sort_on=date(2024, 2, 14))
    MoveFactory.create(
        to_company=halden,
        happened=PartialDate.parse("../2023-05-31"),
        sort_on=date(2023, 5, 31),
    )
    MoveFactory.create(
        to_company=halden,
        happened=PartialDate.parse("2021-11-01/2022-02-28"),
        sort_on=date(2022, 2, 28),
    )
    MoveFactory.create(
        to_company=halden, happened=PartialDate.parse("2022"), sort_on=date(2022, 12, 31)
    )
    DepartureFactory.create(
        from_company=halden, happened=PartialDate.parse("2022-06"), sort_on=date(2022, 6, 30)
    )
    assert years(halden) == {2022: (1, 1)}


def test_an_index_tells_only_what_had_been_published_by_the_second_clock(
    halden: Organization,
) -> None:
    position = PositionFactory.create(
        organization=halden,
        title="Chief Scientist",
        start=PartialDate.parse("2023-01"),
        start_status=Status.DONE,
        confirmed_last=date(2025, 1, 1),
    )
    move = MoveFactory.create(arrival=position, person=position.person, to_company=halden)
    learned = known_from(date(2023, 11, 20))
    PositionStateFactory.create(
        position=position,
        start=PartialDate.parse("2023-01"),
        start_status=Status.DONE,
        confirmed_last=date(2023, 11, 20),
        known=learned,
    )
    MoveStateFactory.create(move=move, to_company=halden, known=learned)
    day = date(2023, 11, 18)
    (person,) = people_index(as_of=day, known_on=day)
    (company,) = companies_index(as_of=day, known_on=day)
    assert (person.line, person.moves) == ((), 0)
    assert (company.line, company.moves) == ((), 0)
    day = date(2023, 11, 20)
    (person,) = people_index(as_of=day, known_on=day)
    (company,) = companies_index(as_of=day, known_on=day)
    assert (plain(person.line), person.moves) == ("Chief Scientist, Halden", 1)
    assert (plain(company.line), company.moves) == ("1 known person", 1)


def test_an_index_leaves_out_the_moves_after_the_first_clock(halden: Organization) -> None:
    position = PositionFactory.create(organization=halden)
    MoveFactory.create(arrival=position, to_company=halden, sort_on=date(2024, 5, 1))
    day = date(2024, 4, 30)
    assert [row.moves for row in companies_index(as_of=day, everything=False)] == [0]
    assert [row.moves for row in people_index(as_of=day, everything=False)] == [0]
    assert [row.moves for row in companies_index(as_of=day)] == [1]


def test_a_move_counts_in_the_quarter_in_which_every_allowed_day_lies(
    halden: Organization,
) -> None:
    for day in ("2024-02", "2024-03-31", "2024", "2024-03-31/2024-04-01", "2024-10-02"):
        happened = PartialDate.parse(day)
        MoveFactory.create(to_company=halden, happened=happened, sort_on=happened.sort_day)
    DepartureFactory.create(
        from_company=halden, happened=PartialDate.parse("2024-05"), sort_on=date(2024, 5, 31)
    )
    MoveFactory.create(
        to_company=halden,
        from_company=halden,
        happened=PartialDate.parse("2024-05"),
        sort_on=date(2024, 5, 31),
    )
    found = company_page(halden, as_of=TODAY, today=TODAY).traffic
    assert found is not None
    assert [(one.quarter, one.arrivals, one.departures) for one in found.quarters] == [
        (1, 2, 0),
        (2, 0, 1),
        (3, 0, 0),
        (4, 1, 0),
    ]
    assert (found.undated, found.years[0].arrivals) == (2, 5)
    turned = company_page(halden, as_of=date(2024, 3, 31), today=TODAY).traffic
    assert turned is not None
    assert [(one.quarter, one.arrivals) for one in turned.quarters] == [(1, 2)]


def test_a_quarter_of_a_turned_back_clock_counts_what_had_been_published_by_then(
    halden: Organization,
) -> None:
    day = PartialDate.parse("2024-02")
    move = MoveFactory.create(to_company=halden, happened=day, sort_on=date(2024, 2, 29))
    hidden = MoveFactory.create(
        to_company=halden, happened=day, sort_on=date(2024, 2, 29), arrival__person__hidden=True
    )
    for one in (move, hidden):
        MoveStateFactory.create(move=one, happened=day, known=known_from(date(2024, 3, 5)))
    for known_on, quarters in ((date(2024, 3, 4), 0), (date(2024, 3, 5), 1), (None, 1)):
        found = company_page(halden, as_of=TODAY, today=TODAY, known_on=known_on).traffic
        assert found is not None
        assert sum(one.arrivals for one in found.quarters) == quarters


def who(as_of: date = TODAY) -> list[str]:
    return [plain(one.line) for one in people_index(as_of=as_of)]


def test_people_are_told_by_their_full_post_else_by_the_last_one_else_by_a_side_post() -> None:
    ada = PersonFactory.create(name="Ada Byron")

    def post(title: str, since: str, until: str = "", *, heard: str = "", **more: object) -> None:
        PositionFactory.create(
            person=ada,
            organization=OrganizationFactory.create(name=f"The {title} house"),
            title=title,
            exclusive=title != "adviser",
            start=PartialDate.parse(since),
            start_status="done",
            end=PartialDate.parse(until) if until else None,
            end_state="known" if until else "open",
            end_status="done" if until else "",
            confirmed_last=date.fromisoformat(heard) if heard else None,
            **more,
        )

    post("adviser", "2025-11-01", heard="2025-12-01")
    assert who() == ["adviser, The adviser house"]
    post("painter", "2019", heard="2021-09-07", seniority=6)
    assert who() == ["painter, The painter house"], "possibly held still"
    post("chemist", "2018", "2025-10-30", heard="2025-10-01", seniority=1)
    assert who() == ["Former chemist, The chemist house"], "of which was heard last"
    assert who(as_of=date(2025, 6, 1)) == ["chemist, The chemist house"]
    post("baker", "2025-12-01", heard="2025-12-02")
    assert who() == ["baker, The baker house"]
    assert who(as_of=date(2017, 6, 1)) == [""], "before any of them"


@pytest.fixture
def leaver() -> Person:
    """Ada, who was to leave the lab by the end of 2025 and to lead a firm of her own, and who sits on a board."""
    ada = PersonFactory.create(name="Ada Byron")
    posts: tuple[tuple[str, str, dict[str, Any]], ...] = (
        (
            "chief scientist",
            "2018",
            {
                "start_status": "done",
                "end": PartialDate.parse("2025-12"),
                "end_state": "known",
                "end_status": "announced",
                "confirmed_last": date(2025, 12, 18),
                "seniority": 80,
            },
        ),
        ("chair", "2025-12-18", {"start_status": "announced", "start_told_on": date(2025, 12, 18)}),
        ("board member", "2025-12-19", {"start_status": "done", "exclusive": False}),
    )
    for title, since, more in posts:
        PositionFactory.create(
            person=ada,
            organization=OrganizationFactory.create(name=f"House of the {title}"),
            title=title,
            start=PartialDate.parse(since),
            **more,
        )
    return ada


@pytest.mark.parametrize(
    ("day", "title", "mark"),
    [
        (date(2025, 12, 10), "chief scientist", "leaving announced"),
        (date(2026, 2, 1), "chair", "announced"),
    ],
)
def test_whoever_leaves_is_told_by_the_post_that_leads_their_page_with_its_mark(
    day: date, title: str, mark: str, leaver: Person
) -> None:
    (found,) = posts_by_person([leaver.pk], as_of=day).values()
    (first, *_), _ = person_timeline(leaver, as_of=day).held_by_word(day)
    assert (found.row.title, first.title, found.mark) == (title, title, mark)


def test_a_suggestion_says_how_firmly_its_post_is_told(client: Client, leaver: Person) -> None:
    suggested = client.get("/search/suggest/?q=byron&as_of=2025-12-10").text
    assert "Chief scientist, House of the chief scientist, leaving announced<" in suggested
    found = client.get("/search/?q=byron&as_of=2026-02-01").text
    assert "Chair, House of the chair, announced<" in found
