"""The charts as pictures to take elsewhere: SVG and PNG, with the parameters of their pages."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from companies.models import Organization
from tracker.timeline.between import bands_between
from tracker.timeline.company_page import CompanyPage, company_page
from tracker.timeline.org_chart import NotOnTheChart
from tracker.timeline.people import person_timeline
from tracker.timeline.since import newest_report
from tracker.web.addresses import without
from tracker.web.chart_form import ChartForm
from tracker.web.charts.events import events_chart
from tracker.web.charts.lineage import lineage_chart
from tracker.web.charts.matrix import matrix
from tracker.web.charts.quarters import arrivals_and_departures
from tracker.web.charts.sankey import sankeys
from tracker.web.citing import Citation, citation_of, citation_of_page
from tracker.web.clocks import Clocks, clocks_of
from tracker.web.flow_form import FlowsForm
from tracker.web.sharing.answering import Refused, Written, answer_of, picture, theme_of
from tracker.web.sharing.charts import (
    balance_sheet,
    bands_sheet,
    career_sheet,
    events_sheet,
    lineage_sheet,
    matrix_sheet,
    org_sheet,
)
from tracker.web.sharing.sheet import HIGHEST, Sheet, TooLarge
from tracker.web.views.companies import moves_at
from tracker.web.views.finding import (
    chart_address,
    organization_or_elsewhere,
    person_or_elsewhere,
)
from tracker.web.views.flows import Links, families_of, period_of

#: What the page of flows is asked for beside its clocks, as far as a drawing shows it.
FLOWS_KEPT = (
    "since", "until", "company", "pick", "kind", "seniority", "least", "told", "view",
    "split",
)  # fmt: skip
CHART_KEPT = ("compare", "units", "under")


@picture
def career(request: HttpRequest, slug: str, written: Written) -> HttpResponse:
    """A person's positions on an axis of years."""
    clocks = asked_clocks(request)
    found = person_or_elsewhere(request, slug, page=f"career.{written}")
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
    sheet = career_sheet(found, known.posts, clocks, cited)
    nothing = (
        f"No career chart of {found.name} on {clocks.as_of}: no position on record has a day, or there"
        " are more than a chart can hold. The page has them as a table."
    )
    return answer_sheet(request, sheet, written, f"{slug}-career", nothing)


@picture
def balance(request: HttpRequest, slug: str, written: Written) -> HttpResponse:
    """A company's arrivals and departures by quarter."""
    clocks = asked_clocks(request)
    found = organization_or_elsewhere(request, slug, page=f"balance.{written}")
    if isinstance(found, HttpResponse):
        return found
    page = _page_of(found, clocks)
    axis, drawn = arrivals_and_departures(page, as_of=clocks.as_of)
    name = page.head.name
    cited = citation_of_page(request, clocks, name, found.get_absolute_url(), page.newest_report)
    sheet = balance_sheet(page.head, drawn, axis, moves_at(found, clocks), cited) if drawn else None
    nothing = f"No chart of arrivals and departures of {name}: no quarter with a move is known."
    return answer_sheet(request, sheet, written, f"{slug}-arrivals-and-departures", nothing)


@picture
def events(request: HttpRequest, slug: str, written: Written, unit: str = "") -> HttpResponse:
    """What happened at a company or unit, on the axis of its quarters."""
    found = organization_or_elsewhere(request, slug, unit, page=f"events.{written}")
    if isinstance(found, HttpResponse):
        return found
    clocks = asked_clocks(request)
    page = _page_of(found, clocks)
    axis, _ = arrivals_and_departures(page, as_of=clocks.as_of)
    drawn = events_chart(page.happenings, axis)
    cited = citation_of_page(
        request, clocks, page.head.name, found.get_absolute_url(), page.newest_report
    )
    sheet = events_sheet(found, page.head, drawn, axis, clocks, cited) if drawn else None
    nothing = f"No chart of events at {page.head.name}: none is known in these quarters."
    return answer_sheet(request, sheet, written, f"{found.slug}-events", nothing)


