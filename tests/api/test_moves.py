"""moves/: the shape that the contract fixes, its filters, both clocks, what is gone or hidden."""

from datetime import date

import pytest
from django.test import Client

from people.models import MoveKind
from tests.api.conftest import SENTENCE, TEXT, Get, World, without_life
from tests.factories import (
    ClaimFactory,
    DepartureFactory,
    MoveFactory,
    OrganizationFactory,
    OutletFactory,
    PositionFactory,
    UnitFactory,
)
from tracker.claims.models import Aspect
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.move_counts import count_moves
from tracker.timeline.moves import MoveFilter

START = TEXT.index(SENTENCE)


def test_a_move_has_exactly_the_shape_of_the_contract(world: World, get: Get) -> None:
    (move,) = get("moves/")["results"]
    assert move == {
        "id": world.move.pk,
        "kind": "hire",
        "person": {"slug": "ada-moreau", "name": "Ada Moreau"},
        "from_company": {"slug": "northwind", "name": "Northwind"},
        "to_company": {"slug": "halcyon", "name": "Halcyon"},
        "title": "Chief scientist",
        "unit": None,
        "date": "2025-06-13",
        "precision": "day",
        "status": "done",
        "link": "stated",
        "origins": 1,
        "saying_so": None,
        "first": {"outlet": "ledger", "published": "2025-06-13"},
        "left": None,
        "evidence": [
            {
                "kind": "quote",
                "quote": SENTENCE,
                "start": START,
                "end": START + len(SENTENCE),
                "outlet": "ledger",
                "published": "2025-06-13",
                "url": world.article.url,
            }
        ],
        "corrected": None,
    }
    assert without_life(get(f"moves/{world.move.pk}/")) == move


def test_an_archive_line_is_evidence_in_our_own_words(world: World, get: Get) -> None:
    summary = ClaimFactory.create(summary=True, aspect=Aspect.END, published_on=date(2025, 6, 14))
    summary.positions.add(world.left)
    (move,) = get("moves/")["results"]
    assert [evidence["kind"] for evidence in move["evidence"]] == ["quote", "summary"]
    own_words = move["evidence"][1]
    assert (own_words["start"], own_words["end"]) == (None, None)
    assert own_words["url"] == summary.address


@pytest.mark.usefixtures("no_world")
def test_what_is_not_known_of_a_move_is_null(get: Get) -> None:
    DepartureFactory.create()
    (move,) = get("moves/")["results"]
    absent = ("to_company", "title", "unit", "date", "precision", "link", "first")
    assert {name: move[name] for name in absent} == dict.fromkeys(absent)
    assert move["evidence"] == []


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"person": "ada-moreau"}, True),
        ({"person": "bo-lind"}, False),
        ({"company": "northwind"}, True),
        ({"company": "halcyon"}, True),
        ({"from_company": "northwind"}, True),
        ({"from_company": "halcyon"}, False),
        ({"to_company": "halcyon"}, True),
        ({"to_company": "northwind"}, False),
        ({"kind": "hire"}, True),
        ({"kind": ["departure", "hire"]}, True),
        ({"kind": "departure"}, False),
        ({"status": "done"}, True),
        ({"status": ["rumoured", "denied"]}, False),
        ({"since": "2025-06-13"}, True),
        ({"since": "2025-06-14"}, False),
        ({"since": "2025"}, True),
        ({"until": "2025-06"}, True),
        ({"until": "2025-05"}, False),
        ({"outlet": "ledger"}, True),
        ({"outlet": "herald"}, False),
        ({"q": "moreau"}, True),
        ({"q": "chief halcyon"}, True),
        ({"q": "nobody"}, False),
    ],
)
def test_a_filter_narrows_the_moves(
    world: World, get: Get, params: dict[str, str], found: bool
) -> None:
    OutletFactory.create(slug="herald", name="The Herald")
    assert bool(get("moves/", **params)["results"]) is found


@pytest.mark.usefixtures("no_world")
def test_moves_come_newest_first_or_oldest_first(get: Get) -> None:
    old = MoveFactory.create(sort_on=date(2020, 1, 1))
    new = MoveFactory.create(sort_on=date(2024, 1, 1))
    assert [m["id"] for m in get("moves/")["results"]] == [new.pk, old.pk]
    assert [m["id"] for m in get("moves/", ordering="date")["results"]] == [old.pk, new.pk]


