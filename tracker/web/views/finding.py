"""The company, unit or person that an address names, or where it leads instead."""

from typing import Any

from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404

from companies.models import Organization
from people.models import Person
from tracker.kernel.prepared import Prepared
from tracker.timeline.refs import PARENTS

#: What the addresses of a record's org chart and of its people add to the record's own.
CHART, PEOPLE = "chart/", "people/"


def person_or_elsewhere(
    request: HttpRequest, slug: str, *, page: str = ""
) -> Person | HttpResponse:
    """The person, or the way to whom they were merged into; 404. ``page`` follows the record's own address."""
    found = _PEOPLE.rows(slug=slug)
    if found:
        return found[0]
    return _moved_on(request, Person.objects.visible(), Person.objects.slug_today(slug), page)


def organization_or_elsewhere(
    request: HttpRequest, slug: str, unit: str = "", *, page: str = ""
) -> Organization | HttpResponse:
    """The company, or with ``unit`` that unit of it; else the way to the address of what is called so, or of what it was
    merged into; 404.

    ``page`` is what follows the record's own address: CHART, PEOPLE or nothing.
    """
    asked = unit or slug
    found = _organization(asked)
    if found is None:
        return _organization_moved_on(request, asked, page)
    here = found.is_unit and found.company.slug == slug if unit else not found.is_unit
    return found if here else _temporarily(request, found, page)


def _moved_on(request: HttpRequest, seen: QuerySet[Any], slug: str, page: str) -> HttpResponse:
    """To the record that this one was merged into, for good and with the query; 404 if it was not."""
    winner: Person | Organization = get_object_or_404(seen, slug=slug)
    return HttpResponsePermanentRedirect(_address(request, winner, page))


def chart_address(of: Organization) -> str:
    """The address of the org chart of a company or unit."""
    return of.get_absolute_url() + CHART


def people_address(of: Organization) -> str:
    """The address of the known people of a company or unit."""
    return of.get_absolute_url() + PEOPLE


def _organization(slug: str) -> Organization | None:
    found = _ORGANIZATIONS.rows(slug=slug)
    return found[0] if found else None


_PEOPLE = Prepared(lambda *, slug: Person.objects.visible().filter(slug=slug)[:1], planned=True)
_ORGANIZATIONS = Prepared(
    lambda *, slug: Organization.objects.visible().select_related(PARENTS).filter(slug=slug)[:1],
    planned=True,
)


def _organization_moved_on(request: HttpRequest, slug: str, page: str) -> HttpResponse:
    seen = Organization.objects.visible().select_related(PARENTS)
    return _moved_on(request, seen, Organization.objects.slug_today(slug), page)


def _temporarily(request: HttpRequest, found: Organization, page: str) -> HttpResponse:
    return HttpResponseRedirect(_address(request, found, page))


def _address(request: HttpRequest, record: Person | Organization, page: str) -> str:
    query = request.META.get("QUERY_STRING", "")
    address = record.get_absolute_url() + page
    return f"{address}?{query}" if query else address
