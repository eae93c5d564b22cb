"""Statements that are planned once for a connection: those that are asked again and again in the same words."""

import re
import threading
from collections.abc import Iterable
from functools import lru_cache
from itertools import count
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg import Cursor, RawCursor


class _Planned(RawCursor[tuple[Any, ...]]):
    """A cursor whose statements PostgreSQL prepares: its words and its plan are read and made once.

    It bears a name, for the history puts words of its own before the statements of a cursor without one, and two
    statements cannot be prepared as one.
    """

    name = "planned"

    def execute(self, query: Any, params: Any = None, **_: Any) -> "_Planned":
        if params is not None:
            query = numbered(query)
        return super().execute(query, params, prepare=True, binary=True)

    def close(self) -> None:
        """Stay open: a thread has one for its connection, and uses it again and again."""


_PLACE = re.compile("%[s%]")


@lru_cache(maxsize=1000)
def numbered(query: str) -> str:
    """The statement with ``$1`` for its first ``%s``, as PostgreSQL has it: the driver would look for them each time, and
    remembers no long one.
    """
    numbers = count(1)
    return _PLACE.sub(lambda place: f"${next(numbers)}" if place[0] == "%s" else "%", query)


_ONE_PLAN = "SET plan_cache_mode = force_generic_plan"


class _OfThread(threading.local):
    cursor: _Planned | None = None


_mine = _OfThread()


def cursor_of(database: Any) -> Cursor[tuple[Any, ...]]:
    """This thread's cursor for statements that are planned once. Whatever else is prepared on its connection goes by one plan
    from then on.
    """
    database.ensure_connection()
    if _mine.cursor is None or _mine.cursor.connection is not database.connection:
        _mine.cursor = _Planned(database.connection)
        _mine.cursor.execute(_ONE_PLAN)
    return _mine.cursor


def run(sql: str, params: Iterable[object], *, rows: bool) -> list[tuple[Any, ...]]:
    """Run the statement, and return its rows if it is to give any."""
    database = connections[DEFAULT_DB_ALIAS]
    database.close_if_health_check_failed()
    cursor: Any = cursor_of(database)
    if database.queries_logged:
        cursor = database.make_debug_cursor(cursor)
    with database.wrap_database_errors:
        cursor.execute(sql, [as_array(one) for one in params])
        return cursor.fetchall() if rows else []


def ask(sql: str, *params: object) -> list[tuple[Any, ...]]:
    """The rows of a ``SELECT`` that is asked again and again in the same words; lists of ids are what it is about."""
    return run(sql, params, rows=True)


def as_array(value: object) -> object:
    """Of a list of whole numbers the words in which PostgreSQL reads an array; the driver takes its time over lists."""
    if not isinstance(value, list) or (value and not isinstance(value[0], int)):
        return value
    return f"{{{','.join(map(str, value))}}}"


def plan_once() -> None:
    """Have what is run in this transaction in the same words planned once and for all, not anew for the values at
    hand, and let the history know who acts.
    """
    with connection.cursor() as cursor:
        # Said again, for a transaction that failed has taken back what it had said.
        cursor.execute(_ONE_PLAN)
