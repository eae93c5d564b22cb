"""What reading a document gives, as plain values that travel between processes as JSON."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Published:
    """When a document says it was published: the day it prints, the moment if the zone is known.

    ``raw`` keeps the words. A month or a year alone gives no day: none is invented.
    """

    on: date | None = None
    at: datetime | None = None
    raw: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "on": self.on.isoformat() if self.on else None,
            "at": self.at.isoformat() if self.at else None,
            "raw": self.raw,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Published":
        return cls(
            on=date.fromisoformat(value["on"]) if value["on"] else None,
            at=datetime.fromisoformat(value["at"]) if value["at"] else None,
            raw=value["raw"],
        )


@dataclass(frozen=True)
class Document:
    """One published text: plain text only, and what the document says about itself.

    ``url`` is the address the document gives as its own, or the link of a feed's item. When there
    is no text to read, ``unread`` says why. ``links`` are the headlines a page links to, as address
    and words.
    """

    text: str = ""
    title: str = ""
    url: str = ""
    outlet_name: str = ""
    published: Published = field(default_factory=Published)
    language: str = ""
    unread: str = ""
    links: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "title": self.title,
            "url": self.url,
            "outlet_name": self.outlet_name,
            "published": self.published.as_json(),
            "language": self.language,
            "unread": self.unread,
            "links": [list(link) for link in self.links],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Document":
        return cls(
            **{
                **value,
                "published": Published.from_json(value["published"]),
                "links": tuple((url, words) for url, words in value["links"]),
            }
        )


@dataclass(frozen=True)
class Feed:
    """What a feed lists: items with their link, title, day and as much text as the feed holds."""

    title: str = ""
    items: tuple[Document, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, "items": [item.as_json() for item in self.items]}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Feed":
        return cls(value["title"], tuple(Document.from_json(item) for item in value["items"]))
