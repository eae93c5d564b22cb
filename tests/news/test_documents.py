"""Reading pages and texts: plain text, title, outlet's name, day and language come out."""

from datetime import UTC, date, datetime

import pytest

from tracker.news.documents import Document, Feed, read_document
from tracker.news.documents.dates import published
from tracker.news.documents.kinds import read_here

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
STORY = (
    "Ada Example, the chief scientist of Sample Labs, will join Acme Research next month, "
    "two people with knowledge of the matter said on Wednesday.",
    "She is to lead a team of forty people that works on planning, and reports to Ben Specimen, "
    "the company's president since 2019.",
    "Acme Research declined to comment on the appointment.",
)


def page(head: str = "", *, body: str = "", lang: str = "en") -> bytes:
    """A page with the story between a menu and a footer."""
    story = "".join(f"<p>{line}</p>" for line in STORY)
    return (
        f'<!doctype html><html lang="{lang}"><head>{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/sections">All our sections</a></nav>'
        f"{body}<article><h1>Ada joins Acme</h1>{story}</article>"
        "<script>var secret = 1;</script><footer>Subscribe to our newsletter</footer>"
        "</body></html>"
    ).encode()


def read(
    content: bytes,
    content_type: str = "text/html; charset=utf-8",
    url: str = "https://daily.example/ai/ada",
) -> Document:
    found = read_here(content, content_type, url, NOW)
    assert isinstance(found, Document)
    return found


def test_the_articles_text_comes_without_menu_script_and_footer() -> None:
    document = read(page())
    for line in STORY:
        assert line in document.text
    for noise in ("sections", "secret", "newsletter", "<"):
        assert noise not in document.text
    assert document.unread == ""


def test_a_page_too_short_for_the_reader_is_read_line_by_line() -> None:
    document = read(b"<html><body><nav>Menu</nav><p>Ada leads <b>Acme</b>.</p><p>So.</p></body>")
    assert document.text == "Ada leads Acme.\nSo."


def test_a_sentence_is_not_broken_where_a_word_is_a_link() -> None:
    content = page().replace(
        b"Acme Research next", b"<a href='/acme'><b>Acme</b> Research</a> next"
    )
    assert STORY[0] in read(content).text


def test_a_page_with_more_tags_than_an_article_has_is_still_read() -> None:
    document = read(page(body="<i></i>" * 50_000))
    assert STORY[0] in document.text
    assert "newsletter" not in document.text


def test_a_page_says_its_title_outlet_and_language() -> None:
    head = (
        '<title>Ada joins Acme | Daily</title><meta property="og:title" content="Ada &amp; Acme">'
        '<meta property="og:site_name" content="The Daily Example">'
    )
    document = read(page(head))
    assert document.title == "Ada & Acme"
    assert document.outlet_name == "The Daily Example"
    assert document.language == "en"


def test_linked_data_names_headline_publisher_and_day() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": '
        '["NewsArticle"], "headline": "Ada moves", "publisher": {"name": "The Daily"}, '
        '"datePublished": "2025-06-12T08:00:00Z"}]}</script>'
    )
    document = read(page(head))
    assert (document.title, document.outlet_name) == ("Ada moves", "The Daily")
    assert document.published.on == date(2025, 6, 12)


def test_the_printed_day_is_kept_in_the_zone_it_was_printed_in() -> None:
    said = "2025-11-12T23:30:00-05:00"
    document = read(page(f'<meta property="article:published_time" content="{said}">'))
    assert document.published.on == date(2025, 11, 12)
    assert document.published.at == datetime(2025, 11, 13, 4, 30, tzinfo=UTC)
    assert document.published.raw == said


def test_a_day_that_only_the_text_around_the_article_gives_is_found() -> None:
    body = '<div class="date"><time datetime="2025-06-12">12 June 2025</time></div>'
    assert read(page(body=body)).published.on == date(2025, 6, 12)


def test_a_page_without_a_date_gets_none() -> None:
    assert read(page()).published.on is None


