"""What keeps the machinery honest."""

import time

from celery import shared_task
from django.core.cache import cache
from django.db import connection

from tracker.web.health import WORKER_SEEN


@shared_task
def heartbeat() -> None:
    """Show that a worker takes messages, reaches the database and the cache; ``/readyz`` reads it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    cache.set(WORKER_SEEN, time.time(), timeout=None)
