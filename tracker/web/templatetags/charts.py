"""The parts of charts of which a page has a hundred, written in one go: a loop in a template takes its time over them.

They hold numbers and words of our own, and addresses that are escaped.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString

from tracker.timeline.differences import AS_WAS
from tracker.timeline.traffic import Exchange, Span, Traffic
from tracker.web.charts.quarters import Balance, Balances, Column
from tracker.web.charts.slider import Slider
from tracker.web.templatetags.reshuffle import counted, link

register = template.Library()


@register.simple_tag
def stops(slider: Slider) -> SafeString:
    """The ticks on the track of the slider, as tall as much changed; the one shown stands out."""
    return joined(
        f'<rect class="tk{" tk-on" if place == slider.at else ""}" x="{one.x}" y="{one.y}" width="3" height="{one.height}" transform="translate(-1.5)"/>'
        for place, one in enumerate(slider.stops)
        if one.height != "0.0"
    )


@register.simple_tag(takes_context=True)
def chart_address(context: template.Context, day: date, **given: Any) -> str:
    """The address of an org chart on ``day``, with all else as it is asked for now but for what is ``given``: the day to
    ``compare`` with, under whom (``under``), and the page that it stands ``at``, with its place there, if not its own.
    """
    asked = {name: given.get(name, context.get(name)) for name in ("at", "compare", "under")}
    known_on = context["clocks"].known_on
    pairs = (
        ("as_of", day.isoformat()),
        ("known_on", known_on and known_on.isoformat()),
        ("compare", asked["compare"] and asked["compare"].isoformat()),
        ("units", context.get("units") == AS_WAS and AS_WAS),
        ("under", asked["under"]),
    )
    query = "&".join(f"{name}={value}" for name, value in pairs if value)
    at = asked["at"]
    return f"{at or context['chart_at']}?{query}{context.get('place') or '' if at else ''}"


@register.simple_tag
def columns(drawing: Balance, moves_at: str) -> SafeString:
    """The quarters in which anybody came or went, each leading to the list of its moves at ``moves_at``."""
    there = escape(moves_at)
    return joined(
        f'<a href="{there}&amp;since={one.quarter.since}&amp;until={one.until}&amp;surely=1">'
        f"<title>{one.quarter}: {counted(one.arrivals, 'known arrival,known arrivals')}, "
        f"{counted(one.departures, 'known departure,known departures')}</title>"
        f"{''.join(_bars(drawing, one))}</a>"
        for one in drawing.columns
        if one.arrivals or one.departures
    )


def _bars(drawing: Balance, one: Column) -> Iterator[str]:
    """Arrivals up and departures down, with how many where there is room."""
    ways = (
        ("in", one.arrivals, one.up_y, one.up, one.up_label),
        ("out", one.departures, drawing.base_down, one.down, one.down_label),
    )
    for way, count, y, height, label in ways:
        if count:
            yield f'<rect class="c-{way}" x="{one.x}" y="{y}" width="{one.width}" height="{height}"/>'
        if count and drawing.numbers:
            yield f'<text aria-hidden="true" class="t-s t-m t-{way} t-b" x="{one.middle}" y="{label}">{count}</text>'


@register.simple_tag
def said_of_columns(balance: Balances, traffic: Traffic) -> SafeString:
    """What each of the drawings shows of all known moves, in words; the page shows those of the one that is shown."""
    return joined(
        f'<span class="{one.name}">{_drawn(one, traffic)} </span>' for one in balance.drawings
    )


def _drawn(one: Balance, traffic: Traffic) -> str:
    known = counted(traffic.moves, "known move,known moves")
    everything = one.moves == traffic.moves
    part = f"all {known}" if everything else f"{one.moves:,} of {known}"
    ends = f"from {one.columns[0].quarter} to {one.columns[-1].quarter}"
    came, left = one.most_arrivals, one.most_departures
    most_came = f", most in {came.quarter} ({came.arrivals})" if one.arrivals and came else ""
    most_left = f", most in {left.quarter} ({left.departures})" if one.departures and left else ""
    said = (
        f"Drawn {'is' if one.moves == 1 else 'are'} {part}, {ends}: "
        f"{counted(one.arrivals, 'arrival,arrivals')}{most_came}, "
        f"and {counted(one.departures, 'departure,departures')}{most_left}."
    )
    return said if everything else f"{said} {_left_out(traffic, one.moves + traffic.undated)}"


def _left_out(traffic: Traffic, accounted: int) -> str:
    """Where the moves are that are not drawn: of some no day is known, and others lie in other quarters."""
    elsewhere = "others lie in other quarters, see the tables."
    if not traffic.undated:
        return f"The {elsewhere}"
    undated = f"Of {traffic.undated:,} of the rest no day tells the quarter"
    return f"{undated}." if accounted == traffic.moves else f"{undated}; the {elsewhere}"


@register.simple_tag
def rows_of_quarters(columns: Iterable[Column]) -> SafeString:
    """The same numbers as the rows of a table, the last quarter first."""
    return joined(
        f'<tr><th scope="row">{one.quarter}</th><td class="num">{one.arrivals}</td><td class="num">{one.departures}</td></tr>'
        for one in reversed(tuple(columns))
    )


@register.simple_tag
def rows_of_years(years: Sequence[Span], moves_at: str, as_of: date) -> SafeString:
    """The numbers of each year as the rows of a table, the last first; each leads to its moves, up to the day."""
    there = escape(moves_at)
    return joined(
        f'<tr><th scope="row"><a href="{there}&amp;since={one.year}&amp;until={_end(one.year, as_of)}&amp;surely=1">{one.year}</a></th>'
        f'<td class="num">{one.arrivals}</td><td class="num">{one.departures}</td></tr>'
        for one in reversed(years)
    )


def _end(year: int, as_of: date) -> date | int:
    return as_of if year == as_of.year else year


@register.simple_tag(takes_context=True)
def rows_of_exchanges(
    context: template.Context,
    exchanges: Iterable[Exchange],
    moves_list: str,
    other: str,
    own: str,
    slug: str,
    counted_by: str,
) -> SafeString:
    """The companies that people came from or went to, each with how many, which leads to the list of those moves: filtered by
    the ``other`` end and its ``own``.
    """
    asked = escape(f"{own}={slug}&{counted_by}")
    way = "from" if other == "from_company" else "to"
    return joined(
        f'<li>{link(context, one.ref)} <a class="dim" href="{moves_list}?{other}={one.ref.slug}&amp;{asked}">'
        f'{counted(one.moves, "known move,known moves")}<span class="vh"> {way} {escape(one.ref.name)}</span></a></li>'
        for one in exchanges
    )


def joined(parts: Iterable[str]) -> SafeString:
    """What was written of a page part by part, each of which is safe as it stands."""
    return SafeString("".join(parts))
