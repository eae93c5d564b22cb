"""Pages that are remembered while nothing in the database has changed: by the process that wrote them, and by those beside it.

Whoever asks for a page that somebody else has just been given, from the same data, is given the same bytes: the one
question asked of PostgreSQL is which transactions it can see. As long as that answer is the same, so is every row,
so there is nothing to forget when a fact is corrected or taken down. The names that are withheld are asked for as well: a
process learns of them a moment after the transaction that changed them.
"""

from collections.abc import Callable
from threading import Lock

from cachetools import TTLCache
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone

from tracker.claims.withholding import names_known
from tracker.kernel.snapshots import data_seen
from tracker.web.shared_pages import Page, shared_pages

#: How long a page is remembered, in seconds. A page tells of its day, never of the hour.
SECONDS = 300
#: No larger page is remembered, in bytes.
LARGEST = 1_000_000


class _Pages:
    """Pages, each by all that it was written from."""

    def __init__(self) -> None:
        self._pages: TTLCache[tuple[str, ...], Page] = TTLCache(
            settings.REMEMBERED_BYTES, SECONDS, getsizeof=lambda page: page.size
        )
        self._lock = Lock()

    def recall(self, asked: tuple[str, ...]) -> Page | None:
        """The page, if this process or one beside it remembers it."""
        with self._lock:
            self._pages.expire()
            page = self._pages.get(asked)
        # What another process wrote is not kept here as well: it would grow older than it may.
        return shared_pages.get(asked) if page is None else page

    def keep(self, asked: tuple[str, ...], page: Page) -> None:
        """Remember the page, unless it is too large, and share it."""
        if page.size <= min(LARGEST, settings.REMEMBERED_BYTES):
            with self._lock:
                self._pages[asked] = page
        shared_pages.put(asked, page, SECONDS)

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()


#: Those that this process remembers. With whatever is asked of it, those go that it has had for too long.
pages = _Pages()


class RememberedPages:
    """Answers whoever carries no cookie from memory where the same page was written from the same data.

    Stands outside of compression and of everything that knows readers apart. Pages for somebody in particular, with a
    form, refused or streamed, and whatever says that it must not be kept, are never remembered.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = page_asked(request, "as it is sent") if _anybody(request) else None
        if asked is None:
            return self._get_response(request)
        if (page := pages.recall(asked)) is not None:
            return HttpResponse(page.body, headers=dict(page.headers))
        answer = self._get_response(request)
        if isinstance(answer, HttpResponse) and is_for_anybody(answer):
            pages.keep(asked, Page(answer.content, tuple(answer.items())))
        return answer


def page_asked(request: HttpRequest, form: str, data: str | None = None) -> tuple[str, ...] | None:
    """What names a stranger's page in memory, in one of its forms: all that it is written from, the data among it, which
    are asked for where ``data`` does not say what is seen of them. None where nothing is to be remembered.
    """
    # A transaction of one's own sees what it has written itself, whatever it sees of others.
    if not settings.REMEMBERED_BYTES or connection.in_atomic_block:
        return None
    names = names_known()
    if names is not None and data is None:
        data = data_seen()
    return None if names is None or data is None else _asked(request, form, names, data)


def _anybody(request: HttpRequest) -> bool:
    """Whether anybody asks for a page of the site: nothing else is asked about, least of all what watches over it."""
    return (
        request.method == "GET"
        and request.COOKIES.keys() <= {settings.CSRF_COOKIE_NAME}
        and "Authorization" not in request.headers
        and _is_page(request.path_info)
    )


def _is_page(path: str) -> bool:
    try:
        return resolve(path).app_name == "web"
    except Resolver404:
        return False


def is_for_anybody(answer: HttpResponse) -> bool:
    """Whether a page of the site holds nothing that is meant for one reader, such as a form's token."""
    return (
        answer.status_code == 200
        and answer.headers.get("Content-Type", "").startswith("text/html")
        and "Cache-Control" not in answer.headers
        and not answer.cookies
    )


def _asked(request: HttpRequest, *state: str) -> tuple[str, ...]:
    """All that a page is written from; which part of it htmx asks for stands in headers."""
    htmx = (
        f"{name}={value}"
        for name, value in sorted(request.headers.items())
        if name.startswith("Hx-") and name != "Hx-Current-Url"
    )
    return (
        *state,
        timezone.now().date().isoformat(),
        request.scheme or "",
        request.get_host(),
        request.get_full_path(),
        str("gzip" in request.headers.get("Accept-Encoding", "")),
        *htmx,
    )
