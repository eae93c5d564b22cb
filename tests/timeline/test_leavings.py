"""A departure that an arrival takes up later keeps its own day and its own first outlet."""

import csv
from datetime import date
from typing import Any

import pytest
from django.test import Client

from people.models import Move
from tests.factories import (
    ClaimFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    OutletFactory,
    PersonFactory,
    PositionFactory,
    known_from,
)
from tracker.claims.models import Aspect
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.company_page import company_page
from tracker.timeline.entries import Entry
from tracker.timeline.moves import MoveFilter
from tracker.timeline.people import person_timeline
from tracker.timeline.wording import plain

pytestmark = pytest.mark.django_db

TODAY = date(2026, 1, 10)
GONE, CAME = date(2024, 9, 25), date(2025, 2, 18)


@pytest.fixture
def move() -> Move:
    """Ada left Lab in September 2024, as the Ledger told first, and turned up at Rival in February 2025."""
    for name in ("Ledger", "Gazette"):
        OutletFactory.create(slug=name.lower(), name=name)
    ada = PersonFactory.create(name="Ada Moreau")
    lab, rival = (
        OrganizationFactory.create(slug=one.lower(), name=one) for one in ("Lab", "Rival")
    )
    old = PositionFactory.create(person=ada, organization=lab, title="Chief technology officer")
    new = PositionFactory.create(person=ada, organization=rival, title="Chief executive")
    told = ClaimFactory.create(summary=True, aspect=Aspect.END, published_on=GONE)
    told.positions.add(old)
    return MoveFactory.create(
        person=ada,
        arrival=new,
        departure=old,
        from_company=lab,
        title="chief executive",
        former_title="chief technology officer",
        link="stated",
        happened=PartialDate.parse("2025-02-18"),
        sort_on=CAME,
        first_outlet="gazette",
        first_on=CAME,
        left=PartialDate.parse("2024-09"),
        left_status="done",
        left_sort_on=date(2024, 9, 30),
        left_origins=2,
        left_first_outlet="ledger",
        left_first_on=GONE,
    )


def of_company(move: Move, slug: str, *, known_on: date | None = None) -> list[Entry]:
    company = move.from_company if slug == "lab" else move.to_company
    assert company is not None
    stream = company_page(company, as_of=TODAY, today=TODAY, known_on=known_on).stream
    return [entry for _, year in stream.years for entry in year]


def test_a_timeline_of_the_company_left_has_the_move_on_the_day_of_the_departure(
    move: Move,
) -> None:
    (left,) = of_company(move, "lab")
    assert plain(left.sentence) == "Ada Moreau, chief technology officer, left Lab"
    assert (left.sort_on, left.status, left.kind) == (date(2024, 9, 30), "done", "Departure")
    assert (left.outlet, left.first_on, left.origins) == ("Ledger", GONE, 2)
    (came,) = of_company(move, "rival")
    assert (came.sort_on, came.outlet, came.kind) == (CAME, "Gazette", "Hire")


def test_whoever_told_first_of_a_departure_is_not_said_to_have_told_whither_if_others_did_later(
    move: Move, client: Client
) -> None:
    for left in (*of_company(move, "lab"), person_timeline(move.person, as_of=TODAY).entries[-1]):
        assert left.outlet == "Ledger" and left.onward is not None
        onward = left.onward
        assert (onward.place.name, onward.outlet, onward.first_on) == ("Rival", "Gazette", CAME)
    page = client.get(f"/people/{move.person.slug}/").content.decode()
    assert "Rival</a>. First report we read: Gazette" in page


def test_where_somebody_goes_is_told_with_the_departure_where_its_first_report_said_so(
    move: Move,
) -> None:
    told = ClaimFactory.create(
        summary=True, aspect=Aspect.END, published_on=GONE, other=move.to_company
    )
    assert move.departure is not None
    told.positions.add(move.departure)
    (left,) = of_company(move, "lab")
    assert plain(left.sentence) == "Ada Moreau, chief technology officer, left Lab for Rival"
    assert left.onward is None


def test_a_departure_alone_names_its_goal_apart_where_that_was_told_later(move: Move) -> None:
    assert move.departure is not None
    for day, goal in ((date(2024, 10, 8), move.to_company), (date(2024, 11, 1), move.to_company)):
        later = ClaimFactory.create(summary=True, aspect=Aspect.END, published_on=day, other=goal)
        later.positions.add(move.departure)
    Move.objects.update(
        kind="departure", arrival=None, first_outlet="ledger", first_on=GONE, left_sort_on=None,
        left=None, left_status="", left_first_outlet="", left_first_on=None, left_origins=0,
    )  # fmt: skip
    (left,) = of_company(move, "lab")
    assert left.onward is not None and left.onward.first_on == date(2024, 10, 8)
    assert "Rival" not in plain(left.sentence)


