"""The use of embedded servers by one process."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from tracker.stack.folder import Var
from tracker.stack.keeper import keeper_lock, status_of, users_lock
from tracker.stack.locks import Lock
from tracker.stack.problems import CannotStart

_ROOT = Path(__file__).resolve().parent.parent.parent
_PATIENCE = 320.0


class Session:
    """The embedded servers called ``names``, running while this process needs them.

    The first user starts a server, the last one to leave has it stopped.
    """

    def __init__(self, var: Var, names: tuple[str, ...], *, scratch: bool = False) -> None:
        self._var = var
        self._locks: dict[str, Lock] = {name: users_lock(var, name) for name in names}
        self._scratch = scratch

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def join(self) -> dict[str, str]:
        """Start what doesn't run yet; the environment variables that lead to the servers."""
        for name, lock in self._locks.items():
            # Held alone for a moment by a keeper that is stopping its server.
            if not lock.is_held and not lock.take(shared=True, wait=60):
                raise CannotStart(
                    f"The embedded {name} does not stop: see {self._var.log / name}.log."
                )
        started = {name: self._start_keeper(name) for name in self._locks}
        values: dict[str, str] = {}
        for name, keeper in started.items():
            values |= self._wait_for(name, keeper)
        return values

    def leave(self) -> None:
        """Stop using the servers; those nobody else uses have stopped when this returns."""
        held = [name for name, lock in self._locks.items() if lock.is_held]
        for lock in self._locks.values():
            lock.release()
        for name in held:
            self._wait_for_end(name)

    def _start_keeper(self, name: str) -> subprocess.Popen[bytes] | None:
        if not keeper_lock(self._var, name).is_free():
            return None
        # What an earlier keeper said, before it was killed, is no longer true.
        status_of(self._var, name).clear()
        command = [sys.executable, "-m", "tracker.stack.keeper", name, str(self._var.path)]
        with (self._var.log / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [*command, "--scratch"] if self._scratch else command,
                cwd=_ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _wait_for(self, name: str, keeper: subprocess.Popen[bytes] | None) -> dict[str, str]:
        until = time.monotonic() + _PATIENCE
        status = status_of(self._var, name)
        while time.monotonic() < until:
            if said := status.read():
                values, error = said
                if error:
                    raise CannotStart(error)
                return values
            if (keeper is None or keeper.poll() is not None) and keeper_lock(
                self._var, name
            ).is_free():
                if keeper is not None and keeper.returncode:
                    break
                keeper = self._start_keeper(name)
            time.sleep(0.05)
        raise CannotStart(f"The embedded {name} does not start: see {self._var.log / name}.log.")

    def _wait_for_end(self, name: str) -> None:
        lock = users_lock(self._var, name)
        keeper = keeper_lock(self._var, name)
        until = time.monotonic() + 60
        while time.monotonic() < until and not keeper.is_free():
            if lock.take():  # nobody uses it; its keeper is about to see that
                lock.release()
            elif lock.is_free():  # shared by others
                return
            time.sleep(0.05)
