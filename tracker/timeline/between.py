"""Moves between companies in a period of years: which went where, who gains and who loses by them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db import connection
from django.db.models import F, Max, Min, Q

from companies.models import Organization
from people.models import MoveKind, MoveTally, Seniority
from tracker.kernel.statuses import Status
from tracker.timeline.busiest import busiest
from tracker.timeline.flows import coverage_of
from tracker.timeline.latest import move_lines, pairs_of
from tracker.timeline.move_lines import MoveLine
from tracker.timeline.move_pages import page_of_moves
from tracker.timeline.moves import MoveFilter, to_count
from tracker.timeline.refs import ref_org
from tracker.timeline.rolled_up import Rows
from tracker.timeline.wording import Ref

#: So many companies are drawn where fewer than two were chosen; so many may be chosen; so many are offered.
DRAWN, MOST_CHOSEN, OFFERED = 12, 16, 30
#: Where fewer were chosen, others are drawn beside them.
FEWEST = 2
#: As many moves of one band as its list tells; the list of moves has all.
INSIDE = 8
#: The kinds of move that can join two companies.
CROSSING = (
    MoveKind.HIRE,
    MoveKind.RETURN,
    MoveKind.DEPARTURE,
    MoveKind.FOUNDING,
    MoveKind.BOARD_SEAT,
)
DONE = (Status.DONE.value,)
TOLD = (*DONE, Status.ANNOUNCED.value, Status.REPORTED.value, Status.RUMOURED.value)
#: No year before this one is offered; a move that nothing dates is sorted long before it.
EARLIEST_YEAR = 1950


@dataclass(frozen=True, slots=True)
class Between:
    """Which moves are asked for: of the years ``since`` to ``until``, both counted, between the
    ``companies`` (slugs). Where fewer than two are named, the companies with the most known moves of
    those years are drawn beside them.

    ``picked`` is looked at from its own side. ``told`` counts what is announced, reported and rumoured
    beside what is done. Bands of fewer than ``least`` moves are left out. Nothing after ``until_day``
    counts; with ``known_on`` moves are those that one could know at the end of that day.
    """

    since: int
    until: int
    companies: tuple[str, ...] = ()
    picked: str = ""
    kind: tuple[str, ...] = ()
    seniority: tuple[str, ...] = ()
    told: bool = False
    least: int = 1
    until_day: date | None = None
    known_on: date | None = None

    @property
    def status(self) -> tuple[str, ...]:
        return TOLD if self.told else DONE

    @property
    def first_day(self) -> date:
        return date(self.since, 1, 1)

    @property
    def last_day(self) -> date:
        last = date(self.until, 12, 31)
        return min(last, self.until_day) if self.until_day else last

    def of_band(self, origin: str, destination: str) -> MoveFilter:
        """The moves that count from one company to another."""
        return MoveFilter(
            from_company=origin,
            to_company=destination,
            kind=self.kind,
            seniority=self.seniority,
            status=self.status,
            since=self.first_day,
            until=self.last_day,
            known_on=self.known_on,
        )


@dataclass(frozen=True, slots=True)
class Part:
    """The moves of a band that are of one kind, or of one rank, by its name."""

    name: str
    moves: int


#: What a band is taken apart by.
type Split = Literal["kind", "rank"]


@dataclass(frozen=True, slots=True)
class Band:
    """The known moves from one company to another, and how many are of each kind and of each rank: kinds in the order
    of CROSSING, ranks from the highest down, what is not known at the end.
    """

    origin: Ref
    destination: Ref
    moves: int
    kinds: tuple[Part, ...]
    ranks: tuple[Part, ...]

    def parts(self, split: Split) -> tuple[Part, ...]:
        return self.kinds if split == "kind" else self.ranks

    @property
    def slugs(self) -> tuple[str, str]:
        return self.origin.slug, self.destination.slug


@dataclass(frozen=True, slots=True)
class Net:
    """What one company gains and loses: all bands at its ends, or those that join it to the one picked."""

    company: Ref
    gained: int
    lost: int

    @property
    def net(self) -> int:
        return self.gained - self.lost


@dataclass(frozen=True, slots=True)
class Inside:
    """The newest moves of one band, how many more there are, and the band the other way, where one is known."""

    band: Band
    back: Band | None
    moves: tuple[MoveLine, ...]

    @property
    def more(self) -> int:
        return self.band.moves - len(self.moves)

    @property
    def net(self) -> int:
        """What the company gains to which the band leads."""
        return self.band.moves - (self.back.moves if self.back else 0)


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands between the companies drawn, largest first; every number is of known moves."""

    companies: tuple[Ref, ...]
    offered: tuple[tuple[Ref, int], ...]
    bands: tuple[Band, ...]
    nets: tuple[Net, ...]
    picked: Ref | None
    known: int
    #: Bands of fewer than ``least`` moves, which are left out.
    slight: tuple[Band, ...]
    #: The companies' numbers by slug.
    ids: Mapping[str, int]

    @property
    def moves(self) -> int:
        return sum(band.moves for band in self.bands)

    @property
    def thin(self) -> int:
        """Moves in the bands that are left out."""
        return sum(band.moves for band in self.slight)

    @property
    def gained(self) -> int:
        """Moves to the company picked."""
        return sum(band.moves for band in self.bands if band.destination == self.picked)

    @property
    def lost(self) -> int:
        """Moves away from the company picked."""
        return sum(band.moves for band in self.bands if band.origin == self.picked)

    @property
    def joined(self) -> int:
        """How many companies the bands join."""
        return len(self.companies) - len(self.apart)

    @property
    def apart(self) -> tuple[Ref, ...]:
        """The companies at no end of a band."""
        ends = {end for band in self.bands for end in (band.origin, band.destination)}
        return tuple(one for one in self.companies if one not in ends)

    @property
    def coverage(self) -> str:
        return coverage_of(self.moves, self.known)

    def touches(self, band: Band) -> str:
        """Where a band leads, seen from the company picked: ``in``, ``out``, or nothing."""
        if self.picked is None:
            return ""
        return {band.destination: "in", band.origin: "out"}.get(self.picked, "")

    def band(self, origin: str, destination: str) -> Band | None:
        """The band between two companies; the largest one of the company picked where that has none."""
        ends = (origin, destination)
        asked = (band for band in self.bands if band.slugs == ends)
        largest = (band for band in self.bands if self.picked is None or self.touches(band))
        return next(asked, None) or next(largest, None)

    def back(self, band: Band) -> Band | None:
        """The band the other way, however slight."""
        ends = band.slugs[::-1]
        return next((one for one in (*self.bands, *self.slight) if one.slugs == ends), None)


