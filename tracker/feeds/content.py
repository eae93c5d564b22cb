"""What a feed says, whatever it is written in: its own name, and an entry for each move or correction."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.claims.models import EvidenceKind
from tracker.timeline.corrections.entries import Correction
from tracker.timeline.corrections.log import page_at
from tracker.timeline.evidence import Evidence
from tracker.timeline.newest import TellableMove
from tracker.timeline.wording import plain

#: As many sentences as an entry quotes.
QUOTED = 5
#: Characters that no XML document may hold.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One move or correction: ``id`` never changes, ``updated`` does when a move is corrected.

    ``more`` is what programs find under ``_reshuffle`` in a JSON feed.
    """

    id: str
    url: str
    title: str
    html: str
    published: datetime
    updated: datetime
    tags: tuple[str, ...]
    more: Mapping[str, object]


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


def of_move(move: TellableMove, *, host: str, site: str) -> Entry:
    """The entry of a move. Its id is a tag of the site's, after RFC 4151; ``site`` is its address."""
    told = plain(move.sentence)
    page = site + reverse("web:person", args=[move.person.slug])
    log = f"{site}{reverse('web:corrections')}?fact=move-{move.move}"
    corrected = {"on": f"{move.corrected:%Y-%m-%d}", "url": log} if move.corrected else None
    return Entry(
        id=f"tag:{host},2026:moves/{move.move}",
        url=f"{page}#move-{move.move}",
        title=fit(f"Withdrawn: {told}" if move.withdrawn else told),
        html=fit(_html(move, log)),
        published=move.published,
        updated=move.updated,
        tags=("withdrawn",) if move.withdrawn else (move.kind, move.status),
        more={
            "move": move.move,
            "kind": move.kind,
            "status": move.status,
            "withdrawn": move.withdrawn,
            "corrected": corrected,
            "corrections": [
                {"at": one.at.isoformat(), "text": one.text} for one in move.corrections
            ],
        },
    )


def of_correction(one: Correction, *, host: str, site: str) -> Entry:
    """The entry of a correction, which never changes; its address is its place in the log."""
    page = urlencode({"before": page_at(one).isoformat()})
    about = plain(one.about)
    return Entry(
        id=f"tag:{host},2026:corrections/{one.key}",
        url=f"{site}{reverse('web:corrections')}?{page}#{one.key}",
        title=fit(about),
        html=fit(_html_of_correction(one)),
        published=one.at,
        updated=one.at,
        tags=(one.kind.lower(),),
        more={
            "correction": one.key,
            "kind": one.kind.lower(),
            "why": one.why or None,
            "changes": [
                {
                    "what": change.what,
                    "before": str(change.before) or None,
                    "after": str(change.after),
                }
                for change in one.changes
            ],
        },
    )


def fit(text: str) -> str:
    """The text without characters that a feed cannot carry."""
    return _UNFIT.sub("", text)


def _html_of_correction(one: Correction) -> SafeString:
    changes = format_html_join(
        "",
        "<p>{}: {}</p>",
        (
            (
                change.what.capitalize(),
                f"it read {change.before}, and reads {change.after}."
                if change.before
                else change.after,
            )
            for change in one.changes
        ),
    )
    why = format_html("<p>{}</p>", one.why) if one.why else ""
    return format_html("<p>{}.</p>{}{}", plain(one.about).rstrip("."), changes, why)


def _html(move: TellableMove, log: str) -> SafeString:
    sentence = format_html("<p>{}.</p>", plain(move.sentence).rstrip("."))
    if move.withdrawn:
        sentence = format_html(
            "<p>It had been told here: {}.</p>", plain(move.sentence).rstrip(".")
        )
    return format_html("{}{}{}", _corrections(move, log), sentence, _quotes(move.evidence[:QUOTED]))


def _corrections(move: TellableMove, log: str) -> SafeString:
    """What was changed and when; the last correction leads to the log."""
    changes = format_html_join(
        "",
        "<p><strong>{}</strong> ({})</p>",
        ((one.text, f"{one.at:%Y-%m-%d %H:%M} UTC") for one in move.corrections),
    )
    if move.corrected is None:
        return changes
    day = f"{move.corrected:%Y-%m-%d}"
    on = format_html('<p><a href="{}">Corrected on {}</a></p>', log, day)
    return format_html("{}{}", changes, on)


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
