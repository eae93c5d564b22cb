"""Locks between processes of one clone."""

import fcntl
import os
import time
from pathlib import Path


class Lock:
    """A lock on a file that the kernel drops with its holder, so that ``kill -9`` leaves no stale one behind."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def is_held(self) -> bool:
        return self._descriptor is not None

    def take(self, *, shared: bool = False, wait: float = 0.0) -> bool:
        """Whether the lock is now held; tried for ``wait`` seconds. Many may share it, one may have it alone."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(
                    descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB
                )
            except BlockingIOError:
                if time.monotonic() >= until:
                    os.close(descriptor)
                    return False
                time.sleep(0.05)
            else:
                self._descriptor = descriptor
                return True

    def release(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def is_free(self) -> bool:
        """Whether nobody holds it alone at this moment."""
        if not self._path.exists():
            return True
        probe = Lock(self._path)
        if probe.take(shared=True):
            probe.release()
            return True
        return False
