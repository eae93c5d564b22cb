"""The ways from a row to the evidence of its facts, and to how they are cited."""

from urllib.parse import urlencode

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tracker.claims.models import Aspect
from tracker.timeline.entries import Entry, Post
from tracker.timeline.evidence import Evidence, of_claims
from tracker.timeline.evidence_of_facts import Backed
from tracker.timeline.move_lines import MoveLine
from tracker.web.templatetags.reshuffle import clocked

register = template.Library()


@register.simple_tag(takes_context=True)
def evidence_link(
    context: template.Context, facts: str, about: str, claims: int = 0, answered: object = None
) -> SafeString:
    """The ways to the evidence of ``facts`` and to how they are cited, which open in their place, and are a page of their
    own without JavaScript.

    ``answered``: the replies stand beside it already.
    """
    there = clocked(context, "evidence", facts)
    return format_html(
        '<a class="ev-ask" href="{}" hx-get="{}" hx-swap="outerHTML">Evidence{}<span class="vh"> for {}</span></a>{}',
        there,
        asking(there, answered="1") if answered else there,
        f", {claims} claims" if claims > 1 else "",
        about,
        _cite_link(there, about),
    )


@register.simple_tag(takes_context=True)
def cite_link(context: template.Context, facts: str, about: str) -> SafeString:
    """The way to how ``facts`` are cited, beside evidence that stands on the page."""
    return _cite_link(clocked(context, "evidence", facts), about)


def _cite_link(there: str, about: str) -> SafeString:
    return format_html(
        ' <a class="cite-ask" href="{}#cite" hx-get="{}" hx-swap="outerHTML">Cite<span class="vh"> {}</span></a>',
        there,
        asking(there, menu="cite-here"),
        about,
    )


@register.filter
def claims_of(told: Entry | MoveLine | Post | Backed) -> list[Evidence]:
    """The claims behind what a row tells; those that carry the status that the row shows come first."""
    of_start, of_end = told.statuses
    return sorted(
        of_claims(told.evidence),
        key=lambda one: one.status != (of_end if one.aspect == Aspect.END else of_start),
    )


def asking(address: str, **more: str) -> str:
    """``address`` with more behind its question mark."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(more)}"
