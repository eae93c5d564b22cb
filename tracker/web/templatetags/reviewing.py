"""The small parts of the editors' desk."""

from collections.abc import Sequence
from datetime import date

from django import template
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from tracker.claims.review.queue import MOST_COUNTED, queue_size
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.entries import Entry, Post
from tracker.timeline.move_lines import MoveLine
from tracker.web.editors import is_editor
from tracker.web.templatetags.reshuffle import when

register = template.Library()

_WORDS = {
    "person": "Person",
    "organization": "Company",
    "unit": "Unit",
    "manager": "Manager",
    "other": "Other company",
}
_FILTERS = {
    "reason": "Why",
    "type": "What",
    "outlet": "Outlet",
    "record": "Person or company",
    "probability": "How sure",
    "age": "Waiting for",
}


@register.simple_tag
def queue_count() -> str:
    """How many claims wait, for beside the nav's link; empty when none does."""
    size = queue_size()
    return f"{MOST_COUNTED:,}+" if size >= MOST_COUNTED else str(size or "")


@register.simple_tag(takes_context=True)
def correct_links(context: template.Context, told: Entry | MoveLine | Post) -> SafeString:
    """The ways to correct the facts behind what a row tells, for editors only: nobody else sees any."""
    user = context.get("user")
    if user is None or not is_editor(user):
        return SafeString("")
    found, about = told.facts, told.about
    ways = [(*fact.rsplit("-", 1), _which(number, found)) for number, fact in enumerate(found)]
    return format_html_join(
        " ",
        '<a class="fix" href="{}">Correct{}<span class="vh"> {}</span></a>',
        ((reverse("web:correct", args=[kind, pk]), which, about) for kind, pk, which in ways),
    )


def _which(number: int, facts: Sequence[str]) -> str:
    """Of a move from post to post, which of the two."""
    if len(facts) < 2:
        return ""
    return " the new post" if number == 0 else " the post before"


@register.simple_tag
def word_name(word: str) -> str:
    """What a name of a claim is called on the page."""
    return _WORDS.get(word, word)


@register.simple_tag
def filter_label(name: str) -> str:
    return _FILTERS.get(name, name)


@register.filter
def percent(probability: float) -> str:
    """``0.83`` as ``83%``."""
    return f"{probability:.0%}"


@register.filter
def said_value(value: object) -> SafeString | str:
    """A value of a fact: dates as elsewhere, words as they are."""
    return when(value) if isinstance(value, PartialDate | date) else str(value)
