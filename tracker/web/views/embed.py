"""Parts of the site that other sites may frame: a timeline or an org chart, to read and to follow.

Whatever frames them learns nothing and can do nothing: no cookie, no script, no form.
"""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from tracker.timeline.company_page import company_page
from tracker.timeline.entries import Entry
from tracker.timeline.org_chart import NotOnTheChart
from tracker.timeline.people import person_timeline
from tracker.timeline.since import newest_report
from tracker.web.chart_form import ChartForm
from tracker.web.charts.org import draw, nodes_of
from tracker.web.citing import Citation, citation_of, citation_of_page
from tracker.web.clocks import Clocks, clocks_of
from tracker.web.sharing.look import THEMES
from tracker.web.views.finding import (
    CHART,
    chart_address,
    organization_or_elsewhere,
    person_or_elsewhere,
)
from tracker.web.views.pictures import CHART_KEPT

#: Where the parts that may be framed live; nothing else on the site may be.
ROOT = "/embed"
POLICY: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": ["*"],
}
#: As many entries of a timeline are shown; the page has all.
SHOWN = 12


def framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A view that other sites may frame, under a policy of its own; what is missing says so in the frame."""

    @xframe_options_exempt
    @csp_override(POLICY)
    @require_safe
    def answer(request: HttpRequest, *args: str, **parts: str) -> HttpResponse:
        try:
            made = view(request, *args, **parts)
        except (Http404, NotOnTheChart):
            made = _page(request, "missing", {}, status=404)
        if made.has_header("Location"):
            made["Location"] = ROOT + made["Location"]
        return made

    return answer


@framed
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """What a person is on record for, and the newest of their timeline."""
    clocks = clocks_of(request)
    found = person_or_elsewhere(request, slug)
    if isinstance(found, HttpResponse):
        return found
    known = person_timeline(
        found,
        as_of=clocks.as_of,
        known_on=clocks.known_on,
        everything=clocks.as_of == clocks.today,
    )
    cited = citation_of_page(
        request, clocks, found.name, found.get_absolute_url(), known.newest_report
    )
    entries = [entry for _, of_year in known.stream().years for entry in of_year]
    return _timeline(request, clocks, cited, entries, held=known.held)


@framed
def organization(request: HttpRequest, slug: str, unit: str = "") -> HttpResponse:
    """The newest of the timeline of a company or unit."""
    found = organization_or_elsewhere(request, slug, unit)
    if isinstance(found, HttpResponse):
        return found
    clocks = clocks_of(request)
    page = company_page(
        found, as_of=clocks.as_of, today=clocks.today, known_on=clocks.known_on, whole=False
    )
    cited = citation_of_page(
        request, clocks, page.head.name, found.get_absolute_url(), page.newest_report
    )
    entries = [entry for _, of_year in page.stream.years for entry in of_year]
    return _timeline(request, clocks, cited, entries)


@framed
def chart(request: HttpRequest, slug: str, unit: str = "") -> HttpResponse:
    """The org chart of a company or unit on a day."""
    found = organization_or_elsewhere(request, slug, unit, page=CHART)
    if isinstance(found, HttpResponse):
        return found
    clocks = clocks_of(request)
    form = ChartForm(request.GET, clocks)
    picture = form.picture(found)
    path = chart_address(found)
    context = {
        "clocks": clocks,
        "cited": citation_of(
            request,
            clocks,
            picture.name,
            newest_report=newest_report(clocks.known_on),
            path=path,
            kept=CHART_KEPT,
        ),
        "organization": found,
        "chart_at": path,
        "people_at": f"{found.get_absolute_url()}people/",
        "picture": picture,
        "since": form.since,
        "units": form.units_as,
        "tree": draw(picture),
        "nodes": nodes_of(picture.tree, picture.changed),
        "refused": form.refused(*CHART_KEPT),
    }
    return _page(request, "chart", context, status=400 if form.errors or clocks.refused else 200)


def _timeline(
    request: HttpRequest, clocks: Clocks, cited: Citation, entries: list[Entry], **more: Any
) -> HttpResponse:
    context = {
        "clocks": clocks,
        "cited": cited,
        "entries": entries[:SHOWN],
        "more": len(entries) > SHOWN,
        **more,
    }
    return _page(request, "timeline", context, status=400 if clocks.refused else 200)


def _page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int) -> HttpResponse:
    """A part as a page of its own. Nothing of the request but its theme is in it: no account, no session."""
    theme = request.GET.get("theme", "")
    text = render_to_string(
        f"web/embed/{name}.html", {**context, "theme": theme if theme in THEMES else ""}
    )
    headers = {"Cache-Control": "no-cache", "Cross-Origin-Resource-Policy": "cross-origin"}
    return HttpResponse(text, status=status, headers=headers)
