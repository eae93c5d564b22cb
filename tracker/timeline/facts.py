"""Lists of facts to page through: as they stand, or as one could know them on a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import F, Model, QuerySet, Value
from django.db.models.functions import Coalesce

from companies.models import OrgEvent, OrgEventState, Stake, StakeState
from people.models import (
    Founding,
    FoundingState,
    Move,
    MoveState,
    Position,
    PositionState,
    ReportingLine,
    ReportingLineState,
    Statement,
)
from people.models.moves import ends_shown
from tracker.claims.withholding import withheld, withhold_fact
from tracker.kernel.facts import StateQuerySet
from tracker.kernel.periods import DAY_OF_PERIOD, LONG_AGO, earliest_day, latest_day
from tracker.timeline.bearing import saying_so
from tracker.timeline.corrections.marks import last_corrected
from tracker.timeline.entries import holds_on
from tracker.timeline.evidence import (
    FIRST_OUTLETS,
    Evidence,
    EvidenceBook,
    Wanted,
    evidence_for,
    of_claims,
    outlet_named,
    outlet_names,
    outlets_brought,
    outlets_named,
)
from tracker.timeline.life import Said, life_of
from tracker.timeline.told import (
    claims_of_move,
    counted_of,
    evidence_of_move,
    left_of,
    wanted_for_moves,
)

#: The day by which rows are put in order, in words of the database; never null.
_OF_OCCURRENCES = Coalesce(
    latest_day("happened"), earliest_day("happened"), "told_on", "first_on", Value(LONG_AGO)
)
_OCCURRENCES_BEGIN = Coalesce(earliest_day("happened"), _OF_OCCURRENCES)

_PEOPLE = {"person", "manager"}


@cache
def _standing(facts: type[Any]) -> QuerySet[Any]:
    """The same question at every call: a page asks it a dozen times, and a copy is cheaper than a new one."""
    found: QuerySet[Any] = facts._default_manager.visible()
    return found if facts is Move else found.supported()  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class FactKind:
    """One kind of fact: where its rows and their states are, and which names they need."""

    name: str
    facts: type[Model]
    states: type[Model] | None
    names: tuple[str, ...]
    row_names: tuple[str, ...] = ()
    #: The column with the status of what happened, or of the start.
    status: str = "status"
    #: The day that puts a row in order, and the first day on which it may have begun.
    day: Any = _OF_OCCURRENCES
    begins: Any = _OCCURRENCES_BEGIN
    #: The column with the slug of the outlet that told it first.
    first: str = "first_outlet"

    def standing(self) -> QuerySet[Any]:
        """The facts that may be shown and that a claim supports."""
        return _standing(self.facts).all()

    def rows(self, known_on: date | None, **conditions: Any) -> QuerySet[Any]:
        """The facts that meet ``conditions``, or the states they were in on ``known_on``."""
        facts = self.standing().filter(**conditions)
        return self.told(facts, known_on)

    def told(
        self, facts: QuerySet[Any], known_on: date | None, *, bare: bool = False
    ) -> QuerySet[Any]:
        """Those facts as they stand, or the states they were in on ``known_on``, names loaded.

        ``bare`` without those of organizations, which a page looks up once for all that it tells
        (``organizations.py``), and with ``outlet_name``, that of the outlet that told it first.
        """
        names = tuple(name for name in self.names if name in _PEOPLE) if bare else self.names
        row_names = () if bare else self.row_names
        if known_on is None:
            found = facts.select_related(*names, *row_names) if names or row_names else facts
        elif self.states is None:
            found = facts.filter(first_on__lte=known_on).select_related(*names)
        else:
            found = StateQuerySet(self.states).known_on(known_on)
            if self.facts is Move:
                # What was known then may name a company that is hidden now.
                found = found.filter(*ends_shown())
            found = found.filter(**{f"{self.name}__in": facts.order_by()}).select_related(
                self.name, *(f"{self.name}__{name}" for name in names), *row_names
            )
        if not bare:
            return found
        own = {"outlet_name": outlet_named(self.first)}
        named: QuerySet[Any] = found.annotate(**(outlets_named() if self.facts is Move else own))
        return named

    def people(self, known_on: date | None) -> list[str]:
        """The people that its rows name, for ``select_related``."""
        way = "" if known_on is None else f"{self.name}__"
        return [f"{way}{name}" for name in self.names if name in _PEOPLE]

    def organizations_of(self, pair: "Pair") -> Iterable[tuple[Any, str]]:
        """Where a fact and its row name an organization: the object and its attribute."""
        yield from ((pair.fact, name) for name in self.names if name not in _PEOPLE)
        yield from ((pair.row, name) for name in self.row_names)

    def key(self, known_on: date | None) -> str:
        """The column with the id of the fact."""
        return "id" if known_on is None or self.states is None else f"{self.name}_id"

    def pair(self, row: Any) -> "Pair":
        fact = row if isinstance(row, self.facts) else getattr(row, self.name)
        return Pair(self.name, fact, row)


POSITIONS = FactKind(
    "position",
    Position,
    PositionState,
    ("person", "organization"),
    ("unit", "stated_origin"),
    "start_status",
    DAY_OF_PERIOD,
    Coalesce(earliest_day("start"), DAY_OF_PERIOD),
    "start_first_outlet",
)
LINES = FactKind(
    "line",
    ReportingLine,
    ReportingLineState,
    ("person", "manager", "organization"),
    status="start_status",
    day=DAY_OF_PERIOD,
    begins=Coalesce(earliest_day("start"), DAY_OF_PERIOD),
    first="start_first_outlet",
)
FOUNDINGS = FactKind("founding", Founding, FoundingState, ("person", "organization"))
EVENTS = FactKind("event", OrgEvent, OrgEventState, ("organization", "unit", "into", "lead"))
STAKES = FactKind("stake", Stake, StakeState, ("acquirer", "target"))
STATEMENTS = FactKind("statement", Statement, None, ("person",))
MOVES = FactKind(
    "move",
    Move,
    MoveState,
    ("person",),
    ("from_company", "to_company", "unit"),
    day=F("sort_on"),
    begins=Coalesce(earliest_day("happened"), "sort_on"),
)
#: The same moves as the company that was left has them, where the departure was told by itself.
LEAVINGS = replace(
    MOVES,
    status="left_status",
    day=F("left_sort_on"),
    begins=Coalesce(earliest_day("left"), "left_sort_on"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A fact, for its identity, and the row whose columns to read: itself or one of its states."""

    kind: str
    fact: Any
    row: Any


