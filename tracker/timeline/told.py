"""From rows to what pages tell: posts, moves and happenings, with their sentences."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from companies.models import OrgEvent, Stake
from companies.models.events import OrgEventShape, StakeShape
from people.models import Founding, Move, Person, Position, ReportingLine, Statement
from people.models.moves import MoveShape
from people.models.positions import LineShape, PositionShape
from tracker.claims.withholding import Withheld, withheld, withhold_fact
from tracker.kernel.facts import Occurrence
from tracker.kernel.periods import LONG_AGO
from tracker.timeline.bearing import saying_so
from tracker.timeline.corrections.marks import Corrected
from tracker.timeline.entries import Entry, Post, happening, line_entry, post
from tracker.timeline.evidence import Evidence, EvidenceBook, credited, quotes_first
from tracker.timeline.move_lines import MoveLine, move_line
from tracker.timeline.refs import ref_org, ref_org_or_none, ref_person
from tracker.timeline.wording import EventFacts, event_deed, founding_deed, line_deed, stake_deed


@dataclass(slots=True)
class Told:
    """The rows and sentences from which a page is put together."""

    as_of: date
    book: EvidenceBook
    outlets: dict[str, str]
    corrected: Corrected = field(default_factory=dict)
    names: Withheld = field(default_factory=withheld)

    def _marked[T: (Entry, MoveLine, Post)](self, entries: Iterable[T]) -> list[T]:
        """The entries, those that were corrected with the moment at which they last were."""
        found = []
        for entry in entries:
            kind, _, pk = entry.anchor.partition("-")
            at = self.corrected.get((kind, int(pk)))
            found.append(replace(entry, corrected=at) if at else entry)
        return found

    def posts(self, pairs: Iterable[tuple[Position, PositionShape]]) -> list[Post]:
        return self._marked(
            post(
                withhold_fact(row, self.names),
                position=fact.pk,
                person=ref_person(fact.person),
                organization=ref_org(fact.organization),
                unit=ref_org_or_none(row.unit),
                as_of=self.as_of,
                outlets=self.outlets,
                evidence=self.book.of("position", fact.pk),
            )
            for fact, row in pairs
        )

    def moves(self, pairs: Iterable[tuple[Move, MoveShape]]) -> list[MoveLine]:
        return self._marked(
            move_line(
                withhold_fact(row, self.names),
                move=fact.pk,
                person=ref_person(fact.person),
                origin=ref_org_or_none(row.from_company),
                destination=ref_org_or_none(row.to_company),
                unit=ref_org_or_none(row.unit),
                as_of=self.as_of,
                outlets=self.outlets,
                evidence=evidence_of_move(fact, self.book),
                left=left_of(fact, self.book) if row.left_sort_on else (),
                coming=evidence_of_arrival(fact, self.book) if row.left_sort_on else (),
                ends=_facts_of(fact),
                counted=counted_of(fact, self.book),
            )
            for fact, row in pairs
        )

    def lines(self, pairs: Iterable[tuple[ReportingLine, LineShape]]) -> list[Entry]:
        return self._marked(
            line_entry(
                row,
                line_deed(
                    person=ref_person(fact.person),
                    manager=ref_person(fact.manager),
                    organization=ref_org(fact.organization),
                    kind=row.kind,
                ),
                line=fact.pk,
                as_of=self.as_of,
                outlets=self.outlets,
                evidence=self.book.of("line", fact.pk),
            )
            for fact, row in pairs
        )

    def foundings(self, pairs: Iterable[tuple[Founding, Occurrence]]) -> list[Entry]:
        return self._marked(
            happening(
                row,
                founding_deed(
                    person=ref_person(fact.person), organization=ref_org(fact.organization)
                ),
                anchor=f"founding-{fact.pk}",
                kind="Founding",
                as_of=self.as_of,
                outlets=self.outlets,
                evidence=self.book.of("founding", fact.pk),
            )
            for fact, row in pairs
        )

    def events(self, pairs: Iterable[tuple[OrgEvent, OrgEventShape]]) -> list[Entry]:
        return self._marked(
            happening(
                row,
                event_deed(
                    EventFacts(
                        kind=fact.kind,
                        organization=ref_org(fact.organization),
                        unit=ref_org_or_none(fact.unit),
                        into=ref_org_or_none(fact.into),
                        lead=ref_org_or_none(fact.lead),
                        beneficiary=self.names.text(fact.beneficiary),
                        count=row.count,
                        percent=row.percent,
                        amount_usd=row.amount_usd,
                        valuation_usd=row.valuation_usd,
                        purpose=self.names.text(row.purpose),
                    )
                ),
                anchor=f"event-{fact.pk}",
                kind=fact.get_kind_display(),
                as_of=self.as_of,
                outlets=self.outlets,
                evidence=self.book.of("event", fact.pk),
            )
            for fact, row in pairs
        )

    def stakes(self, pairs: Iterable[tuple[Stake, StakeShape]]) -> list[Entry]:
        return self._marked(
            happening(
                row,
                stake_deed(
                    acquirer=ref_org(fact.acquirer),
                    target=ref_org(fact.target),
                    percent=row.percent,
                    amount_usd=row.amount_usd,
                ),
                anchor=f"stake-{fact.pk}",
                kind="Stake",
                as_of=self.as_of,
                outlets=self.outlets,
                evidence=self.book.of("stake", fact.pk),
            )
            for fact, row in pairs
        )

    def statements(self, pairs: Iterable[tuple[Person, Statement]]) -> list[Entry]:
        """What people said, each with who said it."""
        return [self._said(person, withhold_fact(row, self.names)) for person, row in pairs]

    def _said(self, person: Person, row: Statement) -> Entry:
        evidence = self.book.of("statement", row.pk)
        name = self.outlets.get(row.first_outlet, "")
        return Entry(
            anchor=f"statement-{row.pk}",
            kind="Statement",
            sentence=(ref_person(person), f" on {row.topic}"),
            status=row.status,
            happened=row.happened,
            told_on=row.told_on or row.first_on,
            outlet=credited(name, row.first_outlet, row.first_on, evidence),
            first_on=row.first_on,
            origins=row.origins,
            evidence=evidence,
            sort_on=row.sort_day or LONG_AGO,
            quote=row.quote,
            saying=saying_so(evidence, row.status, row.origins),
        )


def _facts_of(move: Move) -> tuple[str, ...]:
    """What the move is derived from: the new post, the one given up, the founding."""
    ends = (
        ("position", move.arrival_id),
        ("position", move.departure_id),
        ("founding", move.founding_id),
    )
    return tuple(dict.fromkeys(f"{kind}-{pk}" for kind, pk in ends if pk is not None))


def evidence_of_move(move: Move, book: EvidenceBook) -> tuple[Evidence, ...]:
    """The sentences for a move: what is said of its arrival's start, its departure's end, its founding.

    Quotes come first, and a sentence that tells both ends is there once.
    """
    return _once(claims_of_move(move, book))


def evidence_of_arrival(move: Move, book: EvidenceBook) -> tuple[Evidence, ...]:
    """The same of its arrival's start and its founding alone."""
    founded = book.of("founding", move.founding_id)
    return _once((*_of_end(move.arrival_id, "start", book), *founded))


