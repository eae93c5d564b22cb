"""The front page, and the page that says how we count."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tracker.timeline.latest import latest
from tracker.timeline.races import races
from tracker.web.charts.race import race_charts
from tracker.web.charts.strip import strips
from tracker.web.clocks import clocks_of
from tracker.web.views.reading import read


@require_safe
def latest_moves(request: HttpRequest) -> HttpResponse:
    """What changed lately, and what is still open."""
    clocks = clocks_of(request)
    found = latest(as_of=clocks.as_of, known_on=clocks.known_on)
    context = {
        "latest": found,
        "strip": strips(found.months),
        "race_charts": race_charts(races(as_of=clocks.as_of, known_on=clocks.known_on)),
        "longest": max((report.days for report in found.open), default=0),
    }
    return read(request, "web/latest.html", context, clocks=clocks, section="latest")


@require_safe
def how_we_count(request: HttpRequest) -> HttpResponse:
    return read(request, "web/how_we_count.html", {}, clocks=clocks_of(request))
