"""Flows say the same whether tallies answer or each move is looked at, and the same as the page of flows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from companies.models import Organization
from people.models import Move, MoveKind, MoveState, Seniority
from tests.databases import written_by
from tests.factories import MoveFactory, MoveStateFactory, OrganizationFactory, known_from
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.between import Between, bands_between
from tracker.timeline.flows import Flow, FlowFilter, flows
from tracker.timeline.moves import MoveFilter

pytestmark = pytest.mark.django_db

#: Open at either end; whole years; within a year, before its middle and after it; and about nothing.
PERIODS = [
    (None, None),
    (date(2023, 1, 1), date(2024, 12, 31)),
    (date(2023, 4, 2), date(2024, 4, 30)),
    (date(2023, 9, 1), date(2024, 10, 15)),
    (date(2024, 3, 1), date(2024, 5, 31)),
    (date(2024, 8, 1), None),
    (None, date(2023, 2, 28)),
    (date(2025, 1, 1), date(2024, 1, 1)),
    (date(9999, 8, 1), None),
    (None, date(1, 2, 3)),
]
KNOWN = [None, date(2024, 4, 13), date(2040, 1, 1)]
CHOICES: list[dict[str, Any]] = [
    {},
    {"ends": "any"},
    {"ends": "any", "kind": ("hire",), "status": ("done", "reported")},
    {"ends": "stated", "seniority": ("staff", "lead")},
    {"company": "halden"},
    {"company": "halden", "ends": "any"},
    {"from_company": "halden"},
    {"from_company": "halden", "to_company": "norwick"},
]
BYS = [("company",), ("kind",), ("year",), ("kind", "seniority"), ("company", "year")]


@pytest.fixture
def archive(_written: None) -> None:
    """The moves, written once for all that is asked of them."""


def _write() -> None:
    """Moves of several years between some companies, within them and with one end, each known in two states; some of
    them may not be shown.
    """
    companies: list[Organization | None] = [
        None,
        OrganizationFactory.create(slug="halden", name="Halden"),
        OrganizationFactory.create(slug="norwick", name="Norwick"),
        OrganizationFactory.create(slug="secret", hidden=True),
    ]
    days = [
        *("2022-12-31", "2023-03-01", "2023", "2023-10", "2024-03-31", "2024-09-30"),
        *("2023-12-01/2024-01-31", "../2023-05-31"),
    ]
    for at, (origin, destination, day) in enumerate(product(companies, companies[1:], days)):
        when = PartialDate.parse(day)
        columns: dict[str, Any] = {
            "kind": list(MoveKind)[at % 3],
            "status": Status.REPORTED if at % 4 == 0 else Status.DONE,
            "from_company": origin,
            "happened": when,
            "sort_on": when.sort_day,
            "link": "stated" if origin and at % 3 == 0 else "",
        }
        if origin and at % 5 == 0:
            columns |= {
                "left": PartialDate.parse("2024-04-01"),
                "left_sort_on": date(2024, 4, 1),
                "left_status": Status.DONE,
            }
        title = ("CEO", "Engineer")[at % 2]
        move = MoveFactory.create(arrival__organization=destination, title=title, **columns)
        learnt = date(2023 + at % 2, 4, 1 + at % 28)
        MoveStateFactory.create(move=move, **columns, known=known_from(date(2023, 1, 9), learnt))
        MoveStateFactory.create(move=move, **columns, known=known_from(learnt))
    pks = list(Move.objects.order_by("pk").values_list("pk", flat=True))
    Move.objects.filter(pk__in=pks[::11]).update(withdrawn=True)
    Move.objects.filter(pk__in=pks[5::13]).update(hidden=True)


_written = written_by(_write)


#: What the tests look at of a move, in the order of ``Row``.
LOOKED_AT = ("from_company", "to_company", "kind", "seniority", "happened", "link")


class Row(NamedTuple):
    """What is looked at of a move, or of a state of one."""

    origin: int | None
    destination: int | None
    kind: str
    seniority: int
    happened: PartialDate | None
    link: str


def shown(wanted: FlowFilter, **more: Any) -> "QuerySet[Move] | QuerySet[MoveState]":
    """The moves that a list of them shows, one by one."""
    return MoveFilter(
        company=wanted.company,
        from_company=wanted.from_company,
        to_company=wanted.to_company,
        since=wanted.since,
        until=wanted.until,
        known_on=wanted.known_on,
        **more,
    ).rows()


def looked_at(wanted: FlowFilter) -> list[Row]:
    """Those of them that flows count."""
    found = shown(wanted, kind=wanted.kind, seniority=wanted.seniority, status=wanted.status)
    rows = [Row(*row) for row in found.values_list(*LOOKED_AT)]
    if wanted.ends != "any":
        rows = [
            one for one in rows if one.origin and one.destination and one.origin != one.destination
        ]
    return [one for one in rows if wanted.ends != "stated" or one.link == "stated"]


def ends_of(one: Flow) -> tuple[int | None, int | None]:
    return (
        one.from_company.pk if one.from_company else None,
        one.to_company.pk if one.to_company else None,
    )


def group(one: Row | Flow, by: Iterable[str]) -> tuple[Any, ...]:
    """What tells the move, or the flow, apart from others."""
    told: dict[str, Any] = {"kind": one.kind}
    if isinstance(one, Flow):
        told |= {"company": ends_of(one), "seniority": one.seniority, "year": one.year}
    else:
        ends = (one.happened.earliest, one.happened.latest) if one.happened else ()
        years = {day.year if day else None for day in ends}
        told["company"] = (one.origin, one.destination)
        told["seniority"] = Seniority(one.seniority).name.lower()
        told["year"] = years.pop() if len(years) == 1 else None
    return tuple(told[name] for name in by)


def back(one: Flow, by: Iterable[str], groups: Counter[Any], wanted: FlowFilter) -> int | None:
    """How many moves go the other way; None where that is not asked."""
    ends = (one.from_company, one.to_company)
    if "company" not in by or wanted.from_company or ends[0] == ends[1]:
        return None
    return groups[group(replace(one, from_company=ends[1], to_company=ends[0]), by)]


def came_and_gone(rows: Iterable[Row], company: int) -> tuple[int, int]:
    ends = [(one.origin, one.destination) for one in rows if one.origin != one.destination]
    return sum(there == company for _, there in ends), sum(here == company for here, _ in ends)


@pytest.mark.parametrize("choice", CHOICES, ids=str)
@pytest.mark.usefixtures("archive")
def test_flows_say_what_the_moves_say_one_by_one(choice: dict[str, Any]) -> None:
    company = Organization.objects.filter(slug=choice.get("company", "")).first()
    for nth, ((since, until), known_on) in enumerate(product(PERIODS, KNOWN)):
        wanted = FlowFilter(since=since, until=until, known_on=known_on, **choice)
        rows, known = looked_at(wanted), shown(wanted).count()
        # Two of them in turn, so that each meets each period, and each day that is known.
        for by in (BYS[nth % len(BYS)], BYS[(nth + 2) % len(BYS)]):
            found = flows(wanted, by=by, most=100)
            expected = Counter(group(one, by) for one in rows)
            assert {group(one, by): one.moves for one in found.flows} == expected, (wanted, by)
            assert (found.moves, found.known) == (len(rows), known), (wanted, by)
            assert [one.back for one in found.flows] == [
                back(one, by, expected, wanted) for one in found.flows
            ]
        balance = (found.arrivals, found.departures)
        assert balance == (came_and_gone(rows, company.pk) if company else (None, None))


@pytest.mark.usefixtures("archive")
def test_the_page_of_flows_and_the_api_count_the_same() -> None:
    for known_on, told in product(KNOWN, (False, True)):
        page = bands_between(
            Between(2022, 2024, companies=("halden", "norwick"), told=told, known_on=known_on)
        )
        found = flows(
            FlowFilter(
                since=date(2022, 1, 1),
                until=date(2024, 12, 31),
                status=("done", "reported") if told else ("done",),
                known_on=known_on,
            )
        )
        bands = {(band.origin.slug, band.destination.slug): band.moves for band in page.bands}
        assert bands
        assert bands == {
            (one.from_company.slug, one.to_company.slug): one.moves
            for one in found.flows
            if one.from_company and one.to_company
        }
        assert page.coverage == found.coverage


@pytest.mark.usefixtures("archive")
def test_the_kinds_and_ranks_of_a_band_are_those_of_its_moves_that_may_be_shown() -> None:
    """And what the API says of the same pair, by kind and by rank; the parts of either add up to the band."""
    for known_on, least in product(KNOWN, (1, 1_000)):
        wanted = Between(
            2022, 2024, companies=("halden", "norwick"), least=least, known_on=known_on
        )
        page = bands_between(wanted)
        assert bool(page.bands) == (least == 1)
        found = page.bands or page.slight
        assert {band.slugs for band in found} == {("halden", "norwick"), ("norwick", "halden")}
        for band in found:
            assert page.back(band) in found and page.back(band) != band
            rows = wanted.of_band(*band.slugs).rows()
            ranks = [Seniority(one.seniority) for one in rows]
            told = [[(part.name, part.moves) for part in band.parts(by)] for by in ("kind", "rank")]
            assert dict(told[0]) == Counter(one.kind for one in rows)
            assert told[1] == [
                (rank.name.lower(), ranks.count(rank)) for rank in sorted({*ranks}, reverse=True)
            ]
            for by, parts in zip(("kind", "seniority"), told, strict=True):
                assert sum(moves for _, moves in parts) == band.moves
                api = flows(
                    FlowFilter(
                        since=wanted.first_day,
                        until=wanted.last_day,
                        from_company=band.origin.slug,
                        to_company=band.destination.slug,
                        known_on=known_on,
                    ),
                    by=(by,),
                )
                assert {getattr(one, by): one.moves for one in api.flows} == dict(parts)


@pytest.mark.usefixtures("archive")
def test_no_move_is_looked_at_that_whole_years_of_tallies_tell() -> None:
    with CaptureQueriesContext(connection) as asked:
        flows(FlowFilter(since=date(2023, 1, 1), ends="any"), by=("kind", "seniority"))
    read = [query["sql"] for query in asked.captured_queries if "people_move" in query["sql"]]
    assert read
    # Moves are there only as those that are hidden, which are taken off.
    assert all("people_movetally" in sql and sql.count('FROM "people_move" ') == 1 for sql in read)
