"""Posts and reporting lines of an invented company, by slugs and days."""

from datetime import date
from typing import Any

from companies.models import Organization
from people.models import Person, Position
from people.titles import meaning_of
from tests.factories import (
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
    ReportingLineFactory,
    UnitFactory,
)
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status

CONFIRMED = {"start_status": Status.DONE, "confirmed_last": date(2024, 5, 1)}


def post(
    company: Organization,
    slug: str,
    start: str,
    end: str = "",
    title: str = "Engineer",
    **rest: Any,
) -> Position:
    person = Person.objects.filter(slug=slug).first() or PersonFactory.create(
        slug=slug, name=slug.title()
    )
    ended = (
        {"end": PartialDate.parse(end), "end_state": "known", "end_status": "done"} if end else {}
    )
    return PositionFactory.create(
        person=person,
        organization=company,
        title=title,
        start=PartialDate.parse(start) if start else None,
        **{**CONFIRMED, **ended, **rest},
    )


def titled_post(
    company: Organization,
    name: str,
    title: str,
    *,
    since: str,
    until: str = "",
    last: date = date(2025, 6, 1),
) -> Position:
    """A post of the rank that its title tells, told last on the day ``last``."""
    meaning = meaning_of(title)
    told = {"role": meaning.role, "seniority": meaning.seniority}
    slug = name.lower().replace(" ", "-")
    Person.objects.get_or_create(slug=slug, defaults={"name": name})
    confirmed = {"confirmed_first": date(2025, 6, 1), "confirmed_last": last}
    return post(company, slug, since, until, title, **told, **confirmed)


def line(company: Organization, person: str, manager: str, start: str, end: str = "") -> None:
    ended = (
        {"end": PartialDate.parse(end), "end_state": "known", "end_status": "done"} if end else {}
    )
    ReportingLineFactory.create(
        person=Person.objects.get(slug=person),
        manager=Person.objects.get(slug=manager),
        organization=company,
        start=PartialDate.parse(start),
        **CONFIRMED,
        **ended,
    )


def changed_chief() -> Organization:
    """Halden, whose chief changed in January 2024 and whose lab got somebody in May."""
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    lab = UnitFactory.create(
        slug="lab", name="Foundations Lab", parent=halden, founded=PartialDate.parse("2019")
    )
    post(halden, "old-chief", "2020-01-01", "2024-01-15", title="Chief executive")
    post(halden, "new-chief", "2024-01-15", title="Chief executive")
    post(halden, "researcher", "2024-05-02", title="Researcher", unit=lab)
    line(halden, "researcher", "new-chief", "2024-05-02")
    return halden
