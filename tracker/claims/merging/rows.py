"""Rows as the database wrote them down, put back as they were. Values never pass through Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q

from tracker.claims.models import Merge


@dataclass(frozen=True, slots=True)
class Net:
    """What a merge did to one row in all: its change ids first and last, made or taken away."""

    table: str
    key: int
    first: int
    last: int
    made: bool
    gone: bool
    as_left: bool
    standing: bool


_NET = """
WITH net AS (
    SELECT key, min(id) AS first, max(id) AS last FROM claims_mergechange
    WHERE merge_id = %s AND "table" = %s GROUP BY key
)
SELECT net.key, net.first, net.last, one.before IS NULL, two.after IS NULL,
       to_jsonb(t) IS NOT DISTINCT FROM two.after, t.id IS NOT NULL
FROM net
JOIN claims_mergechange one ON one.id = net.first
JOIN claims_mergechange two ON two.id = net.last
LEFT JOIN {table} t ON t.id = net.key
ORDER BY net.last DESC
"""


def net_changes(merge: Merge) -> list[Net]:
    """Each row that the merge changed, last changed first, and whether it is still as it was left."""
    tables = sorted(set(merge.changes.values_list("table", flat=True)))
    found: list[Net] = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(_NET.format(table=_quoted(table)), [merge.pk, table])
            found += [Net(table, *row) for row in cursor.fetchall()]
    found = [one for one in found if not (one.made and one.gone and not one.standing)]
    return sorted(found, key=lambda one: -one.last)


def take_back(merge: Merge, *, leaving: Iterable[str] = ()) -> None:
    """Undo each change of the merge, last first, in all tables but ``leaving``."""
    changes = merge.changes.exclude(table__in=list(leaving)).order_by("-pk")
    rows = changes.annotate(
        made=ExpressionWrapper(Q(before__isnull=True), BooleanField()),
        gone=ExpressionWrapper(Q(after__isnull=True), BooleanField()),
    ).values_list("pk", "table", "key", "made", "gone")
    with connection.cursor() as cursor:
        for pk, table, key, made, gone in list(rows):
            if made:
                _delete(cursor, table, key)
            elif gone:
                _insert(cursor, table, pk)
            else:
                _update(cursor, table, key, "change.before", pk)


def give_back(one: Net) -> None:
    """Put one row back as it was before the merge, but for what was changed since.

    A column that the merge changed and nobody after it is set back; one that was changed again stays.
    A row that the merge made goes, unless it was changed; one that it took away comes back.
    """
    with connection.cursor() as cursor:
        if one.made:
            if one.as_left and one.standing:
                _delete(cursor, one.table, one.key)
        elif one.gone:
            if not one.standing:
                _insert(cursor, one.table, one.first)
        elif one.standing:
            _update(cursor, one.table, one.key, _UNTOUCHED_SINCE, one.first, one.last)


_UNTOUCHED_SINCE = """(
    SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(change.before)
    WHERE value <> later.after -> key AND to_jsonb(t) -> key = later.after -> key
)"""


def give_back_fact(one: Net) -> None:
    """Let a fact belong to whom it belonged before, withdrawn: settling says what it amounts to."""
    if not one.standing:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_quoted(one.table)} SET withdrawn = true"  # noqa: S608 - a table's name
            " WHERE id = %s AND NOT withdrawn",
            [one.key],
        )
        if not one.made:
            ends = _ENDS if one.table == "people_move" else _BELONGING
            _update(cursor, one.table, one.key, ends, one.first, one.last)


#: The columns that say whose a fact is.
_WHOSE = ("person_id", "manager_id", "organization_id", "acquirer_id", "target_id")
_BELONGING = _UNTOUCHED_SINCE.replace("WHERE", f"WHERE key IN {_WHOSE} AND")
#: A move is known again by its ends, so it gets those back together.
_ENDS = """(
    SELECT jsonb_object_agg(key, value) FROM jsonb_each(change.before)
    WHERE key IN ('person_id', 'arrival_id', 'departure_id', 'founding_id')
)"""


def _update(
    cursor: Any, table: str, key: int, values: str, change: int, later: int | None = None
) -> None:
    columns = ", ".join(_quoted(name) for name in _columns(table))
    cursor.execute(
        f"UPDATE {_quoted(table)} SET ({columns}) = (SELECT {columns}"  # noqa: S608 - names of columns
        f" FROM jsonb_populate_record(NULL::{_quoted(table)}, wanted.row))"
        f" FROM (SELECT t.id, to_jsonb(t) || {values} AS row FROM {_quoted(table)} t,"
        " claims_mergechange change, claims_mergechange later"
        " WHERE t.id = %s AND change.id = %s AND later.id = %s) wanted"
        f" WHERE {_quoted(table)}.id = wanted.id AND wanted.row <> to_jsonb({_quoted(table)})",
        [key, change, later if later is not None else change],
    )


def _insert(cursor: Any, table: str, change: int) -> None:
    names = [_quoted(name) for name in _columns(table)]
    values = ", ".join(f"old.{name}" for name in names)
    cursor.execute(
        f"INSERT INTO {_quoted(table)} ({', '.join(names)}) SELECT {values}"  # noqa: S608 - names of columns
        " FROM claims_mergechange change,"
        f" jsonb_populate_record(NULL::{_quoted(table)}, change.before) old WHERE change.id = %s",
        [change],
    )


def _delete(cursor: Any, table: str, key: int) -> None:
    cursor.execute(f"DELETE FROM {_quoted(table)} WHERE id = %s", [key])  # noqa: S608 - a table's name


def _quoted(name: str) -> str:
    quoted: str = connection.ops.quote_name(name)
    return quoted


@cache
def _columns(table: str) -> tuple[str, ...]:
    """The columns that are written, not computed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
            [_quoted(table)],
        )
        return tuple(name for (name,) in cursor.fetchall())
