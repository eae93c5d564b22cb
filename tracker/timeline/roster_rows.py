"""The posts and reporting lines of a company, of all days, as rows of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

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


def post_rows(below: list[int], *, ever: bool) -> Rows:
    """The posts at these organizations that may be shown, or with ``ever`` every state that was known of them, by number; one query.

    Somebody may be in a unit for another company: then their arrivals at that company are among the rows, for these tell
    since when; one query more.
    """
    asked = _EVER if ever else _NOW
    rows = asked.posts.rows(below=below)
    who, at = _POST.index("who"), _POST.index("organization")
    inside, known = set(below), {row[0] for row in rows}
    guests = [row for row in rows if row[at] not in inside]
    if guests:
        arrivals = asked.arrivals.rows(
            people=[row[who] for row in guests], at=[row[at] for row in guests]
        )
        rows += [row for row in arrivals if row[0] not in known]
    return _columns(rows, _POST, (("who", "slug"),), "title")


def line_rows(below: list[int], *, ever: bool) -> Rows:
    """The reporting lines at these organizations, likewise; one query."""
    rows = (_EVER if ever else _NOW).lines.rows(below=below)
    return _columns(rows, _LINE, (("who", "slug"), ("manager", "manager_slug")), "kind")


def _columns(
    rows: Sequence[tuple[Any, ...]],
    names: Sequence[str],
    people: Sequence[tuple[str, str]],
    text: str,
) -> Rows:
    columns: dict[str, Sequence[Any]] = dict.fromkeys(names, ())
    if rows:
        columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    named: dict[int, str] = {}
    for number, slug in people:
        named.update(zip(columns[number], columns.pop(slug), strict=True))
    texts = columns.pop(text)
    return Rows(columns, texts, named)


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────────
_ORDINAL = "({}(%(expressions)s) - date '0001-01-01' + 1)"
_LOWER, _UPPER = _ORDINAL.format("lower"), _ORDINAL.format("upper")
#: What is in force on no day is so from never until always.
_FROM = f"CASE WHEN isempty(%(expressions)s) THEN {NEVER} ELSE coalesce({_LOWER}, {ALWAYS}) END"
_UNTIL = f"CASE WHEN isempty(%(expressions)s) THEN {ALWAYS} ELSE coalesce({_UPPER}, {NEVER}) END"


def _day(words: str, column: str) -> Func:
    return Func(F(column), template=words, output_field=IntegerField())


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
    **_SPELL,
    "unit": Coalesce("unit", 0),
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
    "title": F("title"),
}
_OF_LINES: dict[str, Any] = {**_SPELL, "kind": F("kind")}
_WHO = ("who", "slug", "organization")
_POST = ("key", *_WHO, "known", "known_until", *_OF_POSTS)
_LINE = ("key", *_WHO, "manager", "manager_slug", "known", "known_until", *_OF_LINES)
_STANDS = (Value(ALWAYS), Value(NEVER))
_KNOWN = (_day(_FROM, "known"), _day(_UNTIL, "known"))


def _of_post(way: str) -> tuple[str, ...]:
    return (f"{way}person", f"{way}person__slug", f"{way}organization")


def _of_line(way: str) -> tuple[str, ...]:
    return (*_of_post(way), f"{way}manager", f"{way}manager__slug")


def _there(below: Given) -> QuerySet[Any]:
    there = one_of_given("organization", below) | one_of_given("unit", below)
    return Position.objects.visible().supported().filter(there)


def _posts(*, below: Given) -> QuerySet[Any, Any]:
    columns = (*_of_post(""), *_STANDS, *_OF_POSTS.values())
    return _there(below).order_by("pk").values_list("pk", *columns)


def _post_states(*, below: Given) -> QuerySet[Any, Any]:
    # A position may have been known in a unit that is no longer told of it.
    ids = Func(
        ArraySubquery(_there(below).order_by().values("pk")),
        ArraySubquery(
            PositionState.objects.filter(one_of_given("unit", below)).order_by().values("position")
        ),
        function="array_cat",
    )
    states = PositionState.objects.filter(
        Q(unit=None) | Q(unit__hidden=False),
        one_of("position", ids),
        position__in=Position.objects.visible().supported().values("pk"),
    )
    columns = (*_of_post("position__"), *_KNOWN, *_OF_POSTS.values())
    return states.order_by("position").values_list("position", *columns)


def _lines(*, below: Given) -> QuerySet[Any, Any]:
    facts = ReportingLine.objects.visible().supported().filter(one_of_given("organization", below))
    columns = (*_of_line(""), *_STANDS, *_OF_LINES.values())
    return facts.order_by("pk").values_list("pk", *columns)


def _line_states(*, below: Given) -> QuerySet[Any, Any]:
    facts = ReportingLine.objects.visible().supported().filter(one_of_given("organization", below))
    states = ReportingLineState.objects.filter(among("line", facts))
    columns = (*_of_line("line__"), *_KNOWN, *_OF_LINES.values())
    return states.order_by("line").values_list("line", *columns)


def _arrivals(*, people: Given, at: Given) -> QuerySet[Any, Any]:
    facts = Position.objects.visible().supported().filter(_ARRIVES)
    theirs = facts.filter(one_of_given("person", people), one_of_given("organization", at))
    columns = (*_of_post(""), *_STANDS, *_OF_POSTS.values())
    return theirs.values_list("pk", *columns)


def _arrival_states(*, people: Given, at: Given) -> QuerySet[Any, Any]:
    facts = Position.objects.visible().supported()
    theirs = facts.filter(one_of_given("person", people), one_of_given("organization", at))
    states = PositionState.objects.filter(_ARRIVES, among("position", theirs))
    columns = (*_of_post("position__"), *_KNOWN, *_OF_POSTS.values())
    return states.values_list("position", *columns)


class _Questions(NamedTuple):
    """What a roster is read by."""

    posts: Prepared[tuple[Any, ...]]
    lines: Prepared[tuple[Any, ...]]
    arrivals: Prepared[tuple[Any, ...]]


_NOW = _Questions(Prepared(_posts), Prepared(_lines), Prepared(_arrivals))
_EVER = _Questions(Prepared(_post_states), Prepared(_line_states), Prepared(_arrival_states))
