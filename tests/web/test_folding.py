"""Long lists are parted where a phone folds them, and all that they held stays on the page, in its order."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.factories import MoveFactory, OrganizationFactory, PersonFactory, UnitFactory
from tests.timeline.staffing import post
from tests.web.scene import build_scene
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import LONG_AGO
from tracker.timeline.entries import Entry, by_month
from tracker.web.templatetags.folding import Part, folded, parted, parted_by_month

PERSON = "/people/mira-talvik/"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


def test_a_list_is_parted_within_a_heading_where_need_be_and_loses_nothing() -> None:
    groups = [(2026, "abc"), (2025, "defg"), (2024, "h")]
    found = parted(groups, 4)
    assert found.shown == (Part(2026, "abc"), Part(2025, "d"))
    assert found.rest == (Part(2025, "efg", goes_on=True), Part(2024, "h"))
    assert found.more == 4
    assert parted(groups, 3).rest[0] == Part(2025, "defg")


def entries(*days: str) -> list[Entry]:
    """One entry for each of these days of happening, as precise as it is."""
    move = Entry(
        anchor="",
        kind="Hire",
        sentence=(),
        status="done",
        happened=None,
        told_on=None,
        outlet="",
        first_on=None,
        origins=1,
        evidence=(),
        sort_on=LONG_AGO,
    )
    happened = [PartialDate.parse(day) for day in days]
    return [
        replace(move, anchor=day, happened=when, sort_on=when.sort_day)
        for day, when in zip(days, happened, strict=True)
    ]


def test_a_year_of_much_has_its_months_and_the_fold_goes_on_within_one() -> None:
    years = [
        (2026, entries("2026", "2026-05-04", "2026-05", "2026-05-01", "2026-02-03")),
        (2025, entries("2025-06-01", "2025-01-01", "2025-01-01")),
    ]
    found = parted_by_month(years, 3)
    (shown,) = found.shown
    assert [(month.heading, len(month.items)) for month in shown.items] == [
        ("Month not known", 1),
        ("May", 2),
    ]
    rest, before = found.rest
    assert (rest.heading, rest.goes_on, before.goes_on) == (2026, True, False)
    assert [(month.heading, month.goes_on) for month in rest.items] == [
        ("May", True),
        ("February", False),
    ]
    assert [month.heading for month in before.items] == [""], "so few need no months"
    assert found.more == 5


def test_what_no_month_is_told_of_stands_under_none() -> None:
    assert by_month(found := entries("2026", "2026", "2026", "2026")) == [(None, found)]
    found = entries("2026-06-30", "2026-06", "2026-05-01", "2026-06-01")
    assert [month for month, _ in by_month(found)] == [6, 5]
    (one, *_) = entries("2026-06-03")
    for first, last, month in (
        (date(2026, 5, 28), date(2026, 6, 3), 6),
        (date(2026, 4, 28), date(2026, 6, 3), None),
        (None, date(2026, 6, 3), 6),
        (date(2026, 6, 3), None, 6),
    ):
        assert replace(one, happened=PartialDate(first, last)).month == month
    assert replace(one, happened=None).month == 6, "the month in which it was told"


@pytest.mark.parametrize(("first", "more"), [(5, 3), (6, 0), (20, 0)])
def test_what_is_hardly_longer_is_not_parted(first: int, more: int) -> None:
    assert parted([(2026, "abcd"), (2025, "efgh")], first).more == more
    assert len(folded("abcdefgh", first)[1]) == more


def moves_of_many_years(first: int = 2001, last: int = 2012) -> None:
    scene = build_scene()
    for year in range(first, last + 1):
        day = PartialDate.parse(f"{year}-05-01")
        MoveFactory.create(
            person=scene.talvik,
            arrival__person=scene.talvik,
            happened=day,
            sort_on=day.sort_day,
            first_on=day.sort_day,
        )


@pytest.mark.django_db
def test_every_entry_of_a_timeline_stands_once_and_in_order_before_the_fold_or_in_it(
    client: Client,
) -> None:
    moves_of_many_years()
    page = client.get(PERSON).text
    timeline = page[page.index("Timeline</h2>") : page.index("All evidence written out")]
    years = [int(year) for year in re.findall(r"<h3>(\d{4})</h3>", timeline)]
    assert years == sorted(years, reverse=True) and set(range(2001, 2013)) <= {*years}
    before, folds = timeline.split('<details class="fold">')
    more = re.search(r"(\d+) more, further back", folds)
    assert more and int(more[1]) == folds.count('class="tl"')
    assert before.count('class="tl"') == 8


def headings(page: str) -> list[tuple[str, str]]:
    return re.findall(r"<h([34])>(2024|June|May)</h[34]>", page)


@pytest.mark.django_db
def test_the_months_of_a_year_are_headings_below_it_on_whichever_part_of_a_timeline(
    client: Client,
) -> None:
    scene = build_scene()
    for number in range(30):
        day = PartialDate.parse(f"2024-{5 + number // 20:02}-{number % 20 + 1:02}")
        MoveFactory.create(
            arrival__organization=scene.halden,
            happened=day,
            sort_on=day.sort_day,
            first_on=day.sort_day,
        )
    first = client.get("/companies/halden/?about=moves").text
    assert headings(first)[:3] == [("3", "2024"), ("4", "June"), ("3", "2024")]
    assert ("4", "May") in headings(first)
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older and older[1].endswith("#timeline"), "it leads to the list and not to the head"
    rest = client.get(f"/companies/halden/{unescape(older[1])}").text
    assert headings(rest)[:2] == [("3", "2024"), ("4", "May")]


@pytest.mark.django_db(transaction=True)
def test_a_phone_folds_what_is_further_back_and_a_desk_and_paper_show_all_of_it(
    plain_page: Page,
) -> None:
    """Without scripts."""
    moves_of_many_years()
    plain_page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    plain_page.goto(PERSON)
    oldest = plain_page.locator(".yr", has=plain_page.get_by_text("2001", exact=True)).last
    button = plain_page.get_by_text("more, further back")
    expect(button).to_be_visible()
    expect(oldest).to_be_hidden()
    button.focus()
    plain_page.keyboard.press("Enter")
    expect(oldest).to_be_visible()
    plain_page.keyboard.press("Enter")
    expect(oldest).to_be_hidden()
    plain_page.set_viewport_size(DESK)  # type: ignore[arg-type]
    expect(oldest).to_be_visible()
    expect(button).to_be_hidden()
    assert 'heading "2001"' in plain_page.locator("main").aria_snapshot(), "it is read aloud"
    plain_page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    plain_page.emulate_media(media="print")
    expect(oldest).to_be_visible()
    expect(button).to_be_hidden()


@pytest.mark.django_db(transaction=True)
def test_a_link_to_what_a_phone_folds_opens_it(page: Page) -> None:
    moves_of_many_years()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(PERSON)
    last = page.locator(".fold .tl").last
    page.goto(f"{PERSON}#{last.get_attribute('id')}")
    expect(last).to_be_in_viewport()


@pytest.mark.django_db(transaction=True)
def test_a_phone_s_pages_of_much_that_is_known_stay_within_a_few_screens(page: Page) -> None:
    scene = build_scene(others=30)
    moves_of = [PersonFactory.create() for _ in range(20)]
    for number, person in enumerate(moves_of):
        day = PartialDate.parse(f"2024-05-{number + 1:02}")
        MoveFactory.create(
            arrival__person=person,
            arrival__organization=scene.halden,
            happened=day,
            sort_on=day.sort_day,
            first_on=day.sort_day,
        )
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    tall = {}
    for address in ("/?as_of=2025-12-20", "/companies/halden/"):
        page.goto(address)
        folded_tall = page.evaluate("document.documentElement.scrollHeight")
        page.evaluate("document.querySelectorAll('.fold').forEach(one => { one.open = true })")
        tall[address] = (folded_tall, page.evaluate("document.documentElement.scrollHeight"))
    assert all(folds < 0.75 * whole for folds, whole in tall.values()), tall


@pytest.mark.django_db(transaction=True)
def test_a_phone_folds_a_unit_s_people_below_the_first_and_in_a_comparison_the_company_s_too(
    page: Page,
) -> None:
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    lab = UnitFactory.create(slug="lab", name="Foundations Lab", parent=halden)
    for number in range(6):
        post(halden, f"researcher-{number}", "2024-05-02", title="Researcher", unit=lab)
        post(halden, f"clerk-{number}", "2024-05-02", title="Clerk")
    post(halden, "zora", "2024-05-02", title="Chief executive", seniority=90)
    post(halden, "zelda", "2024-05-02", title="Head of the lab", seniority=70, unit=lab)
    post(halden, "gone", "2023-01-01", "2024-04-01", title="Clerk")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    day = "/companies/halden/chart/?as_of=2024-06-01"
    page.goto(day)
    folds = page.locator(".grps .fold > summary")
    expect(folds).to_have_text(["3 more by name: Foundations Lab"])
    people = page.locator(".grp", has=page.get_by_text("Foundations Lab")).locator(".staff")
    expect(people.first.locator("li")).to_have_count(4)
    expect(people.first.locator("li").first).to_contain_text("Zelda")
    expect(people.first).to_be_visible()
    expect(people.last).to_be_hidden()
    page.goto(f"{day}&compare=2024-01-01")
    expect(folds).to_have_count(2)
    expect(folds.first).to_have_text("3 more by name, 1 gone: Halden")
    expect(page.locator(".grp").first.locator("li").first).to_contain_text("Zora")
    expect(page.locator(".grp").first.locator("li").first).to_be_visible()
    folds.last.press("Enter")
    expect(people.last).to_be_visible()
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    expect(page.locator(".staff").first).to_be_visible()
    expect(folds.first).to_be_hidden()
