"""companies/{slug}/org-chart/, companies/{slug}/org-diff/ and flows/ as clients see them."""

from datetime import date

import pytest
from django.test import Client

from companies.models import EventKind, Organization
from people.models import Position, ReportingLine
from tests.api.conftest import Get, World
from tests.factories import (
    ClaimFactory,
    OrgEventFactory,
    OutletFactory,
    PersonFactory,
    PositionFactory,
    UnitFactory,
)
from tracker.claims.models import Aspect
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status

CHART = "companies/northwind/org-chart/"
DIFF = "companies/northwind/org-diff/"


@pytest.fixture
def staffed(world: World) -> World:
    return with_staff(world)


def with_staff(world: World) -> World:
    """Ada stands below Bo in 2025; both are surely at Northwind."""
    PositionFactory.create(
        person=world.boss,
        organization=world.northwind,
        title="CEO",
        role="chief_executive",
        seniority=6,
        start=PartialDate.parse("2015"),
        start_status=Status.DONE,
        confirmed_last=date(2025, 6, 1),
    )
    Position.objects.filter(pk=world.left.pk).update(confirmed_last=date(2025, 6, 1))
    ReportingLine.objects.filter(pk=world.line.pk).update(
        start=PartialDate.parse("2020"), start_status="done", confirmed_last=date(2025, 6, 1)
    )
    return world


def test_a_chart_holds_units_and_people_of_the_day(staffed: World, get: Get) -> None:
    chart = get(CHART, as_of="2025-06-01")
    assert chart["company"] == {"slug": "northwind", "name": "Northwind"}
    assert (chart["as_of"], chart["known_on"], chart["next"]) == ("2025-06-01", None, None)
    assert chart["note"] == "2 known people"
    (unit,) = chart["units"]
    assert unit == {
        "slug": "northwind-deep",
        "name": "Deep",
        "kind": "lab",
        "depth": 0,
        "parent": None,
        "holds": "certain",
        "people": 1,
        "possible": 0,
        "carries": [],
    }
    boss, ada = chart["people"]
    assert (boss["person"]["slug"], boss["depth"], boss["manager"]) == ("bo-lind", 0, None)
    assert (ada["person"]["slug"], ada["depth"], ada["manager"]) == ("ada-moreau", 1, "bo-lind")
    assert ada["posts"][0]["unit"] == {"slug": "northwind-deep", "name": "Deep"}
    assert ada["posts"][0]["position"] == staffed.left.pk
    assert ada["lines"][0]["reporting_line"] == staffed.line.pk
    assert ada["lines"][0]["manager"] == {"slug": "bo-lind", "name": "Bo Lind"}


def test_a_chart_has_the_name_of_the_day(staffed: World, get: Get) -> None:
    assert get(CHART, as_of="2020-01-01")["name"] == "Northwind Labs"
    assert get(CHART, as_of="2025-01-01")["name"] == "Northwind"
    assert get(CHART, as_of="2025-01-01", known_on="2020-01-01")["name"] == "Northwind Labs"


def test_a_chart_is_followed_from_part_to_part(staffed: World, client: Client, get: Get) -> None:
    for number in range(3):
        PositionFactory.create(
            person=PersonFactory.create(slug=f"p-{number}"),
            organization=staffed.northwind,
            start=PartialDate.parse("2024"),
            start_status=Status.DONE,
        )
    found, part = [], get(CHART, as_of="2025-06-01", page_size=2)
    while True:
        found += [one["person"]["slug"] for one in part["people"]]
        if part["next"] is None:
            break
        part = client.get(part["next"]).json()
    assert found == ["bo-lind", "ada-moreau", "p-0", "p-1", "p-2"]


def test_a_chart_goes_down_from_one_person(staffed: World, get: Get, refuse: Get) -> None:
    chart = get(CHART, as_of="2025-06-01", under="bo-lind")
    assert [one["person"]["slug"] for one in chart["people"]] == ["ada-moreau"]
    PersonFactory.create(slug="elsewhere")
    for under, status in (("nobody", 400), ("elsewhere", 404)):
        assert refuse(CHART, {"as_of": "2025-06-01", "under": under})["status"] == status


