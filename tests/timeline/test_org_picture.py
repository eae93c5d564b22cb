"""The picture of a company on a day, beside another day."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from companies.models import EventKind, Organization
from people.models import Position
from tests.factories import (
    OrganizationFactory,
    OrgEventFactory,
    PositionStateFactory,
    UnitFactory,
    known_from,
)
from tests.timeline.staffing import line, post
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.org_chart import NotOnTheChart
from tracker.timeline.org_picture import (
    LEVELS,
    MOST_NAMED,
    MOST_REPORTS,
    Group,
    OrgPicture,
    org_picture,
)

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2023, 6, 1), date(2024, 6, 1)


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


def tree(picture: OrgPicture) -> list[str]:
    return ["  " * one.depth + one.person.slug for one in picture.tree]


def names(group: Group) -> tuple[str, list[str]]:
    return (group.unit.name if group.unit else "", [one.person.slug for one in group.people])


def test_who_may_have_come_on_the_day_of_the_comparison_itself_is_counted_among_those_who_came(
    halden: Organization,
) -> None:
    came = post(halden, "came", "2023-06")
    post(halden, "perhaps", "2023-05/2023-06")
    picture = org_picture(halden, as_of=LAST, since=FIRST)
    assert picture.diff is not None
    assert picture.perhaps is not None
    assert [change.person_id for change in picture.diff.changes] == [came.person_id]
    assert [change.certain for change in picture.diff.changes] == [False]
    assert picture.changed == {came.person_id: ("joined",)}
    assert len(picture.perhaps.changes) == 1


def test_only_managers_and_who_answers_to_them_are_in_the_tree_and_everybody_in_a_unit(
    halden: Organization,
) -> None:
    lab = UnitFactory.create(slug="lab", name="Lab", parent=halden)
    inner = UnitFactory.create(slug="inner", name="Inner", parent=lab)
    post(halden, "boss", "2020", title="Chief executive")
    post(halden, "head", "2020", title="Director", unit=lab)
    post(halden, "deep", "2020", unit=inner)
    post(halden, "loner", "2020")
    line(halden, "head", "boss", "2020")
    picture = org_picture(halden, as_of=LAST)
    assert tree(picture) == ["boss", "  head"]
    assert [names(group) for group in picture.groups] == [
        ("", ["boss", "loner"]),
        ("Lab", ["head"]),
        ("Inner", ["deep"]),
    ]
    assert picture.groups[2].path == ("Lab",)
    assert (picture.certain, picture.possible, picture.diff) == (4, 0, None)


def test_what_surely_changed_is_kept_apart_from_what_may_lie_between_the_days(
    halden: Organization,
) -> None:
    lab = UnitFactory.create(slug="lab", name="Lab", parent=halden)
    OrgEventFactory.create(
        organization=halden,
        kind=EventKind.UNIT_CREATED,
        unit=lab,
        happened=PartialDate.parse("2024-02-01"),
    )
    post(halden, "came", "2023-09-01", unit=lab)
    post(halden, "went", "2020", "2024-01-15", title="CFO")
    post(halden, "perhaps", "2023")
    picture = org_picture(halden, as_of=LAST, since=FIRST)
    assert picture.diff and picture.perhaps
    assert picture.diff.counts == {"unit_created": 1, "joined": 1, "left": 1}
    assert [change.person and change.person.slug for change in picture.perhaps.changes] == [
        "perhaps"
    ]
    came, went = (Position.objects.get(person__slug=slug).person_id for slug in ("came", "went"))
    assert picture.changed == {"lab": ("unit_created",), came: ("joined",), went: ("left",)}
    (gone,) = picture.groups[0].gone
    assert gone.person and gone.person.slug == "went"


def test_too_many_are_counted_and_reached_below_their_manager(halden: Organization) -> None:
    post(halden, "boss", "2020", title="Chief executive")
    for number in range(MOST_REPORTS + 3):
        post(halden, f"report-{number:02}", "2020")
        line(halden, f"report-{number:02}", "boss", "2020")
    above = "report-00"
    for number in range(LEVELS):
        post(halden, f"below-{number}", "2020")
        line(halden, f"below-{number}", above, "2020")
        above = f"below-{number}"
    picture = org_picture(halden, as_of=LAST)
    assert len(picture.tree) == 1 + MOST_REPORTS + LEVELS - 2
    assert picture.tree[0].reports == MOST_REPORTS + 3
    assert len(picture.groups[0].people) == MOST_NAMED
    assert picture.groups[0].more == picture.certain - MOST_NAMED
    below = org_picture(halden, as_of=LAST, under="report-00")
    assert tree(below)[:2] == ["report-00", "  below-0"]
    assert below.groups == ()
    with pytest.raises(NotOnTheChart):
        org_picture(halden, as_of=LAST, under="nobody")


def test_the_slider_stops_where_something_changed_as_far_as_it_was_known(
    halden: Organization,
) -> None:
    known = post(halden, "came", "2023-09-01", "2024-01-15")
    PositionStateFactory.create(
        position=known, start=known.start, known=known_from(date(2023, 9, 2))
    )
    post(halden, "also", "2023-09-01")
    post(halden, "hidden", "2022-01-01", hidden=True)

    def days(until: date, known_on: date | None = None) -> list[tuple[date, int]]:
        return list(org_picture(halden, as_of=FIRST, until=until, known_on=known_on).days)

    assert days(LAST) == [(date(2023, 9, 1), 2), (date(2024, 1, 15), 1)]
    assert days(date(2023, 12, 31)) == [(date(2023, 9, 1), 2)]
    assert days(LAST, known_on=date(2023, 10, 1)) == [(date(2023, 9, 1), 1)]


@pytest.mark.django_db(transaction=True)
def test_a_picture_asks_six_questions_however_large_it_is(
    halden: Organization, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lab = UnitFactory.create(slug="lab", name="Lab", parent=halden)
    for number in range(15):
        post(halden, f"came-{number}", "2023-09-01", unit=lab)
        post(halden, f"went-{number}", "2020", "2024-01-15")
        post(halden, f"maybe-{number}", "2023-06")
        line(halden, f"came-{number}", "came-0", "2023-09-01") if number else None
    with django_assert_max_num_queries(8):
        assert org_picture(halden, as_of=LAST, since=FIRST).diff
    with django_assert_max_num_queries(6):
        assert org_picture(halden, as_of=LAST, since=FIRST).diff
    with django_assert_max_num_queries(4):
        assert org_picture(halden, as_of=LAST).tree


def test_a_post_that_nobody_dates_is_not_held_before_its_holder_came_from_elsewhere(
    halden: Organization,
) -> None:
    ostra = OrganizationFactory.create(slug="ostra", name="Ostra")
    undated: dict[str, Any] = {"start_status": "", "confirmed_last": LAST}
    post(halden, "came", "2024-08-18", stated_origin=ostra)
    post(halden, "came", "", title="Chief scientist", **undated)
    post(halden, "returned", "2024-08-18", stated_origin=ostra)
    post(halden, "returned", "", "2024-07", title="Intern", start_status="")
    post(halden, "undated", "", **undated)

    def there(day: date) -> list[str]:
        (group,) = org_picture(halden, as_of=day).groups
        return sorted(one.person.slug for one in group.people)

    assert there(LAST) == ["returned", "undated"]
    assert there(date(2024, 9, 1)) == ["came", "returned", "undated"]


def test_a_unit_has_those_for_sure_who_surely_hold_a_post_in_it_and_tells_that_post(
    halden: Organization,
) -> None:
    lab = UnitFactory.create(slug="voice", name="Voice", parent=halden)
    post(halden, "ada", "2024-01-01", title="Vice president")
    reported = {"end_status": "reported", "unit": lab}
    post(halden, "ada", "2024-01-01", "2024-05-01", title="Head of Voice", **reported)
    post(halden, "bob", "2024-01-01", unit=lab)
    picture = org_picture(halden, as_of=date(2024, 5, 2))
    (group,) = [one for one in picture.groups if one.unit and one.unit.slug == "voice"]
    assert (group.certain, group.possible) == (1, 1)
    assert [(one.person.slug, one.certain) for one in group.people] == [
        ("bob", True),
        ("ada", False),
    ]
    assert group.people[1].posts[0].row.title == "Head of Voice"
    assert picture.certain == 2
