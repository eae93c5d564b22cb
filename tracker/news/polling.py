"""Polling sources: what is new in a feed or on a page is handed in."""

import hashlib
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from tracker.news import addresses
from tracker.news.documents.keeper import read_document
from tracker.news.documents.shapes import Document, Feed
from tracker.news.documents.wording import one_line
from tracker.news.fetch import ErrorStatus, Fetch, Fetched, FetchError, fetch
from tracker.news.models import Outlet, Source
from tracker.news.taking_in import Read, hand_in_items

LEASE_SECONDS = 180
LONGEST_REST = 24 * 3600
GONE = 410


def add_source(
    *,
    outlet: Outlet,
    url: str,
    kind: Source.Kind = Source.Kind.FEED,
    interval_seconds: int = 900,
    queue: bool = True,
) -> Source:
    """Poll ``url`` from now on; the same address again is the same source. Raises BadAddress."""
    url = addresses.canonical(url)
    source, _ = Source.objects.get_or_create(
        url_hash=addresses.address_hash(url),
        defaults={
            "outlet": outlet,
            "url": url,
            "kind": kind,
            "interval_seconds": max(60, interval_seconds),
            "queue": queue,
        },
    )
    return source


def poll_due_sources(
    limit: int = 10,
    *,
    fetch: Fetch = fetch,
    read: Read = read_document,
    now: datetime | None = None,
) -> int:
    """Poll up to ``limit`` sources that are due; returns how many items were new.

    One source that fails keeps no other from being polled: it says why and rests longer.
    """
    return sum(
        poll(source, fetch=fetch, read=read, now=now)
        for source in lease_due_sources(limit, now=now)
    )


@transaction.atomic
def lease_due_sources(
    limit: int, seconds: int = LEASE_SECONDS, *, now: datetime | None = None
) -> list[Source]:
    """Take sources that are due; no two workers get the same. Their next time is set at once, so
    that a source that kills its worker is not polled over and over.
    """
    now = now or timezone.now()
    due = Source.objects.due(now).select_for_update(skip_locked=True, of=("self",))
    sources = list(due.select_related("outlet").order_by("next_due_at", "pk")[:limit])
    for source in sources:
        source.attempts += 1
        source.next_due_at = now + timedelta(seconds=rest(source))
        source.lease_until = now + timedelta(seconds=seconds)
        source.lease_token = uuid.uuid4()
        source.save(update_fields=["attempts", "next_due_at", "lease_until", "lease_token"])
    return sources


def poll(
    source: Source,
    *,
    fetch: Fetch = fetch,
    read: Read = read_document,
    now: datetime | None = None,
) -> int:
    """Fetch one leased source and hand in what is new; returns how many items that was."""
    now = now or timezone.now()
    try:
        fetched = fetch(source.url, etag=source.etag, last_modified=source.last_modified)
    except FetchError as error:
        gone = isinstance(error, ErrorStatus) and error.status == GONE
        later = now + timedelta(seconds=max(rest(source), error.retry_after))
        _end(source, error=str(error), active=not gone, next_due_at=later)
        return 0
    content_hash = hashlib.sha256(fetched.content).hexdigest()
    if fetched.unchanged or content_hash == source.content_hash:
        _end(source, **_polled(source, now))
        return 0
    found = read(fetched.content, fetched.content_type, fetched.final_url)
    feed = found if isinstance(found, Feed) else _links(source, found)
    if feed is None:
        reason = found.unread if isinstance(found, Document) else ""
        _end(source, error=reason or "This is no feed.", polled_at=now)
        return 0
    rows = hand_in_items(feed, source=source)
    _end(source, **_polled(source, now), **_state(fetched, content_hash), changed_at=now)
    return len(rows)


def rest(source: Source) -> int:
    """Seconds until the next poll: the interval, doubled for each failure in a row."""
    return int(
        min(source.interval_seconds * 2 ** min(max(0, source.attempts - 1), 20), LONGEST_REST)
    )


def _links(source: Source, page: Document) -> Feed | None:
    """A polled page is a feed of the headlines it links to."""
    if source.kind != Source.Kind.PAGE or page.unread:
        return None
    return Feed(page.title, tuple(Document(url=url, title=title) for url, title in page.links))


def _polled(source: Source, now: datetime) -> dict[str, object]:
    later = now + timedelta(seconds=source.interval_seconds)
    return {"attempts": 0, "error": "", "polled_at": now, "next_due_at": later}


def _state(fetched: Fetched, content_hash: str) -> dict[str, object]:
    return {
        "etag": fetched.etag,
        "last_modified": fetched.last_modified,
        "content_hash": content_hash,
    }


def _end(source: Source, **values: object) -> None:
    """Write how it went and give the source back, unless somebody else holds it by now."""
    if "error" in values:
        values["error"] = one_line(str(values["error"]), 2000)
    Source.objects.filter(pk=source.pk, lease_token=source.lease_token).update(
        lease_until=None, lease_token=None, **values
    )