@picture
def lineage(request: HttpRequest, slug: str, written: Written, unit: str = "") -> HttpResponse:
    """The lives of the units of a company or unit on an axis of years."""
    found = organization_or_elsewhere(request, slug, unit, page=f"lineage.{written}")
    if isinstance(found, HttpResponse):
        return found
    clocks = asked_clocks(request)
    page = _page_of(found, clocks)
    drawn = lineage_chart(page.units, as_of=clocks.as_of)
    cited = citation_of_page(
        request, clocks, page.head.name, found.get_absolute_url(), page.newest_report
    )
    sheet = lineage_sheet(page.head, drawn, clocks, cited) if drawn else None
    nothing = (
        f"No chart of the units of {page.head.name} on {clocks.as_of}: no day is known on which one was"
        " created, renamed, merged or dissolved."
    )
    return answer_sheet(request, sheet, written, f"{found.slug}-lineage", nothing)


def _page_of(found: Organization, clocks: Clocks) -> CompanyPage:
    return company_page(found, as_of=clocks.as_of, today=clocks.today, known_on=clocks.known_on)


@picture
def chart(request: HttpRequest, slug: str, written: Written, unit: str = "") -> HttpResponse:
    """The org chart of a company or unit on a day."""
    found = organization_or_elsewhere(request, slug, unit, page=f"chart.{written}")
    if isinstance(found, HttpResponse):
        return found
    clocks = asked_clocks(request)
    form = ChartForm(request.GET, clocks)
    if not form.is_valid():
        raise _refused(form.errors.values())
    try:
        shown = form.picture(found)
    except NotOnTheChart as nobody:
        raise Refused(
            "Nobody of that name is on the chart of this day: leave out under=."
        ) from nobody
    cited = citation_of(
        request,
        clocks,
        shown.name,
        newest_report=newest_report(clocks.known_on),
        path=chart_address(found),
        kept=CHART_KEPT,
    )
    nothing = f"Nobody is known to have been at {shown.name} on {clocks.as_of}."
    sheet = org_sheet(shown, clocks, cited)
    return answer_sheet(request, sheet, written, f"{found.slug}-org-chart", nothing)


@picture
def flows(request: HttpRequest, written: Written) -> HttpResponse:
    """Moves between companies, as bands or as a matrix: ``view``."""
    clocks = asked_clocks(request)
    form = FlowsForm(without(request.GET, "also"))
    if not form.is_valid():
        raise _refused(form.errors.values())
    wanted = form.wanted(clocks)
    told = bands_between(wanted)
    links = Links(without(request.GET, "theme"), wanted, clocks)
    period = period_of(wanted)
    cited: Citation = citation_of(
        request,
        clocks,
        "Flows",
        newest_report=newest_report(clocks.known_on),
        path=reverse("web:flows"),
        kept=FLOWS_KEPT,
    )
    nothing = f"No known moves between these companies, {period}."
    sheet: Sheet | None = None
    split = form.split_by
    if form.cleaned_data.get("view") == "matrix":
        if table := matrix(told, address=links.moves, split=split):
            sheet = matrix_sheet(told, table, split, period, clocks, cited)
    elif drawings := sankeys(told, address=links.moves, split=split):
        sheet = bands_sheet(told, drawings[0], split, families_of(told), period, clocks, cited)
    return answer_sheet(request, sheet, written, "flows", nothing)


def asked_clocks(request: HttpRequest) -> Clocks:
    """Both clocks as the address sets them. Raises Refused for what is no day."""
    clocks = clocks_of(request)
    if clocks.refused:
        raise Refused(clocks.refused, 400)
    return clocks


def _refused(errors: Iterable[Iterable[object]]) -> Refused:
    return Refused(" ".join(str(error) for found in errors for error in found), 400)


def answer_sheet(
    request: HttpRequest, sheet: Sheet | None, written: Written, name: str, nothing: str
) -> HttpResponse:
    """The sheet as a file named after its chart and day. Raises Refused."""
    theme = theme_of(request)
    if sheet is None:
        raise Refused(nothing)
    try:
        svg = sheet.svg(theme)
    except TooLarge as large:
        raise Refused(
            f"The chart would be {large}; a picture has at most {HIGHEST:,}. Ask for a part of it:"
            " the chart of one unit, or with under= only those below one person.",
            400,
        ) from large
    return answer_of(request, svg, written, f"reshuffle-{name}-{sheet.cited.as_of}")
