"""Everything known of a company or unit as one stream, newest first, a part at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any, Self

from django.db.models import QuerySet

from companies.models import EventKind, Organization
from people.models import MoveKind
from tracker.claims.withholding import Withheld
from tracker.kernel.periods import LONG_AGO
from tracker.kernel.prepared import Prepared
from tracker.timeline.chronicle import (
    Asked,
    Place,
    Strand,
    company_strands,
    entries_of,
    question_of,
    woven,
)
from tracker.timeline.chronicle import Entry as Placed
from tracker.timeline.corrections.marks import Corrected
from tracker.timeline.entries import Entry
from tracker.timeline.evidence import EvidenceBook, Wanted, evidence_for
from tracker.timeline.facts import (
    EVENTS,
    FOUNDINGS,
    KINDS,
    LINES,
    MOVES,
    STAKES,
    FactKind,
    Pair,
    outlets_told,
)
from tracker.timeline.organizations import standing_for
from tracker.timeline.told import Told, wanted_for_moves

#: The place of each kind among those of one day: that of its strand.
RANKS = {"move": 0, "event": 1, "stake": 2, "line": 3, "founding": 4}
_HAPPENED, _OTHERS = ("event", "stake"), ("move", "line", "founding")
#: As many entries as a part of a stream has.
PART = 25
_MONEY = (
    EventKind.FUNDING,
    EventKind.SPENDING,
    EventKind.COMPENSATION,
    EventKind.MARKET_REACTION,
)
#: What a stream can be narrowed to, with the words for it.
ABOUT = {
    "moves": "Moves",
    "units": "Units",
    "money": "Stakes and money",
    "layoffs": "Layoffs",
    "lines": "Reporting lines",
    "foundings": "Foundings",
}


class NotAPlaceInTime(ValueError):
    """The text names no place in a stream."""


@dataclass(frozen=True, slots=True)
class StreamPlace:
    """A place in a stream, as an address carries it: ``2025-06-12.1.204``."""

    place: Place

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str`` wrote; raises NotAPlaceInTime."""
        day, _, rest = text.partition(".")
        rank, _, number = rest.partition(".")
        try:
            place = (date.fromisoformat(day), int(rank), int(number))
        except ValueError as error:
            raise NotAPlaceInTime(text[:40]) from error
        if not (0 <= place[1] < 2**15 and 0 < place[2] < 2**63):
            raise NotAPlaceInTime(text[:40])
        return cls(place)

    def __str__(self) -> str:
        day, rank, number = self.place
        return f"{day.isoformat()}.{rank}.{number}"


@dataclass(frozen=True, slots=True)
class Stream:
    """A part of a stream under its years; ``older`` is where the next part begins."""

    years: tuple[tuple[int | None, tuple[Entry, ...]], ...]
    older: StreamPlace | None

    @property
    def size(self) -> int:
        return sum(len(entries) for _, entries in self.years)


@dataclass(frozen=True, slots=True)
class StreamPart:
    """Which part of a stream is wanted: what it tells ``about``, one of ABOUT, at one of these steps, ``before`` a place.
    Left as it is, the newest of all.
    """

    about: str = ""
    status: Sequence[str] = ()
    before: StreamPlace | None = None

    @property
    def narrowed(self) -> bool:
        return bool(self.about or self.status or self.before)

    def happened(
        self,
        organization: Organization,
        known_on: date | None,
        until: date | None,
        *,
        most: int = PART + 1,
    ) -> list[tuple[FactKind, QuerySet[Any]]]:
        """The questions for its events and stakes; with ``until`` without what surely began later."""
        strands = _strands(organization, self.about)
        clocks: Any = {"known_on": known_on, "until": until}
        return [
            (KINDS[name], self.question(name, strands, most=most, **clocks)) for name in _HAPPENED
        ]

    def question(
        self,
        name: str,
        strands: Sequence[Strand],
        *,
        known_on: date | None,
        until: date | None,
        since: date | None = None,
        most: int = PART + 1,
    ) -> QuerySet[Any]:
        """That for its facts of one kind, of these strands; with ``since`` without those that stand on an earlier day."""
        past = self.before.place if self.before else None
        asked = Asked(
            most, known_on, since=since, as_of=until, status=self.status, past=past, bare=True
        )
        rank = RANKS[name]
        return question_of(strands[rank], rank, asked)


def part_of_stream(
    organization: Organization,
    part: StreamPart,
    happened: Iterable[Placed],
    *,
    as_of: date,
    known_on: date | None = None,
    everything: bool = True,
) -> list[Placed]:
    """What is told in a part of a company's or unit's stream, and one thing more where there is a next part, where the
    events and stakes that ``happened`` are known; three queries. The names of organizations are left to be put in.

    ``everything`` False leaves out what surely began after ``as_of``.
    """
    until = None if everything else as_of
    strands = _strands(organization, part.about) if part.narrowed else ()
    found = woven(happened, most=PART + 1)
    for name in _OTHERS:
        # What stands before all that was found of other kinds would be read for nothing.
        since = found[-1].place[0] if len(found) > PART else LONG_AGO
        clocks: Any = {"known_on": known_on, "until": until, "since": since}
        rows = (
            part.question(name, strands, **clocks)
            if strands
            else _NEWEST[name].rows(about=organization.pk, unit=organization.is_unit, **clocks)
        )
        found = woven([*found, *entries_of(KINDS[name], RANKS[name], rows)], most=PART + 1)
    return found


