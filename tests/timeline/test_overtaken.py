"""Who has taken up a full post elsewhere is no longer where nobody told that they left: on every surface, for both clocks."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from companies.models import Organization
from people.models import Position, PositionState, ReportingLine
from tests.claims.scene import claim, company, person, settled
from tracker.timeline.counts import people_by_company, posts_by_person
from tracker.timeline.org_chart import org_chart
from tracker.timeline.people import person_timeline

pytestmark = pytest.mark.django_db

TODAY = date(2025, 6, 1)


@pytest.fixture
def lab() -> Organization:
    """Ada was at the lab, below Bo, as was last said in September 2024; from February 2025 on she is at a rival, as was
    told in March.
    """
    at_lab: dict[str, Any] = {"who": "ada", "at": "lab"}
    settled(
        claim("role", "held", "2024-05-01", title="Research scientist", **at_lab),
        claim("role", "held", "2024-09-01", title="Research scientist", **at_lab),
        claim("role", "held", "2024-09-01", title="Adviser", **at_lab),
        claim("reports_to", "held", "2024-09-01", manager="bo", **at_lab),
        claim("joined", "done", "2025-03-05", on="2025-02", who="ada", at="rival", title="CTO"),
    )
    return company("lab")


def there(lab: Organization, day: date, known_on: date | None = None) -> list[str]:
    chart = org_chart(lab, as_of=day, known_on=known_on)
    return [f"{one.person.slug} {one.holds}" for one in chart.people]


def test_the_chart_has_them_until_the_later_post_began(lab: Organization) -> None:
    Position.objects.filter(title="Adviser").delete()
    assert there(lab, date(2025, 1, 31)) == ["bo possible", "ada certain"]
    assert there(lab, date(2025, 2, 1)) == ["bo possible", "ada possible"], "some day in February"
    assert there(lab, date(2025, 2, 28)) == []
    assert people_by_company([lab.pk], as_of=date(2025, 1, 31)) == {lab.pk: 1}
    assert people_by_company([lab.pk], as_of=date(2025, 2, 1)) == {}


def test_what_is_held_beside_a_full_post_goes_on(lab: Organization) -> None:
    held = person_timeline(person("ada"), as_of=TODAY).held
    assert [(one.organization.slug, one.title) for one in held] == [
        ("rival", "CTO"),
        ("lab", "Adviser"),
    ]
    (found,) = posts_by_person([person("ada").pk], as_of=TODAY).values()
    assert found.row.title == "CTO"
    assert there(lab, TODAY) == ["ada certain"]


def test_as_long_as_nobody_had_told_of_the_later_post_they_were_known_to_be_there(
    lab: Organization,
) -> None:
    Position.objects.filter(title="Adviser").delete()
    assert there(lab, TODAY, known_on=date(2025, 3, 4)) == ["bo possible", "ada certain"]
    assert there(lab, TODAY, known_on=date(2025, 3, 5)) == []
    states = PositionState.objects.filter(position__organization=lab).order_by("known")
    assert [(str(one.known.lower), str(one.overtaken or "")) for one in states] == [
        ("2024-05-01", ""),
        ("2024-09-01", ""),
        ("2025-03-05", "2025-02"),
    ]


def test_a_later_word_of_the_old_post_brings_it_back_and_is_undone_with_it(
    lab: Organization,
) -> None:
    again = claim("role", "held", "2025-04-01", who="ada", at="lab", title="Research scientist")
    settled(again)
    old = Position.objects.get(organization=lab, title="Research scientist")
    assert old.overtaken is None
    assert old.possible.upper is None
    again.delete()
    settled(claim("role", "held", "2025-04-01", who="ada", at="rival", title="CTO"))
    old.refresh_from_db()
    assert str(old.overtaken) == "2025-02"


def test_a_line_ends_with_the_post_though_nothing_else_is_told_of_it(lab: Organization) -> None:
    (line,) = ReportingLine.objects.all()
    assert str(line.overtaken) == "2025-02"
    assert [str(one.overtaken or "") for one in line.states.order_by("known")] == ["", "2025-02"]


def test_pages_leave_them_out(lab: Organization, client: Client) -> None:
    Position.objects.filter(title="Adviser").delete()
    pages = [f"/companies/lab/{page}?as_of={{}}" for page in ("people/", "chart/")]
    for page in pages:
        assert "Ada" in client.get(page.format("2025-01-31")).text
        assert "Ada" not in client.get(page.format(TODAY)).text
