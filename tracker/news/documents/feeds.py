"""RSS, Atom and JSON Feed, from text already fetched; never an address, never a file's name."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import feedparser

from tracker.news import addresses
from tracker.news.documents.dates import published
from tracker.news.documents.html import text_of
from tracker.news.documents.shapes import Document, Feed, Published
from tracker.news.documents.wording import clean, one_line

MOST_ITEMS = 1000
JSON_FEED = "https://jsonfeed.org/version/"


class BrokenFeed(ValueError):
    """The bytes say that they are a feed, but hold none."""


def read_feed(text: str, url: str, now: datetime) -> Feed:
    """The items of an RSS or Atom feed, in its order; raises BrokenFeed when there is no feed."""
    headers = {"content-type": "application/xml; charset=utf-8"}
    if url:
        headers["content-location"] = url
    parsed = feedparser.parse(io.BytesIO(text.encode()), response_headers=headers)
    if not parsed.entries and not parsed.get("version"):
        raise BrokenFeed("The feed is too broken to be read.")
    items = (_item(entry, url, now) for entry in parsed.entries[:MOST_ITEMS])
    return Feed(one_line(text_of(str(parsed.feed.get("title", "")))), tuple(items))


def read_json_feed(value: dict[str, Any], url: str, now: datetime) -> Feed:
    """The items of a JSON Feed, in its order."""
    entries = value.get("items")
    items = [
        _json_item(entry, url, now)
        for entry in (entries if isinstance(entries, list) else [])[:MOST_ITEMS]
        if isinstance(entry, dict)
    ]
    return Feed(one_line(_string(value, "title")), tuple(items))


def is_json_feed(text: str) -> dict[str, Any] | None:
    """The feed's mapping when ``text`` is a JSON Feed."""
    if text.lstrip()[:1] != "{" or JSON_FEED not in text[:2000]:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    version = value.get("version") if isinstance(value, dict) else None
    return value if isinstance(version, str) and version.startswith(JSON_FEED) else None


def _item(entry: Any, url: str, now: datetime) -> Document:
    bodies = [str(part.get("value", "")) for part in entry.get("content", [])]
    bodies.append(str(entry.get("summary", "")))
    text = max((text_of(body) for body in bodies), key=len)
    source = entry.get("source")
    return Document(
        title=one_line(text_of(str(entry.get("title", "")))),
        url=addresses.joined(url, str(entry.get("link", ""))) if entry.get("link") else "",
        text=text,
        outlet_name=one_line(str(source.get("title", "")), 200) if source else "",
        published=_published(entry, now),
        unread="" if text else "The feed gives no text.",
    )


def _published(entry: Any, now: datetime) -> Published:
    """The item's date by its own words; where those are unusual, as the feed's reader understood."""
    raw = str(dict.get(entry, "published") or dict.get(entry, "updated") or "")
    found = published(raw, now) if raw else Published()
    parsed = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    if found.on or not parsed:
        return found
    try:
        year, month, day, hour, minute, second = parsed[:6]
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (TypeError, ValueError):
        return found
    understood = published(moment.isoformat(), now)
    return Published(on=understood.on, at=understood.at, raw=found.raw)


def _json_item(entry: dict[str, Any], url: str, now: datetime) -> Document:
    text = clean(_string(entry, "content_text")).strip()
    text = text or text_of(_string(entry, "content_html")) or clean(_string(entry, "summary"))
    link = _string(entry, "url") or _string(entry, "external_url")
    raw = _string(entry, "date_published")
    return Document(
        title=one_line(_string(entry, "title")),
        url=addresses.joined(url, link) if link else "",
        text=text,
        published=published(raw, now) if raw else Published(),
        language=_string(entry, "language")[:2].lower(),
        unread="" if text else "The feed gives no text.",
    )


def _string(value: dict[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""
