"""Behind our own proxy every request seems to come from it; this says who really asked."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

type Answer = Callable[[HttpRequest], HttpResponseBase]

LONGEST_ADDRESS = 45


class ForwardedAddress:
    """Sets ``REMOTE_ADDR`` to the address that the nearest proxy saw, the last it noted.

    What stands before that in ``X-Forwarded-For`` is anybody's invention. Only on with
    ``BEHIND_PROXY``; limits on log-in and API calls count by the address set here.
    """

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if nearest := forwarded.rpartition(",")[2].strip():
            request.META["REMOTE_ADDR"] = nearest[:LONGEST_ADDRESS]
        return self._get_response(request)
