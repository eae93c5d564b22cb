"""Where moves come from and what founders take up: departures told by themselves, inferred origins, foundings."""

from datetime import date
from typing import Any

import pytest

from companies.models import Organization
from people.models import Move, Person, Position
from people.services import derive_moves
from tests.factories import FoundingFactory, OrganizationFactory
from tests.people.stays import moves_of, post
from tracker.kernel.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


def test_an_arrival_keeps_what_was_told_of_the_departure_by_itself(
    person: Person, lab: Organization, rival: Organization
) -> None:
    """What was only announced has happened once the new post is taken up."""
    told: dict[str, Any] = {
        "end_first_outlet": "ledger",
        "end_first_on": date(2024, 9, 25),
        "end_origins": 2,
    }
    post(person, lab, end="2024-09", end_status="announced", stated_destination=rival, **told)
    post(person, rival, start="2025-02-18")
    derive_moves(person=person)
    move = Move.objects.get(withdrawn=False)
    assert (str(move.left), move.left_status, move.left_sort_on) == (
        "2024-09",
        "done",
        date(2024, 9, 30),
    )
    assert (move.left_first_outlet, move.left_first_on, move.left_origins) == tuple(told.values())


def test_an_end_told_long_after_the_arrival_and_of_no_known_day_stands_nowhere(
    person: Person, lab: Organization, rival: Organization
) -> None:
    """Whoever tells in 2026 that somebody had gone tells of no leaving in 2026."""
    told = {"end_first_outlet": "ledger", "end_first_on": date(2026, 5, 24)}
    kept: dict[str, Any] = {"stated_destination": rival, "end_state": "ended", **told}
    position = post(person, lab, end="../2026-05-24", **kept)
    post(person, rival, start="2026-04")
    derive_moves(person=person)
    assert Move.objects.get(withdrawn=False).left_sort_on is None
    Position.objects.filter(pk=position.pk).update(end=PartialDate.parse("../2025-12-31"))
    derive_moves(person=person)
    move = Move.objects.get(withdrawn=False)
    assert (str(move.left), move.left_sort_on) == ("../2025-12-31", date(2025, 12, 31))


def test_of_a_departure_that_nobody_told_nothing_stands_beside_the_arrival(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, end="../2026-01-23", end_state="ended")
    post(person, rival, start="2026-01-22", stated_origin=lab)
    derive_moves(person=person)
    move = Move.objects.get(withdrawn=False)
    assert (move.departure is None, move.left_sort_on, move.left_status) == (False, None, "")


@pytest.mark.parametrize(
    ("start", "paired"), [("2025-01-01", True), ("2025-01-02", True), ("2025-01-03", False)]
)
def test_an_origin_is_inferred_over_at_most_twelve_months(
    person: Person, lab: Organization, rival: Organization, start: str, paired: bool
) -> None:
    post(person, lab, end="2024-01-02")
    post(person, rival, start=start)
    separate = [("departure", "done", "lab", "", ""), ("hire", "done", "", "rival", "")]
    joined = [("hire", "done", "lab", "rival", "inferred")]
    assert moves_of(person) == (joined if paired else separate)


def test_no_origin_is_inferred_over_a_post_at_a_third_company_in_between(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, end="2024-01-31")
    post(person, OrganizationFactory.create(slug="stopover"), start="2024-03-01", start_status="")
    post(person, rival, start="2024-10-01")
    assert ("hire", "done", "", "rival", "") in moves_of(person)
    Position.objects.filter(organization__slug="stopover").update(start_status="denied")
    assert ("hire", "done", "lab", "rival", "inferred") in moves_of(person)


@pytest.mark.parametrize(
    ("start", "told", "inferred"),
    [("2025-01-20", True, True), ("2025-01-20", False, False), ("../2025-01-20", True, False)],
)
def test_an_end_without_a_day_is_an_origin_if_it_was_news_before_a_start_on_a_day(
    person: Person, lab: Organization, rival: Organization, start: str, told: bool, inferred: bool
) -> None:
    """What was so by 2 January at the latest may have been so for ten years."""
    news: dict[str, Any] = (
        {"end_first_on": date(2025, 1, 2), "end_first_outlet": "ledger"} if told else {}
    )
    post(person, lab, end="../2025-01-02", end_state="ended", **news)
    post(person, rival, start=start)
    assert (("hire", "done", "lab", "rival", "inferred") in moves_of(person)) is inferred


def test_a_post_that_is_only_called_a_former_one_is_no_departure_but_may_be_an_origin(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, end="../2026-01-23", end_state="ended")
    assert moves_of(person) == []
    post(person, rival, start="2026-01-22", stated_origin=lab)
    assert moves_of(person) == [("hire", "done", "lab", "rival", "stated")]


