"""Post, redirect, get, for every form: the answer has an address of its own, so that Back never asks to send again.

A form that is stored leads on already. One that is not (it is looked at first, or something in it is wrong) is answered
with a page, which would stand in the browser's history as something to be sent once more. Here that page is kept for
half an hour, for whoever sent the form, and the browser is led to it.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.cache import add_never_cache_headers

from tracker.web.accounts.kept import Kept, chain, done, find, keep

type Answer = Callable[[HttpRequest], HttpResponse]

#: The parameters that name what is kept: the answer to a form, and the words of one that was refused.
ANSWER = "answer"
TYPED = "typed"
_WHO = ("/accounts/", "/admin/login/")
_TO_GO = 303
_TOO_MANY = 429


class AnswersHaveAddresses:
    """Keeps what a POST is answered with, leads there, and shows it there. Only to browsers that show a page:
    scripts and programs have no Back, and are answered at once.
    """

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" and not is_named(request, ANSWER):
            return self._get_response(request)
        here = _Here(request)
        if request.method in ("GET", "HEAD"):
            return here.shown()
        answer = self._get_response(request)
        if "Location" in answer.headers:
            if not asks_who(request, answer["Location"]):
                done(here.tokens)
        elif request.headers.get("Sec-Fetch-Mode") == "navigate" and here.is_page(answer):
            return here.leading_to(answer)
        return answer


def is_named(request: HttpRequest, parameter: str) -> bool:
    """Whether the query has the parameter. It is taken apart for no other address: one with too many parameters is each
    view's to refuse.
    """
    asked = request.META.get("QUERY_STRING", "")
    return f"{parameter}=" in asked and parameter in request.GET


class _Here:
    """One address, asked by one user, without the parameters that are ours."""

    def __init__(self, request: HttpRequest) -> None:
        self._path = request.path
        self._who = who(request)
        asked = _asked(request)
        token = asked.get(ANSWER, "")
        self._kept = find(token, who=self._who, path=request.path) if token else None
        self.tokens = [one for one in (*chain(self._kept, token), asked.get(TYPED, "")) if one]
        query = request.GET.copy()
        query.pop(ANSWER, None)
        request.GET = query  # type: ignore[assignment]
        self._query = query.copy()
        self._query.pop(TYPED, None)

    def shown(self) -> HttpResponse:
        """The page that was kept; the form anew, where it is kept no more."""
        if self._kept is None:
            return HttpResponseRedirect(self._address())
        answer = HttpResponse(self._kept.page, status=self._kept.status)
        add_never_cache_headers(answer)
        return answer

    def is_page(self, answer: HttpResponse) -> bool:
        """It is there to be read. Strangers may fill nothing with forms that were refused as foreign."""
        refused = answer.status_code >= 500 or answer.status_code == _TOO_MANY
        foreign = answer.status_code == 403 and not self._who
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        named = "Content-Disposition" in answer.headers
        return html and not (refused or foreign or named or answer.streaming)

    def leading_to(self, answer: HttpResponse) -> HttpResponse:
        page = answer.content.decode(answer.charset)
        token = keep(Kept(self._who, self._path, self.tokens, page, answer.status_code))
        if not token:
            return answer
        self._query[ANSWER] = token
        leading = HttpResponseRedirect(self._address())
        leading.status_code = _TO_GO
        leading.cookies = answer.cookies
        add_never_cache_headers(leading)
        return leading

    def _address(self) -> str:
        return f"{self._path}?{self._query.urlencode()}" if self._query else self._path


def _asked(request: HttpRequest) -> QueryDict:
    """What the address names, or that of the page whose form was sent to its own plain address."""
    here = urlsplit(request.headers.get("Referer", ""))
    named = request.GET.keys() & {ANSWER, TYPED}
    return request.GET if named or here.path != request.path else QueryDict(here.query)


def asks_who(request: HttpRequest, to: str) -> bool:
    """A form led to ``to`` because of who sent it, to sign in first or to set up what they lack: it was not stored."""
    return to.startswith(_WHO) and not request.path.startswith(_WHO)


def who(request: HttpRequest) -> str:
    """The id of whoever is signed in; empty for a stranger."""
    return str(request.user.pk or "")
