"""The ways from a row to the evidence of its facts, and to how they are cited."""

from html import escape
from urllib.parse import urlencode

from django import template
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
    asked = asking(there, answered="1") if answered else there
    many = f", {claims} claims" if claims > 1 else ""
    return SafeString(
        f'<a class="ev-ask" href="{escape(there)}" hx-get="{escape(asked)}" hx-swap="outerHTML">'
        f'Evidence{many}<span class="vh"> for {escape(about)}</span></a>{_cite_link(there, about)}'
    )


@register.simple_tag(takes_context=True)
def evidence_of(
    context: template.Context, told: Entry | MoveLine | Post, answered: object = None
) -> SafeString:
    """The same for what a row tells, with how many claims are behind it; nothing where none is."""
    claims = len(of_claims(told.evidence))
    if not claims:
        return SafeString("")
    return evidence_link(context, told.evidence_name, told.about, claims, answered)


@register.simple_tag(takes_context=True)
def cite_link(context: template.Context, facts: str, about: str) -> SafeString:
    """The way to how ``facts`` are cited, beside evidence that stands on the page."""
    return _cite_link(clocked(context, "evidence", facts), about)


def _cite_link(there: str, about: str) -> SafeString:
    asked = asking(there, menu="cite-here")
    return SafeString(
        f' <a class="cite-ask" href="{escape(there)}#cite" hx-get="{escape(asked)}" hx-swap="outerHTML">'
        f'Cite<span class="vh"> {escape(about)}</span></a>'
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
