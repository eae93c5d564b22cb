"""The evidence of a few facts, asked for by their names where a page leaves it to be asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.corrections.marks import marks_beside
from tracker.timeline.entries import Entry, Post
from tracker.timeline.evidence import Evidence, EvidenceBook, Wanted, evidence_for
from tracker.timeline.fact_names import NAMED, FactName
from tracker.timeline.facts import (
    EVENTS,
    KINDS,
    STAKES,
    FactKind,
    Pair,
    outlets_told,
)
from tracker.timeline.move_lines import MoveLine
from tracker.timeline.organizations import look_up, named_by, put_in
from tracker.timeline.refs import ref_org
from tracker.timeline.stream import RANKS, StreamPlace
from tracker.timeline.told import Told, wanted_for_moves
from tracker.timeline.wording import Phrase, Ref, plain, post_at


@dataclass(frozen=True, slots=True)
class Backed:
    """A fact in words, with what supports it, or supports one end of it.

    ``record`` is whose page tells it, at ``anchor``; of a company that is the part of its stream that begins at ``place``.
    """

    name: FactName
    sentence: Phrase
    record: Ref
    anchor: str
    evidence: tuple[Evidence, ...]
    #: The statuses that it has, of its start and of its end.
    statuses: tuple[str, str]
    place: StreamPlace | None = None
    since: PartialDate | None = None
    last_day: PartialDate | None = None
    #: The move, where the fact is one.
    move: MoveLine | None = None

    @property
    def about(self) -> str:
        """What it tells, in words."""
        return plain(self.sentence)


def backed(names: Sequence[FactName], *, as_of: date, known_on: date | None = None) -> list[Backed]:
    """Those of the facts that may be shown, as one could know them on ``known_on``, in the order of their names; at most
    four queries, and one for each kind of fact.
    """
    pairs = {(one.kind, one.fact.pk): one for one in _pairs(names, known_on)}
    put_in(pairs.values(), look_up(named_by(pairs.values())))
    of: dict[str, list[tuple[Any, Any]]] = {name: [] for name in NAMED}
    for pair in pairs.values():
        of[pair.kind].append((pair.fact, pair.row))
    ids = {kind: {fact.pk for fact, _ in both} for kind, both in of.items()}
    ends, begun = wanted_for_moves(of["move"])
    book = evidence_for(
        Wanted(
            positions=frozenset(ids["position"] | ends),
            foundings=frozenset(ids["founding"] | begun),
            lines=frozenset(ids["line"]),
            events=frozenset(ids["event"]),
            stakes=frozenset(ids["stake"]),
            statements=frozenset(ids["statement"]),
        ),
        known_on=known_on,
    )
    told = Told(as_of, book, outlets_told(of), marks_beside(**of))
    found: list[Post | MoveLine | Entry] = [
        *told.posts(of["position"]),
        *told.moves(of["move"]),
        *told.lines(of["line"]),
        *told.events(of["event"]),
        *told.stakes(of["stake"]),
        *told.foundings(of["founding"]),
        *told.statements((fact.person, fact) for fact, _ in of["statement"]),
    ]
    lines = {line.anchor: line for line in found}
    return [
        _backed(name, pairs[name.kind, name.pk], lines[f"{name.kind}-{name.pk}"], book)
        for name in names
        if (name.kind, name.pk) in pairs
    ]


def _pairs(names: Iterable[FactName], known_on: date | None) -> Iterable[Pair]:
    wanted: dict[str, set[int]] = {}
    for name in names:
        wanted.setdefault(name.kind, set()).add(name.pk)
    for kind, pks in wanted.items():
        asked: FactKind = KINDS[kind]
        facts = asked.standing().filter(pk__in=pks)
        yield from map(asked.pair, asked.told(facts, known_on, bare=True))


def _backed(
    name: FactName, pair: Pair, line: Post | MoveLine | Entry, book: EvidenceBook
) -> Backed:
    if isinstance(line, MoveLine):
        return _backed_move(name, line)
    aspects = (name.aspect,) if name.aspect else ()
    found = book.of(name.kind, name.pk, *aspects) or book.of(name.kind, name.pk)
    if isinstance(line, Post):
        return Backed(
            name,
            (line.person, ", ", *post_at(line.title or "post", line.organization, line.unit)),
            line.person,
            line.anchor,
            found,
            line.statuses,
            since=line.start,
            last_day=line.last_day,
        )
    if pair.kind not in (EVENTS.name, STAKES.name):
        subject = _first_named(line.sentence)
        return Backed(name, line.sentence, subject, line.anchor, found, line.statuses)
    owner = pair.fact.organization if pair.kind == EVENTS.name else pair.fact.acquirer
    place = StreamPlace((line.sort_on, RANKS[name.kind], name.pk + 1))
    record = ref_org(owner)
    return Backed(name, line.sentence, record, line.anchor, found, line.statuses, place)


def _backed_move(name: FactName, move: MoveLine) -> Backed:
    """The move, or what a timeline tells of one end of it where that was told by itself."""
    told: Sequence[Entry] = move.entries() if name.aspect else ()
    for entry in told:
        if entry.evidence_name == str(name):
            return Backed(
                name,
                entry.sentence,
                move.person,
                entry.anchor,
                entry.evidence,
                entry.statuses,
                move=move,
            )
    return Backed(
        name, move.sentence, move.person, move.anchor, move.evidence, move.statuses, move=move
    )


def _first_named(sentence: Phrase) -> Ref:
    return next(word for word in sentence if isinstance(word, Ref))
