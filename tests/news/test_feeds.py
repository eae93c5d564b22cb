"""Reading RSS, Atom and JSON Feed, whole and broken."""

import json
from datetime import UTC, date, datetime

import pytest

from tracker.news.documents import Document, Feed
from tracker.news.documents.kinds import read_here

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
BASE = "https://daily.example/feed.xml"

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Daily: AI</title><link>https://daily.example/</link>
<item><title>Ada &amp;amp; Acme</title><link>https://daily.example/ai/1?utm_source=rss</link>
<pubDate>Wed, 12 Nov 2025 22:30:00 -0500</pubDate>
<description>&lt;p&gt;Ada Example joins &lt;b&gt;Acme&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;bad()&lt;/script&gt;</description>
</item>
<item><title>Second</title><link>/ai/2</link><pubDate>yesterday, more or less</pubDate></item>
<item><title>Bad link</title><link>javascript:alert(1)</link><description>Some text.</description></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lab notes</title>
<entry><title type="html">Ada leads &lt;i&gt;planning&lt;/i&gt;</title>
<link rel="alternate" href="https://lab.example/notes/1"/><id>urn:1</id>
<published>2025-06-12T10:00:00Z</published><updated>2025-07-01T00:00:00Z</updated>
<content type="html">&lt;p&gt;Ada Example leads the planning team.&lt;/p&gt;</content></entry></feed>"""


def read(content: bytes, content_type: str = "application/xml") -> Feed:
    found = read_here(content, content_type, BASE, NOW)
    assert isinstance(found, Feed)
    return found


def test_an_rss_feed_gives_its_items_in_order() -> None:
    feed = read(RSS, "application/rss+xml")
    assert feed.title == "The Daily: AI"
    first, second, third = feed.items
    assert (first.title, first.text) == ("Ada & Acme", "Ada Example joins Acme.")
    assert first.published.on == date(2025, 11, 12)
    assert first.published.at == datetime(2025, 11, 13, 3, 30, tzinfo=UTC)
    assert second.url == "https://daily.example/ai/2"
    assert second.published.on is None
    assert (third.url, third.text) == ("", "Some text.")


def test_an_atom_feed_gives_the_first_publication_and_the_whole_text() -> None:
    (item,) = read(ATOM, "text/xml").items
    assert item.title == "Ada leads planning"
    assert item.url == "https://lab.example/notes/1"
    assert item.published.on == date(2025, 6, 12)
    assert item.text == "Ada Example leads the planning team."


def test_a_json_feed_gives_its_items() -> None:
    content = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Lab notes",
            "items": [
                {
                    "id": "1",
                    "url": "https://lab.example/1",
                    "title": "Ada leads",
                    "content_html": "<p>Ada <b>leads</b>.</p>",
                    "date_published": "2025-06-12T10:00:00Z",
                },
                {"id": "2", "content_text": "No address."},
                "nonsense",
                {"id": 3, "url": 5, "title": None},
            ],
        }
    ).encode()
    first, second, third = read(content, "application/feed+json").items
    assert (first.url, first.text) == ("https://lab.example/1", "Ada leads.")
    assert first.published.on == date(2025, 6, 12)
    assert (second.url, second.text) == ("", "No address.")
    assert third.unread


@pytest.mark.parametrize(
    "content_type", ["", "text/html", "text/plain", "application/octet-stream"]
)
def test_a_feed_is_known_by_its_beginning_whatever_the_server_calls_it(content_type: str) -> None:
    assert len(read(RSS, content_type).items) == 3


def test_a_feed_in_another_charset_keeps_its_letters() -> None:
    content = b"<?xml version='1.0' encoding='iso-8859-1'?>" + (
        "<rss version='2.0'><channel><title>Zoë</title><item><title>Zoë leads</title>"
        "<link>https://daily.example/1</link></item></channel></rss>"
    ).encode("iso-8859-1")
    assert read(content, "application/rss+xml").items[0].title == "Zoë leads"


def test_a_feed_that_is_not_well_formed_gives_what_can_be_read() -> None:
    broken = RSS.replace(b"</channel></rss>", b"<item><title>Cut & off").replace(b"&amp;amp;", b"&")
    titles = [item.title for item in read(broken, "application/rss+xml").items]
    assert titles[:2] == ["Ada & Acme", "Second"]


def test_entities_that_multiply_are_not_expanded() -> None:
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' if n else '<!ENTITY e0 "boom">' for n in range(9)
    )
    content = (
        f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss version="2.0"><channel>'
        "<title>x</title><item><title>&e8;</title><link>https://a.example/1</link></item>"
        "</channel></rss>"
    ).encode()
    assert all(len(item.title) <= 500 for item in read(content).items)


def test_an_entity_that_names_a_file_is_not_read() -> None:
    content = (
        b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        b'<rss version="2.0"><channel><title>x</title><item><title>[&f;]</title>'
        b"<link>https://a.example/1</link></item></channel></rss>"
    )
    (item,) = read(content).items
    assert item.title in ("[]", "[&f;]")


def test_a_feed_with_thousands_of_items_is_cut() -> None:
    item = b"<item><title>t</title><link>https://a.example/1</link></item>"
    content = b"<rss version='2.0'><channel>" + item * 3000 + b"</channel></rss>"
    assert len(read(content).items) == 1000


def test_what_only_calls_itself_a_feed_says_so() -> None:
    found = read_here(b"<html><body><p>Please log in.</p></body></html>", "text/xml", BASE, NOW)
    assert isinstance(found, Document)
    assert found.text == "Please log in."
