"""The public log of corrections."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.timeline.corrections import corrections


@require_safe
def corrections_log(request: HttpRequest) -> HttpResponse:
    """What was corrected, newest first; ``before`` is the moment at which a page begins.

    The clocks have no part in it: a log of what changed here is the same on every day.
    """
    asked = request.GET.get("before", "")
    before = _moment(asked)
    context = {
        "log": corrections(before=before),
        "first": before is None,
        "refused": bool(asked) and before is None,
    }
    return render(
        request, "web/corrections.html", context, status=400 if context["refused"] else 200
    )


def _moment(text: str) -> datetime | None:
    """The moment that an address gives; None for none, and for what is no moment with a zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(timezone.get_current_timezone()) if moment.tzinfo else None
