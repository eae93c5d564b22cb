"""What changed at a company between two days."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from companies.models import EventKind, Organization
from people.models import Person
from tests.factories import (
    OrganizationFactory,
    OrganizationNameFactory,
    OrganizationParentFactory,
    OrgEventFactory,
    PositionStateFactory,
    SuccessionFactory,
    UnitFactory,
    known_from,
)
from tests.timeline.staffing import CONFIRMED, line, post
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.differences import Change, OrgDiff
from tracker.timeline.org_diff import org_diff

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2023, 6, 1), date(2024, 6, 1)
LONG_AGO = PartialDate.parse("2010")


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


def differ(company: Organization, **asked: Any) -> OrgDiff:
    return org_diff(company, first=FIRST, last=LAST, **asked)


def told(change: Change) -> str:
    """A change in one line: kind, whom or what it is of, then what was and what is."""
    who = change.person.slug if change.person else change.unit.name if change.unit else "?"
    sides = [", ".join(side.name for side in sides) or "-" for sides in (change.was, change.now)]
    sure = "" if change.certain else "?"
    return f"{change.kind}{sure} {who}: {sides[0]} > {sides[1]}"


def lines_of(diff: OrgDiff) -> list[str]:
    return [told(change) for change in diff.changes]


def test_who_came_and_who_went(halden: Organization) -> None:
    post(halden, "stays", "2020")
    came = post(halden, "came", "2023-09-01", title="CTO")
    post(halden, "went", "2020", "2024-01-15", title="CFO")
    post(halden, "passed-through", "2023-08-01", "2023-12-01")
    diff = differ(halden)
    joined, visited, left = lines_of(diff)
    assert (joined, left) == ("joined came: - > CTO", "left went: CFO > -")
    assert visited == "came_and_went passed-through: - > -"
    assert [side.name for side in diff.changes[1].between] == ["Engineer"]
    assert diff.changes[0].positions == (came.pk,)
    assert diff.counts == {"joined": 1, "came_and_went": 1, "left": 1}
    assert (diff.people_was, diff.people_now) == (2, 2)
    assert diff.note == "3 known changes"


def test_a_month_that_straddles_a_day_gives_a_possible_change(halden: Organization) -> None:
    post(halden, "maybe-came", "2023-05-20/2023-06-20")
    post(halden, "maybe-went", "2020", "2024-06")
    assert lines_of(differ(halden)) == [
        "joined? maybe-came: - > Engineer",
        "left? maybe-went: Engineer > -",
    ]


def test_who_came_or_went_in_days_of_which_the_first_is_that_of_the_comparison_is_nearly_sure(
    halden: Organization,
) -> None:
    post(halden, "came", "2023-06")
    post(halden, "came-or-not", "2023-06", start_status="reported")
    post(halden, "came-before", "2023-05-31/2023-06-30")
    post(halden, "went", "2020", "2023-06")
    post(halden, "went-before", "2020", "2023-05-31/2023-06-30")
    post(halden, "went-or-not", "2020", "2023-06", start_status="announced")
    diff = differ(halden)
    assert [told(change) for change in diff.changes if change.nearly] == [
        "joined? came: - > Engineer",
        "left? went: Engineer > -",
    ]
    assert len(diff.changes) == 6
    assert (diff.counts, diff.possible) == ({"joined": 1, "left": 1}, {"joined": 2, "left": 2})
    assert [change.nearly for change in diff.changes] == [one.counted for one in diff.changes]
    assert diff.note_of_all == "2 known changes, and 4 possible"


def test_whom_a_later_post_elsewhere_has_overtaken_has_possibly_left(halden: Organization) -> None:
    post(halden, "ada", "2020", overtaken="2024-01-15", confirmed_last=date(2023, 9, 1))
    diff = differ(halden)
    assert lines_of(diff) == ["left? ada: Engineer > -"]
    assert (diff.people_was, diff.people_now) == (1, 0)


def test_who_was_to_leave_long_ago_and_of_whom_nobody_tells_has_possibly_left(
    halden: Organization,
) -> None:
    due: dict[str, Any] = {"end_status": "announced", "confirmed_last": None}
    post(halden, "ada", "2020-01-01", "2023-07-01", title="CFO", **due)
    post(halden, "bob", "2020-01-01", "2022-02-01", **due)
    diff = org_diff(halden, first=FIRST, last=date(2025, 8, 1))
    assert lines_of(diff) == ["left? ada: CFO > -", "left? bob: Engineer > -"]


@pytest.mark.parametrize("status", ["reported", "announced"])
def test_who_is_told_to_have_gone_by_the_first_day_has_not_left_since(
    halden: Organization, status: str
) -> None:
    told: dict[str, Any] = {"end_status": status, "confirmed_last": None}
    post(halden, "before", "2020", "../2023-05-20", **told)
    post(halden, "that-day", "2020", "2023-06-01", **told)
    post(halden, "since", "2020", "2023-06-02", **told)
    post(halden, "that-month", "2020", "2023-06", **told)
    post(halden, "one-of-two", "2020", "2023-05-20", **told)
    post(halden, "one-of-two", "2020", "2024-02", title="CFO", **told)
    post(halden, "one-stays", "2020", "2023-05-20", **told)
    post(halden, "one-stays", "2020", title="CFO", confirmed_last=None)
    left = differ(halden).changes
    assert {one.kind for one in left} == {"left"}
    assert {one.person.slug for one in left if one.person} == {"since", "that-month", "one-of-two"}


def test_whose_end_lies_in_days_around_the_first_has_possibly_left(halden: Organization) -> None:
    post(halden, "ada", "2020", "2023-03/2023-09", confirmed_last=None)
    assert lines_of(differ(halden)) == ["left? ada: Engineer > -"]


def test_a_title_or_unit_that_may_have_been_given_up_before_or_taken_up_after_has_possibly_changed(
    halden: Organization,
) -> None:
    deep = UnitFactory.create(slug="deep", name="Deep", parent=halden, founded=LONG_AGO)
    legal = UnitFactory.create(slug="legal", name="Legal", parent=halden, founded=LONG_AGO)
    for slug in ("ada", "bob", "cy"):
        post(halden, slug, "2020", unit=deep)
    post(halden, "ada", "2020", "2023-03/2023-09", title="Director", unit=legal)
    post(halden, "bob", "2024-03/2024-09", title="Director", unit=legal)
    post(halden, "cy", "2020", "2023-03/2023-09", title="Director")
    post(halden, "cy", "2020", "2023-09", title="Director")
    assert lines_of(differ(halden)) == [
        "added_title? bob: Engineer > Engineer, Director",
        "dropped_title? ada: Engineer, Director > Engineer",
        "dropped_title cy: Engineer, Director > Engineer",
        "added_unit? bob: Deep > Deep, Legal",
        "dropped_unit? ada: Deep, Legal > Deep",
    ]


def test_somebody_of_whom_nothing_was_heard_for_two_years_has_not_left(
    halden: Organization,
) -> None:
    post(halden, "quiet", "2020-01-01", confirmed_last=date(2021, 9, 1))
    assert lines_of(differ(halden)) == []


def test_a_new_title_is_told_with_the_old_one(halden: Organization) -> None:
    post(halden, "ada", "2020", "2024-01-15", title="Engineer")
    post(halden, "ada", "2024-01-15", title="Director")
    assert lines_of(differ(halden)) == ["retitled ada: Engineer > Director"]


def test_a_title_or_unit_beside_those_that_are_kept_is_added_and_one_of_several_given_up(
    halden: Organization,
) -> None:
    deep = UnitFactory.create(slug="deep", name="Deep", parent=halden, founded=LONG_AGO)
    legal = UnitFactory.create(slug="legal", name="Legal", parent=halden, founded=LONG_AGO)
    post(halden, "ada", "2020", title="Engineer", unit=deep)
    post(halden, "ada", "2024-01-15", title="Director", unit=legal)
    post(halden, "bob", "2020", title="Engineer", unit=deep)
    post(halden, "bob", "2020", "2024-01-15", title="Director", unit=legal)
    diff = differ(halden)
    assert lines_of(diff) == [
        "added_title ada: Engineer > Engineer, Director",
        "dropped_title bob: Engineer, Director > Engineer",
        "added_unit ada: Deep > Deep, Legal",
        "dropped_unit bob: Deep, Legal > Deep",
    ]
    assert [side.name for side in diff.changes[0].added] == ["Director"]


@pytest.mark.parametrize("status", ["reported", "announced"])
def test_who_came_and_is_told_to_have_gone_by_the_later_day_has_not_joined(
    halden: Organization, status: str
) -> None:
    for slug, end in (("gone", "2024-05"), ("goes", "2024-08"), ("goes-some-day", "2024-05-01/..")):
        post(halden, slug, "2023-09", end, end_status=status)
    post(halden, "stays-in-part", "2023-09", "2024-05", end_status=status)
    post(halden, "stays-in-part", "2023-09", title="Director")
    diff = differ(halden)
    assert diff.counts == {"joined": 2, "came_and_went": 1}
    assert diff.possible == {"joined": 1}
    assert [
        one.person.slug for one in diff.changes if one.kind == "came_and_went" and one.person
    ] == ["gone"]


def test_nobody_came_and_went_who_was_there_on_either_day_or_of_whose_coming_nothing_is_told(
    halden: Organization,
) -> None:
    post(halden, "stays", "2018")
    post(halden, "stays", "2023-09-01", "2023-12-01", title="Interim CFO")
    post(halden, "undated", "", "2023-12-01", start_status="")
    assert lines_of(org_diff(halden, first=date(2019, 1, 1), last=LAST)) == []


def test_a_move_between_units_is_told_and_a_rename_or_merger_moves_nobody(
    halden: Organization,
) -> None:
    brain = UnitFactory.create(slug="brain", name="Brain", parent=halden)
    deep = UnitFactory.create(slug="deep", name="Deep", parent=halden)
    legal = UnitFactory.create(slug="legal", name="Legal", parent=halden, founded=LONG_AGO)
    OrgEventFactory.create(
        organization=halden,
        kind=EventKind.UNIT_MERGED,
        unit=brain,
        into=deep,
        happened=PartialDate.parse("2024-02-01"),
    )
    post(halden, "mover", "2020", "2024-01-15", unit=deep)
    post(halden, "mover", "2024-01-15", unit=legal)
    post(halden, "merged", "2020", "2024-02-01", unit=brain)
    post(halden, "merged", "2024-02-01", unit=deep)
    post(halden, "silent", "2020", unit=brain)
    diff = differ(halden)
    assert lines_of(diff) == ["unit_merged Brain: Brain > Deep", "moved_unit mover: Deep > Legal"]
    balance = {one.unit.slug: (one.was, one.now) for one in diff.units}
    assert balance == {"deep": (3, 2), "legal": (0, 1)}


def test_units_are_created_renamed_dissolved_and_moved(halden: Organization) -> None:
    def event(kind: EventKind, unit: Organization, into: Organization | None = None) -> None:
        day = PartialDate.parse("2024-02-01")
        OrgEventFactory.create(organization=halden, kind=kind, unit=unit, into=into, happened=day)

    def unit(name: str, parent: Organization = halden) -> Organization:
        made: Organization = UnitFactory.create(
            slug=name.lower(), name=name, parent=parent, founded=LONG_AGO
        )
        return made

    event(EventKind.UNIT_CREATED, unit("Anew"))
    event(EventKind.UNIT_DISSOLVED, unit("Done"))
    event(EventKind.UNIT_RENAMED, unit("Early"), unit("Late"))
    kept = unit("Now")
    day = PartialDate.parse("2024-02-01")
    OrganizationNameFactory.create(organization=kept, name="Then", until=day)
    OrganizationNameFactory.create(organization=kept, name="Now", since=day)
    host = unit("Host")
    guest = unit("Guest", host)
    OrganizationParentFactory.create(organization=guest, parent=halden, until=day)
    OrganizationParentFactory.create(organization=guest, parent=host, since=day)
    assert lines_of(differ(halden)) == [
        "unit_created Anew: - > Anew",
        "unit_renamed Early: Early > Late",
        "unit_renamed Now: Then > Now",
        "unit_dissolved Done: Done > -",
        "unit_moved Guest: Halden > Host",
    ]


def changed(
    company: Organization, unit: str, kind: EventKind, day: str, **rest: Any
) -> Organization:
    """A unit to which something happened in these words of a day."""
    made: Organization = UnitFactory.create(slug=unit.lower(), name=unit, parent=company)
    happened = PartialDate.parse(day) if day else None
    OrgEventFactory.create(organization=company, kind=kind, unit=made, happened=happened, **rest)
    return made


@pytest.mark.parametrize(
    ("day", "listed"),
    [
        ("2023-06-01", []),
        ("2023-06", ["unit_created? Lab: - > Lab"]),
        ("2023", ["unit_created? Lab: - > Lab"]),
        ("2023-06-02/2023-09-30", ["unit_created Lab: - > Lab"]),
        ("2024-06", ["unit_created? Lab: - > Lab"]),
        ("../2023-05-31", []),
    ],
)
def test_a_unit_is_surely_new_where_all_days_of_its_creation_lie_between(
    day: str, listed: list[str], halden: Organization
) -> None:
    changed(halden, "Lab", EventKind.UNIT_CREATED, day)
    assert lines_of(differ(halden)) == listed


@pytest.mark.parametrize(
    ("day", "listed"),
    [
        ("2023-06-01", []),
        ("2023-06", ["unit_dissolved? Lab: Lab > -"]),
        ("2023-06-02/2023-09-30", ["unit_dissolved Lab: Lab > -"]),
        ("2024-06", ["unit_dissolved? Lab: Lab > -"]),
        ("2024-07", []),
    ],
)
def test_a_unit_has_surely_ended_where_all_days_of_its_end_lie_between(
    day: str, listed: list[str], halden: Organization
) -> None:
    changed(halden, "Lab", EventKind.UNIT_DISSOLVED, day)
    assert lines_of(differ(halden)) == listed


def test_a_unit_that_may_have_been_merged_by_the_later_day_says_into_what(
    halden: Organization,
) -> None:
    other = UnitFactory.create(slug="other", name="Other", parent=halden)
    changed(halden, "Lab", EventKind.UNIT_MERGED, "2024-06", into=other)
    early = UnitFactory.create(slug="early", name="Early", parent=halden)
    SuccessionFactory.create(
        earlier=early, later=other, kind="renamed", happened=PartialDate.parse("2024-06")
    )
    assert lines_of(differ(halden)) == [
        "unit_renamed? Early: Early > Other",
        "unit_merged? Lab: Lab > Other",
    ]


def test_a_creation_of_which_no_day_is_known_may_lie_before_or_after_it_was_told(
    halden: Organization,
) -> None:
    changed(halden, "Lab", EventKind.UNIT_CREATED, "", told_on=date(2023, 9, 1))
    assert lines_of(differ(halden)) == ["unit_created? Lab: - > Lab"]


def test_a_unit_of_which_no_day_is_told_may_be_new_where_nothing_was_told_of_it_before(
    halden: Organization,
) -> None:
    lab = UnitFactory.create(slug="lab", name="Lab", parent=halden)
    post(halden, "ada", "2024-01-15", unit=lab)
    assert lines_of(differ(halden)) == ["unit_created? Lab: - > Lab", "joined ada: - > Engineer"]
    old = UnitFactory.create(slug="old", name="Old", parent=halden)
    post(halden, "bo", "2020", unit=old)
    diff = differ(halden)
    assert (diff.counts, diff.possible) == ({"joined": 1}, {"unit_created": 1})


def test_a_new_manager_is_told_with_the_old_one(halden: Organization) -> None:
    for slug in ("ada", "bo", "cy", "dee"):
        post(halden, slug, "2020")
    line(halden, "cy", "ada", "2020", "2024-01-15")
    line(halden, "cy", "bo", "2024-01-15")
    line(halden, "dee", "ada", "2020")
    (change,) = differ(halden).changes
    assert told(change) == "new_manager cy: Ada > Bo"
    assert len(change.reporting_lines) == 2


def test_a_difference_tells_only_what_had_been_published(halden: Organization) -> None:
    came = post(halden, "came", "2023-09-01")
    PositionStateFactory.create(
        position=came, start=came.start, known=known_from(date(2024, 7, 1)), **CONFIRMED
    )
    assert lines_of(differ(halden, known_on=date(2024, 6, 30))) == []
    assert lines_of(differ(halden, known_on=date(2024, 7, 1))) == ["joined came: - > Engineer"]


def test_hidden_people_are_in_no_difference_and_in_no_count(halden: Organization) -> None:
    post(halden, "came", "2023-09-01")
    Person.objects.filter(slug="came").update(hidden=True)
    diff = differ(halden)
    assert (diff.changes, diff.counts, diff.people_now) == ((), {}, 0)


def test_a_difference_comes_in_parts_and_by_kind(halden: Organization) -> None:
    for slug in ("ada", "bo", "cy"):
        post(halden, slug, "2023-09-01")
    post(halden, "went", "2020", "2024-01-15")
    first = differ(halden, size=2)
    assert len(first.changes) == 2
    rest = differ(halden, size=2, after=first.next)
    assert [told(one) for one in (*first.changes, *rest.changes)] == lines_of(differ(halden))
    assert rest.next is None
    only = differ(halden, kinds=("left",))
    assert lines_of(only) == ["left went: Engineer > -"]
    assert only.counts == {"joined": 3, "left": 1}, "counts are of all kinds"


@pytest.mark.django_db(transaction=True)
def test_a_difference_asks_three_questions_however_much_changed(
    halden: Organization, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(10):
        post(halden, f"came-{number}", "2023-09-01")
        post(halden, f"maybe-{number}", "2023-06")
        line(halden, f"came-{number}", "came-0", "2023-09-01") if number else None
    with django_assert_max_num_queries(4):
        assert differ(halden).counts["joined"] == 20
    with django_assert_max_num_queries(3):
        assert differ(halden).counts["joined"] == 20
