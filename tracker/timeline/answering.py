"""To whom a person answered and who answered to them, with the days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from people.models import Person, ReportingLine
from people.models.positions import LineShape
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import LONG_AGO
from tracker.kernel.statuses import UNDONE, Status
from tracker.timeline.entries import may_last, overdue
from tracker.timeline.evidence import credited
from tracker.timeline.refs import ref_org, ref_person
from tracker.timeline.told import Told
from tracker.timeline.wording import Ref


@dataclass(frozen=True, slots=True)
class Answering:
    """One reporting line, seen from one of its two people: ``other`` is the manager or the report.

    ``lasts``: it may be in force on the day that was asked about. ``last_day`` of a turned-back clock
    is not one that lies beyond it. Its sentences are asked for by ``anchor``; ``about`` says who answers to whom, where.
    """

    anchor: str
    about: str
    other: Ref
    organization: Ref
    kind: str
    start: PartialDate | None
    last_day: PartialDate | None
    status: str
    end_status: str
    lasts: bool
    overdue: bool
    told_on: date | None
    confirmed_last: date | None
    outlet: str
    sort_on: date


def answerings(
    person: Person,
    pairs: Iterable[tuple[ReportingLine, LineShape]],
    told: Told,
    *,
    until: date | None,
) -> tuple[tuple[Answering, ...], tuple[Answering, ...]]:
    """The managers and the reports on these lines, those that may be in force first, then newest first.

    ``until`` leaves out what surely began after it.
    """
    managers: list[Answering] = []
    reports: list[Answering] = []
    for fact, row in pairs:
        if until and row.start and row.start.surely_after(until):
            continue
        upwards = fact.person_id == person.pk
        found = managers if upwards else reports
        found.append(_answering(fact, row, fact.manager if upwards else fact.person, told, until))
    return tuple(sorted(managers, key=_order)), tuple(sorted(reports, key=_order))


def _order(one: Answering) -> tuple[bool, int, str]:
    return (not one.lasts, -one.sort_on.toordinal(), one.other.name)


def _answering(
    fact: ReportingLine, row: LineShape, other: Person, told: Told, until: date | None
) -> Answering:
    beyond = bool(until and row.end and row.end.surely_after(until))
    first = row.start_first_on or row.confirmed_first
    organization = ref_org(fact.organization)
    return Answering(
        anchor=f"line-{fact.pk}",
        about=f"{fact.person.name} answering to {fact.manager.name} at {organization.name}",
        other=ref_person(other),
        organization=organization,
        kind=row.kind,
        start=row.start,
        last_day=None if beyond else row.last_day_held,
        status=row.start_status or Status.HELD.value,
        end_status="" if beyond else row.end_status,
        lasts=row.start_status not in UNDONE and may_last(row, told.as_of),
        overdue=overdue(row.end_status, row.end, told.as_of),
        told_on=row.start_told_on or first,
        confirmed_last=row.confirmed_last,
        outlet=credited(
            told.outlets.get(row.start_first_outlet, ""),
            row.start_first_outlet,
            row.start_first_on,
            told.book.of("line", fact.pk),
        ),
        sort_on=(row.start.sort_day if row.start else None) or first or LONG_AGO,
    )
