"""Moves counted by what tells them apart, the largest groups first, in one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Case, F, Func, IntegerField, Value, When
from django.db.models.functions import ExtractYear

from people.models import Seniority
from tracker.timeline.rolled_up import Rows, Statement, joined

#: What moves may be grouped by, each with the columns of a group.
_BY = {
    "company": ("origin", "destination"),
    "kind": ("kind",),
    "seniority": ("seniority",),
    "year": ("year",),
}
_COLUMNS = {
    "origin": "bigint",
    "destination": "bigint",
    "kind": "text",
    "seniority": "integer",
    "year": "integer",
}
_REVERSED = {"origin": "destination", "destination": "origin"}
#: A stored range ends on the day after the latest that the words allow.
_LAST_DAY = Func(
    "happened", template="(upper(%(expressions)s) - 1)", output_field=models.DateField()
)
#: How a move tells each column; the year is that in which every day lies that the words allow.
_TOLD: dict[str, Any] = {
    "origin": F("from_company"),
    "destination": F("to_company"),
    "kind": F("kind"),
    "seniority": F("seniority"),
    "year": Case(
        When(
            happened__startswith__year=ExtractYear(_LAST_DAY),
            then=ExtractYear("happened__startswith"),
        )
    ),
}
#: ``{rows}`` are rows of ``{columns}`` and the number that each counts for.
_COUNTED = """
WITH counted AS MATERIALIZED (
    SELECT {group}, {balance}, sum(number)::bigint AS moves
    FROM ({rows}) moves ({columns}, number) GROUP BY {keys} HAVING sum(number) > 0
), largest AS (
    SELECT * FROM counted ORDER BY moves DESC, {order} LIMIT {most}
)
SELECT totals.*, largest.origin, largest.destination, largest.kind, largest.seniority, largest.year,
    largest.moves, {back}
FROM (
    SELECT coalesce(sum(moves), 0)::bigint, count(*), coalesce(sum(came), 0)::bigint, coalesce(sum(gone), 0)::bigint
    FROM counted
) totals (total, groups, came, gone) LEFT JOIN largest ON true {reversed}
ORDER BY largest.moves DESC, {ranks}
"""
_BALANCE = (
    "sum(number) FILTER (WHERE destination = {0} AND origin IS DISTINCT FROM {0}) AS came,"
    " sum(number) FILTER (WHERE origin = {0} AND destination IS DISTINCT FROM {0}) AS gone"
)


@dataclass(frozen=True, slots=True)
class Group:
    """So many moves, and so many ``back`` of the group whose ends are the other way round.

    A column is None where groups are not told apart by it, or where it is not known.
    """

    origin: int | None
    destination: int | None
    kind: str | None
    seniority: str | None
    year: int | None
    moves: int
    back: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The largest of ``count`` groups, with the moves of all, and those of them into and out of one company."""

    groups: tuple[Group, ...]
    count: int
    moves: int
    arrivals: int
    departures: int


def columns_of(by: Sequence[str], *, ends: bool) -> list[str]:
    """What moves have to tell to be counted ``by`` this, and by their ends as well where that is wanted."""
    wanted = {column for one in by for column in _BY[one]}.union(_BY["company"] if ends else ())
    return [column for column in _COLUMNS if column in wanted]


def told_apart(moves: Rows, columns: Sequence[str]) -> Statement:
    """Each of the moves, or states of moves, with the columns and the number for which it counts."""
    named = {f"of_{name}": _TOLD[name] for name in columns}
    one = Value(1, output_field=IntegerField())
    plain: Rows = moves.select_related(None).order_by()
    told: Any = plain.annotate(**named).values_list(*named, one)
    sql, params = told.query.sql_with_params()
    return sql, params


def count_groups(
    rows: Iterable[Statement],
    columns: Sequence[str],
    *,
    by: Sequence[str],
    company: int | None,
    most: int,
) -> Counted:
    """The ``most`` largest groups of these rows of ``columns``; one query."""
    keys = columns_of(by, ends=False)
    parts, params = joined(rows)
    both = "company" in by
    sql = _COUNTED.format(
        rows=parts,
        columns=", ".join(columns),
        group=", ".join(
            name if name in keys else f"NULL::{kind} AS {name}" for name, kind in _COLUMNS.items()
        ),
        keys=", ".join(keys),
        balance=_BALANCE.format(int(company)) if company else "0 AS came, 0 AS gone",
        order=", ".join(f"{name} NULLS FIRST" for name in keys),
        ranks=", ".join(f"largest.{name} NULLS FIRST" for name in keys),
        most=int(most),
        back="coalesce(reversed.moves, 0)" if both else "0",
        reversed=f"LEFT JOIN counted reversed ON {_reversed(keys)}" if both else "",
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchall()
    moves, count, arrivals, departures = found[0][:4]
    groups = (Group(*_named(row[4:])) for row in found if row[9] is not None)
    return Counted(tuple(groups), count, moves, arrivals, departures)


def _reversed(keys: Iterable[str]) -> str:
    """Whether a group is another one with its ends the other way; what is unknown of both is alike."""
    nothing = {"text": "''"}
    return " AND ".join(
        f"coalesce(reversed.{_REVERSED.get(name, name)}, {empty}) = coalesce(largest.{name}, {empty})"
        for name in keys
        for empty in (nothing.get(_COLUMNS[name], "0"),)
    )


def _named(row: Sequence[Any]) -> Sequence[Any]:
    origin, destination, kind, seniority, *rest = row
    rank = None if seniority is None else Seniority(seniority).name.lower()
    return origin, destination, kind, rank, *rest
