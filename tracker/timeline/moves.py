"""Moves as readers and API ask for them: one filter, one order, one keyset."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q, QuerySet

from companies.models import Organization
from people.models import Move, MoveKind, MoveState, Seniority
from people.models.moves import ends_shown
from tracker.claims.withholding import withheld
from tracker.kernel.statuses import STEPS


class NotAPlace(ValueError):
    """The text names no place in the list of moves."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list of moves, newest first: the order's own two keys."""

    sort_on: date
    move: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str`` wrote, ``2025-06-12.204``; raises NotAPlace."""
        day, _, move = text.partition(".")
        try:
            place = cls(date.fromisoformat(day), int(move))
        except ValueError as error:
            raise NotAPlace(f"{text[:40]!r} is no place in the list of moves.") from error
        if not 0 < place.move < 2**63:
            raise NotAPlace(f"{text[:40]!r} is no place in the list of moves.")
        return place

    def __str__(self) -> str:
        return f"{self.sort_on.isoformat()}.{self.move}"


@dataclass(frozen=True, slots=True)
class MoveFilter:
    """Which moves are wanted. Slugs name people, companies and outlets; empty means any.

    ``company`` is either end, ``outlet`` the one that published the move first. ``since`` and
    ``until`` bound the day of the change, else the first day on which it was published, both
    counted. ``seniority`` names that of the title taken up, else of the title left. With ``known_on`` the moves are told as one could know them at the end of that day.
    """

    person: str = ""
    company: str = ""
    from_company: str = ""
    to_company: str = ""
    kind: tuple[str, ...] = ()
    seniority: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    known_on: date | None = None
    outlet: str = ""
    q: str = ""

    def moves(self) -> QuerySet[Move]:
        """Visible moves as they stand, newest first, names loaded. ``known_on`` takes no part."""
        return self._narrow(Move.objects.visible(), "").with_names().newest_first()  # type: ignore[attr-defined,no-any-return]

    def states(self, known_on: date) -> QuerySet[MoveState]:
        """The states that visible moves were in, as known on that day; newest first, names loaded."""
        seen = MoveState.objects.known_on(known_on).filter(
            *ends_shown(),
            move__in=Move.objects.visible().order_by(),
        )
        return (
            self._narrow(seen, "move__")
            .select_related("move__person", "from_company", "to_company", "unit")
            .order_by("-sort_on", "-move_id")
        )

    def rows(self) -> "QuerySet[Move] | QuerySet[MoveState]":
        """``states`` when ``known_on`` is set, else ``moves``."""
        return self.moves() if self.known_on is None else self.states(self.known_on)

    def _narrow[M: models.Model](self, moves: QuerySet[M], person: str) -> QuerySet[M]:
        """Every condition that is set. ``person`` is the way from the rows to the columns of Move."""
        if self.company:
            # Two indexed looks joined beat one OR, which reads the whole table.
            company = Organization.objects.filter(slug=self.company).values("pk")
            arrivals = moves.model._default_manager.filter(to_company__in=company).values("pk")
            departures = moves.model._default_manager.filter(from_company__in=company).values("pk")
            moves = moves.filter(pk__in=arrivals.union(departures))
        conditions: dict[str, Any] = {
            f"{person}person__slug": self.person,
            "from_company__slug": self.from_company,
            "to_company__slug": self.to_company,
            "kind__in": self.kind,
            "seniority__in": [Seniority[name.upper()] for name in self.seniority],
            "status__in": self.status,
            "sort_on__gte": self.since,
            "sort_on__lte": self.until,
            "first_outlet": self.outlet,
        }
        moves = moves.filter(**{column: value for column, value in conditions.items() if value})
        if self.q and withheld().names(self.q):
            return moves.none()
        for word in self.q.split()[:8]:
            moves = moves.filter(
                Q(**{f"{person}person__name__icontains": word})
                | Q(title__icontains=word)
                | Q(former_title__icontains=word)
                | Q(from_company__name__icontains=word)
                | Q(to_company__name__icontains=word)
            )
        return moves


@dataclass(frozen=True, slots=True)
class MovePage:
    """One page of the list, with the places at which its neighbours begin."""

    rows: "Sequence[Move | MoveState]"
    newer: Place | None
    older: Place | None


def place_of(row: Move | MoveState) -> Place:
    return Place(row.sort_on, row.move_id if isinstance(row, MoveState) else row.pk)


def page_of_moves(
    wanted: MoveFilter, *, size: int, before: Place | None = None, after: Place | None = None
) -> MovePage:
    """The ``size`` moves next ``before`` a place (older), or next ``after`` it (newer); one query."""
    rows = wanted.rows()
    key = "move_id" if wanted.known_on is not None else "pk"
    if after is not None:
        newer = rows.filter(_beyond(after, key, "gt")).reverse()
        found: list[Move | MoveState] = list(newer[: size + 1])
        more = len(found) > size
        page = found[:size][::-1]
        return MovePage(
            page, place_of(page[0]) if page and more else None, place_of(page[-1]) if page else None
        )
    if before is not None:
        rows = rows.filter(_beyond(before, key, "lt"))
    found = list(rows[: size + 1])
    more = len(found) > size
    page = found[:size]
    return MovePage(
        page,
        place_of(page[0]) if page and before is not None else None,
        place_of(page[-1]) if page and more else None,
    )


def _beyond(place: Place, key: str, way: str) -> Q:
    return Q(**{f"sort_on__{way}e": place.sort_on}) & (
        Q(**{f"sort_on__{way}": place.sort_on}) | Q(**{f"{key}__{way}": place.move})
    )


@dataclass(frozen=True, slots=True)
class MoveCounts:
    """How many known moves a filter finds, and how many each status and kind would leave."""

    total: int
    statuses: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]


def count_moves(wanted: MoveFilter) -> MoveCounts:
    """Counts for the filters beside the list, in one query.

    A status counts the moves of the chosen kinds, a kind those of the chosen statuses, so that each
    number says what ticking it would show.
    """
    wide = replace(wanted, kind=(), status=())
    groups = list(wide.rows().order_by().values_list("status", "kind").annotate(Count("pk")))
    statuses: dict[str, int] = dict.fromkeys(STEPS, 0)
    kinds: dict[str, int] = dict.fromkeys(MoveKind.values, 0)
    total = 0
    for status, kind, count in groups:
        if not wanted.kind or kind in wanted.kind:
            statuses[status] += count
        if not wanted.status or status in wanted.status:
            kinds[kind] += count
            total += count if not wanted.kind or kind in wanted.kind else 0
    return MoveCounts(total, tuple(statuses.items()), tuple(kinds.items()))
