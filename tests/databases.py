"""The tests' databases: migrated once for all of xdist's workers, and emptied by taking out what is in them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any, cast

import pytest
from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test import TransactionTestCase
from psycopg import Cursor, sql
from psycopg.errors import DeadlockDetected

#: Held by the worker that migrates, while the others wait for their copies.
_LOCK = 8_241_117
#: So often it is tried to lock all tables while somebody else goes on locking some of them.
_TRIES = 5
#: A browser asks for six things at once of each of its pages.
_MOST_CONNECTIONS = 20
#: What migrating writes there never changes.
_KEPT = {"django_migrations", "django_content_type", "auth_permission"}
_FIRST_OF_CLAIMS = "tracker.claims.migrations.0001_squashed_0013_plan_guards_once"
_DOUBTFUL = "tracker.claims.migrations.0015_doubtful_claims_wait"


def share_connections() -> None:
    """As in production, threads share connections that are kept: a new one has to read all anew of the tables it asks."""
    database = settings.DATABASES["default"]
    database["OPTIONS"]["pool"] = {"min_size": 1, "max_size": _MOST_CONNECTIONS, "timeout": 10}
    database["CONN_MAX_AGE"] = 0


def migrated_once(run: str, worker: str, workers: int) -> str:
    """Use the database of ``worker`` in this ``run``; gives the name of the one that was in use.

    The first worker that asks migrates its own and copies it for the others.
    """
    creation: Any = connection.creation
    before = str(connection.settings_dict["NAME"])
    own = _name(before, worker)
    with creation._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        if not _is_of(cursor, own, run):
            creation.create_test_db(verbosity=0, autoclobber=True)
            _leave()
            _mark(cursor, own, run)
            for other in (_name(before, f"gw{number}") for number in range(workers)):
                if not _is_of(cursor, other, run):
                    _copy(cursor, own, other)
                    _mark(cursor, other, run)
    _leave()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = own
    return before


def _leave() -> None:
    """Let go of the database, which is another one's from now on."""
    connection.close()
    cast("Any", connection).close_pool()


def _name(database: str, worker: str) -> str:
    return f"{TEST_DATABASE_PREFIX}{database}_{worker}"


def _is_of(cursor: Any, database: str, run: str) -> bool:
    """Whether it was made in this run: one that was left by another may be of other migrations."""
    cursor.execute(
        "SELECT 1 FROM pg_database WHERE datname = %s AND shobj_description(oid, 'pg_database') = %s",
        [database, run],
    )
    return cursor.fetchone() is not None


def _mark(cursor: Any, database: str, run: str) -> None:
    cursor.execute(
        sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(database), sql.Literal(run))
    )


def _copy(cursor: Any, source: str, target: str) -> None:
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(target)))
    cursor.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(target), sql.Identifier(source)
        )
    )


def empty_quickly() -> None:
    """Have transactional tests delete the rows there are, where they may pass triggers by: truncating all tables and
    telling of migrations again takes thirty times as long. What migrating wrote for good is there again afterwards."""
    flush: Any = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def empty(case: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('is_superuser') = 'on'")
            if not cursor.fetchone()[0]:
                flush(case)
                _put_policies_back()
                return
        for tries_left in reversed(range(_TRIES)):
            try:
                _delete_all()
            except OperationalError as error:
                # A request that a browser no longer waits for held what was to be locked; PostgreSQL let it go on.
                if not tries_left or not isinstance(error.__cause__, DeadlockDetected):
                    raise
            else:
                return

    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined]


def _put_policies_back() -> None:
    import_module(_FIRST_OF_CLAIMS).make_policies(apps, None)
    import_module(_DOUBTFUL).hold_the_doubtful(apps, None)


def _delete_all() -> None:
    with transaction.atomic():
        delete_rows()
        _put_policies_back()


def delete_rows() -> None:
    """Take out what is in the tables, in the transaction at hand, and tell nobody: no trigger runs."""
    lock, look = _of_all_tables()
    with connection.cursor() as cursor:
        # As TRUNCATE would: wait for those who still write.
        cursor.execute(lock)
        # Planned once for a connection: to make a plan for so many tables takes far longer than to look into them.
        filled = Cursor(connection.connection).execute(look, prepare=True).fetchall()
        cursor.execute("SET LOCAL session_replication_role = replica")
        for (one,) in filled:
            cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(one)))
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@cache
def _of_all_tables() -> tuple[str, str]:
    """How all of them are locked, and how those with rows are found."""
    with connection.cursor() as cursor:
        tables = [one for one in connection.introspection.table_names(cursor) if one not in _KEPT]
    named = [sql.Identifier(one) for one in tables]
    asked = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(sql.Literal(one), name)
        for one, name in zip(tables, named, strict=True)
    ]
    lock = sql.SQL("LOCK TABLE {}").format(sql.SQL(", ").join(named))
    return lock.as_string(), sql.SQL(" UNION ALL ").join(asked).as_string()


def written_by[T](write: Callable[[], T], *, autouse: bool = False) -> Any:
    """A fixture of a module: what ``write`` writes is found by all its tests and goes after the last; they get what it gives.

    It stands around the tests' own transactions, which take back what they write themselves.
    """

    @pytest.fixture(scope="module", autouse=autouse)
    def written(django_db_setup: None, django_db_blocker: Any) -> Iterator[T]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield write()
            transaction.set_rollback(True)

    return written


@contextmanager
def committed_once(blocker: Any) -> Iterator[None]:
    """What is written within it is seen by other processes, too, and gone at its end."""
    with blocker.unblock():
        try:
            yield
        finally:
            TransactionTestCase()._fixture_teardown()  # type: ignore[attr-defined]


def run_of_xdist() -> tuple[str, str, int] | None:
    """The run, this worker and how many there are; None without xdist."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        return None
    workers = int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    return os.environ["PYTEST_XDIST_TESTRUNUID"], worker, workers
