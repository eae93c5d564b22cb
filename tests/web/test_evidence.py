"""The evidence of a fact, opened where a page leaves it to be asked for."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries

from companies.models import OrgEvent, Stake
from people.models import Position, ReportingLine
from tests.claims.scene import claim, settled
from tests.web.test_pages import text_of
from tracker.claims.models import Claim
from tracker.timeline.evidence_of_facts import FactName

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def shore() -> Position:
    """Somebody who led Kiln for two days, told by one outlet as the start and by another as the end."""
    settled(
        *(
            claim(
                kind,
                "done",
                day,
                outlet_=outlet,
                on=day,
                who="emil-shore",
                at="kiln",
                title="chief executive",
            )
            for kind, day, outlet in (
                ("joined", "2023-11-20", "first-wire"),
                ("left", "2023-11-22", "second-wire"),
            )
        )
    )
    return Position.objects.get()


def address(*names: str, query: str = "") -> str:
    return f"/evidence/{','.join(names)}/{query}"


def test_the_evidence_of_a_fact_names_outlet_day_and_the_way_to_the_original(
    client: Client, shore: Position
) -> None:
    answer = client.get(address(f"position-{shore.pk}"))
    page = text_of(answer)
    assert (
        "Emil Shore , chief executive at Kiln , from 20 Nov 2023 , last day 21 Nov 2023 ." in page
    )
    for told, day in zip(Claim.objects.order_by("published_on"), (20, 22), strict=True):
        assert f"after {told.outlet}, {day} Nov 2023" in page
        assert told.address in answer.text
    assert f"/people/emil-shore/#position-{shore.pk}" in answer.text


def test_one_end_of_a_post_is_told_by_what_speaks_of_it(client: Client, shore: Position) -> None:
    start, end = (
        text_of(client.get(address(f"position-{shore.pk}-{one}"))) for one in ("start", "end")
    )
    first, second = Claim.objects.order_by("published_on")
    assert str(first.outlet) in start and str(second.outlet) not in start
    assert str(second.outlet) in end and str(first.outlet) not in end


def test_evidence_that_was_published_later_is_not_known_yet(
    client: Client, shore: Position
) -> None:
    known = text_of(client.get(address(f"position-{shore.pk}", query="?known_on=2023-11-21")))
    first, second = Claim.objects.order_by("published_on")
    assert str(first.outlet) in known and str(second.outlet) not in known
    assert (
        client.get(address(f"position-{shore.pk}", query="?known_on=2023-11-01")).status_code == 404
    )


def test_several_facts_of_all_kinds_are_told_in_the_order_asked_for(
    client: Client, shore: Position, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    settled(
        claim("reports_to", "done", "2024-01-02", who="ada", at="kiln", manager="emil-shore"),
        claim("layoff", "done", "2024-01-03", at="kiln", on="2024-01", values={"count": 40}),
        claim("stake", "done", "2024-01-04", at="kiln", other="pier", values={"percent": 12}),
    )
    names = [
        f"stake-{Stake.objects.get().pk}",
        f"event-{OrgEvent.objects.get().pk}",
        f"line-{ReportingLine.objects.get().pk}",
        f"position-{shore.pk}",
    ]
    with django_assert_max_num_queries(12):
        page = client.get(address(*names)).text
    places = [
        page.index(words) for words in ("a stake of", "cut 40 jobs", "answer", "chief executive at")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "name",
    ["move-1", "position-", "position-x", "position-1-held", "position-1,", "event-" + "9" * 30],
)
def test_what_names_no_fact_has_no_evidence(client: Client, name: str) -> None:
    assert client.get(address(name)).status_code == 404


def test_no_more_than_a_dozen_facts_are_asked_for_at_once(client: Client, shore: Position) -> None:
    name = f"position-{shore.pk}"
    others = [str(FactName("position", shore.pk + more)) for more in range(1, 13)]
    assert client.get(address(name, *others[:-1])).status_code == 200
    assert client.get(address(name, *others)).status_code == 404


def test_htmx_is_given_the_evidence_without_the_page(client: Client, shore: Position) -> None:
    part = client.get(address(f"position-{shore.pk}"), headers=HTMX)
    assert "<h1" not in part.text and "HX-Request" in part["Vary"]
    assert str(Claim.objects.earliest("published_on").outlet) in part.text


@pytest.mark.django_db(transaction=True)
def test_a_keyboard_opens_the_evidence_of_a_leader_where_the_page_names_them(
    page: Page, shore: Position
) -> None:
    page.goto("/companies/kiln/")
    page.get_by_label("Who led it on").fill("2023-11-21")
    page.get_by_label("Who led it on").press("Enter")
    expect(page.locator(".now")).to_contain_text("Emil Shore, chief executive")
    page.get_by_role("link", name="Evidence for Emil Shore").first.press("Enter")
    expect(page.locator(".now .ev[open] > summary")).to_be_focused()
    expect(page.locator(".now")).to_contain_text(str(Claim.objects.earliest("pk").outlet))
    assert page.url.endswith("/companies/kiln/?as_of=2023-11-21")


@pytest.mark.django_db(transaction=True)
def test_without_scripts_the_evidence_of_a_leader_is_a_page_of_the_same_day(
    plain_page: Page, shore: Position
) -> None:
    plain_page.goto("/companies/kiln/?as_of=2023-11-21")
    plain_page.get_by_role("link", name="Evidence for Emil Shore").first.click()
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Evidence")
    expect(plain_page.locator("#clocks")).to_contain_text("True on 21 Nov 2023")
    expect(plain_page.locator("main")).to_contain_text(str(Claim.objects.earliest("pk").outlet))
