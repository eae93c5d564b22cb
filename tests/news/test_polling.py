"""From a source or an address to stored articles, with a real server."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import OutletDomainFactory, OutletFactory, SourceFactory
from tests.news.factories import IntakeFactory
from tests.news.server import Server, Talk
from tracker.news.articles import original_bytes
from tracker.news.documents import Document, Feed, Published
from tracker.news.fetch import ErrorStatus, Fetched, Fetcher, FetchError
from tracker.news.intake import lease_due, submit
from tracker.news.models import Article, Intake, Source
from tracker.news.polling import add_source, lease_due_sources, poll_due_sources
from tracker.news.taking_in import hand_in_items, take_in

PAGE = """<!doctype html><html lang="en"><head><meta property="og:title" content="{title}">
<meta property="article:published_time" content="2025-06-12T10:00:00Z"></head><body><article>
<p>{title}, said Acme Research in a note to its staff on Thursday, and gave no reason for it.</p>
<p>The company has two hundred people in three cities, and its laboratory works on planning.</p>
<p>Nobody at Sample Labs, where she was chief scientist until May, was there to comment.</p>
</article></body></html>"""
ITEM = "<item><title>{title}</title><link>{link}</link><pubDate>{day}</pubDate></item>"


def rss(*items: tuple[str, str]) -> bytes:
    day = "Thu, 12 Jun 2025 10:00:00 GMT"
    lines = "".join(ITEM.format(title=title, link=link, day=day) for title, link in items)
    return f"<rss version='2.0'><channel><title>Daily</title>{lines}</channel></rss>".encode()


def fetcher(server: Server) -> Fetcher:
    return Fetcher(also_allowed={("127.0.0.1", server.port)})


def serving(body: bytes, **headers: str) -> Callable[[Talk], None]:
    return lambda talk: talk.answer(body, content_type="", **headers)


@pytest.fixture
def source(server: Server) -> Source:
    outlet = OutletDomainFactory.create(domain="127.0.0.1").outlet
    return add_source(outlet=outlet, url=server.url("/feed"), interval_seconds=600)


@pytest.mark.django_db
def test_a_polled_feed_hands_in_each_new_item_once(server: Server, source: Source) -> None:
    one, two = server.url("/1?utm_source=rss"), server.url("/2")
    server.on("/feed", serving(rss(("Ada joins Acme", one))))
    fetch = fetcher(server).fetch
    assert poll_due_sources(fetch=fetch) == 1
    row = Intake.objects.get()
    assert (row.url, row.title) == (server.url("/1"), "Ada joins Acme")
    assert (row.source, row.outlet) == (source, source.outlet)
    assert (row.published_on, row.queue) == (date(2025, 6, 12), True)
    assert poll_due_sources(fetch=fetch) == 0
    assert server.asked == ["/feed"]
    server.on("/feed", serving(rss(("Ada joins Acme", one), ("Bea leaves Acme", two))))
    assert poll_due_sources(fetch=fetch, now=timezone.now() + timedelta(seconds=601)) == 1
    assert Intake.objects.count() == 2


@pytest.mark.django_db
def test_an_unchanged_feed_is_asked_about_and_not_read_again(
    server: Server, source: Source
) -> None:
    read: list[bytes] = []

    def unchanged(talk: Talk) -> None:
        same = talk.headers.get("if-none-match") == '"1"'
        talk.answer(rss(), status="304 Not Modified" if same else "200 OK", ETag='"1"')

    def reading(content: bytes, content_type: str, url: str) -> Feed:
        read.append(content)
        return Feed()

    server.on("/feed", unchanged)
    now = timezone.now()
    for hour in range(3):
        poll_due_sources(fetch=fetcher(server).fetch, read=reading, now=now + timedelta(hours=hour))
    assert len(server.asked) == 3
    assert len(read) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<rss><channel><item><title>cut", ""),
        (b"<html><body>Please log in.</body></html>", "no feed"),
        (b"%PDF-1.4", "PDF"),
        (b"", "empty"),
        (b"<?xml version='1.0'?><rss", "broken"),
    ],
)
def test_a_feed_that_cannot_be_read_says_so_and_is_polled_again(
    server: Server, source: Source, body: bytes, reason: str
) -> None:
    server.on("/feed", serving(body))
    assert poll_due_sources(fetch=fetcher(server).fetch) == 0
    source.refresh_from_db()
    assert reason in source.error
    assert source.active and source.lease_token is None
    assert source.next_due_at > timezone.now()


@pytest.mark.django_db
def test_a_source_that_fails_rests_longer_each_time_and_keeps_no_other_from_its_turn(
    server: Server, source: Source
) -> None:
    server.on("/feed", lambda talk: talk.answer(status="500 Oops"))
    server.on("/good", serving(rss(("Ada joins Acme", server.url("/1")))))
    add_source(outlet=source.outlet, url=server.url("/good"))
    now = timezone.now()
    assert poll_due_sources(fetch=fetcher(server).fetch, now=now) == 1
    rests = []
    for _ in range(3):
        source.refresh_from_db()
        rests.append((source.next_due_at - now).total_seconds())
        now = source.next_due_at
        poll_due_sources(fetch=fetcher(server).fetch, now=now)
    assert rests == [600, 1200, 2400]
    assert source.error == "The server answered 500."


@pytest.mark.django_db
def test_a_source_that_is_gone_is_polled_no_more(server: Server, source: Source) -> None:
    server.on("/feed", lambda talk: talk.answer(status="410 Gone"))
    poll_due_sources(fetch=fetcher(server).fetch)
    source.refresh_from_db()
    assert not source.active
    assert poll_due_sources(now=timezone.now() + timedelta(days=9)) == 0


@pytest.mark.django_db
def test_a_source_that_kills_its_worker_is_not_polled_over_and_over() -> None:
    source = SourceFactory.create(interval_seconds=600)
    now = timezone.now()
    assert lease_due_sources(10, 60, now=now) == [source]
    assert lease_due_sources(10, 60, now=now + timedelta(seconds=61)) == []
    assert lease_due_sources(10, 60, now=now + timedelta(seconds=601)) == [source]
    assert lease_due_sources(10, 60, now=now + timedelta(seconds=1300)) == []


@pytest.mark.django_db(transaction=True)
def test_no_source_goes_to_two_workers() -> None:
    SourceFactory.create_batch(20)

    def work(_: int) -> list[int]:
        try:
            return [source.pk for source in lease_due_sources(4)]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        taken = [pk for pks in pool.map(work, range(10)) for pk in pks]
    assert len(taken) == len(set(taken)) == 20


@pytest.mark.django_db
def test_a_polled_page_hands_in_the_headlines_it_links_to(server: Server) -> None:
    source = add_source(
        outlet=OutletFactory.create(), url=server.url("/news"), kind=Source.Kind.PAGE
    )
    page = (
        b"<html><body><a href='/n/1'>Acme names Ada Example chief scientist</a>"
        b"<a href='/about'>About</a></body></html>"
    )
    server.on("/news", lambda talk: talk.answer(page))
    assert poll_due_sources(fetch=fetcher(server).fetch) == 1
    row = Intake.objects.get()
    assert (row.url, row.source) == (server.url("/n/1"), source)


@pytest.mark.django_db
def test_an_item_at_somebody_elses_domain_is_somebody_elses_article() -> None:
    source = SourceFactory.create(
        outlet=OutletDomainFactory.create(domain="aggregator.example").outlet
    )
    feed = Feed(
        items=(
            Document(url="https://aggregator.example/1", title="Own"),
            Document(url="https://daily.example/2", title="Somebody else's"),
            Document(text="Only a text.", title="No address"),
            Document(title="Neither"),
        )
    )
    own, other, text = hand_in_items(feed, source=source)
    assert own.outlet == source.outlet
    assert other.outlet and other.outlet.name == "daily.example"
    assert (text.kind, text.outlet) == (Intake.Kind.TEXT, source.outlet)


@pytest.mark.django_db
def test_an_address_is_taken_in_as_an_article_with_its_original(server: Server) -> None:
    page = PAGE.format(title="Ada joins Acme").encode()
    server.on("/new", lambda talk: talk.answer(page))
    url = server.on("/old", lambda talk: talk.answer(status="301 Moved", Location="/new"))
    submit(url=url)
    (row,) = lease_due(1)
    taken = take_in(row, fetch=fetcher(server).fetch)
    assert taken.stored and taken.stored.state == "new"
    article = Article.objects.get()
    assert article.url == server.url("/new")
    assert article.title == "Ada joins Acme"
    assert article.published_on == date(2025, 6, 12)
    assert "no reason for it" in article.text
    assert original_bytes(article) == page
    again = take_in(row, fetch=fetcher(server).fetch)
    assert again.stored and again.stored.state == "known"
    assert Article.objects.count() == 1


@pytest.mark.django_db
def test_a_text_is_taken_in_with_what_was_said_about_it() -> None:
    outlet = OutletFactory.create()
    text = "# Ada joins Acme\n\nAda Example has joined Acme Research.\n"
    submit(text=text, outlet=outlet, published=Published(on=date(2025, 6, 12)))
    (row,) = lease_due(1)
    stored = take_in(row).stored
    assert stored and stored.article.text == text
    assert (stored.article.title, stored.article.outlet) == ("Ada joins Acme", outlet)
    assert stored.article.published_on == date(2025, 6, 12)
    assert stored.article.url_hash is None


@pytest.mark.django_db
def test_the_address_of_a_feed_hands_in_its_items(server: Server) -> None:
    url = server.on("/feed", serving(rss(("A", server.url("/1")), ("B", server.url("/2")))))
    submit(url=url, queue=True)
    (row,) = lease_due(1)
    taken = take_in(row, fetch=fetcher(server).fetch)
    assert taken.stored is None
    assert [child.url for child in taken.children] == [server.url("/1"), server.url("/2")]
    assert all(child.queue and child.parent == row for child in taken.children)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("behaviour", "passing"),
    [
        (lambda talk: talk.answer(status="404 Not Found"), False),
        (lambda talk: talk.answer(status="500 Oops"), True),
        (lambda talk: talk.answer(status="302 Found", Location="http://10.0.0.1/"), False),
        (lambda talk: talk.send(b"nonsense\r\n\r\n"), True),
    ],
)
def test_what_cannot_be_fetched_stores_nothing_and_says_whether_to_try_again(
    server: Server, behaviour: Callable[[Talk], None], passing: bool
) -> None:
    row = IntakeFactory.create(url=server.on("/a", behaviour))
    with pytest.raises(FetchError) as caught:
        take_in(row, fetch=fetcher(server).fetch)
    assert caught.value.passing is passing
    assert not Article.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", bytes(range(256)) * 20, b"<html></html>"])
def test_what_can_be_fetched_but_not_read_is_an_article_with_its_reason(content: bytes) -> None:
    def fetch(url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        return Fetched(url, url, 200, content)

    stored = take_in(IntakeFactory.create(), fetch=fetch).stored
    assert stored and stored.state == "unreadable"
    assert stored.article.unread


@pytest.mark.django_db
def test_a_server_that_asks_for_a_longer_rest_gets_it() -> None:
    def fetch(url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        raise ErrorStatus(429, retry_after=7200)

    source = SourceFactory.create(interval_seconds=60)
    now = timezone.now()
    poll_due_sources(fetch=fetch, now=now)
    source.refresh_from_db()
    assert source.next_due_at == now + timedelta(hours=2)
