"""What a feed says, whatever it is written in: its own name, and an entry for each move."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.claims.models import EvidenceKind
from tracker.timeline.evidence import Evidence
from tracker.timeline.newest import Correction, TellableMove
from tracker.timeline.wording import plain

#: As many sentences as an entry quotes.
QUOTED = 5
#: Characters that no XML document may hold.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One move: ``id`` never changes, ``updated`` does when it is corrected."""

    id: str
    url: str
    title: str
    html: str
    published: datetime
    updated: datetime
    tags: tuple[str, ...]
    move: TellableMove


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries. ``url`` is its own address, ``page`` that of the page it follows."""

    title: str
    description: str
    url: str
    page: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime | None:
        return max((entry.updated for entry in self.entries), default=None)


def entry_of(move: TellableMove, *, host: str, page: str) -> Entry:
    """The entry of a move. Its id is a tag of the site's, after RFC 4151."""
    told = plain(move.sentence)
    return Entry(
        id=f"tag:{host},2026:moves/{move.move}",
        url=f"{page}#move-{move.move}",
        title=fit(f"Withdrawn: {told}" if move.withdrawn else told),
        html=fit(_html(move)),
        published=move.published,
        updated=move.updated,
        tags=("withdrawn",) if move.withdrawn else (move.kind, move.status),
        move=move,
    )


def fit(text: str) -> str:
    """The text without characters that a feed cannot carry."""
    return _UNFIT.sub("", text)


def _html(move: TellableMove) -> SafeString:
    sentence = format_html("<p>{}.</p>", plain(move.sentence).rstrip("."))
    if move.withdrawn:
        sentence = format_html(
            "<p>It had been told here: {}.</p>", plain(move.sentence).rstrip(".")
        )
    return format_html(
        "{}{}{}", _corrections(move.corrections), sentence, _quotes(move.evidence[:QUOTED])
    )


def _corrections(corrections: Iterable[Correction]) -> SafeString:
    return format_html_join(
        "",
        "<p><strong>{}</strong> ({})</p>",
        ((one.text, f"{one.at:%Y-%m-%d %H:%M} UTC") for one in corrections),
    )


def _quotes(evidence: Iterable[Evidence]) -> SafeString:
    return format_html_join("", "{}<p>{}</p>", ((_words(one), _source(one)) for one in evidence))


def _words(one: Evidence) -> SafeString:
    if one.kind == EvidenceKind.QUOTE:
        return format_html("<blockquote><p>{}</p></blockquote>", one.text)
    label = "In our own words" if one.kind == EvidenceKind.SUMMARY else "An editor’s note"
    return format_html("<p>{}: {}</p>", label, one.text)


def _source(one: Evidence) -> SafeString:
    said = ", ".join(part for part in (one.outlet, str(one.published or "")) if part)
    if one.url.startswith(("https://", "http://")):
        return format_html('<a href="{}">{}</a>', one.url, said or one.url)
    return format_html("{}", said)
