"""Is the site alive, and are its parts there?"""

import time
from collections.abc import Callable, Mapping

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# The scheduler has a worker write this entry every ten seconds; a worker may be busy with two long texts.
WORKER_SEEN = "health:worker-seen"
_WORKER_PATIENCE = 90.0


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 as long as this process answers; nothing else is asked."""
    del request
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when every part is there; 503 and the names of those that are not."""
    del request
    return ready_response(PARTS)


def ready_response(parts: Mapping[str, Callable[[], str]]) -> JsonResponse:
    """Ask each of ``parts``; a part answers with what is wrong, or with nothing."""
    problems = {name: ask() for name, ask in parts.items()}
    down = [name for name, problem in problems.items() if problem]
    body = {
        "status": "unready" if down else "ready",
        "down": down,
        "parts": {name: problem or "ok" for name, problem in problems.items()},
    }
    return JsonResponse(body, status=503 if down else 200)


def database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "the database does not answer"
    return ""


def broker() -> str:
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2, retry=None
    )
    try:
        client.ping()
    except (redis.RedisError, OSError):
        return "the broker does not answer"
    finally:
        client.close()
    return ""


def worker(*, now: Callable[[], float] = time.time) -> str:
    try:
        seen = cache.get(WORKER_SEEN)
    except (redis.RedisError, OSError):
        return "unknown: the cache does not answer"
    if seen is None:
        return "no worker has been seen"
    age = now() - seen
    if age > _WORKER_PATIENCE:
        return f"no worker has been seen for {age:.0f} seconds"
    return ""


PARTS: Mapping[str, Callable[[], str]] = {"database": database, "broker": broker, "worker": worker}
