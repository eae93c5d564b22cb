"""Connections to public addresses only, each with a moment at which it ends.

The name is resolved once, every address it gives is judged, and the connection goes to an address
that was judged: nothing can change its mind between the check and the use. Host header and TLS
name stay the name that was asked for.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterable
from typing import Any

import httpcore

type IP = ipaddress.IPv4Address | ipaddress.IPv6Address
type Resolve = Callable[[str, int], list[str]]

CONNECT_SECONDS = 5.0
_NETWORKS = (
    # IPv4: this network, private, shared, loopback, link-local (cloud metadata), IETF, tests,
    # 6to4 relays, benchmarks, multicast, reserved and broadcast; Azure's host agent.
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
    "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
    "224.0.0.0/4 240.0.0.0/4 168.63.129.16/32 "
    # IPv6: unspecified, loopback and v4-compatible, local-use NAT64, discard-only, IETF (Teredo
    # too), documentation, 6to4, segment routing, unique local, link-local, site-local, multicast.
    "::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16 "
    "fc00::/7 fe80::/10 fec0::/10 ff00::/8"
)
DENIED = tuple(ipaddress.ip_network(network) for network in _NETWORKS.split())
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_TRANSLATED = ipaddress.IPv6Network("::ffff:0:0:0/96")


class NotPublic(Exception):
    """The host is not on the public internet, so nothing is fetched from it."""


def is_public(address: IP) -> bool:
    """True for an address of the public internet, seen through the ways to wrap IPv4 in IPv6."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped
        if inner is None and (address in _NAT64 or address in _TRANSLATED):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    denied = any(address in network for network in DENIED if network.version == address.version)
    return not denied and address.is_global and not address.is_multicast


def system_resolve(host: str, port: int) -> list[str]:
    """All addresses the system's resolver gives, however oddly ``host`` spells a number."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Deadline:
    """A moment at which everything ends, however little each step took."""

    def __init__(self, seconds: float) -> None:
        self.ends_at = time.monotonic() + seconds

    def left(self, timeout: float | None = None) -> float:
        """Seconds still allowed for one step; zero or less when the time is up."""
        left = self.ends_at - time.monotonic()
        return left if timeout is None else min(left, timeout)


class PublicBackend(httpcore.NetworkBackend):
    """Opens connections to public addresses on the web's ports.

    ``also_allowed`` names (address, port) pairs that are let through beside those: tests reach
    their own server by it. Nothing that the site reads from its settings ends up there.
    """

    def __init__(
        self,
        deadline: Deadline,
        *,
        resolve: Resolve = system_resolve,
        also_allowed: Collection[tuple[str, int]] = (),
    ) -> None:
        self._deadline = deadline
        self._resolve = resolve
        self._also_allowed = frozenset(also_allowed)
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self.judged(host, port)
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, timeout, local_address, socket_options)

    def judged(self, host: str, port: int) -> list[str]:
        """The addresses of ``host``; raises NotPublic when one of them is not public."""
        addresses = self._resolved(host.strip("[]"), port)
        if not addresses:
            raise httpcore.ConnectError(f"{host} has no address.")
        for text in addresses:
            if (text, port) in self._also_allowed:
                continue
            if port not in (80, 443):
                raise NotPublic(f"Port {port} is not a port of the web.")
            try:
                address = ipaddress.ip_address(text)
            except ValueError as error:
                raise NotPublic(f"{host} has an address that cannot be judged.") from error
            if not is_public(address):
                raise NotPublic(f"{host} is not on the public internet.")
        return addresses

    def _resolved(self, host: str, port: int) -> list[str]:
        """Ask the resolver, but wait no longer than the deadline allows."""
        answers: list[list[str]] = []
        errors: list[Exception] = []

        def ask() -> None:
            try:
                answers.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                errors.append(error)

        asking = threading.Thread(target=ask, daemon=True, name="resolve")
        asking.start()
        asking.join(max(0.0, self._deadline.left(CONNECT_SECONDS * 2)))
        if errors:
            raise httpcore.ConnectError(f"{host} is unknown: {errors[0]}") from errors[0]
        if not answers:
            raise httpcore.ConnectTimeout(f"{host} could not be resolved in time.")
        return answers[0]

    def _connect(
        self,
        address: str,
        port: int,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[Any] | None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(min(timeout or CONNECT_SECONDS, CONNECT_SECONDS))
        if left <= 0:
            raise httpcore.ConnectTimeout("No time is left to connect.")
        stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
        return DeadlineStream(stream, self._deadline)


class DeadlineStream(httpcore.NetworkStream):
    """A connection of which no step outlives the deadline, so that one byte a second ends too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._deadline.left(timeout)
        if left <= 0:
            raise httpcore.ReadTimeout("The time for this address is up.")
        return self._stream.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = self._deadline.left(timeout)
        if left <= 0:
            raise httpcore.WriteTimeout("The time for this address is up.")
        self._stream.write(buffer, left)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        if left <= 0:
            raise httpcore.ConnectTimeout("The time for this address is up.")
        return DeadlineStream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