def counted_of(move: Move, book: EvidenceBook) -> tuple[Evidence, ...]:
    """The sentences whose origins a move counts: those of its arrival and founding, else of its departure."""
    if move.arrival_id is None and move.founding_id is None:
        return book.of("position", move.departure_id, "end")
    return (*book.of("position", move.arrival_id, "start"), *book.of("founding", move.founding_id))


def left_of(move: Move, book: EvidenceBook) -> tuple[Evidence, ...]:
    """The sentences for its departure."""
    return _of_end(move.departure_id, "end", book)


def _once(claims: Iterable[Evidence]) -> tuple[Evidence, ...]:
    found: dict[object, Evidence] = {}
    for evidence in claims:
        found.setdefault((evidence.article, evidence.url, evidence.text), evidence)
    return tuple(sorted(found.values(), key=quotes_first))


def claims_of_move(move: Move, book: EvidenceBook) -> tuple[Evidence, ...]:
    """Every claim about a move, end by end: one that tells both ends stands there twice."""
    return (
        *_of_end(move.arrival_id, "start", book),
        *_of_end(move.departure_id, "end", book),
        *book.of("founding", move.founding_id),
    )


def _of_end(position: int | None, aspect: str, book: EvidenceBook) -> tuple[Evidence, ...]:
    """What speaks of this end of the position; what speaks of it at all, where nothing does."""
    found = book.of("position", position, aspect) or book.of("position", position)
    return tuple(evidence for evidence in found if not evidence.against)


def wanted_for_moves(pairs: Iterable[tuple[Move, object]]) -> tuple[set[int], set[int]]:
    """The positions and foundings whose evidence the moves need."""
    ends: set[int] = set()
    begun: set[int] = set()
    for move, _ in pairs:
        ends.update(pk for pk in (move.arrival_id, move.departure_id) if pk is not None)
        if move.founding_id is not None:
            begun.add(move.founding_id)
    return ends, begun
