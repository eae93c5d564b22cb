"""The comparison of two days by units as they are and as they were: the page, its links, and what is short of it."""

import re
from collections.abc import Callable
from functools import partial
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page, expect

from companies.models import EventKind, Organization
from tests.browser import tab_to
from tests.claims.scene import claim, settled, unit
from tests.factories import (
    OrganizationFactory,
    OrgEventFactory,
    UnitFactory,
    UserFactory,
)
from tests.timeline.staffing import line, post
from tests.web.test_pages import text_of
from tracker.claims.withholding import withheld
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline import roster
from tracker.timeline.differences import Fate, Side
from tracker.web.changes import fate_in_words

pytestmark = pytest.mark.django_db
CHART = "/companies/halden/chart/"
DAYS = "as_of=2024-06-01&compare=2023-06-01"
IS, WAS = f"{CHART}?{DAYS}", f"{CHART}?{DAYS}&units=as_was"


@pytest.fixture
def halden() -> Organization:
    """Halden, whose lab Brain was merged into Deep in February 2024; a mover went on to Legal."""
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    old = PartialDate.parse("2010")
    brain, deep, legal = (
        UnitFactory.create(slug=name.lower(), name=name, parent=halden, founded=old)
        for name in ("Brain", "Deep", "Legal")
    )
    merge(brain, deep)
    post(halden, "chief", "2020-01-01", title="Chief executive")
    post(halden, "silent", "2020-01-01", unit=brain)
    post(halden, "native", "2020-01-01", unit=deep)
    post(halden, "mover", "2020-01-01", "2024-03-01", unit=brain)
    post(halden, "mover", "2024-03-01", unit=legal)
    post(halden, "maybe", "2023", unit=deep)
    line(halden, "silent", "chief", "2020-01-01")
    return halden


def merge(one: Organization, into: Organization) -> None:
    OrgEventFactory.create(
        organization=one.company,
        kind=EventKind.UNIT_MERGED,
        unit=one,
        into=into,
        happened=PartialDate.parse("2024-02-01"),
    )


def table(page: str) -> str:
    """The words of the section of units."""
    return page[page.index("Known people by unit") : page.index("What changed since")]


def addresses(text: str) -> list[str]:
    return [unescape(address).strip() for address in re.findall(r'href="([^"]*)"', text)]


def test_as_it_is_a_unit_counts_the_people_of_what_became_part_of_it(
    client: Client, halden: Organization
) -> None:
    told = table(text_of(client.get(IS)))
    assert "Both days are counted by the units of 1 Jun 2024" in told
    assert "Deep with the people of Brain 3 + 1 possible 3 0" in told
    assert "Legal 0 1 +1" in told
    assert "Halden itself, or no unit told 1 1 0" in told
    assert "All of Halden, each person once 4 + 1 possible 5 +1" in told
    assert "Unit merged" not in text_of(client.get(IS))


def test_as_it_was_an_ended_unit_has_a_row_and_who_went_with_it_a_reason(
    client: Client, halden: Organization
) -> None:
    page = text_of(client.get(WAS))
    told = table(page)
    assert "Each day is counted by the units that it had." in told
    assert "Brain was merged into Deep 2 0 −2" in told
    assert "Deep 1 + 1 possible 3 +2" in told
    assert "All of Halden, each person once 4 + 1 possible 5 +1" in told
    assert "≈ 1 whose unit was renamed, merged or dissolved" in page
    assert "≈ Unit merged Silent 1 Feb 2024 Brain Deep Brain was merged into Deep" in page
    assert re.search(r"↓ Moved unit Mover 1 Mar 2024 Brain Legal (?!Brain was)", page)


def test_a_unit_that_may_have_ended_says_so_both_ways(client: Client, halden: Organization) -> None:
    halden.refresh_from_db()
    lab = UnitFactory.create(
        slug="lab", name="Lab", parent=halden, founded=PartialDate.parse("2010")
    )
    OrgEventFactory.create(
        organization=halden,
        kind=EventKind.UNIT_DISSOLVED,
        unit=lab,
        happened=PartialDate.parse("2024-02"),
        status="reported",
    )
    post(halden, "lab-hand", "2020-01-01", unit=lab)
    for address in (IS, WAS):
        assert "Lab may have been dissolved 1 1 0" in table(text_of(client.get(address)))


