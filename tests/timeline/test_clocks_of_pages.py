"""What both clocks leave out of the pages of companies and articles, and off the front page."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from companies.models import EventKind, Organization
from tests.factories import (
    ClaimFactory,
    MoveFactory,
    OrganizationFactory,
    OrganizationNameFactory,
    OrganizationParentFactory,
    OrgEventFactory,
    PersonFactory,
    PositionFactory,
    ReportingLineFactory,
    SuccessionFactory,
    UnitFactory,
)
from tests.web.scene import TODAY, build_scene
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.articles import article_page
from tracker.timeline.companies import company_head
from tracker.timeline.company_page import company_page
from tracker.timeline.directory import directory
from tracker.timeline.front import front
from tracker.timeline.search import search
from tracker.timeline.wording import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organization:
    return OrganizationFactory.create(slug="halden", name="Halden")


def units(company: Organization, as_of: date, known_on: date | None = None) -> list[str]:
    head = company_head(company, as_of=as_of, known_on=known_on, everything=False)
    return [unit.name for unit in head.units]


def test_a_unit_created_later_is_not_there_yet(halden: Organization) -> None:
    unit = UnitFactory.create(name="Labs", parent=halden)
    OrgEventFactory.create(
        organization=halden,
        kind=EventKind.UNIT_CREATED,
        unit=unit,
        happened=PartialDate.parse("2025-06"),
    )
    assert units(halden, date(2025, 5, 31)) == []
    assert units(halden, date(2025, 6, 1)) == ["Labs"]


def test_a_unit_stands_under_the_parent_it_had_on_the_day(halden: Organization) -> None:
    norwick = OrganizationFactory.create(name="Norwick")
    unit = UnitFactory.create(name="Labs", parent=norwick)
    day = PartialDate.parse("2024-03-01")
    OrganizationParentFactory.create(organization=unit, parent=halden, until=day)
    OrganizationParentFactory.create(organization=unit, parent=norwick, since=day)
    assert units(halden, date(2024, 2, 1)) == ["Labs"]
    assert units(norwick, date(2024, 2, 1)) == []
    assert units(norwick, date(2024, 4, 1)) == ["Labs"]


def test_a_unit_that_nothing_published_by_then_names_is_not_known(halden: Organization) -> None:
    unit = UnitFactory.create(name="Labs", parent=halden)
    ClaimFactory.create(unit=unit, published_on=date(2025, 6, 1))
    assert units(halden, TODAY, date(2025, 5, 31)) == []
    assert units(halden, TODAY, date(2025, 6, 1)) == ["Labs"]
    known = company_head(halden, as_of=TODAY, known_on=date(2025, 5, 31))
    assert known.units == ()


def test_an_article_tells_nothing_before_it_was_published(client: Client) -> None:
    scene = build_scene()
    page = article_page(scene.article, for_editor=False, known_on=date(2025, 12, 10))
    assert (page.notes, page.paragraphs) == ((), ())
    assert article_page(scene.article, for_editor=False, known_on=date(2025, 12, 11)).notes
    address = f"/articles/{scene.article.pk}/?known_on="
    early = client.get(f"{address}2025-12-10").content.decode()
    assert "takes part in what was known on" in early
    assert "takes part in" not in client.get(f"{address}2025-12-11").content.decode()


def test_the_front_page_puts_moves_under_the_day_that_published_them_whenever_they_take_place(
    client: Client,
) -> None:
    today = timezone.now().date()
    ahead = PartialDate.on(today + timedelta(days=40))
    for happened, published, status in (
        (PartialDate.parse("../2025-05-31"), date(2025, 6, 20), Status.DONE),
        (ahead, today, Status.ANNOUNCED),
        (None, today - timedelta(days=6), Status.RUMOURED),
    ):
        day = happened.sort_day if happened else published
        MoveFactory.create(happened=happened, sort_on=day, first_on=published, status=status)
    found = front(as_of=today).latest
    assert [day.published for day in found.days] == [
        today,
        today - timedelta(days=6),
        date(2025, 6, 20),
    ]
    assert (found.week.count, found.week.today) == (2, 1)
    assert found.week.statuses == (("announced", 1), ("rumoured", 1))
    words = " ".join(re.sub(r"<[^>]+>", " ", client.get("/").content.decode()).split())
    assert "2 known moves first published in the seven days to" in words
    assert "1 of them today." in words
    assert "by 31 May 2025" in words
    # Turned back to the day before, the page knows of no move that comes later.
    back = front(as_of=today - timedelta(days=1), everything=False).latest
    assert next(day.published for day in back.days) == today - timedelta(days=6)
    quiet = front(as_of=date(2025, 9, 1), everything=False).latest
    assert (quiet.week.count, quiet.week.before) == (0, date(2025, 6, 20))
    assert quiet.week.count_before == 1


def told_of_line(company: Organization, as_of: date) -> str:
    found = company_page(company, as_of=as_of, today=as_of).stream
    (entry,) = [one for _, year in found.years for one in year]
    return plain(entry.sentence)


def test_an_announced_reporting_line_whose_day_has_passed_is_told_as_what_was_announced(
    halden: Organization,
) -> None:
    ReportingLineFactory.create(
        organization=halden, start_status=Status.ANNOUNCED, start=PartialDate.parse("2025-03-01")
    )
    assert " will answer to " in told_of_line(halden, date(2025, 2, 1))
    assert told_of_line(halden, date(2025, 3, 2)).startswith("It was announced that ")
    assert " would answer to " in told_of_line(halden, date(2025, 3, 2))


def test_a_reporting_line_that_nobody_has_confirmed_for_two_years_is_told_in_the_past(
    halden: Organization,
) -> None:
    day = date(2023, 5, 1)
    ReportingLineFactory.create(organization=halden, confirmed_first=day, confirmed_last=day)
    assert " answers to " in told_of_line(halden, date(2025, 4, 30))
    assert " answered to " in told_of_line(halden, date(2025, 6, 1))


def test_an_announced_end_whose_day_has_passed_is_told_as_what_was_to_be(
    halden: Organization, client: Client
) -> None:
    PositionFactory.create(
        organization=halden,
        start=PartialDate.parse("2020"),
        start_status=Status.DONE,
        end=PartialDate.parse("2025-03-01"),
        end_state="known",
        end_status=Status.ANNOUNCED,
        confirmed_last=date(2025, 1, 1),
    )
    (before,) = directory(halden, as_of=date(2025, 2, 1)).posts
    (after,) = directory(halden, as_of=date(2025, 4, 1)).posts
    assert (before.holds, before.end_overdue) == ("certain", False)
    assert (after.holds, after.end_overdue) == ("possible", True)
    html = client.get("/companies/halden/people/?as_of=2025-04-01").content.decode()
    assert '<span class="dim">was to end</span>' in html
    assert "no end is known" not in html


def test_a_company_has_the_name_the_parents_and_the_successors_of_the_day(
    client: Client, halden: Organization
) -> None:
    day = PartialDate.parse("2021-10-28")
    OrganizationNameFactory.create(organization=halden, name="Halden Book", until=day)
    OrganizationNameFactory.create(organization=halden, name="Halden", since=day)
    OrganizationNameFactory.create(organization=halden, name="A name of no known day")
    group = OrganizationFactory.create(name="The Group")
    OrganizationParentFactory.create(organization=halden, parent=group, since=day)
    SuccessionFactory.create(
        earlier=halden, later=OrganizationFactory.create(name="Heir"), happened=day
    )
    now = client.get("/companies/halden/").content.decode()
    assert "<h1>Halden</h1>" in now and "The Group" in now and "Heir" in now
    for clock in (
        "as_of=2021-10-27",
        "known_on=2021-10-27",
        "as_of=2020-01-01&known_on=2025-01-01",
    ):
        then = client.get(f"/companies/halden/?{clock}").content.decode()
        assert "<h1>Halden Book</h1>" in then, clock
        assert "The Group" not in then and "Heir" not in then, clock
    after = client.get("/companies/halden/?as_of=2021-10-28").content.decode()
    assert "<h1>Halden</h1>" in after and "The Group" in after


def test_a_search_finds_only_what_had_been_published_by_then() -> None:
    day = date(2025, 6, 13)
    person = PersonFactory.create(name="Tilda Norrby")
    manager = PersonFactory.create(name="Tilda Manager")
    company = OrganizationFactory.create(name="Tilda Works")
    OrganizationNameFactory.create(
        organization=company, name="Tilda Garage", until=PartialDate.parse("2025-06-20")
    )
    ClaimFactory.create(person=person, manager=manager, organization=company, published_on=day)
    before = search("tilda", known_on=day - timedelta(days=1))
    assert (before.people, before.organizations) == ((), ())
    then = search("tilda", known_on=day)
    assert {hit.ref.name for hit in then.people} == {"Tilda Norrby", "Tilda Manager"}
    assert [hit.ref.name for hit in then.organizations] == ["Tilda Garage"]
    assert [hit.ref.name for hit in search("tilda").organizations] == ["Tilda Works"]


def test_the_page_of_a_search_keeps_to_the_clock(client: Client) -> None:
    person = PersonFactory.create(name="Tilda Norrby")
    ClaimFactory.create(person=person, published_on=date(2025, 6, 13))
    assert "</b> Norrby" in client.get("/search/?q=tilda&known_on=2025-06-13").content.decode()
    assert "</b> Norrby" not in client.get("/search/?q=tilda&known_on=2025-06-12").content.decode()
