"""Connections to the operator's endpoint, wherever it is, of which no step outlives a text's time."""

import functools
import ssl

import httpcore
import httpx

from tracker.news.network import Deadline, PublicBackend


class _AnywhereBackend(PublicBackend):
    """Opens connections to any address and port: the operator named them, and no article can."""

    def judged(self, host: str, port: int) -> list[str]:
        return self._resolved(host.strip("[]"), port)


class DeadlineTransport(httpx.HTTPTransport):
    """httpx's transport on such connections. It replaces a private attribute: httpx is pinned."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__(verify=_tls(), trust_env=False, retries=0)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_tls(), max_connections=1, network_backend=_AnywhereBackend(deadline)
        )


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)
