"""What an editor typed survives the end of their session.

A form that is sent without a session leads to signing in. Its words are kept meanwhile, for half an hour, sealed, for the
same editor and the same form alone, and stand in the form again after that. Nothing is sent by itself. Who typed
is known from the session, or from a cookie that outlives it and is worth nothing else.
"""

from collections.abc import Callable
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.csrf import csrf_failure

from tracker.accounts.standing import standing_of
from tracker.kernel.typed_again import WORDS
from tracker.web.accounts.answers import TYPED, asks_who, is_named, who
from tracker.web.accounts.gate import is_nobodys
from tracker.web.accounts.kept import Kept, find, keep, was_done

type Answer = Callable[[HttpRequest], HttpResponse]

#: The cookie's name: who typed here last.
TYPIST = f"{settings.COOKIE_PREFIX}typist"
_SALT = "tracker.web.accounts.typed"
#: Forms that show words again. Those of the admin are known by what their names end in.
_FORMS = frozenset({"web:correct", "web:ingest", "web:review-claim"})
_IN_THE_ADMIN = ("_add", "_change", "_merge")
_KEPT = "What you typed is kept for half an hour: sign in, and it is in the form again."
_STALE = (
    "You have signed in anew since this form was opened, so it was not stored. Send it once more."
)
_GONE = "What was typed here is shown to whoever typed it, for half an hour; then it is gone."


class WordsStay:
    """Keeps the words of a form whose sender has to sign in first, and hands them to the form after that."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_nobodys(request):
            return self._get_response(request)
        if is_named(request, TYPED):
            _hand_over(request)
        answer = self._get_response(request)
        if request.method == "POST" and asks_who(request, answer.headers.get("Location", "")):
            here = address_with_words(request)
            if here and not request.user.is_authenticated:
                messages.info(request, _KEPT)
                answer = HttpResponseRedirect(sign_in_for(here))
        _remember_who(request, answer)
        return answer


def sign_in_for(address: str) -> str:
    return f"{reverse('account_login')}?next={quote(address)}"


def address_with_words(request: HttpRequest) -> str:
    """Where the words of a form that was sent will stand in it again; empty where they cannot be kept."""
    typist = _typist(request)
    if not typist or not _shows_words(request):
        return ""
    words = request.POST.copy()
    for name in [*words]:
        if name == "csrfmiddlewaretoken" or "password" in name:
            del words[name]
    token = keep(Kept(typist, request.path, [], words=words.urlencode()))
    query = request.GET.copy()
    query[TYPED] = token
    return f"{request.path}?{query.urlencode()}" if token else ""


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form that bears no valid token. One of our own pages, opened before its editor
    signed in anew, gets its words back; whatever comes from elsewhere is refused.
    """
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if ours and request.user.is_authenticated and (here := address_with_words(request)):
        messages.warning(request, _STALE)
        return HttpResponseRedirect(here)
    return csrf_failure(request, reason)


def _hand_over(request: HttpRequest) -> None:
    """Give the words to the request, if they are this user's, and take their token off its query."""
    token = request.GET[TYPED]
    query = request.GET.copy()
    del query[TYPED]
    request.GET = query  # type: ignore[assignment]
    if request.method not in ("GET", "HEAD") or not request.user.is_authenticated:
        return
    found = find(token, who=who(request), path=request.path)
    if found is not None:
        setattr(request, WORDS, QueryDict(found.words))
    elif not was_done(token):
        messages.warning(request, _GONE)


def _shows_words(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None:
        return False
    in_the_admin = match.app_name == "admin" and (match.url_name or "").endswith(_IN_THE_ADMIN)
    return in_the_admin or match.view_name in _FORMS


def _typist(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return who(request)
    try:
        return str(request.get_signed_cookie(TYPIST, default="", salt=_SALT))
    except signing.BadSignature:
        return ""


def _remember_who(request: HttpRequest, answer: HttpResponse) -> None:
    """Only of those who work here, and only until the browser is closed."""
    user = request.user
    if not isinstance(user, User) or not standing_of(user).works_here:
        return
    try:
        if request.get_signed_cookie(TYPIST, default="", salt=_SALT) == who(request):
            return
    except signing.BadSignature:
        pass
    answer.set_signed_cookie(
        TYPIST,
        who(request),
        salt=_SALT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
