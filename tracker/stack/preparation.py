"""What must be true before the site can be served: parts that answer, tables, facts, an editor, hashed files."""

import hashlib
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import redis
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.cache import cache
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tracker.accounts.roles import Role
from tracker.accounts.services import make_account
from tracker.stack.halfway import stopped_halfway
from tracker.stack.problems import CannotStart
from tracker.web.health import WORKER_SEEN

Say = Callable[[str], None]

_OLDEST_POSTGRES = 18


def prepare(say: Say, *, unfinished: Path, archive: bool = True) -> None:
    """Make the site ready to be served: servers fit for it, tables, the starter archive, a first account."""
    check_database()
    check_broker()
    forget_workers()
    migrate(say)
    if archive:
        load_archive_when_empty(say, unfinished)
    if editor := make_first_editor():
        name, password = editor
        say(f"first account: name {name}, one-time password {password} (shown only now)")
        say("sign in at /accounts/login/, where you are asked to choose another")


def check_port(host: str, port: int) -> None:
    """See that nobody else serves there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except PermissionError as error:
            raise CannotStart(
                f"Port {port} is reserved for root: choose one above 1023, for example PORT=8000."
            ) from error
        except OSError as error:
            raise CannotStart(
                f"Port {port} on {host} cannot be used ({error.strerror}): stop the program that uses it, "
                f"or choose another port, for example `PORT={port + 1 if port < 65535 else 8001} make run`."
            ) from error


def check_database() -> None:
    """See that the database answers and is new enough. A wrong address is an ``OperationalError`` of the connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::integer / 10000")
        version = cursor.fetchone()[0]
    if version < _OLDEST_POSTGRES:
        raise CannotStart(
            f"The server at DATABASE_URL is PostgreSQL {version}: Reshuffle needs {_OLDEST_POSTGRES} or later."
        )


def check_broker() -> None:
    """See that the broker answers and never evicts: an evicted message, or binding, is a lost one."""
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=5, socket_connect_timeout=5, retry=None
    )
    shown = _without_password(settings.REDIS_URL)
    try:
        client.ping()
        policy = _eviction_policy(client)
    except (redis.RedisError, OSError) as error:
        raise CannotStart(
            f"The server at REDIS_URL={shown} cannot be used ({_first_line(error)}): start that server or correct "
            "REDIS_URL; without it an embedded Valkey is used."
        ) from error
    finally:
        client.close()
    if policy not in {"noeviction", ""}:
        raise CannotStart(
            f"The server at REDIS_URL={shown} evicts messages (maxmemory-policy {policy}): "
            "run `CONFIG SET maxmemory-policy noeviction` there, and put the cache on another server (CACHE_URL)."
        )


def forget_workers() -> None:
    """Let no worker of an earlier run pass for one of this."""
    cache.delete(WORKER_SEEN)


def migrate(say: Say) -> None:
    """Bring the tables up to date."""
    if told := stopped_halfway():
        raise CannotStart(" ".join(told))
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(f"applying {len(plan)} migrations")
        call_command("migrate", interactive=False, verbosity=0)


def load_archive_when_empty(say: Say, unfinished: Path) -> None:
    """Load the starter archive into a database that knows nobody; ``unfinished`` marks a load that was broken off."""
    try:
        people = apps.get_model("people", "Person")
    except LookupError:
        return
    if people._default_manager.exists() and not unfinished.exists():
        return
    if "load_archive" not in get_commands():
        say("there is no starter archive to load")
        return
    say("loading the starter archive")
    unfinished.touch()
    call_command("load_archive")
    unfinished.unlink()


def make_first_editor() -> tuple[str, str] | None:
    """The name and the one-time password of the first account; None when there is one that can enter the admin."""
    accounts = get_user_model()._default_manager
    if accounts.filter(is_staff=True).exists():
        return None
    user, password = make_account(name="editor", role=Role.ADMIN)
    return user.get_username(), password


def collect_static(say: Say, note: Path) -> None:
    """Have the static files in place under hashed names; ``note`` remembers what they were made from."""
    if settings.WHITENOISE_USE_FINDERS:
        return
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path))
            state = file.stat()
            seen.update(f"{file}:{state.st_size}:{state.st_mtime_ns}\n".encode())
    sum_ = seen.hexdigest()
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and note.exists() and note.read_text() == sum_:
        return
    say("preparing static files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    note.write_text(sum_)


def _eviction_policy(client: redis.Redis) -> str:
    """The server's policy; empty where a hosted server does not tell."""
    try:
        told = client.config_get("maxmemory-policy")
    except redis.ResponseError:
        return ""
    return str(told.get("maxmemory-policy", ""))


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return address if parts.password is None else address.replace(f":{parts.password}@", ":…@")


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