@dataclass(frozen=True, slots=True)
class Sourced:
    """A fact as told on a day, with the sentences that support it. ``outlets`` are those to name."""

    kind: str
    fact: Any
    row: Any
    evidence: tuple[Evidence, ...] = ()
    outlets: Mapping[str, str] = field(default_factory=dict)
    as_of: date | None = None
    known_on: date | None = None
    claims: tuple[Evidence, ...] = ()
    #: When it was last corrected; None where it never was.
    corrected: datetime | None = None
    #: The claims whose origins are counted; of a move that joins two companies, ``left`` are those of the departure.
    counted: tuple[Evidence, ...] = ()
    left: tuple[Evidence, ...] = ()

    @property
    def saying_so(self) -> int | None:
        """How many of its origins say its status themselves; None where all do, or where the claims do not tell."""
        return saying_so(self.counted, self.row.status, self.row.origins)

    @property
    def left_saying_so(self) -> int | None:
        """The same of the departure that a move takes up."""
        return saying_so(self.left, self.row.left_status, self.row.left_origins)

    @property
    def life(self) -> tuple[Said, ...]:
        """Which outlet said what of it on which day."""
        return life_of(self.claims)

    @property
    def holds(self) -> str | None:
        """Whether it was in force on ``as_of``: certain or possible; None when no day was asked."""
        return holds_on(self.row, self.as_of) if self.as_of is not None else None


KINDS = {
    kind.name: kind for kind in (POSITIONS, LINES, FOUNDINGS, EVENTS, STAKES, STATEMENTS, MOVES)
}


def pairs_of(kind: str, pks: Iterable[int], known_on: date | None) -> "list[Pair]":
    """Those of the facts of one kind that have these ids and may be shown, as told on a day; one query."""
    asked = KINDS[kind]
    return [asked.pair(row) for row in asked.rows(known_on, pk__in=set(pks))]


def book_of(pairs: Collection[Pair], known_on: date | None, *, around: bool = True) -> EvidenceBook:
    """The evidence of all of these facts, as ``evidence_for`` has it; one query."""
    ids = _ids(pairs)
    ends, begun = wanted_for_moves((pair.fact, pair.row) for pair in pairs if pair.kind == "move")
    wanted = Wanted(
        positions=frozenset(ids.get("position", set()) | ends),
        foundings=frozenset(ids.get("founding", set()) | begun),
        lines=frozenset(ids.get("line", set())),
        events=frozenset(ids.get("event", set())),
        stakes=frozenset(ids.get("stake", set())),
        statements=frozenset(ids.get("statement", set())),
    )
    return evidence_for(wanted, known_on=known_on, around=around)


def counted_in(pair: Pair, book: EvidenceBook, *aspects: str) -> tuple[Evidence, ...]:
    """The claims whose origins a fact counts; with ``aspects``, those of these ends of one that lasts."""
    if pair.kind == "move":
        return counted_of(pair.fact, book)
    return book.of(pair.kind, pair.fact.pk, *aspects)


def _ids(pairs: Iterable[Pair]) -> dict[str, set[int]]:
    ids: dict[str, set[int]] = {}
    for pair in pairs:
        ids.setdefault(pair.kind, set()).add(pair.fact.pk)
    return ids


def sourced(
    pairs: Sequence[Pair], *, known_on: date | None = None, as_of: date | None = None
) -> list[Sourced]:
    """The facts with their sentences, in the same order; four queries however many they are."""
    if not pairs:
        return []
    ids = _ids(pairs)
    book = book_of(pairs, known_on)
    outlets = outlet_names(_outlets(pairs))
    corrected = last_corrected(ids)
    names = withheld()
    return [
        Sourced(
            kind=pair.kind,
            fact=withhold_fact(pair.fact, names),
            row=withhold_fact(pair.row, names),
            evidence=evidence_of_move(pair.fact, book)
            if pair.kind == "move"
            else book.of(pair.kind, pair.fact.pk),
            outlets=outlets,
            as_of=as_of,
            known_on=known_on,
            claims=of_claims(
                claims_of_move(pair.fact, book)
                if pair.kind == "move"
                else book.of(pair.kind, pair.fact.pk)
            ),
            corrected=corrected.get((pair.kind, pair.fact.pk)),
            counted=counted_in(pair, book),
            left=left_of(pair.fact, book) if pair.kind == "move" else (),
        )
        for pair in pairs
    ]


def outlets_told(of: Mapping[str, Iterable[tuple[Any, Any]]]) -> dict[str, str]:
    """The names of the outlets that rows told ``bare`` bring along, by slug; ``of`` has facts with their rows by kind."""
    named: dict[str, str] = {}
    for kind, both in of.items():
        named |= outlets_brought((row for _, row in both), KINDS[kind].first)
    return named


def _outlets(pairs: Iterable[Pair]) -> set[str]:
    return {getattr(pair.row, column, "") for pair in pairs for column in FIRST_OUTLETS}