def bands_between(wanted: Between) -> Bands:
    """The bands between the companies that are asked for; at most three queries."""
    known, moved = busiest(
        wanted.first_day, wanted.last_day, known_on=wanted.known_on, most=OFFERED
    )
    named = {*wanted.companies, wanted.picked} - {""}
    found = Organization.objects.visible().filter(Q(pk__in=moved) | Q(slug__in=named))
    rows = {row.pk: row for row in found}
    chosen = [pk for pk, row in rows.items() if row.slug in named]
    if len({row.slug for row in rows.values()} & {*wanted.companies}) < FEWEST:
        chosen += [pk for pk in moved if pk in rows][:DRAWN]
    drawn = sorted(set(chosen), key=lambda pk: (-moved.get(pk, 0), pk))
    refs = {pk: ref_org(row) for pk, row in rows.items()}
    place = {pk: at for at, pk in enumerate(drawn)}
    parts = _parts(wanted, drawn)
    numbers = {ends: sum(part.moves for part in kinds) for ends, (kinds, _) in parts.items()}
    largest = sorted(parts, key=lambda ends: (-numbers[ends], place[ends[0]], ends))
    bands = [
        Band(
            refs[ends[0]],
            refs[ends[1]],
            numbers[ends],
            tuple(parts[ends][0]),
            tuple(parts[ends][1]),
        )
        for ends in largest
    ]
    thick = tuple(band for band in bands if band.moves >= wanted.least)
    picked = next((refs[pk] for pk, row in rows.items() if row.slug == wanted.picked), None)
    return Bands(
        companies=tuple(refs[pk] for pk in drawn),
        offered=tuple(
            (refs[pk], moved.get(pk, 0))
            for pk in sorted(rows, key=lambda pk: (-moved.get(pk, 0), pk))
        ),
        bands=thick,
        nets=_nets(thick, picked),
        picked=picked,
        known=known,
        ids={row.slug: row.pk for row in rows.values()},
        slight=tuple(bands[len(thick) :]),
    )