@pytest.mark.parametrize(
    ("path", "params"),
    [
        (CHART, {"asof": "2025-06-01"}),
        (CHART, {"as_of": "soon"}),
        (CHART, {"depth": "0"}),
        (CHART, {"cursor": "made-up"}),
        (DIFF, {}),
        (DIFF, {"from": "2025-06-01", "to": "2025-05-01"}),
        (DIFF, {"from": "2025-06"}),
        (DIFF, {"from": "2025-06-01", "kind": "fired"}),
        (DIFF, {"from": "2025-06-01", "units": "as_they_were"}),
        (CHART, {"units": "as_was"}),
        ("flows/", {"by": "colour"}),
        ("flows/", {"since": "2025", "until": "2024"}),
        ("flows/", {"company": "northwind", "page_size": "5"}),
    ],
)
def test_what_an_address_does_not_take_is_refused(
    world: World, refuse: Get, path: str, params: dict[str, str]
) -> None:
    problem = refuse(path, params)
    assert (problem["status"], problem["type"]) == (400, "/api/problems/bad-parameter/")


@pytest.mark.parametrize("path", [CHART, DIFF])
def test_a_hidden_company_has_no_chart_and_no_difference(
    world: World, refuse: Get, path: str
) -> None:
    world.northwind.hidden = True
    world.northwind.save()
    assert refuse(path, {"from": "2025-01-01"} if path == DIFF else {})["status"] == 404


def test_a_difference_tells_who_left(staffed: World, get: Get) -> None:
    diff = get(DIFF, **{"from": "2025-06-01", "to": "2025-07-01"})
    assert (diff["from"], diff["to"], diff["people_was"], diff["people_now"]) == (
        "2025-06-01",
        "2025-07-01",
        2,
        1,
    )
    assert diff["counts"]["left"] == 1 and diff["counts"]["joined"] == 0
    assert diff["changes"][0] == {
        "kind": "left",
        "person": {"slug": "ada-moreau", "name": "Ada Moreau"},
        "unit": None,
        "was": [{"slug": None, "name": "Head of research"}],
        "now": [],
        "between": [],
        "holds": "certain",
        "counted": True,
        "positions": [staffed.left.pk],
        "reporting_lines": [],
        "by": [],
    }
    assert diff["units_as"] == "as_is"
    assert diff["units"] == [
        {
            "slug": "northwind-deep",
            "name": "Deep",
            "was": 1,
            "now": 0,
            "was_possible": 0,
            "now_possible": 0,
            "carries": [],
            "by": [],
        }
    ]


@pytest.fixture
def merged(staffed: World) -> World:
    """The lab Deep becomes part of Core in June 2025, with Ada in it."""
    core = UnitFactory.create(
        slug="northwind-core",
        name="Core",
        parent=staffed.northwind,
        founded=PartialDate.parse("2015"),
    )
    OrgEventFactory.create(
        organization=staffed.northwind,
        kind=EventKind.UNIT_MERGED,
        unit=Organization.objects.get(slug="northwind-deep"),
        into=core,
        happened=PartialDate.parse("2025-06-05"),
    )
    return staffed


def test_a_difference_counts_units_as_they_are_or_as_they_were(merged: World, get: Get) -> None:
    days = {"from": "2025-06-01", "to": "2025-06-06"}
    now, was = get(DIFF, **days), get(DIFF, **days, units="as_was")
    assert get(DIFF, **days, units="as_is") == now
    assert [(one["name"], one["was"], one["now"]) for one in now["units"]] == [("Core", 1, 1)]
    assert now["units"][0]["carries"] == [
        {"slug": "northwind-deep", "name": "Deep", "how": "merged"}
    ]
    core, deep = was["units"]
    into = {"slug": "northwind-core", "name": "Core"}
    by = [{"unit": {"slug": "northwind-deep", "name": "Deep"}, "how": "merged", "into": into}]
    assert (core["name"], core["was"], core["now"], core["by"]) == ("Core", 0, 1, [])
    assert (deep["name"], deep["was"], deep["now"], deep["by"]) == ("Deep", 1, 0, by)
    assert (was["people_was"], was["people_now"]) == (now["people_was"], now["people_now"])
    assert (was["units_as"], was["counts"]["with_unit"], now["counts"]["with_unit"]) == (
        "as_was",
        1,
        0,
    )
    (change,) = [one for one in was["changes"] if one["kind"] == "with_unit"]
    assert (change["person"]["slug"], change["now"], change["by"]) == ("ada-moreau", [into], by)


