"""Rows as plain columns, many at once: for what is judged again with every claim.

Models, and what it costs to make them, stay out of it. The database's own defaults, constraints and triggers hold for
what is written; a read is planned once for each connection.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Value
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


def plan_once() -> None:
    """Have what ``ask`` reads in this transaction planned once and for all, not anew for the ids at hand."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")


class Asked:
    """The ``SELECT`` of a queryset about some ids, put in words once; ``rows`` builds it for given ids."""

    def __init__(self, rows: Callable[[list[int]], models.QuerySet[Any, Any]]) -> None:
        self._rows = rows

    @cached_property
    def _words(self) -> tuple[str, list[object], int]:
        stand_in = [-1]
        sql, params = self._rows(stand_in).query.sql_with_params()
        given: list[object] = list(params)
        return sql, given, given.index(stand_in)

    def __call__(self, ids: Collection[int]) -> list[tuple[Any, ...]]:
        sql, params, place = self._words
        return ask(sql, *params[:place], list(ids), *params[place + 1 :])


def one_of(column: str, ids: list[int]) -> Func:
    """The ``column`` is one of ``ids``, in words that are the same for any number of them."""
    return Func(
        F(column),
        Value(ids, output_field=ArrayField(models.BigIntegerField())),
        template="%(expressions)s)",
        arg_joiner=" = ANY (",
        output_field=models.BooleanField(),
    )


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
def _reading(model: type[models.Model], column: str, also: str) -> str:
    table = _table(model)
    wanted = [
        f'lower("{name}"), upper("{name}")' if name in table.days | table.ranges else f'"{name}"'
        for name in table.columns
    ]
    if also:
        wanted.append(also)
    return (
        f'SELECT "id", {", ".join(wanted)} FROM {table.name}'  # noqa: S608 - names of our own columns
        f' WHERE "{column}" = ANY(%s::bigint[]) ORDER BY "id"'
    )


def read(
    model: type[models.Model], column: str, ids: Collection[int], *, also: str = ""
) -> dict[int, Row]:
    """The rows whose ``column`` is one of ``ids``, by their own ids, the oldest first; one query, none for no ids.

    ``also`` is one more expression to read, in SQL; it stands in the row under its own words.
    """
    if not ids:
        return {}
    table = _table(model)
    found: dict[int, Row] = {}
    for pk, *values in ask(_reading(model, column, also), list(ids)):
        given = iter(values)
        row: Row = {}
        for name in table.columns:
            value = next(given)
            if name in table.days:
                value = partial_date(value, next(given))
            elif name in table.ranges:
                value = DateRange(value, next(given), "[)")
            row[name] = value
        if also:
            row[also] = next(given)
        found[pk] = row
    return found


#: What is still to be written: SQL and its values; see ``at_once``.
type Statement = tuple[str, list[Any]]


def deletion(model: type[models.Model], ids: Collection[int]) -> Statement | None:
    """Delete the rows with these ids; nothing may hang on them but what the database takes along itself."""
    where = f"DELETE FROM {_table(model).name} WHERE id = ANY(%s)"  # noqa: S608 - as above
    return (where, [list(ids)]) if ids else None


def insertion(model: type[models.Model], rows: Sequence[Columns]) -> Statement | None:
    """Make a row of each of ``rows``. What one leaves out has the model's default."""
    table = _table(model)
    one = f"({', '.join(['%s'] * len(table.columns))})"
    sql = (
        f"INSERT INTO {table.name} ({_quoted(table.columns)})"  # noqa: S608 - as above
        f" VALUES {', '.join([one] * len(rows))} RETURNING id"
    )
    given = [table.defaults | row for row in rows]
    return (sql, [_plain(row[name]) for row in given for name in table.columns]) if rows else None


def correction(model: type[models.Model], rows: Mapping[int, Columns]) -> Statement | None:
    """Let the rows with these ids say what is given for them, the same columns for each."""
    if not rows:
        return None
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
    return sql, params


def insert(model: type[models.Model], rows: Sequence[Columns]) -> list[int]:
    """Make a row of each of ``rows`` now; their ids in the same order."""
    statement = insertion(model, rows)
    if statement is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return [pk for (pk,) in cursor.fetchall()]


def at_once(*statements: Statement | None) -> None:
    """Run the statements there are as one; they must not touch the same rows."""
    given = [statement for statement in statements if statement is not None]
    if not given:
        return
    *first, (last, params) = given
    before = ", ".join(f"step{number} AS ({sql})" for number, (sql, _) in enumerate(first))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {before} {last}" if before else last,
            [*(param for _, of_step in first for param in of_step), *params],
        )


def differing(rows: Mapping[int, Row], wanted: Mapping[int, Columns]) -> dict[int, Columns]:
    """Of what is wanted of some rows what they do not say yet, ready for ``correction``."""
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


def _quoted(columns: Collection[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def partial_date(first: date | None, after: date | None) -> PartialDate | None:
    """The days from ``first`` up to the day before ``after``; None if neither is given."""
    if first is None and after is None:
        return None
    return PartialDate(first, after - _A_DAY if after is not None else None)


def _plain(value: object) -> object:
    """The value as the driver writes it quickest: a range of days as its text."""
    if isinstance(value, PartialDate):
        after = value.latest + _A_DAY if value.latest is not None else ""
        return f"[{value.earliest or ''},{after})"
    if isinstance(value, DateRange):
        return f"[{value.lower or ''},{value.upper or ''})"
    return value


__all__ = [
    "Asked",
    "Columns",
    "Row",
    "Statement",
    "ask",
    "at_once",
    "correction",
    "deletion",
    "differing",
    "insert",
    "insertion",
    "one_of",
    "partial_date",
    "plan_once",
    "read",
]
