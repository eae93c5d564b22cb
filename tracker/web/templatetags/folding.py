"""Long lists under headings, parted where a phone folds what comes after."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django import template

register = template.Library()

#: Fewer than this are not worth a fold.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading; ``goes_on`` where it began before the fold."""

    heading: Any
    items: Sequence[Any]
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Parted:
    """``shown`` everywhere, and ``rest``, which a phone folds; ``more`` is how many that holds."""

    shown: tuple[Part, ...]
    rest: tuple[Part, ...] = ()

    @property
    def more(self) -> int:
        return sum(len(part.items) for part in self.rest)


@register.simple_tag
def parted(groups: Collection[tuple[Any, Sequence[Any]]], first: int) -> Parted:
    """Items under their headings, parted after the ``first``, within a heading where need be."""
    if sum(len(items) for _, items in groups) < first + FEWEST:
        return Parted(tuple(Part(heading, items) for heading, items in groups))
    shown, rest, room = [], [], first
    for heading, items in groups:
        if head := items[:room]:
            shown.append(Part(heading, head))
        if tail := items[room:]:
            rest.append(Part(heading, tail, goes_on=bool(head)))
        room -= len(head)
    return Parted(tuple(shown), tuple(rest))


@register.filter
def folded[T](items: Sequence[T], first: int) -> tuple[Sequence[T], Sequence[T]]:
    """The ``first`` of a list, and the rest, which a phone folds."""
    return (items, ()) if len(items) < first + FEWEST else (items[:first], items[first:])
