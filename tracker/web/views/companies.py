"""The pages of one company or unit: what happened there, and its people."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from companies.models import Organization
from tracker.kernel.statuses import STEPS
from tracker.timeline.companies import CompanyHead, company_head
from tracker.timeline.company_page import company_page
from tracker.timeline.directory import NamePlace, NotANamePlace, directory
from tracker.timeline.leaders import Leaders, leaders_of
from tracker.timeline.org_picture import OrgPicture
from tracker.timeline.refs import ref_org
from tracker.timeline.stream import ABOUT
from tracker.timeline.traffic import BETWEEN, FIRM
from tracker.web.addresses import older
from tracker.web.chart_form import ChartForm, shown, the_other_way_round
from tracker.web.charts.events import events_chart
from tracker.web.charts.lineage import lineage_chart
from tracker.web.charts.quarters import arrivals_and_departures
from tracker.web.clocks import Clocks, clocks_of
from tracker.web.forms import StreamForm
from tracker.web.htmx import picks_its_part, template_for, wants_part
from tracker.web.linked_data import organization_data
from tracker.web.views.finding import (
    PEOPLE,
    chart_address,
    organization_or_elsewhere,
    people_address,
)
from tracker.web.views.reading import read, written_out


@require_safe
@vary_on_headers("HX-Request", "HX-Request-Type")
def organization(request: HttpRequest, slug: str, unit: str = "") -> HttpResponse:
    """What is known of one company or unit; an address of a unit under another company is sent on to the right one."""
    found = organization_or_elsewhere(request, slug, unit)
    if isinstance(found, HttpResponse):
        return found
    clocks = clocks_of(request)
    if (turned := the_other_way_round(request, clocks)) is not None:
        return turned
    form, chart = StreamForm(request.GET, ABOUT), ChartForm(request.GET, clocks)
    wanted = form.cleaned_data if form.is_valid() else {}
    whole = picks_its_part(request) or not wants_part(request)
    leaders = _leaders(found, clocks) if whole else Leaders()
    page = company_page(
        found,
        as_of=clocks.as_of,
        today=clocks.today,
        known_on=clocks.known_on,
        about=wanted.get("about", ""),
        status=wanted.get("status", ()),
        before=wanted.get("before"),
        whole=whole,
        beside=leaders.positions,
        charted=whole,
        since=chart.since if whole else None,
    )
    here, pages = found.get_absolute_url(), _addresses(found)
    context: dict[str, Any] = {
        "organization": found,
        "company": ref_org(found.company) if found.is_unit else None,
        "form": form,
        "statuses": STEPS,
        "wanted": wanted,
        "here": here,
        "known": page.head,
        "stream": page.stream,
        "older": older(request, page.stream.older),
        "live_mark": None if clocks.turned_back else page.mark,
        "newest_report": page.newest_report,
        "since": chart.since,
        **pages,
    }
    if whole:
        context["data"] = organization_data(
            found,
            page.head,
            company=context["company"],
            url=request.build_absolute_uri(here),
        )
        absent = page.picture is not None and page.picture.absent is not None
        over = absent or page.head.had_ended(clocks.as_of)
        context["leaders"] = leaders.told(page.book, over=over)
    if page.picture is not None:
        context |= {
            **shown(page.picture, chart, clocks, page.days),
            "day_at": here,
            "units_drawn": _units_drawn(page.head, page.picture),
            "counted_by": _counted_by(page.head, page.picture),
            "place": _place(wanted),
            "full_at": _full_chart(pages["chart_at"], clocks, chart.since),
            "peopled": [one for one in page.picture.groups if one.people or one.gone],
        }
    if page.traffic is not None:
        axis, balance = arrivals_and_departures(page, as_of=clocks.as_of)
        context |= {
            "traffic": None if found.is_unit else page.traffic,
            "axis": axis,
            "balance": None if found.is_unit else balance,
            "events": events_chart(page.happenings, axis),
            "units": page.units,
            "steps": page.steps,
            "lineage": lineage_chart(page.units, as_of=clocks.as_of),
            "moves_at": moves_at(found, clocks),
            "counted": urlencode([*_COUNTED, ("until", str(clocks.as_of)), *clocks.pairs]),
            "lists_of_moves": _lists_of_moves(found, clocks),
        }
    return read(
        request,
        "web/company.html" if whole else template_for(request, "web/company.html", "stream"),
        context,
        clocks=clocks,
        section="companies",
        refused=bool(form.errors or chart.refused("compare")),
    )


def _counted_by(head: CompanyHead, picture: OrgPicture) -> str:
    """What the number of known people above the page counts, where it leaves out some whom the chart below counts, or the
    unit was not there.
    """
    if picture.absent:
        return "by posts told of it all the same" if head.certain else ""
    if picture.top.is_unit:
        return "without the units in it" if picture.units else ""
    return "without posts told of its units alone" if head.certain < picture.certain else ""


def _units_drawn(head: CompanyHead, picture: OrgPicture) -> str:
    """How many units the chart has, where they are not as many as are known: it has none that had ended."""
    known = len(head.units) + picture.nested
    return "" if picture.units == known else f"{picture.units} in the chart"


def _full_chart(chart_at: str, clocks: Clocks, since: date | None) -> str:
    """The chart's own page, for the same days."""
    pairs = [*clocks.pairs, *([("compare", since.isoformat())] if since else [])]
    return f"{chart_at}?{urlencode(pairs)}" if pairs else chart_at


