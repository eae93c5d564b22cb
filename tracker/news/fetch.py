"""Fetching one address: the only place from which the site speaks to servers it was pointed at."""

import functools
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urljoin

import httpcore
import httpx
from django.utils import timezone

from tracker.news import addresses
from tracker.news.decoding import Limits, NotDecodable, TooLarge, unpacked
from tracker.news.network import (
    Deadline,
    NotPublic,
    PublicBackend,
    Resolve,
    system_resolve,
)

USER_AGENT = "Reshuffle/0.1 (reads news articles about organisations; honours 403 and 429)"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 421, 425, 429})
LONGEST_PAUSE = 24 * 3600


class FetchError(Exception):
    """Nothing was fetched. ``passing`` says whether another try may help, ``retry_after`` when."""

    def __init__(self, reason: str, *, passing: bool = False, retry_after: int = 0) -> None:
        super().__init__(reason)
        self.passing = passing
        self.retry_after = retry_after


class AddressRefused(FetchError):
    """The address, or one it redirects to, is none that may be fetched."""


class Unreachable(FetchError):
    """No connection, or one that broke off."""


class TimeUp(FetchError):
    """The server did not finish within the time one address gets."""


class AnswerTooLarge(FetchError):
    """The server sent, or its answer unpacks to, more than is taken from one address."""


class BadAnswer(FetchError):
    """What came back cannot be understood as an answer."""


class TooManyRedirects(FetchError):
    """The address leads on and on, or back to itself."""


class ErrorStatus(FetchError):
    """The server answered with an error status."""

    def __init__(self, status: int, *, retry_after: int = 0) -> None:
        super().__init__(
            f"The server answered {status}.",
            passing=status >= 500 or status in _PASSING,
            retry_after=retry_after,
        )
        self.status = status


@dataclass(frozen=True)
class Fetched:
    """What an address gave: the unpacked bytes and what the server said about them."""

    url: str
    final_url: str
    status: int
    content: bytes
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    hops: int = 0

    @property
    def unchanged(self) -> bool:
        """The server says that nothing changed since the state that was asked about."""
        return self.status == 304


class Fetch(Protocol):
    """The seam that lets a test hand in answers: a Fetcher's ``fetch``, or a function like it."""

    def __call__(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched: ...


class Fetcher:
    """Fetches addresses of the public internet, within limits, one at a time.

    Each address, and each one it redirects to, is checked; each name is resolved once and the
    connection goes to the address that was judged. ``also_allowed`` and ``resolve`` are for tests.
    """

    def __init__(
        self,
        *,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        resolve: Resolve = system_resolve,
        also_allowed: Collection[tuple[str, int]] = (),
        user_agent: str = USER_AGENT,
    ) -> None:
        self._limits = limits
        self._resolve = resolve
        self._also_allowed = also_allowed
        self._headers = {
            "User-Agent": user_agent,
            "Accept": "text/html, application/xhtml+xml, application/atom+xml, "
            "application/rss+xml, application/feed+json, text/plain;q=0.9, */*;q=0.5",
            "Accept-Language": "en, *;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """Fetch ``url``; raises FetchError, whose kind says what was wrong.

        With ``etag`` or ``last_modified`` of an earlier answer, an answer of 304 has no content
        and is ``unchanged``.
        """
        deadline = Deadline(self._limits.seconds)
        backend = PublicBackend(deadline, resolve=self._resolve, also_allowed=self._also_allowed)
        headers = dict(self._headers)
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        try:
            with httpx.Client(
                transport=_Transport(backend),
                trust_env=False,
                follow_redirects=False,
                timeout=httpx.Timeout(10.0),
                headers=headers,
            ) as client:
                return self._follow(client, url, deadline)
        except (addresses.BadAddress, httpx.InvalidURL, NotPublic) as error:
            raise AddressRefused(str(error)) from error
        except (TooLarge, NotDecodable) as error:
            kind = AnswerTooLarge if isinstance(error, TooLarge) else BadAnswer
            raise kind(str(error)) from error
        except httpx.TimeoutException as error:
            raise TimeUp("The server took too long to answer.", passing=True) from error
        except (httpx.NetworkError, httpx.ProxyError) as error:
            raise Unreachable(f"No connection: {error}", passing=True) from error
        except (httpx.HTTPError, UnicodeError, ValueError) as error:
            raise BadAnswer(f"The answer makes no sense: {error}", passing=True) from error

    def _follow(self, client: httpx.Client, url: str, deadline: Deadline) -> Fetched:
        current = addresses.check(url)
        for hops in range(self._limits.hops + 1):
            with client.stream("GET", current.partition("#")[0]) as response:
                location = response.headers.get("Location", "")
                if response.status_code not in REDIRECTS or not location:
                    return self._answer(url, current, response, deadline, hops)
            current = addresses.check(urljoin(current, location))
        raise TooManyRedirects(f"The address leads on more than {self._limits.hops} times.")

    def _answer(
        self, url: str, final_url: str, response: httpx.Response, deadline: Deadline, hops: int
    ) -> Fetched:
        if response.status_code == 304:
            return Fetched(url, final_url, 304, b"", hops=hops)
        if not 200 <= response.status_code < 300:
            raise ErrorStatus(
                response.status_code, retry_after=_pause(response.headers.get("Retry-After", ""))
            )
        packed = self._wire(response, deadline)
        return Fetched(
            url=url,
            final_url=final_url,
            status=response.status_code,
            content=unpacked(packed, response.headers.get("Content-Encoding", ""), self._limits),
            content_type=_clean(response.headers.get("Content-Type", ""), 200),
            etag=_clean(response.headers.get("ETag", ""), 500),
            last_modified=_clean(response.headers.get("Last-Modified", ""), 100),
            hops=hops,
        )

    def _wire(self, response: httpx.Response, deadline: Deadline) -> bytes:
        """The bytes as they come over the wire, up to the limit and the deadline."""
        limit = self._limits.wire
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced[:20]) > limit:
            raise TooLarge(f"The answer is longer than {limit} bytes.")
        packed = bytearray()
        for chunk in response.iter_raw():
            packed += chunk
            if len(packed) > limit:
                raise TooLarge(f"The answer is longer than {limit} bytes.")
            if deadline.left() <= 0:
                raise httpx.ReadTimeout("The time for this address is up.")
        return bytes(packed)


class _Transport(httpx.HTTPTransport):
    """httpx's transport on our connections. It replaces a private attribute: httpx is pinned."""

    def __init__(self, backend: PublicBackend) -> None:
        super().__init__(verify=_tls(), trust_env=False, retries=0)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_tls(), max_connections=2, network_backend=backend
        )


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)


def _clean(value: str, length: int) -> str:
    """A header's value as it may stand in a table; one that is too long is as good as none."""
    value = "".join(char for char in value if char.isprintable())
    return value if len(value) <= length else ""


def _pause(retry_after: str) -> int:
    """Seconds that a Retry-After header asks for; 0 for none, never more than a day."""
    retry_after = retry_after.strip()
    if retry_after.isdecimal():
        return min(int(retry_after[:9]), LONGEST_PAUSE)
    try:
        seconds = (parsedate_to_datetime(retry_after) - timezone.now()).total_seconds()
    except (TypeError, ValueError):
        return 0
    return max(0, min(int(seconds), LONGEST_PAUSE))


def fetch(url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
    """Fetch an address of the public internet within the usual limits; raises FetchError."""
    return Fetcher().fetch(url, etag=etag, last_modified=last_modified)
