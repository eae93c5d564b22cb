"""What the site cannot do without is away for the moment: told apart from faults of its own."""

import redis
from django.db import InterfaceError, OperationalError

#: For how long a client should wait before it asks again.
SECONDS = 30
TITLE = "Not available for the moment"
ADVICE = "Wait as many seconds as the Retry-After header says, then ask again."

_AWAY = (
    OperationalError,
    InterfaceError,
    redis.ConnectionError,
    redis.TimeoutError,
)


def is_away(error: BaseException | None) -> bool:
    """Whether ``error`` says that the database, the broker or the cache did not answer, or not in time."""
    return isinstance(error, _AWAY)
