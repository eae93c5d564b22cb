"""What happened to a company or unit, in few words and on one axis: units, stakes, money, layoffs, its market."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from companies.models import EventKind, Organization
from companies.models.events import UNIT_EVENTS
from tracker.claims.withholding import Withheld, withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.entries import overdue
from tracker.timeline.happening_rows import STAKE, Row, rows_between
from tracker.timeline.organizations import Organizations, look_up
from tracker.timeline.refs import ref_org, ref_org_or_none
from tracker.timeline.stream import RANKS, StreamPlace
from tracker.timeline.wording import EventFacts, Phrase, event_deed, money, share, stake_deed

#: As many are told of those between two days.
MOST_BETWEEN = 40
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


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What happened to a company or unit between two days beside changes of its units, newest first; ``more`` than are told."""

    happenings: tuple[Happening, ...] = ()
    more: bool = False


def meanwhile(
    organization: Organization, *, since: date, until: date, known_on: date | None
) -> Meanwhile:
    """The events and stakes that may lie between the two days; two queries, one for none."""
    rows = rows_between(organization, since=since, until=until, known_on=known_on)
    shown = rows[:MOST_BETWEEN]
    organizations = look_up(set().union(*(row.named for row in shown))) if shown else {}
    told = happenings(shown, organization, organizations, as_of=until, names=withheld())
    return Meanwhile(tuple(told), more=len(rows) > len(shown))


def happenings(
    rows: Iterable[Row],
    organization: Organization,
    organizations: Organizations,
    *,
    as_of: date,
    names: Withheld,
) -> list[Happening]:
    """The rows as told on ``as_of``, in the same order; ``names`` are those that are withheld."""
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
    outlet = names.text(row.credited or "")
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
