"""Who is on an org chart by a reporting line alone, without a post on record."""

from datetime import date

import pytest

from companies.models import Organization
from tests.factories import OrganizationFactory, PersonFactory
from tests.timeline.test_org_chart import DAY, line, of, post, tree
from tracker.timeline.org_chart import org_chart

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


def test_a_manager_without_a_post_on_record_is_there_by_the_line_alone(
    halden: Organization,
) -> None:
    post(halden, "ada")
    PersonFactory.create(slug="boss", name="Boss")
    line(halden, "ada", "boss")
    chart = org_chart(halden, as_of=DAY)
    assert tree(chart) == ["boss", "  ada"]
    assert of(chart, "boss").posts == ()
    assert (of(chart, "boss").holds, of(chart, "ada").holds) == ("possible", "certain")
    assert chart.certain == 1, "who holds no post on record is not counted"


def test_a_line_alone_puts_somebody_on_the_chart_for_two_years_after_it_was_told(
    halden: Organization,
) -> None:
    post(halden, "ada")
    PersonFactory.create(slug="boss", name="Boss")
    line(halden, "ada", "boss", confirmed_last=date(2022, 6, 2))
    assert tree(org_chart(halden, as_of=DAY)) == ["boss", "  ada"]
    assert tree(org_chart(halden, as_of=date(2024, 6, 2))) == ["ada"]
    post(halden, "boss")
    assert tree(org_chart(halden, as_of=date(2024, 6, 2))) == ["boss", "  ada"]
