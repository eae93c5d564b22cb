"""The units of a company as both clocks show them."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from companies.models import Organization, OrganizationParent
from tracker.timeline.beginnings import Beginning


def units_then(
    company: Organization, *, as_of: date, known_on: date | None = None
) -> QuerySet[Organization]:
    """The units one level down that may have been there on ``as_of``, by name.

    With ``known_on``, only those that something published by then names, or that dated rows place
    there by then.
    """
    placed = OrganizationParent.objects.filter(organization=OuterRef("pk"))
    here = placed.on(as_of).filter(parent=company)
    return (
        Organization.objects.visible()
        .units()
        .filter(Exists(here) | (Q(parent=company) & ~Exists(placed)))
        .filter(Beginning.of_units(as_of, known_on).possible)
        .order_by("name", "pk")
    )
