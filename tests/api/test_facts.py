"""positions/, reporting-lines/, events/, statements/: dates, both clocks, what is hidden or gone."""

from datetime import date

import pytest

from companies.models import EventKind
from tests.api.conftest import Get, World, without_life
from tests.factories import (
    OrgEventFactory,
    OrgEventStateFactory,
    PositionFactory,
    ReportingLineStateFactory,
    StakeFactory,
    UnitFactory,
    known_from,
)
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import EndState
from tracker.kernel.statuses import Status


def test_a_position_gives_the_last_day_held_and_how_firmly_either_end_is_told(
    world: World, get: Get
) -> None:
    left = get(f"positions/{world.left.pk}/")
    assert left["person"] == {"slug": "ada-moreau", "name": "Ada Moreau"}
    assert left["company"] == {"slug": "northwind", "name": "Northwind"}
    assert left["unit"] == {"slug": "northwind-deep", "name": "Deep"}
    assert (left["start"], left["start_precision"], left["start_status"]) == (
        "2018-01",
        "month",
        "done",
    )
    assert (left["end"], left["end_precision"], left["end_state"], left["end_status"]) == (
        "2025-06-12",
        "day",
        "known",
        "done",
    )
    assert left["end_first"] == {"outlet": "ledger", "published": "2025-06-13"}
    assert left["start_first"] is None
    assert left["holds"] is None, "no day was asked for"
    assert (left["role"], left["seniority"]) == ("staff", "unknown")


def test_as_of_says_what_surely_or_possibly_held_on_a_day(world: World, get: Get) -> None:
    def held(day: str) -> dict[str, str]:
        found = get("positions/", person="ada-moreau", as_of=day)["results"]
        return {one["company"]["slug"]: one["holds"] for one in found}

    assert held("2017-12-31") == {}
    assert held("2018-01-15") == {"northwind": "possible"}
    assert held("2025-06-13") == {"halcyon": "certain"}
    assert held("2029-01-01") == {"halcyon": "possible"}, "nobody has confirmed it for long"


def test_both_clocks_turn_together(rumoured: World, get: Get, refuse: Get) -> None:
    path = f"positions/{rumoured.joined.pk}/"
    then = get(path, known_on="2025-06-12")
    assert (then["id"], then["start_status"]) == (rumoured.joined.pk, "rumoured")
    assert then["start"] is None, "the day was told later"
    assert get(path)["start"] == "2025-06-13"
    assert get("positions/", known_on="2025-06-12", start_status="done")["results"] == []
    (listed,) = get("positions/", known_on="2025-06-12", start_status="rumoured")["results"]
    assert listed == without_life(then)
    assert refuse(path, {"known_on": "2025-05-01"})["status"] == 404
    assert refuse(path, {"as_of": "2011-01-01"})["status"] == 404


@pytest.mark.parametrize(
    ("params", "companies"),
    [
        ({"company": "northwind"}, ["northwind"]),
        ({"company": "northwind-deep"}, ["northwind"]),
        ({"person": "bo-lind"}, []),
        ({"role": "staff"}, ["halcyon", "northwind"]),
        ({"role": ["chair", "founder"]}, []),
        ({"end_status": "done"}, ["northwind"]),
        ({"q": "scientist chief"}, ["halcyon"]),
    ],
)
def test_a_filter_narrows_the_positions(
    world: World, get: Get, params: dict[str, str], companies: list[str]
) -> None:
    found = get("positions/", **params)["results"]
    assert [one["company"]["slug"] for one in found] == companies


@pytest.mark.usefixtures("no_world")
def test_a_blank_end_says_that_no_end_is_known(get: Get) -> None:
    PositionFactory.create()
    (one,) = get("positions/")["results"]
    assert (one["end"], one["end_state"], one["end_status"]) == (None, EndState.OPEN, None)


@pytest.mark.parametrize("hide", ["ada", "northwind"])
def test_a_position_of_something_hidden_is_nowhere(
    world: World, get: Get, refuse: Get, hide: str
) -> None:
    record = getattr(world, hide)
    record.hidden = True
    record.save()
    assert refuse(f"positions/{world.left.pk}/")["status"] == 404
    listed = [one["id"] for one in get("positions/")["results"]]
    assert world.left.pk not in listed
    if hide == "ada":
        assert get("positions/", company="northwind")["results"] == []


def test_a_position_without_support_is_gone(world: World, get: Get, refuse: Get) -> None:
    world.left.withdrawn = True
    world.left.save()
    assert refuse(f"positions/{world.left.pk}/")["status"] == 410
    assert get("positions/", company="northwind")["results"] == []


