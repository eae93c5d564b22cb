"""The supervisor: runs the parts of the site, shows what they say, and starts again what dies."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO

from tracker.stack.processes import Family

_PERIOD = 0.2
_SLOWEST_RESTART = 30.0
_HEALTHY_AFTER = 60.0
_HEAD_START = 10.0
# The worker finishes the article it reads; what takes longer is begun again after the next start.
PATIENCE = 20.0
#: Web processes and threads of each. The kernel gives connections to processes as it falls, so a few more of them
#: than there are cores: of four readers all come to one of two processes every eighth time, and to one of four hardly ever.
WEB_WORKERS, WEB_THREADS = 4, 4


class Console:
    """Lines from several processes on one output, each behind its speaker's name."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def say(self, speaker: str, line: str) -> None:
        # Should nobody read any more, the site goes on.
        with self._lock, suppress(OSError, ValueError):
            self._stream.write(f"{speaker:<10} | {line}\n")
            self._stream.flush()


@dataclass
class Part:
    """One part of the site: a command that is to run all the time."""

    name: str
    command: list[str]
    changes: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = 0.0
    due_at: float = 0.0


class Supervisor:
    """Runs ``parts`` until told to stop, with ``patience`` seconds to end; ``look_after`` is called once a second."""

    def __init__(
        self,
        parts: list[Part],
        console: Console,
        look_after: Callable[[], None],
        *,
        patience: float = PATIENCE,
    ) -> None:
        self._parts = parts
        self._patience = patience
        self._console = console
        self._look_after = look_after
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Have ``run`` come to its end; may be called from a signal handler."""
        self._stopping.set()

    def run(self, *, answers: Callable[[], bool], announce: Callable[[], None]) -> None:
        """Run the parts. When ``answers`` is true for the first time, ``announce``.

        The first part has the machine for itself till then, for the others would only slow its start.
        """
        announced = False
        turn = 0
        with Family() as family:
            others_due_at = time.monotonic() + _HEAD_START
            while not self._stopping.wait(_PERIOD):
                everybody = announced or time.monotonic() > others_due_at
                for part in self._parts if everybody else self._parts[:1]:
                    self._see_to(part, family)
                if not announced and answers():
                    announced = True
                    announce()
                turn += 1
                if turn % 5 == 0:
                    self._look_after()
            self._console.say("reshuffle", "stopping")
            family.end(patience=self._patience)

    def _see_to(self, part: Part, family: Family) -> None:
        now = time.monotonic()
        if part.process is not None:
            code = part.process.poll()
            if code is None:
                if now - part.started_at > _HEALTHY_AFTER:
                    part.pause = 0.0
                return
            family.kill(part.process)  # what it left of its group
            part.process = None
            part.due_at = now + part.pause
            wait = f" in {part.pause:.0f} s" if part.pause else ""
            self._console.say(
                "reshuffle", f"{part.name} ended ({_ending(code)}); starting it again{wait}"
            )
            part.pause = min(max(1.0, 2 * part.pause), _SLOWEST_RESTART)
        if now >= part.due_at:
            part.process = family.start(part.command, output=subprocess.PIPE, changes=part.changes)
            part.started_at = now
            threading.Thread(
                target=self._show, args=(part.name, part.process.stdout), daemon=True
            ).start()

    def _show(self, name: str, output: IO[bytes]) -> None:
        with output:
            for line in output:
                if text := line.decode(errors="replace").rstrip():
                    self._console.say(name, text)


def parts_of_the_site(
    *, host: str, port: int, workers: int, threads: int, readers: int, schedule: str
) -> list[Part]:
    """Web, worker and scheduler, with so many web processes and threads, and so many articles read at once."""
    web = [sys.executable, "-m", "granian", "tracker.wsgi:application", "--interface=wsgi"]
    web += [f"--host={host}", f"--port={port}", f"--workers={workers}"]
    web += [
        f"--blocking-threads={threads}",
        "--workers-kill-timeout=10",
        "--respawn-failed-workers",
    ]
    # Of more processes than cores it would warn at each start, and they are wanted.
    web += ["--no-ws", "--log-level=error"]
    celery = [sys.executable, "-m", "celery", "--quiet", "--app=tracker"]
    worker = [*celery, "worker", f"--concurrency={readers}", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", f"--schedule={schedule}", "--pidfile="]
    return [
        Part("web", web, {"DATABASE_POOL": str(threads)}),
        Part("worker", worker),
        Part("beat", beat),
    ]


def has_ended(number: int, *, parent: int) -> bool:
    """Whether process ``number`` is gone, or our ``parent`` of the start is no longer our parent."""
    if os.getppid() != parent:
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
