"""Who answered to a person and to whom they answered; who made the same move."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from companies.models import Organization
from people.models import Move, Person
from tests.factories import (
    ClaimFactory,
    DepartureFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    OutletFactory,
    PersonFactory,
    ReportingLineFactory,
    ReportingLineStateFactory,
    known_from,
)
from tests.web.scene import TODAY
from tracker.claims.models import ClaimType, TakedownKind
from tracker.claims.takedowns import take_down
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.companions import MOST_NAMED
from tracker.timeline.people import PersonTimeline, person_timeline

pytestmark = pytest.mark.django_db


class World:
    """Two companies, and moves from the one to the other."""

    def __init__(self) -> None:
        self.halden: Organization = OrganizationFactory.create(slug="halden", name="Halden")
        self.ostra: Organization = OrganizationFactory.create(slug="ostra", name="Ostra")
        self.own = self.move("mira", "2024-03-01")

    @property
    def mira(self) -> Person:
        return self.own.person

    def move(self, slug: str, day: str, **columns: Any) -> Move:
        person = PersonFactory.create(slug=slug, name=slug.title())
        happened = PartialDate.parse(day) if day else None
        values = {
            "from_company": self.halden,
            "to_company": self.ostra,
            "happened": happened,
            "sort_on": happened.sort_day if happened else TODAY,
            **columns,
        }
        return MoveFactory.create(arrival__person=person, **values)

    def known(self, **clocks: Any) -> PersonTimeline:
        return person_timeline(self.mira, **{"as_of": TODAY, **clocks})

    def companions(self, **clocks: Any) -> list[tuple[str, str]]:
        return [
            (one.person.slug, one.gap)
            for move in self.known(**clocks).shared
            for one in move.companions
        ]


@pytest.fixture
def world() -> World:
    return World()


def test_those_who_made_the_same_move_within_a_year_are_named_the_nearest_first(
    world: World,
) -> None:
    world.move("late", "2025-03-01")
    world.move("early", "2024-02-28")
    world.move("same", "2024-03-01")
    world.move("monthly", "2024-05")
    world.move("too-late", "2025-03-02")
    world.move("back", "2024-03-01", from_company=world.ostra, to_company=world.halden)
    world.move("elsewhere", "2024-03-01", to_company=OrganizationFactory.create())
    world.move("rumoured", "2024-03-01", status=Status.RUMOURED)
    world.move("announced", "2024-03-11", status=Status.ANNOUNCED)
    assert world.companions() == [
        ("same", "the same day"),
        ("early", "2 days earlier"),
        ("announced", "10 days later"),
        ("monthly", ""),
        ("late", "365 days later"),
    ]
    (shared,) = world.known().shared
    assert (shared.origin.slug, shared.destination.slug) == ("halden", "ostra")


def test_a_move_that_is_not_firm_or_has_one_end_only_has_no_companions(world: World) -> None:
    world.move("same", "2024-03-01")
    Move.objects.filter(pk=world.own.pk).update(status=Status.DENIED)
    DepartureFactory.create(person=world.mira, departure__person=world.mira)
    assert world.companions() == []


def test_whoever_made_it_twice_is_named_once(world: World) -> None:
    first = world.move("twice", "2024-01-01")
    MoveFactory.create(
        arrival__person=first.person,
        from_company=world.halden,
        to_company=world.ostra,
        happened=PartialDate.parse("2024-03-02"),
        sort_on=date(2024, 3, 2),
    )
    assert world.companions() == [("twice", "1 day later")]


def test_both_clocks_hold_for_those_who_made_the_same_move(world: World) -> None:
    later = world.move("later", "2024-06-01")
    for move, day in ((world.own, date(2024, 2, 1)), (later, date(2024, 5, 1))):
        MoveStateFactory.create(move=move, happened=move.happened, known=known_from(day))
    assert world.companions(as_of=date(2024, 5, 31), everything=False) == []
    assert world.companions(known_on=date(2024, 4, 30)) == []
    assert world.companions(known_on=date(2024, 5, 1)) == [("later", "92 days later")]


def test_more_than_are_named_are_counted_and_stand_in_the_list_of_moves(
    world: World, client: Client
) -> None:
    for number in range(MOST_NAMED + 3):
        world.move(f"other-{number:02}", "2024-03-01")
    (shared,) = world.known().shared
    assert (len(shared.companions), shared.more, shared.cut) == (MOST_NAMED, 3, False)
    page = client.get("/people/mira/").content.decode()
    assert "3 more known moves" in page
    address = "/moves/?from_company=halden&to_company=ostra&since=2023-03-02&until=2025-03-01"
    assert f"{address.replace('&', '&amp;')}&amp;status=done&amp;status=announced" in page
    assert (
        "16 known moves" in client.get(f"{address}&status=done&status=announced").content.decode()
    )


def test_whoever_was_taken_down_is_neither_companion_nor_manager_nor_report(
    world: World, client: Client
) -> None:
    world.move("greta-holm", "2024-03-01")
    greta = Person.objects.get(slug="greta-holm")
    for ends in (
        {"person": greta, "manager": world.mira},
        {"person": world.mira, "manager": greta},
    ):
        ReportingLineFactory.create(organization=world.ostra, **ends)
    for query in ("", "?as_of=2025-01-01"):
        assert client.get(f"/people/mira/{query}").content.decode().count("/people/greta-holm/") > 2
    take_down(target=greta, reason="She asked for it.")
    for query in ("", "?as_of=2025-01-01", "?known_on=2025-01-01"):
        page = client.get(f"/people/mira/{query}").content.decode().lower()
        assert "greta" not in page
        assert "made the same move" not in page


def test_managers_and_reports_stand_with_days_those_that_may_hold_first(world: World) -> None:
    gazette = OutletFactory.create(slug="gazette", name="The Gazette")
    boss, former, pupil = (PersonFactory.create(name=name) for name in ("Boss", "Former", "Pupil"))
    ReportingLineFactory.create(
        person=world.mira,
        manager=former,
        organization=world.halden,
        start=PartialDate.parse("2020-01"),
        start_status=Status.DONE,
        end=PartialDate.parse("2024-03-01"),
        end_state="known",
        end_status=Status.DONE,
    )
    line = ReportingLineFactory.create(
        person=world.mira,
        manager=boss,
        organization=world.ostra,
        kind="dotted",
        start=PartialDate.parse("2024-03"),
        start_status=Status.REPORTED,
        start_first_outlet=gazette.slug,
        start_first_on=date(2025, 11, 1),
        confirmed_last=date(2025, 11, 1),
    )
    ClaimFactory.create(type=ClaimType.REPORTS_TO, outlet=gazette, line=line)
    ReportingLineFactory.create(person=pupil, manager=world.mira, organization=world.halden)
    known = world.known()
    assert [(one.other.name, one.lasts, str(one.last_day or "")) for one in known.managers] == [
        ("Boss", True, ""),
        ("Former", False, "2024-02-29"),
    ]
    assert (known.managers[0].kind, known.managers[0].outlet) == ("dotted", "The Gazette")
    assert {one.anchor for one in known.managers} <= {entry.anchor for entry in known.entries}
    assert [one.other.name for one in known.reports] == ["Pupil"]
    before = world.known(as_of=date(2023, 1, 1), everything=False)
    assert [(one.other.name, one.last_day) for one in before.managers] == [("Former", None)]


def test_a_denied_line_is_not_said_to_last_and_one_not_known_yet_is_not_told(world: World) -> None:
    denied = ReportingLineFactory.create(
        person=world.mira,
        organization=world.ostra,
        start=PartialDate.parse("2025-10"),
        start_status=Status.DENIED,
        confirmed_last=date(2025, 11, 1),
    )
    ReportingLineStateFactory.create(
        line=denied, start_status=Status.RUMOURED, known=known_from(date(2025, 10, 5))
    )
    assert [(one.status, one.lasts) for one in world.known().managers] == [("denied", False)]
    assert world.known(known_on=date(2025, 10, 4)).managers == ()
    (rumoured,) = world.known(known_on=date(2025, 10, 5)).managers
    assert rumoured.status == "rumoured"


@pytest.mark.django_db(transaction=True)
def test_a_reply_stands_on_the_page_and_costs_no_question(
    world: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    world.move("same", "2024-03-01")
    take_down(
        target=world.mira, reason="She wrote.", kind=TakedownKind.ANNOTATE, reply="I went alone."
    )
    take_down(
        target=world.ostra,
        reason="They wrote.",
        kind=TakedownKind.ANNOTATE,
        reply="All are welcome.",
    )
    for address in ("/people/mira/", "/companies/ostra/"):
        client.get(address)
    with django_assert_max_num_queries(12):
        assert "I went alone." in client.get("/people/mira/").content.decode()
    with django_assert_max_num_queries(12):
        assert "All are welcome." in client.get("/companies/ostra/").content.decode()
