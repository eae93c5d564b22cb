"""What the pages of a unit say of a day on which it did not stand, and which people and units a number counts."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Organization, SuccessionKind
from tests.factories import (
    OrganizationFactory,
    OrgEventFactory,
    SuccessionFactory,
    UnitFactory,
)
from tests.timeline.staffing import post
from tests.web.test_pages import text_of
from tracker.kernel.partial_dates import PartialDate

pytestmark = pytest.mark.django_db
HERE = "/companies/halden/units/lab/"
PAGES = pytest.mark.parametrize("address", [HERE, f"{HERE}chart/"])


@pytest.fixture
def lab() -> Organization:
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    return UnitFactory.create(slug="lab", name="Lab", parent=halden)


def event(lab: Organization, kind: str, day: str, **rest: object) -> None:
    OrgEventFactory.create(
        organization=lab.company, kind=kind, unit=lab, happened=PartialDate.parse(day), **rest
    )


def lede(client: Client, address: str) -> str:
    """The first sentences of the chart, as markup."""
    page = client.get(address).text
    found = re.search(r'<p class="lede"\s+role="status"[^>]*>.*?</p>', page, re.DOTALL)
    assert found
    return found[0]


def words(markup: str) -> str:
    return re.sub(r"\s+([.,])", r"\1", " ".join(re.sub(r"<[^>]+>", " ", markup).split()))


@PAGES
def test_a_unit_that_was_created_later_is_said_not_to_be_there_yet_whoever_is_told_of_it(
    client: Client, lab: Organization, address: str
) -> None:
    event(lab, "unit_created", "2024-06-30")
    post(lab.company, "early", "2024-01-01", unit=lab, title="Head of Lab")
    said = words(lede(client, f"{address}?as_of=2024-03-01"))
    assert said.startswith("Not there on this day: created 30 Jun 2024.")
    assert "People whose posts in it are told of this day all the same: 1." in said
    assert "known person" not in said
    after = words(lede(client, f"{address}?as_of=2024-07-01"))
    assert after.startswith("1 known person.") and "Not there" not in after


@PAGES
@pytest.mark.parametrize(
    ("status", "said"),
    [("reported", "created 30 Jun 2024 Reported."), ("done", "created 30 Jun 2024.")],
)
def test_a_creation_that_is_only_told_is_marked_as_that(
    client: Client, lab: Organization, address: str, status: str, said: str
) -> None:
    event(lab, "unit_created", "2024-06-30", status=status)
    assert f"Not there on this day: {said}" in words(lede(client, f"{address}?as_of=2024-03-01"))


@PAGES
def test_a_unit_whose_creation_was_denied_is_not_there_as_far_as_known(
    client: Client, lab: Organization, address: str
) -> None:
    event(lab, "unit_created", "2024-01-01", status="denied")
    said = words(lede(client, f"{address}?as_of=2024-03-01"))
    assert said.startswith("Not there on this day, as far as known.")


@PAGES
def test_a_unit_of_which_a_month_is_told_is_not_said_to_be_absent_within_it(
    client: Client, lab: Organization, address: str
) -> None:
    event(lab, "unit_created", "2024-06")
    assert "Not there" not in lede(client, f"{address}?as_of=2024-06-01")
    assert "created Jun 2024" in words(lede(client, f"{address}?as_of=2024-05-31"))


@PAGES
def test_a_unit_that_had_been_merged_by_then_leads_to_what_it_was_merged_into(
    client: Client, lab: Organization, address: str
) -> None:
    deep = UnitFactory.create(slug="deep", name="Deep", parent=lab.company)
    event(lab, "unit_merged", "2024-02-01", into=deep)
    post(lab.company, "stayed", "2023-01-01", unit=lab)
    said = lede(client, f"{address}?as_of=2024-03-01")
    assert words(said).startswith("Not there on this day: merged into Deep, 1 Feb 2024.")
    assert 'href="/companies/halden/units/deep/?as_of=2024-03-01"' in said
    assert "Not there" not in lede(client, f"{address}?as_of=2024-01-31")


@PAGES
@pytest.mark.parametrize(
    ("day", "said"),
    [("2024-02", "renamed Deep, Feb 2024."), ("", "renamed Deep by then.")],
)
def test_a_unit_that_lives_on_in_another_record_is_told_with_the_day_that_is_known(
    client: Client, lab: Organization, address: str, day: str, said: str
) -> None:
    deep = UnitFactory.create(slug="deep", name="Deep", parent=lab.company)
    SuccessionFactory.create(
        earlier=lab,
        later=deep,
        kind=SuccessionKind.RENAMED,
        happened=PartialDate.parse(day) if day else None,
    )
    found = words(lede(client, f"{address}?as_of=2024-03-01"))
    assert found.startswith(f"Not there on this day: {said}")


@PAGES
def test_a_dissolved_unit_names_nothing_that_goes_on_and_a_hidden_one_is_not_named(
    client: Client, lab: Organization, address: str
) -> None:
    event(lab, "unit_dissolved", "2024-02-01")
    said = words(lede(client, f"{address}?as_of=2024-03-01"))
    assert said.startswith("Not there on this day: dissolved 1 Feb 2024.")
    deep = UnitFactory.create(slug="deep", name="Deep", parent=lab.company, hidden=True)
    event(lab, "unit_merged", "2024-02-02", into=deep)
    assert "Deep" not in lede(client, f"{address}?as_of=2024-03-01")


def test_the_number_above_the_page_of_an_absent_unit_is_not_told_as_if_it_stood(
    client: Client, lab: Organization
) -> None:
    event(lab, "unit_created", "2024-06-30")
    post(lab.company, "early", "2024-01-01", unit=lab)
    said = ", by posts told of it all the same"
    before = text_of(client.get(f"{HERE}?as_of=2024-03-01"))
    assert f"Known people, 1 Mar 2024 {said} 1 " in before
    assert f"1 known person on 1 Mar 2024 {said}" in before
    assert said not in text_of(client.get(f"{HERE}?as_of=2024-07-01"))


def test_nobody_is_told_to_head_a_unit_on_a_day_on_which_it_was_not_there(
    client: Client, lab: Organization
) -> None:
    event(lab, "unit_created", "2024-06-30")
    post(lab.company, "early", "2024-01-01", unit=lab, title="Head of Lab", role="unit_head")
    before = text_of(client.get(f"{HERE}?as_of=2024-03-01"))
    assert "At its head on 1 Mar 2024 , as far as known The unit was not there" in before
    after = text_of(client.get(f"{HERE}?as_of=2024-07-01"))
    assert "At its head on 1 Jul 2024 , as far as known Early" in after


def test_the_numbers_of_a_unit_s_page_say_whether_its_own_units_are_in_them(
    client: Client, lab: Organization
) -> None:
    post(lab.company, "one", "2020-01-01", unit=lab)
    assert "without the units in it" not in text_of(client.get(f"{HERE}?as_of=2024-03-01"))
    inner = UnitFactory.create(slug="inner", name="Inner", parent=lab)
    post(lab.company, "two", "2020-01-01", unit=inner)
    page = text_of(client.get(f"{HERE}?as_of=2024-03-01"))
    assert "Known people, 1 Mar 2024 , without the units in it 1 " in page
    assert "1 known person on 1 Mar 2024 , without the units in it" in page
    assert "2 known people with those of the units below." in page


def test_a_company_s_page_tells_who_counts_in_its_chart_alone(
    client: Client, lab: Organization
) -> None:
    post(lab.company, "one", "2020-01-01", unit=lab)
    assert "told of its units alone" not in text_of(
        client.get("/companies/halden/?as_of=2024-03-01")
    )
    post(lab, "two", "2020-01-01")
    page = text_of(client.get("/companies/halden/?as_of=2024-03-01"))
    assert "Known people, 1 Mar 2024 , without posts told of its units alone 1 " in page
    assert "2 known people with those of the units below." in page


def test_units_within_units_are_counted_beside_those_of_the_company_itself(
    client: Client, lab: Organization
) -> None:
    page = text_of(client.get("/companies/halden/"))
    assert "Known units 1 " in page and "within them" not in page
    for name in ("Inner", "Outer"):
        UnitFactory.create(slug=name.lower(), name=name, parent=lab)
    page = text_of(client.get("/companies/halden/"))
    assert "Known units 1, and 2 within them" in page and "in the chart" not in page


def test_units_that_are_known_and_not_in_the_chart_are_told_from_those_in_it(
    client: Client, lab: Organization
) -> None:
    UnitFactory.create(slug="deep", name="Deep", parent=lab.company)
    event(lab, "unit_dissolved", "2024-02-01")
    assert "Known units 2; 1 in the chart" in text_of(client.get("/companies/halden/"))


def test_the_table_by_unit_says_that_a_unit_counts_without_those_below_it(
    client: Client, lab: Organization
) -> None:
    address = "/companies/halden/chart/?as_of=2024-03-01&compare=2023-03-01"
    said = "Units are counted without the units below them."
    post(lab.company, "one", "2020-01-01", unit=lab)
    assert said not in text_of(client.get(address))
    inner = UnitFactory.create(slug="inner", name="Inner", parent=lab)
    post(lab.company, "two", "2020-01-01", unit=inner)
    assert said in text_of(client.get(address))


def test_the_picture_of_a_chart_says_so_too(client: Client, lab: Organization) -> None:
    event(lab, "unit_created", "2024-06-30")
    post(lab.company, "early", "2024-01-01", unit=lab)
    picture = reverse("web:unit-chart-picture", args=["halden", "lab", "svg"])
    said = "Not there on this day; 1 known person by posts told of it all the same."
    assert said in words(client.get(f"{picture}?as_of=2024-03-01").text)
    assert "Not there" not in client.get(f"{picture}?as_of=2024-07-01").text


def test_the_chart_of_the_api_tells_a_unit_that_was_not_there(
    client: Client, lab: Organization
) -> None:
    event(lab, "unit_created", "2024-06-30")
    post(lab.company, "early", "2024-01-01", unit=lab)
    for slug, day, absent in (
        ("lab", "2024-03-01", True),
        ("lab", "2024-07-01", False),
        ("halden", "2024-03-01", False),
    ):
        chart = client.get(f"/api/v1/companies/{slug}/org-chart/?as_of={day}").json()
        assert (chart["absent"], chart["people_known"]) == (absent, 1)
