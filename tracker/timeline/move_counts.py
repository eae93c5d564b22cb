"""How many known moves a filter finds, and how many each choice beside it would leave, at a bounded cost."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, IntegerField, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, ExtractYear

from people.models import Move, MoveKind, MoveState, MoveTally, Seniority
from tracker.kernel.prepared import Prepared
from tracker.kernel.statuses import STEPS
from tracker.timeline.between import EARLIEST_YEAR
from tracker.timeline.moves import (
    MoveFilter,
    by_and_ahead_of,
    filter_of,
    given_by,
    ids_of_companies,
    strands_of,
)
from tracker.timeline.unit_moves import UnitChoice, units_moved

#: Where no tally answers, so many of the newest moves are counted, with ``known_on`` so many of those known
#: then; more are said to be more.
COUNTED = 2_000

#: A status, a kind, a rank and a year.
type Group = tuple[str, str, int, int]
_COLUMNS = ("status", "kind", "seniority")


@dataclass(frozen=True, slots=True)
class Facet:
    """The choices of one filter, each with the moves that it finds beside what the other filters choose.

    ``at_least``: the numbers are of COUNTED moves alone, and there are more.
    """

    choices: tuple[tuple[str, int], ...]
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class MoveCounts:
    """How many known moves a filter finds, ``at_least`` where there are more, and its facets.

    A facet counts the moves that the other filters leave, so that each number says what choosing it
    would show.
    """

    total: int
    at_least: bool
    statuses: Facet
    kinds: Facet
    ranks: Facet
    years: Facet


def count_moves(wanted: MoveFilter, ids: Mapping[str, int] | None = None) -> MoveCounts:
    """Counts for the filters beside the list.

    Exact, from the tallies, in two queries, where nothing but status, kind, rank and whole years is
    chosen. Else the newest COUNTED moves are counted that the other filters leave, in one query;
    one more where companies are named and ``ids`` does not say which they are, and one for words whose meanings
    the filter does not know yet.
    """
    if _by_tallies(wanted):
        return _counts(wanted, _tallied(), at_least=False)
    wanted = wanted.understood()
    ids = ids_of_companies(wanted) if ids is None else ids
    wide = replace(wanted, kind=(), seniority=(), status=())
    whole = _whole_years(wanted)
    asked = _widened(wanted, whole_years=whole)
    # None is counted twice; where the first is few, the others are fewer still.
    chosen = tuple(at for at, one in enumerate(asked) if one not in asked[:at])
    newest = _newest(wanted, ids, whole_years=whole, chosen=chosen)
    groups, more = newest[0]
    if more and asked[0] != wide:
        groups, more = newest[1]
    counts = _counts(wanted, groups, at_least=more)
    if not more or wide == wanted:
        return counts
    found, more = newest[-1]
    return replace(counts, total=sum(found.values()), at_least=more)


def count_found(wanted: MoveFilter, ids: Mapping[str, int] | None = None) -> tuple[int, bool]:
    """How many known moves a filter finds, and whether there are more: as ``count_moves`` says, for whoever shows no
    filters. As many queries; the newest that the other filters leave are not read.
    """
    if _by_tallies(wanted):
        return _counts(wanted, _tallied(), at_least=False).total, False
    ids = ids_of_companies(wanted) if ids is None else ids
    ((found, more),) = _newest(
        wanted.understood(), ids, whole_years=_whole_years(wanted), chosen=(2,)
    )
    return found.total(), more


def count_units(
    wanted: MoveFilter, companies: Mapping[str, int], ids: Mapping[str, int]
) -> list[UnitChoice]:
    """The units of some companies, by slug, each with how many of the newest COUNTED moves that the other filters
    leave choosing it would show; two queries, none where no company is named.
    """
    if not companies:
        return []
    strands = [strand.rows for strand in strands_of(replace(wanted, unit=""), ids, counted=True)]
    return units_moved(list(companies.values()), strands, known_on=wanted.known_on, most=COUNTED)


def _by_tallies(wanted: MoveFilter) -> bool:
    plain = MoveFilter(
        kind=wanted.kind,
        seniority=wanted.seniority,
        status=wanted.status,
        since=wanted.since,
        until=wanted.until,
    )
    return wanted == plain and _whole_years(wanted)


def _whole_years(wanted: MoveFilter) -> bool:
    first, last = wanted.since, wanted.until
    if wanted.surely and (first or last):
        return False  # a year tells on which days its moves may lie no more than a part of it does
    return (first is None or (first.month, first.day) == (1, 1)) and (
        last is None or (last.month, last.day) == (12, 31)
    )


def _tallied() -> Counter[Group]:
    """All moves that may be shown; two queries, of which the second reads what is hidden alone."""
    groups: Counter[Group] = Counter()
    for status, kind, rank, year, known in _TALLIES.rows():
        groups[status, kind, rank, year] = known
    groups.subtract(tuple(group) for _, *group in _KEPT_BACK.rows())
    return groups


def _tallies() -> QuerySet[Any, Any]:
    tallies = MoveTally.objects.filter(company=None).order_by()
    return tallies.values_list(*_COLUMNS, "year").annotate(known=Sum("moves"))


def _kept_back() -> QuerySet[Any, Any]:
    return _grouped(Move.objects.unshown().filter(withdrawn=False).order_by())


_TALLIES, _KEPT_BACK = Prepared(_tallies, planned=True), Prepared(_kept_back, planned=True)


def _widened(wanted: MoveFilter, *, whole_years: bool) -> list[MoveFilter]:
    """The filter without its facets, years among them if they are whole ones; without the other facets; and itself."""
    wide = replace(wanted, kind=(), seniority=(), status=())
    return [replace(wide, since=None, until=None) if whole_years else wide, wide, wanted]


def _newest(
    wanted: MoveFilter, ids: Mapping[str, int], *, whole_years: bool, chosen: tuple[int, ...]
) -> list[tuple[Counter[Group], bool]]:
    """For each that is ``chosen`` of the widened filters its newest COUNTED moves by group, and whether there are more;
    one query.

    With a company at either end, as many of those from it and of those to it. With ``known_on`` they are
    taken as they come: to find the newest, all that came later would be gone through; of a period as many of those of a later
    day.
    """
    given = given_by(wanted, ids)
    if given is None:
        looks = _looks(wanted, ids, COUNTED, whole_years=whole_years, chosen=chosen)
        try:
            words, params = looks.query.sql_with_params()
        except EmptyResultSet:  # a name that is withheld stands in the words
            return [(Counter(), False) for _ in chosen]
    else:
        words, params = _NEWEST.statement(
            whole_years=whole_years, chosen=chosen, most=(COUNTED,), **given
        )
    groups: list[Counter[Group]] = [Counter() for _ in chosen]
    for at, status, kind, rank, year, number in _counted_in(words, params):
        groups[at][status, kind, rank, year] += number
    return [(one, one.total() > COUNTED) for one in groups]


def _counted_in(words: str, params: tuple[Any, ...]) -> list[tuple[int, str, str, int, int, int]]:
    """The groups of what a statement of ``_grouped`` rows finds, each with their number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, status, kind, seniority, year::int, count(*)"  # noqa: S608 - our own words
            f" FROM ({words}) AS found (number, status, kind, seniority, year) GROUP BY 1, 2, 3, 4, 5",
            params,
        )
        found: list[tuple[int, str, str, int, int, int]] = cursor.fetchall()
    return found


