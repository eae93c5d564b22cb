"""The page that says how well Reshuffle reads."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tracker.web.clocks import clocks_of
from tracker.web.quality import quality
from tracker.web.views.reading import read


@require_safe
def how_good(request: HttpRequest) -> HttpResponse:
    context = {"quality": quality()}
    return read(request, "web/how_good.html", context, clocks=clocks_of(request))
