"""A real Celery worker for the tests, which they may kill."""

import subprocess
import sys

import pytest
import redis
from django.conf import settings
from django.core.cache import cache

from tests.patience import wait_for
from tracker.celery import app
from tracker.stack.processes import Family
from tracker.stack.tasks import heartbeat
from tracker.web.health import WORKER_SEEN


class Worker:
    def __init__(self, family: Family, changes: dict[str, str]) -> None:
        self._family = family
        self._changes = changes
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the worker unless it runs; returns when it has taken a message."""
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-m", "celery", "-A", "tracker", "worker", "--concurrency=1"]
            quiet = ["--loglevel=WARNING", "--without-gossip", "--without-mingle"]
            self._process = self._family.start([*command, *quiet], changes=self._changes)
        cache.delete(WORKER_SEEN)
        heartbeat.delay()
        process = self._process
        wait_for(lambda: cache.get(WORKER_SEEN) is not None or process.poll() is not None)
        if cache.get(WORKER_SEEN) is None:
            pytest.fail("the Celery worker does not take messages")

    def make_ready(self) -> None:
        """An empty queue, and a worker that waits for it."""
        app.control.purge()
        self.start()

    def kill(self) -> None:
        """``kill -9``, to the worker and its children at once."""
        if self._process is not None:
            self._family.kill(self._process)
            self._process = None

    def stop(self) -> None:
        if self._process is not None:
            self._family.stop(self._process)
            self._process = None

    def queue_length(self) -> int:
        """How many messages wait at the broker."""
        client = redis.Redis.from_url(settings.REDIS_URL)
        try:
            return int(client.llen("celery"))
        finally:
            client.close()

    def empty_broker(self) -> None:
        """Lose every message, as a broker without its file would."""
        client = redis.Redis.from_url(settings.REDIS_URL)
        try:
            client.flushdb()
        finally:
            client.close()
