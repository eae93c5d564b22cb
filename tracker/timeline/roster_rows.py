"""The posts and reporting lines of a company, of all days, as rows of numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress
from typing import Any

import numpy as np
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest, Least
from numpy.typing import NDArray

from people.models import (
    Move,
    MoveKind,
    MoveState,
    Position,
    PositionState,
    ReportingLine,
    ReportingLineState,
)
from tracker.kernel.columns import in_columns
from tracker.kernel.facts import among, one_of
from tracker.kernel.periods import CONFIRMATION_HOLDS_MONTHS, latest_day
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.kernel.statuses import EXPECTED, Status

#: Stand for a day: of what has no beginning, of what has no end, and of what has no day.
ALWAYS, NEVER, NO_DAY = 0, 10_000_000, -1


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns of numbers by name, each as long as ``texts``; and the slugs of the people that they name, of others maybe
    too.
    """

    numbers: Mapping[str, NDArray[np.int64]]
    texts: Sequence[str]
    people: Mapping[int, str]

    def without(self, people: NDArray[np.int64]) -> "Rows":
        """All but what is theirs."""
        stays = ~np.isin(self.numbers["who"], people)
        numbers = {name: column[stays] for name, column in self.numbers.items()}
        return Rows(numbers, list(compress(self.texts, stays.tolist())), self.people)

    def beside(self, more: "Rows") -> "Rows":
        """These and ``more``, in the order of their keys."""
        numbers = {
            name: np.concatenate([column, more.numbers[name]])
            for name, column in self.numbers.items()
        }
        order = np.argsort(numbers["key"], kind="stable")
        texts = [*self.texts, *more.texts]
        return Rows(
            {name: column[order] for name, column in numbers.items()},
            [texts[place] for place in order.tolist()],
            {**self.people, **more.people},
        )


#: An organization of no more units than this has people few enough to be looked up one by one, by a plan made before. Of
#: more, PostgreSQL had better plan for it: it may have thousands.
FEW = 8


@dataclass(frozen=True, slots=True)
class FirstDays:
    """For each unit in which posts are told the first days on which one may have been held, and surely was, as numbers."""

    possible: Mapping[int, int]
    certain: Mapping[int, int]

    def __contains__(self, unit: object) -> bool:
        return unit in self.possible

    def perhaps_by(self, unit: int, day: date) -> bool:
        return self.possible.get(unit, NEVER) <= day.toordinal()

    def surely_by(self, unit: int, day: date) -> bool:
        return self.certain.get(unit, NEVER) <= day.toordinal()


def rows_of(
    below: list[int], *, ever: bool, people: list[int] | None = None
) -> tuple[Rows, Rows, Rows]:
    """The posts and the reporting lines at these organizations that may be shown, or with ``ever`` every state that was
    known of them, by number; of all ``people``, or of these. One query.

    Somebody may be in a unit for another company: then their arrivals at that company are among the posts, for these tell
    since when. Last come the moves that tell more of a post's start than its days do, by the number of the post:
    ``inside`` where it brought nobody to the company, else an arrival with the days of the move.
    """
    asked = (part.statement(below=below, ever=ever, people=people) for part in _PARTS)
    posts, arrivals, lines, comings = in_columns(asked, _COLUMNS, planned=len(below) <= FEW)
    new = np.flatnonzero(~np.isin(arrivals["key"], posts["key"]))
    return (
        _rows(_and(posts, _those(arrivals, new)), {"other": "unit"}, (*_ALIKE, *_OF_POSTS)),
        _rows(lines, {"other": "manager"}, (*_ALIKE, "other", "lapsed")),
        _rows(comings, {"other": "inside"}, _OF_COMINGS),
    )


def _those(found: Mapping[str, Any], at: NDArray[np.int64]) -> dict[str, Any]:
    """The rows of an answer at these places."""
    return {
        name: [column[place] for place in at.tolist()] if _COLUMNS[name] else column[at]
        for name, column in found.items()
    }


def _and(some: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: column + more[name] if _COLUMNS[name] else np.concatenate([column, more[name]])
        for name, column in some.items()
    }


def _rows(found: Mapping[str, Any], called: Mapping[str, str], wanted: Iterable[str]) -> Rows:
    """The answer in the order of its keys; ``called`` are the names of columns that posts and lines have for their own."""
    sorted_ = _those(found, np.argsort(found["key"], kind="stable"))
    people = dict(zip(sorted_["who"].tolist(), sorted_["slug"], strict=True))
    if called["other"] == "manager":
        people.update(zip(sorted_["other"].tolist(), sorted_["other_slug"], strict=True))
    numbers = {called.get(name, name): sorted_[name] for name in wanted if not _COLUMNS[name]}
    return Rows(numbers, sorted_["text"], people)


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────────
_ORDINAL = "({}(%(expressions)s) - date '0001-01-01' + 1)"
_LOWER, _UPPER = _ORDINAL.format("lower"), _ORDINAL.format("upper")
#: What is in force on no day is so from never until always.
_FROM = f"CASE WHEN isempty(%(expressions)s) THEN {NEVER} ELSE coalesce({_LOWER}, {ALWAYS}) END"
_UNTIL = f"CASE WHEN isempty(%(expressions)s) THEN {ALWAYS} ELSE coalesce({_UPPER}, {NEVER}) END"


