"""What a company's page counts and lists by indexes is what its moves and positions say one by one."""

from collections import Counter
from copy import copy
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from companies.models import Kind, Organization
from people.models import Move, MoveKind, MoveState, Person, Position, PositionState
from tests.databases import written_by
from tests.factories import (
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
    PositionStateFactory,
    ReportingLineFactory,
    known_from,
)
from tracker.kernel.facts import one_of
from tracker.kernel.hiding import hidden_of
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.between import Between, bands_between
from tracker.timeline.chronicle import Asked, company_strands, weave
from tracker.timeline.companies import companies_index
from tracker.timeline.company_page import CompanyPage, company_page
from tracker.timeline.stream import PART
from tracker.timeline.traffic import BETWEEN, FIRM

pytestmark = pytest.mark.django_db
TODAY, KNOWN_ON = date(2026, 1, 1), date(2025, 6, 30)
_DAYS = ("2024", "2024-03", "2024-02-28", "2025-05-01", "2025", "")


@pytest.fixture
def company(_written: Organization) -> Organization:
    return copy(_written)


def _company() -> Organization:
    """A company with a unit, and a hundred moves and positions around it, a few of which may not be shown."""
    chance = Random(11)
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    lab = OrganizationFactory.create(slug="lab", name="Lab", kind=Kind.LAB, parent=halden)
    others = [OrganizationFactory.create() for _ in range(3)]
    others.append(OrganizationFactory.create(hidden=True))
    people = [PersonFactory.create() for _ in range(12)]
    people.append(PersonFactory.create(hidden=True))
    for nth in range(100):
        where = chance.choice([*[halden] * 6, lab, *others])
        text = chance.choice(_DAYS)
        day = PartialDate.parse(text) if text else None
        post = PositionFactory.create(
            person=chance.choice(people),
            organization=where,
            unit=lab if where == halden and nth % 3 == 0 else None,
            start=day,
            start_status=Status.DONE,
            confirmed_first=date(2025, 5, 1),
            confirmed_last=date(2025, 9, 1),
            withdrawn=nth % 9 == 0,
            hidden=nth % 13 == 0,
        )
        PositionStateFactory.create(
            position=post,
            unit=post.unit,
            start=post.start,
            start_status=post.start_status,
            confirmed_first=post.confirmed_first,
            confirmed_last=post.confirmed_last,
            known=known_from(date(2025, 8 if chance.random() < 0.3 else 1, 1)),
        )
        move = MoveFactory.create(
            arrival=post,
            unit=post.unit,
            from_company=chance.choice([None, halden, *others]),
            kind=chance.choice(
                [MoveKind.HIRE, MoveKind.RETURN, MoveKind.RETURN, MoveKind.BOARD_SEAT]
            ),
            status=chance.choice([Status.DONE, Status.DONE, Status.ANNOUNCED, Status.RUMOURED]),
            happened=day,
            sort_on=day.sort_day if day else date(2025, 1, 1) + timedelta(nth % 4),
            withdrawn=nth % 7 == 0,
            hidden=nth % 11 == 0,
        )
        MoveStateFactory.create(
            move=move,
            unit=move.unit,
            happened=move.happened,
            known=known_from(date(2025, 8 if chance.random() < 0.3 else 1, 1)),
        )
    return halden


_written = written_by(_company)


def page(company: Organization, known_on: date | None) -> CompanyPage:
    return company_page(company, as_of=TODAY, today=TODAY, known_on=known_on)


def told(known_on: date | None) -> list[tuple[Move, Any]]:
    """Every move that may be shown, with the row that says how it stands."""
    moves = list(Move.objects.visible())
    if known_on is None:
        return [(move, move) for move in moves]
    hidden = set(
        Organization.objects.filter(one_of("pk", hidden_of(Organization))).values_list(
            "pk", flat=True
        )
    )
    states = MoveState.objects.known_on(known_on).filter(move__in=moves).select_related("move")
    return [
        (state.move, state)
        for state in states
        if not {state.from_company_id, state.to_company_id} & hidden
    ]


