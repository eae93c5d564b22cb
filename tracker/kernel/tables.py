"""Rows as plain columns, many at once: for what is judged again with every claim.

Models, and what it costs to make them, stay out of it. The database's own defaults, constraints and triggers hold for
what is written; a read is planned once for each connection.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateRange
from psycopg import Cursor

from tracker.kernel.fields import PartialDateField
from tracker.kernel.partial_dates import PartialDate

type Columns = dict[str, object]
#: A row as it is read or written: its columns by name, a foreign key's as ``…_id``.
type Row = dict[str, Any]

_A_DAY = timedelta(days=1)


class _Planned(Cursor[tuple[Any, ...]]):
    """A cursor whose statements PostgreSQL prepares, and plans anew only when that pays."""

    def execute(self, query: Any, params: Any = None, **_: Any) -> "_Planned":
        return super().execute(query, params, prepare=True, binary=True)


def ask(sql: str, *params: object) -> list[tuple[Any, ...]]:
    """The rows of a ``SELECT`` that is asked again and again in the same words."""
    connection.ensure_connection()
    wrapped: Any = (
        connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    )
    with wrapped(_Planned(connection.connection)) as cursor:
        cursor.execute(sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    types: Mapping[str, str]
    defaults: dict[str, object]
    days: frozenset[str]
    ranges: frozenset[str]


@cache
def _table(model: type[models.Model]) -> _Table:
    """What is written of ``model``: every column but its id and those that the database computes."""
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated
    ]
    days = frozenset(one.attname for one in fields if isinstance(one, PartialDateField))
    return _Table(
        name=f'"{model._meta.db_table}"',
        columns=tuple(field.attname for field in fields),
        types={one.attname: str(one.db_type(connection)).partition("(")[0] for one in fields},
        defaults={field.attname: field.get_default() for field in fields},
        days=days,
        ranges=frozenset(one.attname for one in fields if isinstance(one, DateRangeField)) - days,
    )


@cache
def _reading(model: type[models.Model], column: str) -> str:
    table = _table(model)
    wanted = [
        f'lower("{name}"), upper("{name}")' if name in table.days | table.ranges else f'"{name}"'
        for name in table.columns
    ]
    return (
        f'SELECT "id", {", ".join(wanted)} FROM {table.name}'  # noqa: S608 - names of our own columns
        f' WHERE "{column}" = ANY(%s::bigint[]) ORDER BY "id"'
    )


def read(model: type[models.Model], column: str, ids: Collection[int]) -> dict[int, Row]:
    """The rows whose ``column`` is one of ``ids``, by their own ids, the oldest first; one query, none for no ids."""
    if not ids:
        return {}
    table = _table(model)
    found: dict[int, Row] = {}
    for pk, *values in ask(_reading(model, column), list(ids)):
        given = iter(values)
        row: Row = {}
        for name in table.columns:
            value = next(given)
            if name in table.days:
                value = _partial_date(value, next(given))
            elif name in table.ranges:
                value = DateRange(value, next(given), "[)")
            row[name] = value
        found[pk] = row
    return found


def insert(model: type[models.Model], rows: Sequence[Columns]) -> list[int]:
    """Make a row of each of ``rows``; their ids in the same order. What one leaves out has the model's default."""
    if not rows:
        return []
    table = _table(model)
    one = f"({', '.join(['%s'] * len(table.columns))})"
    sql = (
        f"INSERT INTO {table.name} ({_quoted(table.columns)})"  # noqa: S608 - as above
        f" VALUES {', '.join([one] * len(rows))} RETURNING id"
    )
    given = [table.defaults | row for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(sql, [_plain(row[name]) for row in given for name in table.columns])
        return [pk for (pk,) in cursor.fetchall()]


def correct(model: type[models.Model], rows: Mapping[int, Columns]) -> None:
    """Let the rows with these ids say what is given for them; one statement, none for no rows.

    Every row must be given the same columns.
    """
    if not rows:
        return
    table = _table(model)
    columns = list(next(iter(rows.values())))
    one = f"(%s::bigint, {', '.join(f'%s::{table.types[name]}' for name in columns)})"
    sql = (
        f"UPDATE {table.name} AS held SET {', '.join(f'"{name}" = given."{name}"' for name in columns)}"  # noqa: S608 - as above
        f" FROM (VALUES {', '.join([one] * len(rows))}) AS given (id, {_quoted(columns)})"
        " WHERE held.id = given.id"
    )
    params: list[Any] = []
    for pk, row in rows.items():
        params += (pk, *(_plain(row[name]) for name in columns))
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def differing(rows: Mapping[int, Row], wanted: Mapping[int, Columns]) -> dict[int, Columns]:
    """Of what is wanted of some rows what they do not say yet, ready for ``correct``."""
    changed = {
        pk: [name for name, value in columns.items() if rows[pk][name] != value]
        for pk, columns in wanted.items()
    }
    names = sorted({name for of_row in changed.values() for name in of_row})
    return {
        pk: {name: wanted[pk].get(name, rows[pk][name]) for name in names}
        for pk, of_row in changed.items()
        if of_row
    }


def delete(model: type[models.Model], ids: Collection[int]) -> None:
    """Delete the rows with these ids; nothing may hang on them but what the database takes along itself."""
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {_table(model).name} WHERE id = ANY(%s)",  # noqa: S608 - as above
                [list(ids)],
            )


def _quoted(columns: Collection[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _partial_date(first: date | None, after: date | None) -> PartialDate | None:
    if first is None and after is None:
        return None
    return PartialDate(first, after - _A_DAY if after is not None else None)


def _plain(value: object) -> Any:
    """The value as the driver writes it quickest: a range of days as its text."""
    if isinstance(value, PartialDate):
        after = value.latest + _A_DAY if value.latest is not None else ""
        return f"[{value.earliest or ''},{after})"
    if isinstance(value, DateRange):
        return f"[{value.lower or ''},{value.upper or ''})"
    return value


__all__ = ["Columns", "Row", "ask", "correct", "delete", "differing", "insert", "read"]
