"""What lists of moves say of themselves, and of the units in their rows."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from tests.claims.scene import claim, settled, unit
from tests.factories import MoveFactory, OrganizationFactory, PositionFactory
from tests.web.test_pages import text_of
from tracker.kernel.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


def test_a_row_names_the_unit_that_somebody_left_or_joined_beside_the_company(
    client: Client,
) -> None:
    lab = unit("halden-lab", "halden")
    settled(
        claim("joined", "done", "2020-02-03", who="ada", at="halden", unit=lab, on="2020-02"),
        claim("left", "done", "2022-02-03", who="ada", at="halden", unit=lab, on="2022-02"),
        claim("joined", "done", "2024-02-03", who="bob", at="halden", other="quay", unit=lab),
    )
    page = text_of(client.get("/moves/"))
    assert "Halden · Halden Lab → to not known" in page
    assert page.count("→ to Halden · Halden Lab") == 2
    assert "Quay → to Halden · Halden Lab" in page
    assert client.get("/moves/").text.count('href="/companies/halden/units/halden-lab/"') == 3
    assert re.search(r"Ada left Halden Lab(?! at)", text_of(client.get("/people/ada/")))


def test_the_lists_of_a_company_s_year_say_that_they_have_what_is_only_reported(
    client: Client,
) -> None:
    settled(claim("left", "reported", "2025-02-03", who="ada", at="halden", on="2025-02"))
    page = client.get("/companies/halden/?as_of=2025-06-01").text
    way = re.search(r'href="([^"]+)">Departures in 2025, of any status</a>', page)
    assert way and "Arrivals in 2025, of any status" in page
    assert "1 known move" in text_of(client.get(unescape(way[1])))


def test_a_list_of_two_companies_says_what_it_counts_and_leads_to_wider_and_narrower_ones(
    client: Client,
) -> None:
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    norwick = OrganizationFactory.create(slug="norwick", name="Norwick")
    for status in ("done", "done", "announced", "reported"):
        post = PositionFactory.create(organization=norwick)
        MoveFactory.create(
            arrival=post, from_company=halden, status=status, sort_on=date(2025, 5, 1)
        )
    between = "from_company=halden&to_company=norwick"
    wide = client.get(f"/moves/?{between}")
    assert "Counted are moves of any status" in text_of(wide)
    assert "Of these 2 done , 1 announced , 1 reported ." in text_of(wide)
    assert "Wider" not in text_of(wide)
    narrow = client.get(f"/moves/?{between}&status=done&status=announced")
    assert "3 known moves, from Halden to Norwick" in text_of(narrow)
    assert "Counted are moves that are done or announced." in text_of(narrow)
    assert "Wider: 4 of any status ." in text_of(narrow)
    assert f'href="?{between.replace("&", "&amp;")}">4 of any status' in narrow.text
    typed = text_of(client.get(f"/moves/?{between}&kind=hire&kind=return&since=2025"))
    assert "taken back, of the type hire or return. Of these 2 done" in typed
    assert "Wider: all known moves from Halden to Norwick ." in typed
    flows = "/flows/?company=halden&amp;company=norwick&amp;known_on=2040-01-01"
    assert flows in client.get(f"/moves/?{between}&known_on=2040-01-01").text
    page = client.get("/flows/?company=halden&company=norwick&since=2025&until=2025")
    assert "2 known moves Counted are moves that are done, 2025." in text_of(page)
    assert (
        f'href="/moves/?{between.replace("&", "&amp;")}">All known moves from Halden' in page.text
    )
    assert "Counted are" not in text_of(client.get("/moves/"))


def test_each_number_beside_a_company_opens_a_list_of_as_many_moves(client: Client) -> None:
    halden, quay = (
        OrganizationFactory.create(slug=one, name=one.title()) for one in ("halden", "quay")
    )
    for kind, status in (
        ("hire", "done"),
        ("founding", "done"),
        ("return", "announced"),
        ("hire", "denied"),
    ):
        for here, there in ((halden, quay), (quay, halden)):
            post = PositionFactory.create(organization=there)
            day = {"happened": PartialDate.parse("2025-05-01"), "sort_on": date(2025, 5, 1)}
            MoveFactory.create(arrival=post, from_company=here, kind=kind, status=status, **day)
    page = client.get("/companies/halden/").text
    links = re.findall(r'href="(/moves/[?][^"]+)">(\d+) known (?:move|arrival|departure)', page)
    assert [int(number) for _, number in links] == [3, 3, 3, 3]
    for address, number in links:
        assert client.get(unescape(address)).context["counts"].total == int(number), address
