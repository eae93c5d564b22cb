"""Whatever comes in, the news room answers with a value or with the error it promises."""

import contextlib
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.news import addresses
from tracker.news.articles import words_hash
from tracker.news.decoding import Limits, NotDecodable, TooLarge, unpacked
from tracker.news.documents import Document, Feed, clean
from tracker.news.documents.dates import published
from tracker.news.documents.kinds import read_here

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
BEGINNINGS = st.sampled_from(
    [
        b"",
        b"<html><head><meta charset=",
        b"<html><body><article><p>",
        b"<?xml version='1.0'?><rss><channel><item><title>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='",
        b'{"version": "https://jsonfeed.org/version/1", "items": [',
        b"<script type='application/ld+json'>{",
        b"\xff\xfe",
        b"\xef\xbb\xbf# ",
    ]
)
TYPES = st.sampled_from(
    ["", "text/html", "text/plain; charset=utf-16", "application/xml", "text/html; charset=\x00"]
)
anything = st.text(st.characters(), max_size=200)
few = settings(max_examples=150, deadline=None)


@few
@given(beginning=BEGINNINGS, rest=st.binary(max_size=400), content_type=TYPES)
def test_any_bytes_give_a_document_or_a_feed(
    beginning: bytes, rest: bytes, content_type: str
) -> None:
    found = read_here(beginning + rest, content_type, "https://daily.example/a", NOW)
    if isinstance(found, Feed):
        assert all(isinstance(item, Document) for item in found.items)
    else:
        assert bool(found.text.strip()) is not bool(found.unread)
        assert found.text == clean(found.text)
        found.text.encode()
        found.title.encode()


@few
@given(text=anything)
def test_any_text_is_an_address_or_is_said_to_be_none(text: str) -> None:
    for candidate in (text, f"https://{text}", f"https://daily.example/{text}"):
        try:
            canonical = addresses.canonical(candidate)
        except addresses.BadAddress:
            continue
        assert canonical.isascii()
        assert addresses.canonical(canonical) == canonical
        assert addresses.check(canonical)


@few
@given(reference=anything)
def test_any_link_is_joined_or_dropped(reference: str) -> None:
    joined = addresses.joined("https://daily.example/a/", reference)
    assert joined == "" or joined.startswith(("http://", "https://"))


@few
@given(raw=anything | st.datetimes().map(str) | st.from_regex(r"\d{1,5}[-/ ]\d{1,3}[-/ T]\d{1,3}"))
def test_any_words_are_a_day_since_1995_or_none(raw: str) -> None:
    found = published(raw, NOW)
    assert found.on is None or 1995 <= found.on.year <= 2026
    assert found.at is None or found.on is not None


@few
@given(
    content=st.binary(max_size=300),
    encoding=st.sampled_from(["gzip", "deflate", "br", "gzip, deflate"]),
)
def test_any_packed_bytes_are_unpacked_within_the_limits_or_refused(
    content: bytes, encoding: str
) -> None:
    with contextlib.suppress(NotDecodable, TooLarge):
        assert len(unpacked(content, encoding, Limits(decoded=1000))) <= 1000


@few
@given(text=anything)
def test_any_clean_text_has_words_and_a_hash(text: str) -> None:
    assert len(words_hash(clean(text))) == 64
