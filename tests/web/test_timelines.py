"""The timelines of people, companies and units: one stream each, to be narrowed and to be found again."""

import re
from html import unescape

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.factories import MoveFactory, PositionFactory, StatementFactory
from tests.web.scene import Scene, build_scene
from tracker.kernel.partial_dates import PartialDate

PERSON = "/people/mira-talvik/"
COMPANY = "/companies/halden/"


@pytest.fixture
def scene(db: None) -> Scene:
    return build_scene()


def kinds(client: Client, address: str) -> set[str]:
    """The kinds of what the timeline at the address tells."""
    page = client.get(address)
    assert page.status_code == 200
    return set(re.findall(r'<li class="tl" id="([a-z]+)-', page.text))


def test_a_person_s_timeline_tells_what_happened_and_what_they_said(
    client: Client, scene: Scene
) -> None:
    assert kinds(client, PERSON) == {"move", "line", "statement"}
    page = client.get(PERSON).text
    assert page.count('class="said"') == 1, "nothing is told twice"
    assert "In their words: 1 statement<" in page


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("about=moves", {"move"}),
        ("about=lines", {"line"}),
        ("about=statements", {"statement"}),
        ("about=statements&status=rumoured", set()),
        ("about=foundings", set()),
        ("about=&status=", {"move", "line", "statement"}),
        ("about=statements&as_of=2010-01-01", set()),
        ("about=statements&known_on=2010-01-01", set()),
    ],
)
def test_a_person_s_timeline_is_narrowed_to_a_kind_and_a_status(
    asked: str, told: set[str], client: Client, scene: Scene
) -> None:
    assert kinds(client, f"{PERSON}?{asked}") == told


def test_a_person_s_timeline_is_narrowed_to_how_firmly_it_is_told(
    client: Client, scene: Scene
) -> None:
    page = client.get(f"{PERSON}?status=reported").text
    steps = re.findall(r'<span class="st st-([a-z]+)">', page[page.index('id="stream"') :])
    assert set(steps) == {"reported"}


def test_htmx_is_given_the_timeline_alone_unless_it_takes_its_part_out_of_the_page(
    client: Client, scene: Scene
) -> None:
    asked = {"HX-Request": "true"}
    part = client.get(PERSON, headers={**asked, "HX-Request-Type": "partial"})
    assert 'id="stream"' in part.text and "<h1" not in part.text
    page = client.get(PERSON, headers={**asked, "HX-Request-Type": "full"})
    assert "<h1" in page.text, "new moves are shown with the posts that they bring"
    assert {"HX-Request", "HX-Request-Type"} <= set(page["Vary"].split(", "))


@pytest.mark.parametrize("wrong", ["about=layoffs", "status=never", "about=%F0%9F%99%82"])
def test_what_a_person_s_timeline_does_not_have_is_refused_with_a_way_back(
    wrong: str, client: Client, scene: Scene
) -> None:
    page = client.get(f"{PERSON}?{wrong}")
    assert page.status_code == 400
    assert f'<a href="{PERSON}#timeline">Show all of it</a>' in page.text


@pytest.mark.parametrize("page", [PERSON, COMPANY, f"{COMPANY}units/halden-foundations/"])
def test_a_timeline_narrowed_to_nothing_leads_back_to_everything(
    page: str, client: Client, scene: Scene
) -> None:
    empty = client.get(f"{page}?about=foundings&status=denied&as_of=2025-12-20").text
    assert "Nothing of this kind is known" in empty
    assert f'<a href="{page}?as_of=2025-12-20#timeline">Show everything</a>' in empty
    assert "Show everything" not in client.get(page).text


def test_a_long_timeline_of_a_person_goes_on_behind_older_and_tells_everything_once(
    client: Client, scene: Scene
) -> None:
    for number in range(120):
        day = PartialDate.parse(f"{2014 + number // 12}-{number % 12 + 1:02}-10")
        StatementFactory.create(person=scene.talvik, happened=day if number > 3 else None)
    found: list[str] = []
    address = f"{PERSON}?about=statements"
    for _ in range(2):
        page = client.get(address).text
        stream = page[page.index('id="stream"') :]
        found += re.findall(r'<li class="tl" id="(statement-\d+)"', stream)
        older = re.search(r'rel="next" href="([^"]+)"', stream)
        if older:
            assert len(found) == 100
            address = PERSON + unescape(older[1])
    assert older is None
    every = scene.talvik.statements.values_list("pk", flat=True)
    assert sorted(found) == sorted(f"statement-{pk}" for pk in every)
    assert client.get(f"{PERSON}?before=nowhere").status_code == 400


@pytest.mark.django_db(transaction=True)
def test_older_leads_by_key_to_the_list_and_back_to_where_one_was(page: Page) -> None:
    scene = build_scene()
    for number in range(60):
        day = PartialDate.parse(f"2024-{number // 28 + 1:02}-{number % 28 + 1:02}")
        MoveFactory.create(
            to_company=scene.halden,
            arrival__organization=scene.halden,
            happened=day,
            sort_on=day.sort_day,
            first_on=day.sort_day,
        )
    page.goto(COMPANY)
    page.get_by_role("link", name="Older", exact=True).press("Enter")
    heading = page.get_by_role("heading", name="Timeline", exact=True)
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#stream') !== null")
    page.get_by_role("link", name="Older", exact=True).press("Enter")
    expect(page.get_by_role("link", name="Back to the newest")).to_be_in_viewport()
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(f"{COMPANY}$"))
    expect(page.get_by_role("link", name="Older", exact=True)).to_be_in_viewport()


@pytest.mark.django_db(transaction=True)
def test_a_person_s_timeline_narrows_in_place_and_back_widens_it(page: Page) -> None:
    build_scene()
    page.goto(PERSON)
    page.evaluate("window.stillHere = true")
    page.locator("[name=about]").select_option("Statements")
    expect(page.locator(".tl")).to_have_count(1)
    expect(page.locator(".tl .said")).to_contain_text("Prediction alone")
    assert page.evaluate("window.stillHere") and "about=statements" in page.url
    page.go_back()
    expect(page.locator(".tl").nth(1)).to_be_visible()


@pytest.mark.django_db
def test_a_career_leads_from_the_position_that_it_cannot_draw_to_the_table_that_has_it(
    client: Client,
) -> None:
    post = PositionFactory.create(start=PartialDate.parse("2020"))
    at = f"/people/{post.person.slug}/"
    assert "Not drawn" not in client.get(at).text
    undated = PositionFactory.create(person=post.person)
    page = client.get(at).text
    told = "1 position of which no day is known"
    assert f'Not drawn: {told}, <a href="#position-{undated.pk}">in the table</a>' in page
    assert f'<tr id="position-{undated.pk}">' in page
    assert f"2 known positions; not drawn: {told}." in client.get(f"{at}career.svg").text
