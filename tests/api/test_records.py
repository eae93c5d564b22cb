"""people/, companies/, units/, their timelines, and search/."""

from datetime import date

import pytest

from companies.models import Kind, SuccessionKind
from tests.api.conftest import Get, World, without_life
from tests.factories import (
    OrganizationFactory,
    OrganizationParentFactory,
    SuccessionFactory,
    UnitFactory,
)
from tracker.kernel.partial_dates import PartialDate


def test_a_person_is_found_by_slug_with_every_name(world: World, get: Get) -> None:
    assert get("people/ada-moreau/") == {
        "slug": "ada-moreau",
        "name": "Ada Moreau",
        "other_names": ["A. Moreau"],
        "wikidata": None,
        "orcid": None,
        "checked": True,
        "replies": [],
    }


@pytest.mark.parametrize(
    ("params", "slugs"),
    [
        ({}, ["ada-moreau", "bo-lind"]),
        ({"q": "a. mor"}, ["ada-moreau"]),
        ({"q": "LIND"}, ["bo-lind"]),
        ({"company": "halcyon"}, ["ada-moreau"]),
        ({"company": "northwind-deep"}, ["ada-moreau"]),
    ],
)
def test_people_are_listed_by_slug(
    world: World, get: Get, params: dict[str, str], slugs: list[str]
) -> None:
    assert [one["slug"] for one in get("people/", **params)["results"]] == slugs


def test_a_company_tells_its_names_and_what_followed_it(world: World, get: Get) -> None:
    SuccessionFactory.create(
        earlier=world.northwind,
        later=world.halcyon,
        kind=SuccessionKind.ACQUIRED_BY,
        happened=PartialDate.parse("2026-01"),
    )
    company = get("companies/northwind/")
    assert company["names"] == [
        {"name": "Northwind Labs", "alias": False, "since": None, "until": "2021-10-28"}
    ]
    assert company["successions"] == [
        {
            "kind": "acquired_by",
            "earlier": {"slug": "northwind", "name": "Northwind"},
            "later": {"slug": "halcyon", "name": "Halcyon"},
            "date": "2026-01",
        }
    ]
    world.halcyon.hidden = True
    world.halcyon.save()
    assert get("companies/northwind/")["successions"] == []


def test_a_unit_is_no_company_and_a_company_no_unit(world: World, get: Get, refuse: Get) -> None:
    assert [one["slug"] for one in get("companies/")["results"]] == ["halcyon", "northwind"]
    assert [one["slug"] for one in get("units/", parent="northwind")["results"]] == [
        "northwind-deep"
    ]
    assert get("units/", kind=["team"])["results"] == []
    assert refuse("companies/northwind-deep/")["status"] == 404
    assert refuse("units/northwind/")["status"] == 404


def test_a_unit_names_its_parent_and_the_company_on_top(
    world: World, get: Get, refuse: Get
) -> None:
    team = UnitFactory.create(slug="deep-team", kind=Kind.TEAM, parent=world.lab)
    OrganizationParentFactory.create(organization=team, since=PartialDate.parse("2024"))
    unit = get("units/deep-team/")
    assert unit["parent"] == {"slug": "northwind-deep", "name": "Deep"}
    assert unit["company"] == {"slug": "northwind", "name": "Northwind"}
    assert unit["parents"][0]["since"] == "2024"
    world.lab.hidden = True
    world.lab.save()
    assert refuse("units/deep-team/")["status"] == 404, "what hides a lab hides its teams"


def test_parents_in_a_circle_do_not_hang(get: Get) -> None:
    first = UnitFactory.create(slug="first", parent=OrganizationFactory.create())
    second = UnitFactory.create(slug="second", parent=first)
    first.parent = second
    first.save()
    assert get("units/first/")["parent"]["slug"] == "second"


def test_companies_are_found_by_former_names_and_kind(world: World, get: Get) -> None:
    assert [one["slug"] for one in get("companies/", q="wind labs")["results"]] == ["northwind"]
    assert get("companies/", kind="university")["results"] == []


