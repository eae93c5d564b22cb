"""The org chart of a company on any day: its units, its people, and who stood below whom."""

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from companies.models import EventKind, Kind, Organization, SuccessionKind
from people.models import LineKind, Person, Position, ReportingLine
from tests.factories import (
    ClaimFactory,
    OrganizationFactory,
    OrganizationKindFactory,
    OrganizationNameFactory,
    OrganizationParentFactory,
    OrgEventFactory,
    OrgEventStateFactory,
    PersonFactory,
    PositionFactory,
    PositionStateFactory,
    ReportingLineFactory,
    ReportingLineStateFactory,
    SuccessionFactory,
    UnitFactory,
    known_from,
)
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.org_chart import ChartPerson, NotOnTheChart, OrgChart, org_chart

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 1)
LONG = {
    "start": PartialDate.parse("2020-01-01"),
    "start_status": Status.DONE,
    "confirmed_last": date(2024, 5, 1),
}


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


def post(company: Organization, slug: str, title: str = "Engineer", **columns: Any) -> Position:
    person = Person.objects.filter(slug=slug).first() or PersonFactory.create(
        slug=slug, name=slug.title()
    )
    return PositionFactory.create(
        person=person, organization=company, title=title, **{**LONG, **columns}
    )


def line(company: Organization, person: str, manager: str, **columns: Any) -> ReportingLine:
    return ReportingLineFactory.create(
        person=Person.objects.get(slug=person),
        manager=Person.objects.get(slug=manager),
        organization=company,
        **{**LONG, **columns},
    )


def tree(chart: OrgChart) -> list[str]:
    """The people of a chart, each indented as deep as it stands."""
    return ["  " * one.depth + one.person.slug for one in chart.people]


def units(chart: OrgChart) -> list[str]:
    return ["  " * one.unit.depth + one.unit.name for one in chart.units]


def of(chart: OrgChart, slug: str) -> ChartPerson:
    (found,) = [one for one in chart.people if one.person.slug == slug]
    return found


def test_people_stand_below_their_managers_most_senior_first(halden: Organization) -> None:
    post(halden, "ada", "CEO", seniority=6)
    post(halden, "bo", "CTO", seniority=5)
    post(halden, "cy", "Engineer", seniority=1)
    post(halden, "dee", "CFO", seniority=5)
    line(halden, "bo", "ada")
    line(halden, "dee", "ada")
    line(halden, "cy", "bo")
    chart = org_chart(halden, as_of=DAY)
    assert tree(chart) == ["ada", "  bo", "    cy", "  dee"]
    assert (chart.certain, chart.possible, chart.note) == (4, 0, "4 known people")
    assert of(chart, "ada").reports == 2


def test_only_those_who_were_there_on_the_day_are_shown(halden: Organization) -> None:
    post(halden, "ada")
    post(halden, "gone", end=PartialDate.parse("2023-02-01"), end_state="known", end_status="done")
    post(halden, "later", start=PartialDate.parse("2025-01"), confirmed_last=None)
    stale = post(halden, "stale", confirmed_last=date(2021, 1, 1))
    chart = org_chart(halden, as_of=DAY)
    assert tree(chart) == ["ada", "stale"]
    assert (of(chart, "ada").holds, of(chart, "stale").holds) == ("certain", "possible")
    assert (chart.certain, chart.possible) == (1, 1)
    assert of(chart, "stale").posts[0].held.position == stale.pk


def test_a_ring_of_reporting_lines_neither_loops_nor_loses_anybody(halden: Organization) -> None:
    for slug in ("ada", "bo", "cy"):
        post(halden, slug)
    line(halden, "ada", "bo", confirmed_last=None)
    line(halden, "bo", "cy")
    line(halden, "cy", "ada")
    assert tree(org_chart(halden, as_of=DAY)) == ["ada", "  cy", "    bo"]


def test_lines_that_contradict_each_other_place_a_person_once_and_are_both_told(
    halden: Organization,
) -> None:
    for slug in ("ada", "bo", "cy"):
        post(halden, slug)
    line(halden, "cy", "ada", start=PartialDate.parse("2021-01-01"))
    line(halden, "cy", "bo", start=PartialDate.parse("2023-01-01"))
    chart = org_chart(halden, as_of=DAY)
    assert tree(chart) == ["ada", "bo", "  cy"]
    assert of(chart, "cy").conflict
    assert [one.manager.slug for one in of(chart, "cy").lines] == ["ada", "bo"]
    assert not of(chart, "bo").conflict


