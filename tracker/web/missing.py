"""Addresses at which nothing is, and what a mistyped one may mean."""

import re
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.timeline.near import organizations_near, outlets_near, people_near
from tracker.timeline.wording import Ref
from tracker.web.clocks import clocks_of

#: What records an address is of by its first word: one of ours, or one that others use.
_PEOPLE = ("people", "person", "persons")
_ORGANIZATIONS = ("companies", "company", "organizations", "organization", "orgs", "org", "units")
_OUTLETS = ("outlets", "outlet")
#: Words that name no record in the address of a company or unit.
_BETWEEN = ("units", "unit", "chart", "people")
#: No picture's address, for one.
_SLUG = re.compile(r"[-\w ]+")


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404; at an address like that of a record with the records that may be meant, as its clocks stand."""
    clocks = clocks_of(request)
    near = _near(request.path, clocks.known_on)
    return render(request, "404.html", {"near": near, "clocks": clocks}, status=404)


def _near(path: str, known_on: date | None) -> list[Ref]:
    first, *slugs = path.strip("/").split("/")
    if not slugs or not all(_SLUG.fullmatch(slug) for slug in slugs):
        return []
    if first in _PEOPLE:
        return people_near(slugs[0], known_on=known_on)
    if first in _OUTLETS:
        return outlets_near(slugs[0], known_on=known_on)
    named = [slug for slug in slugs if slug not in _BETWEEN]
    if first not in _ORGANIZATIONS or not named:
        return []
    company, *units = named
    if not units:
        return organizations_near(company, known_on=known_on)
    return organizations_near(units[-1], within=company, known_on=known_on)
