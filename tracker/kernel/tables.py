"""Rows as plain columns, many at once: for what is judged again with every claim.

Models, and what it costs to make them, stay out of it. The database's own constraints and triggers hold for what is
written. Statements keep their words for any number of rows, which go in as one text, so that each is planned once for
a connection.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from operator import eq
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, Value

from tracker.kernel.fields import PartialDateField
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.planned import ask, run

type Columns = dict[str, object]
#: A row as it is read or written: its columns by name, a foreign key's as ``…_id``.
type Row = dict[str, Any]

_A_DAY = timedelta(days=1)


class Asked:
    """The ``SELECT`` of a queryset about some ids, put in words once; ``rows`` builds it for given ids."""

    def __init__(self, rows: Callable[[list[int]], models.QuerySet[Any, Any]]) -> None:
        self._rows = rows

    @cached_property
    def _words(self) -> tuple[str, tuple[object, ...]]:
        return self._rows(self._stand_in).query.sql_with_params()

    _stand_in: ClassVar[list[int]] = [-1]

    def __call__(self, ids: Collection[int]) -> list[tuple[Any, ...]]:
        sql, params = self._words
        given = list(ids)
        return ask(sql, *(given if one == self._stand_in else one for one in params))


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
    """What is read and written of a model: every column but its id and those that the database computes.

    ``types`` go without their lengths: what is too long is refused, not cut. ``days`` hold partial dates, ``ranges`` ranges of days.
    """

    name: str
    columns: tuple[str, ...]
    types: Mapping[str, str]
    defaults: Columns
    days: tuple[str, ...]
    ranges: tuple[str, ...]
    plain: tuple[str, ...]


_LENGTH = re.compile(r"\([0-9, ]+\)")


@cache
def _table(model: type[models.Model]) -> _Table:
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.generated
    ]
    days = tuple(one.attname for one in fields if isinstance(one, PartialDateField))
    ranged = [one.attname for one in fields if isinstance(one, DateRangeField)]
    return _Table(
        name=f'"{model._meta.db_table}"',
        columns=tuple(field.attname for field in fields),
        types={one.attname: _LENGTH.sub("", str(one.db_type(connection))) for one in fields},
        defaults={field.attname: field.get_default() for field in fields},
        days=days,
        ranges=tuple(name for name in ranged if name not in days),
        plain=tuple(one.attname for one in fields if one.attname not in {*days, *ranged}),
    )


def _wanted(table: _Table) -> list[str]:
    """What is selected of a table, in the order in which ``_row`` takes it."""
    wanted = [f'{table.name}."{name}"' for name in table.plain]
    for name in table.days + table.ranges:
        wanted += [f'{bound}({table.name}."{name}")' for bound in ("lower", "upper")]
    return wanted


def _row(table: _Table, given: Iterator[Any]) -> Row:
    row: Row = dict(zip(table.plain, given, strict=False))
    for name in table.days:
        row[name] = partial_date(next(given), next(given))
    for name in table.ranges:
        row[name] = DateRange(next(given), next(given), "[)")
    return row


@cache
def _reading(model: type[models.Model], column: str, also: str) -> str:
    table = _table(model)
    wanted = [f"{table.name}.id", *_wanted(table), *([also] if also else [])]
    return (
        f"SELECT {', '.join(wanted)} FROM {table.name}"  # noqa: S608 - names of our own columns
        f' WHERE {table.name}."{column}" = ANY(%s::bigint[]) ORDER BY {table.name}.id'
    )


def read(
    model: type[models.Model], column: str, ids: Collection[int], *, also: str = ""
) -> dict[int, Row]:
    """The rows whose ``column`` is one of ``ids``, by their own ids, the oldest first; one query, none for no ids.

    ``also`` is one more expression to read, in SQL; it stands in the row under its own words.
    """
    table = _table(model)
    found: dict[int, Row] = {}
    for values in ask(_reading(model, column, also), list(ids)) if ids else ():
        given = iter(values)
        pk = next(given)
        found[pk] = _row(table, given)
        if also:
            found[pk][also] = next(given)
    return found


@dataclass(frozen=True, slots=True)
class Below:
    """A table whose rows hang on those of another, which they name by ``column``."""

    model: type[models.Model]
    column: str


#: For each of some rows, by its id, those that hang on it, the oldest first, with their own ids.
type Hanging = Mapping[int, list[tuple[int, Row]]]


@cache
def _reading_both(model: type[models.Model], column: str, below: Below, also: str) -> str:
    table, hanging = _table(model), _table(below.model)
    wanted = [f"{table.name}.id", *_wanted(table), *([also] if also else [])]
    wanted += [f"{hanging.name}.id", *_wanted(hanging)]
    return (
        f"SELECT {', '.join(wanted)} FROM {table.name}"  # noqa: S608 - as above
        f' LEFT JOIN {hanging.name} ON {hanging.name}."{below.column}" = {table.name}.id'
        f' WHERE {table.name}."{column}" = ANY(%s::bigint[]) ORDER BY {table.name}.id, {hanging.name}.id'
    )


def read_both(
    model: type[models.Model], column: str, ids: Collection[int], below: Below, *, also: str = ""
) -> tuple[dict[int, Row], Hanging]:
    """The rows as ``read`` gives them, and those ``below`` that hang on them; one query for both."""
    table, hanging = _table(model), _table(below.model)
    found: dict[int, Row] = {}
    hung: dict[int, list[tuple[int, Row]]] = {}
    for values in ask(_reading_both(model, column, below, also), list(ids)) if ids else ():
        given = iter(values)
        pk = next(given)
        row = _row(table, given)
        if also:
            row[also] = next(given)
        found.setdefault(pk, row)
        of_row = hung.setdefault(pk, [])
        number = next(given)
        if number is not None:
            of_row.append((number, _row(hanging, given)))
    return found, hung


#: What is still to be written: SQL and its values; see ``at_once``.
type Statement = tuple[str, list[Any]]


def deletion(model: type[models.Model], ids: Collection[int]) -> Statement | None:
    """Delete the rows with these ids; nothing may hang on them but what the database takes along itself."""
    where = f"DELETE FROM {_table(model).name} WHERE id = ANY(%s::bigint[])"  # noqa: S608 - as above
    return (where, [list(ids)]) if ids else None


@cache
def _inserting(model: type[models.Model]) -> str:
    table = _table(model)
    columns = _quoted(table.columns)
    return (
        f"INSERT INTO {table.name} ({columns})"  # noqa: S608 - as above
        f" SELECT {columns} FROM {_given(table, table.columns)} RETURNING id"
    )


def insertion(model: type[models.Model], rows: Sequence[Columns]) -> Statement | None:
    """Make a row of each of ``rows``. What one leaves out has the model's default."""
    if not rows:
        return None
    defaults = _table(model).defaults
    return _inserting(model), [_text([defaults | row for row in rows])]


