"""Known moves into and out of a company: by quarter and year, and with which companies most."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, TextField, When
from django.db.models.expressions import RawSQL

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
#: Who has gone left on the day of the departure, where that was told by itself.
_WHEN: dict[str, Any] = {
    "in": F("happened"),
    "out": Case(When(left_sort_on=None, then=F("happened")), default=F("left")),
}


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

    @property
    def moves(self) -> int:
        """Arrivals and departures together."""
        return self.arrivals + self.departures


#: In one value, for moves that are gone through once: how many there are in each quarter, else year, in which every day lies
#: that the words allow, neither where none is; and with which companies most.
_COUNTED = f"""(
    WITH counted AS MATERIALIZED (
        SELECT grouping(other) = 0 AS named, other, first, last, count(*) AS moves FROM (
            SELECT other, lower(happened) AS first, upper(happened) - 1 AS last
            FROM ({{moves}}) moves (other, happened)
        ) moves GROUP BY GROUPING SETS ((other), (first, last))
    ), days AS (
        SELECT
            CASE WHEN first = last OR quarter = date_trunc('quarter', last::timestamp) THEN 'quarter'
                WHEN year = date_trunc('year', last::timestamp) THEN 'year' ELSE '' END AS span,
            CASE WHEN first = last OR quarter = date_trunc('quarter', last::timestamp) THEN quarter
                WHEN year = date_trunc('year', last::timestamp) THEN year END AS begins,
            moves
        FROM counted, LATERAL (
            SELECT date_trunc('quarter', first::timestamp) AS quarter, date_trunc('year', first::timestamp) AS year
        ) begun WHERE NOT named
    ), companies AS (
        SELECT other, moves FROM counted WHERE named AND other IS NOT NULL
        ORDER BY moves DESC, other LIMIT {MOST_NAMED}
    )
    SELECT json_build_array(
        (SELECT json_agg(json_build_array(span, begins::date, moves)) FROM (
            SELECT span, begins, sum(moves) AS moves FROM days GROUP BY 1, 2
        ) spans),
        (SELECT json_agg(json_build_array(other, moves)) FROM companies)
    )::text
)"""  # noqa: S608 - our own words


def questions_of_traffic(
    organization: Organization, *, as_of: date, known_on: date | None = None
) -> list[QuerySet[Any, Any]]:
    """What ``lines_of_traffic`` needs: arrivals and departures that are done or announced, up to ``as_of``.

    Moves within the company and board seats are neither; who founds the company comes to it.
    """
    asked = []
    for way, (_, other) in _ENDS.items():
        moves = _moves(way, organization, as_of, known_on).values_list(other, _WHEN[way])
        sql, params = moves.query.sql_with_params()
        counted = RawSQL(_COUNTED.format(moves=sql), params, TextField())  # noqa: S611 - our own words
        itself = Organization.objects.filter(pk=organization.pk)
        asked.append(question(f"traffic {way}", itself, word=counted))
    return asked


def _moves(
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


def lines_of_traffic(found: Mapping[str, Sequence[Line]]) -> dict[str, list[Line]]:
    """What the questions have answered, as lines for ``traffic_of``."""
    lines: dict[str, list[Line]] = {}
    for way in _ENDS:
        for line in found.get(f"traffic {way}", ()):
            days, companies = json.loads(line.word)
            lines[f"days {way}"] = [
                Line(tag="", word=span, day=date.fromisoformat(day) if day else None, number=number)
                for span, day, number in days or ()
            ]
            lines[f"with {way}"] = [
                Line(tag="", one=one, number=number) for one, number in companies or ()
            ]
    return lines


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
