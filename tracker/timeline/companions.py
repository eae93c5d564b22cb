"""Who made the same move as a person, from the same company to the same other one, at about the same time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from people.models import Move, Person
from people.models.moves import MoveShape
from tracker.kernel.partial_dates import PartialDate, Precision
from tracker.kernel.periods import LONG_AGO
from tracker.timeline.facts import MOVES
from tracker.timeline.refs import ref_org
from tracker.timeline.traffic import FIRM
from tracker.timeline.wording import Ref

#: Two moves are the same one when their days lie at most so far apart.
APART = timedelta(days=365)
#: As many of the person's own moves are looked at, as many of others read, and as many named for each.
OWN, MOST_READ, MOST_NAMED = 12, 400, 12


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody else's move. ``days`` is how many days after the person's own it was, fewer than none for
    one before it; None where the day of either is not known.
    """

    person: Ref
    move: int
    status: str
    happened: PartialDate | None
    first_on: date | None
    days: int | None
    apart: int

    @property
    def gap(self) -> str:
        """``12 days later``, ``the same day``; empty where it is not known."""
        if self.days is None:
            return ""
        if self.days == 0:
            return "the same day"
        number = abs(self.days)
        return (
            f"{number} {'day' if number == 1 else 'days'} {'later' if self.days > 0 else 'earlier'}"
        )


@dataclass(frozen=True, slots=True)
class SharedMove:
    """One of the person's moves with those who made it too, the nearest in time first.

    ``more`` are not named; they stand among the moves from ``since`` to ``until``. ``cut``: there may be
    others still.
    """

    origin: Ref
    destination: Ref
    happened: PartialDate | None
    first_on: date | None
    companions: tuple[Companion, ...]
    more: int
    cut: bool
    since: date
    until: date


def shared_moves(
    person: Person,
    pairs: Sequence[tuple[Move, MoveShape]],
    *,
    known_on: date | None = None,
    until: date | None = None,
) -> list[SharedMove]:
    """The person's moves that others made too, in the order given; one query, none without such moves.

    Counted are moves between two companies that are done or announced. The day of a move is that of the
    change, else that of its first publication, as in lists. ``until`` leaves out later ones.
    """
    own = list(_own(pairs, until))[:OWN]
    if not own:
        return []
    found = _others(person, own, known_on, until)
    groups: dict[int, dict[Ref, Companion]] = {}
    for row in found:
        number = _nearest(row, own)
        companion = _companion(row, own[number])
        before = groups.setdefault(number, {}).get(companion.person)
        if before is None or companion.apart < before.apart:
            groups[number][companion.person] = companion
    return [
        _shared(own[number], groups[number].values(), cut=len(found) == MOST_READ)
        for number in sorted(groups)
    ]


def _own(pairs: Iterable[tuple[Move, MoveShape]], until: date | None) -> Iterator[MoveShape]:
    for _, row in pairs:
        ends = (row.from_company_id, row.to_company_id)
        if None in ends or ends[0] == ends[1] or row.status not in FIRM:
            continue
        if row.sort_on == LONG_AGO:
            continue  # no day at all is known, so that nobody's is near it
        if until is None or row.sort_on <= until:
            yield row


@dataclass(frozen=True, slots=True)
class _Row:
    move: int
    slug: str
    name: str
    origin: int
    destination: int
    status: str
    happened: PartialDate | None
    first_on: date | None
    sort_on: date


def _others(
    person: Person, own: Sequence[MoveShape], known_on: date | None, until: date | None
) -> list[_Row]:
    where = Q()
    for row in own:
        where |= Q(
            from_company=row.from_company_id,
            to_company=row.to_company_id,
            sort_on__range=(row.sort_on - APART, row.sort_on + APART),
        )
    way = "" if known_on is None else "move__"
    facts: Any = MOVES.standing().exclude(person=person)
    rows = MOVES.told(facts, known_on).filter(where, status__in=FIRM)
    if until is not None:
        rows = rows.filter(sort_on__lte=until)
    columns = (
        f"{way}id", f"{way}person__slug", f"{way}person__name", "from_company", "to_company",
        "status", "happened", "first_on", "sort_on",
    )  # fmt: skip
    asked = rows.order_by("-sort_on", f"-{way}id").values_list(*columns)[:MOST_READ]
    return [_Row(*row) for row in asked]


def _nearest(row: _Row, own: Sequence[MoveShape]) -> int:
    """Which of the person's moves between the same two it lies nearest to."""
    same = (
        number
        for number, one in enumerate(own)
        if (one.from_company_id, one.to_company_id) == (row.origin, row.destination)
    )
    return min(same, key=lambda number: abs((row.sort_on - own[number].sort_on).days))


def _companion(row: _Row, own: MoveShape) -> Companion:
    days = (row.sort_on - own.sort_on).days
    exact = all(
        when is not None and when.precision is Precision.DAY
        for when in (row.happened, own.happened)
    )
    return Companion(
        Ref("person", row.name, row.slug),
        row.move,
        row.status,
        row.happened,
        row.first_on,
        days if exact else None,
        abs(days),
    )


def _shared(own: MoveShape, companions: Iterable[Companion], *, cut: bool) -> SharedMove:
    found = sorted(companions, key=lambda one: (one.apart, one.person.name))
    assert own.from_company is not None  # noqa: S101 - _own holds it
    assert own.to_company is not None  # noqa: S101 - _own holds it
    return SharedMove(
        ref_org(own.from_company),
        ref_org(own.to_company),
        own.happened,
        own.first_on,
        tuple(found[:MOST_NAMED]),
        len(found) - MOST_NAMED if len(found) > MOST_NAMED else 0,
        cut,
        own.sort_on - APART,
        own.sort_on + APART,
    )
