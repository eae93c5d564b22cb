"""The parts of a page that are one reader's own."""

from django import template
from django.utils.safestring import SafeString

from tracker.web.own_parts import given, marked
from tracker.web.templatetags.writing import part

register = template.Library()


@register.simple_tag(takes_context=True)
def own(context: template.Context, name: str) -> SafeString:
    """The part ``web/own/NAME.html`` for whoever asks for the page, marked as theirs."""
    return SafeString(
        marked(name, part(context, f"own/{name}", **given(name, context.get("request"))))
    )
