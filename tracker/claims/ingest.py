"""What an operator hands in by command, worked through at once and told article by article."""

import json
import logging
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.utils import timezone

from tracker.claims.services import count_claims, settle_article
from tracker.claims.suppressing import keep_out
from tracker.claims.work import REAL_EDGES, Edges, extract_or_leave, work_on
from tracker.news.addresses import BadAddress
from tracker.news.articles import Original, published_on, store_article
from tracker.news.documents.dates import check_published_on
from tracker.news.documents.shapes import Document, Feed, Published
from tracker.news.intake import NothingHandedIn, lease, submit, try_again
from tracker.news.models import Article, Intake, Outlet
from tracker.news.outlets import outlet_named

log = logging.getLogger(__name__)

LARGEST_FILE = 50_000_000
NO_ITEMS = "The feed has no items."
NO_TEXT = "There is no text in the file: give one that holds an article."


@dataclass(frozen=True, slots=True)
class Told:
    """One article's line: what became of it, how many claims it makes, how many wait."""

    url: str
    state: str
    article: int | None = None
    reason: str = ""
    claims: int = 0
    queued: int = 0

    @property
    def failed(self) -> bool:
        return self.state == "unreadable"

    def as_json(self) -> str:
        return json.dumps(
            {
                "url": self.url,
                "article": self.article,
                "state": self.state,
                "reason": self.reason,
                "claims": self.claims,
                "queued": self.queued,
            },
            ensure_ascii=False,
        )


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the operator says that the text may not."""

    published: date | None = None
    outlet: str = ""
    queue: bool = False

    def outlet_record(self) -> Outlet | None:
        return outlet_named(self.outlet)


def ingest(name: str, wishes: Wishes, *, edges: Edges = REAL_EDGES) -> Iterator[Told]:
    """Ingest an address, or a file of text, HTML or a feed; a feed gives a line for each item."""
    if name.startswith(("http://", "https://")):
        yield from _submitted({"url": name}, wishes, edges)
        return
    path = Path(name)
    try:
        if path.stat().st_size > LARGEST_FILE:
            yield Told(name, "unreadable", reason=f"The file is larger than {LARGEST_FILE} bytes.")
            return
        content = path.read_bytes()
    except OSError as error:
        yield Told(name, "unreadable", reason=f"The file cannot be read: {error.strerror}.")
        return
    yield from _file(path, content, wishes, edges)


def _file(path: Path, content: bytes, wishes: Wishes, edges: Edges) -> Iterator[Told]:
    kind = mimetypes.guess_type(path.name)[0] or "text/plain"
    try:
        found = edges.read(content, kind, "")
        if not isinstance(found, Feed):
            if not found.text.strip():
                yield Told(str(path), "unreadable", reason=NO_TEXT)
                return
            yield _stored(found, Original(content, kind), path, wishes, edges)
            return
    except OperationalError:
        raise
    except Exception as error:
        log.exception("%s failed", path)
        yield Told(str(path), "unreadable", reason=f"{type(error).__name__}: {error}")
        return
    if not found.items:
        yield Told(str(path), "unreadable", reason=NO_ITEMS)
    for item in found.items:
        yield from _item(item, path, wishes, edges)


def _item(item: Document, path: Path, wishes: Wishes, edges: Edges) -> Iterator[Told]:
    """One item of a feed on disk; one that has been read before is told and not fetched again."""
    try:
        intake, _ = submit(
            url=item.url,
            text="" if item.url else item.text,
            title=item.title,
            outlet=None if item.url else wishes.outlet_record(),
            published=item.published if item.published.on else published_on(wishes.published),
            queue=wishes.queue,
        )
    except (BadAddress, NothingHandedIn) as error:
        yield Told(item.url or str(path), "unreadable", reason=str(error))
        return
    if intake.state != Intake.State.DONE:
        try_again(Intake.objects.filter(pk=intake.pk))
    yield from _work(intake, edges, wishes)


def _stored(
    document: Document, original: Original, path: Path, wishes: Wishes, edges: Edges
) -> Told:
    stored = store_article(
        document=document,
        outlet=wishes.outlet_record(),
        published=published_on(wishes.published),
        original=original,
    )
    article = stored.article
    keep_out(article)
    if stored.state == "unreadable" or article.unread:
        return _unreadable(article, str(path))
    done = extract_or_leave(article, edges.reader, queue=wishes.queue) or count_claims(
        article=article
    )
    settle_article(article=article)
    if done.unread:
        return _unreadable(article, str(path))
    state = "new" if stored.state == "new" else "copy"
    return Told(article.url or str(path), state, article.pk, "", done.claims, done.queued)


def _unreadable(article: Article, name: str) -> Told:
    return Told(article.url or name, "unreadable", article.pk, article.unread)


def ingest_line(line: str, wishes: Wishes, *, edges: Edges = REAL_EDGES) -> Iterator[Told]:
    """Ingest one line of JSON: ``{"url", "outlet", "title", "published", "text"}``."""
    try:
        row = json.loads(line)
    except ValueError as error:
        yield Told("", "unreadable", reason=f"The line is no JSON: {error}.")
        return
    if not isinstance(row, dict) or not (row.get("url") or row.get("text")):
        yield Told("", "unreadable", reason="The line has neither an address nor a text.")
        return
    yield from _submitted(row, wishes, edges)


def _submitted(row: dict[str, Any], wishes: Wishes, edges: Edges) -> Iterator[Told]:
    url = str(row.get("url") or "")
    try:
        outlet = outlet_named(str(row.get("outlet") or "")) or wishes.outlet_record()
        intake, _ = submit(
            url=url,
            text=str(row.get("text") or ""),
            title=str(row.get("title") or ""),
            outlet=outlet,
            published=_published(row.get("published")) or published_on(wishes.published),
            queue=wishes.queue,
            again=True,
        )
    except (BadAddress, NothingHandedIn, ValueError) as error:
        yield Told(url, "unreadable", reason=str(error))
        return
    yield from _work(intake, edges, wishes)


def _published(text: object) -> Published | None:
    """The day, or the moment, that a line gives; raises ValueError for what is neither, or cannot be."""
    if not text:
        return None
    moment = None
    try:
        day = date.fromisoformat(str(text))
    except ValueError:
        moment = datetime.fromisoformat(str(text))
        day = moment.date()
    check_published_on(day, timezone.now())
    return Published(on=day, at=moment if moment and moment.tzinfo else None)


def _work(intake: Intake, edges: Edges, wishes: Wishes) -> Iterator[Told]:
    leased = lease(intake.pk)
    if leased is None:
        intake.refresh_from_db()
        if intake.state == Intake.State.LEASED:
            yield Told(intake.url, "unreadable", reason="A worker is reading it just now.")
            return
        if intake.outcome == Intake.Outcome.NEW:
            intake.outcome = Intake.Outcome.COPY  # it was read before
        leased = intake
    else:
        leased = work_on(leased, edges=edges)
    children = list(leased.children.all())
    if leased.article is None and children:
        for child in children:
            yield from _work(child, edges, wishes)
        return
    yield _outcome(leased)


def _outcome(intake: Intake) -> Told:
    article = intake.article
    if article is None and intake.state == Intake.State.DONE:
        return Told(intake.url, "unreadable", reason=NO_ITEMS)
    if article is None or intake.state != Intake.State.DONE:
        return Told(intake.url, "unreadable", reason=intake.error or "It has not been read yet.")
    if article.unread:
        return _unreadable(article, intake.url)
    counted = count_claims(article=article)
    state = intake.outcome or "copy"
    return Told(article.url, state, article.pk, "", counted.claims, counted.queued)