def _day(words: str, column: str) -> Func:
    return Func(F(column), template=words, output_field=IntegerField())


_TOLD = (Status.DONE, Status.ANNOUNCED)
#: The moves by which nobody comes to a company: whoever rises or turns to something else there was there before.
_INSIDE = (MoveKind.PROMOTION, MoveKind.REASSIGNMENT, MoveKind.BOARD_SEAT)
#: Those that tell more of a post than its own start does.
_TELLING = Q(kind__in=(*_INSIDE, MoveKind.FOUNDING)) | Q(
    kind__in=(MoveKind.HIRE, MoveKind.RETURN), happened__startswith__isnull=True
)


def _arrives(*, ever: bool) -> Q:
    """Somebody came from elsewhere: who rises from within was there before."""
    own = "position__organization" if ever else "organization"
    came = Q(start_status__in=_TOLD, stated_origin__isnull=False)
    return came & ~Q(stated_origin=F(own))


_SPELL: dict[str, Any] = {
    "possible": _day(_FROM, "possible"),
    "possible_until": _day(_UNTIL, "possible"),
    "certain": _day(_FROM, "certain"),
    "certain_until": _day(_UNTIL, "certain"),
    "start": _day(f"coalesce({_LOWER}, {NO_DAY})", "start"),
    "end": _day(f"coalesce({_LOWER}, {NO_DAY})", "end"),
}
_OF_POSTS: dict[str, Any] = {
    "other": Coalesce("unit", 0),
    "other_slug": Value(""),
    "text": F("title"),
    "seniority": F("seniority"),
    "start_latest": _day(
        f"CASE WHEN %(expressions)s IS NULL THEN {NO_DAY} ELSE coalesce({_UPPER} - 1, {NEVER}) END",
        "start",
    ),
    "may_end": Case(
        When(
            Q(end__isnull=False, end_status__in=(*_TOLD, Status.REPORTED)),
            then=_day(f"coalesce({_LOWER}, {ALWAYS})", "end"),
        ),
        default=NEVER,
    ),
    "gone_by": Case(
        When(
            Q(end_status__in=EXPECTED),
            then=_day(f"coalesce({_UPPER} - 1, {NEVER})", "end"),
        ),
        default=NEVER,
    ),
    "goes": Case(
        When(
            Q(end_status__in=EXPECTED),
            then=_day(f"coalesce({_LOWER}, {_UPPER} - 1, {NEVER})", "end"),
        ),
        # Nobody need tell that an interim is over: the next one's coming does.
        When(Q(interim=True, end_status=""), then=_day(f"coalesce({_UPPER}, {NEVER})", "start")),
        default=NEVER,
    ),
    "lapsed": Least(
        _day(f"coalesce({_LOWER}, {NEVER})", "overtaken"),
        Case(
            When(
                Q(end_status__in=EXPECTED),
                then=_day(_UNTIL, "possible"),
            ),
            default=NEVER,
        ),
    ),
    "arrival": Value(0),
}
_ALIKE = ("key", "who", "slug", "organization", "known", "known_until", *_SPELL)
#: Rows of posts and of lines have the same columns; here those that are texts.
_COLUMNS = {name: name in {"slug", "other_slug", "text"} for name in (*_ALIKE, *_OF_POSTS)}
#: Those of a move to which a post is the arrival.
_OF_COMINGS = ("key", "who", "known", "known_until", "start", "other", "start_latest")
#: The day on which a line has not been told for as long as a confirmation holds.
_SILENT = Func(
    Greatest("confirmed_last", "start_told_on", "start_first_on", latest_day("start")),
    template=f"coalesce((%(expressions)s + interval '{CONFIRMATION_HOLDS_MONTHS} months')::date"
    f" - date '0001-01-01' + 1, {NEVER})",
    output_field=IntegerField(),
)
_STANDS = (Value(ALWAYS), Value(NEVER))
_KNOWN = (_day(_FROM, "known"), _day(_UNTIL, "known"))


def _columns_alike(fact: str) -> tuple[Any, ...]:
    """Those of a fact as it stands, or of a state of the ``fact``."""
    way, known = (f"{fact}__", _KNOWN) if fact else ("", _STANDS)
    who = (f"{way}person", f"{way}person__slug", f"{way}organization")
    return (fact or "pk", *who, *known, *_SPELL.values())


