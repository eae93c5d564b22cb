"""`manage.py up` as a real process, on servers of its own."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.patience import wait_for
from tracker import env
from tracker.stack.processes import ROOT

NAMED_SERVERS = ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "SECRET_KEY")


def free_port() -> int:
    """One that the system gives to nobody who asks for any, such as another test's server, before the site takes it."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as door, suppress(OSError):
            door.bind(("127.0.0.1", port))
            return port


def environment(var: Path, **changes: str) -> dict[str, str]:
    """An operator's: no server is named, and ``var`` is the folder."""
    kept = {name: value for name, value in env.copy().items() if name not in NAMED_SERVERS}
    small = {"WEB_WORKERS": "1", "WORKER_PROCESSES": "1", "LOG_LEVEL": "WARNING"}
    return kept | {"VAR_DIR": str(var)} | small | changes


def manage(var: Path, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a management command to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        check=False,
        cwd=ROOT,
        env=environment(var, **changes),
        capture_output=True,
        text=True,
        timeout=240,
    )


def processes_of(var: Path) -> list[str]:
    """The command lines of all processes that have to do with ``var``."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            command = (entry / "cmdline").read_bytes()
            known = command + (entry / "environ").read_bytes()
        except OSError:
            continue
        if command and os.fsencode(var) in known:
            found.append(command.replace(b"\0", b" ").decode(errors="replace"))
    return found


def kill(words: str) -> None:
    """``kill -9`` to the oldest process with ``words`` in its command line."""
    numbers = []
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdigit() and os.fsencode(words) in (entry / "cmdline").read_bytes():
                numbers.append(int(entry.name))
    os.kill(min(numbers), signal.SIGKILL)


class Site:
    """A running `up`; its output is kept."""

    def __init__(self, var: Path, **changes: str) -> None:
        self.var = var
        self.port = free_port()
        self.output = var.with_suffix(".output")
        with self.output.open("wb") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--no-archive"],
                cwd=ROOT,
                env=environment(var, PORT=str(self.port), **changes),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def status(self, path: str) -> int:
        """The status with which the site answers; 0 when it does not."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def answers(self, path: str) -> bool:
        return wait_for(lambda: self.status(path) == 200)

    def end(self, number: signal.Signals) -> int:
        """Send ``number``; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(60)

    def said(self) -> str:
        return self.output.read_text()
