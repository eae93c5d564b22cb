"""Since when something beside a fact is corrected: the mark on timelines, in the API and in feeds."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection
from django.db.models import Model
from psycopg import sql

from tracker.timeline.corrections.history import NOT_OF_A_MERGE
from tracker.timeline.corrections.rules import BESIDE, Watched, another_post

#: The last moment at which each fact was corrected, by kind and id. What never was has none.
type Corrected = Mapping[tuple[str, int], datetime]


def last_corrected(wanted: Mapping[str, Iterable[int]]) -> Corrected:
    """When facts were last corrected; ``wanted`` are ids by kind (``position``, ``move`` …); one query.

    A kind of which no correction is kept (a statement's) has none.
    """
    asked = [(BESIDE[kind], sorted(set(pks))) for kind, pks in wanted.items() if kind in BESIDE]
    parts = [_lines_of(watched, pks) for watched, pks in asked if pks]
    if not parts:
        return {}
    found: dict[tuple[str, int], datetime] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(parts).as_string())
        for kind, pk, at, surely, was, now in cursor.fetchall():
            titles = zip(was, now, strict=True)
            if surely or any(another_post(one, other) for one, other in titles):
                found[kind, pk] = max(at, found.get((kind, pk), at))
    return found


def marks_beside(**pairs: Iterable[tuple[Model, object]]) -> Corrected:
    """``last_corrected`` of the facts that a page tells, as pairs of a fact and its row, by kind."""
    return last_corrected({kind: [fact.pk for fact, _ in of] for kind, of in pairs.items()})


def _lines_of(watched: Watched, pks: list[int]) -> sql.Composable:
    def titles(side: str) -> sql.Composable:
        listed = sql.SQL(", ").join(
            sql.SQL("{}.{}").format(sql.SQL(side), sql.Identifier(name)) for name in watched.titles
        )
        return sql.SQL("ARRAY[{}]::text[]").format(listed)

    return sql.SQL(
        "(WITH line AS (SELECT e.*, lag(e.pgh_id) OVER"
        " (PARTITION BY e.pgh_obj_id ORDER BY e.pgh_id) AS earlier"
        " FROM {table} e WHERE e.pgh_obj_id = ANY({pks}))"
        " SELECT {kind}, now.pgh_obj_id, now.pgh_created_at, coalesce({surely}, false),"
        " {was}, {now} FROM line now JOIN line was ON was.pgh_id = now.earlier"
        " WHERE now.pgh_label = 'update' AND ({condition}) AND {not_of_a_merge})"
    ).format(
        table=sql.Identifier(f"{watched.model._meta.db_table}event"),
        pks=pks,
        kind=watched.name,
        surely=watched.but_for_titles(),
        was=titles("was"),
        now=titles("now"),
        condition=watched.condition(),
        not_of_a_merge=NOT_OF_A_MERGE,
    )
