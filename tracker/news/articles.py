"""Storing articles: the same address is the same article, the same text is the same report."""

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from tracker.news import addresses
from tracker.news.documents.dates import could_be_published_on
from tracker.news.documents.shapes import Document, Published
from tracker.news.documents.wording import clean, one_line
from tracker.news.models import Article, ArticleOriginal, Outlet, Source, Story
from tracker.news.outlets import outlet_at
from tracker.news.stories import hold_together, place_in_story

#: ``known``: this very article was stored before. ``copy``: another article has the same text.
type State = Literal["new", "known", "copy", "unreadable"]

_SAME_SIGNS = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None, "…": "..."}
)


@dataclass(frozen=True)
class Original:
    """The bytes a document was read from, as they came."""

    content: bytes
    content_type: str = ""
    final_url: str = ""


@dataclass(frozen=True)
class Stored:
    """The article, what it is to what was there before, and which blanks of it were filled in."""

    article: Article
    state: State
    filled: tuple[str, ...] = ()


@transaction.atomic
def store_article(
    *,
    document: Document,
    url: str = "",
    outlet: Outlet | None = None,
    title: str = "",
    published: Published | None = None,
    source: Source | None = None,
    original: Original | None = None,
    now: datetime | None = None,
) -> Stored:
    """Store what was read, once; doing so again changes nothing.

    ``url`` is where it was fetched (empty for a bare text, which its words identify). ``title``
    goes before the document's; ``outlet`` and ``published`` say what the document doesn't. A text
    that an earlier article has too joins its story as a copy and need not be read again. Raises
    BadAddress for a ``url`` that is none.
    """
    day = _believable(published, document.published, now or timezone.now())
    text = clean(document.text)
    url = _address(url, document.url)
    url_hash = addresses.address_hash(url) if url else None
    words = text or (original.content.hex() if original else f"{url}\n{title}")
    content_hash = words_hash(words)
    hold_together([url_hash, content_hash])
    outlet = outlet or (outlet_at(url) if url else None)
    blanks = {
        "outlet": outlet,
        "title": one_line(title or document.title),
        "published_on": day.on,
        "published_at": day.at,
        "language": document.language[:8],
    }
    if article := _known(url_hash, content_hash):
        return _met_again(article, document, text, content_hash, blanks, original)
    article = Article.objects.create(
        **blanks,
        url=url,
        url_hash=url_hash,
        source=source,
        story=Story.objects.create(),
        published_raw=day.raw,
        text=text,
        content_hash=content_hash,
        unread=_reason(document, text),
    )
    _keep(article, original)
    return Stored(place_in_story(article), _state(article))


def words_hash(text: str) -> str:
    """One hash for a text however its blanks, quotation marks, dashes and capitals are set."""
    same = unicodedata.normalize("NFKC", text.translate(_SAME_SIGNS)).translate(_SAME_SIGNS)
    return hashlib.sha256(" ".join(same.casefold().split()).encode()).hexdigest()


def original_bytes(article: Article) -> bytes | None:
    """The archived bytes of ``article``, unpacked; None when there are none."""
    kept = ArticleOriginal.objects.filter(article=article).first()
    return zlib.decompress(bytes(kept.packed)) if kept else None


def _address(url: str, own: str) -> str:
    """The canonical address: the one that the page calls its own, if it can be believed.

    A page that names another host, or the front page, is not: whole sites do by mistake.
    """
    fetched = addresses.canonical(url) if url else ""
    if not own:
        return fetched
    try:
        named = addresses.canonical(own)
    except addresses.BadAddress:
        return fetched
    if not fetched:
        return named
    front_page = re.fullmatch(r"https?://[^/]+/?", named)
    return named if addresses.same_site(named, fetched) and not front_page else fetched


def _known(url_hash: str | None, content_hash: str) -> Article | None:
    """The article that this one is: by its address, or for a bare text by its words."""
    if url_hash:
        return Article.objects.filter(url_hash=url_hash).first()
    same_words = Article.objects.filter(content_hash=content_hash)
    return same_words.order_by("copy_of", "pk").first() if same_words else None


def _met_again(
    article: Article,
    document: Document,
    text: str,
    content_hash: str,
    blanks: Mapping[str, object],
    original: Original | None,
) -> Stored:
    """Fill in what was missing; a text that could not be read before is stored now."""
    filled = [name for name, value in blanks.items() if value and not getattr(article, name)]
    if "published_on" not in filled and "published_at" in filled:
        filled.remove("published_at")  # it would be the moment of another day
    for name in filled:
        setattr(article, name, blanks[name])
    readable = bool(text) and not article.text
    if readable:
        article.text, article.content_hash = text, content_hash
        article.unread = _reason(document, text)
        filled += ["text", "content_hash", "unread"]
    if filled:
        article.save(update_fields=filled)
        place_in_story(article)
    _keep(article, original)
    state: State = "unreadable" if article.unread else "known"
    return Stored(article, _state(article) if readable else state, tuple(filled))


def _state(article: Article) -> State:
    if article.unread:
        return "unreadable"
    return "copy" if article.copy_of_id is not None else "new"


def _reason(document: Document, text: str) -> str:
    if text.strip():
        return one_line(document.unread, 300)
    return one_line(document.unread or "There is no text to read.", 300)


def _believable(hint: Published | None, own: Published, now: datetime) -> Published:
    """The document's day, else the hint's; one before 1995 or after tomorrow is no day."""
    for said in (own, hint):
        if said and said.on and could_be_published_on(said.on, now):
            return Published(on=said.on, at=said.at, raw=one_line(said.raw, 100))
    return Published(raw=one_line(own.raw or (hint.raw if hint else ""), 100))


def published_on(day: date | None) -> Published | None:
    """The hint that an operator's ``--published`` gives."""
    return Published(on=day, raw=day.isoformat()) if day else None


def _keep(article: Article, original: Original | None) -> None:
    if original is None:
        return
    ArticleOriginal.objects.bulk_create(
        [
            ArticleOriginal(
                article=article,
                content_type=one_line(original.content_type, 200),
                final_url=clean(original.final_url),
                size=len(original.content),
                sha256=hashlib.sha256(original.content).hexdigest(),
                packed=zlib.compress(original.content, 6),
            )
        ],
        ignore_conflicts=True,
    )