def test_a_dotted_line_is_told_and_places_nobody_and_a_solid_one_beats_an_interim_one(
    halden: Organization,
) -> None:
    for slug in ("ada", "bo", "cy", "dee"):
        post(halden, slug)
    line(halden, "cy", "ada", kind=LineKind.DOTTED)
    line(halden, "dee", "ada", kind=LineKind.INTERIM)
    line(halden, "dee", "bo", kind=LineKind.SOLID)
    chart = org_chart(halden, as_of=DAY)
    assert tree(chart) == ["ada", "bo", "  dee", "cy"]
    assert [one.row.kind for one in of(chart, "cy").lines] == ["dotted"]
    assert not of(chart, "dee").conflict


def test_whose_line_has_ended_stands_at_the_top(halden: Organization) -> None:
    post(halden, "ada")
    post(halden, "bo")
    line(
        halden,
        "bo",
        "ada",
        end=PartialDate.parse("2022-01-01"),
        end_state="known",
        end_status="done",
    )
    assert tree(org_chart(halden, as_of=date(2021, 6, 1))) == ["ada", "  bo"]
    assert tree(org_chart(halden, as_of=DAY)) == ["ada", "bo"]


def test_units_have_the_name_kind_and_parent_of_the_day(halden: Organization) -> None:
    norwick = OrganizationFactory.create(name="Norwick")
    lab = UnitFactory.create(name="Deep", parent=norwick)
    day = PartialDate.parse("2024-03-01")
    OrganizationNameFactory.create(organization=lab, name="Brain", until=day)
    OrganizationNameFactory.create(organization=lab, name="Deep", since=day)
    OrganizationKindFactory.create(organization=lab, kind=Kind.TEAM, until=day)
    OrganizationKindFactory.create(organization=lab, kind=Kind.LAB, since=day)
    OrganizationParentFactory.create(organization=lab, parent=halden, until=day)
    OrganizationParentFactory.create(organization=lab, parent=norwick, since=day)
    before = org_chart(halden, as_of=date(2024, 2, 1))
    assert [(one.unit.name, one.unit.kind) for one in before.units] == [("Brain", "team")]
    assert units(org_chart(halden, as_of=DAY)) == []
    after = org_chart(norwick, as_of=DAY)
    assert [(one.unit.name, one.unit.kind) for one in after.units] == [("Deep", "lab")]


def test_a_unit_that_changed_hands_takes_its_people_along(halden: Organization) -> None:
    norwick = OrganizationFactory.create(name="Norwick")
    lab = UnitFactory.create(name="Deep", parent=norwick)
    day = PartialDate.parse("2024-03-01")
    OrganizationParentFactory.create(organization=lab, parent=halden, until=day)
    OrganizationParentFactory.create(organization=lab, parent=norwick, since=day)
    post(halden, "ada", unit=lab)
    assert tree(org_chart(halden, as_of=date(2024, 2, 1))) == ["ada"]
    assert tree(org_chart(halden, as_of=DAY)) == []
    assert tree(org_chart(norwick, as_of=DAY)) == ["ada"]


def test_what_was_a_company_on_the_day_is_no_unit(halden: Organization) -> None:
    bought = UnitFactory.create(name="Deep", parent=halden)
    day = PartialDate.parse("2023-04-20")
    OrganizationKindFactory.create(organization=bought, kind=Kind.COMPANY, until=day)
    OrganizationKindFactory.create(organization=bought, kind=Kind.LAB, since=day)
    post(bought, "ada")
    assert tree(org_chart(halden, as_of=date(2022, 1, 1))) == []
    assert tree(org_chart(halden, as_of=DAY)) == ["ada"]


def unit_event(
    company: Organization, kind: EventKind, unit: Organization, day: str, **rest: Any
) -> Any:
    return OrgEventFactory.create(
        organization=company, kind=kind, unit=unit, happened=PartialDate.parse(day), **rest
    )


