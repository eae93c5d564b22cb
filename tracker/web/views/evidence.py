"""The evidence of a few facts: what a page opens where it is asked for, and a page of its own without JavaScript."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from tracker.timeline.evidence_of_facts import NotAFactError, backed, names_of_facts
from tracker.web.clocks import clocks_of
from tracker.web.htmx import template_for
from tracker.web.views.reading import read


@require_safe
@vary_on_headers("HX-Request")
def evidence(request: HttpRequest, facts: str) -> HttpResponse:
    """What supports the facts that the address names, ``position-7-end,line-3``; 404 where none of them may be shown."""
    clocks = clocks_of(request)
    try:
        names = names_of_facts(facts)
    except NotAFactError as unknown:
        raise Http404 from unknown
    found = backed(names, as_of=clocks.as_of, known_on=clocks.known_on)
    if not found:
        raise Http404
    return read(
        request,
        template_for(request, "web/evidence.html", "facts"),
        {"facts": found},
        clocks=clocks,
    )
