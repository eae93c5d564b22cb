"""An end that is only reported, or announced, is borne out by whoever surely has the single post after it."""

from datetime import date
from typing import Any

import pytest

from companies.models import Organization
from people.models import Position
from tests.factories import OrganizationFactory, PositionStateFactory, UnitFactory, known_from
from tests.timeline.staffing import post
from tracker.timeline.leaders import leaders_of
from tracker.timeline.org_chart import org_chart
from tracker.timeline.org_diff import org_diff

pytestmark = pytest.mark.django_db

TOLD, DAY = date(2025, 3, 20), date(2025, 9, 1)


@pytest.fixture
def voice() -> Organization:
    company = OrganizationFactory.create(slug="halden", name="Halden")
    unit: Organization = UnitFactory.create(slug="voice", name="Voice", parent=company)
    return unit


def head(
    unit: Organization,
    slug: str,
    start: str,
    end: str = "",
    title: str = "Head of Voice",
    **rest: Any,
) -> Position:
    told = {"role": "unit_head", "seniority": 3, "confirmed_last": TOLD} | rest
    return post(unit.company, slug, start, end, title=title, unit=unit, **told)


def chart(unit: Organization, day: date = DAY, known_on: date | None = None) -> list[str]:
    found = org_chart(unit.company, as_of=day, known_on=known_on)
    return sorted(one.person.slug for one in found.people)


@pytest.mark.parametrize("status", ["reported", "announced"])
def test_who_is_told_to_give_up_a_single_post_leaves_the_chart_once_another_surely_has_it(
    voice: Organization, status: str
) -> None:
    head(voice, "ada", "2020", "2025-03", end_status=status)
    assert chart(voice) == ["ada"]
    head(voice, "bob", "2025-03-25", title="Interim head of Voice")
    assert chart(voice, date(2025, 3, 24)) == ["ada"]
    assert chart(voice) == ["bob"]
    found = leaders_of(voice, as_of=DAY, known_on=None, everything=True)
    assert [one.person.slug for one in found.now] == ["bob"]
    assert Position.objects.get(person__slug="ada").end_status == status


@pytest.mark.parametrize(
    ("start", "rest"),
    [
        ("2024-05", {}),
        ("2025-03-25", {"start_status": "announced"}),
        ("2025-03-25", {"title": "Head of sound"}),
        ("2025-03-25", {"title": "Co-head of Voice"}),
    ],
    ids=["there before the end", "only announced", "another post", "a post that two share"],
)
def test_nobody_succeeds_who_may_hold_the_post_beside(
    voice: Organization, start: str, rest: dict[str, Any]
) -> None:
    head(voice, "ada", "2020", "2025-03", end_status="reported")
    head(voice, "bob", start, **rest)
    assert "ada" in chart(voice)


@pytest.mark.parametrize("status", ["rumoured", "denied"])
def test_an_end_that_is_only_rumoured_or_denied_is_borne_out_by_nobody(
    voice: Organization, status: str
) -> None:
    head(voice, "ada", "2020", "2025-03", end_status=status)
    head(voice, "bob", "2025-03-25")
    assert chart(voice) == ["ada", "bob"]


def test_who_was_succeeded_has_possibly_left_and_surely_has_one_title_less(
    voice: Organization,
) -> None:
    head(voice, "ada", "2020", "2025-03", end_status="reported")
    head(voice, "eve", "2020", "2025-03", end_status="reported")
    head(voice, "eve", "2020", title="Director of sound")
    head(voice, "bob", "2025-03-25")
    diff = org_diff(voice.company, first=date(2025, 1, 1), last=DAY)
    told = {one.person.slug: (one.kind, one.certain) for one in diff.changes if one.person}
    assert told == {"ada": ("left", False), "eve": ("dropped_title", True), "bob": ("joined", True)}


def test_as_one_could_know_before_the_successor_was_told_of_the_chart_has_the_one_before(
    voice: Organization,
) -> None:
    for held, known in (
        (head(voice, "ada", "2020", "2025-03", end_status="reported"), date(2025, 3, 21)),
        (head(voice, "bob", "2025-03-25"), date(2025, 6, 1)),
    ):
        columns = ("unit", "title", "role", "seniority", "start", "end", "end_state", "start_status",
                   "end_status", "confirmed_last")  # fmt: skip
        state = {name: getattr(held, name) for name in columns}
        PositionStateFactory.create(position=held, known=known_from(known), **state)
    assert chart(voice, known_on=date(2025, 5, 1)) == ["ada"]
    assert chart(voice, known_on=DAY) == ["bob"]


@pytest.mark.parametrize("title", ["Interim head of Voice", "interim co-head of Voice"])
def test_whoever_had_a_post_for_the_interim_has_given_it_up_once_another_surely_has_it(
    voice: Organization, title: str
) -> None:
    head(voice, "ada", "2025-03", title=title, interim=True)
    head(voice, "cat", "2025-03", title=title, interim=True)
    head(voice, "bob", "2025-05-25")
    assert chart(voice, date(2025, 5, 24)) == ["ada", "cat"]
    assert chart(voice) == ["bob"]
    found = leaders_of(voice, as_of=DAY, known_on=None, everything=True)
    assert [one.person.slug for one in found.now] == ["bob"]


def test_an_interim_goes_on_beside_a_deputy_a_head_of_something_else_and_who_was_there_before(
    voice: Organization,
) -> None:
    head(voice, "ada", "2025-03", title="Interim head of Voice", interim=True)
    head(voice, "bob", "2025-05-25", title="Deputy head of Voice")
    head(voice, "cat", "2025-05-25", title="Head of sound")
    head(voice, "dan", "2025-02")
    assert "ada" in chart(voice)
