"""Very many rows as columns: PostgreSQL puts each together, and NumPy reads those of whole numbers as they come."""

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import numpy as np
from django.db import DEFAULT_DB_ALIAS, connections
from numpy.typing import NDArray
from psycopg import ClientCursor, RawCursor
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.postgres import types
from psycopg.pq import Format

from tracker.kernel.planned import as_array, cursor_of, numbered

#: An array's head, which is shorter where it is empty, and before each number how long it is, as PostgreSQL sends them.
_HEAD = 20
_NUMBER = np.dtype([("length", ">i4"), ("value", ">i8")])
_ARRAY = types["int8"].array_oid


class _Numbers(Loader):
    """An array of whole numbers none of which is missing."""

    format = Format.BINARY

    def load(self, data: Buffer) -> NDArray[np.int64]:
        if len(data) < _HEAD:
            return np.empty(0, np.int64)
        return np.frombuffer(data, _NUMBER, offset=_HEAD)["value"].astype(np.int64)


class _Columns(RawCursor[tuple[Any, ...]]):
    """A cursor that reads such arrays. It bears a name, for the history puts words of its own before the statements of a
    cursor without one.
    """

    name = "columns"

    def execute(self, query: Any, params: Any = None, **_: Any) -> "_Columns":
        return super().execute(query, params, prepare=params is not None, binary=True)


def in_columns(
    asked: Iterable[tuple[str, Sequence[object]]], columns: Mapping[str, bool], *, planned: bool
) -> list[dict[str, Any]]:
    """What each of some statements with the same columns finds, its rows in one order: arrays of whole numbers by name,
    and where ``columns`` says so lists of texts. Nothing is missing in them. One query.

    ``planned``: PostgreSQL is to go by one plan, whatever is given (`tracker.kernel.planned`), and not make one for it.
    """
    names = ", ".join(f'"{name}"' for name in columns)
    put_together = ", ".join(
        f"coalesce(array_agg(\"{name}\"::{kind}), '{{}}')"
        for name, text in columns.items()
        for kind in ("text" if text else "bigint",)
    )
    statements: list[str] = []
    given: list[object] = []
    for nth, (sql, params) in enumerate(asked):
        statements.append(f"SELECT {nth}, {put_together} FROM ({sql}) found ({names})")  # noqa: S608 - our own words
        given += params
    database = connections[DEFAULT_DB_ALIAS]
    database.close_if_health_check_failed()
    database.ensure_connection()
    cursor: Any = _Columns(database.connection)
    cursor.adapters.register_loader(_ARRAY, _Numbers)
    if database.queries_logged:
        cursor = database.make_debug_cursor(cursor)
    whole = " UNION ALL ".join(statements)
    with database.wrap_database_errors, cursor:
        if planned:
            cursor_of(database)
            cursor.execute(numbered(whole), [as_array(one) for one in given])
        else:
            # With what is given written out PostgreSQL plans for it, and whoever logs the statement can run it again.
            cursor.execute(ClientCursor(database.connection).mogrify(whole, given))
        found = sorted(cursor.fetchall(), key=itemgetter(0))
    return [dict(zip(columns, row[1:], strict=True)) for row in found]
