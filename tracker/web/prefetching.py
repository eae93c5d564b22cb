"""Pages that are fetched while the pointer rests on their link.

Browsers that know the Speculation Rules of the HTML standard read them from the address in a header, which needs
no script; others follow links as ever.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static

#: Addresses of readers' pages alone: to ask for a claim of the review's is to lock it.
RULES = "rules/prefetch.speculationrules"


class Prefetching:
    """Names the rules on every page of the site's own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._get_response(request)
        match = request.resolver_match
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        if is_page and match is not None and match.app_name == "web":
            answer["Speculation-Rules"] = f'"{static(RULES)}"'
        return answer
