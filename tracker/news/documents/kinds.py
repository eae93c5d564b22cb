"""What kind of document some bytes are, and its reading; runs where it may be killed."""

import re
from datetime import datetime

import py3langid

from tracker.news.documents.feeds import BrokenFeed, is_json_feed, read_feed, read_json_feed
from tracker.news.documents.html import read_html
from tracker.news.documents.plain import read_plain
from tracker.news.documents.shapes import Document, Feed
from tracker.news.documents.wording import decoded, looks_binary

_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
_PROLOGUE = re.compile(
    r"(?:\s|<\?.{0,500}?\?>|<!--.{0,5000}?-->|<!DOCTYPE[^>\[]{0,500}(?:\[[^\]]{0,9000}\]\s*)?>)*",
    re.S | re.I,
)
_ROOT = re.compile(r"<([A-Za-z][\w.:-]*)")
_FEEDS = frozenset({"rss", "feed", "rdf:rdf"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_ENOUGH_TO_TELL = 60
_ENOUGH_TO_OVERRULE = 200
_LANGUAGE_SAMPLE = 3000


def read_here(content: bytes, content_type: str, url: str, now: datetime) -> Document | Feed:
    """Read the bytes in this process, however long it takes; ``read_document`` keeps limits."""
    if not content.strip():
        return Document(unread="The document is empty.")
    for magic, name in _MAGIC:
        if content.startswith(magic):
            return Document(unread=f"This is {name}, not a text.")
    charset = _CHARSET.search(content_type)
    header_charset = charset[1] if charset else ""
    if looks_binary(content, header_charset):
        return Document(unread="These are binary data, not a text.")
    media = content_type.partition(";")[0].strip().lower()
    if media.startswith(("image/", "audio/", "video/", "font/")):
        return Document(unread=f"The server says that this is {media}, not a text.")
    text = decoded(content, header_charset)
    root = _root(text)
    if root in _FEEDS and (media not in ("text/plain", "text/html") or _begins_as_xml(text)):
        try:
            return read_feed(text, url, now)
        except BrokenFeed as error:
            return Document(unread=str(error))
    if (value := is_json_feed(text)) is not None:
        return read_json_feed(value, url, now)
    return _with_language(_single(text, media, root, url, now))


def _single(text: str, media: str, root: str, url: str, now: datetime) -> Document:
    if media in ("text/html", "application/xhtml+xml"):
        return read_html(text, url, now)
    if media in ("text/plain", "text/markdown", "text/x-markdown") and root != "html":
        return read_plain(text)
    if root and root != "html" and _begins_as_xml(text):
        return Document(unread=f"This is XML of a kind that is not read (<{root[:40]}>).")
    if root:
        return read_html(text, url, now)
    if media.endswith("json"):
        return Document(unread="This is JSON, not a text or a JSON Feed.")
    return read_plain(text)


def _root(text: str) -> str:
    """The name of the element that the text begins with, in lower case."""
    prologue = _PROLOGUE.match(text[:20_000])
    found = _ROOT.match(text, prologue.end() if prologue else 0)
    return found[1].lower() if found else ""


def _begins_as_xml(text: str) -> bool:
    return text.lstrip()[:5].lower() in ("<?xml", "<rss ", "<feed", "<rdf:")


def _with_language(document: Document) -> Document:
    """The language by the text itself; a short text leaves what the page declares."""
    enough = _ENOUGH_TO_OVERRULE if document.language else _ENOUGH_TO_TELL
    if len(document.text) < enough:
        return document
    language, _ = py3langid.classify(document.text[:_LANGUAGE_SAMPLE])
    return Document(**{**vars(document), "language": str(language)})
