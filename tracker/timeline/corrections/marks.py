"""Since when something beside a fact is corrected: the mark on timelines, in the API and in feeds."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet, TextField
from django.db.models.expressions import RawSQL
from psycopg import sql

from tracker.kernel.planned import ask
from tracker.kernel.prepared import Given
from tracker.timeline.corrections.history import STANDS
from tracker.timeline.corrections.rules import BESIDE, Watched, another_post
from tracker.timeline.looks import Line, question

#: Ids of facts by kind; and the last moment at which of them was corrected. What never was has none.
type Wanted = Mapping[str, Iterable[int]]
type Corrected = Mapping[tuple[str, int], datetime]


def last_corrected(wanted: Wanted) -> Corrected:
    """When facts were last corrected; ``wanted`` are ids by kind (``position``, ``move`` …); one query.

    A kind of which no correction is kept (a statement's) has none.
    """
    asked = ids_by_kind(wanted)
    if not asked:
        return {}
    ((told,),) = ask(f"SELECT {_told(tuple(asked))}", *asked.values())
    return _corrected(told)


def ids_by_kind(wanted: Wanted) -> dict[str, list[int]]:
    """The ids of those kinds of which corrections are kept."""
    return {kind: sorted(set(pks)) for kind, pks in wanted.items() if kind in BESIDE and pks}


def question_of_marks(
    tag: str, beside: QuerySet[Any], ids: Mapping[str, Given]
) -> QuerySet[Any, Any]:
    """The same as a question beside others: ``beside`` is any one row, ``ids`` are of all kinds that are asked about;
    ``marks_told`` reads the answer.
    """
    told = RawSQL(_told(tuple(ids)), list(ids.values()), TextField())  # noqa: S611 - our own words
    return question(tag, beside, word=told)


def marks_told(lines: Sequence[Line]) -> Corrected:
    """``last_corrected``, from the answer to ``question_of_marks``."""
    return _corrected(lines[0].word if lines else "")


_AS_ONE = sql.SQL(
    "(SELECT json_agg(json_build_array(kind, pk, at, surely, was, now))::text FROM ({}) told)"
)


@cache
def _told(kinds: tuple[str, ...]) -> str:
    """All versions of facts of these kinds that may have been corrections, as one value; the ids of each kind are left to
    be given, in the same order.
    """
    if not kinds:
        return "NULL::text"
    lines = (_lines_of(BESIDE[kind]) for kind in kinds)
    return _AS_ONE.format(sql.SQL(" UNION ALL ").join(lines)).as_string()


def _corrected(told: str | None) -> Corrected:
    found: dict[tuple[str, int], datetime] = {}
    for kind, pk, moment, surely, was, now in json.loads(told or "[]"):
        at = datetime.fromisoformat(moment)
        titles = zip(was, now, strict=True)
        if surely or any(another_post(one, other) for one, other in titles):
            found[kind, pk] = max(at, found.get((kind, pk), at))
    return found


def marks_beside(**pairs: Iterable[tuple[Model, object]]) -> Corrected:
    """``last_corrected`` of the facts that a page tells, as pairs of a fact and its row, by kind."""
    return last_corrected({kind: [fact.pk for fact, _ in of] for kind, of in pairs.items()})


def _lines_of(watched: Watched) -> sql.Composable:
    def titles(side: str) -> sql.Composable:
        listed = sql.SQL(", ").join(
            sql.SQL("{}.{}").format(sql.SQL(side), sql.Identifier(name)) for name in watched.titles
        )
        return sql.SQL("ARRAY[{}]::text[]").format(listed)

    return sql.SQL(
        "(WITH line AS (SELECT e.*, lag(e.pgh_id) OVER"
        " (PARTITION BY e.pgh_obj_id ORDER BY e.pgh_id) AS earlier"
        " FROM {table} e WHERE e.pgh_obj_id = ANY({pks}))"
        " SELECT {kind} AS kind, now.pgh_obj_id AS pk, now.pgh_created_at AS at, coalesce({surely}, false) AS surely,"
        " {was} AS was, {now} AS now FROM line now JOIN line was ON was.pgh_id = now.earlier"
        " WHERE now.pgh_label = 'update' AND ({condition}) AND {stands})"
    ).format(
        table=sql.Identifier(f"{watched.model._meta.db_table}event"),
        pks=sql.Placeholder(),
        kind=watched.name,
        surely=watched.but_for_titles(),
        was=titles("was"),
        now=titles("now"),
        condition=watched.condition(),
        stands=STANDS,
    )
