"""Search: the page, and what is suggested while one types."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from tracker.timeline.asked_pair import asked_pair
from tracker.timeline.search_page import KINDS, search_page, suggestions
from tracker.web.clocks import clocks_of
from tracker.web.forms import SearchForm
from tracker.web.htmx import template_for
from tracker.web.move_columns import USUAL
from tracker.web.views.reading import read

#: The table of moves that are found, each of which leads to a page that is cited.
_COLUMNS = tuple(name for name in USUAL if name != "cite")


@require_safe
@vary_on_headers("HX-Request")
def search(request: HttpRequest) -> HttpResponse:
    """People, companies, units, titles, moves, articles and statements that the words find."""
    clocks = clocks_of(request)
    form = SearchForm(request.GET)
    fine = form.is_valid()
    asked: str = form.cleaned_data.get("q", "")
    kind: str = form.cleaned_data.get("kind", "")
    page = search_page(
        asked,
        kind=kind,
        as_of=clocks.as_of,
        known_on=clocks.known_on,
        everything=clocks.as_of == clocks.today,
    )
    context = {
        "asked": asked,
        "page": page,
        "pair": asked_pair(asked, known_on=clocks.known_on),
        "labels": KINDS,
        "columns": _COLUMNS,
    }
    template = template_for(request, "web/search.html", "found")
    return read(request, template, context, clocks=clocks, section="search", refused=not fine)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The records that may be meant by what stands in the search field so far: a list, no page."""
    clocks = clocks_of(request)
    form = SearchForm(request.GET)
    fine = form.is_valid()
    asked: str = form.cleaned_data.get("q", "")
    found = suggestions(
        asked,
        as_of=clocks.as_of,
        known_on=clocks.known_on,
        everything=clocks.as_of == clocks.today,
    )
    context = {"asked": asked, "found": found}
    return read(request, "web/parts/suggestions.html", context, clocks=clocks, refused=not fine)
