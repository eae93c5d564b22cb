"""Settled positions and the moves that follow from them, in few words."""

from typing import Any

from companies.models import Organization
from people.models import Move, Person, Position
from people.services import derive_moves
from people.titles import meaning_of
from tests.factories import PositionFactory
from tracker.kernel.partial_dates import PartialDate


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
