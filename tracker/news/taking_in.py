"""From an intake row to a stored article: fetch, read, store. The claims room goes on from there."""

from collections.abc import Callable
from dataclasses import dataclass

from tracker.news.articles import Original, Stored, store_article
from tracker.news.documents.keeper import read_document
from tracker.news.documents.shapes import Document, Feed, Published
from tracker.news.fetch import Fetch, fetch
from tracker.news.intake import submit
from tracker.news.models import Intake, Outlet, Source
from tracker.news.outlets import outlet_at, owns

type Read = Callable[[bytes, str, str], Document | Feed]


@dataclass(frozen=True)
class TakenIn:
    """What became of one row: an article, or for a feed the rows of its items."""

    stored: Stored | None = None
    children: tuple[Intake, ...] = ()


def take_in(intake: Intake, *, fetch: Fetch = fetch, read: Read = read_document) -> TakenIn:
    """Fetch and read what ``intake`` holds and store the article; a feed's items are handed in.

    Safe to repeat. Raises FetchError, which says whether another try may help; what can be
    fetched but not read gives an article that says why. Holds no transaction while it waits.
    """
    hint = Published(on=intake.published_on, at=intake.published_at)
    if intake.kind == Intake.Kind.TEXT:
        found = read(intake.text.encode(), "text/plain; charset=utf-8", intake.url)
        original, url = None, intake.url
    else:
        fetched = fetch(intake.url)
        found = read(fetched.content, fetched.content_type, fetched.final_url)
        original = Original(fetched.content, fetched.content_type, fetched.final_url)
        url = fetched.final_url
    if isinstance(found, Feed):
        return TakenIn(children=hand_in_items(found, parent=intake))
    stored = store_article(
        document=found,
        url=url,
        outlet=intake.outlet,
        title=intake.title if intake.kind == Intake.Kind.TEXT else "",
        published=hint,
        source=intake.source,
        original=original,
    )
    return TakenIn(stored)


def hand_in_items(
    feed: Feed, *, parent: Intake | None = None, source: Source | None = None
) -> tuple[Intake, ...]:
    """Hand in each item of a feed, by its address or else by its text; returns the new rows."""
    rows = []
    for item in feed.items:
        if not item.url and not item.text:
            continue
        outlet = source.outlet if source else parent.outlet if parent else None
        row, is_new = submit(
            url=item.url,
            text="" if item.url else item.text,
            title=item.title,
            outlet=_outlet_of(item, outlet),
            published=item.published,
            queue=source.queue if source else bool(parent and parent.queue),
            source=source or (parent.source if parent else None),
            submitted_by=parent.submitted_by if parent else None,
            parent=parent,
        )
        if is_new:
            rows.append(row)
    return tuple(rows)


def _outlet_of(item: Document, outlet: Outlet | None) -> Outlet | None:
    """The feed's outlet, unless the item lies at a domain of somebody else."""
    if outlet is None or not item.url or owns(outlet, item.url):
        return outlet
    return outlet_at(item.url)
