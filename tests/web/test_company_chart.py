"""The org chart on the page of a company or unit, whose slider turns the whole page to another day."""

import re
from datetime import date
from itertools import pairwise

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from companies.models import Organization
from tests.browser import tab_to
from tests.factories import OrganizationFactory, OrgEventFactory, UnitFactory
from tests.timeline.staffing import line, post
from tests.web.test_pages import text_of
from tracker.kernel.partial_dates import PartialDate
from tracker.web.models import Permalink

pytestmark = pytest.mark.django_db
PAGE = "/companies/halden/"
LAB = "/companies/halden/units/lab/"


@pytest.fixture
def halden() -> Organization:
    """Halden, whose chief changed in January 2024 and whose lab got two people in May, one of whom leads the other."""
    halden = OrganizationFactory.create(slug="halden", name="Halden")
    lab = UnitFactory.create(
        slug="lab", name="Foundations Lab", parent=halden, founded=PartialDate.parse("2019")
    )
    post(halden, "old-chief", "2020-01-01", "2024-01-15", title="Chief executive")
    post(halden, "new-chief", "2024-01-15", title="Chief executive")
    post(halden, "lead", "2024-05-02", title="Head of lab", unit=lab)
    post(halden, "researcher", "2024-05-02", title="Researcher", unit=lab)
    line(halden, "lead", "new-chief", "2024-05-02")
    line(halden, "researcher", "lead", "2024-05-02")
    return halden


def section(client: Client, address: str) -> str:
    """The part of the page with the chart, as markup."""
    found = re.search(
        r'<section class="sect" aria-labelledby="chart">.*?(?=<section class="sect"|<div class="two sect">)',
        client.get(address).text,
        re.DOTALL,
    )
    assert found
    return found[0]


def test_the_page_of_a_company_draws_who_answered_to_whom_on_its_day(
    client: Client, halden: Organization
) -> None:
    now = section(client, f"{PAGE}?as_of=2024-06-01")
    assert "Org chart on" in now and "3 known people" in now
    names = re.findall(r'<text class="t-b"[^>]*>([^<]+)', now)
    assert names == ["New-Chief", "Lead", "Researcher"], "each after whom they answer to"
    assert "known person" in section(client, f"{PAGE}?as_of=2023-06-01")


def test_the_headings_of_the_chart_go_down_by_one_level_on_either_page(
    client: Client, halden: Organization
) -> None:
    def levels(address: str) -> list[int]:
        return [int(one) for one in re.findall(r"<h(\d)", client.get(address).text)]

    for address in (PAGE, f"{PAGE}?as_of=2023-06-01", f"{PAGE}chart/", LAB, f"{LAB}chart/"):
        found = levels(address)
        assert found[0] == 1
        assert all(b <= a + 1 for a, b in pairwise(found)), address
    assert '<h3 id="answers">' in section(client, PAGE)
    assert '<h2 id="answers">' in client.get(f"{PAGE}chart/").text


def test_where_nobody_is_known_to_answer_to_anybody_the_units_stand_with_their_first_few(
    client: Client, halden: Organization
) -> None:
    for number in range(6):
        post(halden, f"one-{number}", "2020-01-01")
    page = section(client, f"{PAGE}?as_of=2023-06-01")
    assert "No source on record says who answered to whom" in page
    assert "7 known people" in page and "And 3 more of that day" in page
    assert page.count('<li class="note">') == 1


def test_a_comparison_on_a_company_s_page_tags_the_tree_and_names_who_left(
    client: Client, halden: Organization
) -> None:
    voice = UnitFactory.create(
        slug="voice", name="Voice", parent=halden, founded=PartialDate.parse("2019")
    )
    OrgEventFactory.create(
        organization=halden, kind="unit_dissolved", unit=voice,
        happened=PartialDate.parse("2024-02-01"),
    )  # fmt: skip
    days = "?as_of=2024-06-01&compare=2023-06-01"
    page = section(client, f"{PAGE}{days}")
    assert page.count(">+ Joined<") == 6, "on each of three boxes, in the picture and in the list"
    left = page[page.index("Units that changed, and who left") :]
    assert re.search(r'class="gone">\s*<a href="/people/old-chief/', left)
    assert re.search(r"<b>Voice</b></a>\s*<span[^>]*>× Dissolved<", left)
    chart = f'href="{PAGE}chart/?as_of=2024-06-01&amp;compare=2023-06-01'
    for place in ("", "#differences", "#where"):
        assert f'{chart}{place}"' in page
    assert "Joined" not in section(client, f"{PAGE}?as_of=2024-06-01")


