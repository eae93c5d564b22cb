"""Events and stakes of a company or unit as plain rows: those that its axis is drawn from, and those of a part of its stream."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, IntegerField, Model, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.fetch_modes import FETCH_RAISE

from companies.models import Organization
from companies.models.events import UNIT_EVENTS
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.prepared import Prepared
from tracker.timeline.chronicle import Asked, Strand, question_of
from tracker.timeline.chronicle import Entry as Placed
from tracker.timeline.credits import outlet_credited
from tracker.timeline.facts import EVENTS, STAKES, FactKind, Pair
from tracker.timeline.organizations import standing_for
from tracker.timeline.stream import RANKS, StreamPart

#: As many of the latest as an axis and its lineage are drawn from, of events and of stakes.
MOST = 120
STAKE = "stake"
#: What a row was asked for: the axis, or a part of the stream.
_AXIS, _PART = 0, 1


@dataclass(frozen=True, slots=True)
class Row:
    """One event or stake as known on a day. Of a stake, ``organization`` acquires and ``unit`` is the target."""

    pk: int
    kind: str
    organization: int
    unit: int | None
    into: int | None
    lead: int | None
    count: int | None
    percent: Decimal | None
    amount_usd: Decimal | None
    valuation_usd: Decimal | None
    purpose: str
    beneficiary: str
    status: str
    happened: PartialDate | None
    told_on: date | None
    first_on: date | None
    disputed: bool
    origins: int
    first_outlet: str
    outlet: str | None
    #: The outlet with the one that it credits, for what is told without its evidence.
    credited: str | None
    day: date

    @property
    def named(self) -> set[int]:
        """The ids of the organizations that it names."""
        return {pk for pk in (self.organization, self.unit, self.into, self.lead) if pk is not None}


def latest_rows(
    organization: Organization,
    part: StreamPart,
    *,
    as_of: date,
    known_on: date | None,
    everything: bool,
) -> tuple[list[Row], list[Row]]:
    """The latest events and stakes that concern it, newest first, at most MOST of either, and those among which a part of
    its stream has its own; one query.

    ``everything`` False leaves out what surely began after ``as_of``.
    """
    until = None if everything else as_of
    asked: Iterable[Any]
    if part.narrowed:
        axis = StreamPart().happened(organization, known_on, until, most=MOST)
        asked = _rows({_AXIS: axis, _PART: part.happened(organization, known_on, until)}, known_on)
    else:
        given: dict[str, Any] = {"about": organization.pk, "unit": organization.is_unit}
        asked = _LATEST.rows(**given, known_on=known_on, until=until)
    found: tuple[list[Row], list[Row]] = ([], [])
    for what, *row in asked:
        found[what].append(Row(*row))
    found[_AXIS].sort(key=lambda row: (row.day, row.pk), reverse=True)
    return found if part.narrowed else (found[_AXIS], found[_AXIS])


def rows_between(
    organization: Organization, *, since: date, until: date, known_on: date | None
) -> list[Row]:
    """The events, but for changes of units, and the stakes that may lie between the two days, for all that the dates say:
    newest first, at most MOST of either; one query.
    """
    given: dict[str, Any] = {"about": organization.pk, "unit": organization.is_unit}
    asked = _BETWEEN.rows(**given, known_on=known_on, since=since, until=until)
    found = [Row(*row) for _, *row in asked]
    return sorted(found, key=lambda row: (row.day, row.pk), reverse=True)


def _nothing(kind: str) -> Any:
    return RawSQL(f"NULL::{kind}", ())  # noqa: S611 - our own words


_BLANK = RawSQL("''::text", ())
#: The columns of a Row from ``kind`` to ``beneficiary``; those of the fact itself are marked with a dot.
_EVENT = (
    ".kind", ".organization", ".unit", ".into", ".lead", "count", "percent", "amount_usd",
    "valuation_usd", "purpose", ".beneficiary",
)  # fmt: skip
_STAKE = (
    RawSQL("'stake'::text", ()), ".acquirer", ".target", _nothing("bigint"), _nothing("bigint"),
    _nothing("int"), "percent", "amount_usd", _nothing("numeric"), _BLANK, _BLANK,
)  # fmt: skip
_OCCURRED = (
    "status", "happened", "told_on", "first_on", "disputed", "origins", "first_outlet", "outlet_name",
)  # fmt: skip


def _latest(
    *, about: int, unit: bool, known_on: date | None, until: date | None
) -> QuerySet[Any, Any]:
    organization = standing_for(about, unit=unit)
    axis = StreamPart().happened(organization, known_on, until, most=MOST)
    return _rows({_AXIS: axis}, known_on)


def _between(
    *, about: int, unit: bool, known_on: date | None, since: date, until: date
) -> QuerySet[Any, Any]:
    organization = standing_for(about, unit=unit)
    events: Any = EVENTS.standing().exclude(kind__in=UNIT_EVENTS)
    stakes: Any = STAKES.standing()
    asked = Asked(MOST, known_on, since=since, as_of=until, bare=True)
    questions = [
        (kind, question_of(Strand(kind, facts.about(organization)), RANKS[kind.name], asked))
        for kind, facts in ((EVENTS, events), (STAKES, stakes))
    ]
    return _rows({_AXIS: questions}, known_on)


_LATEST, _BETWEEN = Prepared(_latest, planned=True), Prepared(_between, planned=True)


def _rows(
    asked: Mapping[int, Sequence[tuple[FactKind, QuerySet[Any]]]], known_on: date | None
) -> QuerySet[Any, Any]:
    """What the questions find as Rows, each after what it was asked for."""
    first, *others = (
        rows.values_list(Value(what, output_field=IntegerField()), *_columns(kind, known_on))
        for what, questions in asked.items()
        for kind, rows in questions
    )
    return first.union(*others, all=True)


def _columns(kind: FactKind, known_on: date | None) -> list[Any]:
    of_fact = "" if known_on is None else f"{kind.name}__"
    of_kind = _STAKE if kind is STAKES else _EVENT
    return [
        F(one.replace(".", of_fact)) if isinstance(one, str) else one
        for one in (
            kind.key(known_on),
            *of_kind,
            *_OCCURRED,
            outlet_credited(kind.name, kind.key(known_on)),
            "day",
        )
    ]


def placed(rows: Iterable[Row], known_on: date | None) -> list[Placed]:
    """The rows as entries of a stream: records with the columns of a Row and no others."""
    return [
        Placed((row.day, RANKS[kind.name], row.pk), _pair(kind, row, known_on))
        for row in rows
        for kind in (STAKES if row.kind == STAKE else EVENTS,)
    ]


#: The columns of a fact that do not change, by its kind, each with that of a Row.
_STAYS = {
    EVENTS.name: {
        "id": "pk", "kind": "kind", "organization_id": "organization", "unit_id": "unit",
        "into_id": "into", "lead_id": "lead", "beneficiary": "beneficiary",
    },
    STAKES.name: {"id": "pk", "acquirer_id": "organization", "target_id": "unit"},
}  # fmt: skip
#: Those that a fact and its states have alike, and call as a Row does.
_CHANGES = {name: name for name in Row.__dataclass_fields__}


def _pair(kind: FactKind, row: Row, known_on: date | None) -> Pair:
    stays = _STAYS[kind.name]
    if known_on is None or kind.states is None:
        fact = told = _record(kind.facts, row, _CHANGES | stays)
    else:
        fact, told = _record(kind.facts, row, stays), _record(kind.states, row, _CHANGES)
        setattr(told, kind.name, fact)
    told.outlet_name = row.outlet
    return Pair(kind.name, fact, told)


def _record(model: type[Model], row: Row, columns: Mapping[str, str]) -> Any:
    held = [one for field in model._meta.concrete_fields if (one := field.attname) in columns]
    values = [getattr(row, columns[one]) for one in held]
    return model.from_db(DEFAULT_DB_ALIAS, held, values, fetch_mode=FETCH_RAISE)