def test_a_difference_as_it_was_is_followed_from_part_to_part_and_by_kind(
    merged: World, client: Client, get: Get
) -> None:
    days = {"from": "2025-06-01", "to": "2025-06-06", "units": "as_was"}
    first = get(DIFF, **days, page_size=1)
    assert "units=as_was" in first["next"]
    rest = client.get(first["next"]).json()
    assert [one["kind"] for part in (first, rest) for one in part["changes"]] == [
        "unit_merged",
        "with_unit",
    ]
    only = get(DIFF, **days, kind="with_unit")
    assert [one["kind"] for one in only["changes"]] == ["with_unit"]


def test_another_way_to_count_units_is_refused_with_the_two_that_there_are(
    world: World, refuse: Get
) -> None:
    problem = refuse(DIFF, {"from": "2025-06-01", "units": "as_they_were"})
    assert "Give as_is or as_was." in str(problem)


def test_flows_count_known_moves(world: World, get: Get) -> None:
    told = get("flows/", since="2025", until="2025", by=["company", "year"])
    assert told["flows"] == [
        {
            "from_company": {"slug": "northwind", "name": "Northwind"},
            "to_company": {"slug": "halcyon", "name": "Halcyon"},
            "kind": None,
            "seniority": None,
            "year": 2025,
            "moves": 1,
            "back": 0,
            "net": 1,
        }
    ]
    assert (told["by"], told["moves"]) == (["company", "year"], 1)
    assert told["coverage"] == "1 known move counted, of 1 known in the period"
    balance = get("flows/", company="northwind")
    assert (balance["arrivals"], balance["departures"], balance["net"]) == (0, 1, -1)


@pytest.mark.parametrize("path", [CHART, f"{DIFF}?from=2025-01-01", "flows/"])
def test_what_has_not_changed_answers_304(world: World, client: Client, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    again = client.get(f"/api/v1/{path}", headers={"If-None-Match": answer["ETag"]})
    assert (answer.status_code, again.status_code, again.content) == (200, 304, b"")


def test_the_life_of_a_position_tells_both_ends_apart(world: World, get: Get) -> None:
    wire = OutletFactory.create(slug="wire")
    for aspect, status, day, outlet in (
        (Aspect.END, Status.REPORTED, date(2025, 6, 2), wire),
        (Aspect.END, Status.REPORTED, date(2025, 6, 3), world.ledger),
        (Aspect.END, Status.DONE, date(2025, 6, 13), world.ledger),
        (Aspect.START, Status.DONE, date(2018, 2, 1), wire),
    ):
        claim = ClaimFactory.create(
            summary=True, aspect=aspect, status=status, published_on=day, outlet=outlet
        )
        claim.positions.add(world.left)
    life = get(f"positions/{world.left.pk}/")["life"]
    assert [
        tuple(said[key] for key in ("end", "status", "published", "outlet", "step"))
        for said in life
    ] == [
        ("start", "done", "2018-02-01", "wire", True),
        ("end", "reported", "2025-06-02", "wire", True),
        ("end", "reported", "2025-06-03", "ledger", False),
        ("end", "done", "2025-06-13", "ledger", True),
    ]
    moved = get(f"moves/{world.move.pk}/")["life"]
    assert [(said["end"], said["status"]) for said in moved] == [
        ("end", "reported"),
        ("end", "reported"),
        ("start", "done"),
        ("end", "done"),
    ]
    assert "life" not in get("positions/")["results"][0]