def test_a_merged_unit_is_gone_and_its_people_stand_in_what_it_became(
    halden: Organization,
) -> None:
    brain = UnitFactory.create(slug="brain", name="Brain", parent=halden)
    deep = UnitFactory.create(slug="deep", name="Deep", parent=halden)
    team = UnitFactory.create(slug="team", name="Team", parent=brain)
    unit_event(halden, EventKind.UNIT_MERGED, brain, "2024-03-01", into=deep)
    post(halden, "ada", unit=brain)
    post(halden, "bo", unit=team)
    before = org_chart(halden, as_of=date(2024, 2, 29))
    assert units(before) == ["Brain", "  Team", "Deep"]
    after = org_chart(halden, as_of=date(2024, 3, 1))
    assert units(after) == ["Deep", "  Team"]
    (now_deep, _) = after.units
    assert [(one.slug, one.how) for one in now_deep.carries] == [("brain", "merged")]
    assert now_deep.certain == 1
    (held,) = of(after, "ada").posts
    assert held.unit is not None
    assert (held.unit.slug, held.stated) == ("deep", "brain")


def test_a_merger_that_is_only_reported_has_not_happened(halden: Organization) -> None:
    brain = UnitFactory.create(name="Brain", parent=halden)
    deep = UnitFactory.create(name="Deep", parent=halden)
    unit_event(
        halden, EventKind.UNIT_MERGED, brain, "2024-03-01", into=deep, status=Status.REPORTED
    )
    assert units(org_chart(halden, as_of=DAY)) == ["Brain", "Deep"]


def test_a_succession_renames_a_unit_as_an_event_does(halden: Organization) -> None:
    old = UnitFactory.create(name="Research", parent=halden)
    new = UnitFactory.create(name="Super Lab", parent=halden)
    SuccessionFactory.create(
        earlier=old, later=new, kind=SuccessionKind.RENAMED, happened=PartialDate.parse("2024-05")
    )
    assert units(org_chart(halden, as_of=date(2024, 5, 20))) == ["Research", "Super Lab"]
    assert units(org_chart(halden, as_of=date(2024, 5, 31))) == ["Super Lab"]


def test_a_dissolved_unit_is_gone_and_its_people_are_still_at_the_company(
    halden: Organization,
) -> None:
    lab = UnitFactory.create(name="Lab", parent=halden)
    unit_event(halden, EventKind.UNIT_DISSOLVED, lab, "2024-03-01")
    post(halden, "ada", unit=lab)
    chart = org_chart(halden, as_of=DAY)
    assert (units(chart), tree(chart)) == ([], ["ada"])
    assert of(chart, "ada").posts[0].unit is None


def test_a_unit_is_there_from_its_creation_and_possible_while_that_is_only_announced(
    halden: Organization,
) -> None:
    lab = UnitFactory.create(name="Lab", parent=halden)
    event = unit_event(halden, EventKind.UNIT_CREATED, lab, "2024-03-01", status=Status.ANNOUNCED)
    assert units(org_chart(halden, as_of=date(2024, 2, 1))) == []
    (there,) = org_chart(halden, as_of=DAY).units
    assert there.holds == "possible"
    event.status = Status.DENIED
    event.save()
    assert org_chart(halden, as_of=DAY).units == ()


def test_a_ring_of_parents_ends(halden: Organization) -> None:
    lab = UnitFactory.create(name="Lab", parent=halden)
    team = UnitFactory.create(name="Team", parent=lab)
    Organization.objects.filter(pk=lab.pk).update(parent=team)
    assert units(org_chart(halden, as_of=DAY)) == []


def test_a_chart_of_a_unit_has_its_own_people_and_those_below_it(halden: Organization) -> None:
    lab = UnitFactory.create(slug="lab", name="Lab", parent=halden)
    team = UnitFactory.create(name="Team", parent=lab)
    post(halden, "ada", unit=lab)
    post(halden, "bo", unit=team)
    post(halden, "cy")
    line(halden, "ada", "cy")
    line(halden, "bo", "ada")
    chart = org_chart(lab, as_of=DAY)
    assert (units(chart), tree(chart)) == (["Team"], ["ada", "  bo"])


def test_hidden_people_units_and_companies_leave_no_trace(halden: Organization) -> None:
    lab = UnitFactory.create(name="Lab", parent=halden)
    UnitFactory.create(name="Team", parent=lab)
    post(halden, "ada", unit=lab)
    post(halden, "bo")
    post(halden, "cy")
    line(halden, "cy", "bo")
    Person.objects.filter(slug="bo").update(hidden=True)
    Organization.objects.filter(pk=lab.pk).update(hidden=True)
    chart = org_chart(halden, as_of=DAY)
    assert (units(chart), tree(chart), chart.certain) == ([], ["cy"], 1)
    assert of(chart, "cy").lines == ()


