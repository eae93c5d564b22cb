"""The environment, read in one place and loudly: a wrong value stops the start with a line that says how to mend it."""

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured

# In place of an address, for commands that use no database.
NO_DATABASE = "nowhere"

_FLAGS = {"0": False, "1": True}


def text(name: str, default: str | None = None) -> str:
    """The value of ``name``; without a default it must be set and not blank."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(
            f"{name} is not set: set it in the environment (see .env.example)."
        )
    return default


def header(name: str) -> str:
    """A value that is sent in a header, so of printable ASCII; empty where none is set. No error tells it."""
    value = text(name, "")
    if not value.isascii() or not value.isprintable():
        raise ImproperlyConfigured(
            f"{name} holds a character that no header can carry (only printable ASCII can): copy it again."
        )
    return value


def flag(name: str, *, default: bool) -> bool:
    """``1`` or ``0``; anything else stops the start."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if value not in _FLAGS:
        raise ImproperlyConfigured(
            f"{name}={value!r} is neither 0 nor 1: set {name}=0 or {name}=1."
        )
    return _FLAGS[value]


def number(name: str, default: int, *, least: int = 0, most: int = 2**31 - 1) -> int:
    """A whole number from ``least`` to ``most``."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(
            f"{name}={value!r} is not a whole number from {least} to {most}: correct {name}."
        )
    return int(value)


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """The comma-separated parts of ``name``, without blanks."""
    value = os.environ.get(name, "")
    return [part.strip() for part in value.split(",") if part.strip()] or list(default)


def choice(name: str, options: tuple[str, ...]) -> str:
    """One of ``options``, of which the first is the default."""
    value = text(name, options[0])
    if value not in options:
        raise ImproperlyConfigured(f"{name}={value!r} is none of {', '.join(options)}.")
    return value


def web_address(name: str, *, needed: bool) -> str:
    """An address ``http://…`` or ``https://…`` without a closing slash; empty where none is needed."""
    address = text(name, None if needed else "").rstrip("/")
    if not address:
        return ""
    example = f"{name} must look like https://host/v1"
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{example}; its port or host cannot be read.") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ImproperlyConfigured(f"{example}; it begins with {parts.scheme or address[:12]!r}.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{example}; it may hold no key, password or query.")
    return address


def database(name: str) -> dict[str, Any]:
    """Django's description of the PostgreSQL database at ``postgres://user:password@host:port/name``.

    A socket folder goes into the query: ``postgres://user:password@/name?host=/run/postgresql``; other query
    parameters (``sslmode=require``) are handed to the driver.
    """
    address = text(name)
    if address == NO_DATABASE:
        return {"ENGINE": "tracker.stack.nowhere", "NAME": "nowhere", "OPTIONS": {}}
    example = f"{name} must look like postgres://user:password@host:5432/name"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{example}; its port or host cannot be read.") from error
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    dbname = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{example}; it begins with {parts.scheme or address[:12]!r}.")
    if not host:
        raise ImproperlyConfigured(f"{example}; the host is missing.")
    if not dbname or "/" in dbname:
        raise ImproperlyConfigured(f"{example}; the name of the database is missing.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": dbname,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
    }


def redis(name: str, default: str | None = None) -> str:
    """A checked address of a Valkey or Redis database: ``redis://``, ``rediss://`` or ``unix://``."""
    address = text(name, default)
    example = f"{name} must look like redis://host:6379/0 (or rediss://…, or unix:///path?db=0)"
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{example}; its port or host cannot be read.") from error
    if parts.scheme not in {"redis", "rediss", "unix"}:
        raise ImproperlyConfigured(f"{example}; it begins with {parts.scheme or address[:12]!r}.")
    if parts.scheme == "unix":
        if not parts.path.startswith("/"):
            raise ImproperlyConfigured(f"{example}; the path of the socket is missing.")
    elif not parts.hostname:
        raise ImproperlyConfigured(f"{example}; the host is missing.")
    if not _redis_number(address).isdigit():
        raise ImproperlyConfigured(f"{example}; the number of the database is not a number.")
    return address


def redis_beside(address: str, offset: int) -> str:
    """The address of the database ``offset`` numbers after the one at ``address``, on the same server."""
    parts = urlsplit(address)
    wanted = str(int(_redis_number(address)) + offset)
    if parts.scheme == "unix":
        return f"unix://{parts.netloc}{parts.path}?db={wanted}"
    return urlunsplit(parts._replace(path=f"/{wanted}"))


def celery_broker(address: str) -> str:
    """``address`` as Celery's transport spells it."""
    parts = urlsplit(address)
    if parts.scheme != "unix":
        return address
    login = f":{parts.password}@" if parts.password else ""
    return f"redis+socket://{login}{parts.path}?virtual_host={_redis_number(address)}"


def _redis_number(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        return dict(parse_qsl(parts.query)).get("db", "0")
    return parts.path.removeprefix("/") or "0"


def copy(**changes: str) -> dict[str, str]:
    """The whole environment with ``changes``, for a process about to be started."""
    return {**os.environ, **changes}


def put(values: Mapping[str, str]) -> None:
    """Give ``values`` to the rest of this process and to its children."""
    os.environ.update(values)


def is_set(name: str) -> bool:
    """Whether ``name`` has a value that is not blank."""
    return bool(os.environ.get(name, "").strip())