def _looks(
    wanted: MoveFilter,
    ids: Mapping[str, int],
    most: int,
    *,
    whole_years: bool,
    chosen: tuple[int, ...],
) -> QuerySet[Any, Any]:
    filters = _widened(wanted, whole_years=whole_years)
    first, *others = (
        _grouped(
            rows.select_related(None),
            at,
            departures=strand.departures,
        )[: most + 1]
        for at, number in enumerate(chosen)
        for strand in strands_of(filters[number], ids, counted=True)
        for rows in _in_order(filters[number], strand.rows)
    )
    return first.union(*others, all=True) if others else first


def _in_order(
    wanted: MoveFilter, rows: "QuerySet[Move] | QuerySet[MoveState]"
) -> "Sequence[QuerySet[Move] | QuerySet[MoveState]]":
    """The rows as they are counted; those of a period that were told ahead of it by themselves, from an index of theirs."""
    if wanted.known_on is None:
        return (rows.order_by("-sort_on", "-pk"),)
    if not (wanted.since or wanted.until):
        return (rows.order_by(),)
    by, ahead = by_and_ahead_of(wanted.known_on, rows)
    return by.order_by(), ahead.order_by("-sort_on", "-move")


def _newest_of(
    *, whole_years: bool, chosen: tuple[int, ...], most: tuple[int], **given: Any
) -> QuerySet[Any, Any]:
    wanted, ids = filter_of(**given)
    return _looks(wanted, ids, *most, whole_years=whole_years, chosen=chosen)


_NEWEST = Prepared(_newest_of)


def _grouped(
    rows: QuerySet[Move] | QuerySet[MoveState], at: int = 0, *, departures: bool = False
) -> QuerySet[Any, Any]:
    """The group of each row, after the number ``at``; its year is that of the departure where ``departures`` are asked."""
    number = Value(at, output_field=IntegerField())
    day = Coalesce("left_sort_on", "sort_on") if departures else F("sort_on")
    return rows.annotate(year=ExtractYear(day)).values_list(number, *_COLUMNS, "year")


def _counts(wanted: MoveFilter, groups: Counter[Group], *, at_least: bool) -> MoveCounts:
    ranks = {int(Seniority[name.upper()]) for name in wanted.seniority}
    first = wanted.since or date.min
    last = wanted.until or date.max
    tests: tuple[Callable[[Any], bool], ...] = (
        lambda status: not wanted.status or status in wanted.status,
        lambda kind: not wanted.kind or kind in wanted.kind,
        lambda rank: not ranks or rank in ranks,
        lambda year: first.year <= year <= last.year,
    )
    found: tuple[Counter[Any], ...] = (Counter(), Counter(), Counter(), Counter())
    total = 0
    for group, number in groups.items():
        fails = [at for at, test in enumerate(tests) if not test(group[at])]
        if not fails:
            total += number
        for at in fails if fails else range(4):
            if len(fails) <= 1:
                found[at][group[at]] += number
    statuses, kinds, by_rank, years = found
    return MoveCounts(
        total=total,
        at_least=at_least,
        statuses=Facet(tuple((step.value, statuses[step.value]) for step in STEPS), at_least),
        kinds=Facet(tuple((kind, kinds[kind]) for kind in MoveKind.values), at_least),
        ranks=Facet(
            tuple((rank.name.lower(), by_rank[rank]) for rank in reversed(Seniority)), at_least
        ),
        years=Facet(
            tuple(
                (str(year), number)
                for year, number in sorted(years.items(), reverse=True)
                if number and year >= EARLIEST_YEAR
            ),
            at_least,
        ),
    )
