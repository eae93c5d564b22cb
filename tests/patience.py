"""Waiting for what another process or a page does: long where it is slow, no longer than it takes."""

import time
from collections.abc import Callable

PATIENCE = 180.0  # seconds


def wait_for(condition: Callable[[], bool], *, seconds: float = PATIENCE) -> bool:
    """Whether ``condition`` came to hold within ``seconds``; asked twenty times a second."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return False