def inside(wanted: Between, told: Bands, band: Band, *, as_of: date, around: bool = True) -> Inside:
    """The newest moves of one of the bands that are told, with their sentences; four queries. ``around`` is that of
    ``evidence_for``.
    """
    page = page_of_moves(wanted.of_band(*band.slugs), size=INSIDE, ids=told.ids)
    lines = move_lines(pairs_of(page.rows), as_of=as_of, known_on=wanted.known_on, around=around)
    return Inside(band, told.back(band), tuple(lines))


def years_known() -> tuple[int, int] | None:
    """The first and the last year in which any move is known; one query."""
    dated = MoveTally.objects.filter(company=None, year__gte=EARLIEST_YEAR)
    first, last = dated.aggregate(first=Min("year"), last=Max("year")).values()
    return (first, last) if first is not None else None


#: Moves by their ends and their kind, and by their ends and their rank; they are gone through once.
_COUNTED = """
SELECT origin, destination, kind, seniority, count(*)
FROM ({moves}) moves (origin, destination, kind, seniority)
GROUP BY GROUPING SETS ((origin, destination, kind), (origin, destination, seniority))
"""
_KINDS = {kind.value: at for at, kind in enumerate(CROSSING)}


def _parts(
    wanted: Between, companies: Sequence[int]
) -> dict[tuple[int, int], tuple[list[Part], list[Part]]]:
    """How many moves that count there are between the companies, by their ends: of each kind, and of each rank; one query."""
    if not companies:
        return {}
    moves, params = _moves(wanted, companies).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(moves=moves), params)
        rows: list[tuple[int, int, str | None, int | None, int]] = cursor.fetchall()
    found: dict[tuple[int, int], tuple[list[Part], list[Part]]] = {}
    # Of a row of ranks the kind is null, of a row of kinds the rank.
    for origin, destination, kind, rank, number in sorted(
        rows, key=lambda row: (_KINDS.get(row[2] or "", len(_KINDS)), -(row[3] or 0))
    ):
        kinds, ranks = found.setdefault((origin, destination), ([], []))
        if kind is not None:
            kinds.append(Part(kind, number))
        else:
            ranks.append(Part(Seniority(rank or 0).name.lower(), number))
    return found


def _moves(wanted: Between, companies: Sequence[int]) -> Rows:
    """The moves that count between the companies: their ends, kinds and ranks."""
    ranks = [Seniority[name.upper()] for name in wanted.seniority]
    conditions: dict[str, Any] = {"kind__in": wanted.kind, "seniority__in": ranks}
    conditions = {column: value for column, value in conditions.items() if value}
    if wanted.known_on is None:
        conditions["withdrawn"] = False  # as the index of two ends has them
    return (
        to_count(wanted.known_on)
        .filter(from_company__in=companies, to_company__in=companies)
        .exclude(from_company=F("to_company"))
        .filter(sort_on__gte=wanted.first_day, sort_on__lte=wanted.last_day)
        .filter(status__in=wanted.status, **conditions)
        .values_list("from_company", "to_company", "kind", "seniority")
    )


def _nets(bands: Iterable[Band], picked: Ref | None) -> tuple[Net, ...]:
    """Each company with what it gains and loses, most gained first; with ``picked``, what that one gains from
    each other and loses to it."""
    gained: Counter[Ref] = Counter()
    lost: Counter[Ref] = Counter()
    for band in bands:
        if picked is None:
            gained[band.destination] += band.moves
            lost[band.origin] += band.moves
        elif band.destination == picked:
            gained[band.origin] += band.moves
        elif band.origin == picked:
            lost[band.destination] += band.moves
    nets = [Net(company, gained[company], lost[company]) for company in {*gained, *lost}]
    return tuple(sorted(nets, key=lambda one: (-one.net, -one.gained, one.company.name)))
