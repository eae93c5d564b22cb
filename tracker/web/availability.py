"""Answers of a site that cannot answer: under maintenance, without its database, or broken."""

import sys
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

from tracker.kernel.availability import ADVICE, SECONDS, TITLE, is_away

type Answer = Callable[[HttpRequest], HttpResponse]

#: Asked by whoever watches over the site; the first answers as long as the process lives.
_WATCHED = ("/healthz", "/readyz")
_PROBLEM = "application/problem+json"


class Maintenance:
    """While the setting ``MAINTENANCE`` has words, every address answers 503 with them; static files stay."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in _WATCHED:
            return self._get_response(request)
        return unavailable(request, settings.MAINTENANCE)


def failed(request: HttpRequest) -> HttpResponse:
    """The answer to an error that nobody caught: 503 when something did not answer that the site needs, else 500."""
    if is_away(sys.exception()):
        return unavailable(request)
    return server_error(request)


def unavailable(request: HttpRequest, until: str = "") -> HttpResponse:
    """A page, or for clients of the API a problem, that asks for patience; ``until`` are the operator's words.

    Reads neither database nor cache.
    """
    answer: HttpResponse
    if request.path.startswith("/api/v1/"):
        problem = {
            "type": "/api/problems/unavailable/",
            "title": TITLE,
            "status": 503,
            "instance": request.get_full_path(),
            "detail": until or ADVICE,
        }
        answer = JsonResponse(problem, status=503, content_type=_PROBLEM)
    else:
        answer = HttpResponse(render_to_string("503.html", {"until": until}), status=503)
    answer["Retry-After"] = str(SECONDS)
    answer["Cache-Control"] = "no-store"
    return answer
