"""The lists of all people and of all companies: found by name, or by the first letter."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries

from companies.models import Organization
from people.models import Person
from tests.factories import (
    MoveFactory,
    OrganizationFactory,
    OrganizationKindFactory,
    OrganizationNameFactory,
    PersonFactory,
    UnitFactory,
)
from tests.web.test_pages import text_of
from tracker.kernel.partial_dates import PartialDate
from tracker.web.views.records import MOST_OPEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def companies() -> Organization:
    """More companies than a list shows unfolded, and one of them with a unit and a former name."""
    for number in range(MOST_OPEN):
        OrganizationFactory.create(slug=f"pier-{number:02}", name=f"Pier {number:02}")
    kiln = OrganizationFactory.create(slug="kiln", name="Kiln Robotics")
    OrganizationNameFactory.create(organization=kiln, name="Furnace Works")
    UnitFactory.create(slug="oven", name="Oven Lab", parent=kiln)
    return kiln


@pytest.mark.parametrize("words", ["kiln", "KILN rob", "robotics", "furnace", "kilm"])
def test_a_company_is_found_by_the_beginning_of_any_of_its_names(
    words: str, client: Client, companies: Organization
) -> None:
    page = client.get("/companies/", {"q": words})
    assert f"1 called “{words}”" in text_of(page)
    assert 'href="/companies/kiln/"' in page.text and "Pier" not in page.text


def test_a_unit_is_found_with_the_company_that_it_belongs_to(
    client: Client, companies: Organization
) -> None:
    page = client.get("/companies/?q=oven&as_of=2024-01-01")
    assert "Oven Lab Lab of Kiln Robotics" in text_of(page)
    assert 'href="/companies/kiln/units/oven/?as_of=2024-01-01"' in page.text


def test_what_nobody_is_called_is_said_to_be_on_no_record(
    client: Client, companies: Organization
) -> None:
    page = text_of(client.get("/companies/?q=zzzz&known_on=2024-01-01"))
    assert "Nobody and nothing on record is called “zzzz”" in page
    assert "Kiln Robotics" in text_of(client.get("/companies/?q=k")), "too short to look for"


def test_a_question_typed_into_a_list_of_names_is_handed_over_to_the_search(
    client: Client, companies: Organization
) -> None:
    page = client.get(
        "/companies/", {"q": "who left Kiln Robotics in March 2023", "known_on": "2024-01-01"}
    )
    there = re.search(r'href="(/search/[^"]+)">Search titles, moves and reports', page.text)
    assert there
    answer = client.get(unescape(there[1]))
    assert 'value="who left Kiln Robotics in March 2023"' in answer.text
    assert answer.context["clocks"].known_on == date(2024, 1, 1)


def test_whoever_is_hidden_is_found_by_no_name(client: Client, companies: Organization) -> None:
    PersonFactory.create(slug="ada-byron", name="Ada Byron")
    assert "1 called “byron”" in text_of(client.get("/people/?q=byron"))
    PersonFactory._meta.model.objects.update(hidden=True)
    Organization.objects.update(hidden=True)
    assert "Ada" not in client.get("/people/?q=byron").text
    assert "Robotics" not in client.get("/companies/?q=kiln").text


def test_a_long_list_folds_its_letters_and_a_chosen_one_is_open(
    client: Client, companies: Organization
) -> None:
    whole = client.get("/companies/")
    assert (
        whole.text.count("<details") - client.get("/companies/?initial=k").text.count("<details")
        == 2
    )
    assert "P 60 records: Pier 00 to Pier 59" in text_of(whole)
    chosen = text_of(client.get("/companies/?initial=p"))
    assert "Pier 59" in chosen and "Kiln" not in chosen


def test_a_unit_that_was_a_company_once_is_listed_under_its_own_name(
    client: Client, companies: Organization
) -> None:
    dune = UnitFactory.create(slug="dune", name="Dune Minds", parent=companies)
    assert "Dune Minds" not in text_of(client.get("/companies/?initial=d"))
    OrganizationKindFactory.create(organization=dune, kind="company")
    page = client.get("/companies/?initial=d")
    assert "Dune Minds Lab of Kiln Robotics" in text_of(page)
    assert 'href="/companies/kiln/units/dune/"' in page.text


def test_the_lists_say_what_they_count_how_they_are_sorted_and_where_units_are(
    client: Client, companies: Organization
) -> None:
    page = text_of(client.get("/companies/"))
    assert "known people, which is never headcount" in page
    assert "Units, such as a lab within a company, stand on its page" in page
    assert "Oven Lab" in text_of(client.get("/companies/kiln/"))
    assert "first names first" in text_of(client.get("/people/"))


def test_every_company_is_reached_by_going_on_from_page_to_page(
    client: Client, companies: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    OrganizationFactory.create(slug="zhipu", name="智谱")
    OrganizationFactory.create(slug="01-ai", name="01.AI")
    for slug in ("pier-a", "pier-b"):
        OrganizationFactory.create(slug=slug, name="Pier 09")
    for room in ("tracker.timeline.people", "tracker.web.views.records"):
        monkeypatch.setattr(f"{room}.INDEX_SIZE", 7)
    every = set(Organization.objects.filter(parent=None).values_list("slug", flat=True))
    clock = "known_on=2030-01-01"
    for asked, expected in (
        ("", every),
        ("initial=p&", {slug for slug in every if slug.startswith("pier")}),
        ("initial=other&", {"zhipu", "01-ai"}),
    ):
        address, seen = f"/companies/?{asked}{clock}", list[str]()
        while address:
            page = client.get(address).text
            seen += re.findall(r'<b><a href="/companies/([^/]+)/\?known_on=2030-01-01"', page)
            more = re.search(r'href="([^"]*after=[^"]*)">Go on after', page)
            address = more[1].replace("&amp;", "&") if more else ""
        assert sorted(seen) == sorted(expected), asked


def test_a_list_goes_on_behind_a_name_that_nobody_has_any_more(
    client: Client, companies: Organization
) -> None:
    page = text_of(client.get("/companies/?after=pier-57-gone"))
    assert "Pier 58" in page and "Pier 57" not in page and "From the beginning" in page
    assert "Pier 57" in text_of(client.get("/companies/?after=not%20a%20slug"))


def test_finding_by_name_asks_a_few_questions_however_many_there_are(
    client: Client, companies: Organization, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        assert "60 called" in text_of(client.get("/companies/?q=pier"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_the_list_narrows_while_one_types_and_a_letter_opens_by_key(
    width: int, page: Page, companies: Organization
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/companies/")
    assert page.evaluate("document.documentElement.scrollHeight") < 1500
    letter = page.locator("summary", has_text="Pier 00 to Pier 59")
    letter.press("Enter")
    expect(page.get_by_role("link", name="Pier 42")).to_be_visible()
    field = page.get_by_role("searchbox", name="Find a company or unit")
    field.press_sequentially("kil")
    expect(page.get_by_role("status").first).to_contain_text("1 called “kil”")
    expect(field).to_be_focused()
    page.get_by_role("link", name="Kiln Robotics").click()
    expect(page).to_have_url("/companies/kiln/")


@pytest.mark.django_db(transaction=True)
def test_without_scripts_a_company_is_found_by_typing_and_enter(
    plain_page: Page, companies: Organization
) -> None:
    plain_page.goto("/companies/?known_on=2026-01-01")
    field = plain_page.get_by_role("searchbox", name="Find a company or unit")
    field.fill("kiln")
    field.press("Enter")
    expect(plain_page.get_by_role("link", name="Kiln Robotics")).to_be_visible()
    assert plain_page.url.endswith("/companies/?q=kiln&known_on=2026-01-01")


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("/companies/halden/", "Companies / H"),
        ("/companies/halden/people/", "Companies / H / Halden / People"),
        ("/companies/halden/units/halden-lab/", "Companies / Halden / Units"),
    ],
)
def test_the_crumbs_of_a_company_say_the_way_to_it_and_nothing_else(
    address: str, way: str, client: Client
) -> None:
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    UnitFactory.create(slug="halden-lab", name="Lab", parent=halden)
    crumbs = re.search(r'<p class="crumb">(.*?)</p>', client.get(address).text, re.DOTALL)
    assert crumbs
    assert " ".join(re.sub(r"<[^>]+>", "", crumbs[1]).split()) == way


def _at_first(client: Client, address: str) -> list[str]:
    return [one.ref.name for one in client.get(address).context["first"]]


def test_a_long_list_begins_with_the_companies_that_most_moves_lead_from_or_to(
    client: Client, companies: Organization
) -> None:
    piers = [Organization.objects.get(slug=f"pier-{number:02}") for number in (40, 41)]
    for pier in piers:
        MoveFactory.create(
            from_company=companies, to_company=pier, first_on=date(2024, 5, 1),
            happened=PartialDate.parse("2024-05-01"), sort_on=date(2024, 5, 1),
        )  # fmt: skip
    for day in (date(2025, 1, 1), date(2025, 2, 1)):
        there = OrganizationFactory.create(name="Zinc", slug=f"zinc-{day.month}")
        MoveFactory.create(from_company=piers[1], to_company=there, sort_on=day)
    MoveFactory.create(to_company=there)
    page = client.get("/companies/")
    told = text_of(page)
    first = told[
        told.index("With the most moves from or to another company") : told.index("All A B")
    ]
    assert "Pier 41 3 known moves Kiln Robotics 2 known moves Pier 40 1 known move" in first
    assert first.count("Zinc 1 known move") == 2, (
        "whoever comes from nowhere known counts for nobody"
    )
    assert _at_first(client, "/companies/?as_of=2024-04-30") == []
    assert set(_at_first(client, "/companies/?as_of=2024-12-31")) == {
        *(pier.name for pier in piers),
        companies.name,
    }
    Organization.objects.filter(pk=companies.pk).update(hidden=True)
    assert companies.name not in _at_first(client, "/companies/")
    for elsewhere in ("?initial=p", "?after=pier-03", "?q=pier"):
        assert _at_first(client, f"/companies/{elsewhere}") == []


def test_a_long_list_of_people_begins_with_those_that_were_told_of_last(client: Client) -> None:
    for number in range(MOST_OPEN):
        PersonFactory.create(slug=f"ash-{number:02}", name=f"Ash {number:02}")
    told = {"ash-30": date(2025, 3, 1), "ash-31": date(2025, 5, 1), "ash-32": date(2025, 4, 1)}
    for slug, day in told.items():
        MoveFactory.create(person=Person.objects.get(slug=slug), first_on=day)
    PersonFactory.create(name="Bo")
    assert _at_first(client, "/people/") == ["Ash 31", "Ash 32", "Ash 30"]
    assert _at_first(client, "/people/?known_on=2025-04-15") == ["Ash 32", "Ash 30"]
    Person.objects.filter(slug="ash-31").update(hidden=True)
    assert _at_first(client, "/people/") == ["Ash 32", "Ash 30"]
    Person.objects.exclude(slug__in=told).update(hidden=True)
    assert _at_first(client, "/people/") == [], "a short list stands open as it is"
