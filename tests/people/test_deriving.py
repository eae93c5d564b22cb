"""Moves derived from a person's positions and foundings: which, of what kind, and under which id."""

from datetime import date
from typing import Any

import pytest

from companies.models import Organization
from people.models import Move, Person, Position
from people.services import derive_moves
from people.titles import Seniority, meaning_of
from tests.factories import (
    FoundingFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
    UnitFactory,
)
from tracker.kernel.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Person:
    return PersonFactory.create()


@pytest.fixture
def lab() -> Organization:
    return OrganizationFactory.create(slug="lab", name="Lab")


@pytest.fixture
def rival() -> Organization:
    return OrganizationFactory.create(slug="rival", name="Rival")


def post(
    person: Person,
    company: Organization,
    title: str = "Research scientist",
    *,
    start: str = "",
    end: str = "",
    **told: Any,
) -> Position:
    """A settled position; a start and an end that are given are done unless ``told`` says otherwise."""
    meaning = meaning_of(title)
    columns: dict[str, Any] = {
        "title": title,
        "role": meaning.role,
        "seniority": meaning.seniority,
        "interim": meaning.interim,
        "exclusive": meaning.exclusive,
    }
    if start:
        columns |= {"start": PartialDate.parse(start), "start_status": "done"}
    if end:
        columns |= {"end": PartialDate.parse(end), "end_state": "known", "end_status": "done"}
    return PositionFactory.create(person=person, organization=company, **(columns | told))


def moves_of(person: Person) -> list[tuple[str, str, str, str, str]]:
    """Kind, status, both ends and link of each standing move, by day."""
    derive_moves(person=person)
    rows = Move.objects.filter(person=person, withdrawn=False).order_by("sort_on", "pk")
    return [
        (
            row.kind,
            row.status,
            row.from_company.slug if row.from_company else "",
            row.to_company.slug if row.to_company else "",
            row.link,
        )
        for row in rows
    ]


def test_a_departure_and_the_hire_after_it_are_one_move(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, start="2020", end="2025-01-31")
    post(person, rival, start="2025-02-10")
    assert moves_of(person) == [
        ("hire", "done", "", "lab", ""),
        ("hire", "done", "lab", "rival", "inferred"),
    ]


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


def test_a_move_is_as_senior_as_the_title_taken_up_else_as_the_one_left(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, "CEO", start="2020", end="2025-01-31")
    post(person, rival, "", start="2025-02-10", end="2026-01-31")
    moves_of(person)
    moves = Move.objects.order_by("sort_on")
    ranks = [Seniority.CHIEF_EXECUTIVE, Seniority.CHIEF_EXECUTIVE, Seniority.UNKNOWN]
    assert [move.seniority for move in moves] == ranks


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


def test_a_founding_is_a_move(person: Person, lab: Organization) -> None:
    FoundingFactory.create(person=person, organization=lab, happened="2025-12")
    assert moves_of(person) == [("founding", "done", "", "lab", "")]


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
