"""What pages say to machines and to bibliographies."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from tracker.web.citing import KEPT, Citation, citation_of

register = template.Library()
#: As Django's own json_script: no text can end the element or begin a comment.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def linked_data(data: Mapping[str, Any]) -> SafeString:
    """``data`` as JSON-LD 1.1: a block of data, which no browser runs."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped


@register.simple_tag(takes_context=True)
def citation(context: template.Context, title: str, kept: Collection[str] = KEPT) -> Citation:
    """How the page is cited; ``kept`` are the parameters that belong to what it shows."""
    return citation_of(
        context["request"],
        context["clocks"],
        title,
        newest_report=context["newest_report"],
        kept=kept,
    )
