"""On which day each difference between two days came about, who told it first, and which facts say so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from companies.models import (
    EventKind,
    Organization,
    OrganizationName,
    OrganizationParent,
    Succession,
)
from companies.models.events import UNIT_EVENTS
from people.models import Position, PositionState, ReportingLine, ReportingLineState
from tracker.claims.models import Aspect, Claim
from tracker.claims.withholding import Withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.prepared import Given, one_of_given
from tracker.kernel.statuses import UNDONE, Status
from tracker.timeline.credits import outlet_credited
from tracker.timeline.differences import Change
from tracker.timeline.evidence import CITED_BY
from tracker.timeline.fact_names import FactName
from tracker.timeline.facts import EVENTS
from tracker.timeline.looks import Line, question
from tracker.timeline.staff import Member, Staff

#: As many facts are named of one difference.
MOST = 4
#: The columns by which claims name a fact.
_CLAIMED = {"position": "positions", "line": "line"}


class Telling(NamedTuple):
    """When a difference came about, as far as known, how firmly that is told, and by whom first.

    ``facts`` are those that say so, as the address of their evidence names them: none where it follows from a record
    alone. ``ended``: the day is the last one of something. ``named``: nobody tells of the difference; it is what first
    named the unit, which may have been there long before. ``dated_by_record``: nobody tells of it either, but the record has
    its day, and who first named the unit stands for its source.
    """

    happened: PartialDate | None
    told_on: date | None
    status: str
    outlet: str
    facts: str
    ended: bool = False
    named: bool = False
    dated_by_record: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """The facts in which the days of some differences are looked for, by change; and the units that they speak of."""

    facts: Mapping[tuple[int, str], Sequence[FactName]]
    units: Mapping[tuple[int, str], int]

    def given(self) -> dict[str, list[int]]:
        """What ``questions_of_tellings`` is to be given."""
        named = [name for names in self.facts.values() for name in names]
        return {
            "positions": sorted({name.pk for name in named if name.kind == "position"}),
            "lines": sorted({name.pk for name in named if name.kind == "line"}),
            "units": sorted(set(self.units.values())),
        }


def sought_for(changes: Iterable[Change], before: Staff, later: Staff) -> Sought:
    """Where the days of these differences between the two days are to be looked for."""
    structures = (before.structure, later.structure)
    units = {one.top.slug: one.top.pk for one in structures}
    units |= {unit.slug: pk for one in structures for pk, unit in one.ended.items()}
    units |= {unit.slug: pk for one in structures for pk, unit in one.units.items()}
    facts: dict[tuple[int, str], Sequence[FactName]] = {}
    about: dict[tuple[int, str], int] = {}
    for change in changes:
        if (unit := change.by[0].unit if change.by else change.unit) is not None:
            about[change.place] = units[unit.slug]
        elif change.person_id is not None:
            facts[change.place] = tuple(_facts_of(change, change.person_id, before, later))
    return Sought(facts, about)


def _facts_of(change: Change, pk: int, before: Staff, later: Staff) -> Iterator[FactName]:
    """The starts or ends that make the difference."""
    if change.rows:
        for pk in later.book.posts.key[list(change.rows)].tolist():
            yield from (FactName("position", pk, one) for one in (Aspect.END, Aspect.START))
        return
    was, now = (staff.member(pk) if pk in staff else None for staff in (before, later))
    if change.kind == "new_manager":
        kind, begun, over = "line", _lines_to(now, later), _lines_to(was, before)
    else:
        kind, begun, over = "position", _posts_of(now), _posts_of(was)
    if change.kind not in {"joined", "left"}:
        begun, over = begun - over, over - begun
    aspect = Aspect.START if begun and change.kind != "left" else Aspect.END
    for pk in sorted(begun if aspect == Aspect.START else over):
        yield FactName(kind, pk, aspect)


def _posts_of(member: Member | None) -> set[int]:
    return {post.position for post in member.posts} if member else set()


def _lines_to(member: Member | None, staff: Staff) -> set[int]:
    """The lines to the manager below whom somebody stands."""
    if member is None:
        return set()
    manager = staff.manager_of(member.pk)
    return {line.line for line in member.lines if line.manager == manager}


def tellings(
    sought: Sought,
    changes: Iterable[Change],
    found: Mapping[str, Sequence[Line]],
    names: Withheld,
) -> dict[tuple[int, str], Telling]:
    """What is told of each change, by its place, from the answers to ``questions_of_tellings``; ``names`` are those that are
    withheld.
    """
    by_fact = {
        FactName(kind, line.one or 0, aspect): line
        for kind in ("position", "line")
        for aspect in (Aspect.START, Aspect.END)
        for line in found.get(f"{kind}-{aspect}", ())
    }
    told: dict[tuple[int, str], Telling] = {}
    for change in changes:
        if (unit := sought.units.get(change.place)) is not None:
            kind = f"unit_{change.by[0].how}" if change.by else change.kind
            told[change.place] = _of_unit(kind, unit, found)
        elif facts := [one for one in sought.facts.get(change.place, ()) if one in by_fact]:
            told[change.place] = _of_person(change.kind, facts, by_fact)
    return {place: one._replace(outlet=names.text(one.outlet)) for place, one in told.items()}


def _of_person(kind: str, names: Sequence[FactName], by_fact: Mapping[FactName, Line]) -> Telling:
    """By the first start, of whoever went by the last end: of two that may be the last, by the one of which more is told."""
    ends = [name for name in names if name.aspect == Aspect.END]
    if kind in {"left", "came_and_went"} and ends:
        ends.sort(key=lambda name: _end_day(by_fact[name]), reverse=True)
        order = [*ends, *(name for name in names if name.aspect != Aspect.END)]
    else:
        order = sorted(names, key=lambda name: _day(by_fact[name]))
    line, ended = by_fact[order[0]], order[0].aspect == Aspect.END
    status, _, outlet = line.word.partition(" ")
    happened = line.since.last_day_held() if line.since and ended else line.since
    facts = ",".join(map(str, order[:MOST]))
    return Telling(happened, line.day, status, outlet, facts, ended=ended)


def _of_unit(kind: str, unit: int, found: Mapping[str, Sequence[Line]]) -> Telling:
    """By the event that says so, a done one first; else by the day that its record has."""
    events = [
        line
        for line in found.get("event", ())
        if line.other == unit and line.word.startswith(f"{kind} ")
    ]
    if events:
        events.sort(key=lambda line: (f" {Status.DONE} " not in line.word, _day(line)))
        _, status, outlet = events[0].word.split(" ", 2)
        facts = ",".join(str(FactName("event", line.one or 0)) for line in events[:MOST])
        return Telling(events[0].since, events[0].day, status, outlet, facts)
    tag = {"unit_created": "founded", "unit_moved": "parent"}.get(kind, "after")
    days = [line.since for line in found.get(tag, ()) if line.other == unit and line.since]
    if kind == "unit_renamed" and not days:
        days = [line.since for line in found.get("name", ()) if line.other == unit and line.since]
    happened = max(days, key=lambda day: day.sort_day, default=None)
    if kind == "unit_created":
        for line in found.get("named", ()):
            if line.other == unit and line.word:
                fact, told_on, outlet = line.word.split(" ", 2)
                telling = Telling(happened, date.fromisoformat(told_on), "", outlet, fact)
                return telling._replace(
                    named=happened is None, dated_by_record=happened is not None
                )
    return Telling(happened, None, "", "", "")


def steps_of(
    unit: int, found: Mapping[str, Sequence[Line]], names: Withheld, *, as_of: date
) -> tuple[tuple[str, Telling], ...]:
    """What is told of a unit's beginning and, by events, of its end, each with the kind of change that it is, from the
    answers to ``questions_of_steps``; without what is told for after ``as_of``.
    """
    told = ((str(kind), _of_unit(kind, unit, found)) for kind in UNIT_EVENTS)
    return tuple(
        (kind, one._replace(outlet=names.text(one.outlet)))
        for kind, one in told
        if (one.facts or (one.happened and kind == EventKind.UNIT_CREATED))
        and not _after(one, as_of)
    )


def step_of(kind: str, unit: int, found: Mapping[str, Sequence[Line]]) -> Telling:
    """What is told of a unit's beginning or of one end, whenever that was, from the answers to ``questions_of_steps``; the
    name of the outlet as it is on record.
    """
    return _of_unit(kind, unit, found)


def _after(told: Telling, day: date) -> bool:
    if told.happened is not None:
        return told.happened.surely_after(day)
    return told.told_on is not None and told.told_on > day


def _end_day(line: Line) -> tuple[date, date]:
    return _day(line), (line.since.earliest if line.since else None) or date.min


def _day(line: Line) -> date:
    return (line.since.sort_day if line.since else line.day) or date.max


# ── questions ────────────────────────────────────────────────────────────────────────────────────


def questions_of_tellings(
    *, positions: Given, lines: Given, units: Given, known_on: date | None, day: date
) -> list[QuerySet[Any, Any]]:
    """What ``tellings`` needs of the facts that differences rest on; ``day`` is that of names and parents."""
    dated = {"since__isnull": False, "since__startswith__lte": day}
    return [
        *_of_periods("position", positions, Position, PositionState, known_on),
        *_of_periods("line", lines, ReportingLine, ReportingLineState, known_on),
        *questions_of_steps(units, known_on=known_on),
        *(
            question(
                tag, rows.filter(one_of_given(f"{column}_id", units)), other=column, since=since
            )
            for tag, rows, column, since in (
                ("parent", OrganizationParent.objects.filter(**dated), "organization", "since"),
                (
                    "name",
                    OrganizationName.objects.filter(**dated, alias=False),
                    "organization",
                    "since",
                ),
            )
        ),
    ]


def questions_of_steps(units: Given, *, known_on: date | None) -> list[QuerySet[Any, Any]]:
    """What ``steps_of`` and ``step_of`` need of these units."""
    events: Any = EVENTS.standing().filter(one_of_given("unit_id", units), kind__in=UNIT_EVENTS)
    rows = EVENTS.told(events, known_on).select_related(None).exclude(status__in=UNDONE)
    way = "" if known_on is None else "event__"
    return [
        question(
            "event",
            rows,
            word=_words(
                F(f"{way}kind"), F("status"), outlet_credited("event", EVENTS.key(known_on))
            ),
            one=EVENTS.key(known_on),
            other=f"{way}unit",
            since="happened",
            day=Coalesce("told_on", "first_on"),
        ),
        question(
            "founded",
            Organization.objects.visible().filter(one_of_given("id", units)),
            other="id",
            since="founded",
        ),
        question(
            "named",
            Organization.objects.visible().filter(one_of_given("id", units)),
            other="id",
            word=Subquery(_naming(known_on).values("said")[:1]),
        ),
        question(
            "after",
            Succession.objects.filter(one_of_given("earlier_id", units), later__hidden=False),
            other="earlier",
            since="happened",
        ),
    ]


def _naming(known_on: date | None) -> QuerySet[Any]:
    """The claims that name the unit beside which they are asked for, first published first; of each, in ``said``, the fact
    that it supports, its day and its outlet.
    """
    own = OuterRef("pk")
    claims = Claim.objects.visible().filter(
        Q(unit=own) | Q(organization=own) | Q(other=own), published_on__isnull=False
    )
    posts = Claim.positions.through._default_manager.filter(claim=OuterRef("pk"))
    post = Subquery(posts.order_by("position").values("position")[:1])
    fact = Case(
        *(
            When(Q(**{f"{kind}__isnull": False}), then=_fact(kind, F(f"{kind}_id")))
            for kind in ("line", "event", "stake", "founding", "statement")
        ),
        default=_fact("position", post),
    )
    told_by = Coalesce("outlet__name", "article__outlet__name")
    both = Concat("via", Value(CITED_BY), told_by, output_field=TextField())
    credits_another = ~Q(via__in=("", told_by))
    outlet = Case(When(credits_another, then=both), default=told_by, output_field=TextField())
    return (
        (claims if known_on is None else claims.known_on(known_on))
        .annotate(fact=fact, said=_words(F("fact"), Cast("published_on", TextField()), outlet))
        .filter(fact__isnull=False)
        .order_by("published_on", "key")
    )


def _fact(kind: str, pk: Any) -> Concat:
    """The name of a fact; null where there is none."""
    return Concat(Value(f"{kind}-"), Cast(pk, TextField()), output_field=TextField())


def _of_periods(
    kind: str, ids: Given, facts: Any, states: Any, known_on: date | None
) -> Iterator[QuerySet[Any, Any]]:
    """The starts and the ends of these facts, or of the states in which they were known."""
    if known_on is None:
        key, rows = "id", facts.objects.visible().filter(one_of_given("id", ids))
    else:
        key = f"{kind}_id"
        rows = states.objects.known_on(known_on).filter(one_of_given(key, ids))
    for aspect in (Aspect.START, Aspect.END):
        told = [f"{aspect}_told_on", f"{aspect}_first_on"]
        held = ["confirmed_first"] if aspect == Aspect.START else []
        yield question(
            f"{kind}-{aspect}",
            rows,
            word=_words(F(f"{aspect}_status"), outlet_credited(_CLAIMED[kind], key, str(aspect))),
            one=key,
            since=str(aspect),
            day=Coalesce(*told, *held),
        )


def _words(*parts: Any) -> Concat:
    texts = (Coalesce(part, Value(""), output_field=TextField()) for part in parts)
    first, *rest = texts
    return Concat(
        first, *(word for part in rest for word in (Value(" "), part)), output_field=TextField()
    )
