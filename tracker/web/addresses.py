"""What stands behind the question mark of an address."""

from django.http import HttpRequest, QueryDict

from tracker.timeline.stream import StreamPlace


def filled_in(query: QueryDict) -> QueryDict | None:
    """``query`` without blank values, as a form leaves them; None where there are none."""
    if all(value for _, values in query.lists() for value in values):
        return None
    filled = query.copy()
    for name, values in query.lists():
        filled.setlist(name, [value for value in values if value])
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
