"""The table of moves: its heads, the numbers beside its filters, the ways to a row's evidence and citation."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from html import escape

from django import template
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from people.models import Seniority
from tracker.timeline.evidence import Evidence
from tracker.timeline.move_lines import MoveLine
from tracker.timeline.move_orders import NEWEST, SORTS, MoveOrder
from tracker.web.addresses import without
from tracker.web.days import say
from tracker.web.move_columns import COLUMNS
from tracker.web.templatetags.evidence import asking
from tracker.web.templatetags.reshuffle import clocked

register = template.Library()

#: What a column can be sorted by, each with the word that its link has.
_SORTED_BY = {
    "date": (("date", "Date"),),
    "told": (("told", "Told"),),
    "person": (("person", "Person"),),
    "ends": (("from_company", "From"), ("to_company", "to")),
    "origins": (("origins", "Independent"),),
}
_CLASSES = {"date": "num c-d", "told": "num c-d", "title": "c-ti", "origins": "c-n"}
_PLACES = ("before", "after")


@register.simple_tag
def same_day(evidence: Iterable[Evidence], first: str, day: date | None, aspect: str = "") -> str:
    """``; on the same day also The Post``: who else told of it on the day of the first report; with ``aspect`` of that end alone.

    Whoever credits another is none of them.
    """
    told = dict.fromkeys(
        one.outlet
        for one in evidence
        if day
        and one.published == day
        and one.outlet
        and not first.endswith(one.outlet)
        and not one.via
        and (not aspect or one.aspect == aspect)
    )
    *some, last = told or [""]
    return (
        f"; on the same day also {', '.join(some)}{' and ' if some else ''}{last}" if last else ""
    )


@register.filter
def options(names: Iterable[str]) -> SafeString:
    """Names as the options of a list; there are hundreds, and hardly ever others than before."""
    return _options(tuple(names))


@lru_cache(maxsize=4)
def _options(names: tuple[str, ...]) -> SafeString:
    return format_html_join("", '<option value="{}"></option>', ((name,) for name in names))


@register.simple_tag(takes_context=True)
def column_head(context: template.Context, column: str) -> SafeString:
    """The head of a column: where the table is sorted by it, ``aria-sort`` says so; links sort by it.

    Without an ``order`` in the context the table stands as it is, and the head is plain.
    """
    order = context.get("order")
    links = _SORTED_BY.get(column, ())
    kind = _CLASSES.get(column, "")
    attributes = format_html(' class="{}"', kind) if kind else SafeString("")
    if not isinstance(order, MoveOrder) or not links:
        label = COLUMNS.get(column, "Person")
        return format_html('<th scope="col"{}>{}</th>', attributes, label)
    if order.by in dict(links):
        way = "descending" if order.falls else "ascending"
        attributes += format_html(' aria-sort="{}"', way)
    query = context["request"].GET
    shown = format_html_join(
        SafeString(' <span aria-hidden="true">→</span> '),
        "{}",
        ((_sort_link(query, by, word, order),) for by, word in links),
    )
    return format_html('<th scope="col"{}>{}</th>', attributes, shown)


def _sort_link(query: QueryDict, by: str, word: str, order: MoveOrder) -> SafeString:
    here = order.by == by
    to = order.turned if here else MoveOrder(by, SORTS[by].falls)
    changed = without(query, *_PLACES, "ordering")
    if to != NEWEST:
        changed["ordering"] = to.name
    return format_html(
        '<a class="by" href="?{}">{}{}<span class="vh">, sort {}</span></a>',
        changed.urlencode(),
        word,
        format_html(' <span aria-hidden="true">{}</span>', "↓" if order.falls else "↑")
        if here
        else "",
        to.way,
    )


@register.filter
def at_least(number: int, more: bool) -> str:  # noqa: FBT001 - a filter's argument has no name
    """``2,000``, or ``2,000+`` where there are more; what was not met with among many is left open."""
    if more and not number:
        return ""
    return f"{number:,}{'+' if more else ''}"


@register.filter
def rank_word(seniority: int) -> str:
    """The word of a rank; nothing where the title does not say."""
    return Seniority(seniority).label if seniority else ""


@register.filter
def row_name(move: MoveLine) -> str:
    """What tells a row from the others where one hears its links alone: ``Ada Byron, hire, Jun 2025``."""
    day = move.happened or move.first_on
    return ", ".join([move.person.name, move.kind_word.lower(), *([say(day)] if day else [])])


@register.simple_tag(takes_context=True)
def evidence_menu(context: template.Context, move: MoveLine) -> SafeString:
    """The way to the evidence of a row, which opens as a menu in its place."""
    there, menu = _ways(context, move, "evidence")
    return SafeString(
        f'<a class="menu-ask" href="{escape(there)}" hx-get="{escape(menu)}" hx-swap="outerHTML">'
        f'<span class="swatch" aria-hidden="true"></span><span class="vh">Evidence for {escape(row_name(move))}</span></a>'
    )


@register.simple_tag(takes_context=True)
def cite_menu(context: template.Context, move: MoveLine) -> SafeString:
    """The way to the citation of a row, which opens as a menu in its place."""
    there, menu = _ways(context, move, "cite")
    return SafeString(
        f'<a class="menu-ask" href="{escape(there)}#cite" hx-get="{escape(menu)}" hx-swap="outerHTML">'
        f'Cite<span class="vh"> {escape(row_name(move))}</span></a>'
    )


def _ways(context: template.Context, move: MoveLine, menu: str) -> tuple[str, str]:
    """The page that shows a row's evidence and how it is cited, and the address of one of both as a menu."""
    there = clocked(context, "evidence", move.evidence_name)
    return there, asking(there, menu=menu)