@pytest.mark.parametrize(
    ("hide", "path"),
    [
        ("ada", "people/ada-moreau/"),
        ("northwind", "companies/northwind/"),
        ("lab", "units/northwind-deep/"),
    ],
)
def test_hidden_records_are_nowhere(
    world: World, get: Get, refuse: Get, hide: str, path: str
) -> None:
    record = getattr(world, hide)
    record.hidden = True
    record.save()
    assert refuse(path)["status"] == 404
    kind = path.partition("/")[0]
    assert record.slug not in [one["slug"] for one in get(f"{kind}/")["results"]]
    if kind != "units":
        assert refuse(f"{path}timeline/")["status"] == 404
    assert record.slug not in [one["slug"] for one in get("search/", q=record.name)["results"]]


def test_a_persons_timeline_holds_facts_of_every_kind_newest_first(world: World, get: Get) -> None:
    results = get("people/ada-moreau/timeline/")["results"]
    assert [(one["type"], one["sort_on"]) for one in results] == [
        ("move", "2025-06-13"),
        ("position", "2025-06-13"),
        ("statement", "2025-06-13"),
        ("position", "2018-01-31"),
        ("reporting_line", None),
    ]
    assert results[0]["record"] == without_life(get(f"moves/{world.move.pk}/"))
    assert results[1]["record"] == without_life(get(f"positions/{world.joined.pk}/"))
    both = get("people/bo-lind/timeline/")["results"]
    assert [one["type"] for one in both] == ["founding", "reporting_line"]


def test_a_companys_timeline_holds_moves_events_and_stakes(world: World, get: Get) -> None:
    results = get("companies/northwind/timeline/")["results"]
    assert [one["type"] for one in results] == ["move", "event", "event", "reporting_line"]
    assert [one["record"]["kind"] for one in results[:3]] == ["hire", "layoff", "stake"]


def test_a_timeline_turned_back_tells_only_what_had_happened_or_was_known(
    rumoured: World, get: Get
) -> None:
    path = "people/ada-moreau/timeline/"
    assert [one["type"] for one in get(path, as_of="2025-06-12")["results"]] == [
        "position",
        "reporting_line",
    ]
    begun = get(path, as_of="2018-01-01")["results"]
    assert [one["record"].get("holds") for one in begun] == ["possible"] * 2, "January, some day"
    then = get(path, known_on="2025-06-12")["results"]
    assert {one["type"] for one in then} == {"move", "position"}
    assert [one["record"]["status"] for one in then if one["type"] == "move"] == ["rumoured"]
    assert get(path, since="2025", until="2025-05")["results"] == []


def test_a_timeline_is_paged_forth_and_back_without_loss(world: World, get: Get) -> None:
    whole = get("people/ada-moreau/timeline/")["results"]
    page, seen = get("people/ada-moreau/timeline/", page_size=2), []
    while True:
        seen += page["results"]
        if page["next"] is None:
            break
        page = get(page["next"].partition("/api/v1/")[2])
    assert seen == whole
    back: list[object] = list(page["results"])
    while page["previous"]:
        page = get(page["previous"].partition("/api/v1/")[2])
        back = page["results"] + back
    assert back == whole


def test_search_finds_people_companies_and_units(world: World, get: Get) -> None:
    assert get("search/", q="moreau")["results"] == [
        {"type": "person", "slug": "ada-moreau", "name": "Ada Moreau"}
    ]
    found = get("search/", q="northwind")["results"]
    assert {(one["type"], one["slug"]) for one in found} == {
        ("company", "northwind"),
        ("unit", "northwind-deep"),
    }


def test_search_needs_words(world: World, refuse: Get) -> None:
    assert refuse("search/")["errors"][0]["parameter"] == "q"
    assert refuse("search/", {"q": "a"})["status"] == 400


@pytest.mark.parametrize("path", ["people/ada-moreau/", "companies/northwind/", "people/"])
def test_records_have_no_clock_of_publication(world: World, refuse: Get, path: str) -> None:
    problem = refuse(path, {"known_on": str(date(2025, 1, 1))})
    assert problem["status"] == 400
    assert problem["errors"][0]["parameter"] == "known_on"
