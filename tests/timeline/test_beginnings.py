"""Since when a unit is there of which nobody tells the day on which it was made."""

from datetime import date
from typing import Any

import pytest

from companies.models import EventKind, Organization
from tests.factories import (
    ClaimFactory,
    OrganizationFactory,
    OrgEventFactory,
    PositionStateFactory,
    UnitFactory,
    known_from,
)
from tests.timeline.staffing import post
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.companies import company_head
from tracker.timeline.org_chart import org_chart

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(
        slug="halden", name="Halden", founded=PartialDate.parse("2015-12-11")
    )


def lab_of(company: Organization, **told: Any) -> Organization:
    return UnitFactory.create(slug="lab", name="Lab", parent=company, **told)


def there(company: Organization, *days: str, known_on: date | None = None) -> list[str]:
    """On each day certain, possible or no; the list of units has it on the same days as the chart."""
    found = []
    for day in map(date.fromisoformat, days):
        units = org_chart(company, as_of=day, known_on=known_on).units
        found.append(units[0].holds if units else "no")
        head = company_head(company, as_of=day, known_on=known_on, everything=False)
        assert bool(units) == bool(head.units), day
    return found


def test_it_is_there_from_the_first_day_on_which_something_published_names_it(
    halden: Organization,
) -> None:
    lab = lab_of(halden)
    for day in (date(2026, 1, 29), date(2026, 5, 1)):
        ClaimFactory.create(unit=lab, published_on=day)
    days = ("2024-01-27", "2024-01-28", "2026-01-28", "2026-01-29", "2026-06-01")
    assert there(halden, *days) == ["no", "possible", "possible", "certain", "certain"]


def test_it_is_there_with_those_who_were_in_it(halden: Organization) -> None:
    lab = lab_of(halden)
    post(halden, "ada", "2022", unit=lab)
    ClaimFactory.create(unit=lab, published_on=date(2026, 1, 29))
    days = ("2021-12-31", "2022-01-01", "2022-12-31")
    assert there(halden, *days) == ["no", "possible", "certain"]


def test_it_is_there_no_sooner_than_its_company_unless_it_was(halden: Organization) -> None:
    lab = lab_of(halden)
    ClaimFactory.create(unit=lab, published_on=date(2016, 3, 1))
    assert there(halden, "2015-12-10", "2015-12-11", "2016-03-01") == ["no", "possible", "certain"]
    post(halden, "ada", "2012-01-01", unit=lab)
    assert there(halden, "2011-12-31", "2012-01-01") == ["no", "certain"]


def test_where_nothing_is_told_at_all_it_is_possible_for_as_long_as_its_company_is_there(
    halden: Organization,
) -> None:
    lab_of(halden)
    assert there(halden, "2015-12-10", "2015-12-11", "2026-01-01") == ["no", "possible", "possible"]


def test_a_creation_that_is_told_without_its_first_day_does_not_make_it_older(
    halden: Organization,
) -> None:
    lab = lab_of(halden)
    created = PartialDate.parse("../2026-04-20")
    OrgEventFactory.create(
        organization=halden, unit=lab, kind=EventKind.UNIT_CREATED, happened=created
    )
    ClaimFactory.create(unit=lab, published_on=date(2026, 4, 20))
    days = ("2024-04-17", "2024-04-18", "2026-04-19", "2026-04-20")
    assert there(halden, *days) == ["no", "possible", "possible", "certain"]


def test_what_was_published_later_does_not_make_it_older_on_the_earlier_clock(
    halden: Organization,
) -> None:
    lab = lab_of(halden)
    ClaimFactory.create(unit=lab, published_on=date(2024, 6, 1))
    held = post(halden, "ada", "2018-01-01", unit=lab)
    PositionStateFactory.create(
        position=held, unit=lab, start=held.start, known=known_from(date(2025, 3, 1))
    )
    assert there(halden, "2018-06-01") == ["certain"]
    assert there(halden, "2018-06-01", known_on=date(2025, 2, 1)) == ["no"]
    assert there(halden, "2024-06-01", known_on=date(2025, 2, 1)) == ["certain"]
    assert there(halden, "2018-06-01", known_on=date(2025, 3, 1)) == ["certain"]