def test_a_stated_origin_is_left_near_the_day_of_the_arrival_however_firmly_it_is_told(
    person: Person, lab: Organization, rival: Organization
) -> None:
    gone: dict[str, Any] = {"end_status": "reported", "stated_destination": rival}
    post(person, lab, start="2019-03", end="2022-04-01/2022-05-18", **gone)
    post(person, rival, "Intern", start="2013", end="2016")
    post(person, rival, start="2022-05-17/..", start_status="reported")
    assert [move[:4] for move in moves_of(person)] == [
        ("hire", "done", "", "rival"),
        ("departure", "done", "rival", ""),
        ("hire", "done", "", "lab"),
        ("return", "reported", "lab", "rival"),
    ]


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ("2023", {"start": "2023-04"}),
        ("2022", {"start_status": "done", "confirmed_first": "2025-03-01"}),
    ],
)
def test_a_departure_of_a_mere_year_is_that_of_the_stated_move_that_may_lie_in_it_or_has_no_day(
    person: Person, lab: Organization, rival: Organization, ends: str, told: dict[str, Any]
) -> None:
    post(person, lab, start="2018", end=ends, stated_destination=rival)
    post(person, rival, "Chief executive", stated_origin=lab, **told)
    assert [(kind, *rest) for kind, _, *rest in moves_of(person)] == [
        ("hire", "", "lab", ""),
        ("hire", "lab", "rival", "stated"),
    ]


def test_an_end_that_was_over_by_some_day_is_not_that_before_an_arrival_of_years_ago(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, start="2012", end="2023")
    post(person, rival, end="../2025-10-23", stated_destination=lab)
    post(person, lab, start="2025-10-10/2025-10-23", stated_origin=rival)
    assert [(kind, *rest) for kind, _, *rest in moves_of(person)] == [
        ("hire", "", "lab", ""),
        ("departure", "lab", "", ""),
        ("return", "rival", "lab", "stated"),
    ]


def test_a_founding_is_a_move(person: Person, lab: Organization) -> None:
    FoundingFactory.create(person=person, organization=lab, happened="2025-12")
    assert moves_of(person) == [("founding", "done", "", "lab", "")]


@pytest.mark.parametrize(("status", "day"), [("done", "2024-06-01"), ("denied", "2025-12-01")])
def test_a_founding_of_no_known_day_stands_no_later_than_its_founder_came(
    person: Person, lab: Organization, status: str, day: str
) -> None:
    FoundingFactory.create(person=person, organization=lab, happened=None, told_on="2025-12-01")
    post(person, lab, start="2024-06-01", start_status=status)
    derive_moves(person=person)
    founding = Move.objects.get(kind="founding", withdrawn=False)
    assert (founding.happened, str(founding.sort_on)) == (None, day)


@pytest.mark.parametrize(
    ("founded", "started", "title", "one"),
    [
        ("2024-06", "2024-06", "Co-founder", True),
        ("2024-06", "2024", "Founder and chief executive", True),
        ("", "2024-06", "Co-founder", True),
        ("2024-06", "", "Co-founder", True),
        ("2024-06", "2024-06-19", "Chief executive", True),
        ("2024-06", "", "Chief executive", False),
        ("", "2024-06", "Chief executive", False),
        ("2015-12", "2019-03", "Chief executive", False),
        ("2024-06", "2024-06", "Board member", False),
        ("", "2024-06", "Founder's associate", False),
        ("2015-12", "../2016-06", "Chief executive", True),
        ("2015-12", "../2019-07-22", "Chief executive", False),
        ("2015-12", "2015-12/2019-07-22", "Chief executive", True),
    ],
)
def test_a_founding_and_the_post_taken_up_with_it_are_one_move(
    person: Person, lab: Organization, founded: str, started: str, title: str, one: bool
) -> None:
    FoundingFactory.create(person=person, organization=lab, happened=founded or None)
    post(person, lab, title, start=started, start_status="done")
    kinds = [move[0] for move in moves_of(person)]
    assert kinds == ["founding"] if one else len(kinds) == 2


def test_a_founder_who_left_a_company_for_it_names_where_from(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, "Chief scientist", end="2024-05-14", stated_destination=rival)
    post(person, rival, "Co-founder", start="2024-06", start_first_on=date(2024, 6, 20))
    FoundingFactory.create(person=person, organization=rival, happened="2024-06-19")
    assert moves_of(person) == [("founding", "done", "lab", "rival", "stated")]
    move = Move.objects.get(withdrawn=False)
    assert (str(move.happened), str(move.left), move.title) == (
        "2024-06-19",
        "2024-05-14",
        "Co-founder",
    )
    assert None not in {move.founding, move.arrival, move.departure}


def test_a_later_post_of_a_founder_is_a_step_inside_unless_it_is_known_where_from(
    person: Person, lab: Organization, rival: Organization
) -> None:
    FoundingFactory.create(person=person, organization=lab, happened="2015-12")
    later = post(person, lab, "Co-lead of alignment", start="2023-07")
    assert moves_of(person) == [
        ("founding", "done", "", "lab", ""),
        ("reassignment", "done", "lab", "lab", ""),
    ]
    Position.objects.filter(pk=later.pk).update(stated_origin=rival)
    assert ("hire", "done", "rival", "lab", "stated") in moves_of(person)


@pytest.mark.parametrize("status", ["denied", "reversed"])
def test_a_post_that_came_to_nothing_is_not_the_founder_s(
    person: Person, lab: Organization, status: str
) -> None:
    FoundingFactory.create(person=person, organization=lab, happened="2024-06")
    post(person, lab, "Co-founder", start="2024-06", start_status=status)
    assert sorted(move[0] for move in moves_of(person)) == ["founding", "hire"]