def test_who_joined_and_stands_in_no_tree_is_named_and_the_heading_tells_of_no_others(
    client: Client, halden: Organization
) -> None:
    days = "?as_of=2024-06-01&compare=2024-02-01"
    assert "who left" not in section(client, f"{PAGE}{days}")
    post(halden, "writer", "2024-05-20", title="Writer")
    page = section(client, f"{PAGE}{days}")
    apart = page[page.index("Who joined outside the tree, since") :]
    assert re.search(r'/people/writer/[^>]*><b>Writer</b></a>\s*<span class="ot">Writer<', apart)
    assert apart.count("+ Joined") == 1 and "/people/lead/" not in apart
    page = section(client, f"{PAGE}?as_of=2024-06-01&compare=2023-06-01")
    assert "Who left, and who joined outside the tree, since" in page


def test_the_legend_tells_of_the_lines_that_are_drawn(client: Client, halden: Organization) -> None:
    told = r'<li class="wide">.*?</svg>([^<]+)'
    page = section(client, f"{PAGE}?as_of=2024-06-01")
    assert [one.strip() for one in re.findall(told, page, re.DOTALL)] == ["Answers to"]
    post(halden, "talked-of", "2024-05-03")
    line(halden, "talked-of", "lead", "2024-05-03")
    halden.reporting_lines.filter(person__slug="talked-of").update(start_status="reported")
    page = section(client, f"{PAGE}?as_of=2024-06-01")
    assert "Reported, not confirmed" in re.findall(told, page, re.DOTALL)[1]


def test_a_unit_s_page_has_its_own_chart_beside_another_day(
    client: Client, halden: Organization
) -> None:
    page = section(client, f"{LAB}?as_of=2024-06-01&compare=2024-04-01")
    assert "2 known people" in page and "+ Joined" in page and "New-Chief" not in page
    assert f'action="{LAB}#chart"' in page


def test_what_may_have_changed_is_counted_and_told_on_the_chart_s_own_page(
    client: Client, halden: Organization
) -> None:
    post(halden, "talked-of", "2024-03-01", start_status="reported")
    page = section(client, f"{PAGE}?as_of=2024-06-01&compare=2023-06-01")
    there = f"{PAGE}chart/?as_of=2024-06-01&amp;compare=2023-06-01#perhaps"
    assert f'<a href="{there}">1 known change</a>' in page
    assert "only reported" not in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?as_of=2024-06-01&compare=2024-06-01", "Compare with a day before 2024-06-01"),
        ("?compare=spring", "Give a whole day such as 2025-04-12"),
    ],
)
@pytest.mark.parametrize("page", [PAGE, LAB, "/companies/kiln/"])
def test_a_day_that_cannot_be_compared_is_refused_on_a_company_s_page_with_a_way_out(
    page: str, query: str, said: str, client: Client, halden: Organization
) -> None:
    """Also where nobody is on record, so that there is nothing to slide over."""
    OrganizationFactory.create(slug="kiln", name="Kiln")
    answer = client.get(f"{page}{query}")
    assert answer.status_code == 400
    assert said in text_of(answer) and 'aria-invalid="true"' in answer.text


def test_on_a_company_s_page_too_two_days_may_be_given_in_either_order(
    client: Client, halden: Organization
) -> None:
    page = client.get(f"{PAGE}?as_of=2023-06-01&about=moves&compare=2024-06-01")
    assert page["Location"] == f"{PAGE}?as_of=2024-06-01&about=moves&compare=2023-06-01"


def test_what_the_timeline_is_narrowed_to_and_both_days_are_kept_by_all_forms_and_ways_of_the_page(
    client: Client, halden: Organization
) -> None:
    text = client.get(f"{PAGE}?as_of=2024-06-01&compare=2023-06-01&about=moves&status=done").text
    forms = re.findall(r"<form.*?</form>", text, re.DOTALL)
    kept = {'name="about"', 'name="status"', 'name="as_of"', 'name="compare"'}
    for label in ("The day of the chart", "What the timeline shows"):
        (form,) = (one for one in forms if label in one)
        assert kept <= set(re.findall(r'name="\w+"', form)), label
    clocks = next(one for one in forms if "as known on" in one)
    assert 'name="compare" value="2023-06-01"' in clocks
    way = r'href="/companies/halden/\?as_of=2024-01-15&amp;compare=2023-06-01&amp;about=moves&amp;status=done#chart\s*"'
    assert re.search(way, text)


def test_a_comparison_stays_in_the_citation_and_in_what_is_kept(
    client: Client, halden: Organization
) -> None:
    page = f"{PAGE}?as_of=2024-06-01&compare=2023-06-01"
    assert (
        "compare=2023-06-01"
        in re.findall(r'rel="bookmark"|href="([^"]+)"\s+rel="bookmark"', client.get(page).text)[0]
    )
    client.post("/permalinks/", {"page": page})
    kept = Permalink.objects.get()
    assert "compare=2023-06-01" in kept.query
    assert 'datetime="2023-06-01"' in kept.body and 'id="slide"' not in kept.body


