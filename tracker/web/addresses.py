"""Addresses of pages, and what stands behind their question mark."""

from functools import cache

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from tracker.timeline.stream import StreamPlace


def page_at(view: str, *slugs: str) -> str:
    """The address of a page that is asked for by slugs, or by other words that need no quoting."""
    return _with_gaps(view, len(slugs)).format(*slugs)


@cache
def _with_gaps(view: str, many: int) -> str:
    """The same with gaps: to look an address up takes ten times as long as to fill it in, and a page has a hundred."""
    gaps = [f"gap-{nth}" for nth in range(many)]
    path = reverse(f"web:{view}", args=gaps)
    for gap in gaps:
        path = path.replace(gap, "{}")
    return path


def filled_in(query: QueryDict) -> QueryDict | None:
    """``query`` without blank values, as a form leaves them; None where there are none."""
    if all(value.strip() for _, values in query.lists() for value in values):
        return None
    filled = query.copy()
    for name, values in query.lists():
        filled.setlist(name, [value for value in values if value.strip()])
    return filled


def without(query: QueryDict, *names: str) -> QueryDict:
    """``query`` without some of its names."""
    changed = query.copy()
    for name in names:
        changed.pop(name, None)
    return changed


def older(request: HttpRequest, place: StreamPlace | None) -> str:
    """The address of the part of a timeline that goes on behind ``place``; blank where there is none."""
    if place is None:
        return ""
    query = request.GET.copy()
    query["before"] = str(place)
    return f"?{query.urlencode()}#timeline"
