"""Search: the page, and what is suggested while one types."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from tracker.kernel.partial_dates import Precision
from tracker.kernel.word_search import LONGEST, Asked
from tracker.timeline.questions.anywhere import AskedAnywhere
from tracker.timeline.questions.changes import AskedChanges
from tracker.timeline.questions.goings import AskedGoings
from tracker.timeline.questions.layoffs import AskedLayoffs
from tracker.timeline.questions.moves import AskedMoves
from tracker.timeline.questions.posts import AskedPost
from tracker.timeline.questions.spelling import respelt
from tracker.timeline.questions.together import AskedTogether
from tracker.timeline.search_page import KINDS, SearchPage, search_page, suggestions
from tracker.web.clocks import EARLIEST, Clocks, clocks_of
from tracker.web.forms import SearchForm
from tracker.web.htmx import template_for
from tracker.web.move_columns import USUAL
from tracker.web.templatetags.reshuffle import address
from tracker.web.views.finding import CHART, PEOPLE
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
    typed: str = form.cleaned_data.get("q", "")
    asked = Asked.of(typed).text
    kind: str = form.cleaned_data.get("kind", "")
    days: dict[str, Any] = {
        "as_of": clocks.as_of,
        "known_on": clocks.known_on,
        "everything": clocks.as_of == clocks.today,
    }
    page = search_page(asked, kind=kind, **days)
    context = {
        "asked": asked,
        "longer": len(" ".join(typed.split())) > LONGEST,
        "page": page,
        "respelt": respelt(Asked.of(asked)) if page.incomplete else "",
        **_answer(page, clocks),
        "labels": KINDS,
        "columns": _COLUMNS,
        "written": False,
    }
    template = template_for(request, "web/search.html", "found")
    return read(request, template, context, clocks=clocks, section="search", refused=not fine)


def _answer(page: SearchPage, clocks: Clocks) -> dict[str, Any]:
    """What the words ask for, where they are a question: what changed, who went where, who first told of it, or who holds a post."""
    match page.asked:
        case AskedChanges() as changes:
            return {"changes": changes, **_changes(changes, clocks)}
        case AskedGoings() as goings:
            entries = [line.entries()[-1 if goings.left else 0] for line in page.asked_lines]
            there = f"{reverse('web:moves')}?{urlencode([*goings.filters, *clocks.pairs])}"
            return {"goings": goings, "entries": entries, "goings_at": there}
        case AskedTogether() as both:
            there = f"{reverse('web:moves')}?{urlencode([*both.filters, *clocks.pairs])}"
            return {"together": both, "asked_lines": page.asked_lines, "asked_at": there}
        case AskedAnywhere() as anywhere:
            there = f"{reverse('web:moves')}?{urlencode([*anywhere.filters, *clocks.pairs])}"
            return {
                "anywhere": anywhere,
                "asked_moves": anywhere,
                "asked_lines": page.asked_lines,
                "asked_at": there,
                "flows_at": _flows(anywhere, clocks),
            }
        case AskedLayoffs() as layoffs:
            return {"layoffs": layoffs, "asked_at": _layoffs(layoffs, clocks)}
        case AskedMoves() as moves:
            there = f"{reverse('web:moves')}?{urlencode([*moves.filters, *clocks.pairs])}"
            return {"asked_moves": moves, "asked_lines": page.asked_lines, "asked_at": there}
        case AskedPost() as post:
            when = post.when
            day = when.latest if when and when.precision is Precision.DAY else None
            pairs = [("as_of", day.isoformat())] if day else clocks.pairs
            chart_at = address(post.organization) + CHART
            people = urlencode([("days", "all"), *clocks.pairs])
            return {
                "post": post,
                "chart_at": chart_at,
                "chart_day": day,
                "chart_query": urlencode(pairs),
                "people_at": f"{address(post.organization)}{PEOPLE}?{people}",
            }
        case None:
            return {}


def _flows(anywhere: AskedAnywhere, clocks: Clocks) -> str:
    """Where the flows of the same years are; nothing where none are asked for, or other moves than between companies."""
    if anywhere.years is None or not anywhere.asked.sort.crosses:
        return ""
    years = zip(("since", "until"), anywhere.years, strict=True)
    return f"{reverse('web:flows')}?{urlencode([*years, *clocks.pairs])}"


def _layoffs(layoffs: AskedLayoffs, clocks: Clocks) -> str:
    """Where all of them are: on the timeline of the company, else in the list of events that programs read."""
    if layoffs.place is not None:
        asked = urlencode([("about", "layoffs"), *clocks.pairs])
        return f"{address(layoffs.place)}?{asked}#timeline"
    known = [pair for pair in clocks.pairs if pair[0] == "known_on"]
    return f"{reverse('api:events')}?{urlencode([('kind', 'layoff'), *layoffs.days, *known])}"


def _changes(changes: AskedChanges, clocks: Clocks) -> dict[str, str]:
    """Where the two days are compared, and where the moves of the days between them are."""
    known = [pair for pair in clocks.pairs if pair[0] == "known_on"]
    days = [
        ("as_of", changes.last.isoformat()),
        ("compare", max(changes.first, EARLIEST).isoformat()),
    ]
    of = changes.organization
    named = [("unit", of.slug)] if of.kind == "unit" else [("company", of.slug)]
    between = [("since", changes.first.isoformat()), ("until", changes.last.isoformat())]
    return {
        "changed_then": f"what changed at {of.name} in {changes.moved}",
        "compared_at": f"{address(of)}{CHART}?{urlencode([*days, *known])}",
        "moves_at": f"{reverse('web:moves')}?{urlencode([*named, *between, *clocks.pairs])}",
    }


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
