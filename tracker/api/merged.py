"""Addresses of records that were merged into others: 301, to the same address of the one that goes on."""

from django.urls import reverse
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from companies.models import UNIT_KINDS, Organization
from people.models import Person

#: The name of an address, and the slug under which a merged record is found there.
type Place = tuple[str, str]


def moved_on(request: Request, name: str, slug: str) -> Response:
    """301 to the same address of another record, its parameters kept."""
    address = reverse(f"api:{name}", args=[slug])
    query = request.META.get("QUERY_STRING", "")
    return Response(
        status=status.HTTP_301_MOVED_PERMANENTLY,
        headers={"Location": f"{address}?{query}" if query else address},
    )


def person_today(slug: str, name: str = "people-one") -> Place | None:
    """Where the person is that ``slug`` was merged into; None if it was not, or is not shown."""
    winner = Person.objects.slug_today(slug)
    seen = winner != slug and Person.objects.visible().filter(slug=winner).exists()
    return (name, winner) if seen else None


def organization_today(slug: str, name: str = "") -> Place | None:
    """Likewise for a company or unit; without ``name`` under companies/ or units/, whichever it is."""
    winner = Organization.objects.slug_today(slug)
    found = Organization.objects.visible().filter(slug=winner).first() if winner != slug else None
    if found is None:
        return None
    is_unit = found.kind in UNIT_KINDS and found.parent_id is not None
    return name or ("units-one" if is_unit else "companies-one"), winner
