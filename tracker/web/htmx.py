"""What htmx asks for: a whole page, or one part of it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HtmxRequest(HttpRequest):
    """A request as the middleware of django-htmx leaves it."""

    htmx: HtmxDetails


def wants_part(request: HttpRequest) -> bool:
    """True when htmx will put the answer into a page that stands; not when it builds a whole one."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request  # type: ignore[union-attr]


def picks_its_part(request: HttpRequest) -> bool:
    """True when htmx will take what it needs out of a whole page."""
    return request.headers.get("HX-Request-Type") == "full"


def template_for(request: HttpRequest, template: str, part: str) -> str:
    """``template``, or only its ``part`` when that is what htmx wants."""
    return f"{template}#{part}" if wants_part(request) else template
