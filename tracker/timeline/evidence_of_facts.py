"""The evidence of a few facts, asked for by their names where a page leaves it to be asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Self

from tracker.claims.models import Aspect
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.corrections.marks import marks_beside
from tracker.timeline.entries import Entry, Post
from tracker.timeline.evidence import Evidence, EvidenceBook, Wanted, evidence_for
from tracker.timeline.facts import (
    EVENTS,
    LINES,
    POSITIONS,
    STAKES,
    FactKind,
    Pair,
    outlets_told,
)
from tracker.timeline.organizations import look_up, named_by, put_in
from tracker.timeline.refs import ref_org
from tracker.timeline.stream import RANKS, StreamPlace
from tracker.timeline.told import Told
from tracker.timeline.wording import Phrase, Ref

#: As many facts as are asked for at once.
MOST = 12
_KINDS = {kind.name: kind for kind in (POSITIONS, LINES, EVENTS, STAKES)}


class NotAFactError(ValueError):
    """The text names no facts."""


class FactName(NamedTuple):
    """A fact as an address names it, or one end of it: ``event-7``, ``position-7-end``."""

    kind: str
    pk: int
    aspect: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str`` wrote; raises NotAFactError."""
        kind, _, rest = text.partition("-")
        number, _, aspect = rest.partition("-")
        if kind not in _KINDS or not (number.isascii() and number.isdigit()):
            raise NotAFactError(text[:40])
        if aspect not in ("", Aspect.START, Aspect.END) or len(number) > 18:
            raise NotAFactError(text[:40])
        return cls(kind, int(number), aspect)

    def __str__(self) -> str:
        return "-".join(part for part in (self.kind, str(self.pk), self.aspect) if part)


@dataclass(frozen=True, slots=True)
class Backed:
    """A fact in words, with what supports it, or supports one end of it.

    ``record`` is whose page tells it, at ``anchor``; of a company that is the part of its stream that begins at ``place``.
    """

    sentence: Phrase
    record: Ref
    anchor: str
    evidence: tuple[Evidence, ...]
    place: StreamPlace | None = None
    since: PartialDate | None = None
    last_day: PartialDate | None = None


def names_of_facts(text: str) -> tuple[FactName, ...]:
    """Those that are named in ``text``, parted by commas; raises NotAFactError for none and for too many."""
    names = tuple(dict.fromkeys(FactName.parse(one) for one in text.split(",")))
    if len(names) > MOST:
        raise NotAFactError(f"{len(names)} facts")
    return names


def backed(names: Sequence[FactName], *, as_of: date, known_on: date | None = None) -> list[Backed]:
    """Those of the facts that may be shown, as one could know them on ``known_on``, in the order of their names; at most eight queries."""
    pairs = {(one.kind, one.fact.pk): one for one in _pairs(names, known_on)}
    put_in(pairs.values(), look_up(named_by(pairs.values())))
    of: dict[str, list[tuple[Any, Any]]] = {name: [] for name in _KINDS}
    for pair in pairs.values():
        of[pair.kind].append((pair.fact, pair.row))
    ids = {f"{kind}s": frozenset(fact.pk for fact, _ in both) for kind, both in of.items()}
    book = evidence_for(Wanted(**ids), known_on=known_on)
    told = Told(as_of, book, outlets_told(of), marks_beside(**of))
    posts = {post.anchor: post for post in told.posts(of["position"])}
    happened = (*told.lines(of["line"]), *told.events(of["event"]), *told.stakes(of["stake"]))
    entries: dict[str, Post | Entry] = {**posts, **{entry.anchor: entry for entry in happened}}
    return [
        _backed(name, pairs[name.kind, name.pk], entries[f"{name.kind}-{name.pk}"], book)
        for name in names
        if (name.kind, name.pk) in pairs
    ]


def _pairs(names: Iterable[FactName], known_on: date | None) -> Iterable[Pair]:
    wanted: dict[str, set[int]] = {}
    for name in names:
        wanted.setdefault(name.kind, set()).add(name.pk)
    for kind, pks in wanted.items():
        asked: FactKind = _KINDS[kind]
        facts = asked.standing().filter(pk__in=pks)
        yield from map(asked.pair, asked.told(facts, known_on, bare=True))


def _backed(name: FactName, pair: Pair, entry: Post | Entry, book: EvidenceBook) -> Backed:
    aspects = (name.aspect,) if name.aspect else ()
    found = book.of(name.kind, name.pk, *aspects) or book.of(name.kind, name.pk)
    if isinstance(entry, Post):
        at: Phrase = (entry.unit, ", ", entry.organization) if entry.unit else (entry.organization,)
        return Backed(
            (entry.person, f", {entry.title or 'post'} at ", *at),
            entry.person,
            entry.anchor,
            found,
            since=entry.start,
            last_day=entry.last_day,
        )
    if pair.kind == LINES.name:
        return Backed(entry.sentence, _first_named(entry.sentence), entry.anchor, found)
    subject = pair.fact.organization if pair.kind == EVENTS.name else pair.fact.acquirer
    place = StreamPlace((entry.sort_on, RANKS[name.kind], name.pk + 1))
    return Backed(entry.sentence, ref_org(subject), entry.anchor, found, place)


def _first_named(sentence: Phrase) -> Ref:
    return next(word for word in sentence if isinstance(word, Ref))
