"""The orders of the list of moves: pages join up in each of them, also where values are equal or missing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Organization
from people.models import Move, MoveKind, Person
from tests.factories import (
    DepartureFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    PersonFactory,
    known_from,
)
from tracker.timeline.move_orders import NEWEST, ORDERINGS, MoveOrder, NotAPlace, Place
from tracker.timeline.move_pages import MovePage, page_of_moves
from tracker.timeline.moves import MoveFilter

pytestmark = pytest.mark.django_db
KNOWN_ON = date(2025, 12, 31)


@pytest.fixture
def several() -> None:
    """Eleven moves: days, names, ends and numbers of outlets repeat, and some are not known."""
    companies = [OrganizationFactory.create(slug=n.lower(), name=n) for n in ("Ostra", "halden")]
    twins = [PersonFactory.create(name="ada Brenner") for _ in range(2)]
    people = [
        *twins,
        PersonFactory.create(name="Zoe Lind"),
        PersonFactory.create(name="Ben Okafor"),
    ]
    for n in range(8):
        MoveFactory.create(
            arrival__person=people[n % 4],
            arrival__organization=companies[n % 2],
            from_company=companies[(n + 1) % 2] if n % 3 else None,
            sort_on=date(2025, 5, 1 + n // 3),
            first_on=date(2025, 5, 1 + n // 2) if n % 4 else None,
            origins=1 + n % 2,
        )
    for n in range(3):
        DepartureFactory.create(
            departure__person=people[n],
            departure__organization=companies[0],
            sort_on=date(2025, 5, 1),
            first_on=None,
            origins=1,
        )
    for move in Move.objects.all():
        columns = ("status", "sort_on", "first_on", "origins", "from_company", "to_company", "kind")
        same = {column: getattr(move, column) for column in columns}
        MoveStateFactory.create(move=move, known=known_from(date(2025, 6, 1)), **same)


def walked(wanted: MoveFilter, order: MoveOrder, size: int) -> list[MovePage]:
    """Every page from the first to the last."""
    pages = [page_of_moves(wanted, size=size, order=order)]
    while pages[-1].older and len(pages) < 20:
        place = Place.parse(str(pages[-1].older), order)
        pages.append(page_of_moves(wanted, size=size, order=order, before=place))
    return pages


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize("many", [5_000, 1], ids=["few", "many"])
@pytest.mark.parametrize(
    ("wanted", "moves"), [({}, 11), ({"known_on": KNOWN_ON}, 11), ({"company": "ostra"}, 10)]
)
def test_pages_of_each_order_join_up_in_both_directions_without_gap_or_overlap(
    wanted: dict[str, str], moves: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = MoveFilter(**wanted)  # type: ignore[arg-type]
    for order in ORDERINGS.values():
        monkeypatch.undo()
        (whole,) = walked(asked, order, 50)
        monkeypatch.setattr("tracker.timeline.move_ends.MANY", many)
        assert (whole.newer, whole.older) == (None, None)
        assert len(whole.rows) == len(set(whole.rows)) == moves
        pages = walked(asked, order, 3)
        assert [row for page in pages for row in page.rows] == list(whole.rows), order
        assert pages[0].newer is None
        back = pages[-1]
        for page in reversed(pages[:-1]):
            assert back.newer is not None
            back = page_of_moves(asked, size=3, order=order, after=back.newer)
            assert list(back.rows) == list(page.rows), order
        assert back.newer is None


def names(order: str, **wanted: str) -> list[str]:
    page = page_of_moves(MoveFilter(**wanted), size=50, order=ORDERINGS[order])  # type: ignore[arg-type]
    return [row.person.name for row in page.rows if isinstance(row, Move)]


def move(name: str, **columns: object) -> Move:
    made: Move = MoveFactory.create(arrival__person__name=name, **columns)
    return made


def test_each_order_goes_by_what_it_names() -> None:
    halden, ostra = (OrganizationFactory.create(name=name) for name in ("halden", "Ostra"))
    move("Bea", arrival__organization=ostra, sort_on=date(2025, 1, 1), first_on=date(2025, 3, 1),
         origins=2, from_company=halden)  # fmt: skip
    move("ada", arrival__organization=halden, sort_on=date(2025, 2, 1), first_on=None, origins=3,
         from_company=ostra)  # fmt: skip
    move("Cy", arrival__organization=halden, sort_on=date(2025, 3, 1), first_on=date(2025, 3, 2),
         origins=1, from_company=None)  # fmt: skip
    assert {name: names(name) for name in ORDERINGS} == {
        "-date": ["Cy", "ada", "Bea"],
        "date": ["Bea", "ada", "Cy"],
        "-told": ["Cy", "Bea", "ada"],
        "told": ["Bea", "Cy", "ada"],
        "person": ["ada", "Bea", "Cy"],
        "-person": ["Cy", "Bea", "ada"],
        "from_company": ["Bea", "ada", "Cy"],
        "-from_company": ["ada", "Bea", "Cy"],
        "to_company": ["Cy", "ada", "Bea"],
        "-to_company": ["Bea", "Cy", "ada"],
        "-origins": ["ada", "Bea", "Cy"],
        "origins": ["Cy", "Bea", "ada"],
    }


def test_a_move_that_is_told_ahead_stands_at_its_day_in_the_list_of_a_day_before_it() -> None:
    days = {"Ada": date(2025, 5, 1), "Bea": date(2026, 3, 1), "Cy": date(2026, 4, 1)}
    told = {"Ada": date(2025, 5, 2), "Bea": date(2025, 5, 1), "Cy": date(2026, 4, 2)}
    for name, day in days.items():
        made = move(name, sort_on=day)
        MoveStateFactory.create(move=made, sort_on=day, known=known_from(told[name]))
    for order, found in (("-date", ["Bea", "Ada"]), ("date", ["Ada", "Bea"])):
        wanted = MoveFilter(known_on=date(2025, 6, 1))
        first = page_of_moves(wanted, size=1, order=ORDERINGS[order])
        second = page_of_moves(wanted, size=1, order=ORDERINGS[order], before=first.older)
        rows = [*first.rows, *second.rows]
        assert [row.move.person.name for row in rows if not isinstance(row, Move)] == found


def test_a_move_within_a_company_stands_once_in_its_list() -> None:
    made = move("Ada", kind=MoveKind.PROMOTION)
    company = made.from_company = made.to_company
    made.save()
    assert company is not None
    assert [names(order, company=company.slug) for order in ORDERINGS] == [["Ada"]] * len(ORDERINGS)


def test_a_page_costs_as_many_queries_as_it_names_companies_and_one_more() -> None:
    halden: Organization = OrganizationFactory.create(slug="halden")
    for _ in range(4):
        move("Ada", from_company=halden)
    for wanted, most in ((MoveFilter(), 1), (MoveFilter(from_company="halden"), 2)):
        with CaptureQueriesContext(connection) as asked:
            page_of_moves(wanted, size=2)
        assert len(asked) == most


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("", "-date"),
        ("2025-06-12", "-date"),
        ("x.1", "-date"),
        ("2025-06-12.x", "-date"),
        ("2025-06-12.-1", "-date"),
        ("2025-06-12.0", "-date"),
        (f"2025-06-12.{2**64}", "-date"),
        ("-.1", "-date"),
        ("1.2025-06-12.1", "-date"),
        ("2025-06-12.1", "person"),
        ("-.2025-06-12.1", "person"),
        ("3.-.1", "from_company"),
        ("²5.2025-06-12.1", "-origins"),
    ],
)
def test_what_names_no_place_in_an_order_is_refused(text: str, order: str) -> None:
    with pytest.raises(NotAPlace):
        Place.parse(text, ORDERINGS[order])


def test_a_place_reads_what_it_writes() -> None:
    place = Place((date(2025, 6, 12),), 204)
    assert (str(place), Place.parse(str(place))) == ("2025-06-12.204", place)
    missing = Place((None, date(2025, 6, 12)), 204)
    assert Place.parse("-.2025-06-12.204", ORDERINGS["to_company"]) == missing


def test_a_place_at_somebody_who_is_gone_is_none() -> None:
    assert not Person.objects.exists()
    place = Place((7, date(2025, 6, 12)), 204)
    with pytest.raises(NotAPlace, match="not on record any more"):
        page_of_moves(MoveFilter(), size=3, order=MoveOrder.named("person"), before=place)
    assert NEWEST.name == "-date"
