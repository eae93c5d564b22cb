"""The pages of outlets: how each has done, and what became of its first reports."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tracker.timeline.outlet_records import LEAST
from tracker.timeline.outlets import (
    ARTICLES_SHOWN,
    FOREMOST,
    INDEX_SIZE,
    ORDERS,
    located,
    outlet_page,
    outlets_index,
)
from tracker.web.clocks import clocks_of
from tracker.web.templatetags.folding import FEWEST
from tracker.web.views.reading import read


@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    """The outlets on record with their first reports, in the order that the address names: the first of them, or all."""
    clocks = clocks_of(request)
    asked = request.GET.get("order", ORDERS[0])
    order = asked if asked in ORDERS else ORDERS[0]
    day = clocks.known_on or clocks.as_of
    listed = outlets_index(day=day, order=order)
    whole = request.GET.get("show") == "all" or len(listed) < FOREMOST + FEWEST
    pairs = [("order", order), ("show", "all"), *clocks.pairs]
    context = {
        "day": day,
        "outlets": listed if whole else listed[:FOREMOST],
        "every": len(listed),
        "all_at": "" if whole else f"?{urlencode(pairs)}",
        "order": order,
        "articles": any(one.articles for one in listed),
        "least": LEAST,
        "cut": len(listed) == INDEX_SIZE,
        "shown": INDEX_SIZE,
    }
    refused = asked not in ORDERS
    return read(
        request, "web/outlets.html", context, clocks=clocks, section="outlets", refused=refused
    )


@require_safe
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    """What one outlet was first to publish, what became of it, and its latest articles."""
    clocks = clocks_of(request)
    found = get_object_or_404(located(), slug=slug)
    day = clocks.known_on or clocks.as_of
    page = outlet_page(found, day=day, turned_back=clocks.turned_back)
    context = {
        "day": day,
        "outlet": found,
        "page": page,
        "least": LEAST,
        "most_articles": ARTICLES_SHOWN,
    }
    return read(request, "web/outlet.html", context, clocks=clocks, section="outlets")
