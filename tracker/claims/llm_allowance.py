"""How many tokens a day may cost, and when a failing endpoint is left alone; shared by all workers."""

import contextlib
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.cache.backends.base import BaseCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

_TWO_DAYS = 2 * 24 * 3600
_A_WEEK = 7 * 24 * 3600
_FAILURES = (RedisError, OSError)


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

    def take(self, tokens: int) -> bool:
        """Set ``tokens`` aside; False, and nothing set aside, where the day has not so many left."""
        try:
            key = self._spent()
            self.cache.add(key, 0, timeout=_TWO_DAYS)
            if self.cache.incr(key, tokens) <= self.tokens:
                return True
            self.cache.decr(key, tokens)
            self.cache.set(self._over(), 1, timeout=_TWO_DAYS)
        except (*_FAILURES, ValueError) as error:
            log.warning("tokens cannot be counted: %s", error)
        return False

    def give_back(self, tokens: int) -> None:
        """Return what was set aside and not spent; a negative number takes what was spent beyond."""
        try:
            with contextlib.suppress(ValueError):  # a new day has begun
                self.cache.incr(self._spent(), -tokens)
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

    def closed(self) -> str:
        """Why nobody may ask just now; empty when they may."""
        try:
            if self.cache.get("llm:rests"):
                return "The endpoint failed a moment ago and is left alone."
            if self.cache.get(self._over()):
                return "The day's tokens are spent."
        except _FAILURES:
            return "The cache that counts tokens does not answer."
        return ""

    def failures(self, request: str) -> int:
        """Count one more failure on ``request``; how many there were within a week."""
        key = f"llm:failed:{hashlib.sha256(request.encode()).hexdigest()}"
        try:
            self.cache.add(key, 0, timeout=_A_WEEK)
            return int(self.cache.incr(key))
        except (*_FAILURES, ValueError):
            return 1

    def _spent(self) -> str:
        return f"llm:spent:{self.today()}"

    def _over(self) -> str:
        return f"llm:over:{self.today()}:{self.tokens}"
