"""Differences between two days that are told of units: ends that are only told, and what became of the unit itself."""

from datetime import date

import pytest

from companies.models import EventKind, Organization
from tests.factories import (
    OrganizationFactory,
    OrganizationParentFactory,
    OrgEventFactory,
    UnitFactory,
)
from tests.timeline.test_org_diff import changed, differ, lines_of
from tracker.kernel.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


@pytest.mark.parametrize(
    ("day", "status", "listed"),
    [
        ("2023-08", "reported", ["unit_dissolved? Lab: Lab > -"]),
        ("2023-08", "announced", ["unit_dissolved? Lab: Lab > -"]),
        ("", "rumoured", ["unit_dissolved? Lab: Lab > -"]),
        ("2023-06", "reported", ["unit_dissolved? Lab: Lab > -"]),
        ("2023-08", "denied", []),
        ("2023-05", "reported", []),
        ("2024-07", "reported", []),
    ],
)
def test_an_end_of_a_unit_that_is_only_told_is_a_possible_change_and_the_unit_goes_on(
    day: str, status: str, listed: list[str], halden: Organization
) -> None:
    changed(halden, "Lab", EventKind.UNIT_DISSOLVED, day, status=status, told_on=date(2023, 9, 1))
    diff = differ(halden)
    assert lines_of(diff) == listed
    assert [balance.unit.name for balance in diff.units] == ["Lab"]


@pytest.mark.parametrize(
    ("kind", "day", "status", "listed"),
    [
        (EventKind.UNIT_CREATED, "2023-09-01", "done", ["unit_created Lab: - > Lab"]),
        (EventKind.UNIT_CREATED, "2023-09-01", "reported", ["unit_created? Lab: - > Lab"]),
        (EventKind.UNIT_CREATED, "2023-05-01", "done", []),
        (EventKind.UNIT_DISSOLVED, "2023-09-01", "done", ["unit_dissolved Lab: Lab > -"]),
        (EventKind.UNIT_DISSOLVED, "2023-09-01", "reported", ["unit_dissolved? Lab: Lab > -"]),
    ],
)
def test_a_unit_s_own_chart_tells_what_became_of_itself(
    kind: EventKind, day: str, status: str, listed: list[str], halden: Organization
) -> None:
    lab = changed(halden, "Lab", kind, day, status=status)
    team = UnitFactory.create(slug="team", name="Team", parent=lab)
    OrganizationParentFactory.create(organization=team, parent=lab, since=PartialDate.parse("2019"))
    assert lines_of(differ(lab)) == listed
    assert not differ(team).counts


def test_a_unit_that_came_and_is_told_to_have_been_merged_since_is_told_with_both(
    halden: Organization,
) -> None:
    other = UnitFactory.create(slug="other", name="Other", parent=halden)
    lab = changed(halden, "Lab", EventKind.UNIT_CREATED, "2023-08-01", status="done")
    OrgEventFactory.create(
        organization=halden,
        kind=EventKind.UNIT_MERGED,
        unit=lab,
        into=other,
        happened=PartialDate.parse("2024-02"),
        status="reported",
    )
    assert lines_of(differ(halden)) == [
        "unit_created Lab: - > Lab",
        "unit_merged? Lab: Lab > Other",
    ]
