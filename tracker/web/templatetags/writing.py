"""A template's part in what a tag writes."""

from typing import Any

from django import template
from django.template.engine import Engine
from django.utils.safestring import SafeString


def part(context: template.Context, name: str, **more: Any) -> SafeString:
    """What the template ``web/NAME.html`` makes of the context and of ``more``, by name."""
    with context.push(**more):
        return Engine.get_default().get_template(f"web/{name}.html").render(context)
