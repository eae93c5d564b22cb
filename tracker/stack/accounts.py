"""The ordinary account that PostgreSQL runs under when we are root, which PostgreSQL refuses."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tracker.stack.problems import CannotStart


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    def can_enter(self, folder: Path) -> bool:
        """Whether the account may go into ``folder``, through every folder above it."""
        return self._try('cd "$0"', folder)

    def can_run(self, program: Path) -> bool:
        return self._try('"$0" --version >/dev/null 2>&1', program)

    def owns(self, *paths: Path) -> None:
        """Give ``paths`` to the account."""
        for path in paths:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def _try(self, script: str, argument: Path) -> bool:
        done = subprocess.run(
            ["/bin/sh", "-c", script, str(argument)],
            check=False,
            cwd="/",
            stderr=subprocess.DEVNULL,
            user=self.uid,
            group=self.gid,
            extra_groups=[],
        )
        return done.returncode == 0


def ordinary_account(*owned: Path) -> Account | None:
    """Whom a server must become: nobody else, unless we are root; then the owner of the first of ``owned`` that
    belongs to an ordinary account, else ``postgres``, else ``nobody``.
    """
    if os.geteuid() != 0:
        return None
    for path in owned:
        if path.exists() and (uid := path.stat().st_uid) != 0:
            try:
                entry = pwd.getpwuid(uid)
            except KeyError:
                continue
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise CannotStart(
        "PostgreSQL does not run as root, and there is no account `postgres` or `nobody`: "
        "start Reshuffle as an ordinary user, or set DATABASE_URL."
    )