def test_a_reporting_line_names_both_and_can_be_told_as_known_then(world: World, get: Get) -> None:
    (line,) = get("reporting-lines/", manager="bo-lind", company="northwind")["results"]
    assert (line["person"]["slug"], line["manager"]["slug"]) == ("ada-moreau", "bo-lind")
    assert line["kind"] == "solid"
    assert get("reporting-lines/", person="bo-lind")["results"] == []
    ReportingLineStateFactory.create(
        line=world.line, start_status=Status.REPORTED, known=known_from(date(2025, 1, 5))
    )
    assert get("reporting-lines/", known_on="2025-01-04")["results"] == []
    (then,) = get("reporting-lines/", known_on="2025-01-05", as_of="2025-01-05")["results"] or [{}]
    assert then == {} or then["start_status"] == "reported"


def test_a_reporting_line_to_a_hidden_manager_is_nowhere(
    world: World, get: Get, refuse: Get
) -> None:
    world.boss.hidden = True
    world.boss.save()
    assert get("reporting-lines/")["results"] == []
    assert refuse(f"reporting-lines/{world.line.pk}/")["status"] == 404


def test_events_hold_what_happened_to_organizations_and_the_stakes_taken(
    world: World, get: Get
) -> None:
    layoff, stake = get("events/", company="northwind")["results"]
    assert (layoff["kind"], layoff["percent"], layoff["date"]) == ("layoff", 10, "2025-05")
    assert layoff["precision"] == "month"
    assert layoff["first"] == {"outlet": "ledger", "published": None}
    assert stake["kind"] == "stake"
    assert stake["company"]["slug"] == "halcyon" and stake["target"]["slug"] == "northwind"
    assert (stake["percent"], stake["amount_usd"]) == (49, 14_300_000_000)
    for event in (layoff, stake):
        assert without_life(get(f"events/{event['id']}/")) == event


@pytest.mark.parametrize(
    ("params", "kinds"),
    [
        ({"kind": "layoff"}, ["layoff"]),
        ({"kind": "stake"}, ["stake"]),
        ({"kind": ["stake", "layoff"]}, ["layoff", "stake"]),
        ({"company": "halcyon"}, ["stake"]),
        ({"company": "northwind-deep"}, []),
        ({"since": "2025-05"}, ["layoff"]),
        ({"since": "2025-06"}, []),
        ({"status": "done"}, ["layoff", "stake"]),
        ({"status": "denied"}, []),
    ],
)
def test_a_filter_narrows_the_events(
    world: World, get: Get, params: dict[str, str], kinds: list[str]
) -> None:
    assert [one["kind"] for one in get("events/", **params)["results"]] == kinds


def test_an_event_is_told_as_known_then(get: Get, refuse: Get) -> None:
    event = OrgEventFactory.create(count=600, status=Status.DONE)
    OrgEventStateFactory.create(
        event=event,
        count=500,
        status=Status.RUMOURED,
        known=known_from(date(2025, 1, 1), date(2025, 1, 9)),
    )
    path = f"events/event-{event.pk}/"
    assert get(path)["count"] == 600
    then = get(path, known_on="2025-01-08")
    assert (then["count"], then["status"]) == (500, "rumoured")
    assert get("events/", known_on="2025-01-08", status="rumoured")["results"] == [
        without_life(then)
    ]
    assert get("events/", known_on="2025-01-08", status="done")["results"] == []
    assert refuse(path, {"known_on": "2025-01-09"})["status"] == 404


@pytest.mark.parametrize("hidden", ["unit__hidden", "organization__hidden"])
@pytest.mark.usefixtures("no_world")
def test_an_event_of_something_hidden_is_nowhere(get: Get, refuse: Get, hidden: str) -> None:
    event = OrgEventFactory.create(
        kind=EventKind.UNIT_CREATED,
        unit=UnitFactory.create(hidden=hidden == "unit__hidden"),
        organization__hidden=hidden == "organization__hidden",
    )
    stake = StakeFactory.create(acquirer__hidden=True)
    assert refuse(f"events/event-{event.pk}/")["status"] == 404
    assert refuse(f"events/stake-{stake.pk}/")["status"] == 404
    assert get("events/")["results"] == []


@pytest.mark.parametrize(
    "path", ["events/stake-0/", "events/12/", "events/event-9223372036854775808/"]
)
def test_an_id_of_no_event_is_not_found(refuse: Get, path: str) -> None:
    assert refuse(path)["status"] == 404


def test_a_statement_is_quoted_and_known_from_its_first_publication(world: World, get: Get) -> None:
    (said,) = get("statements/", person="ada-moreau", known_on="2025-06-13")["results"]
    assert said["quote"] == world.statement.quote
    assert said["origins"] is None, "how many said so by then was not kept"
    assert get("statements/", q="language models")["results"][0]["origins"] == 1
    assert get("statements/", known_on="2025-06-12")["results"] == []
    assert get("statements/", since="2026")["results"] == []


@pytest.mark.usefixtures("no_world")
def test_a_date_before_another_is_told_in_bounds(get: Get) -> None:
    PositionFactory.create(
        end=PartialDate.parse("../2025-05-31"), end_state=EndState.KNOWN, end_status=Status.DONE
    )
    (one,) = get("positions/")["results"]
    assert (one["end"], one["end_precision"]) == ("../2025-05-30", "range")
