"""The org chart of a company or unit, on any day and beside any other."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from tracker.timeline.org_chart import NotOnTheChart
from tracker.timeline.org_picture import org_picture
from tracker.timeline.refs import ref_org
from tracker.timeline.since import newest_report
from tracker.web.changes import Perhaps, summed
from tracker.web.charts.org import draw, nodes_of
from tracker.web.charts.slider import slider
from tracker.web.clocks import EARLIEST, Clocks, ClocksForm, clocks_of
from tracker.web.views.finding import (
    CHART,
    chart_address,
    organization_or_elsewhere,
    people_address,
)
from tracker.web.views.reading import read


class ChartForm(forms.Form):
    """What an address may ask of a chart beside its two clocks."""

    compare = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    under = forms.SlugField(max_length=80, required=False)

    def __init__(self, query: Any, clocks: Clocks) -> None:
        super().__init__(query)
        self.clocks = clocks
        self.fields["compare"].error_messages["invalid"] = (
            "The day to compare with is no day here. Give a whole day such as 2025-04-12."
        )

    def clean_compare(self) -> Any:
        day = self.cleaned_data["compare"]
        if day is not None and not EARLIEST <= day < self.clocks.as_of:
            raise forms.ValidationError(
                f"Compare with a day before {self.clocks.as_of}, the day of the chart."
            )
        return day


@require_safe
def chart(request: HttpRequest, slug: str, unit: str = "") -> HttpResponse:
    """Who was where at a company or unit on a day, and who answered to whom."""
    found = organization_or_elsewhere(request, slug, unit, page=CHART)
    if isinstance(found, HttpResponse):
        return found
    clocks = clocks_of(request)
    if (turned := _the_other_way_round(request, clocks)) is not None:
        return turned
    form = ChartForm(request.GET, clocks)
    asked = form.cleaned_data if form.is_valid() else {}
    since = asked.get("compare")
    try:
        picture = org_picture(
            found,
            as_of=clocks.as_of,
            known_on=clocks.known_on,
            since=since,
            under=asked.get("under", ""),
            until=clocks.today,
        )
    except NotOnTheChart as nobody:
        raise Http404 from nobody
    context = {
        "organization": found,
        "company": ref_org(found.company) if found.is_unit else None,
        "chart_at": chart_address(found),
        "people_at": people_address(found),
        "picture": picture,
        "tree": draw(picture),
        "nodes": nodes_of(picture.tree, picture.changed),
        "slider": slider(picture.days, as_of=clocks.as_of, today=clocks.today),
        "since": since,
        "year_before": _year_before(clocks.as_of),
        "perhaps": Perhaps.of(picture.perhaps, picture.told) if picture.perhaps else None,
        "differences": summed(picture.diff.counts) if picture.diff else (),
        "newest_report": newest_report(clocks.known_on),
        "refused": next(iter(form.errors.get("compare", ())), ""),
        "compared": request.GET.get("compare", "")[:10],
    }
    return read(
        request,
        "web/org_chart.html",
        context,
        clocks=clocks,
        section="companies",
        refused=bool(form.errors),
    )


def _the_other_way_round(request: HttpRequest, clocks: Clocks) -> HttpResponse | None:
    """Where the day to compare with follows that of the chart: the same two days, the later one first.

    A day to come is left to be refused.
    """
    form = ClocksForm({"as_of": request.GET.get("compare", "")})
    later: date | None = form.cleaned_data["as_of"] if form.is_valid() else None
    if clocks.refused or later is None or not clocks.as_of < later <= clocks.today:
        return None
    query = request.GET.copy()
    query["as_of"], query["compare"] = later.isoformat(), clocks.as_of.isoformat()
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")


def _year_before(day: date) -> date | None:
    if day.year <= EARLIEST.year:
        return None
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
