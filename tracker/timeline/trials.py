"""What a decision would change on the timeline, in words: each fact before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models

from companies.models import OrgEvent, Stake
from companies.models.organizations import Organization
from people.models import Founding, Move, Position, ReportingLine, Statement
from tracker.claims.review.trial import FactChange, Trial
from tracker.kernel.facts import Occurrence
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import EndState, Period
from tracker.kernel.statuses import Status
from tracker.timeline.refs import ref_org, ref_org_or_none, ref_person
from tracker.timeline.wording import Phrase, Ref, money, move_deed, plain, share

type Said = str | PartialDate | date | Status | None

NEW, CHANGED, GONE = "New", "Changed", "Gone"
_KINDS = {
    "Position": "Position",
    "ReportingLine": "Reporting line",
    "Founding": "Founding",
    "Statement": "Statement",
    "OrgEvent": "Event",
    "Stake": "Stake",
    "Move": "Move",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a fact before and after; None where nothing is said."""

    name: str
    before: Said
    after: Said

    @property
    def changed(self) -> bool:
        return self.before != self.after

    @property
    def before_is_status(self) -> bool:
        return isinstance(self.before, Status)

    @property
    def after_is_status(self) -> bool:
        return isinstance(self.after, Status)


@dataclass(frozen=True, slots=True)
class Change:
    """One fact: what it is, whether it is new, changed or gone, and its fields."""

    kind: str
    about: str
    op: str
    lines: tuple[Line, ...]


def in_words(trial: Trial, *, outlet: str) -> tuple[Change, ...]:
    """The changes of ``trial``; ``outlet`` is who would be named as telling of a move."""
    return tuple(_change(one, outlet) for one in trial.changes)


def summary(changes: Iterable[Change]) -> str:
    """The changes in one line, for announcing: ``Position new, Move new``."""
    return ", ".join(f"{change.kind.lower()} {change.op.lower()}" for change in changes)


def _change(one: FactChange, outlet: str) -> Change:
    row = one.after if one.after is not None else one.before
    assert row is not None  # noqa: S101 - a change has one side at least
    before = dict(_fields(one.before, outlet)) if one.before is not None else {}
    after = dict(_fields(one.after, outlet)) if one.after is not None else {}
    lines = tuple(
        line
        for name in dict.fromkeys([*after, *before])
        if (line := Line(name, before.get(name), after.get(name))).changed or line.after is not None
    )
    op = NEW if one.before is None else GONE if one.after is None else CHANGED
    return Change(_KINDS[one.kind], _about(row), op, lines)


def _about(row: models.Model) -> str:
    match row:
        case Position():
            return f"{row.person} at {row.organization}"
        case ReportingLine():
            return f"{row.person} answers to {row.manager} at {row.organization}"
        case Founding():
            return f"{row.person} founds {row.organization}"
        case Statement():
            return f"{row.person} on {row.topic or 'a view'}"
        case OrgEvent():
            return f"{row.get_kind_display()}, {row.unit or row.organization}"
        case Stake():
            return f"{row.acquirer} in {row.target}"
        case Move():
            ends = " → ".join(str(end) for end in (row.from_company, row.to_company) if end)
            return f"{row.get_kind_display()}, {ends}"
        case _:
            return str(row)


def _fields(row: models.Model, outlet: str) -> Iterable[tuple[str, Said]]:
    match row:
        case Position():
            yield "Title", row.title or None
            yield "Unit", _name(row.unit)
            yield "Came from", _name(row.stated_origin)
            yield "Went to", _name(row.stated_destination)
            yield from _lasting(row)
        case ReportingLine():
            yield "Reports to", str(row.manager)
            yield "Kind of line", row.get_kind_display()
            yield from _lasting(row)
        case Move():
            yield "Page says", f"“{plain(_sentence(row, outlet))}”"
            yield "Status", Status(row.status)
            yield "Day", row.happened
        case OrgEvent():
            yield from _happening(row)
            yield "Jobs", f"{row.count:,}" if row.count is not None else None
            yield from _sums(row.percent, row.amount_usd)
            yield "Value", money(row.valuation_usd) if row.valuation_usd is not None else None
            yield "Unit", _name(row.unit)
            yield "Became", _name(row.into)
            yield "Leading investor", _name(row.lead)
            yield "Purpose", row.purpose or None
        case Stake():
            yield "Stake in", str(row.target)
            yield from _happening(row)
            yield from _sums(row.percent, row.amount_usd)
        case Founding():
            yield "Founded", str(row.organization)
            yield from _happening(row)
        case Statement():
            yield "Words", f"“{row.quote}”"
            yield "Topic", row.topic or None
            yield from _happening(row)


def _name(record: Organization | None) -> str | None:
    return str(record) if record is not None else None


def _lasting(row: Period) -> Iterable[tuple[str, Said]]:
    yield "From", row.start or _told(row.start_told_on or row.start_first_on)
    yield "Status of the start", Status(row.start_status) if row.start_status else None
    yield "To", _last_day(row)
    yield "Status of the end", Status(row.end_status) if row.end_status else None
    yield "Disputed", "yes" if row.disputed else None
    yield "Outlets for the start", _count(row.start_origins)
    yield "Outlets for the end", _count(row.end_origins)
    yield "Last confirmed", row.confirmed_last


def _last_day(row: Period) -> Said:
    if row.end_state == EndState.ENDED:
        return "ended, day unknown"
    return row.last_day_held or _told(row.end_told_on or row.end_first_on)


def _told(day: date | None) -> str | None:
    return f"no day stated; told {day.day} {day:%b} {day.year}" if day else None


def _happening(row: Occurrence) -> Iterable[tuple[str, Said]]:
    yield "Status", Status(row.status)
    yield "Day", row.happened or _told(row.told_on or row.first_on)
    yield "Disputed", "yes" if row.disputed else None
    yield "Outlets", _count(row.origins)


def _count(origins: int) -> str | None:
    return f"{origins} independent" if origins else None


def _sums(percent: Decimal | None, amount: Decimal | None) -> Iterable[tuple[str, Said]]:
    yield "Share", share(percent) if percent is not None else None
    yield "Sum", money(amount) if amount is not None else None


def _sentence(row: Move, outlet: str) -> Phrase:
    deed = move_deed(
        kind=row.kind,
        person=ref_person(row.person),
        origin=_place(row.from_company),
        destination=_place(row.to_company),
        unit=ref_org_or_none(row.unit),
        title=row.title,
        former_title=row.former_title,
    )
    return deed.told(row.status, outlet)


def _place(organization: Organization | None) -> Ref | None:
    return ref_org(organization) if organization is not None else None
