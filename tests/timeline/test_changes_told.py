"""The day of each difference between two days, who told it first, and the facts that say so."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from companies.models import EventKind, Organization, OrgEvent
from people.models import Position, ReportingLine
from tests.claims.scene import claim, settled
from tests.factories import (
    OrganizationFactory,
    OrganizationParentFactory,
    OrgEventFactory,
    OutletFactory,
    PositionStateFactory,
    UnitFactory,
    known_from,
)
from tests.timeline.staffing import CONFIRMED, line, post
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.changes_told import Telling
from tracker.timeline.org_picture import OrgPicture, org_picture

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2023, 6, 1), date(2024, 6, 1)


@pytest.fixture
def halden() -> Organization:
    OutletFactory.create(slug="wire", name="The Wire")
    return OrganizationFactory.create(slug="halden", name="Halden")


def compared(company: Organization, known_on: date | None = None) -> OrgPicture:
    return org_picture(company, as_of=LAST, since=FIRST, until=LAST, known_on=known_on)


def told(company: Organization, known_on: date | None = None) -> dict[str, Telling]:
    """What is told of each difference, by its kind; sure and possible ones."""
    picture = compared(company, known_on)
    parts = (picture.diff, picture.perhaps)
    return {one.kind: picture.told[one.place] for part in parts if part for one in part.changes}


def test_whoever_came_or_went_did_so_on_the_day_that_was_published_as_precisely(
    halden: Organization,
) -> None:
    came = post(
        halden, "came", "2023-09", start_first_outlet="wire", start_first_on=date(2023, 9, 4)
    )
    went = post(halden, "went", "2020", "2024-01-15", end_first_outlet="wire")
    found = told(halden)
    joined, left = found["joined"], found["left"]
    assert (str(joined.happened), joined.told_on, joined.outlet) == (
        "2023-09",
        date(2023, 9, 4),
        "The Wire",
    )
    assert joined.facts == f"position-{came.pk}-start" and not joined.ended
    assert (str(left.happened), left.ended) == ("2024-01-14", True), "the last day held"
    assert left.facts == f"position-{went.pk}-end"


def test_a_start_of_which_no_day_is_known_is_told_by_the_day_on_which_it_was_told(
    halden: Organization,
) -> None:
    post(halden, "came", "", start_status="announced", start_told_on=date(2023, 9, 4))
    joined = told(halden)["joined"]
    assert (joined.happened, joined.told_on, joined.status) == (None, date(2023, 9, 4), "announced")


def test_of_several_posts_the_first_start_tells_since_when_somebody_is_there(
    halden: Organization,
) -> None:
    second = post(halden, "came", "2024-02-01", title="Director")
    first = post(halden, "came", "2023-09-01")
    joined = told(halden)["joined"]
    assert str(joined.happened) == "2023-09-01"
    assert joined.facts == f"position-{first.pk}-start,position-{second.pk}-start"


def test_a_new_title_begins_with_the_post_that_was_not_held_before(halden: Organization) -> None:
    post(halden, "ada", "2020", title="Engineer")
    post(halden, "ada", "2024-01-15", title="Director")
    post(halden, "bo", "2020", title="Engineer")
    given_up = post(halden, "bo", "2020", "2024-03-01", title="Chief architect")
    picture = compared(halden)
    assert picture.diff
    days = [str(picture.told[one.place].happened) for one in picture.diff.changes]
    assert days == ["2024-01-15", "2024-02-29"]
    assert picture.told[picture.diff.changes[1].place].facts == f"position-{given_up.pk}-end"


def test_a_new_manager_begins_with_the_line_to_them_or_ends_with_the_line_to_the_old_one(
    halden: Organization,
) -> None:
    for slug in ("ada", "bo", "cy", "dee"):
        post(halden, slug, "2020")
    line(halden, "cy", "ada", "2020", "2024-01-15")
    line(halden, "cy", "bo", "2024-01-20")
    line(halden, "dee", "ada", "2020", "2024-02-01")
    picture = compared(halden)
    assert picture.diff
    days = {
        one.person.slug: str(picture.told[one.place].happened)
        for one in picture.diff.changes
        if one.person
    }
    assert days == {"cy": "2024-01-20", "dee": "2024-01-31"}
    lines = ReportingLine.objects.filter(manager__slug="bo")
    cy = next(one for one in picture.diff.changes if one.person and one.person.slug == "cy")
    assert picture.told[cy.place].facts == f"line-{lines.get().pk}-start"


def test_a_unit_is_told_by_its_event_and_the_one_that_is_done_comes_first(
    halden: Organization,
) -> None:
    lab = UnitFactory.create(slug="lab", name="Lab", parent=halden)
    for status, day, outlet in (("reported", "2023-08", ""), ("done", "2023-09", "wire")):
        OrgEventFactory.create(
            organization=halden,
            kind=EventKind.UNIT_CREATED,
            unit=lab,
            status=status,
            happened=PartialDate.parse(day),
            first_outlet=outlet,
        )
    created = told(halden)["unit_created"]
    done, reported = (OrgEvent.objects.get(status=one) for one in ("done", "reported"))
    assert (str(created.happened), created.status, created.outlet) == (
        "2023-09",
        "done",
        "The Wire",
    )
    assert created.facts == f"event-{done.pk},event-{reported.pk}"


def test_a_unit_that_no_event_tells_of_has_the_day_of_its_record_and_no_source(
    halden: Organization,
) -> None:
    UnitFactory.create(parent=halden, founded=PartialDate.parse("2023-09"))
    old = PartialDate.parse("2019")
    guest = UnitFactory.create(parent=halden, founded=old)
    host = UnitFactory.create(parent=halden, founded=old)
    day = PartialDate.parse("2024-02")
    OrganizationParentFactory.create(organization=guest, parent=halden, until=day)
    OrganizationParentFactory.create(organization=guest, parent=host, since=day)
    found = told(halden)
    assert [
        (str(found[kind].happened), found[kind].facts) for kind in ("unit_created", "unit_moved")
    ] == [
        ("2023-09", ""),
        ("2024-02", ""),
    ]


def test_a_day_that_was_published_later_is_not_known_yet(halden: Organization) -> None:
    came = post(halden, "came", "2023-09-04")
    for since, until, start in (
        (date(2023, 9, 1), date(2023, 10, 1), "2023-09"),
        (date(2023, 10, 1), None, "2023-09-04"),
    ):
        PositionStateFactory.create(
            position=came,
            start=PartialDate.parse(start),
            known=known_from(since, until),
            **CONFIRMED,
        )
    assert str(told(halden, date(2023, 9, 20))["joined"].happened) == "2023-09"
    assert str(told(halden, date(2023, 10, 20))["joined"].happened) == "2023-09-04"


def test_the_days_of_more_differences_take_no_more_questions(
    halden: Organization, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        post(halden, f"came-{number}", "2023-09-01")
    assert Position.objects.count() == 30
    compared(halden)
    with django_assert_num_queries(7):
        assert len(compared(halden).told) == 30


def test_a_unit_that_is_only_spoken_of_is_told_by_what_first_named_it_and_not_as_created(
    halden: Organization,
) -> None:
    unit = UnitFactory.create(parent=halden)
    settled(
        claim("joined", "done", "2024-03-04", who="ada", at="halden", unit=unit, outlet_="post"),
        claim("joined", "done", "2024-02-01", who="bob", at="halden", unit=unit, title="head"),
    )
    bob = Position.objects.get(person__slug="bob")
    named = Telling(None, date(2024, 2, 1), "", "The Wire", f"position-{bob.pk}", named=True)
    assert told(halden)["unit_created"] == named
    assert told(halden, date(2024, 2, 15))["unit_created"] == named
    assert "unit_created" not in told(halden, date(2024, 1, 15))
