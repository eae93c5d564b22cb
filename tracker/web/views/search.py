"""Search."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from tracker.timeline.latest import move_lines, pairs_of
from tracker.timeline.search import moves_found
from tracker.timeline.search import search as find
from tracker.web.clocks import clocks_of
from tracker.web.forms import SearchForm
from tracker.web.htmx import template_for
from tracker.web.views.reading import read

MOVES_SHOWN = 12


@require_safe
@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    """People, companies, units and moves that the words find."""
    clocks = clocks_of(request)
    form = SearchForm(request.GET)
    fine = form.is_valid()
    asked: str = form.cleaned_data["q"] if fine else ""
    rows = moves_found(
        asked,
        until=None if clocks.as_of == clocks.today else clocks.as_of,
        known_on=clocks.known_on,
        most=MOVES_SHOWN + 1,
    )
    context = {
        "asked": asked,
        "found": find(
            asked,
            as_of=None if clocks.as_of == clocks.today else clocks.as_of,
            known_on=clocks.known_on,
        ),
        "moves": move_lines(
            pairs_of(rows[:MOVES_SHOWN]), as_of=clocks.as_of, known_on=clocks.known_on
        ),
        "more_moves": len(rows) > MOVES_SHOWN,
    }
    template = template_for(request, "web/search.html", "found")
    return read(request, template, context, clocks=clocks, section="search", refused=not fine)
