"""The units of a company as both clocks show them."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from companies.models import EventKind, Organization, OrganizationParent, OrgEvent
from tracker.timeline.structure_rows import organization_known_by


def units_then(
    company: Organization, *, as_of: date, known_on: date | None = None
) -> QuerySet[Organization]:
    """The units one level down that may have been there on ``as_of``, by name.

    With ``known_on``, only those that something published by then names, or that dated rows place
    there by then.
    """
    unit = OuterRef("pk")
    placed = OrganizationParent.objects.filter(organization=unit)
    here = placed.on(as_of).filter(parent=company)
    created = (
        OrgEvent.objects.visible()
        .supported()
        .filter(kind=EventKind.UNIT_CREATED, unit=unit, happened__startswith__gt=as_of)
    )
    units = (
        Organization.objects.visible()
        .units()
        .filter(Exists(here) | (Q(parent=company) & ~Exists(placed)))
        .filter(~Exists(created), Q(founded=None) | ~Q(founded__startswith__gt=as_of))
    )
    if known_on is not None:
        units = units.filter(organization_known_by(known_on))
    return units.order_by("name", "pk")
