"""Addresses at which nothing is, and what a mistyped one may mean."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.timeline.near import organizations_near, outlets_near, people_near
from tracker.timeline.wording import Ref
from tracker.web.clocks import clocks_of

#: The pages of records by their names: which part of the address is the slug, and what may be meant by it.
_NEAR: dict[str, tuple[str, Callable[..., list[Ref]]]] = {
    "web:person": ("slug", people_near),
    "web:company": ("slug", organizations_near),
    "web:company-chart": ("slug", organizations_near),
    "web:company-people": ("slug", organizations_near),
    "web:unit": ("unit", organizations_near),
    "web:unit-chart": ("unit", organizations_near),
    "web:unit-people": ("unit", organizations_near),
    "web:outlet": ("slug", outlets_near),
}


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404; at the address of a record's page with the records that may be meant, as its clocks stand."""
    clocks = clocks_of(request)
    near: list[Ref] = []
    where = request.resolver_match
    if where is not None and where.view_name in _NEAR:
        part, look = _NEAR[where.view_name]
        near = look(where.kwargs[part], known_on=clocks.known_on)
    return render(request, "404.html", {"near": near, "clocks": clocks}, status=404)
