"""The posts and reporting lines of a company, of all days, as rows of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from people.models import Position, PositionState, ReportingLine, ReportingLineState
from tracker.kernel.facts import among, one_of
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.kernel.statuses import Status

#: Stand for a day: of what has no beginning, of what has no end, and of what has no day.
ALWAYS, NEVER, NO_DAY = 0, 10_000_000, -1


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of numbers by name, each as long as ``texts``; and the slugs of the people that they name."""

    numbers: dict[str, Sequence[int]]
    texts: Sequence[str]
    people: dict[int, str]


def rows_of(below: list[int], *, ever: bool) -> tuple[Rows, Rows]:
    """The posts and the reporting lines at these organizations that may be shown, or with ``ever`` every state that was
    known of them, by number; one query.

    Somebody may be in a unit for another company: then their arrivals at that company are among the posts, for these tell
    since when.
    """
    found: dict[int, list[tuple[Any, ...]]] = {_OF_POST: [], _OF_GUEST: [], _OF_LINE: []}
    for row in _ROWS.rows(below=below, ever=ever):
        found[row[0]].append(row)
    posts = found[_OF_POST]
    known = {row[1] for row in posts}
    posts += [row for row in found[_OF_GUEST] if row[1] not in known]
    for rows in found.values():
        rows.sort(key=itemgetter(1))
    return _columns(posts, _POST, "title"), _columns(found[_OF_LINE], _LINE, "kind")


def _columns(rows: Sequence[tuple[Any, ...]], names: Sequence[str], text: str) -> Rows:
    columns: dict[str, Sequence[Any]] = dict.fromkeys(names, ())
    if rows:
        columns = dict(zip(names, zip(*rows, strict=True), strict=False))
    named: dict[int, str] = {}
    for number, slug in (("who", "slug"), ("manager", "manager_slug")):
        if slug in columns:
            named.update(zip(columns[number], columns.pop(slug), strict=True))
    texts = columns.pop(text)
    numbers = {name: columns[name] for name in names if name in columns and name not in _ASIDE}
    return Rows(numbers, texts, named)


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────────
_ORDINAL = "({}(%(expressions)s) - date '0001-01-01' + 1)"
_LOWER, _UPPER = _ORDINAL.format("lower"), _ORDINAL.format("upper")
#: What is in force on no day is so from never until always.
_FROM = f"CASE WHEN isempty(%(expressions)s) THEN {NEVER} ELSE coalesce({_LOWER}, {ALWAYS}) END"
_UNTIL = f"CASE WHEN isempty(%(expressions)s) THEN {ALWAYS} ELSE coalesce({_UPPER}, {NEVER}) END"


def _day(words: str, column: str) -> Func:
    return Func(F(column), template=words, output_field=IntegerField())


#: What a row is of: a post, one that brought to its company somebody who is in a unit for it, or a line.
_OF_POST, _OF_GUEST, _OF_LINE = range(3)
_TOLD = (Status.DONE, Status.ANNOUNCED)
_ARRIVES = Q(start_status__in=_TOLD, stated_origin__isnull=False)
_SPELL: dict[str, Any] = {
    "possible": _day(_FROM, "possible"),
    "possible_until": _day(_UNTIL, "possible"),
    "certain": _day(_FROM, "certain"),
    "certain_until": _day(_UNTIL, "certain"),
    "start": _day(f"coalesce({_LOWER}, {NO_DAY})", "start"),
    "end": _day(f"coalesce({_LOWER}, {NO_DAY})", "end"),
}
_OF_POSTS: dict[str, Any] = {
    "unit": Coalesce("unit", 0),
    "title": F("title"),
    "nobody": Value(""),
    "seniority": F("seniority"),
    "start_latest": _day(
        f"CASE WHEN %(expressions)s IS NULL THEN {NO_DAY} ELSE coalesce({_UPPER} - 1, {NEVER}) END",
        "start",
    ),
    "may_end": Case(
        When(
            Q(end__isnull=False, end_status__in=_TOLD),
            then=_day(f"coalesce({_LOWER}, {ALWAYS})", "end"),
        ),
        default=NEVER,
    ),
    "arrival": Case(When(_ARRIVES, then=1), default=0),
}
_ALIKE = ("what", "key", "who", "slug", "organization", "known", "known_until", *_SPELL)
_POST, _LINE = (*_ALIKE, *_OF_POSTS), (*_ALIKE, "manager", "kind", "manager_slug")
_ASIDE = ("what", "nobody")
#: Rows of lines are as long as those of posts.
_NOUGHTS = (Value(0),) * (len(_POST) - len(_LINE))
_STANDS = (Value(ALWAYS), Value(NEVER))
_KNOWN = (_day(_FROM, "known"), _day(_UNTIL, "known"))


def _columns_alike(what: int, fact: str) -> tuple[Any, ...]:
    """Those of a fact as it stands, or of a state of the ``fact``."""
    way, known = (f"{fact}__", _KNOWN) if fact else ("", _STANDS)
    who = (f"{way}person", f"{way}person__slug", f"{way}organization")
    return (Value(what), fact or "pk", *who, *known, *_SPELL.values())


def _of_posts(rows: QuerySet[Any], what: int, *, ever: bool) -> QuerySet[Any, Any]:
    columns = (*_columns_alike(what, "position" if ever else ""), *_OF_POSTS.values())
    return rows.order_by().values_list(*columns)


def _of_lines(rows: QuerySet[Any], *, ever: bool) -> QuerySet[Any, Any]:
    way = "line__" if ever else ""
    named = (f"{way}manager", F("kind"), f"{way}manager__slug")
    columns = (*_columns_alike(_OF_LINE, "line" if ever else ""), *named, *_NOUGHTS)
    return rows.order_by().values_list(*columns)


def _positions() -> QuerySet[Position]:
    return Position.objects.visible().supported().order_by()


def _states(ids: Any, *conditions: Q) -> QuerySet[PositionState]:
    """The states of posts with these ids, an array."""
    posts = _positions().values("pk")
    return PositionState.objects.filter(*conditions, one_of("position", ids), position__in=posts)


def _rows(*, below: Given, ever: bool) -> QuerySet[Any, Any]:
    inside, in_unit = one_of_given("organization", below), one_of_given("unit", below)
    posts: QuerySet[Any] = _positions().filter(inside | in_unit)
    lines: QuerySet[Any] = ReportingLine.objects.visible().supported().filter(inside)
    guests = _positions().filter(in_unit, ~inside)
    if ever:
        # A position may have been known in a unit that is no longer told of it.
        once = PositionState.objects.filter(in_unit).order_by().values("position")
        ids = (ArraySubquery(posts.values("pk")), ArraySubquery(once))
        posts = _states(Func(*ids, function="array_cat"), Q(unit=None) | Q(unit__hidden=False))
        guests = _positions().filter(one_of("id", ArraySubquery(once)) | in_unit, ~inside)
        lines = ReportingLineState.objects.filter(among("line", lines))
    theirs = (
        one_of(column, ArraySubquery(guests.values(column)))
        for column in ("person", "organization")
    )
    came: QuerySet[Any] = _positions().filter(*theirs)
    came = _states(ArraySubquery(came.values("pk")), _ARRIVES) if ever else came.filter(_ARRIVES)
    return _of_posts(posts, _OF_POST, ever=ever).union(
        _of_posts(came, _OF_GUEST, ever=ever), _of_lines(lines, ever=ever), all=True
    )


_ROWS = Prepared(_rows)
