"""HTML pages: the article's text without what stands around it, and what the page says of itself."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import trafilatura
from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from tracker.news import addresses
from tracker.news.documents.dates import FIRST_DAY, published
from tracker.news.documents.shapes import Document, Published
from tracker.news.documents.wording import clean, one_line

#: Beyond these the page is read line by line, for the better reader has been seen to take minutes.
MOST_TAGS = 40_000
DEEPEST = 150
#: Below this the better reader has found no article and only broken the page into pieces.
SHORT = 250
MOST_LINKS = 200
HEADLINE = 25
_META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publishdate",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "article.published",
    "date",
)
_NOT_TEXT = (
    "script style noscript template svg math head nav footer aside form button select iframe "
    "object canvas audio video"
)
_SKIPPED = frozenset(_NOT_TEXT.split())
_LINES = (
    "address article blockquote body br center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 "
    "h5 h6 hr html li main ol p pre section table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_LINES.split())
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")


def read_html(text: str, url: str, now: datetime) -> Document:
    """Title, day, outlet's name, language and article text of a page at ``url`` (may be empty)."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        empty = len(text) < SHORT
        return Document(unread="The page is empty." if empty else "The page cannot be parsed.")
    simple = text.count("<") > MOST_TAGS or _deeper_than(tree, DEEPEST)
    meta = _meta(tree)
    said = _linked_data(tree)
    document = Document(
        title=_title(tree, meta, said),
        url=_own_address(tree, meta, url),
        outlet_name=one_line(meta.get("og:site_name") or _publisher(said), 200),
        published=_published(tree, meta, said, now, guess=not simple),
        language=_declared_language(tree),
        links=_headlines(tree, url),
    )
    body = "" if simple else _article_text(tree)
    if len(body) < SHORT:
        body = lines_of(_main_part(tree))
    body = clean(body).strip()
    reason = "" if body else "No text was found on the page."
    return Document(**{**vars(document), "text": body, "unread": reason})


def lines_of(tree: HtmlElement) -> str:
    """The text of a page, one line for each block, without menus, forms and scripts."""
    lines: list[str] = []
    words: list[str] = []

    def end_line() -> None:
        if line := " ".join("".join(words).split()):
            lines.append(line)
        words.clear()

    skipping = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            skipping += tag in _SKIPPED
            if tag in _BLOCKS:
                end_line()
            if not skipping and tag:
                words.append(element.text or "")
            continue
        skipping -= tag in _SKIPPED
        if tag in _BLOCKS:
            end_line()
        if not skipping:
            words.append(element.tail or "")
    end_line()
    return "\n".join(lines)


def text_of(fragment: str) -> str:
    """The plain text of a piece of HTML, such as a feed's summary."""
    if "<" not in fragment and "&" not in fragment:
        return clean(fragment).strip()
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return clean(lines_of(document_fromstring(fragment.encode("utf-8", "ignore"), parser)))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""


def _article_text(tree: HtmlElement) -> str:
    try:
        found = trafilatura.extract(
            tree, include_comments=False, include_tables=True, include_formatting=False
        )
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, etree.LxmlError):
        return ""  # a page it trips over is read line by line
    return str(found or "")


def _main_part(tree: HtmlElement) -> HtmlElement:
    """The element that the page itself marks as its main part; the whole page if there is none."""
    for tag in ("article", "main"):
        element = next(tree.iter(tag), None)
        if element is not None and len(lines_of(element)) > HEADLINE:
            return element
    return tree


def _deeper_than(tree: HtmlElement, deepest: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > deepest:
            return True
    return False


def _meta(tree: HtmlElement) -> dict[str, str]:
    """What the page's meta elements say, by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(tree: HtmlElement) -> dict[str, Any]:
    """The page's JSON-LD of an article, or an empty mapping."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(value):
            kinds = thing.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(str(name).endswith(("Article", "Posting", "PressRelease")) for name in names):
                return thing
    return {}


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for entry in value[:100]:
            yield from _things(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(key), depth + 1)


def _publisher(said: dict[str, Any]) -> str:
    publisher = said.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return name if isinstance(name, str) else ""


def _title(tree: HtmlElement, meta: dict[str, str], said: dict[str, Any]) -> str:
    headline = said.get("headline")
    choices = [headline if isinstance(headline, str) else "", meta.get("og:title", "")]
    for tag in ("h1", "title"):
        element = next(tree.iter(tag), None)
        choices.append("" if element is None else str(element.xpath("string()")))
    return next((line for choice in choices if (line := one_line(text_of(choice)))), "")


def _published(
    tree: HtmlElement, meta: dict[str, str], said: dict[str, Any], now: datetime, *, guess: bool
) -> Published:
    """The first date with a day: linked data, meta elements, marked times, then the page's text."""
    raw = [said.get("datePublished"), *(meta.get(name) for name in _META_DATES)]
    for element in tree.iter("time"):
        marked = (element.get("itemprop") or "").lower() == "datepublished"
        if marked or element.get("pubdate") is not None:
            raw.append(element.get("datetime") or element.text)
    dates = [published(value, now) for value in raw if isinstance(value, str) and value.strip()]
    if found := next((date for date in dates if date.on), None):
        return found
    if guess and (guessed := _guessed(tree, now)).on:
        return guessed
    return dates[0] if dates else Published()


def _guessed(tree: HtmlElement, now: datetime) -> Published:
    """A full date that stands in the page, found without the kind of search that makes days up."""
    try:
        found = find_date(
            tree,
            extensive_search=False,
            original_date=True,
            min_date=FIRST_DAY.isoformat(),
            max_date=(now + timedelta(days=1)).date().isoformat(),
        )
    except (AttributeError, OverflowError, TypeError, ValueError, etree.LxmlError):
        return Published()
    return published(found, now) if isinstance(found, str) else Published()


def _own_address(tree: HtmlElement, meta: dict[str, str], url: str) -> str:
    """The address the page calls its own, unless it lies at somebody else's host."""
    links = [
        element.get("href") or ""
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    for reference in [*links[:1], meta.get("og:url", "")]:
        own = addresses.joined(url, reference) if reference else ""
        if own and (not url or addresses.same_site(own, url)):
            return own
    return ""


def _headlines(tree: HtmlElement, url: str) -> tuple[tuple[str, str], ...]:
    """Links to the same site with words enough for a headline; each address once."""
    found: dict[str, str] = {}
    for element in tree.iter("a"):
        reference = element.get("href") or ""
        if not url or not reference or len(found) >= MOST_LINKS:
            continue
        words = one_line(str(element.xpath("string()")), 300)
        if len(words) < HEADLINE:
            continue
        link = addresses.joined(url, reference)
        if link and addresses.same_site(link, url) and link != url:
            found.setdefault(link, words)
    return tuple(found.items())


def _declared_language(tree: HtmlElement) -> str:
    found = _LANGUAGE.match((tree.get("lang") or "").strip())
    return found[0].lower() if found else ""
