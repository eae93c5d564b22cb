"""Known people by unit on two days, as units are on the later one and as they were on each."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from companies.models import EventKind, Organization
from tests.factories import (
    OrganizationFactory,
    OrganizationNameFactory,
    OrganizationParentFactory,
    OrgEventFactory,
    SuccessionFactory,
    UnitFactory,
)
from tests.timeline.staffing import post
from tests.timeline.test_org_diff import FIRST, LAST, LONG_AGO, lines_of
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.differences import AS_IS, AS_WAS, UNITS, Fate, OrgDiff
from tracker.timeline.org_diff import org_diff
from tracker.timeline.org_picture import org_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


def unit(name: str, parent: Organization, **rest: Any) -> Organization:
    made: Organization = UnitFactory.create(
        slug=name.lower(), name=name, parent=parent, **{"founded": LONG_AGO, **rest}
    )
    return made


def ends(
    one: Organization,
    kind: EventKind,
    into: Organization | None = None,
    day: str = "2024-02-01",
    **rest: Any,
) -> None:
    OrgEventFactory.create(
        organization=one.company,
        kind=kind,
        unit=one,
        into=into,
        happened=PartialDate.parse(day),
        **rest,
    )


def called(one: Organization, then: str, now: str, day: str = "2024-02-01") -> None:
    """A record that bears another name from a day on."""
    OrganizationNameFactory.create(organization=one, name=then, until=PartialDate.parse(day))
    OrganizationNameFactory.create(organization=one, name=now, since=PartialDate.parse(day))


def differ(company: Organization, units: str = AS_WAS, **asked: Any) -> OrgDiff:
    return org_diff(company, first=FIRST, last=LAST, units=units, **asked)


def rows(diff: OrgDiff) -> dict[str, tuple[int, int]]:
    """Of each unit those surely there on both days; no name stands twice."""
    found = {one.unit.name: (one.was, one.now) for one in diff.units}
    assert len(found) == len(diff.units)
    return found


def step(fate: Fate) -> str:
    into = f" {fate.into.name}" if fate.into else ""
    return f"{fate.unit.name} {fate.how}{into}" + (f" of {fate.owner}" if fate.owner else "")


def test_who_is_in_a_unit_does_not_count_at_the_company_itself_as_on_its_chart(
    halden: Organization,
) -> None:
    lab = unit("Lab", halden)
    post(halden, "head", "2020-01-01", unit=lab)
    post(halden, "head", "2020-01-01", title="Executive")
    post(halden, "chief", "2020-01-01", title="Chief executive")
    diff = differ(halden)
    assert (diff.itself.was, diff.itself.now) == (1, 1)
    assert rows(diff) == {"Lab": (1, 1)}
    picture = org_picture(halden, as_of=LAST)
    assert [group.certain for group in picture.groups] == [1, 1]


def became(diff: OrgDiff) -> dict[str, list[str]]:
    return {one.unit.name: [step(fate) for fate in one.by] for one in diff.units if one.by}


def went_with(diff: OrgDiff) -> dict[str, list[str]]:
    """What had become of the units with which people went."""
    return {
        one.person.slug: [step(fate) for fate in one.by]
        for one in diff.changes
        if one.person and one.by
    }


def test_as_it_was_a_merged_unit_has_its_own_row_and_its_people_are_told_to_have_gone_with_it(
    halden: Organization,
) -> None:
    brain, deep = unit("Brain", halden), unit("Deep", halden)
    ends(brain, EventKind.UNIT_MERGED, deep)
    post(halden, "silent", "2020", unit=brain)
    post(halden, "told", "2020", "2024-02-01", unit=brain)
    post(halden, "told", "2024-02-01", unit=deep)
    post(halden, "native", "2020", unit=deep)
    was, now = differ(halden), differ(halden, AS_IS)
    assert rows(now) == {"Deep": (3, 3)}
    assert [former.name for former in now.units[0].counted_in] == ["Brain"]
    assert rows(was) == {"Deep": (1, 3), "Brain": (2, 0)}
    assert became(was) == {"Brain": ["Brain merged Deep"]}
    assert lines_of(now) == ["unit_merged Brain: Brain > Deep"]
    assert lines_of(was) == [
        "unit_merged Brain: Brain > Deep",
        "with_unit silent: Brain > Deep",
        "with_unit told: Brain > Deep",
    ]
    assert went_with(was) == {who: ["Brain merged Deep"] for who in ("silent", "told")}
    assert (was.units_as, now.units_as) == (AS_WAS, AS_IS)


@pytest.mark.parametrize("records", [1, 2])
def test_a_new_name_makes_two_rows_whether_one_record_bears_both_or_two_records_stand_for_it(
    halden: Organization, records: int
) -> None:
    late = unit("Late", halden)
    if records == 1:
        early = late
        called(late, "Early", "Late")
    else:
        early = unit("Early", halden)
        ends(early, EventKind.UNIT_RENAMED, late)
    post(halden, "ada", "2020", unit=early)
    diff = differ(halden)
    assert rows(diff) == {"Late": (0, 1), "Early": (1, 0)}
    assert became(diff) == {"Early": ["Early renamed Late"]}
    assert lines_of(diff)[-1] == "with_unit ada: Early > Late"
    assert rows(differ(halden, AS_IS)) == {"Late": (1, 1)}


def test_who_was_given_another_unit_is_told_apart_from_who_went_with_theirs(
    halden: Organization,
) -> None:
    brain, deep, legal = (unit(name, halden) for name in ("Brain", "Deep", "Legal"))
    ends(brain, EventKind.UNIT_MERGED, deep)
    post(halden, "mover", "2020", "2024-03-01", unit=brain)
    post(halden, "mover", "2024-03-01", unit=legal)
    post(halden, "stays", "2020", unit=brain)
    diff = differ(halden)
    assert lines_of(diff)[1:] == [
        "moved_unit mover: Brain > Legal",
        "with_unit stays: Brain > Deep",
    ]
    assert went_with(diff) == {"stays": ["Brain merged Deep"]}


@pytest.mark.parametrize(
    ("left", "came", "kind"),
    [
        ("2023-10-01", "2023-10-01", "moved_unit"),
        ("2023-10-01", "2024-04-01", "moved_unit"),
        ("2024-02-01", "2024-02-01", "with_unit"),
        ("2024-02-01", "2024-01-31", "moved_unit"),
        ("2024-02", "2024-02", "with_unit"),
        ("2024-03-01", "2024-03-01", "with_unit"),
    ],
)
def test_who_surely_went_over_before_the_merger_has_moved(
    halden: Organization, left: str, came: str, kind: str
) -> None:
    brain, deep = unit("Brain", halden), unit("Deep", halden)
    ends(brain, EventKind.UNIT_MERGED, deep)
    post(halden, "ada", "2020", left, unit=brain)
    post(halden, "ada", came, unit=deep)
    assert lines_of(differ(halden))[1:] == [f"{kind} ada: Brain > Deep"]
    assert lines_of(differ(halden, AS_IS)) == ["unit_merged Brain: Brain > Deep"]


def test_who_also_takes_a_further_unit_is_told_with_both(halden: Organization) -> None:
    brain, deep, legal = (unit(name, halden) for name in ("Brain", "Deep", "Legal"))
    ends(brain, EventKind.UNIT_MERGED, deep)
    post(halden, "ada", "2020", unit=brain)
    post(halden, "ada", "2024-01-15", title="Director", unit=legal)
    assert lines_of(differ(halden))[1:] == [
        "added_title ada: Engineer > Engineer, Director",
        "added_unit ada: Brain > Deep, Legal",
        "with_unit ada: Brain > Deep",
    ]


def test_a_chain_is_told_step_by_step_and_a_unit_in_between_has_no_row(
    halden: Organization,
) -> None:
    first, last = unit("First", halden), unit("Last", halden)
    middle = unit("Middle", halden, founded=PartialDate.parse("2023-09-01"))
    ends(first, EventKind.UNIT_RENAMED, middle, "2023-09-01")
    ends(middle, EventKind.UNIT_MERGED, last)
    post(halden, "ada", "2020", unit=first)
    diff = differ(halden)
    chain = ["First renamed Middle", "Middle merged Last"]
    assert rows(diff) == {"Last": (0, 1), "First": (1, 0)}
    assert became(diff) == {"First": chain} and went_with(diff) == {"ada": chain}
    assert lines_of(diff)[-1] == "with_unit ada: First > Last"


def test_what_had_become_part_of_a_unit_by_the_first_day_counts_with_it_on_both(
    halden: Organization,
) -> None:
    brain, deep, core = (unit(name, halden) for name in ("Brain", "Deep", "Core"))
    ends(brain, EventKind.UNIT_MERGED, deep, "2022-01-01")
    ends(deep, EventKind.UNIT_MERGED, core)
    post(halden, "ada", "2020", unit=brain)
    post(halden, "bo", "2020", unit=deep)
    diff = differ(halden)
    assert rows(diff) == {"Core": (0, 2), "Deep": (2, 0)}
    assert [line for line in lines_of(diff) if line.startswith("with")] == [
        "with_unit ada: Deep > Core",
        "with_unit bo: Deep > Core",
    ]


def test_another_parent_makes_no_row_of_its_own_and_moves_nobody(halden: Organization) -> None:
    host, guest = unit("Host", halden), unit("Guest", halden)
    day = PartialDate.parse("2024-02-01")
    OrganizationParentFactory.create(organization=guest, parent=halden, until=day)
    OrganizationParentFactory.create(organization=guest, parent=host, since=day)
    post(halden, "ada", "2020", unit=guest)
    for units in UNITS:
        diff = differ(halden, units)
        assert rows(diff) == {"Host": (0, 0), "Guest": (1, 1)} and not became(diff)
        assert lines_of(diff) == ["unit_moved Guest: Halden > Host"]


def test_a_dissolved_unit_has_a_row_and_who_stayed_is_told_to_have_lost_it(
    halden: Organization,
) -> None:
    lab, legal = unit("Lab", halden), unit("Legal", halden)
    ends(lab, EventKind.UNIT_DISSOLVED)
    post(halden, "stays", "2020", unit=lab)
    post(halden, "goes", "2020", "2024-02-01", unit=lab)
    post(halden, "moves", "2020", "2024-02-01", unit=lab)
    post(halden, "moves", "2024-02-01", unit=legal)
    diff = differ(halden)
    assert rows(diff) == {"Legal": (0, 1), "Lab": (3, 0)}
    assert became(diff) == {"Lab": ["Lab dissolved"]}
    assert (diff.itself.was, diff.itself.now) == (0, 1)
    assert lines_of(diff)[1:] == [
        "left goes: Engineer > -",
        "moved_unit moves: Lab > Legal",
        "with_unit stays: Lab > -",
    ]


def test_a_unit_merged_into_one_of_another_company_is_told_with_that_company(
    halden: Organization,
) -> None:
    ostra = OrganizationFactory.create(slug="ostra", name="Ostra")
    lab, theirs = unit("Lab", halden), unit("Theirs", ostra)
    called(theirs, "Theirs of then", "Theirs of today", "2024-09-01")
    ends(lab, EventKind.UNIT_MERGED, theirs)
    post(halden, "stays", "2020", unit=lab)
    diff = differ(halden)
    fates = ["Lab merged Theirs of then of Ostra", "Theirs of then moved"]
    assert rows(diff) == {"Lab": (1, 0)} and became(diff) == {"Lab": fates}
    assert lines_of(diff)[1:] == ["with_unit stays: Lab > -"]
    assert went_with(diff) == {"stays": fates}
    theirs.hidden = True
    theirs.save()
    assert rows(differ(halden)) == {"Lab": (1, 1)}, "what names a hidden record is not told"


def test_a_unit_given_to_another_company_takes_its_people_along_and_they_are_told_so(
    halden: Organization,
) -> None:
    ostra = OrganizationFactory.create(slug="ostra", name="Ostra")
    lab, team = unit("Lab", halden), unit("Team", halden)
    day = PartialDate.parse("2024-02-01")
    OrganizationParentFactory.create(organization=lab, parent=halden, until=day)
    OrganizationParentFactory.create(organization=lab, parent=ostra, since=day)
    post(halden, "goes-along", "2020", unit=lab)
    post(halden, "goes-alone", "2020", "2023-12-01", unit=lab)
    post(halden, "goes-to-team", "2020", "2023-12-01", unit=lab)
    post(halden, "goes-to-team", "2023-12-01", unit=team)
    was, now = differ(halden), differ(halden, AS_IS)
    assert rows(was) == {"Team": (0, 1), "Lab": (3, 0)} and became(was) == {"Lab": ["Lab moved"]}
    assert went_with(was) == {"goes-along": ["Lab moved"]} and not went_with(now)
    assert lines_of(was) == [
        "unit_moved Lab: Lab > -",
        "left goes-alone: Engineer > -",
        "left goes-along: Engineer > -",
        "moved_unit goes-to-team: Lab > Team",
    ]


@pytest.mark.parametrize(
    ("day", "status"), [("2024-06", "done"), ("2024-02-01", "reported"), ("2024-02-01", "rumoured")]
)
def test_a_unit_that_may_have_ended_stands_with_its_people_and_what_may_have_become_of_it(
    halden: Organization, day: str, status: str
) -> None:
    brain, deep = unit("Brain", halden), unit("Deep", halden)
    ends(brain, EventKind.UNIT_MERGED, deep, day, status=status)
    post(halden, "ada", "2020", unit=brain)
    for units in UNITS:
        diff = differ(halden, units)
        assert rows(diff) == {"Brain": (1, 1), "Deep": (0, 0)} and not became(diff)
        assert [step(one.perhaps) for one in diff.units if one.perhaps] == ["Brain merged Deep"]
        assert lines_of(diff) == ["unit_merged? Brain: Brain > Deep"]


def test_an_end_that_may_lie_before_the_first_day_takes_people_along_possibly(
    halden: Organization,
) -> None:
    brain, deep = unit("Brain", halden), unit("Deep", halden)
    ends(brain, EventKind.UNIT_MERGED, deep, "2023")
    post(halden, "ada", "2020", unit=brain)
    assert lines_of(differ(halden)) == [
        "unit_merged? Brain: Brain > Deep",
        "with_unit? ada: Brain > Deep",
    ]


def test_who_is_only_possibly_in_a_unit_goes_with_it_possibly_and_is_counted_apart(
    halden: Organization,
) -> None:
    brain, deep = unit("Brain", halden), unit("Deep", halden)
    ends(brain, EventKind.UNIT_MERGED, deep)
    post(halden, "ada", "2023-05-20/2023-06-20", unit=brain)
    diff = differ(halden)
    assert "with_unit? ada: Brain > Deep" in lines_of(diff)
    (into, over) = diff.units
    assert (over.unit.name, over.was, over.was_possible) == ("Brain", 0, 1)
    assert (into.unit.name, into.was_possible, into.now, into.now_possible) == ("Deep", 0, 1, 0)


def test_a_succession_of_which_no_day_is_known_holds_on_both_days(halden: Organization) -> None:
    early, late = unit("Early", halden), unit("Late", halden)
    SuccessionFactory.create(earlier=early, later=late, kind="renamed", happened=None)
    post(halden, "ada", "2020", unit=early)
    diff = differ(halden)
    assert rows(diff) == {"Late": (1, 1)} and lines_of(diff) == []


def test_totals_of_the_company_and_who_came_and_went_are_the_same_both_ways(
    halden: Organization,
) -> None:
    brain, deep, lab = (unit(name, halden) for name in ("Brain", "Deep", "Lab"))
    ends(brain, EventKind.UNIT_MERGED, deep)
    ends(lab, EventKind.UNIT_DISSOLVED)
    for number, at in enumerate((brain, deep, lab, None)):
        post(halden, f"stays-{number}", "2020", unit=at)
        post(halden, f"went-{number}", "2020", "2023-12-01", unit=at)
    post(halden, "came", "2024-03-01", unit=deep)
    was, now = differ(halden, AS_WAS), differ(halden, AS_IS)
    assert was.whole == now.whole and (was.people_was, was.people_now) == (8, 5)
    assert was.counts == {**now.counts, "with_unit": 2}
    assert sum(one.was for one in was.units) + was.itself.was == 8
    assert sum(one.was for one in now.units) + now.itself.was == 8


def test_what_was_not_yet_published_makes_no_unit_end(halden: Organization) -> None:
    late = unit("Late", halden)
    day = PartialDate.parse("2024-02-01")
    OrganizationNameFactory.create(organization=late, name="Early", since=LONG_AGO, until=day)
    OrganizationNameFactory.create(organization=late, name="Late", since=day)
    for known_on, told in ((date(2024, 1, 31), ["Early"]), (date(2024, 2, 1), ["Late", "Early"])):
        assert list(rows(differ(halden, known_on=known_on))) == told


@pytest.mark.django_db(transaction=True)
def test_as_it_was_asks_one_question_more_where_something_lives_on_elsewhere(
    halden: Organization, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ostra = OrganizationFactory.create(slug="ostra", name="Ostra")
    deep = unit("Deep", halden)
    for number in range(5):
        lab, theirs = unit(f"Lab{number}", halden), unit(f"Theirs{number}", ostra)
        ends(lab, EventKind.UNIT_MERGED, theirs)
        merged = unit(f"Merged{number}", halden)
        ends(merged, EventKind.UNIT_MERGED, deep)
        for one in range(5):
            post(halden, f"in-{number}-{one}", "2020", unit=lab)
            post(halden, f"on-{number}-{one}", "2020", unit=merged)
    differ(halden)
    with django_assert_max_num_queries(5):
        assert differ(halden).counts["with_unit"] == 50
