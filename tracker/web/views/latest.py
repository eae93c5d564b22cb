"""The front page, what is new since a page was opened, and the page that says how we count."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from companies.models import Organization
from people.models import Person
from tracker.timeline.front import front
from tracker.timeline.latest import COUNTED, OPEN_COUNTED
from tracker.timeline.since import MOST, mark, moves_since
from tracker.web.charts.race import race_charts
from tracker.web.charts.strip import strips
from tracker.web.clocks import clocks_of
from tracker.web.forms import SinceForm
from tracker.web.views.reading import read

#: An answer may be this many seconds old: every page opened since the last move asks the same.
KEPT = 20


@require_safe
def latest_moves(request: HttpRequest) -> HttpResponse:
    """What changed lately, and what is still open."""
    clocks = clocks_of(request)
    everything = clocks.as_of == clocks.today
    page = front(as_of=clocks.as_of, known_on=clocks.known_on, everything=everything)
    context = {
        "latest": page.latest,
        "days": [(day.published, day.moves) for day in page.latest.days],
        "told_at": f"{reverse('web:moves')}?{urlencode([('ordering', '-told'), *clocks.pairs])}",
        "biggest": page.biggest,
        "counted": COUNTED,
        "strip": strips(page.latest.months),
        "race_charts": race_charts(page.races),
        "longest": max((report.days for report in page.latest.open), default=0),
        "open_at_least": page.latest.open_count == OPEN_COUNTED,
        "live_mark": None if clocks.turned_back else mark(),
        "newest_report": page.latest.last,
    }
    return read(request, "web/latest.html", context, clocks=clocks, section="latest")


@require_safe
@cache_control(public=True, max_age=KEPT)
def new_moves(request: HttpRequest) -> HttpResponse:
    """How many moves came in after the mark that a page carries: one line, or 204 where it says so already.

    The mark, and how many the page tells of already, are in the address, so that many readers ask alike.
    """
    form = SinceForm(request.GET)
    if not form.is_valid():
        return HttpResponse(status=400)
    wanted = form.cleaned_data
    person = company = None
    if wanted["person"]:
        person = Person.objects.visible().filter(slug=wanted["person"]).first()
    if wanted["company"]:
        company = Organization.objects.visible().filter(slug=wanted["company"]).first()
    if (wanted["person"] and person is None) or (wanted["company"] and company is None):
        raise Http404
    count = moves_since(wanted["after"], person=person, company=company)
    if count == (wanted["seen"] or 0):
        return HttpResponse(status=204)
    record = person or company
    context = {
        "live_mark": wanted["after"],
        "live_count": count,
        "live_most": count == MOST,
        "live_person": wanted["person"],
        "live_company": wanted["company"],
        "live_part": "stream" if company else "main",
        "live_page": record.get_absolute_url() if record else reverse("web:latest"),
    }
    return render(request, "web/parts/live.html", context)


@require_safe
def how_we_count(request: HttpRequest) -> HttpResponse:
    return read(request, "web/how_we_count.html", {}, clocks=clocks_of(request))
