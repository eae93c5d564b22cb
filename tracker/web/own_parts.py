"""What on a page is one reader's own: their account and their views. All else is the same for everybody who only reads.

So whoever is signed in and only reads is given the page of strangers, from memory where there is one, with these parts
written for them. Templates name such a part by the tag ``own``, which leaves a comment before it and one behind: no text of
anybody's can look like these, for every ``<`` of a text is escaped.
"""

import re
import zlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from tracker.accounts.models import SavedView
from tracker.accounts.standing import standing_of
from tracker.web.accounts.gate import is_nobodys
from tracker.web.forms import view_of
from tracker.web.remembered import is_for_anybody, page_asked, pages
from tracker.web.shared_pages import Page

_PART = re.compile(r"<!--own (?P<name>[a-z-]+)-->.*?<!--/own-->", re.DOTALL)


def _views(request: HttpRequest) -> dict[str, Any]:
    view = view_of(request.GET).urlencode()
    return {
        "view": f"?{view}" if view else "",
        "here": f"{request.path}?{view}" if view else request.path,
        "saved": SavedView.objects.of(request.user),
    }


#: What the template ``web/own/NAME.html`` of each part is given beside the request.
_GIVEN: dict[str, Callable[[HttpRequest], dict[str, Any]]] = {
    "account": lambda _: {},
    "views": _views,
}


def given(name: str, request: HttpRequest | None) -> dict[str, Any]:
    """What the part is written from for whoever asks; KeyError where there is no such part."""
    return _GIVEN[name](request) if request is not None else {}


def marked(name: str, part: str) -> str:
    """The part as it stands on a page, where it is found again."""
    return f"<!--own {name}-->{part}<!--/own-->"


def filled(page: bytes, request: HttpRequest) -> bytes:
    """The same page, with every part of it written for whoever asks."""

    def part(found: re.Match[str]) -> str:
        name = found["name"]
        written = render_to_string(f"web/own/{name}.html", given(name, request), request)
        return marked(name, written)

    return _PART.sub(part, page.decode()).encode()


class OwnParts:
    """Gives whoever is signed in and only reads the page of strangers with their own parts.

    Stands within the gate, which asks first for what an account lacks. Whoever works here is written every page: of some
    they are shown more. So is whoever is to be told something on it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """The page, where it is one of those that are the same for all who only read; None where it is not."""
        if not _only_reads(request):
            return None
        seen = getattr(request.user, "data_seen", None)
        asked = page_asked(request, "packed as it is written", seen)
        if asked is None:
            return None
        if (page := pages.recall(asked)) is None:
            page = _of_strangers(request, view, args, kwargs)
            if page is None:
                return None
            pages.keep(asked, page)
        body = filled(zlib.decompress(page.body), request)
        return HttpResponse(body, headers=dict(page.headers))


def _only_reads(request: HttpRequest) -> bool:
    """Whether an account without a part in the work asks for a page, with nothing to be told on it."""
    user = request.user
    return (
        request.method == "GET"
        and user.is_authenticated
        and not user.is_staff
        and not standing_of(user).works_here
        and request.COOKIES.keys() <= {settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME}
        and request.resolver_match is not None
        and request.resolver_match.app_name == "web"
        and not is_nobodys(request)
        and not len(get_messages(request))
    )


def _of_strangers(
    request: HttpRequest,
    view: Callable[..., HttpResponseBase],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Page | None:
    """The page as it is written for a stranger, packed; None where that is none which everybody is given."""
    reader = request.user
    request.user = AnonymousUser()
    try:
        answer = view(request, *args, **kwargs)
    except PermissionDenied:
        return None
    finally:
        request.user = reader
    if isinstance(answer, HttpResponse) and is_for_anybody(answer):
        # Little packing: it is unpacked again each time.
        return Page(zlib.compress(answer.content, 1), tuple(answer.items()))
    return None
