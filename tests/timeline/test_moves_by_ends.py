"""Moves out of any company, and from any one to another, as the list of moves and the API take them."""

from datetime import date

import pytest
from django.test import Client

from people.models import Move
from tests.databases import written_by
from tests.factories import (
    DepartureFactory,
    MoveFactory,
    MoveStateFactory,
    OrganizationFactory,
    PersonFactory,
    PositionFactory,
    known_from,
)
from tests.web.test_pages import text_of
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.move_counts import count_moves
from tracker.timeline.move_orders import MoveOrder
from tracker.timeline.move_pages import page_of_moves
from tracker.timeline.moves import AWAY, LINKED, MoveFilter

pytestmark = pytest.mark.django_db

YEAR = {"since": date(2025, 1, 1), "until": date(2025, 12, 31)}


def _write_moves() -> None:
    """Ada came from nobody knows where, Bo went from Halden to Norwick, Cy left Halden, Di rose there; Ed left Halden in
    2024 and came to Norwick in 2025.
    """
    halden, norwick = (
        OrganizationFactory.create(slug=name.lower(), name=name) for name in ("Halden", "Norwick")
    )

    def post(name: str, organization: object) -> object:
        person = PersonFactory.create(name=name)
        return PositionFactory.create(person=person, organization=organization)

    day = {"sort_on": date(2025, 5, 1)}
    MoveFactory.create(arrival=post("Ada", norwick), from_company=None, **day)
    MoveFactory.create(arrival=post("Bo", norwick), from_company=halden, **day)
    DepartureFactory.create(departure=post("Cy", halden), **day)
    MoveFactory.create(arrival=post("Di", halden), from_company=halden, kind="promotion", **day)
    MoveFactory.create(
        arrival=post("Ed", norwick),
        from_company=halden,
        sort_on=date(2025, 2, 1),
        left=PartialDate.parse("2024-09"),
        left_status="done",
        left_sort_on=date(2024, 9, 30),
    )
    for move in Move.objects.all():
        told = {"left": move.left, "left_status": move.left_status}
        MoveStateFactory.create(
            move=move,
            sort_on=move.sort_on,
            left_sort_on=move.left_sort_on,
            known=known_from(date(2025, 6, 1)),
            **told,
        )


moves = written_by(_write_moves, autouse=True)


@pytest.mark.parametrize("known_on", [None, date(2025, 7, 1)])
@pytest.mark.parametrize("by", ["-date", "-origins", "person"])
@pytest.mark.parametrize(
    ("ends", "days", "people"),
    [
        (AWAY, {}, {"Bo", "Cy", "Ed"}),
        (LINKED, {}, {"Bo", "Ed"}),
        # Whoever leaves does so on the day of the departure, whoever goes to another company on that of the arrival.
        (AWAY, YEAR, {"Bo", "Cy"}),
        (AWAY, {"until": date(2024, 12, 31)}, {"Ed"}),
        (LINKED, YEAR, {"Bo", "Ed"}),
    ],
)
def test_moves_are_found_by_whether_their_ends_are_known(
    ends: str, days: dict[str, date], people: set[str], by: str, known_on: date | None
) -> None:
    wanted = MoveFilter(ends=ends, known_on=known_on, **days)  # type: ignore[arg-type]
    page = page_of_moves(wanted, size=9, order=MoveOrder.named(by))
    rows = [row if isinstance(row, Move) else row.move for row in page.rows]
    assert sorted(row.person.name for row in rows) == sorted(people)
    assert {row.pk for row in wanted.rows()} == {row.pk for row in page.rows}
    assert (count_moves(wanted).total, count_moves(wanted).at_least) == (len(people), False)


def test_the_year_of_a_move_away_from_any_company_is_that_of_the_departure() -> None:
    assert dict(count_moves(MoveFilter(ends=AWAY)).years.choices) == {"2025": 2, "2024": 1}
    assert dict(count_moves(MoveFilter(ends=LINKED)).years.choices) == {"2025": 2}


def test_pages_of_moves_away_in_a_period_join_up() -> None:
    wanted = MoveFilter(ends=AWAY, since=date(2024, 1, 1))
    first = page_of_moves(wanted, size=2)
    rest = page_of_moves(wanted, size=2, before=first.older)
    named = [
        row.person.name for page in (first, rest) for row in page.rows if isinstance(row, Move)
    ]
    assert sorted(named) == ["Bo", "Cy", "Ed"] and rest.older is None


def test_the_list_of_moves_says_which_ends_it_asks_for_and_leads_to_the_list_without(
    client: Client,
) -> None:
    response = client.get("/moves/?ends=from&since=2025")
    page = response.content.decode()
    assert "Away from a known company" in text_of(response)
    assert '<input type="hidden" name="ends" value="from">' in page
    assert 'href="?since=2025"' in page and "ends=from" in page.split("CSV")[0]
    refused = text_of(client.get("/moves/?ends=sideways"))
    assert "“sideways” is no pair of ends here. There are: from, linked." in refused


def test_the_api_takes_the_same_ends(client: Client) -> None:
    def people(query: str) -> set[str]:
        found = client.get(f"/api/v1/moves/?{query}").json()["results"]
        return {one["person"]["name"] for one in found}

    assert people("ends=from&since=2025") == {"Bo", "Cy"}
    assert people("ends=linked") == {"Bo", "Ed"}
    assert client.get("/api/v1/moves/?ends=sideways").status_code == 400
