"""The tags of what differs between two days."""

from collections.abc import Mapping

from django import template

from tracker.web.changes import TAGS, Tag, tags_of

register = template.Library()


@register.filter
def tags(changed: Mapping[int | str, tuple[str, ...]], about: int | str) -> tuple[Tag, ...]:
    """The tags of one person, by number, or one unit, by slug."""
    return tags_of(changed.get(about, ()))


@register.filter
def tag(kind: str) -> Tag:
    """The tag of one kind of change."""
    return TAGS[kind]
