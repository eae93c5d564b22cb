"""How much one address may ask for. Counted in the shared cache, one number for each minute."""

import time
from collections.abc import Callable
from typing import ClassVar

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

MINUTE = 60


class AnonymousThrottle(BaseThrottle):
    """Refuses an address that asks more often than ``limit`` times in a minute.

    Accounts are not counted. A cache that does not answer costs the limit, never the answer.
    """

    limit: ClassVar[int] = settings.API_ANONYMOUS_PER_MINUTE
    clock: ClassVar[Callable[[], float]] = time.time

    def allow_request(self, request: Request, _view: APIView) -> bool:
        if not self.limit or request.user.is_authenticated:
            return True
        minute = int(type(self).clock() // MINUTE)
        key = f"api:asked:{self.get_ident(request)}:{minute}"
        try:
            cache.add(key, 0, timeout=2 * MINUTE)
            return cache.incr(key) <= self.limit
        except (RedisError, ValueError):
            return True

    def wait(self) -> float:
        return MINUTE - type(self).clock() % MINUTE + 1

    def get_ident(self, request: Request) -> str:
        """The address that asks."""
        return str(request.META.get("REMOTE_ADDR", ""))
