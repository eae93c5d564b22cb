"""Processes that end with us: each with its whole group, also when we are killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from tracker import env
from tracker.stack import janitor

ROOT = Path(__file__).resolve().parent.parent.parent


class Family:
    """The processes started by this one. A janitor beside them ends them should this process be killed."""

    def __init__(self) -> None:
        self._janitor = subprocess.Popen(
            [sys.executable, "-I", "-S", janitor.__file__],
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
        self._members: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def start(
        self,
        command: list[str],
        *,
        output: IO[bytes] | int | None = None,
        changes: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start ``command`` as the head of a group of its own, so that a Ctrl-C meant for us does not reach it."""
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=env.copy(**(changes or {})),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output is not None else None,
            start_new_session=True,
        )
        self._tell(f"+{process.pid}")
        self._members.append(process)
        return process

    def stop(self, *processes: subprocess.Popen[bytes], patience: float = 30.0) -> None:
        """Ask ``processes`` to end, all at once; after ``patience`` seconds make them. Nothing of their groups stays."""
        for process in processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        until = time.monotonic() + patience
        for process in processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
            self.kill(process)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End ``process`` and all of its group at once."""
        if process not in self._members:
            return
        with suppress(OSError):  # all of them have gone
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self._members.remove(process)
        self._tell(f"-{process.pid}")

    def end(self, *, patience: float = 30.0) -> None:
        """Stop whatever still runs, and dismiss the janitor."""
        self.stop(*list(self._members), patience=patience)
        if self._janitor.stdin:
            self._janitor.stdin.close()
        self._janitor.wait()

    def _tell(self, line: str) -> None:
        if self._janitor.stdin:
            with suppress(
                BrokenPipeError
            ):  # killed by somebody; we still end our processes ourselves
                self._janitor.stdin.write(line + "\n")
                self._janitor.stdin.flush()
