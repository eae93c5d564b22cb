"""Posts and reporting lines of an invented company, by slugs and days."""

from datetime import date
from typing import Any

from companies.models import Organization
from people.models import Person, Position
from tests.factories import PersonFactory, PositionFactory, ReportingLineFactory
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
