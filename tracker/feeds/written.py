"""Feeds as text: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1."""

import json
from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.xmlutils import SimplerXMLGenerator

from tracker.feeds.content import Entry, Feed

TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
#: When a feed without entries was last changed: a day that does not wander.
NEVER = datetime(2026, 1, 1, tzinfo=UTC)
LANGUAGE = "en-GB"
AUTHOR = "Reshuffle"


def written(feed: Feed, how: str) -> bytes:
    """The feed as ``atom``, ``rss`` or ``json``; the same feed gives the same bytes."""
    if how == "json":
        return json.dumps(_json(feed), ensure_ascii=False, indent=1).encode()
    return _xml(_Atom if how == "atom" else _Rss, feed)


class _Steady(SyndicationFeed):
    """A feed that is not new because somebody asks for it."""

    def latest_post_date(self) -> datetime:
        latest: datetime = self.feed["changed"] or NEVER
        return latest


class _Atom(_Steady, Atom1Feed):
    pass


class _Rss(_Steady, Rss201rev2Feed):
    """RSS knows no date of a change; Atom's element says it."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", item["updateddate"].isoformat())


def _xml(kind: type[_Steady], feed: Feed) -> bytes:
    xml = kind(
        title=feed.title,
        link=feed.page,
        description=feed.description,
        subtitle=feed.description,
        language=LANGUAGE,
        author_name=AUTHOR,
        feed_url=feed.url,
        feed_guid=feed.url,
        changed=feed.updated,
    )
    for entry in feed.entries:
        xml.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.html,
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=list(entry.tags),
        )
    return xml.writeString("utf-8").encode()


def _json(feed: Feed) -> dict[str, Any]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "description": feed.description,
        "language": LANGUAGE,
        "authors": [{"name": AUTHOR}],
        "items": [_item(entry) for entry in feed.entries],
    }


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "tags": list(entry.tags),
        "_reshuffle": dict(entry.more),
    }
