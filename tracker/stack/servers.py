"""What an embedded server is: a program that is prepared, started, asked whether it is ready, and stopped."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

from tracker.stack.accounts import Account
from tracker.stack.folder import Var
from tracker.stack.problems import CannotStart

_LARGEST_LOG = 5_000_000
_PATIENCE_WITH_A_PREDECESSOR = 12.0
_PATIENCE_WITH_RECOVERY = 300.0
_PR_SET_PDEATHSIG = 1


class EmbeddedServer(ABC):
    """A server that keeps its data below ``var/``. ``scratch`` servers are for tests: quick, and not durable."""

    name: str
    stop_signal = signal.SIGTERM
    account: Account | None = None

    def __init__(self, var: Var, *, scratch: bool = False) -> None:
        self.var = var
        self.scratch = scratch

    @abstractmethod
    def prepare(self) -> None:
        """Make what must be there before the first start; does nothing when it is."""

    @abstractmethod
    def command(self) -> list[str]:
        """The program and its arguments."""

    @abstractmethod
    def is_ready(self, number: int) -> bool:
        """Whether the server, running as process ``number``, answers."""

    @abstractmethod
    def values(self) -> dict[str, str]:
        """The environment variables that lead to the server."""

    def before_start(self) -> None:  # noqa: B027 (nothing, unless a server says otherwise)
        """What a killed predecessor makes necessary."""

    def after_start(self) -> None:  # noqa: B027 (nothing, unless a server says otherwise)
        """What remains to be done once the server answers."""

    def tidy(self) -> None:  # noqa: B027 (nothing, unless a server says otherwise)
        """Take away what a stopped server leaves behind outside its data."""

    @property
    def log(self) -> Path:
        return self.var.log / f"{self.name}.log"

    def start(self) -> subprocess.Popen[bytes]:
        """The running server, ready. After a crash its predecessor may still be going: tried again till it is gone."""
        tries_end = time.monotonic() + _PATIENCE_WITH_A_PREDECESSOR
        while True:
            process = self._launch()
            recovery_end = time.monotonic() + _PATIENCE_WITH_RECOVERY
            while process.poll() is None:
                if self.is_ready(process.pid):
                    self.after_start()
                    return process
                if time.monotonic() > recovery_end:
                    self.stop(process)
                time.sleep(0.02)
            if time.monotonic() > tries_end:
                raise CannotStart(
                    f"The embedded {self.name} does not start: {self.last_words()} (see {self.log})."
                )
            time.sleep(0.3)

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """Stop the server; when it does not listen, by force."""
        for number, patience in ((self.stop_signal, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 10)):
            process.send_signal(number)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                continue
            break
        self.tidy()

    def last_words(self) -> str:
        """The last line of the log that says what went wrong."""
        try:
            lines = self.log.read_text(errors="replace").splitlines()[-30:]
        except OSError:
            return "no log"
        telling = [line for line in lines if "FATAL" in line or "ERROR" in line or "# " in line]
        return (telling or lines or ["no word in the log"])[-1].strip().rstrip(".")

    def run(self, command: list[str], *, log: Path) -> int:
        """Run ``command`` to its end as the server's account."""
        with log.open("ab") as stream:
            return subprocess.run(
                command,
                check=False,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                env=_plain_environment(),
                user=self.account.uid if self.account else None,
                group=self.account.gid if self.account else None,
                extra_groups=[] if self.account else None,
            ).returncode

    def _launch(self) -> subprocess.Popen[bytes]:
        if self.log.exists() and self.log.stat().st_size > _LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        self.before_start()
        with self.log.open("ab") as stream:
            return subprocess.Popen(
                self.command(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                env=_plain_environment(),
                start_new_session=True,
                # Safe: the keeper, which calls this, has one thread.
                preexec_fn=_dies_with_parent(self.stop_signal),
                user=self.account.uid if self.account else None,
                group=self.account.gid if self.account else None,
                extra_groups=[] if self.account else None,
            )


def _plain_environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _dies_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """For the child: ask the kernel for the signal ``number`` on the parent's end, also when that is a kill -9."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)

    def ask() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)

    return ask
