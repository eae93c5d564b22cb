"""The public log of corrections."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tracker.timeline.corrections.log import corrections, corrections_of, taken_down
from tracker.timeline.corrections.rules import fact_named


@require_safe
def corrections_log(request: HttpRequest) -> HttpResponse:
    """What was corrected, newest first; ``before`` is the moment at which a page begins, ``fact`` one
    fact (``move-12``) whose corrections are wanted alone.

    The clocks have no part in it: a log of what changed here is the same on every day.
    """
    asked, fact = request.GET.get("before", ""), request.GET.get("fact", "")
    before, about = _moment(asked), fact_named(fact)
    refused = _refused(asked and before is None, fact and about is None)
    log = corrections_of(*about) if about is not None else corrections(before=before)
    context = {
        "log": log,
        "taken_down": taken_down(),
        "first": before is None,
        "one": about is not None,
        "refused": refused,
    }
    return render(request, "web/corrections.html", context, status=400 if refused else 200)


def _refused(moment: object, fact: object) -> str:
    """Why an address is refused; empty where it is not."""
    if moment:
        return "The address names no moment."
    return "The address names no fact." if fact else ""


def _moment(text: str) -> datetime | None:
    """The moment that an address gives; None for none, and for what is no moment with a zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(timezone.get_current_timezone()) if moment.tzinfo else None
