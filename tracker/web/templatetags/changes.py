"""The tags of what differs between two days."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django import template

from tracker.timeline.changes_told import Telling
from tracker.timeline.differences import Change, Fate, UnitBalance
from tracker.timeline.doubts import doubts_about
from tracker.web.changes import Tag, fate_in_words, possible_tags, tag_of, tags_of

register = template.Library()
register.filter(possible_tags)

_STEPS = {
    "unit_created": "Created",
    "unit_renamed": "Renamed",
    "unit_merged": "Merged",
    "unit_dissolved": "Dissolved",
}
_APART = {
    "unit": "units that changed",
    "left": "who left",
    "joined": "who joined outside the tree",
}


@register.filter
def tags(changed: Mapping[int | str, tuple[str, ...]], about: int | str) -> tuple[Tag, ...]:
    """The tags of one person, by number, or one unit, by slug."""
    return tags_of(changed.get(about, ()))


@register.filter
def tag(change: Change, told: Telling | None) -> Tag:
    """The tag of a difference."""
    return tag_of(change, told)


@register.filter
def step_word(kind: str, told: Telling) -> str:
    """What became of a unit, in a word; one that was only named is not called created."""
    return "First named" if told.named else _STEPS[kind]


@register.filter
def told_of(told: Mapping[tuple[int, str], Telling], change: Change) -> Telling | None:
    """When a difference came about, and who says so."""
    return told.get(change.place)


@register.filter
def about(change: Change, told: Telling | None) -> str:
    """A difference in words: ``Ada Byron, new title``."""
    named = change.person or change.unit
    return f"{named.name if named else ''}, {tag(change, told).word.lower()}"


@register.simple_tag
def doubts(change: Change, told: Telling | None, first: date, last: date) -> str:
    """Why a difference between the two days is only possible: ``only reported, its day is open``."""
    return ", ".join(doubts_about(change, told, first=first, last=last))


@register.filter
def apart(changes: Collection[Change]) -> str:
    """What a list tells of beside a tree: ``Units that changed, and who left``."""
    kinds = {"unit" if one.unit else one.kind for one in changes}
    said = [words for kind, words in _APART.items() if kind in kinds]
    words = ", and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
    return words[:1].upper() + words[1:]


@register.filter
def became(fates: Sequence[Fate], of: str) -> str:
    """What became of units, in words."""
    return fate_in_words(fates, of)


@register.filter
def fate(row: UnitBalance, of: str) -> str:
    """What became of the unit of a row, without its name."""
    return fate_in_words(row.by, of, about=row.unit.name)


@register.filter
def may_have(row: UnitBalance) -> str:
    """What may have become of a unit: ``may have been merged into Deep``."""
    if row.perhaps is None:
        return ""
    into = f" {row.perhaps.into.name}" if row.perhaps.into else ""
    if row.perhaps.how == "merged":
        into = f" into{into or ' another unit'}"
    return f"may have been {row.perhaps.how}{into}"


@register.filter
def signed(number: int) -> str:
    """``+3``, ``−3`` or ``0``."""
    return f"{number:+,}".replace("-", "−") if number else "0"
