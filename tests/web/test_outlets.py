"""The pages of outlets: who was first, and what became of it."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page

from tests.claims.scene import claim, settled
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    OutletFactory,
    PositionFactory,
    StoryFactory,
    UserFactory,
)
from tracker.claims.withholding import withheld
from tracker.news.models import Outlet, OutletDomain

pytestmark = pytest.mark.django_db


def text_of(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


@pytest.fixture
def told() -> None:
    told_of_five()


def told_of_five() -> None:
    """The Gazette reports that five people leave atlas; four are confirmed, one is denied."""
    OutletFactory.create(slug="gazette", name="The Gazette")
    for number, status in enumerate(["announced"] * 4 + ["denied"]):
        post: dict[str, Any] = {
            "who": f"person-{number}",
            "at": "atlas",
            "title": "chief scientist",
        }
        settled(
            claim("left", "reported", "2025-03-01", outlet_="gazette", **post),
            claim("left", status, f"2025-03-{number + 4:02}", outlet_="atlas-news", **post),
        )


def test_the_index_tells_first_reports_and_what_became_of_them(client: Client, told: None) -> None:
    words = text_of(client.get("/outlets/").content)
    assert re.search(r"The Gazette – 5 5 4 of 5 80 % – 1 / 0 0 ", words), words


def test_articles_are_counted_where_any_was_read_and_else_no_column_says_nought(
    client: Client, told: None
) -> None:
    assert "Articles read" not in text_of(client.get("/outlets/").content)
    ArticleFactory.create(outlet=Outlet.objects.get(slug="gazette"), published_on=date(2025, 3, 1))
    words = text_of(client.get("/outlets/").content)
    assert "Articles read" in words
    assert re.search(r"The Gazette – 5 5 4 of 5 80 % – 1 / 0 0 1 ", words), words


def test_the_index_begins_with_the_foremost_of_all_outlets_and_lists_every_one_when_asked(
    client: Client, told: None
) -> None:
    """An outlet whose name comes late in the alphabet is as foremost as any."""
    Outlet.objects.filter(slug="gazette").update(name="Zz Gazette")
    for number in range(520):
        OutletFactory.create(slug=f"outlet-{number}", name=f"Outlet {number:03}")
    page = client.get("/outlets/?known_on=2025-12-20").text
    assert "Zz Gazette" in page and page.count('<th scope="row">') == 50
    way = re.search(r'href="(\?[^"]+)">All (\d+) outlets</a>', page)
    assert way and way[2] == str(Outlet.objects.count())
    every = client.get(f"/outlets/{way[1].replace('&amp;', '&')}").text
    assert every.count('<th scope="row">') == Outlet.objects.count()
    assert "known_on=2025-12-20" in way[1] and "All 5" not in every


@pytest.mark.django_db(transaction=True)
def test_on_a_phone_a_shade_at_the_edge_of_the_table_shows_that_it_goes_on(page: Page) -> None:
    OutletFactory.create(slug="gazette", name="The Gazette")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/outlets/")
    table = page.locator(".scroll")
    assert table.evaluate("one => one.scrollWidth > one.clientWidth")
    shades = table.evaluate("one => getComputedStyle(one).backgroundAttachment")
    assert shades == "local, local, scroll, scroll"


@pytest.mark.django_db(transaction=True)
def test_on_a_phone_a_first_report_and_a_story_s_fact_stand_whole(page: Page) -> None:
    """Nothing of a row lies beyond the edge, and all that is told of it begins on one line."""
    told_of_five()
    story = StoryFactory.create()
    article = ArticleFactory.create(story=story, published_on=date(2025, 3, 1))
    post = PositionFactory.create(title="Vice president of everything that is far away")
    ClaimFactory.create(
        article=article, summary=True, person=post.person, organization=post.organization
    ).positions.add(post)
    page.set_viewport_size({"width": 390, "height": 844})
    for address, name in (
        ("/outlets/gazette/", "First reports"),
        (f"/stories/{story.pk}/", "Facts of this story"),
    ):
        page.goto(address)
        table = page.get_by_role("region", name=name, exact=True)
        assert table.evaluate("one => one.scrollWidth <= one.clientWidth"), name
        begins = table.evaluate(
            "one => [...one.querySelectorAll('.c-post')].map(cell => getComputedStyle(cell).paddingInlineStart)"
        )
        assert begins and {*begins} == {"0px"}, name


def test_the_index_is_sorted_as_its_address_says_and_its_heads_keep_the_clocks(
    client: Client, told: None
) -> None:
    page = client.get("/outlets/?order=name&known_on=2025-03-05").content.decode()
    assert page.index("atlas-news") < page.index("/outlets/gazette/")
    assert 'aria-sort="ascending"' in page
    assert "?order=share&amp;known_on=2025-03-05" in page
    assert client.get("/outlets/?order=luck").status_code == 400


def test_the_page_of_an_outlet_tells_what_was_known_on_the_day_asked(
    client: Client, told: None
) -> None:
    words = text_of(client.get("/outlets/gazette/").content)
    assert "Confirmed, of the settled 4 of 5 80 %" in words
    assert "Median days ahead too few" in words
    assert "Denied 1" in words
    then = text_of(client.get("/outlets/gazette/?known_on=2025-03-03").content)
    assert "Confirmed, of the settled none settled yet" in then and "Still open 5" in then
    index = text_of(client.get("/outlets/?known_on=2025-03-03").content)
    assert re.search(r"The Gazette – 5 5 none settled yet – 0 / 0 5 ", index), index


def test_a_first_report_says_how_many_of_its_independent_outlets_say_what_it_is_now(
    client: Client, told: None
) -> None:
    words = text_of(client.get("/outlets/gazette/").content)
    assert words.count("1 of 2 independent say so") == 5
    then = text_of(client.get("/outlets/gazette/?known_on=2025-03-03").content)
    assert "independent" in then and "say so" not in then


@pytest.mark.parametrize("clock", ["", "?known_on=2025-12-20"])
def test_the_page_of_an_outlet_with_reports_of_every_kind_asks_twelve_queries_of_an_editor(
    clock: str, client: Client
) -> None:
    said: dict[str, Any] = {"outlet_": "gazette"}
    settled(
        claim("left", "reported", "2025-03-01", who="ada", at="atlas", title="CTO", **said),
        claim("founded", "reported", "2025-03-02", who="bea", at="cove", **said),
        claim("reports_to", "reported", "2025-03-03", who="cy", manager="dan", at="atlas", **said),
        claim("layoff", "reported", "2025-03-04", at="atlas", **said),
        claim("stake", "reported", "2025-03-05", at="atlas", other="cove", **said),
    )
    OutletDomain.objects.create(outlet=Outlet.objects.get(slug="gazette"), domain="gazette.example")
    client.force_login(UserFactory.create())
    withheld()
    with CaptureQueriesContext(connection) as asked:
        words = text_of(client.get(f"/outlets/gazette/{clock}").content)
    assert len(asked) <= 12
    assert "First reports we read 5" in words and "at gazette.example" in words


def test_the_first_reports_say_how_many_of_them_the_record_does_not_count(
    client: Client, told: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "not counted" not in text_of(client.get("/outlets/gazette/").content)
    credited: dict[str, Any] = {
        "who": "person-9",
        "at": "atlas",
        "title": "engineer",
        "via": "The Wire",
    }
    settled(claim("left", "reported", "2025-03-02", outlet_="gazette", **credited))
    words = text_of(client.get("/outlets/gazette/").content)
    assert "First reports we read 5" in words
    assert "1 of these 6 is not counted in the record." in words
    assert words.count("(credits The Wire: not counted)") == 1
    assert len(client.get("/moves/?outlet=gazette").context["moves"]) == 6
    monkeypatch.setattr("tracker.timeline.outlets.REPORTS_SHOWN", 3)
    words = text_of(client.get("/outlets/gazette/").content)
    assert "The newest 3, of which 1 is not counted: the record counts 5." in words


def test_an_outlet_without_a_record_says_so_and_a_hidden_one_has_no_page(client: Client) -> None:
    OutletFactory.create(slug="quiet", name="The Quiet")
    OutletFactory.create(slug="gone", hidden=True)
    assert "Of what we read, nothing that is known was first reported here" in text_of(
        client.get("/outlets/quiet/").content
    )
    assert client.get("/outlets/gone/").status_code == 404


def test_an_article_lists_the_others_of_its_story_and_says_who_was_first(client: Client) -> None:
    story = StoryFactory.create()
    first, copy, rewrite = (
        ArticleFactory.create(
            story=story,
            outlet=OutletFactory.create(name=name),
            published_on=date(2025, 3, day),
            title=f"Told by {name}",
        )
        for day, name in enumerate(["Gazette", "Courier", "Herald"], 1)
    )
    copy.copy_of = first
    copy.save()
    words = text_of(client.get(f"/articles/{rewrite.pk}/").content)
    assert "that of Gazette, the first that was read here" in words
    assert re.search(
        r"Told by Gazette First report we read .* Told by Courier A copy, not read again",
        words,
    )
    assert "that of this article" in text_of(client.get(f"/articles/{first.pk}/").content)
