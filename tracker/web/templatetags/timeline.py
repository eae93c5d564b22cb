"""The lines of a timeline, of which a page has dozens, written in one go: a template takes its time over every word.

What few of them have, a report that went several steps and evidence that stands open, is a template's all the same.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString

from tracker.timeline.entries import Entry
from tracker.timeline.life import steps_of
from tracker.web.charts.life import lives
from tracker.web.days import say_day
from tracker.web.templatetags.evidence import evidence_of
from tracker.web.templatetags.folding import Part
from tracker.web.templatetags.moves import same_day
from tracker.web.templatetags.reshuffle import (
    answers,
    first_reported,
    link,
    mark,
    phrase,
    pips,
    status,
    status_word,
    when,
)
from tracker.web.templatetags.reviewing import correct_links
from tracker.web.templatetags.writing import part

register = template.Library()


@register.simple_tag(takes_context=True)
def lines_of_months(
    context: template.Context,
    months: Sequence[Part],
    opened: bool = False,  # noqa: FBT001, FBT002 - a tag's argument
) -> SafeString:
    """The entries of a year in a list for each month; ``opened``: the evidence of the first stands on the page."""
    return SafeString(
        "\n".join(
            _month(context, month, opened=opened and not nth) for nth, month in enumerate(months)
        )
    )


def _month(context: template.Context, month: Part, *, opened: bool) -> str:
    lines = "\n".join(
        _line(context, entry, opened=opened and not nth) for nth, entry in enumerate(month.items)
    )
    heading = f"<h4>{escape(month.heading)}</h4>" if month.heading else ""
    goes_on = " goes-on" if month.goes_on else ""
    return f'<div class="mo{goes_on}">{heading}<ol>{lines}</ol></div>'


def _line(context: template.Context, entry: Entry, *, opened: bool) -> str:
    said = (
        f'<blockquote class="said"><p>“{escape(entry.quote)}”</p></blockquote>'
        if entry.quote
        else ""
    )
    return (
        f'<li class="tl" id="{escape(entry.anchor)}"><div class="tl-d">{_day(entry)}</div>{mark(entry.status)}'
        f'<div class="tl-b"><p class="tl-h">{phrase(context, entry.sentence)}</p>'
        f'<div class="meta">{"\n".join(_how_told(context, entry))}</div>'
        f"{said}{_life(context, entry)}{_evidence(context, entry, opened=opened)}</div></li>"
    )


def _day(entry: Entry) -> str:
    """The day on which it happened, or was told."""
    if entry.happened:
        return when(entry.happened)
    if entry.told_on:
        return f'<span class="dim">told</span> {when(entry.told_on)}'
    return '<span class="dim">no day known</span>'


def _how_told(context: template.Context, entry: Entry) -> Iterator[str]:
    """How firmly it is told, of what kind it is, by how many, and by whom first; and the ways to correct it."""
    yield _worded(entry.status)
    if entry.disputed:
        yield '<span class="disputed">Disputed</span>'
    if entry.end_status == "done":
        yield "<span>Ended</span>"
    elif entry.end_status:
        yield f"<span>its end: {status(entry.end_status)}</span>"
    yield f"<span>{escape(entry.kind)}</span>"
    if entry.origins:
        yield pips(entry.origins, "independent", entry.saying)
    if entry.outlet:
        first = first_reported(entry.outlet, entry.first_on, entry.happened)
        others = same_day(entry.evidence, entry.outlet, entry.first_on)
        yield f"<span>{first}{escape(others)}</span>"
    if entry.onward:
        there = entry.onward
        first = first_reported(there.outlet, there.first_on, entry.happened)
        yield f"<span>To {link(context, there.place)}. {first}</span>"
    if entry.corrected:
        yield part(context, "parts/corrected", one=entry)
    yield correct_links(context, entry)


@lru_cache(maxsize=64)
def _worded(status: str) -> str:
    return f'<span class="st st-{escape(status)}">{escape(status_word(status))}</span>'


def _life(context: template.Context, entry: Entry) -> str:
    """The life of the report, drawn; nothing when it has one step only."""
    drawings = lives(steps_of(entry.evidence, reached=entry.status), say=say_day)
    return part(context, "charts/life", drawings=drawings) if drawings else ""


def _evidence(context: template.Context, entry: Entry, *, opened: bool) -> str:
    """Its evidence where that is to stand on the page, else the way to it."""
    if opened or context.get("written") or answers(entry.evidence):
        return part(context, "parts/evidences", of=entry, open=opened)
    return evidence_of(context, entry)
