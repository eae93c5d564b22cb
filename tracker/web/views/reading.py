"""What every reading page has: both clocks, and a section of the site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.web.clocks import Clocks


class WrittenOut(HttpRequest):
    """A request for a page on which all evidence is to stand, whatever its address says: for keeping it."""


def written_out(request: HttpRequest) -> bool:
    """Whether all evidence is to stand on the page itself, as on paper, rather than be asked for."""
    return isinstance(request, WrittenOut) or request.GET.get("evidence") == "all"


def read(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    clocks: Clocks,
    section: str = "",
    refused: bool = False,
) -> HttpResponse:
    """The page, or part of one, with its clocks; 400 when something in the address was refused.

    ``swapped`` tells the template that a part of it goes into a page that stands, whose title may have to change.
    """
    wrong = refused or bool(clocks.refused)
    return render(
        request,
        template,
        {
            "written": written_out(request),
            **context,
            "clocks": clocks,
            "section": section,
            "swapped": "#" in template,
        },
        status=400 if wrong else 200,
    )
