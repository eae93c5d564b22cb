"""Known moves between companies, counted."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from companies.models import Organization
from people.models import Link, Move, MoveKind
from tests.factories import (
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    known_from,
)
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.flows import Flow, FlowFilter, flows

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


@pytest.fixture
def norwick() -> Organization:
    return OrganizationFactory.create(slug="norwick", name="Norwick")


def move(
    origin: Organization | None, destination: Organization, day: str = "2024-03-01", **columns: Any
) -> Move:
    when = PartialDate.parse(day)
    made: Move = MoveFactory.create(
        arrival__organization=destination,
        from_company=origin,
        happened=when,
        sort_on=when.sort_day,
        **columns,
    )
    return made


def told(flow: Flow) -> tuple[str, int, int | None]:
    ends = (flow.from_company, flow.to_company)
    return (">".join(end.slug if end else "-" for end in ends), flow.moves, flow.net)


def test_moves_between_two_companies_are_counted_each_way(
    halden: Organization, norwick: Organization
) -> None:
    for _ in range(3):
        move(halden, norwick)
    move(norwick, halden)
    found = flows(FlowFilter())
    assert [told(flow) for flow in found.flows] == [
        ("halden>norwick", 3, 2),
        ("norwick>halden", 1, -2),
    ]
    assert found.moves == 4
    assert found.coverage == "4 known moves counted, of 4 known in the period"
    assert found.net is None


def test_only_done_moves_with_two_ends_count_unless_filters_widen(
    halden: Organization, norwick: Organization
) -> None:
    move(halden, norwick, link=Link.STATED)
    move(halden, norwick, status=Status.REPORTED)
    move(None, norwick)
    move(norwick, norwick, kind=MoveKind.PROMOTION)
    assert flows(FlowFilter()).moves == 1
    assert flows(FlowFilter(status=("done", "reported"))).moves == 2
    assert flows(FlowFilter(ends="any")).moves == 3
    assert flows(FlowFilter(status=("done", "reported"), ends="stated")).moves == 1
    assert flows(FlowFilter()).coverage == "1 known move counted, of 4 known in the period"


def test_a_company_s_balance_counts_arrivals_and_departures(
    halden: Organization, norwick: Organization
) -> None:
    other = OrganizationFactory.create()
    for _ in range(2):
        move(halden, norwick)
    move(norwick, halden)
    move(other, halden)
    move(other, norwick)
    found = flows(FlowFilter(company="halden"))
    assert (found.arrivals, found.departures, found.net) == (2, 2, 0)
    assert found.moves == 4
    one_way = flows(FlowFilter(from_company="halden"))
    assert [(flow.moves, flow.back) for flow in one_way.flows] == [(2, None)]


def test_a_period_counts_both_its_days(halden: Organization, norwick: Organization) -> None:
    for day in ("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01"):
        move(halden, norwick, day)
    assert flows(FlowFilter(since=date(2024, 1, 1), until=date(2024, 12, 31))).moves == 2


def test_moves_are_grouped_by_kind_seniority_and_year(
    halden: Organization, norwick: Organization
) -> None:
    move(halden, norwick, "2023-05-01", title="CEO")
    move(halden, norwick, "2024-05-01", title="CEO", kind=MoveKind.RETURN)
    move(halden, norwick, "2023-12/..", title="Engineer")
    by_kind = flows(FlowFilter(), by=("kind",)).flows
    assert [(flow.kind, flow.moves, flow.back) for flow in by_kind] == [
        ("hire", 2, None),
        ("return", 1, None),
    ]
    by_year = flows(FlowFilter(), by=("year",)).flows
    assert {flow.year: flow.moves for flow in by_year} == {None: 1, 2023: 1, 2024: 1}
    by_rank = flows(FlowFilter(), by=("seniority",)).flows
    assert {flow.seniority: flow.moves for flow in by_rank} == {"chief_executive": 2, "staff": 1}
    both = flows(FlowFilter(), by=("company", "year")).flows
    assert {(flow.year, flow.moves, flow.back) for flow in both} == {
        (None, 1, 0),
        (2023, 1, 0),
        (2024, 1, 0),
    }
    assert flows(FlowFilter(seniority=("staff",))).moves == 1


def test_flows_count_moves_as_they_were_known(halden: Organization, norwick: Organization) -> None:
    made = move(halden, norwick)
    MoveStateFactory.create(
        move=made, status=Status.REPORTED, known=known_from(date(2024, 2, 1), date(2024, 3, 2))
    )
    MoveStateFactory.create(move=made, known=known_from(date(2024, 3, 2)))
    assert flows(FlowFilter(known_on=date(2024, 1, 31), status=("done", "reported"))).moves == 0
    assert flows(FlowFilter(known_on=date(2024, 3, 1))).moves == 0
    assert flows(FlowFilter(known_on=date(2024, 3, 1), status=("reported",))).moves == 1
    assert flows(FlowFilter(known_on=date(2024, 3, 2))).moves == 1


def test_what_may_not_be_shown_is_counted_nowhere(
    halden: Organization, norwick: Organization
) -> None:
    hidden = move(halden, norwick)
    hidden.person.hidden = True
    hidden.person.save()
    move(halden, norwick, withdrawn=True)
    other = OrganizationFactory.create(hidden=True)
    move(halden, other)
    found = flows(FlowFilter(company="halden"))
    assert (found.moves, found.known, found.flows) == (0, 0, ())


def test_the_largest_groups_come_first_and_the_rest_is_said(
    halden: Organization,
    norwick: Organization,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in range(1, 4):
        company = OrganizationFactory.create(slug=f"c{count}")
        for _ in range(count):
            move(halden, company)
    with django_assert_max_num_queries(4):
        found = flows(FlowFilter(company="halden"), most=2)
    assert [told(flow) for flow in found.flows] == [("halden>c3", 3, 3), ("halden>c2", 2, 2)]
    assert (found.groups_left, found.moves) == (1, 6)