def test_a_part_of_the_timeline_draws_no_chart_and_the_slider_gets_the_whole_page(
    client: Client, halden: Organization
) -> None:
    part = client.get(PAGE, headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert 'id="stream"' in part.text and "Org chart on" not in part.text
    whole = client.get(PAGE, headers={"HX-Request": "true", "HX-Request-Type": "full"})
    assert 'id="whole"' in whole.text and 'id="clocks"' in whole.text
    assert "HX-Request-Type" in whole["Vary"]


# ── in a browser ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def at(page: Page, width: int, halden: Organization) -> Page:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(PAGE)
    return page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_the_slider_of_a_company_s_page_turns_all_of_it_by_key_and_keeps_the_focus(
    at: Page, width: int
) -> None:
    at.evaluate("window.stillHere = true")
    tab_to(at, "#slide")
    at.keyboard.press("Home")
    at.wait_for_url(f"**{PAGE}?as_of=2020-01-01")
    expect(at.locator("#slide")).to_be_focused()
    expect(at.locator("#clocks")).to_contain_text("True on 1 Jan 2020")
    expect(at.locator(".facts")).to_contain_text("Known people, 1 Jan 2020")
    expect(at.locator("#whole .grps")).to_contain_text("Old-Chief")
    at.keyboard.press("ArrowRight")
    at.wait_for_url(f"**{PAGE}?as_of=2024-01-15")
    expect(at.locator("#whole .grps")).to_contain_text("New-Chief")
    at.go_back()
    expect(at.locator("#whole .grps")).to_contain_text("Old-Chief")
    assert at.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_a_mouse_drags_the_slider_of_a_company_s_page_and_compares_two_days(
    at: Page, width: int
) -> None:
    slider = at.get_by_role("slider", name="Day of the chart")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    at.mouse.move(box["x"] + box["width"] / 2, middle)
    at.mouse.down()
    at.mouse.move(box["x"] + 1, middle, steps=4)
    at.mouse.up()
    at.wait_for_url(f"**{PAGE}?as_of=2020-01-01")
    at.locator("#day").fill("2024-06-01")
    at.get_by_label("Compare with").fill("2023-06-01")
    at.locator("#when").get_by_role("button", name="Show").click()
    at.wait_for_url(f"**{PAGE}?as_of=2024-06-01&compare=2023-06-01")
    expect(at.locator("#whole [role=status]").first).to_contain_text("+ 3 joined")
    expect(at.locator(".gone")).to_contain_text("Old-Chief")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_the_slider_keeps_its_place_in_the_window_while_the_page_plays(
    at: Page, width: int
) -> None:
    at.goto(f"{PAGE}?as_of=2023-11-01")
    button = at.locator("#play")
    button.scroll_into_view_if_needed()
    before = button.bounding_box()
    button.click()
    for day in ("1 Feb 2024", "1 Jun 2024"):
        expect(at.locator("#clocks")).to_contain_text(f"True on {day}")
        assert button.bounding_box() == before
    at.keyboard.press("Escape")
    expect(at.get_by_role("button", name="Play month by month")).to_be_visible()
    assert date.fromisoformat(at.url.split("as_of=")[1]) >= date(2024, 6, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
def test_without_scripts_a_company_s_page_is_turned_by_its_links_and_fields(
    plain_page: Page, width: int, halden: Organization
) -> None:
    page = plain_page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(PAGE)
    expect(page.get_by_role("slider")).to_be_hidden()
    page.get_by_role("link", name="2020", exact=True).click()
    page.wait_for_url(f"**{PAGE}?as_of=2020-01-01#chart")
    expect(page.locator("#chart")).to_be_in_viewport()
    expect(page.locator("#clocks")).to_contain_text("True on 1 Jan 2020")
    page.get_by_role("link", name="Change after, 15 Jan 2024").click()
    page.get_by_label("Compare with").fill("2023-06-01")
    page.locator("#when").get_by_role("button", name="Show").click()
    expect(page.locator("#whole [role=status]").first).to_contain_text("+ 1 joined")
    expect(page.get_by_role("link", name="every difference")).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_a_company_s_page_prints_the_chart_as_a_list_and_leaves_its_tools_out(
    page: Page, halden: Organization
) -> None:
    page.goto(PAGE)
    page.emulate_media(media="print")
    expect(page.locator("#when")).to_be_hidden()
    expect(page.locator(".otree")).to_be_visible()
    expect(page.locator(".otree")).to_contain_text("Researcher")
    expect(page.locator(".org > svg.wide")).to_be_hidden()