def _newest(name: str, *, about: int, unit: bool, **clocks: Any) -> QuerySet[Any]:
    return StreamPart().question(name, _strands(standing_for(about, unit=unit), ""), **clocks)


#: The newest part of a stream of which nothing is left out, as every page of a company shows it.
_NEWEST = {name: Prepared(partial(_newest, name), planned=True) for name in _OTHERS}


def stream_of(
    found: Sequence[Placed],
    organization: Organization,
    marks: Corrected,
    names: Withheld,
    *,
    as_of: date,
    known_on: date | None = None,
    beside: frozenset[int] = frozenset(),
) -> tuple[Stream, EvidenceBook]:
    """The part as told, once the names of organizations are in it, and its evidence with that of the positions ``beside``
    it and the replies that stand beside the organization; one query, two where anybody has replied. ``marks`` are those
    of what it tells, ``names`` those that are withheld.
    """
    shown = found[:PART]
    pairs = [one.pair for one in shown]
    entries, book = _told(pairs, organization, marks, names, as_of, known_on, beside)
    years = (
        (year, tuple(entry for _, entry in group))
        for year, group in groupby(
            zip(shown, entries, strict=True), key=lambda both: _year(both[0].place)
        )
    )
    older = StreamPlace(shown[-1].place) if len(found) > PART else None
    return Stream(tuple(years), older), book


def _year(place: Place) -> int | None:
    return None if place[0] == LONG_AGO else place[0].year


def _strands(organization: Organization, about: str) -> list[Strand]:
    """The strands of the company, those that are not wanted emptied: a place keeps its rank."""
    strands = company_strands(organization)
    if not about:
        return strands
    if about == "foundings":
        return [
            replace(strand, facts=strand.facts.filter(kind=MoveKind.FOUNDING))
            if strand.kind is MOVES
            else _kept(strand, wanted=strand.kind is FOUNDINGS)
            for strand in strands
        ]
    kinds = {"moves": MOVES, "lines": LINES}
    if about in kinds:
        return [_kept(strand, wanted=strand.kind is kinds[about]) for strand in strands]
    events = {"money": _MONEY, "layoffs": (EventKind.LAYOFF,)}.get(about) or tuple(
        kind for kind in EventKind if kind.value.startswith("unit_")
    )
    return [
        Strand(EVENTS, strand.facts.filter(kind__in=events))
        if strand.kind is EVENTS
        else _kept(strand, wanted=strand.kind is STAKES and about == "money")
        for strand in strands
    ]


def _kept(strand: Strand, *, wanted: bool) -> Strand:
    return strand if wanted else Strand(strand.kind, strand.facts.none())


def ids_of(found: Sequence[Placed]) -> dict[str, set[int]]:
    """The ids of what the part tells, by kind."""
    ids: dict[str, set[int]] = {}
    for one in found[:PART]:
        ids.setdefault(one.pair.kind, set()).add(one.pair.fact.pk)
    return ids


def _told(
    pairs: Sequence[Pair],
    organization: Organization,
    marks: Corrected,
    names: Withheld,
    as_of: date,
    known_on: date | None,
    beside: frozenset[int],
) -> tuple[list[Entry], EvidenceBook]:
    of: dict[str, list[tuple[Any, Any]]] = {}
    for pair in pairs:
        of.setdefault(pair.kind, []).append((pair.fact, pair.row))
    ids = {kind: {fact.pk for fact, _ in both} for kind, both in of.items()}
    ends, begun = wanted_for_moves(of.get("move", ()))
    book = evidence_for(
        Wanted(
            positions=beside | ends,
            foundings=frozenset(ids.get("founding", set()) | begun),
            lines=frozenset(ids.get("line", ())),
            events=frozenset(ids.get("event", ())),
            stakes=frozenset(ids.get("stake", ())),
            organizations=frozenset({organization.pk}),
        ),
        known_on=known_on,
        names=names,
    )
    told = Told(as_of, book, outlets_told(of), marks, names)
    entries = [
        *(move.entry_at(organization.slug) for move in told.moves(of.get("move", ()))),
        *told.events(of.get("event", ())),
        *told.stakes(of.get("stake", ())),
        *told.lines(of.get("line", ())),
        *told.foundings(of.get("founding", ())),
    ]
    by_anchor = {entry.anchor: entry for entry in entries}
    return [by_anchor[f"{pair.kind}-{pair.fact.pk}"] for pair in pairs], book
