"""What ends the reading of all texts rather than of one."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)

#: Celery's word that a task's time is up. Reading knows nothing of Celery, so it is known by its name.
_TIME_IS_UP = "SoftTimeLimitExceeded"


def is_time_up(error: Exception) -> bool:
    """Whether an error ends the whole task and may not be put down to the text that was being read."""
    return any(kind.__name__ == _TIME_IS_UP for kind in type(error).__mro__)


@contextmanager
def costing_only_itself(what: str, **told: object) -> Iterator[None]:
    """Let what fails within cost no more than its own result: it is logged, and reading goes on.

    The end of a task's time goes through.
    """
    try:
        yield
    except Exception as error:
        if is_time_up(error):
            raise
        log.exception(what, extra=told)
