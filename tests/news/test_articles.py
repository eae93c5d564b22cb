"""Storing articles: the same address is the same article, the same words are the same report."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import (
    ArticleFactory,
    OutletDomainFactory,
    OutletFactory,
    StoryFactory,
    digest,
)
from tracker.news.addresses import BadAddress
from tracker.news.articles import (
    Original,
    Stored,
    original_bytes,
    published_on,
    store_article,
    words_hash,
)
from tracker.news.documents import Document, Published
from tracker.news.models import Article, Outlet, Story
from tracker.news.outlets import find_outlet, outlet_at, outlet_named

URL = "https://daily.example/ai/ada"
DAY = Published(on=date(2025, 6, 12), raw="12 June 2025")
STORY = Document(
    text="Ada Example has joined Acme Research as chief scientist.",
    title="Ada joins Acme",
    published=DAY,
    language="en",
)


def counts() -> tuple[int, int, int]:
    return Article.objects.count(), Story.objects.count(), Outlet.objects.count()


@pytest.mark.django_db
def test_an_article_is_stored_with_what_the_document_says_and_the_bytes_it_came_from() -> None:
    original = Original(b"<p>Ada</p>", "text/html; charset=utf-8", URL)
    stored = store_article(document=STORY, url=URL, original=original)
    article = Article.objects.get()
    assert stored == Stored(article, "new")
    assert (article.title, article.text, article.language) == (STORY.title, STORY.text, "en")
    assert (article.published_on, article.published_raw) == (date(2025, 6, 12), "12 June 2025")
    assert article.story.origin == article
    assert original_bytes(article) == b"<p>Ada</p>"
    assert article.original.content_type == "text/html; charset=utf-8"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "spelling", [URL, URL + "?utm_source=x", URL + "#top", "https://DAILY.example/ai/ada"]
)
def test_the_same_address_again_is_the_same_article_and_changes_nothing(spelling: str) -> None:
    first = store_article(document=STORY, url=URL).article
    before = counts()
    changed = replace(STORY, text="They have rewritten it since.", title="Other")
    again = store_article(document=changed, url=spelling)
    assert (again.article, again.state, again.filled) == (first, "known", ())
    assert counts() == before
    assert Article.objects.get().text == STORY.text


@pytest.mark.django_db
def test_the_same_words_at_another_address_are_a_copy_of_the_same_story() -> None:
    first = store_article(document=STORY, url=URL).article
    reprint = replace(STORY, text=STORY.text.replace(" ", "\n  ").upper(), title="Reprint")
    copy = store_article(document=reprint, url="https://wire.example/1")
    assert copy.state == "copy"
    assert copy.article.story == first.story
    assert copy.article.copy_of == first
    assert list(Article.objects.readable()) == [first]


@pytest.mark.django_db
def test_other_words_are_another_story() -> None:
    store_article(document=STORY, url=URL)
    other = store_article(
        document=replace(STORY, text=STORY.text.replace("Ada", "Bea")), url="https://wire.example/1"
    )
    assert other.state == "new"
    assert Story.objects.count() == 2


@pytest.mark.django_db
def test_a_bare_text_is_known_by_its_words() -> None:
    first = store_article(document=STORY)
    again = store_article(document=replace(STORY, text=STORY.text + "\r\n"))
    assert (first.state, again.state) == ("new", "known")
    assert again.article == first.article


@pytest.mark.django_db
def test_a_bare_text_of_an_article_that_is_there_is_that_article() -> None:
    first = store_article(document=STORY, url=URL).article
    assert store_article(document=STORY).article == first


@pytest.mark.django_db
def test_what_was_missing_is_filled_in_and_what_was_there_stays() -> None:
    outlet = OutletFactory.create()
    bare = Document(text=STORY.text)
    store_article(document=bare)
    filled = store_article(document=STORY, outlet=outlet)
    assert set(filled.filled) == {"outlet", "title", "published_on", "language"}
    other = store_article(
        document=bare, outlet=OutletFactory.create(), published=published_on(date(2024, 1, 1))
    )
    assert other.filled == ()
    article = Article.objects.get()
    assert (article.outlet, article.published_on) == (outlet, date(2025, 6, 12))


@pytest.mark.django_db
def test_what_could_not_be_read_is_kept_with_its_reason_and_read_when_it_can_be() -> None:
    unread = store_article(document=Document(unread="This is a PDF file, not a text."), url=URL)
    assert unread.state == "unreadable"
    assert unread.article.unread == "This is a PDF file, not a text."
    assert not Article.objects.readable().exists()
    read = store_article(document=STORY, url=URL)
    assert (read.state, read.article) == ("new", unread.article)
    assert Article.objects.readable().get().text == STORY.text


@pytest.mark.django_db
def test_articles_without_text_are_no_copies_of_each_other() -> None:
    nothing = Document(unread="No text was found on the page.")
    for number in range(2):
        store_article(document=nothing, url=f"{URL}/{number}", original=Original(b"<html>"))
    assert Story.objects.count() == 2


@pytest.mark.django_db
def test_a_text_of_only_blanks_has_a_reason() -> None:
    assert store_article(document=Document(text=" \n"), url=URL).state == "unreadable"


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Ada\x00 joins", "Ada\ud800 joins", "\x00\udfffAda joins"])
def test_what_no_table_takes_is_left_out(text: str) -> None:
    article = store_article(document=replace(STORY, text=text, title=text), url=URL).article
    article.refresh_from_db()
    assert (article.text, article.title) == ("Ada joins", "Ada joins")


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(1994, 12, 31), date(2026, 11, 27), date(9999, 12, 31)])
def test_a_day_that_cannot_be_is_no_day_and_no_reason_to_fail(day: date) -> None:
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    said = replace(STORY, published=Published(on=day, raw="nonsense"))
    article = store_article(document=said, url=URL, now=now).article
    assert (article.published_on, article.published_raw) == (None, "nonsense")


@pytest.mark.django_db
def test_the_documents_day_goes_before_the_hint_and_the_title_given_before_the_documents() -> None:
    hint = published_on(date(2024, 1, 1))
    article = store_article(document=STORY, url=URL, published=hint, title="As filed").article
    assert (article.published_on, article.title) == (date(2025, 6, 12), "As filed")
    undated = replace(STORY, text="Other words.", published=Published())
    article = store_article(document=undated, url=URL + "2", published=hint).article
    assert article.published_on == date(2024, 1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "stored_at"),
    [
        ("https://daily.example/ai/ada-joins-acme", "https://daily.example/ai/ada-joins-acme"),
        ("https://www.daily.example/ai/ada", "https://www.daily.example/ai/ada"),
        ("https://times.example/scoop", URL),
        ("https://daily.example/", URL),
        ("not an address", URL),
    ],
)
def test_a_page_cannot_put_its_words_at_somebody_elses_address(own: str, stored_at: str) -> None:
    article = store_article(document=replace(STORY, url=own), url=URL).article
    assert article.url == stored_at


@pytest.mark.django_db
def test_a_saved_page_is_stored_at_the_address_it_names() -> None:
    assert store_article(document=replace(STORY, url=URL)).article.url == URL


@pytest.mark.django_db
def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(BadAddress):
        store_article(document=STORY, url="file:///etc/passwd")


@pytest.mark.django_db(transaction=True)
def test_the_same_report_stored_by_many_at_once_is_one_story_and_one_article_per_address() -> None:
    def store(number: int) -> str:
        try:
            return store_article(document=STORY, url=f"https://daily{number % 3}.example/a").state
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        states = list(pool.map(store, range(12)))
    assert states.count("known") == 9
    assert counts() == (3, 1 + Story.objects.exclude(merged_into=None).count(), 3)
    (first,) = Article.objects.filter(copy_of=None)
    assert next(iter(first.story.articles.in_order())) == first == first.story.origin
    assert first.copies.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_copy_waits_until_the_first_of_its_words_is_stored() -> None:
    def store() -> str:
        try:
            return store_article(document=STORY, url="https://wire.example/1").state
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            store_article(document=STORY, url=URL)
            copying = pool.submit(store)
            with pytest.raises(TimeoutError):
                copying.result(timeout=0.5)
        assert copying.result(timeout=10) == "copy"


@pytest.mark.parametrize(
    "other",
    [
        "Ada’s “new” lab - it’s…  open",
        "ADA'S \"NEW\" LAB — IT'S... OPEN\n",
        "Ada's\u00a0\"new\" lab – it's... open",
    ],
)
def test_words_are_the_same_however_they_are_set(other: str) -> None:
    assert words_hash(other) == words_hash("Ada's \"new\" lab - it's... open")


def test_other_words_have_another_hash() -> None:
    assert words_hash("Ada joins Acme") != words_hash("Ada joins Acne")


@pytest.mark.django_db
def test_a_hidden_article_and_one_of_a_hidden_outlet_are_not_visible() -> None:
    shown = ArticleFactory.create()
    ArticleFactory.create(hidden=True)
    ArticleFactory.create(outlet=OutletFactory.create(hidden=True))
    bare = ArticleFactory.create(outlet=None)
    assert set(Article.objects.visible()) == {shown, bare}


@pytest.mark.django_db
def test_an_outlet_is_known_by_the_nearest_of_its_domains() -> None:
    daily = OutletDomainFactory.create(domain="daily.example").outlet
    blog = OutletDomainFactory.create(domain="blog.daily.example").outlet
    assert outlet_at("https://www.daily.example/a") == daily
    assert outlet_at("https://news.daily.example/a") == daily
    assert outlet_at("https://ai.blog.daily.example/a") == blog


@pytest.mark.django_db
def test_an_outlet_met_for_the_first_time_goes_by_its_domain_not_by_what_it_calls_itself() -> None:
    impostor = replace(STORY, outlet_name="The Famous Times")
    article = store_article(document=impostor, url="https://www.impostor.example/a").article
    assert article.outlet
    assert (article.outlet.name, article.outlet.kind) == ("impostor.example", "")
    assert outlet_at("https://impostor.example/b") == article.outlet


@pytest.mark.django_db
def test_an_outlet_is_found_by_slug_name_or_domain_and_made_when_an_operator_names_a_new_one() -> (
    None
):
    daily = OutletFactory.create(slug="daily", name="The Daily")
    OutletDomainFactory.create(outlet=daily, domain="daily.example")
    for hint in ("daily", "the daily", "www.daily.example", " The Daily "):
        assert find_outlet(hint) == daily
    assert find_outlet("The Weekly") is None
    made = outlet_named("The Weekly")
    assert made and made.slug == "the-weekly"
    assert outlet_named("The Weekly") == made
    assert outlet_named("") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken",
    [
        {"url": "https://daily.example/a", "url_hash": None},
        {"url": "", "url_hash": digest("x")},
        {"content_hash": "short"},
        {"text": "", "unread": ""},
        {"published_on": None, "published_at": datetime(2025, 6, 12, tzinfo=UTC)},
        {"published_on": date(1990, 1, 1)},
    ],
)
def test_the_database_takes_no_article_that_breaks_a_rule(broken: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticleFactory.create(**broken)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken", [{"name": ""}, {"slug": "Not A Slug"}, {"slug": ""}, {"kind": "rumour mill"}]
)
def test_the_database_takes_no_outlet_that_breaks_a_rule(broken: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Outlet.objects.bulk_create([Outlet(**{"slug": "daily", "name": "Daily", **broken})])


@pytest.mark.django_db
def test_a_domain_belongs_to_one_outlet() -> None:
    OutletDomainFactory.create(domain="daily.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        OutletDomainFactory.create(domain="daily.example")


@pytest.mark.django_db
def test_every_change_of_an_outlet_or_article_is_kept_also_past_the_models() -> None:
    outlet = OutletFactory.create(name="Daily")
    Outlet.objects.filter(pk=outlet.pk).update(name="The Daily")
    article = ArticleFactory.create(outlet=outlet, title="Before", story=StoryFactory.create())
    Article.objects.filter(pk=article.pk).update(title="After")
    Article.objects.filter(pk=article.pk).delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pgh_label, name FROM news_outletevent ORDER BY pgh_id")
        assert cursor.fetchall() == [("insert", "Daily"), ("update", "The Daily")]
        cursor.execute("SELECT pgh_label, title FROM news_articleevent ORDER BY pgh_id")
        kept = [("insert", "Before"), ("update", "After"), ("delete", "After")]
        assert cursor.fetchall() == kept
