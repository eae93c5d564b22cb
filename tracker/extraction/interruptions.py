"""What ends the reading of all texts rather than of one."""

from __future__ import annotations

import logging

log = logging.getLogger(__name__)

#: Celery's word that a task's time is up. Reading knows nothing of Celery, so it is known by its name.
_TIME_IS_UP = "SoftTimeLimitExceeded"


def is_time_up(error: Exception) -> bool:
    """Whether an error ends the whole task and may not be put down to the text that was being read."""
    return any(kind.__name__ == _TIME_IS_UP for kind in type(error).__mro__)


class CostingOnlyItself:
    """Let what fails within cost no more than its own result: it is logged, and reading goes on.

    The end of a task's time goes through.
    """

    __slots__ = ("_told", "_what")

    def __init__(self, what: str, **told: object) -> None:
        self._what = what
        self._told = told

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if not isinstance(error, Exception) or is_time_up(error):
            return False
        log.error(self._what, exc_info=error, extra=self._told)
        return True
