"""The bands of a drawing of flows: there are too many of them for a loop of a template."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tracker.web.charts.marks import Label
from tracker.web.charts.sankey import Ribbon

register = template.Library()


@register.simple_tag
def ribbons(drawn: Iterable[Ribbon]) -> SafeString:
    """Each band as a link to its moves, with its title, and its number where it has room for one."""
    return format_html_join(
        "\n",
        '<a href="{}"><title>{}</title><path class="ribbon{}" d="{}"/>{}</a>',
        (
            (
                one.address,
                one.title,
                f" ribbon-{one.family}" if one.family else "",
                one.path,
                _number(one.number) if one.number else "",
            )
            for one in drawn
        ),
    )


def _number(label: Label) -> SafeString:
    return format_html(
        '<text class="t-n t-b {}" x="{}" y="{}">{}</text>',
        label.anchor,
        label.x,
        label.y,
        label.text,
    )
