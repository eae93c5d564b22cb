"""Moves derived from a person's positions and foundings: which, of what kind, and under which id."""

from datetime import date
from typing import Any

import pytest

from companies.models import Organization
from people.models import Move, Person, Position
from people.services import derive_moves
from people.titles import Seniority
from tests.factories import (
    OrganizationFactory,
    UnitFactory,
)
from tests.people.stays import moves_of, post
from tracker.kernel.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


def test_a_departure_and_the_hire_after_it_are_one_move(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, start="2020", end="2025-01-31")
    post(person, rival, start="2025-02-10")
    assert moves_of(person) == [
        ("hire", "done", "", "lab", ""),
        ("hire", "done", "lab", "rival", "inferred"),
    ]


def test_a_move_is_as_senior_as_the_title_taken_up_else_as_the_one_left(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, "CEO", start="2020", end="2025-01-31")
    post(person, rival, "", start="2025-02-10", end="2026-01-31")
    moves_of(person)
    moves = Move.objects.order_by("sort_on")
    ranks = [Seniority.CHIEF_EXECUTIVE, Seniority.CHIEF_EXECUTIVE, Seniority.UNKNOWN]
    assert [move.seniority for move in moves] == ranks


@pytest.mark.parametrize("title", ["Board member", "Senior adviser", "Professor of physics"])
def test_a_board_advisory_or_academic_post_is_no_origin_unless_stated(
    person: Person, lab: Organization, rival: Organization, title: str
) -> None:
    side = post(person, lab, title, end="2025-01-31")
    post(person, rival, start="2025-02-10")
    assert ("hire", "done", "", "rival", "") in moves_of(person)
    Position.objects.filter(pk=side.pk).update(stated_destination=rival)
    assert moves_of(person) == [("hire", "done", "lab", "rival", "stated")]


def test_a_board_seat_names_no_origin_even_when_a_post_ended_the_day_before(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, end="2025-01-31")
    post(person, rival, "Member of the board", start="2025-02-01")
    assert moves_of(person) == [
        ("departure", "done", "lab", "", ""),
        ("board_seat", "done", "", "rival", ""),
    ]


def test_giving_up_a_board_seat_beside_a_post_is_no_second_departure(
    person: Person, lab: Organization
) -> None:
    post(person, lab, "Chief executive", end="2024-03-22")
    post(person, lab, "Board member", end="2024-03-22")
    assert moves_of(person) == [
        ("departure", "done", "lab", "", ""),
        ("board_seat", "done", "lab", "", ""),
    ]


def test_a_stated_origin_stands_where_no_departure_is_on_record(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, rival, start="2025-02-10", stated_origin=lab)
    assert moves_of(person) == [("hire", "done", "lab", "rival", "stated")]


def test_a_post_that_may_follow_at_once_is_no_return(person: Person, lab: Organization) -> None:
    post(person, lab, "Head scientist for voice", end="2023-08")
    post(person, lab, "Head scientist for agents", start="2023")
    assert [move[0] for move in moves_of(person)] == ["reassignment"]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Research scientist", "Director of research", "promotion"),
        ("Director of research", "Chief scientist", "promotion"),
        ("Chief scientist", "Director of research", "reassignment"),
        ("Research scientist", "Software engineer", "reassignment"),
    ],
)
def test_a_new_post_at_the_same_company_is_a_step_inside_it_and_no_departure(
    person: Person, lab: Organization, before: str, after: str, kind: str
) -> None:
    post(person, lab, before, end="2025-06-01")
    post(person, lab, after, start="2025-06-01")
    assert moves_of(person) == [(kind, "done", "lab", "lab", "")]


def test_coming_back_after_a_spell_elsewhere_is_a_return(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, end="2023-01-01")
    post(person, rival, start="2023-01-10", end="2025-05-01")
    post(person, lab, "Chief scientist", start="2025-05-10")
    assert moves_of(person) == [
        ("hire", "done", "lab", "rival", "inferred"),
        ("return", "done", "rival", "lab", "inferred"),
    ]


def test_a_title_that_is_merely_held_makes_no_move(person: Person, lab: Organization) -> None:
    post(person, lab, confirmed_first=date(2025, 1, 1), confirmed_last=date(2025, 6, 1))
    assert moves_of(person) == []


def test_a_rename_or_new_parent_of_the_unit_makes_no_move(
    person: Person, lab: Organization
) -> None:
    unit = UnitFactory.create(parent=lab)
    post(person, lab, start="2024", unit=unit)
    before = moves_of(person)
    unit.name, unit.parent = "Renamed", OrganizationFactory.create()
    unit.save()
    assert moves_of(person) == before == [("hire", "done", "", "lab", "")]


@pytest.mark.parametrize("status", ["rumoured", "reported", "announced", "denied", "reversed"])
def test_a_departure_is_a_move_of_the_status_its_end_has(
    person: Person, lab: Organization, status: str
) -> None:
    post(person, lab, end_status=status, end_first_on=date(2025, 11, 11))
    assert moves_of(person) == [("departure", status, "lab", "", "")]


@pytest.mark.parametrize(
    ("end_status", "start_status", "status"),
    [
        ("done", "announced", "announced"),
        ("announced", "done", "done"),
        ("announced", "reported", "reported"),
        ("done", "done", "done"),
    ],
)
def test_a_stated_move_is_as_certain_as_its_arrival(
    person: Person,
    lab: Organization,
    rival: Organization,
    end_status: str,
    start_status: str,
    status: str,
) -> None:
    post(person, lab, end="2025-01-31", end_status=end_status, stated_destination=rival)
    post(person, rival, start="2025-02-10", start_status=start_status)
    assert moves_of(person) == [("hire", status, "lab", "rival", "stated")]


