"""The page of a story: who was first, who followed, what it told."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from people.models import Person
from tests.claims.scene import company, person, settled
from tests.factories import ArticleFactory, ClaimFactory, OutletFactory, StoryFactory, UserFactory
from tracker.claims.models import Claim
from tracker.claims.takedowns import take_down
from tracker.news.models import Article, Story

pytestmark = pytest.mark.django_db
TEXT = "Before it. Another one. Ada has left Atlas. One after. The secret end of the text."


def text_of(content: bytes) -> str:
    words = " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())
    return re.sub(r" ([,;.])", r"\1", words)


def told(article: Article, who: str = "ada") -> Claim:
    start = TEXT.index("Ada has")
    made: Claim = ClaimFactory.create(
        type="left",
        status="reported",
        aspect="end",
        article=article,
        outlet=article.outlet,
        published_on=article.published_on,
        person=person(who),
        organization=company("atlas"),
        title="chief scientist",
        evidence="Ada has left Atlas.",
        start=start,
        end=start + len("Ada has left Atlas."),
    )
    return made


@pytest.fixture
def story() -> Story:
    """The Gazette's report, the Courier's copy and the Herald's rewrite of it."""
    story = StoryFactory.create()
    for day, name in enumerate(["Gazette", "Courier", "Herald"], 1):
        outlet = OutletFactory.create(name=name, slug=name.lower())
        article = ArticleFactory.create(
            story=story,
            outlet=outlet,
            published_on=date(2025, 3, day),
            title=f"Told by {name}",
            text=TEXT,
        )
        if name == "Gazette":
            Story.objects.filter(pk=story.pk).update(origin=article)
        if name == "Courier":
            Article.objects.filter(pk=article.pk).update(
                copy_of=Article.objects.get(outlet__slug="gazette")
            )
        else:
            settled(told(article))
    return story


def test_a_story_lists_its_articles_in_order_and_says_who_was_first(
    client: Client, story: Story
) -> None:
    words = text_of(client.get(f"/stories/{story.pk}/").content)
    assert "First report we read: Gazette, 1 Mar 2025; 2 articles followed" in words
    assert re.search(
        r"1 Mar 2025 Gazette Told by Gazette First report we read 2 Mar 2025 Courier Told by Courier A copy,"
        r" not read again 3 Mar 2025 Herald Told by Herald A rewrite",
        words,
    ), words


def test_a_fact_that_several_of_its_articles_tell_has_one_line(
    client: Client, story: Story
) -> None:
    page = client.get(f"/stories/{story.pk}/")
    (fact,) = page.context["page"].facts
    assert (fact.articles, fact.note.origins) == (2, 1)
    words = text_of(page.content)
    assert "Gazette reports that Ada, chief scientist," in words
    assert f"#claim-{fact.note.claim}" in page.content.decode()
    assert f'href="/people/ada/#{fact.note.fact}"' in page.content.decode()


def test_it_repeats_no_words_of_the_articles_but_their_headlines(
    client: Client, story: Story
) -> None:
    for caller in (client, Client()):
        page = caller.get(f"/stories/{story.pk}/").content.decode()
        assert "Before it" not in page and "has left Atlas" not in page
        caller.force_login(UserFactory.create(role="editor"))
        assert "secret end" not in caller.get(f"/stories/{story.pk}/").content.decode()


def test_articles_and_facts_lead_to_their_stories(client: Client, story: Story) -> None:
    for article in Article.objects.filter(story=story):
        page = client.get(f"/articles/{article.pk}/").content.decode()
        assert f'href="/stories/{story.pk}/"' in page
    other = ArticleFactory.create(
        outlet=OutletFactory.create(name="Wire"), published_on=date(2025, 3, 5), text=TEXT
    )
    settled(told(other))
    page = client.get("/people/ada/").content.decode()
    assert f'href="/stories/{story.pk}/"' in page, "two reprints are not counted"
    assert f'<a href="/stories/{other.story_id}/">Its story</a>' in page, "two origins tell it"


def test_a_story_known_on_a_day_has_what_was_published_by_then(
    client: Client, story: Story
) -> None:
    page = client.get(f"/stories/{story.pk}/?known_on=2025-03-02").context["page"]
    assert [one.title for one in page.articles] == ["Told by Gazette", "Told by Courier"]
    assert [fact.articles for fact in page.facts] == [1]
    before = client.get(f"/stories/{story.pk}/?known_on=2025-02-01")
    assert before.status_code == 200
    assert "Nothing of this story had been published by 1 Feb 2025." in text_of(before.content)


def test_a_story_that_was_found_to_be_anothers_leads_there_for_good(
    client: Client, story: Story
) -> None:
    old = StoryFactory.create(merged_into=story)
    answer = client.get(f"/stories/{old.pk}/?known_on=2025-03-02")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        f"/stories/{story.pk}/?known_on=2025-03-02",
    )


def test_what_may_not_be_shown_is_not_in_the_story(client: Client, story: Story) -> None:
    take_down(target=Article.objects.get(outlet__slug="gazette"), reason="They asked.")
    words = text_of(client.get(f"/stories/{story.pk}/").content)
    assert "Gazette" not in words and "First report we read: Courier" in words
    take_down(target=Person.objects.get(slug="ada"), reason="She asked for it.")
    words = text_of(client.get(f"/stories/{story.pk}/").content)
    assert "Ada" not in words and "No fact rests on it." in words
    for article in Article.objects.filter(hidden=False):
        take_down(target=article, reason="They asked.")
    assert client.get(f"/stories/{story.pk}/").status_code == 404
    assert client.get("/stories/999999/").status_code == 404


def test_a_story_asks_as_many_queries_however_long_it_is(
    client: Client, story: Story, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(9):
        client.get(f"/stories/{story.pk}/")
    for number in range(6):
        article = ArticleFactory.create(
            story=story, outlet=OutletFactory.create(), published_on=date(2025, 4, 1), text=TEXT
        )
        settled(told(article, f"person-{number}"))
    with django_assert_max_num_queries(9):
        page = client.get(f"/stories/{story.pk}/").context["page"]
    assert (len(page.articles), len(page.facts)) == (9, 7)


def test_articles_of_the_day_of_the_first_without_an_hour_are_said_to_be_perhaps_earlier(
    client: Client, story: Story
) -> None:
    Article.objects.filter(outlet__slug="courier").update(published_on=date(2025, 3, 1))
    page = text_of(client.get(f"/stories/{story.pk}/").content)
    assert "; 1 article of the same day may have been earlier; 1 article followed." in page
    hours = {"gazette": 8, "courier": 9}
    for slug, hour in hours.items():
        Article.objects.filter(outlet__slug=slug).update(
            published_at=datetime(2025, 3, 1, hour, tzinfo=UTC)
        )
    page = text_of(client.get(f"/stories/{story.pk}/").content)
    assert "may have been earlier" not in page
    assert "2 articles followed." in page
