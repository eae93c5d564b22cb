"""Lines of the history of facts and claims in which something was corrected."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg import sql

from tracker.claims.models import Claim, Verdict
from tracker.timeline.corrections.rules import Watched

#: A merge moves rows from record to record: it is told as a merge, not row by row. A decision of an editor that was
#: undone is told no more, nor is it told that what it had taken away came back.
STANDS = sql.SQL(
    "NOT EXISTS (SELECT 1 FROM pghistory_context c WHERE c.id = now.pgh_context_id"
    " AND (c.metadata ?| ARRAY['merge', 'undone_merge', 'restored'] OR EXISTS ("
    "SELECT 1 FROM {} v WHERE v.step = (c.metadata->>'step')::uuid AND v.undone_at IS NOT NULL)))"
).format(sql.Identifier(Verdict._meta.db_table))
_TAKEN_BACK = sql.SQL("now.decision = 'rejected' OR now.withdrawn")
_STOOD = sql.SQL("was.decision = 'accepted' AND NOT was.withdrawn AND NOT was.hidden")


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line of history, and the one before it. Its id tells it from all others of its table."""

    id: int
    at: datetime
    pk: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def claims_taken_back(before: datetime | None, most: int) -> list[Line]:
    """Claims that stood and were rejected or withdrawn, newest first; one query."""
    condition = sql.SQL("({}) AND {}").format(_TAKEN_BACK, _STOOD)
    return _newest(Claim, ("decision", "withdrawn", "hidden"), condition, before, most)


def facts_changed(watched: Watched, before: datetime | None, most: int) -> list[Line]:
    """Facts of one kind that may have been corrected, newest first; one query."""
    return _newest(watched.model, watched.columns, watched.condition(), before, most)


def changes_of(watched: Watched, pks: Iterable[int]) -> list[Line]:
    """Every line in which one of these facts may have been corrected, first to last; one query."""
    table = sql.Identifier(f"{watched.model._meta.db_table}event")
    query = sql.SQL(
        "WITH line AS (SELECT e.*, lag(e.pgh_id) OVER"
        " (PARTITION BY e.pgh_obj_id ORDER BY e.pgh_id) AS earlier"
        " FROM {table} e WHERE e.pgh_obj_id = ANY({pks}))"
        " SELECT now.pgh_id, now.pgh_created_at, now.pgh_obj_id, {listed}"
        " FROM line now JOIN line was ON was.pgh_id = now.earlier"
        " WHERE now.pgh_label = 'update' AND {condition} AND {stands}"
        " ORDER BY now.pgh_id"
    ).format(
        table=table,
        pks=list(pks),
        listed=_listed(watched.columns),
        condition=watched.condition(),
        stands=STANDS,
    )
    return _lines(query, watched.columns)


def _newest(
    model: type[Model],
    columns: Sequence[str],
    condition: sql.Composable,
    before: datetime | None,
    most: int,
) -> list[Line]:
    table = sql.Identifier(f"{model._meta.db_table}event")
    until = sql.SQL("AND now.pgh_created_at < {}").format(before) if before else sql.SQL("")
    query = sql.SQL(
        "SELECT now.pgh_id, now.pgh_created_at, now.pgh_obj_id, {listed} FROM {table} now"
        " JOIN LATERAL (SELECT * FROM {table} e WHERE e.pgh_obj_id = now.pgh_obj_id"
        " AND e.pgh_id < now.pgh_id ORDER BY e.pgh_id DESC LIMIT 1) was ON TRUE"
        " WHERE now.pgh_label = 'update' AND {condition} AND {stands} {until}"
        " ORDER BY now.pgh_created_at DESC, now.pgh_id DESC LIMIT {most}"
    ).format(
        listed=_listed(columns),
        table=table,
        condition=condition,
        stands=STANDS,
        until=until,
        most=most,
    )
    return _lines(query, columns)


def _listed(columns: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(
        sql.SQL("{}.{}").format(sql.SQL(side), sql.Identifier(name))
        for side in ("was", "now")
        for name in columns
    )


def _lines(query: sql.Composed, columns: Sequence[str]) -> list[Line]:
    with connection.cursor() as cursor:
        cursor.execute(query.as_string())
        rows = cursor.fetchall()
    half = len(columns)
    return [
        Line(
            id=line,
            at=at,
            pk=pk,
            before=dict(zip(columns, values[:half], strict=True)),
            after=dict(zip(columns, values[half:], strict=True)),
        )
        for line, at, pk, *values in rows
    ]
