"""The evidence of a few facts: what a page opens where it is asked for, and a page of its own without JavaScript."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from tracker.timeline.evidence_of_facts import backed
from tracker.timeline.fact_names import NotAFactError, names_of_facts
from tracker.timeline.since import newest_report
from tracker.web.citing import citation_of_facts
from tracker.web.clocks import clocks_of
from tracker.web.htmx import template_for, wants_part
from tracker.web.views.reading import read

#: What a row opens beside its evidence: over a table of moves, or below the row.
_OPENED = {
    "evidence": "web/parts/evidence_menu.html",
    "cite": "web/parts/cite_menu.html",
    "cite-here": "web/parts/cite_here.html",
}


@require_safe
@vary_on_headers("HX-Request")
def evidence(request: HttpRequest, facts: str) -> HttpResponse:
    """What supports the facts that the address names, ``position-7-end,line-3``, and how they are cited; 404 where none of
    them may be shown.
    """
    clocks = clocks_of(request)
    try:
        names = names_of_facts(facts)
    except NotAFactError as unknown:
        raise Http404 from unknown
    found = backed(names, as_of=clocks.as_of, known_on=clocks.known_on)
    if not found:
        raise Http404
    move = found[0].move if len(found) == 1 else None
    template = template_for(request, "web/evidence.html", "facts")
    menu = request.GET.get("menu", "")
    if wants_part(request) and (move is not None or menu != "evidence"):
        template = _OPENED.get(menu, template)
    context = {
        "facts": found,
        "move": move,
        "cited": citation_of_facts(
            request, clocks, found, newest_report=newest_report(clocks.known_on)
        ),
        "fetched": True,
        "answered": wants_part(request) and "answered" in request.GET,
    }
    return read(request, template, context, clocks=clocks)
