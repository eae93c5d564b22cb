"""The units of a company as both clocks show them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from companies.models import Organization, OrganizationParent
from tracker.timeline.beginnings import Telling, not_later, telling
from tracker.timeline.looks import Line, question
from tracker.timeline.roster import Roster
from tracker.timeline.rows import units_of

#: As many units as a company's page names; its org chart has all.
UNITS_SHOWN = 100


def question_of_units(
    company: Organization, *, as_of: date, known_on: date | None, everything: bool
) -> QuerySet[Any, Any]:
    """The units one level down that may have been there on ``as_of``, by name; see ``units_there``.

    With ``known_on``, only those that something published by then names, or that dated rows place
    there by then.
    """
    if everything and known_on is None:
        return question("unit", units_of(company)[:UNITS_SHOWN], one="pk")
    placed = OrganizationParent.objects.filter(organization=OuterRef("pk"))
    here = placed.on(as_of).filter(parent=company)
    units = (
        Organization.objects.visible()
        .units()
        .filter(Exists(here) | (Q(parent=company) & ~Exists(placed)))
        .filter(not_later(as_of, known_on))
        .order_by("name", "pk")
    )
    return question("unit", units[:UNITS_SHOWN], one="pk", number=telling(as_of, known_on))


def units_there(lines: Sequence[Line], roster: Roster, *, as_of: date) -> list[Line]:
    """The answers that name units which may have been there by all that is told of their beginning."""
    first = roster.first_days()
    return [
        line for line in lines if line.one and Telling(line.number).possible(line.one, as_of, first)
    ]