def test_the_switch_stands_as_two_links_and_its_choice_is_kept_in_every_way_on(
    client: Client, halden: Organization
) -> None:
    for address, here in ((IS, "as_is"), (WAS, "as_was")):
        page = client.get(address).text
        (nav,) = re.findall(r'<nav class="acts".*?</nav>', page, re.DOTALL)
        assert addresses(nav) == [IS, WAS]
        (chosen,) = re.findall(r'id="(as_\w+)"(?:(?!</a>).)*aria-current="true"', nav, re.DOTALL)
        assert chosen == here
        ways = [
            one for one in addresses(page) if one.startswith(f"{CHART}?") and one not in {IS, WAS}
        ]
        assert len(ways) > 3
        kept = [one for one in ways if "units=as_was" in one]
        assert kept == (ways if here == "as_was" else [])
        assert ('name="units" value="as_was"' in page) is (here == "as_was")


def test_a_citation_a_picture_and_a_frame_keep_how_units_are_counted(
    client: Client, halden: Organization
) -> None:
    page = unescape(unescape(client.get(WAS).text))
    cited = re.findall(r'href="([^"]*)"\s+rel="bookmark"', page)
    assert all("&units=as_was" in one for one in cited) and cited
    assert "/companies/halden/chart.svg?as_of=2024-06-01&compare=2023-06-01&units=as_was" in page
    assert "/embed/companies/halden/chart/?as_of=2024-06-01&compare=2023-06-01&units=as_was" in page
    words = "whose unit was renamed"
    for query, told in ((DAYS, False), (f"{DAYS}&units=as_was", True)):
        assert (words in client.get(f"/companies/halden/chart.svg?{query}").text) is told
        framed = client.get(f"/embed/companies/halden/chart/?{query}").text
        assert ("Unit ended" in framed) is told


def test_a_page_that_is_kept_stands_by_the_units_that_were_asked_for(client: Client) -> None:
    settled(
        claim("joined", "done", "2022-02-01", who="ada", at="halden", unit=unit("brain", "halden")),
        claim(
            "unit_dissolved", "done", "2024-02-01", at="halden", unit=unit("brain", "halden"),
            on="2024-02-01",
        ),
    )  # fmt: skip
    for page, told in ((WAS, True), (IS, False)):
        kept = text_of(client.post("/permalinks/", {"page": page}, follow=True))
        assert "This page as it stood" in kept and "Known people by unit" in kept
        assert ("was dissolved 1 0 −1" in kept) is told


@pytest.mark.parametrize("units", ["as_they_were", "AS_WAS", "as_was as_is", "%00"])
def test_another_way_to_count_is_refused_and_the_rest_of_the_address_holds(
    units: str, client: Client, halden: Organization
) -> None:
    answer = client.get(f"{CHART}?{DAYS}&units={units}")
    assert answer.status_code == 400
    assert "Give units=as_is or units=as_was" in text_of(answer)
    assert "What changed since 1 Jun 2023" in text_of(answer)
    assert "Both days are counted by the units of" in text_of(answer)
    framed = client.get(f"/embed/companies/halden/chart/?{DAYS}&units={units}")
    assert framed.status_code == 400
    picture = client.get(f"/companies/halden/chart.svg?{DAYS}&units={units}")
    assert picture.status_code == 400 and "Give units=as_is" in picture.text


def test_without_two_days_there_is_nothing_to_switch(client: Client, halden: Organization) -> None:
    page = text_of(client.get(f"{CHART}?as_of=2024-06-01&units=as_was"))
    assert "Known people by unit" not in page and "Units as they" not in page


def test_two_days_the_other_way_round_keep_how_units_are_counted(
    client: Client, halden: Organization
) -> None:
    turned = client.get(f"{CHART}?as_of=2023-06-01&compare=2024-06-01&units=as_was")
    assert turned["Location"] == WAS


@pytest.mark.parametrize(
    ("fates", "said"),
    [
        ([("A", "renamed", "B"), ("B", "merged", "C")], "A was renamed B, which was merged into C"),
        ([("A", "renamed", "B"), ("C", "dissolved", "")], "A was renamed B; C was dissolved"),
        ([("A", "merged", "")], "A was merged into another unit"),
        ([("A", "renamed", "")], "A was renamed"),
        ([("A", "moved", "")], "A no longer belonged to Halden"),
        (
            [("A", "renamed", "B"), ("B", "moved", "")],
            "A was renamed B, which did not belong to Halden",
        ),
    ],
)
def test_what_became_of_a_unit_is_told_in_words(
    fates: list[tuple[str, str, str]], said: str
) -> None:
    steps = [Fate(Side(unit), how, Side(into) if into else None) for unit, how, into in fates]
    assert fate_in_words(steps, "Halden") == said


def test_a_long_tail_of_one_kind_of_change_is_folded_and_all_of_it_is_there(
    client: Client, halden: Organization
) -> None:
    for number in range(9):
        post(halden, f"came-{number}", "2024-02-01")
    page = client.get(IS).text
    changes = page[page.index('id="differences"') :]
    shown, folded = changes.split("<details", 1)
    assert folded.count('class="older"') == 1
    assert "4 more joined" in folded
    assert [number for number in range(9) if f">Came-{number}<" in shown] == list(range(5))
    assert [number for number in range(9) if f">Came-{number}<" in folded] == list(range(5, 9))
    assert ">Mover<" in shown, "the first of every kind stand open"


