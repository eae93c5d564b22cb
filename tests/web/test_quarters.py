"""The quarters of a company say how many of its known moves they draw, and agree with the lists behind them."""

import re
from html import unescape

import pytest
from django.test import Client

from companies.models import Organization
from tests.factories import DepartureFactory, MoveFactory, OrganizationFactory, PositionFactory
from tracker.kernel.partial_dates import PartialDate

pytestmark = pytest.mark.django_db
PAGE = "/companies/halden/?as_of=2025-12-20"


def text_of(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html).split()))


def arrive(halden: Organization, *days: str) -> None:
    for day in days:
        when = PartialDate.parse(day)
        MoveFactory.create(
            arrival__organization=halden,
            from_company=OrganizationFactory.create(),
            happened=when,
            sort_on=when.sort_day,
        )


@pytest.fixture
def halden() -> Organization:
    made: Organization = OrganizationFactory.create(slug="halden", name="Halden")
    arrive(made, "2025-11-03", "2025-10", "2025-05-02", "2024-02-01")
    when = PartialDate.parse("2025-08-09")
    post = PositionFactory.create(organization=made)
    DepartureFactory.create(
        departure=post,
        to_company=OrganizationFactory.create(),
        happened=when,
        sort_on=when.sort_day,
    )
    return made


@pytest.mark.usefixtures("halden")
def test_departures_in_a_chart_and_departures_without_an_arrival_have_different_names(
    client: Client,
) -> None:
    post = PositionFactory.create(organization=Organization.objects.get(slug="halden"))
    DepartureFactory.create(departure=post, happened=PartialDate.parse("2025-08-11"))
    chart = text_of(client.get(PAGE).text)
    assert "Departures are all who left" in chart
    assert "the others that of Departure alone" in chart
    listed = text_of(client.get("/moves/?from_company=halden").text)
    assert "Departure alone" in listed
    assert "of the type departure alone" in text_of(
        client.get("/moves/?kind=departure&company=halden").text
    )
    assert "Departure alone" in text_of(client.get("/how-we-count/").text)


def said(client: Client) -> str:
    page = client.get(PAGE).text
    note = page[page.index('id="balance-said"') :]
    wide = note[note.index('<span class="wide">') : note.index('<span class="narrow">')]
    return text_of(wide)


@pytest.mark.usefixtures("halden")
def test_quarters_that_draw_every_known_move_say_so(client: Client) -> None:
    words = said(client)
    assert "Drawn are all 5 known moves, from Q1 2023 to Q4 2025: 4 arrivals" in words
    assert "no day tells" not in words and "other quarters" not in words


def test_quarters_that_draw_some_of_them_say_of_how_many_and_why_not_the_others(
    client: Client, halden: Organization
) -> None:
    arrive(halden, "2023", "2024")
    words = said(client)
    assert "Drawn are 5 of 7 known moves, from Q1 2023" in words
    assert words.endswith(
        "and 1 departure, most in Q3 2025 (1). Of 2 of the rest no day tells the quarter."
    )
    arrive(halden, "2016-03-01")
    words = said(client)
    assert "Drawn are 5 of 8 known moves" in words
    assert words.endswith(
        "Of 2 of the rest no day tells the quarter; the others lie in other quarters, see the tables."
    )


def test_the_moves_that_quarters_count_are_those_of_the_lists_of_who_came_and_who_went(
    client: Client, halden: Organization
) -> None:
    arrive(halden, "2024", "2016-03-01")
    page = client.get(PAGE).text
    counted = re.search(r"of (\d+) known moves", said(client))
    assert counted
    behind = 0
    for words in ("known arrivals?, wherever from", "known departures?, wherever to"):
        way = re.search(rf'href="(/moves/[^"]+)">(\d+) {words}', page)
        assert way
        status = text_of(client.get(unescape(way[1])).text)
        assert re.search(rf"\b{way[2]} known moves?, ", status), words
        behind += int(way[2])
    assert behind == int(counted[1]) == 7


def lists_behind(page: str) -> dict[str, tuple[int, str]]:
    """Of each column of the wide drawing how many moves it counts, and where its list is."""
    wide = page[page.index('<svg class="wide"') : page.index('<svg class="narrow"')]
    drawn = re.findall(
        r'<a href="([^"]+)"><title>([^:]+): (\d+) known arrivals?, (\d+) known departures?', wide
    )
    return {
        quarter: (int(came) + int(left), unescape(there)) for there, quarter, came, left in drawn
    }


@pytest.mark.parametrize("day", ["2025-12-20", "2025-10-31"])
def test_the_list_behind_a_column_holds_just_the_moves_that_it_counts(
    client: Client, halden: Organization, day: str
) -> None:
    # In its year, or by its last day, they may have come in the quarter, or before; the last one comes after the day.
    arrive(halden, "2025", "../2025-11-30", "2025-12", "2025-10-01/2026-03-31")
    if day == "2025-12-20":
        arrive(halden, "2025-12-24")
    MoveFactory.create(
        arrival__organization=halden, happened=None, sort_on=PartialDate.parse(day).sort_day
    )
    columns = lists_behind(client.get(f"/companies/halden/?as_of={day}").text)
    assert len(columns) == 4
    for quarter, (number, there) in columns.items():
        words = text_of(client.get(there).text)
        assert re.search(rf"\b{number} known moves?, ", words), quarter
        assert "and surely lie within the period" in words


def test_a_move_left_in_the_quarter_is_behind_its_column_wherever_it_led_later(
    client: Client, halden: Organization
) -> None:
    later, gone = PartialDate.parse("2026-02-01"), PartialDate.parse("2025-08-20")
    post = PositionFactory.create(organization=halden)
    MoveFactory.create(
        departure=post,
        from_company=halden,
        happened=later,
        sort_on=later.sort_day,
        left=gone,
        left_sort_on=gone.sort_day,
        left_status="done",
    )
    columns = lists_behind(client.get("/companies/halden/?as_of=2026-03-20").text)
    number, there = columns["Q3 2025"]
    assert number == 2
    assert "2 known moves, at Halden" in text_of(client.get(there).text)


def test_a_list_of_moves_surely_within_its_days_leads_to_those_that_may_lie_beyond(
    client: Client, halden: Organization
) -> None:
    arrive(halden, "2025")
    there = "/moves/?company=halden&since=2025-10&until=2025-12&surely=1"
    page = client.get(there).text
    assert "2 known moves" in text_of(page)
    wider = re.search(r'href="([^"]+)">Also those that may lie beyond it', page)
    assert wider
    assert "3 known moves" in text_of(client.get(f"/moves/{unescape(wider[1])}").text)
    # Another filter of the list keeps it, and so do its exports.
    assert '<input type="hidden" name="surely" value="1">' in page
    exports = re.findall(r'href="(/api/[^"]+)">(?:CSV|JSON)<', page)
    assert len(exports) == 2 and all("surely=1" in one for one in exports)
    assert len(client.get(unescape(exports[1])).json()["results"]) == 2
