"""Known moves into and out of a company: by quarter and year, and with which companies most."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, DateField, F, Func, Q, QuerySet, Value, When
from django.db.models.lookups import Exact

from companies.models import Organization
from people.models import MoveKind
from tracker.kernel.statuses import Status
from tracker.timeline.looks import Line, question
from tracker.timeline.moves import to_count
from tracker.timeline.organizations import Organizations
from tracker.timeline.refs import ref_org_or_none
from tracker.timeline.wording import Ref

#: The kinds of move that bring somebody to a company or take somebody away from it.
BETWEEN = (
    MoveKind.HIRE.value,
    MoveKind.RETURN.value,
    MoveKind.DEPARTURE.value,
    MoveKind.FOUNDING.value,
)
#: What counts as having come or gone.
FIRM = (Status.DONE.value, Status.ANNOUNCED.value)
#: As many other companies as are named on either side.
MOST_NAMED = 8
_ENDS = {"in": ("to_company", "from_company"), "out": ("from_company", "to_company")}


@dataclass(frozen=True, slots=True)
class Span:
    """Known moves into and out of a company in one year, or in one quarter of it (1 to 4)."""

    year: int
    arrivals: int
    departures: int
    quarter: int = 0


@dataclass(frozen=True, slots=True)
class Exchange:
    """Known moves between a company and another one."""

    ref: Ref
    moves: int


@dataclass(frozen=True, slots=True)
class Traffic:
    """``quarters`` and ``years`` go from the first with a move to the last, none left out.

    ``arrivals`` and ``departures`` count all of them, ``undated`` those of which no quarter is known.
    """

    quarters: tuple[Span, ...]
    years: tuple[Span, ...]
    arrivals: int
    departures: int
    undated: int
    sources: tuple[Exchange, ...]
    destinations: tuple[Exchange, ...]


def questions_of_traffic(
    organization: Organization, *, as_of: date, known_on: date | None = None
) -> list[QuerySet[Any, Any]]:
    """What ``traffic_of`` needs: arrivals and departures that are done or announced, up to ``as_of``.

    Moves within the company and board seats are neither; who founds the company comes to it.
    """
    asked = []
    for way, (_, other) in _ENDS.items():
        rows = _rows(way, organization, as_of, known_on)
        asked.append(question(f"days {way}", rows, **_days(way), number=Count("pk")))
        named = question(
            f"with {way}", rows.exclude(**{other: None}), one=other, number=Count("pk")
        )
        asked.append(named.order_by("-number", f"{other}_id")[:MOST_NAMED])
    return asked


def _rows(
    way: str, organization: Organization, as_of: date, known_on: date | None
) -> QuerySet[Any]:
    own, other = _ENDS[way]
    by_then = Q(sort_on__lte=as_of)
    if way == "out":
        by_then = Q(left_sort_on__lte=as_of) | (Q(left_sort_on=None) & by_then)
    return to_count(known_on).filter(
        Q(**{other: None}) | ~Q(**{other: organization.pk}),
        by_then,
        **{own: organization},
        kind__in=BETWEEN,
        status__in=FIRM,
    )


def _days(way: str) -> dict[str, Any]:
    """The quarter, else the year, in which every day lies that the words allow; neither where none is.

    Who has gone left on the day of the departure, where that was told by itself.
    """
    when: Any = F("happened")
    if way == "out":
        when = Case(When(left_sort_on=None, then=F("happened")), default=F("left"))
    first = Func(when, function="lower", output_field=DateField())
    last = Func(when, template="(upper(%(expressions)s) - 1)", output_field=DateField())
    quarter, year = _begins("quarter", first), _begins("year", first)
    # Nearly all moves have one day, of which no quarters need to be compared.
    one_day = Exact(first, last)
    in_quarter, in_year = (
        Exact(quarter, _begins("quarter", last)),
        Exact(year, _begins("year", last)),
    )
    quarterly, yearly, blank = Value("quarter"), Value("year"), Value("")
    return {
        "word": Case(
            When(one_day, then=quarterly),
            When(in_quarter, then=quarterly),
            When(in_year, then=yearly),
            default=blank,
        ),
        "day": Case(
            When(one_day, then=quarter), When(in_quarter, then=quarter), When(in_year, then=year)
        ),
    }


def _begins(span: str, day: Any) -> Any:
    """The first day of the quarter or year of ``day``; without the zones that TruncQuarter minds."""
    template = f"date_trunc('{span}', (%(expressions)s)::timestamp)::date"
    return Func(day, template=template, output_field=DateField())


def traffic_of(found: Mapping[str, Sequence[Line]], organizations: Organizations) -> Traffic:
    """The traffic, from the answers to its questions."""
    quarters: dict[tuple[int, int], list[int]] = {}
    years: dict[int, list[int]] = {}
    undated, totals = 0, Counter[str]()
    for way, name in enumerate(_ENDS):
        for line in found.get(f"days {name}", ()):
            totals[name] += line.number
            if line.word != "quarter" or line.day is None:
                undated += line.number
            else:
                place = (line.day.year, (line.day.month + 2) // 3)
                quarters.setdefault(place, [0, 0])[way] += line.number
            if line.day is not None:
                years.setdefault(line.day.year, [0, 0])[way] += line.number
    sources, destinations = (
        tuple(
            Exchange(ref, line.number)
            for line in sorted(
                found.get(f"with {way}", ()), key=lambda line: (-line.number, line.one or 0)
            )
            if (ref := ref_org_or_none(organizations.get(line.one or 0))) is not None
        )
        for way in _ENDS
    )
    return Traffic(
        tuple(
            Span(year, *_both(quarters.get((year, quarter))), quarter=quarter)
            for year, quarter in _from_first_to_last(quarters)
        ),
        tuple(
            Span(year, *_both(years.get(year)))
            for year in (range(min(years), max(years) + 1) if years else ())
        ),
        totals["in"],
        totals["out"],
        undated,
        sources,
        destinations,
    )


def _both(ways: Sequence[int] | None) -> tuple[int, int]:
    return (ways[0], ways[1]) if ways else (0, 0)


def _from_first_to_last(quarters: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Every quarter from the first to the last of these."""
    counted = [year * 4 + quarter - 1 for year, quarter in quarters]
    between = range(min(counted), max(counted) + 1) if counted else ()
    return [(number // 4, number % 4 + 1) for number in between]
