"""A person's timeline, a part at a time."""

from collections.abc import Iterable
from itertools import groupby

from tracker.timeline.chronicle import Place
from tracker.timeline.entries import Entry
from tracker.timeline.stream import Stream, StreamPlace

#: As many entries as a part has: more than most people have, for links from all over the site lead to single ones.
PART = 100
#: The place of each kind among those of one day, by how its anchors begin.
_RANKS = {"founding": 0, "left": 1, "line": 2, "move": 3, "statement": 4}
#: Added to the rank of what stands under no year, behind all that does.
_UNDATED = 100


def part_of_life(entries: Iterable[Entry], before: StreamPlace | None = None) -> Stream:
    """The newest of the entries that come behind ``before``, under their years; those without one come last, under None."""
    placed = sorted(((_order(_place(one)), one) for one in entries), key=_first, reverse=True)
    if before is not None:
        behind = _order(before.place)
        placed = [both for both in placed if both[0] < behind]
    shown = [entry for _, entry in placed[:PART]]
    years = groupby(shown, key=lambda entry: entry.year)
    older = StreamPlace(_place(shown[-1])) if len(placed) > PART else None
    return Stream(tuple((year, tuple(of_year)) for year, of_year in years), older)


type _Order = tuple[bool, Place]


def _first(both: tuple[_Order, Entry]) -> _Order:
    return both[0]


def _place(entry: Entry) -> Place:
    kind, _, number = entry.anchor.partition("-")
    return entry.sort_on, _RANKS[kind] + (_UNDATED if entry.year is None else 0), int(number)


def _order(place: Place) -> _Order:
    return place[1] < _UNDATED, place
