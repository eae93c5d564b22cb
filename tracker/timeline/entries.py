"""What timelines are made of: posts, moves, and single happenings, each with its sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from people.models.positions import LineShape, PositionShape
from tracker.claims.models import Aspect
from tracker.kernel.facts import Occurrence
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import CONFIRMATION_HOLDS, LONG_AGO, Period
from tracker.kernel.statuses import Status
from tracker.timeline.bearing import saying_so
from tracker.timeline.evidence import Evidence, credited
from tracker.timeline.wording import Deed, Phrase, Ref, line_holds, plain, post_at

#: As many entries of a year need no headings of months.
MOST_BARE = 3
_BACKGROUND = ("Founding", "Reporting line")
#: A post that may be held and of which nobody has told anything for so long stands behind others.
UNHEARD_FOR = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Onward:
    """Where somebody went who was told to leave before anybody told whither, and who first named the place."""

    place: Ref
    outlet: str
    first_on: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, or is told to happen, with the sentences that say so."""

    anchor: str
    kind: str
    sentence: Phrase
    status: str
    happened: PartialDate | None
    told_on: date | None
    outlet: str
    first_on: date | None
    origins: int
    evidence: tuple[Evidence, ...]
    sort_on: date
    disputed: bool = False
    end_status: str = ""
    quote: str = ""
    #: When it was last corrected; None where it never was.
    corrected: datetime | None = None
    #: Of a move, the facts that it is derived from: ``position-7``.
    ends: tuple[str, ...] = ()
    #: The name under which its evidence is asked for, where that is not its anchor.
    asked_as: str = ""
    onward: Onward | None = None
    #: How many of its origins bear out its status, where not all of them do.
    saying: int | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts behind it, for correcting them."""
        return self.ends or (self.anchor,)

    @property
    def evidence_name(self) -> str:
        """The name under which its evidence is asked for: ``event-7``, ``move-7-end``."""
        return self.asked_as or self.anchor

    @property
    def about(self) -> str:
        """What it tells, in words."""
        return plain(self.sentence)

    @property
    def statuses(self) -> tuple[str, str]:
        """The status that a row shows of what it tells, and of its end where that has one of its own."""
        return self.status, self.end_status or self.status

    @property
    def year(self) -> int | None:
        """The year under which a timeline shows it; None when nothing says when: the year in which somebody mentioned a
        founding or a line that stands says nothing of it.
        """
        background = self.kind in _BACKGROUND and self.status in (Status.DONE, Status.HELD)
        if self.sort_on == LONG_AGO or (background and self.happened is None):
            return None
        return self.sort_on.year

    @property
    def month(self) -> int | None:
        """The month of that year, by the day that puts it in order; None when it may be any of more than two."""
        days = self.happened
        if days is not None and days.earliest is not None and days.latest is not None:
            first, last = days.earliest, days.latest
            if (last.year - first.year) * 12 + last.month - first.month > 1:
                return None
        return self.sort_on.month

    def begun_by(self, day: date) -> bool:
        """It may have happened by ``day``; what nothing dates is not known to be later."""
        if self.happened is not None:
            return _may_begin_by(self.happened, day)
        return self.year is None or self.sort_on <= day


@dataclass(frozen=True, slots=True)
class Post:
    """A position as known on a day: what is held, since when, until when, how firmly either end is told."""

    position: int
    person: Ref
    organization: Ref
    unit: Ref | None
    title: str
    start: PartialDate | None
    last_day: PartialDate | None
    end_state: str
    start_status: str
    end_status: str
    start_told_on: date | None
    end_told_on: date | None
    start_outlet: str
    end_outlet: str
    end_origins: int
    confirmed_last: date | None
    disputed: bool
    seniority: int
    holds: str
    end_overdue: bool = False
    #: It is held beside another, or no more than rumoured: others tell better who somebody is.
    beside: bool = False
    evidence: tuple[Evidence, ...] = ()
    corrected: datetime | None = None
    #: Whose report of it is the earliest, and of which day, where that was asked for.
    first_outlet: str = ""
    first_on: date | None = None
    #: The first days on which it may have been held, and surely was.
    possible_from: date | None = None
    certain_from: date | None = None

    @property
    def anchor(self) -> str:
        return f"position-{self.position}"

    @property
    def statuses(self) -> tuple[str, str]:
        """The statuses of its start and of its end."""
        return self.start_status, self.end_status

    @property
    def unconfirmed(self) -> bool:
        """Whether a start, or an end by now due, was told ahead, never confirmed, and so leaves it open."""
        ahead = self.end_overdue or self.start_status not in ("", "done")
        return ahead and self.holds == "possible"

    @property
    def facts(self) -> tuple[str, ...]:
        """The fact behind it, for correcting it."""
        return (self.anchor,)

    @property
    def evidence_name(self) -> str:
        """The name under which its evidence is asked for."""
        return self.anchor

    @property
    def about(self) -> str:
        """Whose post it is, in words."""
        words = plain(post_at(self.title or "post", self.organization, self.unit))
        return f"{self.person.name}, {words}"

    @property
    def held(self) -> bool:
        """In force on the day that was asked about, surely or possibly."""
        return self.holds != ""

    def unheard_on(self, day: date) -> bool:
        """It may be held on ``day``, no end of it is told, and for long nobody had told anything of it."""
        last = max(filter(None, (self.confirmed_last, self.start_told_on)), default=LONG_AGO)
        return self.holds == "possible" and not self.end_status and last < day - UNHEARD_FOR

    def begun_by(self, day: date) -> bool:
        """It may have begun by ``day``."""
        return self.start is None or _may_begin_by(self.start, day)

    @property
    def sort_on(self) -> date:
        known = self.start.sort_day if self.start else None
        return known or self.start_told_on or self.confirmed_last or LONG_AGO


def _may_begin_by(when: PartialDate, day: date) -> bool:
    return when.earliest is None or when.earliest <= day


def overdue(status: str, when: PartialDate | None, as_of: date) -> bool:
    """Announced for a day before ``as_of``, and nobody has said that it happened."""
    return (
        status == Status.ANNOUNCED
        and when is not None
        and when.latest is not None
        and when.latest < as_of
    )


def holds_on(period: Period, day: date) -> str:
    """``certain``, ``possible`` or nothing: whether the period was in force on ``day``."""
    if period.certain is not None and day in period.certain:
        return "certain"
    if period.possible is not None and day in period.possible:
        return "possible"
    return ""


def may_last(row: LineShape, day: date) -> bool:
    """It may be in force on ``day``, and the last word on it is no older than a confirmation holds."""
    holds = holds_on(row, day)
    if holds != "possible":
        return holds == "certain"
    started = row.start.latest if row.start else None
    words = (row.confirmed_last, row.start_told_on, row.start_first_on, started)
    last = max((word for word in words if word is not None), default=LONG_AGO)
    if overdue(row.end_status, row.end, day):
        return False
    return last != LONG_AGO and day - last <= CONFIRMATION_HOLDS


def post(
    row: PositionShape,
    *,
    position: int,
    person: Ref,
    organization: Ref,
    unit: Ref | None,
    as_of: date,
    outlets: dict[str, str],
    evidence: tuple[Evidence, ...] = (),
) -> Post:
    return Post(
        position=position,
        person=person,
        organization=organization,
        unit=unit,
        title=row.title,
        start=row.start,
        last_day=row.last_day_held,
        end_state=row.end_state,
        start_status=row.start_status,
        end_status=row.end_status,
        start_told_on=row.start_told_on or row.start_first_on,
        end_told_on=row.end_told_on or row.end_first_on,
        start_outlet=credited(
            outlets.get(row.start_first_outlet, ""),
            row.start_first_outlet,
            row.start_first_on,
            (e for e in evidence if e.aspect != Aspect.END),
        ),
        end_outlet=credited(
            outlets.get(row.end_first_outlet, ""),
            row.end_first_outlet,
            row.end_first_on,
            (e for e in evidence if e.aspect == Aspect.END),
        ),
        end_origins=row.end_origins,
        confirmed_last=row.confirmed_last,
        disputed=row.disputed,
        seniority=row.seniority,
        holds=holds_on(row, as_of),
        end_overdue=overdue(row.end_status, row.end, as_of),
        beside=not row.exclusive or row.start_status == Status.RUMOURED,
        evidence=evidence,
        possible_from=row.possible.lower if row.possible else None,
        certain_from=row.certain.lower if row.certain else None,
    )


def happening(
    row: Occurrence,
    deed: Deed,
    *,
    anchor: str,
    kind: str,
    as_of: date,
    outlets: dict[str, str],
    evidence: tuple[Evidence, ...],
) -> Entry:
    """The entry of a fact that happens once."""
    name = outlets.get(row.first_outlet, "")
    outlet = credited(name, row.first_outlet, row.first_on, evidence)
    return Entry(
        anchor=anchor,
        kind=kind,
        sentence=deed.told(row.status, outlet, overdue=overdue(row.status, row.happened, as_of)),
        status=row.status,
        happened=row.happened,
        told_on=row.told_on or row.first_on,
        outlet=outlet,
        first_on=row.first_on,
        origins=row.origins,
        evidence=evidence,
        sort_on=row.sort_day or LONG_AGO,
        disputed=row.disputed,
        saying=saying_so(evidence, row.status, row.origins),
    )


def line_entry(
    row: LineShape,
    deed: Deed,
    *,
    line: int,
    as_of: date,
    outlets: dict[str, str],
    evidence: tuple[Evidence, ...],
) -> Entry:
    """The entry of a reporting line: how firmly it is told to hold, and its end beside it."""
    name = outlets.get(row.start_first_outlet, "")
    outlet = credited(name, row.start_first_outlet, row.start_first_on, evidence)
    first = row.start_first_on or row.confirmed_first
    if row.end_status == Status.DONE:
        sentence = deed.told(Status.DONE, outlet)
    elif row.start_status in ("", Status.DONE):
        lasts = may_last(row, as_of)
        sentence = line_holds(deed) if lasts else deed.told(Status.DONE, outlet)
    else:
        late = overdue(row.start_status, row.start, as_of)
        sentence = deed.told(row.start_status, outlet, overdue=late)
    return Entry(
        anchor=f"line-{line}",
        kind="Reporting line",
        sentence=sentence,
        status=row.start_status or Status.HELD,
        happened=row.start,
        told_on=row.start_told_on or first,
        outlet=outlet,
        first_on=first,
        origins=row.start_origins,
        evidence=evidence,
        sort_on=(row.start.sort_day if row.start else None) or first or LONG_AGO,
        disputed=row.disputed,
        end_status=row.end_status,
    )


def by_month(entries: Sequence[Entry]) -> list[tuple[int | None, Sequence[Entry]]]:
    """The entries of one year under their months, in the order in which each month first comes; those of which no month
    is told are under 0. No more than MOST_BARE stand together under None, as do those without any month.
    """
    months: dict[int | None, list[Entry]] = {}
    for entry in entries:
        months.setdefault(entry.month or 0, []).append(entry)
    if len(entries) <= MOST_BARE or set(months) == {0}:
        return [(None, entries)]
    return list(months.items())