def _place(wanted: dict[str, Any]) -> str:
    """What the address of another day keeps of that of the page, and where on the page its chart is."""
    kept = [("about", wanted.get("about")), *(("status", one) for one in wanted.get("status", ()))]
    query = urlencode([pair for pair in kept if pair[1]])
    return f"&{query}#chart" if query else "#chart"


def _leaders(found: Organization, clocks: Clocks) -> Leaders:
    return leaders_of(
        found,
        as_of=clocks.as_of,
        known_on=clocks.known_on,
        everything=clocks.as_of == clocks.today,
    )


#: What of a company's moves is counted, as the list of moves takes it.
_KINDS = [("kind", one) for one in BETWEEN]
_COUNTED = [*(("status", one) for one in FIRM), *_KINDS]


def moves_at(found: Organization, clocks: Clocks) -> str:
    """The list of the moves that the chart of a company counts, for more conditions to be added."""
    pairs = [("company", found.slug), *_COUNTED, *clocks.pairs]
    return f"{reverse('web:moves')}?{urlencode(pairs)}"


def _lists_of_moves(found: Organization, clocks: Clocks) -> list[tuple[str, str]]:
    """Who left and who came in the year of the clock, however firmly it is told, and all of its moves: the words, and where the list is."""
    year = str(clocks.as_of.year)
    this_year = [*_KINDS, ("since", year), ("until", year)]
    company = [("unit", found.slug)] if found.is_unit else []
    lists = [
        (
            f"Departures in {year}, of any status",
            [("from_company", found.company.slug), *company, *this_year],
        ),
        (
            f"Arrivals in {year}, of any status",
            [("to_company", found.company.slug), *company, *this_year],
        ),
        ("All its moves, with filters", company or [("company", found.slug)]),
    ]
    return [
        (words, f"{reverse('web:moves')}?{urlencode([*pairs, *clocks.pairs])}")
        for words, pairs in lists
    ]


def _addresses(found: Organization) -> dict[str, str]:
    return {"chart_at": chart_address(found), "people_at": people_address(found)}


@require_safe
def people(request: HttpRequest, slug: str, unit: str = "") -> HttpResponse:
    """The known people of a company or unit, with the sentences behind their positions."""
    found = organization_or_elsewhere(request, slug, unit, page=PEOPLE)
    if isinstance(found, HttpResponse):
        return found
    clocks = clocks_of(request)
    after, lost = None, False
    if text := request.GET.get("after"):
        try:
            after = NamePlace.parse(text)
        except NotANamePlace:
            lost = True
    other_days = request.GET.get("days") == "all"
    part = directory(
        found,
        as_of=clocks.as_of,
        known_on=clocks.known_on,
        other_days=other_days,
        after=after,
        around=written_out(request),
    )
    query = request.GET.copy()
    query["after"] = str(part.next)
    context = {
        "organization": found,
        "company": ref_org(found.company) if found.is_unit else None,
        "part": part,
        "other_days": other_days,
        "next": f"?{query.urlencode()}" if part.next else "",
        "known": company_head(
            found,
            as_of=clocks.as_of,
            known_on=clocks.known_on,
            everything=clocks.as_of == clocks.today,
        ),
        **_addresses(found),
    }
    return read(
        request,
        "web/company_people.html",
        context,
        clocks=clocks,
        section="companies",
        refused=lost,
    )
