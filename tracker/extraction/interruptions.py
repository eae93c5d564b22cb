"""What ends the reading of all texts rather than of one."""

from __future__ import annotations

#: Celery's word that a task's time is up. Reading knows nothing of Celery, so it is known by its name.
_TIME_IS_UP = "SoftTimeLimitExceeded"


def is_time_up(error: Exception) -> bool:
    """Whether an error ends the whole task and may not be put down to the text that was being read."""
    return any(kind.__name__ == _TIME_IS_UP for kind in type(error).__mro__)
