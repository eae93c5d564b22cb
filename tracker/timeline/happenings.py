"""What happened to a company or unit, in few words and on one axis: units, stakes, money, layoffs, its market."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, Model, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.fetch_modes import FETCH_RAISE

from companies.models import EventKind, Organization
from companies.models.events import UNIT_EVENTS
from tracker.claims.withholding import Withheld, withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.prepared import Prepared
from tracker.timeline.chronicle import Entry as Placed
from tracker.timeline.entries import overdue
from tracker.timeline.facts import EVENTS, STAKES, FactKind, Pair
from tracker.timeline.organizations import Organizations, standing_for
from tracker.timeline.refs import ref_org, ref_org_or_none
from tracker.timeline.stream import RANKS, StreamPlace
from tracker.timeline.wording import EventFacts, Phrase, event_deed, money, share, stake_deed

#: As many of the latest as an axis and its lineage are drawn from, of events and of stakes.
MOST = 120
STAKE = "stake"
#: The lanes of the axis, with the kinds in each.
LANES = {
    "Units": tuple(kind.value for kind in UNIT_EVENTS),
    "Stakes": (STAKE,),
    "Funding and spending": (
        EventKind.FUNDING.value,
        EventKind.SPENDING.value,
        EventKind.COMPENSATION.value,
    ),
    "Layoffs": (EventKind.LAYOFF.value,),
    "Market reactions": (EventKind.MARKET_REACTION.value,),
}
_LANE_OF = {kind: lane for lane, kinds in LANES.items() for kind in kinds}


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
    day: date

    @property
    def named(self) -> set[int]:
        """The ids of the organizations that it names."""
        return {pk for pk in (self.organization, self.unit, self.into, self.lead) if pk is not None}


@dataclass(frozen=True, slots=True)
class Happening:
    """One event or stake as an axis tells it; ``label`` is all of it that fits beside a mark.

    ``place`` is where the part of the stream begins that has it first, with its sentences.
    """

    anchor: str
    lane: str
    kind: str
    label: str
    sentence: Phrase
    status: str
    happened: PartialDate | None
    told_on: date | None
    day: date
    outlet: str
    disputed: bool
    place: StreamPlace


def latest_rows(
    organization: Organization, *, as_of: date, known_on: date | None, everything: bool
) -> list[Row]:
    """The latest events and stakes that concern it, newest first, at most MOST of either; one query.

    ``everything`` False leaves out what surely began after ``as_of``.
    """
    until = None if everything else as_of
    rows = _LATEST.rows(
        about=organization.pk, unit=organization.is_unit, known_on=known_on, until=until
    )
    found = [Row(*row) for row in rows]
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
    "status", "happened", "told_on", "first_on", "disputed", "origins", "first_outlet", "outlet_name", "day",
)  # fmt: skip


def _latest(
    *, about: int, unit: bool, known_on: date | None, until: date | None
) -> QuerySet[Any, Any]:
    organization = standing_for(about, unit=unit)
    events, stakes = (
        _told(kind, organization, known_on, until, columns)
        for kind, columns in ((EVENTS, _EVENT), (STAKES, _STAKE))
    )
    return events.union(stakes, all=True)


_LATEST = Prepared(_latest, planned=True)


def _told(
    kind: FactKind,
    organization: Organization,
    known_on: date | None,
    until: date | None,
    columns: Sequence[Any],
) -> QuerySet[Any, Any]:
    facts: Any = kind.standing()
    rows = kind.told(facts.about(organization), known_on, bare=True).annotate(day=kind.day)
    if until is not None:
        rows = rows.annotate(begins=kind.begins).filter(begins__lte=until)
    of_fact = "" if known_on is None else f"{kind.name}__"
    asked = (
        F(one.replace(".", of_fact)) if isinstance(one, str) else one
        for one in (kind.key(known_on), *columns, *_OCCURRED)
    )
    latest: QuerySet[Any, Any] = rows.order_by("-day", f"-{kind.key(known_on)}")[:MOST]
    return latest.values_list(*asked)


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


def happenings(
    rows: Iterable[Row], organization: Organization, organizations: Organizations, *, as_of: date
) -> list[Happening]:
    """The rows as told on ``as_of``, in the same order."""
    names = withheld()
    return [_happening(row, organization, organizations, as_of, names) for row in rows]


def _happening(
    row: Row,
    organization: Organization,
    organizations: Organizations,
    as_of: date,
    names: Withheld,
) -> Happening:
    subject = ref_org(organizations[row.organization])
    unit, into, lead = (
        ref_org_or_none(organizations[pk]) if pk is not None else None
        for pk in (row.unit, row.into, row.lead)
    )
    event = EventFacts(
        kind=row.kind,
        organization=subject,
        unit=unit,
        into=into,
        lead=lead,
        beneficiary=names.text(row.beneficiary),
        count=row.count,
        percent=row.percent,
        amount_usd=row.amount_usd,
        valuation_usd=row.valuation_usd,
        purpose=names.text(row.purpose),
    )
    if row.kind == STAKE and unit is not None:
        deed = stake_deed(
            acquirer=subject, target=unit, percent=row.percent, amount_usd=row.amount_usd
        )
    else:
        deed = event_deed(event)
    outlet = row.outlet or ""
    return Happening(
        anchor=_anchor(row),
        lane=_LANE_OF[row.kind],
        kind="Stake" if row.kind == STAKE else EventKind(row.kind).label,
        label=_label(event, own=row.organization == organization.pk),
        sentence=deed.told(row.status, outlet, overdue=overdue(row.status, row.happened, as_of)),
        status=row.status,
        happened=row.happened,
        told_on=row.told_on or row.first_on,
        day=row.day,
        outlet=outlet,
        disputed=row.disputed,
        place=place_of(row),
    )


def _anchor(row: Row) -> str:
    return f"{'stake' if row.kind == STAKE else 'event'}-{row.pk}"


def place_of(row: Row) -> StreamPlace:
    """Where the part of the stream begins that has it first."""
    return StreamPlace((row.day, RANKS["stake" if row.kind == STAKE else "event"], row.pk + 1))


def _label(event: EventFacts, *, own: bool) -> str:
    """The event in few words. ``own``: it is the company's itself, whose name stands on the page."""
    unit = event.unit.name if event.unit else "a unit"
    into = event.into.name if event.into else "another unit"
    amount = money(event.amount_usd) if event.amount_usd is not None else ""
    size = share(event.percent) if event.percent is not None else ""
    match event.kind:
        case "unit_created":
            words = f"{unit} created"
        case "unit_renamed":
            words = f"{unit} renamed {into}"
        case "unit_merged":
            words = f"{unit} into {into}"
        case "unit_dissolved":
            words = f"{unit} dissolved"
        case "layoff":
            words = f"{event.count:,} jobs" if event.count is not None else f"{size} of jobs"
            return words if event.count is not None or size else "jobs"
        case "stake":
            other = unit if own else event.organization.name
            joined = ("of" if size else "in") if own else "by"
            words = f"{size or 'stake'} {joined} {other}"
            return f"{words}, {amount}" if amount else words
        case "funding":
            return amount + ("" if own else f" for {event.organization.name}")
        case "market_reaction":
            return (size or amount).replace("-", "−")
        case _:
            what = event.purpose or event.beneficiary
            return f"{amount} {'on' if event.purpose else 'to'} {what}" if what else amount
    return words
