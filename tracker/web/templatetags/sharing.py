"""The addresses under which pages are taken elsewhere: pictures, share cards, parts to frame."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.web.clocks import Clocks
from tracker.web.views.pictures import CHART_KEPT, FLOWS_KEPT

register = template.Library()
#: What a picture is asked for beside its clocks, as its page is.
_KEPT = {
    "company-chart-picture": CHART_KEPT,
    "unit-chart-picture": CHART_KEPT,
    "flows-picture": FLOWS_KEPT,
}
#: What a picture shows, for whoever hears its links alone.
_SHOWN = {
    "company-chart-picture": "the org chart",
    "unit-chart-picture": "the org chart",
    "flows-picture": "the flows",
    "career-picture": "the career",
    "balance-picture": "arrivals and departures",
    "events-picture": "the events",
    "unit-events-picture": "the events",
    "lineage-picture": "what became of the units",
    "unit-lineage-picture": "what became of the units",
    "months-picture": "moves by month",
    "races-picture": "who was first",
}


@register.simple_tag(takes_context=True)
def picture_links(context: template.Context, view: str, *args: Any) -> SafeString:
    """The links to the picture of a chart as it stands on the page: SVG and PNG, light and dark."""
    query = _query(context, _KEPT.get(view, ()))
    svg, png = (reverse(f"web:{view}", args=[*args, written]) for written in ("svg", "png"))
    dark = urlencode([*query, ("theme", "dark")])
    light = f"?{urlencode(query)}" if query else ""
    return format_html(
        '<p class="take dim">This chart as a picture: <a href="{0}{2}">SVG<span class="vh"> of {4}</span></a>,'
        ' <a href="{1}{2}">PNG<span class="vh"> of {4}</span></a>;'
        ' on dark ground <a href="{0}?{3}">SVG<span class="vh"> of {4}, dark</span></a>,'
        ' <a href="{1}?{3}">PNG<span class="vh"> of {4}, dark</span></a></p>',
        svg,
        png,
        light,
        dark,
        _SHOWN[view],
    )


@register.simple_tag(takes_context=True)
def card_address(context: template.Context, view: str, *args: Any) -> str:
    """The whole address of a page's share card, with both clocks as they stand."""
    return _whole(context, reverse(f"web:{view}", args=[*args, "png"]))


@register.simple_tag(takes_context=True)
def page_address(context: template.Context) -> str:
    """The whole address of the page itself, with nothing but its clocks."""
    path: str = context["request"].path
    return _whole(context, path)


@register.simple_tag(takes_context=True)
def snippet(context: template.Context, view: str, title: str, height: int, *args: Any) -> str:
    """The line of HTML by which another site shows a part of this one, with the clocks of the page.

    It is safe where it is pasted; to show it, escape it once more.
    """
    kept = CHART_KEPT if view.endswith("chart") else ()
    address = _whole(context, reverse(f"web:{view}", args=args), kept)
    return format_html(
        '<iframe src="{}" title="{}, Reshuffle" width="100%" height="{}" loading="lazy"'
        ' frameborder="0"></iframe>',
        address,
        title,
        height,
    )


def _whole(context: template.Context, path: str, kept: tuple[str, ...] = ()) -> str:
    query = _query(context, kept)
    whole: str = context["request"].build_absolute_uri(path)
    return f"{whole}?{urlencode(query)}" if query else whole


def _query(context: template.Context, kept: tuple[str, ...]) -> list[tuple[str, str]]:
    clocks = context.get("clocks")
    if not isinstance(clocks, Clocks):
        return []
    return [*clocks.pairs, *(pair for pair in clocks.others if pair[0] in kept)]
