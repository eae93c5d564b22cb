"""The biggest stories of late: what most independent outlets tell, and which outlets those are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from companies.models import OrgEvent, Stake
from people.models import MoveKind
from tracker.kernel.statuses import Status
from tracker.timeline import rows
from tracker.timeline.entries import Entry
from tracker.timeline.evidence import Wanted, outlets_named
from tracker.timeline.latest import LATELY_CHANGED, Pair, pairs_of
from tracker.timeline.move_lines import MoveLine
from tracker.timeline.moves import MoveFilter
from tracker.timeline.refs import PARENTS
from tracker.timeline.told import Told, wanted_for_moves

#: Stories are weighed against those of as many days.
LATELY = timedelta(days=30)
#: As many as are shown; as many facts as they are chosen from; outlets that are named.
SHOWN, CHOSEN_FROM, NAMED = 6, 24, 4
#: One outlet alone is no corroboration.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class BigStory:
    """A move or event that several independent outlets tell.

    ``outlets`` are the first to tell it, with their slugs; ``more`` as many told it as well. ``story``
    is that of the first article, where one was read. ``also``: as many more facts rest on the same claims.
    """

    entry: Entry
    outlets: tuple[tuple[str, str], ...]
    more: int = 0
    story: int | None = None
    also: int = 0


@dataclass(frozen=True, slots=True)
class Biggest:
    """The biggest stories first published in the days to ``last``; None: nothing was ever published."""

    last: date | None
    stories: tuple[BigStory, ...] = ()


type Pairs = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The facts that most outlets tell, as pairs by kind, of the days to ``last``."""

    last: date | None
    pairs: Pairs

    def wanted(self, moves: Sequence[Pair]) -> Wanted:
        """The evidence of the events and stakes among them, and of some moves."""
        ends, begun = wanted_for_moves(moves)
        return Wanted(
            positions=frozenset(ends),
            foundings=frozenset(begun),
            events=frozenset(fact.pk for fact, _ in self.pairs["event"]),
            stakes=frozenset(fact.pk for fact, _ in self.pairs["stake"]),
        )


def candidates(
    last: date | None, *, as_of: date, known_on: date | None = None, everything: bool = True
) -> Candidates:
    """What the biggest stories are chosen from, where ``last`` is the last day with news; three queries. What happened
    long before it was told is none of them.

    ``everything`` as for the front page (:func:`tracker.timeline.latest.news`).
    """
    if last is None:
        return Candidates(None, {"move": [], "event": [], "stake": []})
    clock = min(as_of, known_on) if known_on else as_of
    end = clock if last > clock - LATELY else last
    within = {"first_on__gt": end - LATELY, "first_on__lte": end, "origins__gte": FEWEST}
    told = MoveFilter(until=None if everything else as_of, known_on=known_on).rows()
    moves = (
        told.filter(LATELY_CHANGED, **within)
        .exclude(kind=MoveKind.FOUNDING, status=Status.DONE, happened=None)
        .select_related(f"unit__{PARENTS}")
        .annotate(**outlets_named())
        .order_by("-origins", "-first_on")[:CHOSEN_FROM]
    )
    pairs: Pairs = {
        "move": pairs_of(list(moves)),
        "event": rows.events(
            OrgEvent.objects.visible().supported().filter(LATELY_CHANGED, **within), known_on
        ),
        "stake": rows.stakes(
            Stake.objects.visible().supported().filter(LATELY_CHANGED, **within), known_on
        ),
    }
    return Candidates(end, _most_told(pairs))


def biggest_of(chosen: Candidates, moves: Mapping[int, MoveLine], page: Told) -> Biggest:
    """The biggest stories; ``moves`` are told already, by number, events and stakes are by ``page``."""
    entries = [
        *(moves[fact.pk].entry() for fact, _ in chosen.pairs["move"]),
        *page.events(chosen.pairs["event"]),
        *page.stakes(chosen.pairs["stake"]),
    ]
    entries.sort(key=lambda entry: (entry.origins, entry.first_on, entry.anchor), reverse=True)
    return Biggest(chosen.last, tuple(_stories(entries))[:SHOWN])


def _most_told(pairs: Mapping[str, Sequence[Any]]) -> Pairs:
    """The pairs that tell what most outlets say, of all kinds together."""
    ranked = sorted(
        (
            (row.origins, row.first_on or date.min, kind, fact.pk)
            for kind, found in pairs.items()
            for fact, row in found
        ),
        reverse=True,
    )
    best = {(kind, pk) for _, _, kind, pk in ranked[:CHOSEN_FROM]}
    return {
        kind: [pair for pair in found if (kind, pair[0].pk) in best]
        for kind, found in pairs.items()
    }


def _stories(entries: Sequence[Entry]) -> Iterator[BigStory]:
    """Each entry that rests on other claims than those before it, with how many rest on its own."""
    of_claim: dict[int, int] = {}
    found: list[list[Entry]] = []
    for entry in entries:
        claims = [evidence.claim for evidence in entry.evidence if evidence.claim]
        place = next((of_claim[claim] for claim in claims if claim in of_claim), None)
        if place is None:
            place = len(found)
            found.append([])
        found[place].append(entry)
        of_claim.update(dict.fromkeys(claims, place))
    for entry, *others in found:
        said = sorted(
            (e for e in entry.evidence if e.outlet), key=lambda e: e.published or date.max
        )
        outlets = _first_foremost(
            entry.outlet, dict.fromkeys((e.outlet, e.outlet_slug) for e in said)
        )
        yield BigStory(
            entry,
            outlets[:NAMED],
            max(0, len(outlets) - NAMED),
            next((e.story for e in said if e.story), None),
            len(others),
        )


def _first_foremost(first: str, outlets: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Name and slug of each outlet, the one that was ``first`` before all others, with whom it cites."""
    named = [
        (first if first.endswith(f", as cited by {name}") else name, slug) for name, slug in outlets
    ]
    return tuple(sorted(named, key=lambda one: one[0] != first))
