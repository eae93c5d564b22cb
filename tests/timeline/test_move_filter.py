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
from tracker.timeline.moves import (
    MoveFilter,
    NotAPlace,
    Place,
    count_moves,
    page_of_moves,
    place_of,
)

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


def test_pages_join_up_in_both_directions_without_gap_or_overlap() -> None:
    for day in (1, 1, 2, 3, 3, 3, 4):
        MoveFactory.create(sort_on=date(2025, 5, day))
    whole = [place_of(row) for row in MoveFilter().moves()]
    first = page_of_moves(MoveFilter(), size=3)
    second = page_of_moves(MoveFilter(), size=3, before=first.older)
    third = page_of_moves(MoveFilter(), size=3, before=second.older)
    assert [place_of(row) for page in (first, second, third) for row in page.rows] == whole
    assert (first.newer, third.older) == (None, None)
    back = page_of_moves(MoveFilter(), size=3, after=third.newer)
    assert list(back.rows) == list(second.rows)
    again = page_of_moves(MoveFilter(), size=3, after=back.newer)
    assert list(again.rows) == list(first.rows)
    assert again.newer is None


@pytest.mark.parametrize(
    "text", ["", "2025-06-12", "x.1", "2025-06-12.x", "2025-06-12.-1", f"2025-06-12.{2**64}"]
)
def test_what_names_no_place_is_refused(text: str) -> None:
    with pytest.raises(NotAPlace):
        Place.parse(text)


def test_a_place_reads_what_it_writes() -> None:
    place = Place(date(2025, 6, 12), 204)
    assert Place.parse(str(place)) == place


@pytest.mark.usefixtures("halden_and_norwick")
def test_counts_beside_the_filters_say_what_ticking_them_would_show() -> None:
    counts = count_moves(MoveFilter(kind=("hire",)))
    assert counts.total == 1
    assert dict(counts.kinds)["departure"] == 1
    assert dict(counts.statuses)["reported"] == 0
    assert dict(counts.statuses)["done"] == 1
