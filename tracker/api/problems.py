"""Errors as problem details (RFC 9457): ``application/problem+json``, one shape for all of them."""

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response

from tracker.kernel.availability import ADVICE, SECONDS, TITLE, is_away

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

#: What may go wrong, by the last part of the problem's ``type``: its title and what to do about it.
PROBLEMS: dict[str, tuple[str, str]] = {
    "bad-parameter": (
        "A parameter is not accepted",
        "`errors` names each parameter and says what is wrong with it. Parameters that an address "
        "does not know are refused, so that a misspelt filter never widens an answer.",
    ),
    "not-found": (
        "Nothing is here",
        "No such record, or none that may be shown, or none that was known on the day asked for.",
    ),
    "gone": (
        "The record is gone",
        "The record was withdrawn: no published claim supports it any longer. Its id is not reused.",
    ),
    "method-not-allowed": ("The API is read-only", "Use GET or HEAD."),
    "not-acceptable": ("No such format", "Ask for application/json, or leave Accept out."),
    "too-many-requests": (
        "Too many requests",
        "Wait as many seconds as the Retry-After header says, then go on.",
    ),
    "not-allowed": ("Not allowed", "The account that asks may not see this."),
    "failed": (
        "Something failed here",
        "It was not the request. It has been logged; try again later.",
    ),
    "unavailable": (TITLE, ADVICE),
    "refused": ("The request is refused", "`detail` says why."),
}

_TYPES = {
    status.HTTP_400_BAD_REQUEST: "bad-parameter",
    status.HTTP_401_UNAUTHORIZED: "not-allowed",
    status.HTTP_403_FORBIDDEN: "not-allowed",
    status.HTTP_404_NOT_FOUND: "not-found",
    status.HTTP_405_METHOD_NOT_ALLOWED: "method-not-allowed",
    status.HTTP_406_NOT_ACCEPTABLE: "not-acceptable",
    status.HTTP_410_GONE: "gone",
    status.HTTP_429_TOO_MANY_REQUESTS: "too-many-requests",
    status.HTTP_500_INTERNAL_SERVER_ERROR: "failed",
    status.HTTP_503_SERVICE_UNAVAILABLE: "unavailable",
}


class Gone(exceptions.APIException):
    """The record was withdrawn."""

    status_code = status.HTTP_410_GONE
    default_detail = "This record was withdrawn: no published claim supports it any longer."
    default_code = "gone"


class Unavailable(exceptions.APIException):
    """The database or the cache does not answer."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = ADVICE
    default_code = "unavailable"
    wait = SECONDS


class BadParameter(exceptions.ValidationError):
    """One parameter is not accepted."""

    def __init__(self, parameter: str, detail: str) -> None:
        super().__init__({parameter: [detail]})


def problem_response(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer for an error that a view raised. One that nobody foresaw is logged, and its words
    stay here.
    """
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    elif isinstance(error, SuspiciousOperation):
        error = exceptions.ParseError("The request asks for more than is taken at once.")
    if not isinstance(error, exceptions.APIException):
        if settings.DEBUG:
            return None
        got_request_exception.send(sender=None, request=context["request"])
        logger.error("%s failed", context["request"].path, exc_info=error)
        error = Unavailable() if is_away(error) else exceptions.APIException(PROBLEMS["failed"][1])
    body = _body(error, context["request"].get_full_path())
    headers = {}
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return Response(body, error.status_code, headers=headers, content_type=MEDIA_TYPE)


def _body(error: exceptions.APIException, instance: str) -> dict[str, Any]:
    name = _TYPES.get(error.status_code, "refused")
    body: dict[str, Any] = {
        "type": f"/api/problems/{name}/",
        "title": PROBLEMS[name][0],
        "status": error.status_code,
        "instance": instance,
    }
    if isinstance(error, exceptions.ValidationError):
        errors = _errors(error.detail)
        body["detail"] = "; ".join(f"{one['parameter']}: {one['detail']}" for one in errors)
        body["errors"] = errors
    elif isinstance(error, exceptions.NotFound):
        body["detail"] = PROBLEMS[name][1]
    else:
        body["detail"] = str(error.detail)
    return body


def _errors(detail: Any) -> list[dict[str, str]]:
    """One entry for each thing that is wrong with a parameter."""
    found: list[dict[str, str]] = []
    for parameter, reasons in detail.items():
        while isinstance(reasons, Mapping):
            reasons = [reason for some in reasons.values() for reason in some]
        found.extend({"parameter": parameter, "detail": str(reason)} for reason in reasons)
    return found