@pytest.mark.parametrize(
    ("first", "second"), [("", ""), ("2018", ""), ("", "2020"), ("2018", "2020"), ("2020", "2018")]
)
def test_posts_at_one_company_that_end_together_are_one_departure(
    person: Person, lab: Organization, first: str, second: str
) -> None:
    post(person, lab, "Chief scientist", start=first, end="2025-06-01", start_status="")
    post(person, lab, "Vice president", start=second, end="2025-06-01", start_status="")
    assert moves_of(person) == [("departure", "done", "lab", "", "")]


def test_of_two_posts_that_end_together_the_higher_is_the_one_left(
    person: Person, lab: Organization
) -> None:
    post(person, lab, "Chief technology officer", start="2022", end="2024-09", start_status="")
    post(person, lab, "Interim head of safety", start="2023", end="2024-09", start_status="")
    derive_moves(person=person)
    assert [one.former_title for one in Move.objects.filter(withdrawn=False)] == [
        "Chief technology officer"
    ]


@pytest.mark.parametrize("status", ["rumoured", "reported"])
def test_a_report_that_ends_two_posts_at_one_company_is_one_departure(
    person: Person, lab: Organization, status: str
) -> None:
    for title in ("Chief scientist", "Vice president"):
        post(person, lab, title, end_status=status, end_first_on=date(2025, 11, 11))
    assert moves_of(person) == [("departure", status, "lab", "", "")]


def test_giving_up_one_of_two_posts_is_no_departure(person: Person, lab: Organization) -> None:
    post(person, lab, "Chief scientist", start="2020", end="2025-06-01")
    post(person, lab, "Vice president", start="2019")
    assert [move for move in moves_of(person) if move[0] == "departure"] == []


def test_deriving_again_changes_nothing(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, start="2020", end="2025-01-31")
    post(person, rival, start="2025-02-10")
    moves_of(person)
    before = list(Move.objects.order_by("pk").values())
    moves_of(person)
    assert list(Move.objects.order_by("pk").values()) == before


def test_a_move_keeps_its_id_when_its_day_is_corrected_and_when_its_origin_becomes_known(
    person: Person, lab: Organization, rival: Organization
) -> None:
    arrival = post(person, rival, start="2025-02-10")
    moves_of(person)
    (move,) = Move.objects.all()
    Position.objects.filter(pk=arrival.pk).update(start=PartialDate.parse("2025-03-10"))
    post(person, lab, end="2025-02-28")
    assert moves_of(person) == [("hire", "done", "lab", "rival", "inferred")]
    (again,) = Move.objects.filter(withdrawn=False)
    assert (again.pk, str(again.happened)) == (move.pk, "2025-03-10")


def test_a_move_that_no_longer_follows_is_withdrawn_and_comes_back_under_its_id(
    person: Person, lab: Organization
) -> None:
    arrival = post(person, lab, start="2025-02-10")
    moves_of(person)
    (move,) = Move.objects.all()
    Position.objects.filter(pk=arrival.pk).update(withdrawn=True)
    assert moves_of(person) == []
    assert Move.objects.get() == move
    Position.objects.filter(pk=arrival.pk).update(withdrawn=False)
    assert moves_of(person) == [("hire", "done", "", "lab", "")]
    assert Move.objects.get() == move


_THAT_DAY = date(2025, 7, 21)


@pytest.mark.parametrize(
    "told",
    [
        {"confirmed_first": _THAT_DAY, "confirmed_last": _THAT_DAY},
        {"confirmed_first": date(2025, 8, 1), "end": "2025-07-21", "end_status": "denied"},
        {"end": "2025-07"},
    ],
    ids=["said to be held by that day", "an end of that day was denied", "given up about that day"],
)
def test_who_is_known_to_have_been_at_the_company_is_not_hired_by_a_new_title(
    person: Person, lab: Organization, told: dict[str, Any]
) -> None:
    post(person, lab, "Head of data", **told)
    post(person, lab, "Director of research", start="2025-07-21")
    assert [move[0] for move in moves_of(person)] == ["reassignment"]


def test_a_title_that_was_first_told_after_a_start_says_nothing_of_the_days_before(
    person: Person, lab: Organization
) -> None:
    post(person, lab, "Head of data", confirmed_first=date(2025, 7, 22))
    post(person, lab, "Director of research", start="2025-07-21")
    assert [move[0] for move in moves_of(person)] == ["hire"]


def test_a_stay_that_is_over_by_the_end_of_an_undated_title_may_be_the_same_one(
    person: Person, lab: Organization
) -> None:
    post(person, lab, "Head of data", end="../2025-09-01", end_state="ended")
    post(person, lab, "Director of research", start="2025-07-21", end="2025-08-30")
    assert "hire" in [move[0] for move in moves_of(person)]


def test_who_rises_from_within_by_what_a_claim_says_is_not_hired(
    person: Person, lab: Organization
) -> None:
    post(person, lab, "Executive vice president", start="2025-07-21", stated_origin=lab)
    assert moves_of(person) == [("reassignment", "done", "lab", "lab", "")]


def test_who_comes_from_elsewhere_and_is_called_a_former_one_of_the_company_returns(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, "Engineer", end="../2025-07-25", end_state="ended")
    post(person, lab, "Research scientist", start="2025-07-21", stated_origin=rival)
    assert moves_of(person) == [("return", "done", "rival", "lab", "stated")]
