"""The keeper: a process that runs one embedded server for as long as anybody uses it.

Users hold a shared lock on a file. When the keeper can have that lock alone, nobody is left, however they went, and it
stops the server. So ``up`` and any number of management commands share the servers, in any order.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from tracker.stack.folder import Var
from tracker.stack.locks import Lock
from tracker.stack.postgres import Postgres
from tracker.stack.problems import CannotStart
from tracker.stack.servers import EmbeddedServer
from tracker.stack.valkey import Valkey

SERVERS: dict[str, type[EmbeddedServer]] = {"postgres": Postgres, "valkey": Valkey}

_PERIOD = 0.1
_SLOWEST_RESTART = 10.0


class Status:
    """What the keeper tells the users of its server: the way to it, or why there is none."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def clear(self) -> None:
        self._file.unlink(missing_ok=True)

    def write(self, *, values: dict[str, str] | None = None, error: str = "") -> None:
        fresh = self._file.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            json.dump({"values": values or {}, "error": error}, stream)
        fresh.replace(self._file)

    def read(self) -> tuple[dict[str, str], str] | None:
        """Values and error; None while the keeper has not said anything yet."""
        try:
            said = json.loads(self._file.read_text())
        except (OSError, ValueError):
            return None
        return said["values"], said["error"]


def users_lock(var: Var, name: str) -> Lock:
    return Lock(var.run / f"{name}.users")


def keeper_lock(var: Var, name: str) -> Lock:
    return Lock(var.run / f"{name}.keeper")


def status_of(var: Var, name: str) -> Status:
    return Status(var.run / f"{name}.json")


def keep(server: EmbeddedServer) -> None:
    """Run ``server`` till nobody uses it; start it again when it ends by itself."""
    mine = keeper_lock(server.var, server.name)
    if not mine.take():
        return  # another keeper was quicker
    status = status_of(server.var, server.name)
    status.clear()
    try:
        server.prepare()
        process = server.start()
        status.write(values=server.values())
        _watch(server, process)
    except CannotStart as problem:
        status.write(error=str(problem))
    else:
        status.clear()


def _watch(server: EmbeddedServer, process: subprocess.Popen[bytes]) -> None:
    users = users_lock(server.var, server.name)
    pause = 0.0
    while not users.take():
        time.sleep(_PERIOD)
        if process.poll() is None:
            continue
        # It may be killed again at once: each time a little slower, and never a loop at full speed.
        time.sleep(pause)
        pause = min(2 * pause + 0.5, _SLOWEST_RESTART)
        process = server.start()
    server.stop(process)


def main(arguments: list[str]) -> None:
    """``keeper NAME VAR [--scratch]``."""
    name, path, *rest = arguments
    # It ends with its last user, never by a signal meant for one of them.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _ignore)
    keep(SERVERS[name](Var(Path(path)), scratch="--scratch" in rest))


def _ignore(number: int, frame: FrameType | None) -> None:
    del number, frame


if __name__ == "__main__":
    main(sys.argv[1:])
