"""What a form's answer or its words are kept in for a while: in the cache, sealed, for one user and one address."""

import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from secrets import token_urlsafe

import structlog
from cryptography.fernet import InvalidToken
from django.core.cache import cache
from redis.exceptions import RedisError

from tracker.accounts.sealing import keys_for

#: So long something is kept, in seconds: time to sign in again, or to go back and look.
FOR = 1800
#: So many bytes at most, packed.
MOST = 4_000_000
#: Of the pages that led to one another, so many are told that a form was stored in the end.
_LONGEST = 20
_PURPOSE = b"reshuffle: forms kept for a while"
_DONE = b"done"

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """``who`` is the id of a user, or empty for a stranger; ``earlier`` are the tokens that led here."""

    who: str
    path: str
    earlier: list[str]
    #: The answer to a form: its page.
    page: str = ""
    status: int = 200
    #: The words of a form that was refused, as they were sent.
    words: str = ""


def keep(what: Kept) -> str:
    """A token that nobody guesses; empty when nothing can be kept, which must cost nobody anything else."""
    packed = zlib.compress(json.dumps(asdict(what)).encode())
    if len(packed) > MOST:
        return ""
    token = token_urlsafe(16)
    try:
        cache.set(_name(token), keys_for(_PURPOSE).encrypt(packed), FOR)
    except (RedisError, OSError) as error:
        _log.warning("not kept", error=type(error).__name__)
        return ""
    return token


def find(token: str, *, who: str, path: str) -> Kept | None:
    """What was kept for ``who`` at ``path``; None when there is nothing, or it is another's."""
    held = _held(token)
    if held is None or held == _DONE:
        return None
    try:
        found = Kept(**json.loads(zlib.decompress(keys_for(_PURPOSE).decrypt(held))))
    except InvalidToken:
        return None
    return found if (found.who, found.path) == (who, path) else None


def was_done(token: str) -> bool:
    """The form that it was kept for has been stored."""
    return _held(token) == _DONE


def done(tokens: Iterable[str]) -> None:
    """The form was stored: what was kept of it on the way is shown no more."""
    try:
        cache.set_many({_name(token): _DONE for token in tokens}, FOR)
    except (RedisError, OSError) as error:
        _log.warning("kept too long", error=type(error).__name__)


def chain(kept: Kept | None, token: str) -> list[str]:
    """The tokens that led to the next page: ``token``, and those before it."""
    return [*(kept.earlier if kept else []), token][-_LONGEST:]


def _held(token: str) -> bytes | None:
    try:
        found: bytes | None = cache.get(_name(token))
    except (RedisError, OSError):
        return None
    return found


def _name(token: str) -> str:
    return f"kept:{token[:64]}"
