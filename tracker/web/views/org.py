"""The org chart of a company or unit, on any day and beside any other."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tracker.timeline.org_chart import NotOnTheChart
from tracker.timeline.refs import ref_org
from tracker.web.changes import UnitTable, in_parts
from tracker.web.chart_form import ChartForm, shown, the_other_way_round
from tracker.web.clocks import clocks_of
from tracker.web.views.finding import (
    CHART,
    chart_address,
    organization_or_elsewhere,
    people_address,
)
from tracker.web.views.reading import read


@require_safe
def chart(request: HttpRequest, slug: str, unit: str = "") -> HttpResponse:
    """Who was where at a company or unit on a day, and who answered to whom."""
    found = organization_or_elsewhere(request, slug, unit, page=CHART)
    if isinstance(found, HttpResponse):
        return found
    clocks = clocks_of(request)
    if (turned := the_other_way_round(request, clocks)) is not None:
        return turned
    form = ChartForm(request.GET, clocks)
    try:
        picture = form.picture(found, steps=True)
    except NotOnTheChart as nobody:
        raise Http404 from nobody
    chart_at = chart_address(found)
    context = {
        **shown(picture, form, clocks, picture.days),
        "organization": found,
        "company": ref_org(found.company) if found.is_unit else None,
        "chart_at": chart_at,
        "day_at": chart_at,
        "people_at": people_address(found),
        "newest_report": picture.newest_report,
        "since": form.since,
        "units": form.units_as,
        "refused_units": form.refused("units"),
        "by_unit": UnitTable.of(picture.diff) if picture.diff else None,
        "changes": in_parts(picture.diff.changes) if picture.diff else None,
    }
    return read(
        request,
        "web/org_chart.html",
        context,
        clocks=clocks,
        section="companies",
        refused=bool(form.errors),
    )