def spans_of(happened: PartialDate | None) -> tuple[int, int]:
    """The year and the quarter in which every day lies that the words allow; 0 for none."""
    if happened is None or happened.earliest is None or happened.latest is None:
        return 0, 0
    first, last = happened.earliest, happened.latest
    if first.year != last.year:
        return 0, 0
    quarter = (first.month + 2) // 3
    return first.year, quarter if quarter == (last.month + 2) // 3 else 0


@pytest.mark.parametrize("known_on", [None, KNOWN_ON])
def test_the_traffic_is_that_of_the_moves(company: Organization, known_on: date | None) -> None:
    def day(way: str, row: Any) -> date:
        found: date = (way == "out" and row.left_sort_on) or row.sort_on
        return found

    counted = [
        (way, row)
        for _, row in told(known_on)
        for way, end in (("in", row.to_company_id), ("out", row.from_company_id))
        if row.kind in BETWEEN and row.status in FIRM and day(way, row) <= TODAY
        if end == company.pk and row.from_company_id != row.to_company_id
    ]
    spans = Counter(
        (*spans_of(row.left if way == "out" and row.left_sort_on else row.happened), way)
        for way, row in counted
    )
    sources = Counter(row.from_company_id for way, row in counted if way == "in")
    del sources[None]
    found = page(company, known_on).traffic
    assert found is not None and len(counted) > 5
    ways = Counter(way for way, _ in counted)
    assert (found.arrivals, found.departures) == (ways["in"], ways["out"])
    for span in found.quarters:
        at = (span.year, span.quarter)
        assert (span.arrivals, span.departures) == (spans[*at, "in"], spans[*at, "out"])
    in_quarters = sum(number for (_, quarter, _), number in spans.items() if quarter)
    assert sum(span.arrivals + span.departures for span in found.quarters) == in_quarters
    assert found.undated == len(counted) - in_quarters > 1
    for one in found.years:
        known = [sum(spans[one.year, nth, way] for nth in range(5)) for way in ("in", "out")]
        assert [one.arrivals, one.departures] == known
    assert sorted(one.moves for one in found.sources) == sorted(sources.values())


@pytest.mark.parametrize("slug", ["halden", "lab"])
@pytest.mark.parametrize("known_on", [None, KNOWN_ON])
def test_people_are_counted_once_wherever_their_positions_are(
    company: Organization, known_on: date | None, slug: str
) -> None:
    where = Organization.objects.get(slug=slug)
    posts = Position.objects.filter(
        hidden=False, withdrawn=False, person__in=Person.objects.visible()
    ).at(where)
    if known_on is None:
        sure = posts.certain_on(TODAY)
    else:
        states = PositionState.objects.known_on(known_on).certain_on(TODAY)
        sure = posts.filter(pk__in=states.values("position"))
    expected = len(set(sure.values_list("person", flat=True)))
    assert page(where, known_on).head.certain == expected > 2


@pytest.mark.parametrize("known_on", [None, KNOWN_ON])
def test_days_of_change_are_those_of_the_positions_there(
    company: Organization, known_on: date | None
) -> None:
    days: Counter[date] = Counter()
    posts = Position.objects.filter(
        hidden=False, withdrawn=False, person__in=Person.objects.visible()
    )
    ids = {company.pk, *Organization.objects.filter(parent=company).values_list("pk", flat=True)}
    there = [one for one in posts if {one.organization_id, one.unit_id} & ids]
    rows: list[Any] = there
    if known_on is not None:
        rows = list(PositionState.objects.known_on(known_on).filter(position__in=there))
    days.update(row.start.earliest for row in rows if row.start and row.start.earliest)
    assert dict(page(company, known_on).days) == dict(days) != {}


