"""Posts at a company: which follow each other without a departure, and which are no more than a seat on its board."""

from typing import Any

import pytest

from companies.models import Organization
from people.models import Move, Person
from tests.people.stays import moves_of, post

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("begins", ["2021-06-30", "2021-12", "2022-01-01"])
def test_a_post_given_up_from_some_day_on_lasts_until_the_next_one_begins(
    person: Person, lab: Organization, begins: str
) -> None:
    post(person, lab, "President", start="2018", end="2021-01-05/..", end_status="announced")
    post(person, lab, "Chief executive", start=begins)
    assert moves_of(person) == [
        ("hire", "done", "", "lab", ""),
        ("promotion", "done", "lab", "lab", ""),
    ]


def test_the_same_title_from_the_day_on_which_it_is_given_up_is_no_departure(
    person: Person, lab: Organization
) -> None:
    told: dict[str, Any] = {"start_status": "announced"}
    post(person, lab, "Vice president", end="2023-04-20/..", end_status="announced")
    post(person, lab, "Vice president of product", start="2023-04-20/..", **told)
    assert moves_of(person) == [("reassignment", "announced", "lab", "lab", "")]


def test_who_has_been_elsewhere_since_some_day_or_comes_from_there_returns(
    person: Person, lab: Organization, rival: Organization
) -> None:
    post(person, lab, "President", start="2018", end="2021-01-05/..", end_status="announced")
    post(person, rival, "Chief scientist", start="2021-02-01", end="2021-05-31")
    post(person, lab, "Chief executive", start="2021-06-30")
    assert [(kind, *rest) for kind, _, *rest in moves_of(person)] == [
        ("hire", "", "lab", ""),
        ("hire", "lab", "rival", "inferred"),
        ("return", "rival", "lab", "inferred"),
    ]


def test_years_after_such_a_day_a_post_is_a_return(person: Person, lab: Organization) -> None:
    post(person, lab, "President", start="2018", end="2021-01-05/..", end_status="announced")
    post(person, lab, "Chief executive", start="2024-06-30")
    assert [kind for kind, *_ in moves_of(person)] == ["hire", "departure", "return"]


@pytest.mark.parametrize(("ends", "begins"), [("2019-01", "2019-01"), ("2019-01-31", "2019-02-01")])
def test_who_keeps_the_post_that_was_theirs_for_the_time_being_has_not_come_back(
    person: Person, lab: Organization, ends: str, begins: str
) -> None:
    post(person, lab, "Interim chief executive", start="2018-06", end=ends)
    post(person, lab, "Chief executive", start=begins)
    assert [kind for kind, *_ in moves_of(person)] == ["hire", "reassignment"]


def test_who_is_away_for_days_between_the_same_posts_has_come_back(
    person: Person, lab: Organization
) -> None:
    post(person, lab, "Chief executive", start="2019", end="2023-11-17")
    post(person, lab, "Chief executive", start="2023-11-22")
    assert [kind for kind, *_ in moves_of(person)] == ["hire", "departure", "return"]


def test_a_post_of_the_month_after_the_last_one_follows_without_a_gap(
    person: Person, lab: Organization
) -> None:
    post(person, lab, "Head of preparedness", start="2024-07", end="2025-06")
    post(person, lab, "Head of recruiting", start="2025-07")
    assert [kind for kind, *_ in moves_of(person)] == ["hire", "reassignment"]


def test_a_post_told_to_be_held_on_the_day_after_is_none_to_which_somebody_stays(
    person: Person, lab: Organization, rival: Organization
) -> None:
    told: dict[str, Any] = {"end_status": "announced", "stated_destination": rival}
    post(person, lab, "Vice president", end="2024-10-14/..", **told)
    post(person, lab, "Head of foundations", confirmed_first="2024-10-15")
    post(person, rival, start="2024-10-14/..", start_status="announced", stated_origin=lab)
    assert [(kind, *rest) for kind, _, *rest in moves_of(person)] == [
        ("hire", "lab", "rival", "stated")
    ]
    assert Move.objects.get(person=person, withdrawn=False).left is not None


def test_a_post_that_somebody_no_longer_held_by_a_day_is_followed_by_the_next_one_of_the_weeks_after(
    person: Person, lab: Organization
) -> None:
    post(person, lab, "Head of preparedness", start="2024", end="../2025-06-16", end_state="ended")
    post(person, lab, "Head of recruiting", start="2025-07")
    assert [kind for kind, *_ in moves_of(person)] == ["hire", "reassignment"]


@pytest.mark.parametrize(
    ("title", "came", "went"),
    [
        ("Chair of the board", "board_seat", "board_seat"),
        ("Chairman of the board of trustees", "board_seat", "board_seat"),
        ("Executive chairman of the board", "hire", "departure"),
        ("Chairman", "hire", "departure"),
    ],
)
def test_whoever_chairs_the_board_and_works_elsewhere_takes_and_gives_up_a_seat_on_it(
    person: Person, lab: Organization, title: str, came: str, went: str
) -> None:
    post(person, lab, title, start="2023-11-22", end="2025-01-31")
    assert [kind for kind, *_ in moves_of(person)] == [came, went]
