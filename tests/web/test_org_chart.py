"""The page of an org chart."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries

from companies.models import Organization, OrgEvent
from people.models import Position
from tests.claims.scene import claim, outlet, settled, unit
from tests.factories import OrganizationFactory, OrgEventFactory, PersonFactory, UnitFactory
from tests.timeline.staffing import changed_chief, line, post
from tests.web.test_pages import text_of
from tracker.kernel.partial_dates import PartialDate
from tracker.web.clocks import EARLIEST, LATEST

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Organization:
    return changed_chief()


def words(client: Client, query: str, address: str = "/companies/halden/chart/") -> str:
    return text_of(client.get(address + query))


def test_a_chart_tells_who_was_there_on_the_day_and_who_answered_to_whom(
    client: Client, halden: Organization
) -> None:
    then = words(client, "?as_of=2023-06-01")
    assert "Old-Chief" in then and "New-Chief" not in then
    assert "No source on record says who answered to whom" in then
    now = words(client, "?as_of=2024-06-01")
    assert "2 known people" in now and "Researcher New-Chief" in now
    assert "Nobody is known to have been there" in words(client, "?as_of=2019-06-01")
    lab = words(client, "?as_of=2024-06-01", "/companies/halden/units/lab/chart/")
    assert "Foundations Lab on 1 Jun 2024" in lab and "1 known person" in lab


def test_of_whom_a_line_alone_tells_the_chart_says_so_with_the_day_on_which_it_was_told(
    client: Client, halden: Organization
) -> None:
    PersonFactory.create(slug="assistant", name="Assistant")
    line(halden, "assistant", "new-chief", "2024-01-20")
    answer = client.get("/companies/halden/chart/?as_of=2024-06-01")
    assert "No post on record, but a reporting line, told in May 2024 New-Chief" in text_of(answer)
    row = re.search(r'<tr class="faded">\s*<th scope="row"><a [^>]*>Assistant<', answer.text)
    assert row and answer.text.count("No post on record") > 1


def test_a_comparison_counts_what_surely_changed(client: Client, halden: Organization) -> None:
    page = words(client, "?as_of=2024-06-01&compare=2023-06-01")
    assert "Since 1 Jun 2023 : + 2 joined , – 1 left" in page
    assert re.search(r"– Left Old-Chief last day 14 Jan 2024 Chief executive –", page)
    assert re.search(r"\+ Joined New-Chief 15 Jan 2024 – Chief executive", page)
    same = words(client, "?as_of=2023-06-01&compare=2023-05-01")
    assert "Nothing is known to have changed for sure since 1 May 2023" in same


def test_a_comparison_leads_to_the_evidence_of_each_row_and_of_what_else_happened(
    client: Client, halden: Organization
) -> None:
    cut = OrgEventFactory.create(
        organization=halden, count=40, happened=PartialDate.parse("2024-03-05")
    )
    page = client.get("/companies/halden/chart/?as_of=2024-06-01&compare=2023-06-01")
    came = Position.objects.get(person__slug="new-chief")
    went = Position.objects.get(person__slug="old-chief")
    for fact in (f"position-{came.pk}-start", f"position-{went.pk}-end", f"event-{cut.pk}"):
        assert f'href="/evidence/{fact}/?as_of=2024-06-01"' in page.text
    told = text_of(page)
    assert "What else happened" in told and "5 Mar 2024 Halden cut 40 jobs" in told
    assert f"as_of=2024-06-01#event-{cut.pk}" in page.text
    assert "What else happened" not in words(client, "?as_of=2024-06-01")


def test_a_comparison_counts_units_in_its_first_sentence_which_leads_to_the_table(
    client: Client, halden: Organization
) -> None:
    lab = Organization.objects.get(slug="lab")
    OrgEventFactory.create(
        organization=halden, kind="unit_created", unit=lab, happened=PartialDate.parse("2024-02-01")
    )
    answer = client.get("/companies/halden/chart/?as_of=2024-06-01&compare=2023-06-01")
    lede = re.search(r'<a href="#differences">(.*?)</a>', answer.text, re.DOTALL)
    assert lede and "1 new unit" in lede[1] and "2 joined" in lede[1]
    assert 'id="differences"' in answer.text
    assert "First report we read" in text_of(answer)


def test_a_possible_difference_says_what_keeps_it_from_being_sure(
    client: Client, halden: Organization
) -> None:
    post(halden, "talked-of", "2024-03-01", start_status="reported")
    post(halden, "sometime", "2023")
    page = words(client, "?as_of=2024-06-01&compare=2023-06-01")
    assert "Not confirmed, or of a day that leaves it open: 2 known changes ." in page
    assert "Talked-Of 1 Mar 2024 only reported" in page
    assert "Sometime 2023 its day is open" in page


def test_units_that_are_only_told_of_to_be_new_or_dissolved_stand_open_and_on_the_chart(
    client: Client, halden: Organization
) -> None:
    old = PartialDate.parse("2019")
    for kind, name in (("unit_created", "Robotics"), ("unit_dissolved", "Voice")):
        OrgEventFactory.create(
            organization=halden,
            kind=kind,
            unit=UnitFactory.create(
                parent=halden, name=name, founded=old if name == "Voice" else None
            ),
            happened=PartialDate.parse("2024-02"),
            status="reported",
        )
    for number in range(13):
        post(halden, f"talked-of-{number}", "2024-03-01", start_status="reported")
    answer = client.get("/companies/halden/chart/?as_of=2024-06-01&compare=2023-06-01")
    page = text_of(answer)
    assert "a day that leaves it open: ◇ 1 new unit , × 1 unit dissolved and 13 known" in page
    assert "◇ New unit: only reported" in page and "× Dissolved: only reported" in page
    elsewhere = "as_of=2024-06-01&compare=2023-06-01"
    frame = text_of(client.get(f"/embed/companies/halden/chart/?{elsewhere}"))
    assert "Robotics ◇ New unit: only reported" in frame
    assert "Voice × Dissolved: only reported" in frame
    told = client.get(f"/companies/halden/chart.svg?{elsewhere}").text
    assert "Robotics (◇ New unit: only reported), Voice (× Dissolved: only reported)." in told
    assert "◇ New unit Robotics Feb 2024 only reported" in page
    assert "× Dissolved Voice Feb 2024 only reported Voice –" in page
    units = answer.text[answer.text.index('id="perhaps-units"') :]
    assert units.index(">Voice<") < units.index("<details"), "no fold lies before them"
    before = answer.text.index("<details", answer.text.index('id="perhaps-units"'))
    assert before < answer.text.index('id="perhaps-people"') < answer.text.rindex("Talked-Of-12")


def test_a_picture_and_a_frame_mark_a_unit_with_people_that_may_be_new_as_the_chart_does(
    client: Client, halden: Organization
) -> None:
    robotics = UnitFactory.create(parent=halden, name="Robotics")
    OrgEventFactory.create(
        organization=halden,
        kind="unit_created",
        unit=robotics,
        happened=PartialDate.parse("2024-02"),
        status="reported",
    )
    post(halden, "ada", "2024-03-01", unit=robotics)
    for page in ("/companies/halden/chart/", "/embed/companies/halden/chart/"):
        asked = text_of(client.get(f"{page}?as_of=2024-06-01&compare=2023-06-01"))
        assert "1 known person ◇ New unit: only reported" in asked, page
        assert "New unit" not in text_of(client.get(f"{page}?as_of=2024-06-01")), page
    picture = "/companies/halden/chart.svg?as_of=2024-06-01&compare=2023-06-01"
    assert ">◇ New unit: only reported<" in client.get(picture).text


@pytest.mark.django_db(transaction=True)
def test_the_count_of_what_is_only_told_of_people_leads_to_them_where_a_phone_folds_them(
    plain_page: Page, halden: Organization
) -> None:
    """Without scripts."""
    for number in range(13):
        post(halden, f"talked-of-{number}", "2024-03-01", start_status="reported")
    plain_page.set_viewport_size({"width": 390, "height": 844})
    plain_page.goto("/companies/halden/chart/?as_of=2024-06-01&compare=2023-06-01")
    told = plain_page.get_by_role("region", name="Possible differences of people")
    expect(told).to_be_hidden()
    plain_page.get_by_role("link", name="13 known changes").press("Enter")
    expect(told).to_be_in_viewport()


def test_a_unit_s_own_pages_say_since_when_it_is_there_and_who_told_it_first(
    client: Client, halden: Organization
) -> None:
    gazette = outlet("gazette")
    settled(
        claim(
            "unit_created", "done", "2024-02-03", at="halden", unit=unit("robots", "halden"),
            on="2024-02-01", outlet_="gazette",
        ),
        claim(
            "unit_dissolved", "reported", "2024-05-03", at="halden", unit=unit("robots", "halden"),
            on="2024-05", outlet_="gazette",
        ),
    )  # fmt: skip
    page = "/companies/halden/units/robots/"
    created = f"Created 1 Feb 2024 . First report we read: {gazette.name}, 3 Feb 2024 Evidence"
    dissolved = f"Dissolved May 2024 Reported . First report we read: {gazette.name}, 3 May 2024"
    event = OrgEvent.objects.get(kind="unit_created")
    for address in (page, f"{page}chart/", f"{page}chart/?as_of=2024-06-01&compare=2024-01-01"):
        answer = client.get(address)
        assert created in text_of(answer) and dissolved in text_of(answer), address
        assert f'href="/evidence/event-{event.pk}/' in answer.text
    assert "◇ 1 new unit" in text_of(answer), "it is told among what changed, too"
    assert "◇ New unit Robots 1 Feb 2024" in text_of(answer)
    for address in (page, f"{page}chart/"):
        before = words(client, "?as_of=2024-04-01", address)
        assert created in before and "Dissolved" not in before, address
        early = words(client, "?as_of=2024-01-01&known_on=2024-06-01", address)
        assert "Created" not in early, address


def test_a_unit_that_is_only_spoken_of_is_not_called_new_and_cites_what_first_named_it(
    client: Client, halden: Organization
) -> None:
    robotics = UnitFactory.create(parent=halden, name="Robotics")
    settled(claim("joined", "done", "2024-02-01", who="bob", at="halden", unit=robotics))
    named = f"position-{Position.objects.get(person__slug='bob').pk}"
    answer = client.get("/companies/halden/chart/?as_of=2024-06-01&compare=2023-06-01")
    page = text_of(answer)
    assert "Unit first named Robotics first named 1 Feb 2024" in page
    assert "New unit Robotics" not in page and "no source on record" not in page
    assert f'href="/evidence/{named}/?as_of=2024-06-01"' in answer.text


def test_a_new_unit_whose_day_stands_in_its_record_alone_cites_what_first_named_it(
    client: Client, halden: Organization
) -> None:
    founded = PartialDate.parse("2024-01-15")
    robotics = UnitFactory.create(slug="robotics", parent=halden, name="Robotics", founded=founded)
    settled(claim("joined", "done", "2024-02-01", who="bob", at="halden", unit=robotics))
    named = f"position-{Position.objects.get(person__slug='bob').pk}"
    answer = client.get("/companies/halden/chart/?as_of=2024-06-01&compare=2023-06-01")
    page = text_of(answer)
    assert "New unit Robotics 15 Jan 2024 – " in page
    wire = outlet("wire").name
    assert f"first named in {wire}, 1 Feb 2024" in page and "no source on record" not in page
    assert f'href="/evidence/{named}/?as_of=2024-06-01"' in answer.text
    unit = words(client, "", "/companies/halden/units/robotics/")
    assert f"Created 15 Jan 2024 . First named in {wire}, 1 Feb 2024 Evidence" in unit


def test_whoever_left_is_counted_beside_those_of_the_day(
    client: Client, halden: Organization
) -> None:
    for number in range(12):
        post(halden, f"one-{number:02}", "2020-01-01")
    page = words(client, "?as_of=2024-06-01&compare=2023-06-01")
    assert "13 known people; 1 left since 1 Jun 2023" in page
    assert re.search(r"And 1 more of that day: all, with their evidence : Halden Old-Chief", page)
    assert "; 1 left" not in words(client, "?as_of=2024-06-01")


def test_a_unit_created_in_the_month_of_the_earlier_day_may_be_new(
    client: Client, halden: Organization
) -> None:
    lab = Organization.objects.get(slug="lab")
    OrgEventFactory.create(
        organization=halden,
        kind="unit_created",
        unit=lab,
        happened=PartialDate.parse("2023-06"),
    )
    page = words(client, "?as_of=2024-06-01&compare=2023-06-01")
    assert "What may have changed 1 known change" in page
    assert "◇ New unit Foundations Lab Jun 2023 its day is open – Foundations Lab" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?as_of=2024-06-01&compare=2024-06-01", "Compare with a day before 2024-06-01"),
        ("?as_of=2024-06-01&compare=2999-01-01", "Compare with a day before 2024-06-01"),
        ("?compare=spring", "Give a whole day such as 2025-04-12"),
        ("?as_of=spring", f"from {EARLIEST.year} to {LATEST.year}, such as 2025-04-12"),
    ],
)
def test_a_day_that_cannot_be_compared_is_refused_with_a_way_out(
    query: str, said: str, client: Client, halden: Organization
) -> None:
    answer = client.get(f"/companies/halden/chart/{query}")
    assert answer.status_code == 400
    assert said in text_of(answer)


def test_two_days_to_compare_may_be_given_in_either_order(
    client: Client, halden: Organization
) -> None:
    page = client.get("/companies/halden/chart/?as_of=2023-06-01&compare=2024-06-01")
    assert page["Location"] == "/companies/halden/chart/?as_of=2024-06-01&compare=2023-06-01"
    lab = "/companies/halden/units/lab/chart/"
    kept = client.get(f"{lab}?as_of=2023-06-01&known_on=2024-07-01&compare=2024-06-01")
    assert kept["Location"] == f"{lab}?as_of=2024-06-01&known_on=2024-07-01&compare=2023-06-01"


def test_a_chart_is_found_below_the_company_that_has_the_unit(
    client: Client, halden: Organization
) -> None:
    OrganizationFactory.create(slug="ostra", name="Ostra")
    away = client.get("/companies/ostra/units/lab/chart/?compare=2020-01-01")
    assert away["Location"] == "/companies/halden/units/lab/chart/?compare=2020-01-01"
    assert client.get("/companies/lab/chart/")["Location"] == "/companies/halden/units/lab/chart/"
    assert client.get("/companies/nowhere/chart/").status_code == 404
    assert client.get("/companies/halden/chart/?under=nobody").status_code == 404


def test_a_chart_asks_no_more_for_more_people(
    client: Client, halden: Organization, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        post(halden, f"came-{number}", "2024-02-01")
        line(halden, f"came-{number}", "new-chief", "2024-02-01")
    with django_assert_max_num_queries(8):
        client.get("/companies/halden/chart/?as_of=2024-06-01")
    with django_assert_max_num_queries(12):
        client.get("/companies/halden/chart/?as_of=2024-06-01&compare=2023-06-01")


def test_the_key_of_a_chart_has_the_mark_of_each_end_that_its_boxes_show(
    client: Client, halden: Organization
) -> None:
    assert "beside a name" not in words(client, "?as_of=2024-06-01")
    post(halden, "leaver", "2024-01-15", title="Head of sales", end_status="reported")
    line(halden, "leaver", "new-chief", "2024-01-15")
    page = words(client, "?as_of=2024-06-01")
    assert "Reported beside a name: a departure" in page
    assert "Announced beside a name" not in page
    picture = client.get("/companies/halden/chart.svg?as_of=2024-06-01").text
    assert "Reported departure" in picture
