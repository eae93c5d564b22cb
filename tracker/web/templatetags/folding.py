"""Long lists under headings, parted where a phone folds what comes after."""

from calendar import month_name
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import template

from tracker.timeline.entries import Entry, by_month

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


@dataclass(frozen=True, slots=True)
class Years:
    """The years of a timeline, each with its months, parted in two as ``Parted`` is."""

    shown: tuple[Part, ...]
    rest: tuple[Part, ...]
    more: int


@register.simple_tag
def parted_by_month(years: Iterable[tuple[int | None, Sequence[Entry]]], first: int) -> Years:
    """Entries under their years, and there under their months, parted after the ``first``.

    What a year holds is a part for each month, without a heading where the entries are few or no year is told.
    """
    months = [
        ((year, month), entries)
        for year, of_year in years
        for month, entries in ([(None, of_year)] if year is None else by_month(of_year))
    ]
    found = parted(months, first)
    last = found.shown[-1].heading[0] if found.shown else None
    return Years(_under_years(found.shown), _under_years(found.rest, beyond=(last,)), found.more)


def _under_years(parts: Iterable[Part], beyond: Collection[int | None] = ()) -> tuple[Part, ...]:
    """``beyond`` is the year that goes on here."""
    return tuple(
        Part(
            year,
            [Part(_month(part.heading[1]), part.items, part.goes_on) for part in of_year],
            goes_on=year in beyond,
        )
        for year, of_year in groupby(parts, key=lambda part: part.heading[0])
    )


def _month(number: int | None) -> str:
    if number is None:
        return ""
    return month_name[number] if number else "Month not known"


@register.filter
def folded[T](items: Sequence[T], first: int) -> tuple[Sequence[T], Sequence[T]]:
    """The ``first`` of a list, and the rest, which a phone folds."""
    return (items, ()) if len(items) < first + FEWEST else (items[:first], items[first:])
