"""The marks and words of what differs between two days."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Self

from tracker.timeline.changes_told import Telling
from tracker.timeline.differences import CHANGES, Balance, Change, Fate, OrgDiff, UnitBalance
from tracker.timeline.doubts import doubts_about
from tracker.timeline.org_picture import OrgPicture


@dataclass(frozen=True, slots=True)
class Tag:
    """One kind of change: a symbol, a word, and the family of colours (in, out, or ink)."""

    symbol: str
    word: str
    family: str
    one: str
    several: str

    def counted(self, number: int) -> str:
        """``4 joined``."""
        return f"{number} {self.one if number == 1 else self.several}"


TAGS: Mapping[str, Tag] = {
    "joined": Tag("+", "Joined", "in", "joined", "joined"),
    "came_and_went": Tag("±", "Came and went", "out", "came and went", "came and went"),
    "left": Tag("–", "Left", "out", "left", "left"),
    "retitled": Tag("→", "New title", "ink", "has a new title", "have a new title"),
    "added_title": Tag("→", "Title added", "ink", "has a title added", "have a title added"),
    "dropped_title": Tag("→", "Title given up", "ink", "gave up one title", "gave up one title"),
    "moved_unit": Tag("↓", "Moved unit", "ink", "moved to another unit", "moved to another unit"),
    "added_unit": Tag("↓", "Unit added", "ink", "is in a further unit", "are in a further unit"),
    "dropped_unit": Tag("↓", "Unit left", "ink", "left one unit", "left one unit"),
    "with_unit": Tag(
        "≈",
        "Unit ended",
        "ink",
        "whose unit was renamed, merged or dissolved",
        "whose unit was renamed, merged or dissolved",
    ),
    "new_manager": Tag("⇄", "New manager", "ink", "has a new manager", "have a new manager"),
    "unit_created": Tag("◇", "New unit", "in", "new unit", "new units"),
    "unit_renamed": Tag("≈", "Renamed", "ink", "unit renamed", "units renamed"),
    "unit_merged": Tag("∪", "Took in", "ink", "unit merged", "units merged"),
    "unit_moved": Tag("↓", "Moved", "ink", "unit moved", "units moved"),
    "unit_dissolved": Tag("×", "Dissolved", "out", "unit dissolved", "units dissolved"),
}

#: A unit that something published names, while nobody tells since when it is there.
NAMED = Tag("◇", "Unit first named", "ink", "unit first named", "units first named")

#: Somebody whom something published names there, while nobody tells that they came then.
PERSON_NAMED = Tag("+", "First named there", "ink", "first named there", "first named there")

#: Somebody who went with their unit, by what had become of it.
_WITH_UNIT = {
    how: replace(TAGS["with_unit"], word=f"Unit {word}")
    for how, word in (
        ("renamed", "renamed"),
        ("merged", "merged"),
        ("dissolved", "dissolved"),
        ("moved", "given away"),
    )
}

#: People first: that is what is asked for first.
_ORDER = (*(kind for kind in CHANGES if not kind.startswith("unit_")), *CHANGES)


def tags_of(kinds: Iterable[str]) -> tuple[Tag, ...]:
    """The tags of these kinds of change, each once, in the order in which they are told."""
    found = set(kinds)
    return tuple(TAGS[kind] for kind in dict.fromkeys(_ORDER) if kind in found)


def summed(counts: Mapping[str, int]) -> list[tuple[Tag, str]]:
    """``4 joined``, ``2 left`` … for kinds with a count."""
    return [
        (TAGS[kind], TAGS[kind].counted(counts[kind]))
        for kind in dict.fromkeys(_ORDER)
        if counts.get(kind)
    ]


def tag_of(change: Change, told: Telling | None) -> Tag:
    """The tag of a difference: a unit that was only named is not called new, and nobody said to have joined."""
    if change.named:
        return PERSON_NAMED
    if change.kind == "with_unit":
        return _WITH_UNIT[change.by[0].how]
    return NAMED if told and told.named else TAGS[change.kind]


def possible_tags(picture: OrgPicture, unit: str) -> list[tuple[Tag, str]]:
    """What may have happened to a unit between the two days, each with what keeps it from being sure."""
    if picture.perhaps is None:
        return []
    first, last = picture.perhaps.first, picture.perhaps.last
    found = ((one, picture.told.get(one.place)) for one in picture.perhaps.changes)
    return [
        (tag_of(one, told), ", ".join(doubts_about(one, told, first=first, last=last)))
        for one, told in found
        if one.unit and one.unit.slug == unit and told and not told.named
    ]


#: As many changes of one kind stand open, and as many units; fewer than ``_FEWEST`` more are not worth a fold.
_OPEN, _MOST_UNITS, _FEWEST = 5, 10, 3


@dataclass(frozen=True, slots=True)
class Kind:
    """The changes of one kind beyond those that stand open, and what they are called together."""

    words: str
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class InParts:
    """What changed: the first of each kind, and the rest of the kinds with more."""

    shown: Sequence[Change]
    rest: Sequence[Kind]


def in_parts(changes: Iterable[Change]) -> InParts:
    """Changes in their order, with the rest of each kind apart."""
    shown: list[Change] = []
    rest: list[Kind] = []
    for kind, of_kind in groupby(changes, key=lambda change: change.kind):
        found = list(of_kind)
        many = _OPEN if len(found) >= _OPEN + _FEWEST else len(found)
        shown += found[:many]
        if more := found[many:]:
            rest.append(Kind(f"{len(more)} more {TAGS[kind].several}", more))
    return InParts(shown, rest)


def fate_in_words(fates: Sequence[Fate], of: str, *, about: str = "") -> str:
    """What became of units of the company or unit ``of``: ``Brain was renamed Deep, which was merged into Core``; without the
    name ``about`` whom it is told.
    """
    sentences: list[str] = []
    into = None
    for fate in fates:
        said = _became(fate, of, onward=fate.unit == into)
        if sentences and fate.unit == into:
            sentences[-1] += f", which {said}"
        else:
            sentences.append(said if fate.unit.name == about else f"{fate.unit.name} {said}")
        into = fate.into
    return "; ".join(sentences)


def _became(fate: Fate, of: str, *, onward: bool = False) -> str:
    into = fate.into.name if fate.into else ""
    if into and fate.owner:
        into += f" of {fate.owner}"
    if fate.how == "moved":
        return f"did not belong to {of}" if onward else f"no longer belonged to {of}"
    if fate.how == "merged":
        return f"was merged into {into or 'another unit'}"
    if fate.how == "renamed" and into:
        return f"was renamed {into}"
    return f"was {fate.how}"


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Known people by unit on two days: the units whose numbers differ most first, and the rest apart; those in no unit as
    ``itself``. Units without known people on either day are left out. ``nested``: some of them are below others of them.
    """

    shown: Sequence[Balance]
    rest: Sequence[Balance]
    nested: bool

    @classmethod
    def of(cls, diff: OrgDiff) -> Self:
        def told(one: UnitBalance) -> bool:
            return bool(one.by or one.perhaps or one.counted_in)

        units = [one for one in diff.units if one.peopled]
        units.sort(key=lambda one: (-abs(one.more), not told(one)))
        many = min(sum(bool(one.more) or told(one) for one in units), _MOST_UNITS)
        if len(units) < many + _FEWEST:
            many = len(units)
        itself = [diff.itself] if diff.itself.peopled else []
        numbers = {one.unit.pk for one in units}
        nested = any(one.unit.parent in numbers for one in units)
        return cls([*units[:many], *itself], units[many:], nested)


@dataclass(frozen=True, slots=True)
class Perhaps:
    """What may lie between two days: of units, which stand first, and of people, who are many; ``tags`` sums up the
    former, ``more`` counts those of people.
    """

    units: tuple[Change, ...]
    people: tuple[Change, ...]
    tags: tuple[tuple[Tag, str], ...]
    more: int

    @classmethod
    def of(cls, diff: OrgDiff, told: Mapping[tuple[int, str], Telling]) -> Self:
        units = tuple(one for one in diff.changes if one.unit is not None)
        counts = Counter(tag_of(one, told.get(one.place)) for one in units)
        people = {kind: number for kind, number in diff.possible.items() if kind[:5] != "unit_"}
        return cls(
            units,
            diff.changes[len(units) :],
            tuple((tag, tag.counted(number)) for tag, number in counts.items()),
            sum(people.values()),
        )