@cache
def _correcting(model: type[models.Model], columns: tuple[str, ...]) -> str:
    table = _table(model)
    return (
        f"UPDATE {table.name} AS held SET {', '.join(f'"{name}" = given."{name}"' for name in columns)}"  # noqa: S608 - as above
        f" FROM {_given(table, columns)} WHERE held.id = ANY(%s::bigint[]) AND held.id = given.id"
    )


def correction(model: type[models.Model], rows: Mapping[int, Columns]) -> Statement | None:
    """Let the rows with these ids say what is given for them, the same columns for each."""
    if not rows:
        return None
    columns = tuple(next(iter(rows.values())))
    given = _text([{"id": pk, **row} for pk, row in rows.items()])
    return _correcting(model, columns), [given, list(rows)]


def insert(model: type[models.Model], rows: Sequence[Columns]) -> list[int]:
    """Make a row of each of ``rows`` now; their ids in the same order."""
    statement = insertion(model, rows)
    if statement is None:
        return []
    sql, params = statement
    return [pk for (pk,) in ask(sql, *params)]


def at_once(*statements: Statement | None) -> None:
    """Run the statements there are as one; they must not touch the same rows."""
    given = [statement for statement in statements if statement is not None]
    if not given:
        return
    *first, (last, _) = given
    before = ", ".join(f"step{number} AS ({sql})" for number, (sql, _) in enumerate(first))
    whole = f"WITH {before} {last}" if before else last
    run(whole, [value for _, of_step in given for value in of_step], rows=False)


def says(row: Row, columns: Columns) -> bool:
    """The row has these values in these columns."""
    return all(map(eq, map(row.__getitem__, columns), columns.values()))


def differing(rows: Mapping[int, Row], wanted: Mapping[int, Columns]) -> dict[int, Columns]:
    """Of what is wanted of some rows what is not said yet, ready for ``correction``."""
    return {pk: columns for pk, columns in wanted.items() if not says(rows[pk], columns)}


@cache
def _computing(model: type[models.Model], column: str) -> str:
    table = _table(model)
    field = model._meta.get_field(column)
    assert isinstance(field, models.GeneratedField)  # noqa: S101 - nothing else is computed
    sql, _ = field.generated_sql(connection)
    return (
        f"SELECT lower(days), upper(days) FROM (SELECT id, {sql} AS days FROM {_given(table, table.columns)})"  # noqa: S608 - as above
        " AS found ORDER BY id"
    )


def computed(
    model: type[models.Model], column: str, rows: Sequence[Columns]
) -> list[tuple[date | None, date | None]]:
    """The days that the database would compute for ``column`` of each of ``rows``: the first, and the day after the
    last; twice None for no day at all. Nothing is written.
    """
    if not rows:
        return []
    numbered: list[Columns] = [{"id": number, **row} for number, row in enumerate(rows)]
    return [(first, after) for first, after in ask(_computing(model, column), _text(numbered))]


def _given(table: _Table, columns: Sequence[str]) -> str:
    """The rows that come in as one text, under the names that they have in it."""
    typed = ", ".join(f'"{name}" {table.types[name]}' for name in columns)
    return f"json_to_recordset(%s::json) AS given (id bigint, {typed})"


def _quoted(columns: Collection[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def partial_date(first: date | None, after: date | None) -> PartialDate | None:
    """The days from ``first`` up to the day before ``after``; None if neither is given."""
    if first is None and after is None:
        return None
    return PartialDate(first, after - _A_DAY if after is not None else None)


def _plain(value: object) -> str:
    """The value as PostgreSQL reads it."""
    if isinstance(value, PartialDate):
        after = value.latest + _A_DAY if value.latest is not None else ""
        return f"[{value.earliest or ''},{after})"
    if isinstance(value, DateRange):
        return f"[{value.lower or ''},{value.upper or ''})"
    return str(value)


_text = json.JSONEncoder(default=_plain, ensure_ascii=False).encode


__all__ = [
    "Asked",
    "Below",
    "Columns",
    "Hanging",
    "Row",
    "Statement",
    "at_once",
    "computed",
    "correction",
    "deletion",
    "differing",
    "insert",
    "insertion",
    "one_of",
    "partial_date",
    "read",
    "read_both",
    "says",
]
