"""The bands of a drawing of flows: there are too many of them for a loop of a template."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.web.charts.parts import Piece
from tracker.web.charts.sankey import Ribbon

register = template.Library()


@register.simple_tag
def ribbons(drawn: Iterable[Ribbon]) -> SafeString:
    """Each band as a link to its moves, with its title, and its numbers where it has room for them; in stripes where it is
    split.
    """
    return format_html_join(
        "\n",
        '<a href="{}"><title>{}</title>{}{}</a>',
        (
            (
                one.address,
                one.title,
                _stripes(one) if one.stripes else _whole(one),
                _numbers(one) if one.numbers else "",
            )
            for one in drawn
        ),
    )


def _whole(one: Ribbon) -> SafeString:
    family = f" ribbon-{one.family}" if one.family else ""
    return format_html('<path class="ribbon{}" d="{}"/>', family, one.path)


def _stripes(one: Ribbon) -> SafeString:
    look = f"t-{one.family}" if one.family else "node"
    return format_html_join(
        "",
        '<path class="{}" opacity="{}" d="{}"/>',
        ((look, stripe.opacity, stripe.path) for stripe in one.stripes),
    )


def _numbers(one: Ribbon) -> SafeString:
    halo = " halo" if one.stripes else ""
    return format_html_join(
        "",
        '<text class="t-n t-b {}{}" x="{}" y="{}">{}</text>',
        ((label.anchor, halo, label.x, label.y, label.text) for label in one.numbers),
    )


@register.simple_tag
def parts_bar(pieces: Iterable[Piece], height: int = 6) -> SafeString:
    """The kinds or ranks of a band side by side, as wide as there is room; their numbers stand beside in words."""
    return format_html(
        '<svg viewBox="0 0 100 6" width="100%" height="{}" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        height,
        format_html_join(
            "",
            '<rect class="node" opacity="{}" x="{}" width="{}" height="6"/>',
            ((one.opacity, one.x, one.width) for one in pieces),
        ),
    )


@register.simple_tag
def signed(net: int) -> SafeString:
    """Gains less losses, in the colour of their direction: ``+3``, ``−2``, ``0``."""
    if net == 0:
        return SafeString("<b>0</b>")
    look, sign = ("in", "+") if net > 0 else ("out", "\N{MINUS SIGN}")
    return format_html('<b class="diff-{}">{}{}</b>', look, sign, f"{abs(net):,}")