def test_moves_away_stand_among_the_rest_in_the_order_of_their_departures(move: Move) -> None:
    for day in (date(2024, 8, 1), date(2024, 12, 1)):
        MoveFactory.create(to_company=move.from_company, sort_on=day)
    assert [entry.sort_on for entry in of_company(move, "lab")] == [
        date(2024, 12, 1),
        date(2024, 9, 30),
        date(2024, 8, 1),
    ]


def test_with_a_clock_turned_back_the_departure_has_the_day_that_was_known_then(move: Move) -> None:
    MoveStateFactory.create(
        move=move,
        link="stated",
        sort_on=CAME,
        left_status="announced",
        left_sort_on=date(2024, 10, 1),
        known=known_from(CAME),
    )
    (left,) = of_company(move, "lab", known_on=TODAY)
    assert (left.sort_on, left.status) == (date(2024, 10, 1), "announced")


def test_a_person_s_timeline_tells_the_departure_and_the_arrival_each_on_its_day(
    move: Move,
) -> None:
    known = person_timeline(move.person, as_of=TODAY)
    told = {entry.sort_on: entry for entry in known.entries}
    assert {day: entry.outlet for day, entry in told.items()} == {
        CAME: "Gazette",
        date(2024, 9, 30): "Ledger",
    }
    assert [one.published for one in told[date(2024, 9, 30)].evidence] == [GONE]
    moves = [entry for _, of_year in known.stream("moves").years for entry in of_year]
    assert {entry.sort_on for entry in moves} == set(told), "either is a move"
    then = person_timeline(move.person, as_of=date(2024, 10, 1), everything=False)
    assert [entry.outlet for entry in then.entries] == ["Ledger"]


def test_the_arrival_s_entry_rests_on_what_tells_of_the_arrival(move: Move) -> None:
    came = ClaimFactory.create(summary=True, aspect=Aspect.START, published_on=CAME)
    assert move.arrival is not None
    came.positions.add(move.arrival)
    told = {one.kind: one.evidence for one in person_timeline(move.person, as_of=TODAY).entries}
    assert [one.published for one in told["Hire"]] == [CAME]
    assert [one.published for one in told["Departure"]] == [GONE]


def test_what_was_told_of_both_ends_at_once_is_one_entry(move: Move) -> None:
    Move.objects.update(left_sort_on=CAME, left_first_on=CAME, left_first_outlet="gazette")
    (entry,) = person_timeline(move.person, as_of=TODAY).entries
    assert entry.kind == "Hire"


def test_departures_are_counted_in_their_own_quarter(move: Move) -> None:
    assert move.from_company is not None
    traffic = company_page(move.from_company, as_of=TODAY, today=TODAY).traffic
    assert traffic is not None
    (quarter,) = traffic.quarters
    assert (quarter.year, quarter.quarter, quarter.departures) == (2024, 3, 1)


@pytest.mark.parametrize(
    ("filters", "year", "found"),
    [
        ({"from_company": "lab"}, 2024, 1),
        ({"from_company": "lab"}, 2025, 0),
        ({"from_company": "lab", "to_company": "rival"}, 2025, 1),
        ({"to_company": "rival"}, 2025, 1),
        ({"company": "lab"}, 2024, 1),
        ({"company": "lab"}, 2025, 0),
        ({"company": "rival"}, 2025, 1),
    ],
)
def test_who_left_a_company_in_a_year_left_it_on_a_day_of_that_year(
    move: Move, client: Client, filters: dict[str, Any], year: int, found: int
) -> None:
    since, until = date(year, 1, 1), date(year, 12, 31)
    assert MoveFilter(**filters, since=since, until=until).rows().count() == found
    address = {"since": str(since), "until": str(until), **filters}
    assert len(client.get("/api/v1/moves/", address).json()["results"]) == found
    assert move.person.name.encode() in client.get("/moves/", filters).content


def test_the_api_tells_the_departure_beside_the_arrival(move: Move, client: Client) -> None:
    (told,) = client.get("/api/v1/moves/").json()["results"]
    assert told["left"] == {
        "date": "2024-09",
        "precision": "month",
        "status": "done",
        "origins": 2,
        "saying_so": None,
        "first": {"outlet": "ledger", "published": "2024-09-25"},
    }
    answer: Any = client.get("/api/v1/moves.csv")
    table = b"".join(answer.streaming_content).decode()
    (cells,) = csv.DictReader(table.splitlines())
    assert (cells["left"], cells["left_first_outlet"]) == ("2024-09", "ledger")
    assert move.pk == told["id"]
