"""The rows of the table of moves, written in one go as those of timelines are: a template takes its time over every cell.

What few of them have, evidence that stands open and a correction, is a template's all the same.
"""

from collections.abc import Callable, Collection, Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from people.models import Link
from tracker.kernel.statuses import Status
from tracker.timeline.move_lines import Leaving, MoveLine
from tracker.web.templatetags.moves import cite_menu, evidence_menu, rank_word
from tracker.web.templatetags.reshuffle import (
    link,
    long_after,
    outlet_link,
    pips,
    place,
    slots,
    status,
    when,
)
from tracker.web.templatetags.writing import part

register = template.Library()


@register.simple_tag(takes_context=True)
def rows_of_moves(
    context: template.Context, moves: Iterable[MoveLine], columns: Collection[str]
) -> SafeString:
    """A row for each move, with the person and what ``columns`` name."""
    cells = [write for name, write in _CELLS.items() if not name or name in columns]
    rows = (
        f'<tr class="r-{escape(move.status)}" id="move-{move.move}">'
        f"{''.join([write(context, move, columns) for write in cells])}</tr>"
        for move in moves
    )
    return SafeString("\n".join(rows))


def _date(_: template.Context, move: MoveLine, __: Collection[str]) -> str:
    if move.happened:
        day: str = slots(move.happened)
    elif move.first_on:
        day = f'<span class="dim">told</span> {when(move.sort_on)}'
    else:
        day = '<span class="dim">no day known</span>'
    return f'<td class="c-d">{day}</td>'


def _told(_: template.Context, move: MoveLine, __: Collection[str]) -> str:
    return f'<td class="c-d c-w" data-label="Told">{slots(move.first_on)}</td>'


def _person(context: template.Context, move: MoveLine, _: Collection[str]) -> str:
    return f'<th scope="row" class="c-p">{link(context, move.person)}</th>'


def _kind(_: template.Context, move: MoveLine, __: Collection[str]) -> str:
    return f'<td class="c-t">{escape(move.kind_word)}</td>'


def _ends(context: template.Context, move: MoveLine, _: Collection[str]) -> str:
    return f'<td class="c-f">{_route(context, move)}</td>'


def _route(context: template.Context, move: MoveLine) -> str:
    """Whence and whither."""
    there = place(context, move.destination, move.unit_joined)
    if move.within:
        return f'{there}<span class="dim">, within</span>'
    whither = there if move.destination else '<span class="dim">not known</span>'
    joined = ' <span class="dim">(joined by dates)</span>' if move.link == Link.INFERRED else ""
    return (
        f'{place(context, move.origin, move.unit_left)} <span class="arr" aria-hidden="true">→</span>'
        f'<span class="vh">to</span> {whither}{_left(move.leaving)}{joined}'
    )


def _left(leaving: Leaving | None) -> str:
    if leaving is None:
        return ""
    day = (
        f"left {when(leaving.happened)}"
        if leaving.happened
        else f"leaving told {when(leaving.sort_on)}"
    )
    return f' <span class="dim left">{day}</span>'


def _title(_: template.Context, move: MoveLine, __: Collection[str]) -> str:
    given_up = not move.title and move.former_title and move.status == Status.DONE
    more = '<span class="dim">, given up</span>' if given_up else ""
    return f'<td class="c-ti">{escape(capfirst(move.title or move.former_title))}{more}</td>'


def _seniority(_: template.Context, move: MoveLine, __: Collection[str]) -> str:
    label = ' data-label="Rank"' if move.seniority else ""
    return f'<td class="c-r"{label}>{escape(rank_word(move.seniority))}</td>'


def _unit(context: template.Context, move: MoveLine, _: Collection[str]) -> str:
    label = ' data-label="Unit"' if move.unit else ""
    return f'<td class="c-u"{label}>{link(context, move.unit)}</td>'


def _status(context: template.Context, move: MoveLine, _: Collection[str]) -> str:
    disputed = ' <span class="disputed">Disputed</span>' if move.disputed else ""
    corrected = part(context, "parts/corrected", one=move) if move.corrected else ""
    return f'<td class="c-s">{status(move.status)}{disputed}{corrected}</td>'


def _outlet(context: template.Context, move: MoveLine, columns: Collection[str]) -> str:
    late = move.outlet and long_after(move.first_on, move.happened)
    dated = move.outlet and move.first_on and "told" not in columns
    before = '<span class="dim">told in</span> ' if late else ""
    day = f'<span class="dim">, {when(move.first_on)}</span>' if dated else ""
    outlet = outlet_link(context, move.outlet, move.outlet_slug)
    return f'<td class="c-o">{before}{outlet}{day}{_told_leaving(context, move)}</td>'


def _told_leaving(context: template.Context, move: MoveLine) -> str:
    """Who told first that the place was left, where that was before anybody told where to."""
    told = move.leaving
    if told is None or not told.outlet or told.first_on is None:
        return ""
    if move.first_on is not None and told.first_on >= move.first_on:
        return ""
    outlet = outlet_link(context, told.outlet, told.outlet_slug)
    return f' <span class="dim left">of the leaving: {outlet}, {when(told.first_on)}</span>'


def _origins(_: template.Context, move: MoveLine, __: Collection[str]) -> str:
    return f'<td class="c-n">{pips(move.origins, "", move.saying) if move.origins else ""}</td>'


def _evidence(context: template.Context, move: MoveLine, _: Collection[str]) -> str:
    if not move.evidence:
        menu: str = ""
    elif context.get("written"):
        menu = part(context, "parts/evidence_menu", move=move)
    else:
        menu = evidence_menu(context, move)
    return f'<td class="c-c">{menu}</td>'


def _cite(context: template.Context, move: MoveLine, _: Collection[str]) -> str:
    return f'<td class="c-x">{cite_menu(context, move)}</td>'


type _Cell = Callable[[template.Context, MoveLine, Collection[str]], str]
#: What writes each column, in the order in which they stand; the person's is always there.
_CELLS: dict[str, _Cell] = {
    "date": _date,
    "told": _told,
    "": _person,
    "kind": _kind,
    "ends": _ends,
    "title": _title,
    "seniority": _seniority,
    "unit": _unit,
    "status": _status,
    "outlet": _outlet,
    "origins": _origins,
    "evidence": _evidence,
    "cite": _cite,
}