def test_units_whose_numbers_differ_come_first_and_many_others_are_folded(
    client: Client, halden: Organization
) -> None:
    for number in range(4):
        still = UnitFactory.create(slug=f"still-{number}", name=f"Still {number}", parent=halden)
        post(halden, f"still-hand-{number}", "2020-01-01", unit=still)
    empty = UnitFactory.create(name="Empty", parent=halden, founded=PartialDate.parse("2010"))
    told = table(text_of(client.get(WAS)))
    assert re.search(r"Brain .*Deep .*Legal .*All of Halden.* 4 more units .*Still 0 1 1 0", told)
    assert empty.name not in told


def test_where_who_joined_and_left_do_not_make_the_difference_the_table_says_why(
    client: Client, halden: Organization
) -> None:
    said = "Not all of the difference is who joined and who left"
    assert said in table(text_of(client.get(IS))), "one may have been there on the first day"
    assert said not in text_of(client.get(f"{CHART}?as_of=2024-06-01&compare=2024-01-15"))


def asked(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("signed_in", [False, True])
def test_the_comparison_as_it_was_asks_at_most_twelve_queries_where_a_unit_went_elsewhere(
    signed_in: bool, client: Client, halden: Organization
) -> None:
    ostra = OrganizationFactory.create(slug="ostra", name="Ostra")
    gone = UnitFactory.create(name="Gone", parent=halden, founded=PartialDate.parse("2010"))
    merge(gone, ostra)
    post(halden, "gone-hand", "2020-01-01", unit=gone)
    withheld()
    if signed_in:
        client.force_login(UserFactory.create())
    page = client.get(WAS)
    assert "Gone was merged into Ostra, which did not belong to Halden" in text_of(page)
    for address in (WAS, f"{WAS}&known_on=2024-07-01"):
        client.get(address)
        roster._kept.clear()
        assert asked(partial(client.get, address)) <= 12


# ── in a browser ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_a_mouse_turns_the_switch_there_and_back_and_the_slider_keeps_it(
    width: int, page: Page, halden: Organization
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(IS)
    switch = page.get_by_role("navigation", name="How units are counted")
    units = page.get_by_role("region", name="Units and their people")
    expect(units).not_to_contain_text("was merged into Deep")
    switch.get_by_role("link", name="Units as they were on each day").click()
    page.wait_for_url(f"**{WAS}")
    expect(units).to_contain_text("was merged into Deep")
    expect(switch.locator("[aria-current]")).to_have_text("Units as they were on each day")
    expect(switch).to_be_in_viewport()
    before = page.get_by_role("link", name="Change before")
    way = (before.get_attribute("href") or "").strip()
    assert way.endswith("&compare=2023-06-01&units=as_was")
    before.click()
    page.wait_for_url(f"**{way}")
    heading = page.get_by_role("heading", level=1)
    expect(heading).not_to_contain_text("on 1 Jun 2024")
    page.get_by_role("slider", name="Day of the chart").press("End")
    page.wait_for_url(lambda url: way not in url and url.endswith("&units=as_was"))
    page.go_back()
    switch.get_by_role("link", name="Units as they are on").click()
    page.wait_for_url(f"**{way.removesuffix('&units=as_was')}")
    expect(units).to_contain_text("with the people of Brain")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_a_keyboard_alone_turns_the_switch_and_stays_on_it(
    width: int, page: Page, halden: Organization
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(IS)
    tab_to(page, "#as_was")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{WAS}")
    expect(page.locator("#as_was")).to_have_attribute("aria-current", "true")
    expect(page.locator("#as_was")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{IS}")
    expect(page.locator("#as_is")).to_be_focused()


@pytest.mark.django_db(transaction=True)
def test_without_scripts_the_switch_and_the_folds_work(
    plain_page: Page, halden: Organization
) -> None:
    for number in range(9):
        post(halden, f"came-{number}", "2024-02-01")
    plain_page.goto(IS)
    plain_page.get_by_role("link", name="Units as they were on each day").click()
    units = plain_page.get_by_role("region", name="Units and their people")
    expect(units).to_contain_text("was merged into Deep")
    last = plain_page.locator("details.older").get_by_role("link", name="Came-8", exact=True)
    expect(last).to_be_hidden()
    plain_page.get_by_text("4 more joined").press("Enter")
    expect(last).to_be_visible()
    plain_page.get_by_role("button", name="Show").first.click()
    expect(units).to_contain_text("was merged into Deep")
    assert plain_page.url.endswith("&units=as_was")
