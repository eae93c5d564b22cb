"""`manage.py`: Django's commands, with the servers they need and problems told in one line."""

import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError
from kombu.exceptions import OperationalError as BrokerError

from tracker import env
from tracker.stack.folder import Var
from tracker.stack.problems import CannotStart
from tracker.stack.processes import ROOT
from tracker.stack.session import Session

# The embedded servers, and the variables that name real ones to use instead.
SERVERS = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}

# These neither read nor write the database.
WITHOUT_SERVERS = frozenset(
    {
        "help",
        "version",
        "check",
        "collectstatic",
        "compilemessages",
        "diffsettings",
        "extract",
        "findstatic",
        "makemessages",
        "makemigrations",
        "spectacular",
        "startapp",
    }
)
# These serve pages from this machine to itself, over plain http.
SERVES = frozenset({"up", "runserver"})

_NOWHERE = {
    "DATABASE_URL": env.NO_DATABASE,
    "REDIS_URL": "unix:///nonexistent/valkey.sock",
    "SECRET_KEY": "used by a command that keeps no secret",
}


def main(arguments: Sequence[str]) -> int:
    """Run the command in ``arguments``; its exit code."""
    env.put({"DJANGO_SETTINGS_MODULE": "tracker.settings"})
    try:
        if needs_servers(arguments):
            return _run_with_servers(arguments)
        _go_nowhere()
        execute_from_command_line(list(arguments))
    except (CannotStart, ImproperlyConfigured) as problem:
        return _refuse(str(problem))
    except KeyboardInterrupt:
        return 130
    return 0


def needs_servers(arguments: Sequence[str]) -> bool:
    """Whether the command reads or writes the database or the broker."""
    command = arguments[1] if len(arguments) > 1 else "help"
    if command == "check":
        return any(argument.startswith("--database") for argument in arguments)
    asks_for_help = any(argument in {"-h", "--help", "--version"} for argument in arguments[1:])
    return not asks_for_help and command not in WITHOUT_SERVERS


def _run_with_servers(arguments: Sequence[str]) -> int:
    missing = tuple(name for name, variable in SERVERS.items() if not env.is_set(variable))
    var = Var(Path(env.text("VAR_DIR", str(ROOT / "var"))))
    serves = arguments[1] in SERVES
    if serves and not env.is_set("HTTPS"):
        env.put({"HTTPS": "0"})
    if serves or missing or not env.is_set("SECRET_KEY"):
        var.prepare()
    if not env.is_set("SECRET_KEY"):
        env.put({"SECRET_KEY": var.secret("secret-key")})
    with Session(var, missing) as session:
        env.put({**session.join(), "EMBEDDED_SERVERS": ",".join(missing)})
        try:
            execute_from_command_line(list(arguments))
        except OperationalError as error:
            if not _is_about_the_connection(error):
                raise
            return _refuse(
                f"The database at DATABASE_URL cannot be used ({_first_line(error)}): "
                "start that server or correct DATABASE_URL; without it an embedded PostgreSQL is used."
            )
        except BrokerError as error:
            return _refuse(
                f"The server at REDIS_URL cannot be used ({_first_line(error)}): "
                "start that server or correct REDIS_URL; without it an embedded Valkey is used."
            )
    return 0


def _go_nowhere() -> None:
    """Satisfy the settings of a command that uses neither database nor broker."""
    env.put({name: value for name, value in _NOWHERE.items() if not env.is_set(name)})
    warnings.filterwarnings(
        "ignore", message="Got an error checking a consistent migration history"
    )


def _is_about_the_connection(error: OperationalError) -> bool:
    cause = error.__cause__
    if not isinstance(cause, psycopg.OperationalError):
        return False
    # 08: connection, 28: login, 3D: no such database, 53: too many, 57: shutting down; none: not reached at all.
    return cause.sqlstate is None or cause.sqlstate[:2] in {"08", "28", "3D", "53", "57"}


def _first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines or [type(error).__name__])[0].rstrip(".:")


def _refuse(line: str) -> int:
    sys.stderr.write(f"reshuffle: {line}\n")
    return 1
