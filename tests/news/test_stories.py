"""Stories: copies and rewrites of one report hang together, whichever came in first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import permutations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.claims.scene import undone
from tests.factories import ArticleFactory, StoryFactory
from tests.news.test_likeness import ADA, BEN, OWN_REPORT, REPORT, REWRITE
from tracker.news.articles import Stored, published_on, store_article
from tracker.news.documents import Document
from tracker.news.models import Article, Story, Trace, TraceBand
from tracker.news.stories import place_in_story

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 12)
#: The second is within a week of either other; those are not of one another.
SHORT = REPORT[: REPORT.index("Halden declined")]
FULL = f"{REPORT} She spoke to Halden's board on Friday."
THREE = {"gazette": (SHORT, 0), "digest": (FULL, 6), "herald": (REPORT, 12)}


def stored(outlet: str, text: str, days: int | None = 0) -> Stored:
    day = published_on(DAY + timedelta(days=days)) if days is not None else None
    return store_article(
        document=Document(text=text), url=f"https://{outlet}.example/a", published=day
    )


def told() -> list[tuple[str, str, str]]:
    """Each article by its outlet, with the first of its story and whose text it repeats."""
    found = Article.objects.select_related("outlet", "story__origin__outlet", "copy_of__outlet")
    return sorted(
        (
            str(one.outlet),
            str(one.story.origin and one.story.origin.outlet),
            str(one.copy_of and one.copy_of.outlet),
        )
        for one in found
    )


def test_a_rewrite_joins_the_story_and_is_read() -> None:
    first = stored("gazette", REPORT).article
    rewrite = stored("herald", REWRITE, 1)
    assert rewrite.state == "new"
    assert rewrite.article.story == first.story
    assert set(Article.objects.readable()) == {first, rewrite.article}


def test_a_shortened_reprint_joins_the_story_and_is_not_read_again() -> None:
    first = stored("gazette", REPORT).article
    reprint = stored("herald", f"By Ines Moreau\n\n{REPORT[: REPORT.index('Halden declined')]}", 1)
    assert (reprint.state, reprint.article.copy_of) == ("copy", first)
    assert list(Article.objects.readable()) == [first]


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [(REPORT, OWN_REPORT, 0), (ADA, BEN, 3), (REPORT, REWRITE, 8)],
    ids=["a report of one's own", "a template filled in again", "more than a week later"],
)
def test_these_are_two_stories(one: str, other: str, days: int) -> None:
    stored("gazette", one)
    assert stored("herald", other, days).state == "new"
    assert Story.objects.count() == 2


def test_a_rewrite_without_a_day_is_a_story_of_its_own_until_its_day_is_known() -> None:
    first = stored("gazette", REPORT).article
    assert stored("herald", REWRITE, None).article.story != first.story
    joined = stored("herald", REWRITE, 1)
    assert (joined.state, joined.filled) == ("known", ("published_on",))
    assert joined.article.story == first.story


def test_the_first_of_a_story_is_the_first_that_was_published_not_the_first_that_came_in() -> None:
    late = stored("herald", REPORT, 2).article
    early = stored("gazette", REPORT, 0)
    late.refresh_from_db()
    assert early.state == "new"
    assert (late.copy_of, late.story.origin) == (early.article, early.article)


def test_an_article_that_is_like_two_stories_makes_them_one_whose_old_address_leads_on() -> None:
    one, other = (
        stored("gazette", SHORT).article.story,
        stored("herald", REPORT, 12).article.story,
    )
    assert one != other
    both = stored("digest", FULL, 6).article
    other.refresh_from_db()
    assert both.story == one
    assert (other.merged_into, other.origin) == (one, None)
    assert one.articles.count() == 3


@pytest.mark.parametrize("order", list(permutations(THREE)), ids="-".join)
def test_in_any_order_three_articles_make_one_story_with_one_first(order: tuple[str, ...]) -> None:
    for outlet in order:
        stored(outlet, *THREE[outlet])
    first = "gazette.example"
    assert told() == [
        ("digest.example", first, "None"),
        ("gazette.example", first, "None"),
        ("herald.example", first, "digest.example"),
    ]


published = st.sampled_from([None, 0, 1, 2, 5, 9, 12])
texts = st.sampled_from(
    [REPORT, REWRITE, SHORT, f"{REPORT}\n\n{ADA}", OWN_REPORT, ADA, ADA[:300], BEN]
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_in_any_order_the_same_articles_make_the_same_stories(data: st.DataObject) -> None:
    drawn = data.draw(st.lists(st.tuples(texts, published), min_size=2, max_size=6))
    articles = [(f"outlet{number}", text, day) for number, (text, day) in enumerate(drawn)]
    tellings = []
    for order in (articles, data.draw(st.permutations(articles))):
        with undone():
            for outlet, text, day in order:
                stored(outlet, text, day)
            tellings.append((told(), Story.objects.filter(merged_into=None).count()))
    assert tellings[0] == tellings[1]


def test_placing_an_article_again_changes_nothing() -> None:
    article = stored("gazette", REPORT).article
    stored("herald", REWRITE)
    before = (told(), list(TraceBand.objects.order_by("pk").values()), Trace.objects.count())
    place_in_story(article)
    assert (
        told(),
        list(TraceBand.objects.order_by("pk").values()),
        Trace.objects.count(),
    ) == before


def test_articles_stored_before_likeness_was_looked_for_keep_whose_text_they_repeat() -> None:
    story = StoryFactory.create()
    for day in (0, 1):
        ArticleFactory.create(
            story=story, text=REPORT, content_hash="a" * 64, published_on=DAY + timedelta(days=day)
        )
    stored("herald", REWRITE, 0)
    place_in_story(Article.objects.order_by("pk")[0])
    first, copy, _ = Article.objects.order_by("pk")
    assert (first.copy_of, copy.copy_of) == (None, first)


def test_looking_for_a_story_takes_as_many_queries_however_many_articles_there_are() -> None:
    def asked(outlet: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            stored(outlet, REWRITE, 2)
        return len(queries)

    stored("gazette", REPORT)
    few = asked("herald")
    for number in range(6):
        stored(f"other{number}", f"{OWN_REPORT} Part {number}.", 1)
        stored(f"copy{number}", REPORT, 1)
    assert asked("evening") <= few + 1


@pytest.mark.django_db(transaction=True)
def test_rewrites_stored_by_many_at_once_are_one_story() -> None:
    def store(number: int) -> None:
        try:
            stored(f"daily{number}", f"{REPORT} Paper number {number} has asked too.", number % 3)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(store, range(9)))
    assert Article.objects.values("story").distinct().count() == 1
    assert Story.objects.filter(merged_into=None).count() == 1


@pytest.mark.parametrize("broken", ["merged with an origin", "merged into itself"])
def test_the_database_takes_no_merged_story_that_breaks_a_rule(broken: str) -> None:
    article = stored("gazette", REPORT).article
    into = StoryFactory.create() if broken == "merged with an origin" else article.story
    if broken == "merged into itself":
        Story.objects.filter(pk=article.story_id).update(origin=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=article.story_id).update(merged_into=into)


def test_the_database_takes_no_trace_of_nothing() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Trace.objects.bulk_create([Trace(article=ArticleFactory.create(), sentences=[])])