@pytest.mark.usefixtures("no_world")
def test_the_moves_of_a_company_are_those_at_either_end_each_once(get: Get) -> None:
    company = OrganizationFactory.create(slug="northwind")
    for n in range(6):
        day = date(2025, 1, 1 + n // 2)
        match n % 3:
            case 0:
                MoveFactory.create(arrival__organization=company, sort_on=day)
            case 1:
                DepartureFactory.create(departure__organization=company, sort_on=day)
            case _:
                MoveFactory.create(
                    kind=MoveKind.PROMOTION,
                    arrival__organization=company,
                    from_company=company,
                    sort_on=day,
                )
    DepartureFactory.create()
    ids = [move["id"] for move in get("moves/")["results"]]
    seen, page = [], get("moves/", company="northwind", page_size=2)
    while page["results"]:
        seen += [move["id"] for move in page["results"]]
        page = get(page["next"].partition("/api/v1/")[2]) if page["next"] else {"results": []}
    assert seen == ids[1:]
    both = get("moves/", company="northwind", from_company="northwind")["results"]
    assert len(both) == 4
    for slug in "ab":
        OrganizationFactory.create(slug=slug, name=slug.upper())
    assert get("moves/", company="northwind", from_company="a", to_company="b")["results"] == []


def test_known_on_tells_a_move_as_one_could_know_it_then(rumoured: World, get: Get) -> None:
    assert get("moves/", known_on="2025-05-31")["results"] == []
    (before,) = get("moves/", known_on="2025-06-12")["results"]
    assert (before["id"], before["status"]) == (rumoured.move.pk, "rumoured")
    assert before["evidence"] == [], "its sentence was published a day later"
    (after,) = get("moves/", known_on="2025-06-13")["results"]
    assert after["status"] == "done" and len(after["evidence"]) == 1
    assert get("moves/", known_on="2025-06-12", status="done")["results"] == []


def test_one_move_is_told_as_known_then_too(rumoured: World, get: Get, refuse: Get) -> None:
    path = f"moves/{rumoured.move.pk}/"
    assert get(path, known_on="2025-06-12")["status"] == "rumoured"
    assert refuse(path, {"known_on": "2025-05-31"})["status"] == 404


def test_a_withdrawn_move_is_gone_and_leaves_the_list(world: World, get: Get, refuse: Get) -> None:
    world.move.withdrawn = True
    world.move.save()
    assert get("moves/")["results"] == []
    assert refuse(f"moves/{world.move.pk}/")["status"] == 410


@pytest.mark.parametrize("hide", ["move", "ada", "northwind", "halcyon"])
def test_a_move_with_a_hidden_part_is_nowhere(
    rumoured: World, get: Get, refuse: Get, hide: str
) -> None:
    record = getattr(rumoured, hide)
    record.hidden = True
    record.save()
    assert get("moves/")["results"] == []
    assert get("moves/", known_on="2025-06-12")["results"] == []
    assert refuse(f"moves/{rumoured.move.pk}/")["status"] == 404
    rumoured.move.withdrawn = True
    rumoured.move.save()
    assert refuse(f"moves/{rumoured.move.pk}/")["status"] == 404, "gone would say it was there"


def test_a_hidden_outlet_is_not_named(world: World, get: Get) -> None:
    world.ledger.hidden = True
    world.ledger.save()
    (move,) = get("moves/")["results"]
    assert move["first"] == {"outlet": None, "published": "2025-06-13"}
    assert move["evidence"] == []


def test_a_move_into_a_unit_that_was_taken_down_goes_with_it(
    world: World, get: Get, refuse: Get
) -> None:
    world.move.unit = world.lab
    world.move.save()
    assert get(f"moves/{world.move.pk}/")["unit"] == {"slug": "northwind-deep", "name": "Deep"}
    world.lab.hidden = True
    world.lab.save()
    assert refuse(f"moves/{world.move.pk}/")["status"] == 404


@pytest.mark.usefixtures("no_world")
def test_an_unnamed_company_is_called_by_its_description(get: Get) -> None:
    stub = OrganizationFactory.create(name="", description="a start-up for world models")
    MoveFactory.create(arrival__organization=stub)
    (move,) = get("moves/")["results"]
    assert move["to_company"] == {"slug": stub.slug, "name": "a start-up for world models"}


@pytest.mark.parametrize(
    ("words", "precision"),
    [("2025", "year"), ("2025-06", "month"), ("2024-10-01/2024-12-31", "range")],
)
@pytest.mark.usefixtures("no_world")
def test_a_date_is_as_fine_as_the_words(get: Get, words: str, precision: str) -> None:
    MoveFactory.create(
        kind=MoveKind.RETURN, status=Status.ANNOUNCED, happened=PartialDate.parse(words)
    )
    (move,) = get("moves/")["results"]
    assert (move["date"], move["precision"]) == (words, precision)


def test_a_unit_in_the_place_of_a_company_asks_for_that_company_and_the_unit(
    world: World, get: Get, refuse: Get
) -> None:
    world.move.unit = world.lab
    world.move.save()
    other = UnitFactory.create(slug="other", parent=world.northwind)
    MoveFactory.create(to_company=world.northwind, unit=other)

    def found(query: str) -> list[int]:
        return [one["id"] for one in get(f"moves/?{query}")["results"]]

    lab, company = world.lab.slug, world.northwind.slug
    for end in ("company", "from_company"):
        assert found(f"{end}={lab}") == found(f"{end}={company}&unit={lab}") == [world.move.pk]
    assert found(f"from_company={lab}&unit={lab}") == [world.move.pk]
    assert found(f"to_company={lab}") == []
    for refused in (f"from_company={lab}&to_company=other", f"from_company={lab}&unit=other"):
        assert "is a unit, and another one is asked for" in str(refuse(f"moves/?{refused}"))


def test_a_departure_of_which_no_day_is_known_counts_in_the_year_in_which_it_was_told(
    world: World, get: Get, client: Client
) -> None:
    """In the API, in its table, in the list for readers and beside it."""
    gone = DepartureFactory.create(
        departure=PositionFactory.create(organization=world.northwind),
        from_company=world.northwind,
        sort_on=date(2022, 5, 2),
        first_on=date(2022, 5, 2),
    )
    year = "since=2022&until=2022"
    (move,) = get(f"moves/?{year}")["results"]
    assert (move["id"], move["date"]) == (gone.pk, None)
    table = b"".join(client.get(f"/api/v1/moves.csv?{year}"))
    assert len(table.splitlines()) == 2
    html = client.get(f"/moves/?{year}").text
    assert '<span class="dim">told</span>' in html
    assert "Of the change, or of its telling where no day of it is known." in html
    years = count_moves(MoveFilter()).years.choices
    assert dict(years)["2022"] == 1