@pytest.mark.parametrize(
    ("canonical", "own"),
    [
        ("/ai/ada-joins", "https://daily.example/ai/ada-joins"),
        ("https://www.daily.example/ai/ada", "https://www.daily.example/ai/ada"),
        ("https://times.example/scoop", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_page_names_its_own_address_at_its_own_host_only(canonical: str, own: str) -> None:
    assert read(page(f'<link rel="canonical" href="{canonical}">')).url == own


def test_the_headlines_of_a_page_are_its_long_links_to_the_same_site() -> None:
    body = (
        '<a href="/ai/1">Chief scientist leaves Sample Labs for Acme</a>'
        '<a href="/ai/1#c">Chief scientist leaves Sample Labs for Acme, again</a>'
        '<a href="/about">About</a>'
        '<a href="https://other.example/x">A headline that stands on another site</a>'
    )
    links = read(page(body=body), url="https://daily.example/").links
    assert links[0] == (
        "https://daily.example/ai/1",
        "Chief scientist leaves Sample Labs for Acme",
    )
    assert all("other.example" not in url and "about" not in url for url, _ in links)


@pytest.mark.parametrize(
    "text",
    [
        "# Ada joins Acme\n\nAda Example joins **Acme** [1].\r\n\r\nSecond line.  \n",
        "Ada joins Acme\n\n\tAda “Example” joins Acme — so.\n\n\n",
    ],
)
def test_a_plain_text_stays_exactly_as_it_is(text: str) -> None:
    document = read(text.encode(), "text/plain; charset=utf-8", "")
    assert document.text == text
    assert document.title == "Ada joins Acme"


def test_a_long_first_line_is_no_title() -> None:
    assert read(("word " * 100).encode(), "text/plain").title == ""


def test_a_text_that_speaks_of_tags_is_no_page() -> None:
    text = "The <p> tag, Ada says, < 3 people know."
    assert read(text.encode(), "text/plain").text == text


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        ("Zoë leads".encode("cp1252"), "text/plain; charset=iso-8859-1"),
        ("Zoë leads".encode(), "text/plain; charset=iso-8859-1"),
        ("Zoë leads".encode(), "text/plain"),
        ("Zoë leads".encode("utf-8-sig"), "text/plain; charset=windows-1251"),
        ("Zoë leads".encode("utf-16"), "text/plain"),
        ("Zoë leads".encode("utf-16-be"), "text/plain; charset=utf-16-be"),
        ("Zoë leads".encode("utf-32"), "text/plain"),
        ("Zoë leads".encode("cp1252"), "text/plain; charset=utf-8"),
        ("Zoë leads".encode("cp1252"), "text/plain; charset=no-such-thing"),
        ("Zoë leads".encode(), "text/plain; charset=punycode"),
        ("Zoë leads".encode(), "text/plain; charset=zlib"),
    ],
)
def test_a_wrong_or_missing_charset_loses_no_letters(content: bytes, content_type: str) -> None:
    assert "Zoë leads" in read(content, content_type).text


def test_a_page_is_read_in_the_charset_that_it_declares() -> None:
    body = "<html><head><meta charset='shift_jis'></head><body><p>東京の研究所</p></body></html>"
    assert "東京の研究所" in read(body.encode("shift_jis"), "text/html").text


def test_bytes_that_fit_no_charset_still_give_the_rest() -> None:
    assert "Ada joins" in read(b"Ada joins \xff\xfe\xfd\x81 Acme", "text/plain; charset=utf-8").text


def test_a_stray_nul_is_left_out() -> None:
    assert read(b"Ada joins\x00 Acme and leads the team.", "text/plain").text == (
        "Ada joins Acme and leads the team."
    )


@pytest.mark.parametrize(
    ("content", "content_type", "reason"),
    [
        (b"", "text/plain", "empty"),
        (b" \n\t ", "text/html", "empty"),
        (b"<html><body></body></html>", "text/html", "No text"),
        (b"<!-- nothing -->", "text/html", "empty"),
        (b"%PDF-1.7 whatever", "", "PDF"),
        (b"PK\x03\x04 whatever", "text/html", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "text/plain", "picture"),
        (bytes(range(256)) * 40, "text/plain", "binary"),
        (b"\x00\x01\x02\x03" * 500, "", "binary"),
        (b"moov", "video/mp4", "video/mp4"),
        (b"<?xml version='1.0'?><urlset><url/></urlset>", "application/xml", "urlset"),
        (b'{"a": 1}', "application/json", "JSON"),
    ],
)
def test_what_is_no_text_says_so(content: bytes, content_type: str, reason: str) -> None:
    document = read(content, content_type)
    assert document.text == ""
    assert reason in document.unread


def test_right_to_left_text_is_read() -> None:
    text = "أعلنت الشركة أن مديرة الأبحاث ستغادر منصبها في نهاية العام الجاري وفق مصدرين مطلعين على الأمر"
    document = read(text.encode(), "text/plain")
    assert document.text == text
    assert document.language == "ar"


@pytest.mark.parametrize(
    ("raw", "on"),
    [
        ("2025-06-12", date(2025, 6, 12)),
        ("20250612", date(2025, 6, 12)),
        ("2025-06-12T10:00:00Z", date(2025, 6, 12)),
        ("2025-06-12 10:00:00.123456+02:00", date(2025, 6, 12)),
        ("2025-06-12T10:00", date(2025, 6, 12)),
        ("Thu, 12 Jun 2025 10:00:00 GMT", date(2025, 6, 12)),
        ("Thu, 12 Jun 2025 23:59:00 -0700", date(2025, 6, 12)),
        ("12 Jun 2025", date(2025, 6, 12)),
        ("June 12, 2025", date(2025, 6, 12)),
        ("Thursday, 12th June 2025", date(2025, 6, 12)),
        ("Sept. 3, 2025", date(2025, 9, 3)),
        ("2026-11-26", date(2026, 11, 26)),
        ("2026-11-27", None),
        ("1994-12-31", None),
        ("1995-01-01", date(1995, 1, 1)),
        ("0100-01-01T00:00:00Z", None),
        ("2025-02-30", None),
        ("2025-06", None),
        ("2025", None),
        ("Q3 2025", None),
        ("12/06/2025", None),
        ("May 2024", None),
        ("yesterday", None),
        ("1718179200", None),
        ("-1", None),
        ("2025-06-12T99:99:99Z", date(2025, 6, 12)),
        ("2025-06-12T10:00:00+99:99", date(2025, 6, 12)),
        ("Mon, 99 Foo 99999 99:99:99", None),
    ],
)
def test_a_day_is_read_as_printed_or_not_at_all(raw: str, on: date | None) -> None:
    found = published(raw, NOW)
    assert found.on == on
    assert found.raw == raw
    assert found.at is None or found.on is not None


def test_reading_here_and_in_the_reading_process_is_the_same() -> None:
    content = page('<meta name="date" content="2025-06-12">')
    there = read_document(content, "text/html", "https://daily.example/ai/ada")
    assert not isinstance(there, Feed)
    assert there == read(content, "text/html")
