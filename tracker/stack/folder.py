"""The folder ``var/``: everything that one clone keeps on disk."""

import os
import pwd
import secrets
import shutil
import tempfile
from pathlib import Path

from tracker.stack.problems import CannotStart

# The kernel's limit for the path of a socket is 107 bytes; the longest name that we put in is `.s.PGSQL.5432`.
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")


class Var:
    """``var/`` and the places in it."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.run = self.path / "run"
        self.log = self.path / "log"

    def prepare(self) -> None:
        """Make the folder and see that it can be written."""
        try:
            for folder in (self.path, self.run, self.log):
                folder.mkdir(parents=True, exist_ok=True)
                with tempfile.TemporaryFile(dir=folder):
                    pass
        except OSError as error:
            there = next(
                path for path in (self.path, *self.path.parents) if os.access(path, os.F_OK)
            )
            # Only our own folder is worth giving away; what lies above it may be anybody's.
            ours = isinstance(error, PermissionError) and there == self.path
            advice = f"give it to {_who()} (chown -R {_who()} {there}), or " if ours else ""
            raise CannotStart(
                f"{there} cannot be written ({error.strerror}): {advice}"
                f"set VAR_DIR to a folder that {_who()} may write."
            ) from error

    def secret(self, name: str) -> str:
        """The secret kept in the file ``name``; made once, readable by its owner only."""
        file = self.path / name
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            kept = file.read_text().strip()
            if not kept:
                raise CannotStart(
                    f"{file} is empty: remove it, and a new secret is made."
                ) from None
            return kept
        with os.fdopen(descriptor, "w") as stream:
            made = secrets.token_urlsafe(48)
            stream.write(made + "\n")
        return made


def socket_folder(wanted: Path, link: Path) -> Path:
    """``wanted``, or a short folder of its own where a socket's path would become too long for the kernel.

    ``link`` remembers such a folder, so that it goes in the end, even when its maker was killed. It is made anew for
    each start: a folder of that name may be somebody else's by now.
    """
    if len(os.fsencode(wanted)) <= _LONGEST_SOCKET_FOLDER:
        wanted.mkdir(mode=0o700, exist_ok=True)
        return wanted
    drop_socket_folder(link)
    short = Path(tempfile.mkdtemp(prefix="reshuffle-", dir="/tmp"))
    link.symlink_to(short)
    return short


def drop_socket_folder(link: Path) -> None:
    """Remove the short folder that ``link`` remembers."""
    if link.is_symlink():
        shutil.rmtree(link.readlink(), ignore_errors=True)
        link.unlink()


def _who() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())
