"""Who goes where: what an account lacks is asked for first, a session left alone ends, a refusal is noted."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from tracker.accounts.standing import standing_of

type Answer = Callable[[HttpRequest], HttpResponse]

_log = structlog.get_logger(__name__)
# Where they were going, for the last of the pages on which they set up what they lacked.
WANTED = "wanted"
# When the session of an editor was used last, in seconds, and how old that may become before it is written anew.
SEEN = "seen"
_TO_THE = 60
_ADMINS = ("GET", "HEAD", "POST")
# What an account with a password to change can still reach, beside the API, which it reads as everybody does.
_OPEN = ("/accounts/", "/healthz", "/readyz", "/static/", "/api/")


class Refusals:
    """Notes every 403 in the log. Stands outside of whatever refuses."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._get_response(request)
        if answer.status_code == 403:
            user = getattr(request, "user", None)
            _log.warning(
                "refused",
                method=request.method,
                path=request.path,
                name=user.get_username() if user is not None else "",
                address=request.META.get("REMOTE_ADDR", ""),
            )
        return answer


class AccountGate:
    """Leads an account to what it lacks: another password first, then a second factor for the editors' part. No page that is
    written for an account is kept by a browser: after signing out, Back must not show it.
    """

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_nobodys(request) or not request.user.is_authenticated:
            return self._get_response(request)
        _end_when_left_alone(request)
        answer = self._get_response(request)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            add_never_cache_headers(answer)
        return answer

    def process_view(
        self, request: HttpRequest, _view: Answer, _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Nothing is shown to an account with a one-time password; the admin, to none without its second factor.

        The admin would take any other method for a GET.
        """
        if _in_the_admin(request) and request.method not in _ADMINS:
            return HttpResponseNotAllowed(_ADMINS)
        if is_nobodys(request):
            return None
        standing = standing_of(request.user)
        if standing.must_change_password and not request.path.startswith(_OPEN):
            return _lead(request, "account_change_password")
        if standing.needs_second_factor and _in_the_admin(request):
            return _lead(request, "mfa_index")
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Where an account is refused for what it lacks, it is led there instead."""
        refused = isinstance(exception, PermissionDenied) and not request.path.startswith(_OPEN)
        if refused and standing_of(request.user).needs_second_factor:
            return _lead(request, "mfa_index")
        return None


def is_nobodys(request: HttpRequest) -> bool:
    """Whether the answer is the same for everybody, as of what other sites frame: no account is asked for anything,
    and no cookie set.
    """
    return request.path.startswith("/embed/")


def _lead(request: HttpRequest, name: str) -> HttpResponse:
    here = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
    request.session[WANTED] = here
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': here})}")


def _in_the_admin(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.app_name == "admin"


def _end_when_left_alone(request: HttpRequest) -> None:
    """Sign an editor out whose session has not been used for ``EDITOR_IDLE_SECONDS``.

    The session itself knows when it was used last, to the minute; one that does not counts from its
    owner's last sign-in.
    """
    user = request.user
    if not standing_of(user).works_here or not isinstance(user, User):
        return
    now = time.time()
    seen = request.session.get(SEEN) or (user.last_login.timestamp() if user.last_login else 0)
    if now - seen > settings.EDITOR_IDLE_SECONDS:
        logout(request)
        messages.info(request, "You were signed out, for you had not been here for a while.")
    elif SEEN not in request.session or now - seen > _TO_THE:
        request.session[SEEN] = now
