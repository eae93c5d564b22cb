"""What all workers know of the endpoint together: the day's tokens, its rest, what it failed on."""

import contextlib
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.cache.backends.base import BaseCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

#: So many refusals in a row are put down to the texts; further ones may be the settings' fault.
MOST_REFUSALS = 3
_TWO_DAYS = 2 * 24 * 3600
_A_WEEK = 7 * 24 * 3600
_FAILURES = (RedisError, OSError)


def mark(*words: str) -> str:
    """A short name for ``words``, the same in every worker."""
    return hashlib.sha256("\0".join(words).encode(errors="surrogatepass")).hexdigest()


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


@dataclass(frozen=True, slots=True)
class Allowance:
    """Counts tokens of a UTC day in ``cache``; what cannot be counted is not spent.

    ``rests`` says whether a failing endpoint is left alone for a while: what a worker reads by the
    rules meanwhile is read again later, what a command reads is not.
    The count outlives restarts for as long as the cache does, and all that share the cache share it.
    """

    cache: BaseCache
    tokens: int
    rests: bool = True
    today: Callable[[], str] = _today

    def take(self, tokens: int, day: str) -> bool:
        """Set ``tokens`` of ``day`` aside; False, and none set aside, where not so many are left."""
        key = _spent(day)
        try:
            self.cache.add(key, 0, timeout=_TWO_DAYS)
            if self.cache.incr(key, tokens) <= self.tokens:
                return True
            self.cache.decr(key, tokens)
        except (*_FAILURES, ValueError) as error:
            log.warning("tokens cannot be counted: %s", error)
        return False

    def give_back(self, tokens: int, day: str) -> None:
        """Return to ``day`` what it did not spend; a negative number takes what it spent beyond."""
        try:
            with contextlib.suppress(ValueError):  # the cache has forgotten the day
                self.cache.incr(_spent(day), -tokens)
        except _FAILURES as error:
            log.warning("tokens cannot be counted: %s", error)

    def rest(self, seconds: int) -> None:
        """Let nobody ask for so long."""
        if not self.rests:
            return
        try:
            self.cache.set("llm:rests", 1, timeout=seconds)
        except _FAILURES as error:
            log.warning("the endpoint's rest cannot be noted: %s", error)

    def closed(self, tokens: int) -> str:
        """Why nobody may ask just now what takes so many ``tokens``; empty when they may."""
        try:
            if self.cache.get("llm:rests"):
                return "The endpoint failed a moment ago and is left alone."
            if self.cache.get(_spent(self.today()), 0) + tokens > self.tokens:
                return "The day's tokens are spent."
        except _FAILURES:
            return "The cache that counts tokens does not answer."
        return ""

    def failures(self, text: str) -> int:
        """Count one more failure on the text marked so; how many there were within a week."""
        key = _failed(text)
        try:
            self.cache.add(key, 0, timeout=_A_WEEK)
            return int(self.cache.incr(key))
        except (*_FAILURES, ValueError):
            return 1

    def forgive(self, text: str) -> None:
        """Forget the failures on a text, for it was read."""
        with contextlib.suppress(*_FAILURES):
            self.cache.delete(_failed(text))

    def answers(self, endpoint: str) -> None:
        """Note that the endpoint marked so answers as it is asked."""
        with contextlib.suppress(*_FAILURES):
            self.cache.set(_answers(endpoint), MOST_REFUSALS, timeout=None)

    def refuses(self, endpoint: str) -> bool:
        """Note a refusal; whether the text is to blame, for the endpoint had answered others lately.

        Where it never did, or refuses one text after the other, the settings may be wrong.
        """
        try:
            return bool(self.cache.decr(_answers(endpoint)) >= 0)
        except (*_FAILURES, ValueError):
            return False


def _spent(day: str) -> str:
    return f"llm:spent:{day}"


def _failed(text: str) -> str:
    return f"llm:failed:{text}"


def _answers(endpoint: str) -> str:
    return f"llm:answers:{endpoint}"
