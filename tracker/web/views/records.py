"""The pages of people, companies and units, and their indexes."""

from collections.abc import Sequence
from itertools import groupby
from string import ascii_lowercase
from typing import Any

from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from companies.models import Organization
from people.models import Person
from tracker.timeline.companies import companies_index, company_timeline, years_of_moves
from tracker.timeline.people import INDEX_SIZE, Listed, people_index, person_timeline
from tracker.timeline.refs import PARENTS, ref_org
from tracker.web.charts.balance import balances
from tracker.web.charts.career import careers
from tracker.web.clocks import Clocks, clocks_of
from tracker.web.views.reading import read


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """What is known of one person."""
    clocks = clocks_of(request)
    found = Person.objects.visible().filter(slug=slug).first()
    if found is None:
        return _moved_on(request, Person.objects.visible(), Person.objects.slug_today(slug))
    known = person_timeline(
        found,
        as_of=clocks.as_of,
        known_on=clocks.known_on,
        everything=clocks.as_of == clocks.today,
    )
    context = {
        "person": found,
        "known": known,
        "career": careers(known.posts, as_of=clocks.as_of, later=clocks.as_of == clocks.today),
    }
    return read(request, "web/person.html", context, clocks=clocks, section="people")


@require_safe
def company(request: HttpRequest, slug: str) -> HttpResponse:
    """What is known of one company; a unit's own page is sent on to."""
    clocks = clocks_of(request)
    found = _organization(slug)
    if found is None:
        return _organization_moved_on(request, slug)
    if found.is_unit:
        return HttpResponseRedirect(_unit_address(found) + clocks.query)
    return _organization_page(request, found, clocks)


@require_safe
def unit(request: HttpRequest, slug: str, unit: str) -> HttpResponse:
    """What is known of one unit; an address under another company is sent on to the right one."""
    clocks = clocks_of(request)
    found = _organization(unit)
    if found is None:
        return _organization_moved_on(request, unit)
    if not found.is_unit:
        return HttpResponseRedirect(reverse("web:company", args=[found.slug]) + clocks.query)
    if slug != found.company.slug:
        return HttpResponseRedirect(_unit_address(found) + clocks.query)
    return _organization_page(request, found, clocks)


def _unit_address(found: Organization) -> str:
    return reverse("web:unit", args=[found.company.slug, found.slug])


def _organization(slug: str) -> Organization | None:
    return Organization.objects.visible().select_related(PARENTS).filter(slug=slug).first()


def _organization_moved_on(request: HttpRequest, slug: str) -> HttpResponse:
    seen = Organization.objects.visible().select_related(PARENTS)
    return _moved_on(request, seen, Organization.objects.slug_today(slug))


def _moved_on(request: HttpRequest, seen: QuerySet[Any], slug: str) -> HttpResponse:
    """To the record that this one was merged into, for good and with the query; 404 if it was not."""
    winner: Person | Organization = get_object_or_404(seen, slug=slug)
    query = request.META.get("QUERY_STRING", "")
    address = winner.get_absolute_url()
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)


def _organization_page(request: HttpRequest, found: Organization, clocks: Clocks) -> HttpResponse:
    known = company_timeline(
        found,
        as_of=clocks.as_of,
        known_on=clocks.known_on,
        everything=clocks.as_of == clocks.today,
    )
    years = (
        [] if found.is_unit else years_of_moves(found, as_of=clocks.as_of, known_on=clocks.known_on)
    )
    context = {
        "organization": found,
        "company": ref_org(found.company) if found.is_unit else None,
        "known": known,
        "years_of_moves": balances(years),
    }
    return read(request, "web/company.html", context, clocks=clocks, section="companies")


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody on record, by the first letter of their address."""
    clocks = clocks_of(request)
    initial = _initial(request)
    return _index(
        request,
        people_index(
            as_of=clocks.as_of,
            known_on=clocks.known_on,
            initial=initial,
            everything=clocks.as_of == clocks.today,
        ),
        clocks,
        heading="People",
        lede="People in public professional life, with what they hold on the day above.",
        section="people",
        initial=initial,
    )


@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """Every company on record, by the first letter of its address."""
    clocks = clocks_of(request)
    initial = _initial(request)
    return _index(
        request,
        companies_index(
            as_of=clocks.as_of,
            known_on=clocks.known_on,
            initial=initial,
            everything=clocks.as_of == clocks.today,
        ),
        clocks,
        heading="Companies",
        lede="Companies, universities, funds and labs. Counts are of known people, never headcount.",
        section="companies",
        initial=initial,
    )


def _initial(request: HttpRequest) -> str:
    letter = request.GET.get("initial", "").lower()
    return letter if len(letter) == 1 and letter.isascii() and letter.isalnum() else ""


def _index(
    request: HttpRequest,
    listed: Sequence[Listed],
    clocks: Clocks,
    *,
    heading: str,
    lede: str,
    section: str,
    initial: str,
) -> HttpResponse:
    groups = [
        (letter.upper(), list(group))
        for letter, group in groupby(listed, key=lambda record: record.ref.slug[:1])
    ]
    context = {
        "heading": heading,
        "lede": lede,
        "groups": groups,
        "letters": ascii_lowercase,
        "initial": initial,
        "here": reverse(f"web:{section}"),
        "cut": len(listed) == INDEX_SIZE,
        "shown": INDEX_SIZE,
    }
    return read(request, "web/index.html", context, clocks=clocks, section=section)