@pytest.mark.parametrize("slug", ["halden", "lab"])
@pytest.mark.parametrize("known_on", [None, KNOWN_ON])
def test_the_stream_has_each_move_at_either_end_once_however_it_is_cut(
    company: Organization, known_on: date | None, slug: str
) -> None:
    where = Organization.objects.get(slug=slug)
    ends = ["from_company_id", "to_company_id", *(["unit_id"] if where.is_unit else [])]
    expected = sorted(
        ((row.sort_on, move.pk) for move, row in told(known_on) if where.pk in [getattr(row, end) for end in ends]),
        reverse=True,
    )  # fmt: skip
    assert len(expected) > 3
    strands = company_strands(where)[:1]
    for most in (2, 50):
        found: list[tuple[date, int]] = []
        past = None
        while part := weave(strands, Asked(most, known_on, past=past)):
            found += [(one.place[0], one.pair.fact.pk) for one in part]
            past = part[-1].place
        assert found == expected
        back = weave(strands, Asked(len(expected), known_on, backwards=True))
        assert [(one.place[0], one.pair.fact.pk) for one in back] == expected[::-1]


@pytest.mark.parametrize("slug", ["halden", "lab"])
@pytest.mark.parametrize("days", [_DAYS, ("2019",), ("2025-12-01",)])
def test_a_page_tells_the_newest_of_all_kinds_as_if_each_were_read_whole(
    company: Organization, slug: str, days: tuple[str, ...]
) -> None:
    where = Organization.objects.get(slug=slug)
    for nth in range(40):
        day = days[nth % len(days)]
        start = PartialDate.parse(day) if day else None
        ReportingLineFactory.create(organization=where, start=start, confirmed_last=TODAY)
    stream = page(where, None).stream
    shown = [entry.anchor for _, entries in stream.years for entry in entries]
    whole = [
        f"{one.pair.kind}-{one.pair.fact.pk}"
        for one in weave(company_strands(where), Asked(200, None))
    ]
    assert shown == whole[:PART] and stream.older is not None


def test_what_is_kept_back_is_all_that_is_not_visible(company: Organization) -> None:
    every = set(Move.objects.values_list("pk", flat=True))
    seen = set(Move.objects.visible().values_list("pk", flat=True))
    assert set(Move.objects.kept_back().values_list("pk", flat=True)) == every - seen != set()


@pytest.mark.parametrize("last", [date(2025, 1, 2), date(2025, 12, 31)])
@pytest.mark.parametrize("known_on", [None, KNOWN_ON])
def test_flows_count_each_move_of_the_period_that_may_be_shown(
    company: Organization, known_on: date | None, last: date
) -> None:
    rows = [row for _, row in told(known_on) if date(2024, 1, 1) <= row.sort_on <= last]
    ends = [(row.from_company_id, row.to_company_id, row.status) for row in rows]
    joined = [one for one in ends if None not in one and one[0] != one[1]]
    wanted = Between(since=2024, until=2025, until_day=last, known_on=known_on)
    found = bands_between(wanted)
    assert found.known == len(rows) > len(joined) > 10
    slugs = dict(Organization.objects.values_list("pk", "slug"))
    both = Counter(slugs[end] for one in joined for end in one[:2])
    assert {ref.slug: moves for ref, moves in found.offered} == both
    done = Counter((slugs[one], slugs[other]) for one, other, how in joined if how == Status.DONE)
    assert {band.slugs: band.moves for band in found.bands} == done


@pytest.mark.parametrize("known_on", [None, KNOWN_ON])
def test_the_index_of_companies_counts_the_moves_at_either_end(
    company: Organization, known_on: date | None
) -> None:
    ends = Counter(
        end for _, row in told(known_on) for end in {row.from_company_id, row.to_company_id}
    )
    slugs = dict(Organization.objects.values_list("pk", "slug"))
    listed = companies_index(as_of=TODAY, known_on=known_on)
    assert len(listed) > 3
    assert {one.ref.slug: one.moves for one in listed} == {
        slug: ends[pk] for pk, slug in slugs.items() if slug in {one.ref.slug for one in listed}
    }
