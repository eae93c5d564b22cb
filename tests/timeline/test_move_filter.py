"""The filter of moves: what it finds, in which order, and how pages of it join up."""

from datetime import date

import pytest

from people.models import MoveKind
from tests.factories import (
    DepartureFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
    known_from,
)
from tracker.kernel.statuses import Status
from tracker.timeline.move_counts import count_moves
from tracker.timeline.moves import MoveFilter

pytestmark = pytest.mark.django_db


def found(**wanted: object) -> set[str]:
    return {move.person.name for move in MoveFilter(**wanted).moves()}  # type: ignore[arg-type]


@pytest.fixture
def halden_and_norwick() -> None:
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    norwick = OrganizationFactory.create(slug="norwick", name="Norwick")
    ada = PositionFactory.create(
        person=PersonFactory.create(slug="ada", name="Ada Brenner"),
        organization=norwick,
        title="Engineer",
    )
    MoveFactory.create(
        arrival=ada,
        from_company=halden,
        title="Engineer",
        sort_on=date(2025, 6, 30),
        first_outlet="the-gazette",
    )
    ben = PositionFactory.create(
        person=PersonFactory.create(slug="ben", name="Ben Okafor"), organization=halden
    )
    DepartureFactory.create(
        departure=ben,
        status=Status.REPORTED,
        former_title="Chief Scientist",
        sort_on=date(2025, 7, 1),
    )


@pytest.mark.usefixtures("halden_and_norwick")
@pytest.mark.parametrize(
    ("wanted", "people"),
    [
        ({}, {"Ada Brenner", "Ben Okafor"}),
        ({"person": "ada"}, {"Ada Brenner"}),
        ({"company": "halden"}, {"Ada Brenner", "Ben Okafor"}),
        ({"company": "norwick"}, {"Ada Brenner"}),
        ({"from_company": "halden"}, {"Ada Brenner", "Ben Okafor"}),
        ({"to_company": "halden"}, set()),
        ({"to_company": "norwick"}, {"Ada Brenner"}),
        ({"company": "nobody"}, set()),
        ({"kind": ("departure",)}, {"Ben Okafor"}),
        ({"status": ("done", "announced")}, {"Ada Brenner"}),
        ({"since": date(2025, 7, 1)}, {"Ben Okafor"}),
        ({"until": date(2025, 6, 30)}, {"Ada Brenner"}),
        ({"outlet": "the-gazette"}, {"Ada Brenner"}),
        ({"q": "okafor"}, {"Ben Okafor"}),
        ({"q": "chief"}, {"Ben Okafor"}),
        ({"q": "ada norwick"}, {"Ada Brenner"}),
        ({"q": "ada chief"}, set()),
    ],
)
def test_a_filter_finds_the_moves_that_it_names(
    wanted: dict[str, object], people: set[str]
) -> None:
    assert found(**wanted) == people


def test_a_move_within_one_company_is_found_once() -> None:
    move = MoveFactory.create(kind=MoveKind.PROMOTION)
    company = move.from_company = move.to_company
    move.save()
    assert company is not None
    assert list(MoveFilter(company=company.slug).moves()) == [move]


@pytest.mark.parametrize("hide", ["person", "to_company"])
def test_moves_of_hidden_records_are_not_found_in_either_clock(hide: str) -> None:
    move = MoveFactory.create()
    MoveStateFactory.create(move=move, known=known_from(date(2020, 1, 1)))
    record = getattr(move, hide)
    record.hidden = True
    record.save()
    assert not MoveFilter().moves().exists()
    assert not MoveFilter().states(date(2021, 1, 1)).exists()
    assert count_moves(MoveFilter()).total == 0


def test_known_on_tells_a_move_as_one_could_know_it_then() -> None:
    move = MoveFactory.create(status=Status.DONE, sort_on=date(2025, 6, 1))
    MoveStateFactory.create(
        move=move,
        status=Status.RUMOURED,
        known=known_from(date(2025, 3, 1), date(2025, 6, 1)),
    )
    MoveStateFactory.create(move=move, known=known_from(date(2025, 6, 1)))
    (before,) = MoveFilter(known_on=date(2025, 5, 31)).rows()
    (after,) = MoveFilter(known_on=date(2025, 6, 1)).rows()
    assert (before.status, after.status) == (Status.RUMOURED, Status.DONE)
    assert not MoveFilter(known_on=date(2025, 2, 28)).rows().exists()


def test_a_filter_on_states_looks_at_what_was_known_then() -> None:
    move = MoveFactory.create(status=Status.DONE)
    MoveStateFactory.create(move=move, status=Status.RUMOURED, known=known_from(date(2025, 3, 1)))
    known = MoveFilter(known_on=date(2025, 4, 1), person=move.person.slug, status=("rumoured",))
    assert known.rows().count() == 1
    assert not MoveFilter(known_on=date(2025, 4, 1), status=("done",)).rows().exists()


@pytest.mark.usefixtures("halden_and_norwick")
@pytest.mark.parametrize("more", [{}, {"company": "halden"}], ids=["tallies", "newest"])
def test_counts_beside_the_filters_say_what_choosing_them_would_show(
    more: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = count_moves(MoveFilter(kind=("hire",), **more))  # type: ignore[arg-type]
    assert (counts.total, counts.at_least) == (1, False)
    assert dict(counts.kinds.choices)["departure"] == 1
    assert dict(counts.statuses.choices)["reported"] == 0
    assert dict(counts.statuses.choices)["done"] == 1
    assert counts.years.choices == (("2025", 1),)
    late = count_moves(MoveFilter(since=date(2026, 1, 1), until=date(2026, 12, 31), **more))  # type: ignore[arg-type]
    assert (late.total, late.years.choices) == (0, (("2025", 2),))
    ranks = count_moves(MoveFilter(seniority=("staff",), **more)).ranks  # type: ignore[arg-type]
    assert sum(number for _, number in ranks.choices) == 2


def test_of_very_many_moves_the_newest_are_counted_and_said_to_be_at_least(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tracker.timeline.move_counts.COUNTED", 3)
    company = OrganizationFactory.create(slug="halden")
    for year in (2020, 2023, 2024, 2024, 2024, 2025):
        MoveFactory.create(from_company=company, sort_on=date(year, 6, 1), status=Status.DONE)
    counts = count_moves(MoveFilter(company="halden"))
    assert (counts.total, counts.at_least, counts.kinds.at_least) == (4, True, True)
    assert counts.years.choices == (("2025", 1), ("2024", 3))
    old = MoveFilter(company="halden", until=date(2023, 12, 31), since=date(2023, 1, 1))
    counts = count_moves(old)
    assert (counts.total, counts.at_least, counts.years.choices) == (1, False, (("2023", 1),))
    counts = count_moves(MoveFilter(company="halden", kind=("departure",)))
    assert (counts.total, counts.at_least, counts.kinds.at_least) == (0, False, True)


def test_what_may_not_be_shown_is_not_counted_by_tallies_either() -> None:
    hidden = MoveFactory.create(to_company=OrganizationFactory.create(hidden=True))
    MoveFactory.create(sort_on=hidden.sort_on, withdrawn=True)
    counts = count_moves(MoveFilter())
    assert (counts.total, counts.years.choices) == (0, ())
