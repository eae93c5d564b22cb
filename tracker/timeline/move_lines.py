"""Moves as lists and timelines tell them: the arrival, and the departure that it takes up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from people.models import Link, MoveKind
from people.models.moves import MoveShape
from tracker.claims.models import Aspect
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.bearing import saying_so
from tracker.timeline.entries import Entry, Onward, overdue
from tracker.timeline.evidence import Evidence, credited
from tracker.timeline.fact_names import FactName
from tracker.timeline.refs import NO_COMPANY
from tracker.timeline.wording import Phrase, Ref, move_deed, plain

#: What readers are told of a kind of move. A post taken up at the same company may stand in the place of the earlier one, or
#: beside it: which of both a move does not tell, nor then that anybody was reassigned.
#: What each kind is called. A departure is one by itself: of whoever is known to have arrived elsewhere that arrival is the move.
KIND_WORDS: dict[str, str] = dict(MoveKind.choices) | {
    MoveKind.REASSIGNMENT.value: "Another post",
    MoveKind.DEPARTURE.value: "Departure alone",
}


@dataclass(frozen=True, slots=True)
class Leaving:
    """The departure that an arrival takes up: when it was, how firmly it was told, and by whom first."""

    status: str
    happened: PartialDate | None
    sort_on: date
    outlet: str
    outlet_slug: str
    first_on: date | None
    origins: int
    sentence: Phrase
    evidence: tuple[Evidence, ...]
    onward: Onward | None = None
    saying: int | None = None

    @property
    def kind_word(self) -> str:
        return MoveKind.DEPARTURE.label


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A move as lists show it."""

    move: int
    kind: str
    status: str
    person: Ref
    origin: Ref | None
    destination: Ref | None
    unit: Ref | None
    title: str
    former_title: str
    happened: PartialDate | None
    sort_on: date
    link: str
    disputed: bool
    origins: int
    outlet: str
    first_on: date | None
    sentence: Phrase
    evidence: tuple[Evidence, ...] = ()
    #: Whose page the outlet's name leads to; empty where it may not be shown.
    outlet_slug: str = ""
    corrected: datetime | None = None
    seniority: int = 0
    #: The facts that it is derived from: ``position-7``, ``founding-2``.
    ends: tuple[str, ...] = ()
    #: What was told of the departure by itself; None where that adds nothing.
    leaving: Leaving | None = None
    #: The sentences that tell of the arrival alone.
    coming: tuple[Evidence, ...] = ()
    onward: Onward | None = None
    #: How many of its origins bear out its status, where not all of them do.
    saying: int | None = None
    #: The unit from which it is, where that was asked for and its row does not say.
    asked_of: Ref | None = None

    @property
    def anchor(self) -> str:
        return f"move-{self.move}"

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts behind it, for correcting them."""
        return self.ends

    @property
    def evidence_name(self) -> str:
        """The name under which its evidence is asked for: that of the arrival alone is ``move-7-start``."""
        return self.anchor

    @property
    def statuses(self) -> tuple[str, str]:
        """The status that a row shows of the move, for either end of it."""
        return self.status, self.status

    @property
    def about(self) -> str:
        """What it tells, in words."""
        return plain(self.sentence)

    @property
    def kind_word(self) -> str:
        return KIND_WORDS[self.kind]

    @property
    def unit_left(self) -> Ref | None:
        """The unit in which the post was that a departure gave up; else that of which the moves were asked for."""
        told = self.unit if self.kind == MoveKind.DEPARTURE else None
        return _unit_in(told or self.asked_of, self.origin)

    @property
    def unit_joined(self) -> Ref | None:
        """The unit in which the post is that was taken up."""
        return None if self.kind == MoveKind.DEPARTURE else _unit_in(self.unit, self.destination)

    @property
    def within(self) -> bool:
        """The person stays at the same company."""
        return self.origin is not None and self.origin == self.destination

    def entry(self) -> Entry:
        apart = self.leaving is not None and self.coming
        asked_as = str(FactName("move", self.move, Aspect.START)) if apart else ""
        return self._entry_of(self, self.anchor, self.coming if apart else self.evidence, asked_as)

    def entry_at(self, company: str) -> Entry:
        """The entry on a timeline of ``company``, a slug: that of the leaving where it was left."""
        if self.leaving is None or self.origin is None or self.origin.slug != company:
            return self.entry()
        return self._entry_of(self.leaving, self.anchor, self.evidence)

    def entries(self) -> tuple[Entry, ...]:
        """The entries on a timeline of the person: a leaving that was told by itself stands on its own day."""
        if self.leaving is None:
            return (self.entry(),)
        asked_as = str(FactName("move", self.move, Aspect.END))
        left = self._entry_of(self.leaving, f"left-{self.move}", self.leaving.evidence, asked_as)
        return self.entry(), left

    def _entry_of(
        self,
        told: "MoveLine | Leaving",
        anchor: str,
        evidence: tuple[Evidence, ...],
        asked_as: str = "",
    ) -> Entry:
        """The entry of the move itself, or of the departure that it takes up."""
        return Entry(
            anchor=anchor,
            kind=told.kind_word,
            sentence=told.sentence,
            status=told.status,
            happened=told.happened,
            told_on=told.first_on,
            outlet=told.outlet,
            first_on=told.first_on,
            origins=told.origins,
            evidence=evidence,
            sort_on=told.sort_on,
            disputed=self.disputed,
            corrected=self.corrected,
            ends=self.ends,
            asked_as=asked_as,
            onward=told.onward,
            saying=told.saying,
        )


def from_unit(lines: Iterable[MoveLine], unit: Ref) -> list[MoveLine]:
    """Moves that are of ``unit``, or of one below it: those that lead away from its company each name it as the place left."""
    return [
        replace(line, asked_of=unit)
        if line.origin is not None and line.origin.slug == unit.company and not line.within
        else line
        for line in lines
    ]


def _unit_in(unit: Ref | None, company: Ref | None) -> Ref | None:
    """The unit; its address is below ``company`` where its parents were not loaded."""
    if unit is None or company is None or unit.company != NO_COMPANY:
        return unit
    return replace(unit, company=company.slug)


def move_line(
    row: MoveShape,
    *,
    move: int,
    person: Ref,
    origin: Ref | None,
    destination: Ref | None,
    unit: Ref | None,
    as_of: date,
    outlets: dict[str, str],
    evidence: tuple[Evidence, ...] = (),
    left: tuple[Evidence, ...] = (),
    coming: tuple[Evidence, ...] = (),
    ends: tuple[str, ...] = (),
    counted: tuple[Evidence, ...] = (),
) -> MoveLine:
    """The move of a row. ``left`` are the sentences for the end of the post that was left, ``coming`` those for all else;
    ``counted`` those whose origins it counts.
    """
    name = outlets.get(row.first_outlet, "")
    outlet = credited(name, row.first_outlet, row.first_on, evidence)
    onward = None
    if row.kind == MoveKind.DEPARTURE and destination is not None:
        onward = _onward(destination, row.to_company_id, row.first_on, evidence)
    deed = move_deed(
        kind=row.kind,
        person=person,
        origin=origin,
        destination=None if onward else destination,
        unit=unit,
        title=row.title,
        former_title=row.former_title,
    )
    return MoveLine(
        move=move,
        kind=row.kind,
        status=row.status,
        person=person,
        origin=origin,
        destination=destination,
        unit=unit,
        title=row.title,
        former_title=row.former_title,
        happened=row.happened,
        sort_on=row.sort_on,
        link=row.link,
        disputed=row.disputed,
        origins=row.origins,
        outlet=outlet,
        first_on=row.first_on,
        sentence=deed.told(row.status, outlet, overdue=overdue(row.status, row.happened, as_of)),
        evidence=evidence,
        outlet_slug=row.first_outlet if name else "",
        seniority=row.seniority,
        ends=ends,
        coming=coming,
        leaving=_leaving(row, person, origin, destination, as_of, outlets, left, outlet),
        onward=onward,
        saying=saying_so(counted, row.status, row.origins),
    )


def _onward(
    place: Ref,
    company: int | None,
    first_on: date | None,
    evidence: Iterable[Evidence],
    arrival: tuple[date | None, str] = (None, ""),
) -> Onward | None:
    """Who first said that a departure, first told on ``first_on``, leads to ``place``; None where those who told of it first did.

    ``arrival`` is when, and by whom, the arrival there was first told. Without the sentences that alone decides.
    """
    told = [(e.published, e.outlet) for e in evidence if e.other == company and e.published]
    named = [(day, outlet) for day, outlet in (*told, arrival) if day is not None]
    day, outlet = min(named, default=(None, ""))
    if day is None or first_on is None or day <= first_on:
        return None
    return Onward(place, outlet, day)


def _leaving(
    row: MoveShape,
    person: Ref,
    origin: Ref | None,
    destination: Ref | None,
    as_of: date,
    outlets: dict[str, str],
    evidence: tuple[Evidence, ...],
    first: str,
) -> Leaving | None:
    """``first`` names the outlet that first told of the arrival."""
    if row.left_sort_on is None:
        return None
    same_news = row.left_first_on == row.first_on and row.left_first_outlet == row.first_outlet
    if same_news and row.left_sort_on == row.sort_on:
        return None
    name = outlets.get(row.left_first_outlet, "")
    outlet = credited(name, row.left_first_outlet, row.left_first_on, evidence)
    goal = destination if row.link == Link.STATED else None
    onward = None
    if goal is not None:
        arrival = (row.first_on, first)
        onward = _onward(goal, row.to_company_id, row.left_first_on, evidence, arrival)
    deed = move_deed(
        kind=MoveKind.DEPARTURE,
        person=person,
        origin=origin,
        destination=None if onward else goal,
        former_title=row.former_title,
    )
    late = overdue(row.left_status, row.left, as_of)
    return Leaving(
        status=row.left_status,
        happened=row.left,
        sort_on=row.left_sort_on,
        outlet=outlet,
        outlet_slug=row.left_first_outlet if name else "",
        first_on=row.left_first_on,
        origins=row.left_origins,
        sentence=deed.told(row.left_status, outlet, overdue=late),
        evidence=evidence,
        onward=onward,
        saying=saying_so(evidence, row.left_status, row.left_origins),
    )