def _of_posts(rows: QuerySet[Any], *, ever: bool) -> QuerySet[Any, Any]:
    arrival = Case(When(_arrives(ever=ever), then=1), default=0)
    told = (_OF_POSTS | {"arrival": arrival}).values()
    columns = (*_columns_alike("position" if ever else ""), *told)
    return rows.order_by().values_list(*columns)


def _of_lines(rows: QuerySet[Any], *, ever: bool) -> QuerySet[Any, Any]:
    way = "line__" if ever else ""
    named = (f"{way}manager", f"{way}manager__slug", F("kind"))
    others = (_SILENT if name == "lapsed" else Value(0) for name in (*_OF_POSTS,)[len(named) :])
    columns = (*_columns_alike("line" if ever else ""), *named, *others)
    return rows.order_by().values_list(*columns)


def _of_comings(rows: QuerySet[Any], *, ever: bool) -> QuerySet[Any, Any]:
    way, known = ("move__", _KNOWN) if ever else ("", _STANDS)
    inside = Case(When(kind__in=_INSIDE, then=1), default=0)
    told: dict[str, Any] = {
        "key": F(f"{way}arrival"),
        "who": F(f"{way}person"),
        "known": known[0],
        "known_until": known[1],
        "start": _day(f"coalesce({_LOWER}, {NO_DAY})", "happened"),
        "other": inside,
        "start_latest": _day(f"coalesce({_UPPER} - 1, {NO_DAY})", "happened"),
    }
    empty = {name: Value("") if text else Value(0) for name, text in _COLUMNS.items()}
    return rows.order_by().values_list(*(empty | told).values())


def _positions(people: Given | None) -> QuerySet[Position]:
    rows = Position.objects.visible().supported().order_by()
    return rows if people is None else rows.filter(one_of_given("person", people))


def _states(ids: Any, people: Given | None, *conditions: Q) -> QuerySet[PositionState]:
    """The states of posts with these ids, an array."""
    posts = _positions(people).values("pk")
    return PositionState.objects.filter(*conditions, one_of("position", ids), position__in=posts)


def _there(below: Given, people: Given | None) -> QuerySet[Position]:
    there = one_of_given("organization", below) | one_of_given("unit", below)
    return _positions(people).filter(there)


def _once(below: Given, people: Given | None) -> ArraySubquery:
    """The posts that were ever known in one of the units: they may no longer be told of it."""
    states = PositionState.objects.filter(one_of_given("unit", below)).order_by()
    if people is not None:
        states = states.filter(among("position", _positions(people)))
    return ArraySubquery(states.values("position"))


def _posts(*, below: Given, ever: bool, people: Given | None) -> QuerySet[Any, Any]:
    posts: QuerySet[Any] = _there(below, people)
    if ever:
        once = _once(below, people)
        ids = Func(ArraySubquery(posts.values("pk")), once, function="array_cat")
        posts = _states(ids, people, Q(unit=None) | Q(unit__hidden=False))
    return _of_posts(posts, ever=ever)


def _arrivals(*, below: Given, ever: bool, people: Given | None) -> QuerySet[Any, Any]:
    in_units = one_of_given("unit", below)
    if ever:
        in_units |= one_of("id", _once(below, people))
    guests = _positions(people).filter(in_units, ~one_of_given("organization", below))
    theirs = (
        one_of(column, ArraySubquery(guests.values(column)))
        for column in ("person", "organization")
    )
    came: QuerySet[Any] = _positions(people).filter(*theirs)
    if ever:
        return _of_posts(
            _states(ArraySubquery(came.values("pk")), people, _arrives(ever=True)), ever=True
        )
    return _of_posts(came.filter(_arrives(ever=False)), ever=False)


def _lines(*, below: Given, ever: bool, people: Given | None) -> QuerySet[Any, Any]:
    lines: QuerySet[Any] = ReportingLine.objects.visible().supported()
    lines = lines.filter(one_of_given("organization", below))
    if people is not None:
        lines = lines.filter(one_of_given("person", people))
    if ever:
        lines = ReportingLineState.objects.filter(among("line", lines))
    return _of_lines(lines, ever=ever)


def _comings(*, below: Given, ever: bool, people: Given | None) -> QuerySet[Any, Any]:
    there = one_of_given("to_company", below) | one_of_given("unit", below)
    moves: QuerySet[Any] = Move.objects.visible().filter(there, arrival__isnull=False).order_by()
    if people is not None:
        moves = moves.filter(one_of_given("person", people))
    if ever:
        moves = MoveState.objects.filter(among("move", moves))
    return _of_comings(moves.filter(_TELLING), ever=ever)


_PARTS = [Prepared(part) for part in (_posts, _arrivals, _lines, _comings)]