def test_withdrawn_facts_are_not_on_the_chart(halden: Organization) -> None:
    post(halden, "ada", withdrawn=True)
    post(halden, "bo")
    post(halden, "cy")
    line(halden, "cy", "bo", withdrawn=True)
    assert tree(org_chart(halden, as_of=DAY)) == ["bo", "cy"]


def test_a_chart_tells_only_what_had_been_published_by_the_day(halden: Organization) -> None:
    ada, bo = post(halden, "ada", "CEO", seniority=6), post(halden, "bo")
    for held in (ada, bo):
        PositionStateFactory.create(
            position=held,
            title="Founder",
            seniority=2,
            known=known_from(date(2023, 1, 1), date(2024, 1, 1)),
            **LONG,
        )
        PositionStateFactory.create(
            position=held, title=held.title, known=known_from(date(2024, 1, 1)), **LONG
        )
    told = line(halden, "bo", "ada")
    ReportingLineStateFactory.create(line=told, known=known_from(date(2024, 2, 1)), **LONG)
    assert tree(org_chart(halden, as_of=DAY, known_on=date(2022, 12, 31))) == []
    early = org_chart(halden, as_of=DAY, known_on=date(2023, 6, 1))
    assert tree(early) == ["ada", "bo"]
    assert of(early, "ada").posts[0].row.title == "Founder"
    late = org_chart(halden, as_of=DAY, known_on=date(2024, 2, 1))
    assert tree(late) == ["ada", "  bo"]
    assert of(late, "ada").posts[0].row.title == "CEO"


def test_units_and_their_changes_are_known_from_the_day_they_were_published(
    halden: Organization,
) -> None:
    brain = UnitFactory.create(name="Brain", parent=halden)
    deep = UnitFactory.create(name="Deep", parent=halden)
    for unit in (brain, deep):
        ClaimFactory.create(unit=unit, published_on=date(2023, 1, 1))
    event = unit_event(halden, EventKind.UNIT_MERGED, brain, "2024-03-01", into=deep)
    OrgEventStateFactory.create(
        event=event, happened=event.happened, known=known_from(date(2024, 4, 1))
    )
    OrganizationNameFactory.create(
        organization=deep, name="Deep Mind", since=PartialDate.parse("2024-02-01")
    )
    assert units(org_chart(halden, as_of=DAY, known_on=date(2022, 1, 1))) == []
    assert units(org_chart(halden, as_of=DAY, known_on=date(2024, 1, 31))) == ["Brain", "Deep"]
    assert units(org_chart(halden, as_of=DAY, known_on=date(2024, 3, 31))) == ["Brain", "Deep Mind"]
    assert units(org_chart(halden, as_of=DAY, known_on=date(2024, 4, 1))) == ["Deep Mind"]


def test_a_chart_comes_in_parts_and_as_deep_as_is_asked(halden: Organization) -> None:
    for slug in ("ada", "bo", "cy", "dee"):
        post(halden, slug)
    line(halden, "bo", "ada")
    line(halden, "cy", "bo")
    shallow = org_chart(halden, as_of=DAY, depth=2)
    assert tree(shallow) == ["ada", "  bo", "dee"]
    assert of(shallow, "bo").reports == 1, "there is more below"
    assert tree(org_chart(halden, as_of=DAY, under="bo")) == ["cy"]
    first = org_chart(halden, as_of=DAY, size=1)
    assert tree(first) == ["ada", "  bo", "    cy"]
    second = org_chart(halden, as_of=DAY, size=1, after=first.next)
    assert (tree(second), second.next) == (["dee"], None)
    with pytest.raises(NotOnTheChart):
        org_chart(halden, as_of=DAY, under="nobody")


@pytest.mark.django_db(transaction=True)
def test_a_chart_asks_four_questions_however_large_it_is(
    halden: Organization, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lab = UnitFactory.create(name="Lab", parent=halden)
    for number in range(12):
        UnitFactory.create(parent=lab)
        post(halden, f"p{number:02}", unit=lab)
        if number:
            line(halden, f"p{number:02}", f"p{number // 3:02}")
    for known_on in (None, DAY):
        with django_assert_max_num_queries(6):
            org_chart(halden, as_of=DAY, known_on=known_on)
        with django_assert_max_num_queries(4):
            org_chart(halden, as_of=DAY, known_on=known_on)
