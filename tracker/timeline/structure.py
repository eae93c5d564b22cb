"""What a company was made of on a day: its units, with the names, kinds and parents of that day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from companies.models import UNIT_KINDS, EventKind, Organization, SuccessionKind
from tracker.claims.withholding import Withheld, withheld
from tracker.timeline.beginnings import Telling
from tracker.timeline.looks import Line
from tracker.timeline.roster_rows import FirstDays
from tracker.timeline.structure_rows import unit_rows, unit_rows_told

#: How a unit ended, by the event or the succession that says so.
_HOW = {
    EventKind.UNIT_RENAMED.value: "renamed",
    EventKind.UNIT_MERGED.value: "merged",
    EventKind.UNIT_DISSOLVED.value: "dissolved",
    SuccessionKind.RENAMED.value: "renamed",
    SuccessionKind.MERGED_INTO.value: "merged",
}


@dataclass(slots=True)
class UnitOfDay:
    """One unit as it stood on the day. ``parent`` is another unit, or None below the company itself.

    ``carries`` are the units that had been renamed to it or merged into it by then. ``created`` says that it surely
    stood by then, ``dated`` that a first day of it is told, ``dawning`` that it may yet come after the day for all that the dates say, ``waning`` how it may have
    ended by then, ``fading`` what end of it is told and not done, so that the chart goes on without it.
    """

    pk: int
    slug: str
    name: str
    kind: str
    parent: int | None
    created: bool
    dated: bool = True
    dawning: bool = False
    waning: "Former | None" = None
    fading: "ToldEnd | None" = None
    depth: int = 0
    carries: list["Former"] = field(default_factory=list)

    @property
    def certain(self) -> bool:
        """It surely stood on the day."""
        return self.created and self.waning is None


@dataclass(frozen=True, slots=True)
class Former:
    """A unit that had ended by the day: ``how`` is renamed, merged or dissolved, ``since`` the first day that is allowed for
    it, where one is told.
    """

    pk: int
    slug: str
    name: str
    how: str
    into: int | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ToldEnd:
    """An end of a unit that is rumoured, reported or announced: ``by`` this day at the latest, where one is told."""

    former: Former
    by: date


@dataclass(frozen=True, slots=True)
class Structure:
    """A company, or a unit with what is below it, on one day.

    ``units`` are in the order of the tree. ``ended`` were units of it once, ``elsewhere`` belong to
    somebody else on that day.
    """

    top: Organization
    name: str
    kind: str
    #: What may not be named, by which its names and those of its people are told.
    names: Withheld
    units: Mapping[int, UnitOfDay]
    ended: Mapping[int, Former]
    elsewhere: frozenset[int]
    #: Where ``top`` is a unit: itself, where it was there, and how it had ended, where it had.
    itself: UnitOfDay | None = None
    itself_ended: Former | None = None

    @property
    def absent(self) -> bool:
        """Whether ``top`` is a unit that surely was not there."""
        return self.top.is_unit and self.itself is None

    @property
    def nested(self) -> int:
        """How many of the units are within others."""
        return sum(unit.parent is not None for unit in self.units.values())

    @property
    def goes_on(self) -> int | None:
        """Where ``top`` is a unit that had ended: what goes on of it."""
        return self.itself_ended.into if self.itself_ended else None

    @property
    def inside(self) -> frozenset[int]:
        """The records whose people are its people: the top, its units, and those that live on in them."""
        carried = (pk for pk in self.ended if self.place(pk) is not None)
        return frozenset({self.top.pk, *self.units, *carried})

    def place(self, unit: int | None) -> int | None:
        """The unit of the day in which a unit stands, or by which it is carried on; None: at the top."""
        seen: set[int] = set()
        while unit is not None and unit not in self.units and unit not in seen:
            seen.add(unit)
            former = self.ended.get(unit)
            unit = former.into if former else None
        return unit if unit in self.units else None


def structure_of(
    top: Organization, first: FirstDays, *, as_of: date, known_on: date | None = None
) -> Structure:
    """The units of ``top`` on ``as_of``, as one could know them on ``known_on``; one query.

    A unit is there from the earliest day on which it may have been created, or from the ``first`` that is told of it (see
    ``beginnings``), until a done event or a succession has renamed, merged or dissolved it, on the latest day that is
    allowed. It is certain where its creation is done and surely lies by then, and its end surely after.
    """
    (rows,) = unit_rows(top.pk, as_of, known_on=known_on)
    return _structure(top, rows, first, as_of)


def structures_of(
    top: Organization,
    first: FirstDays,
    early: date,
    late: date,
    *,
    known_on: date | None = None,
) -> tuple[Structure, Structure]:
    """The same of two days; one query."""
    before, later = unit_rows(top.pk, early, late, known_on=known_on)
    return _structure(top, before, first, early), _structure(top, later, first, late)


def structures_told(
    top: Organization, lines: Sequence[Line], first: FirstDays, *days: date
) -> list[Structure]:
    """The same of each of these days, from the answers to a ``question_of_structure`` for each."""
    found = unit_rows_told(lines, len(days))
    return [_structure(top, rows, first, day) for rows, day in zip(found, days, strict=True)]


def _begin(row: dict[str, Any], first: FirstDays, day: date) -> None:
    """Say of a unit whether it had begun, surely or possibly, by all that is told of that."""
    unit, told = row["pk"], Telling(row["telling"])
    row["dated"] = told is Telling.DATED
    row["begun"] = row["begun"] and told.possible(unit, day, first)
    if not row["unheralded"]:
        return
    named = not row["dated"] and told.certain(unit, day, first)
    row["surely"] = row["old"] or named
    row["early"] = row["surely"] or (not row["dated"] and told.unbounded(unit, first))


def _structure(
    top: Organization, rows: dict[int, dict[str, Any]], first: FirstDays, day: date
) -> Structure:
    names = withheld()
    for row in rows.values():
        row["name_then"] = names.text(row["name_then"])
        _begin(row, first, day)
    own = rows.pop(top.pk, None)
    by_name = sorted(rows.items(), key=lambda one: (one[1]["name_then"].casefold(), one[0]))
    ended = {pk: _former(row) for pk, row in by_name if row["ended"] or row["followed"]}
    there = {
        pk: row
        for pk, row in rows.items()
        if pk not in ended and row["begun"] and row["kind_then"] in UNIT_KINDS
    }
    parents = {pk: _parent(row, top.pk, there, rows, ended) for pk, row in there.items()}
    units = {
        pk: _unit(there[pk], None if parents[pk] == top.pk else parents[pk], depth)
        for pk, depth in _in_tree_order(top.pk, there, parents)
    }
    over = own is not None and bool(own["ended"] or own["followed"])
    structure = Structure(
        top=top,
        name=own["name_then"] if own else str(top),
        kind=own["kind_then"] if own else top.kind,
        names=names,
        units=units,
        ended=ended,
        elsewhere=frozenset(
            pk
            for pk, row in rows.items()
            if pk not in ended
            and (row["kind_then"] not in UNIT_KINDS or (pk not in units and _raw_parent(row)))
            and row["begun"]
        ),
        itself=_unit(own) if top.is_unit and own and own["begun"] and not over else None,
        itself_ended=_former(own) if top.is_unit and own and over else None,
    )
    for former in ended.values():
        place = structure.place(former.pk)
        if place is not None:
            units[place].carries.append(former)
    return structure


def _unit(row: Mapping[str, Any], parent: int | None = None, depth: int = 0) -> UnitOfDay:
    return UnitOfDay(
        pk=row["pk"],
        slug=row["slug"],
        name=row["name_then"],
        kind=row["kind_then"],
        parent=parent,
        created=row["surely"],
        dated=row["dated"],
        dawning=not row["early"],
        waning=_waning(row),
        fading=_fading(row),
        depth=depth,
    )


def _former(row: Mapping[str, Any]) -> Former:
    """How a unit had ended; what goes on of it is told by a succession where the event says nothing of that."""
    ends = [_told(row, said) for said in (row["ended"], row["followed"]) if said]
    into = next((end.into for end in ends if end.into), None)
    return replace(ends[0], into=into)


def _waning(row: Mapping[str, Any]) -> Former | None:
    """The end that may have come by the day, of a unit that is there."""
    said = row["may_end"] or row["may_follow"]
    return _told(row, said) if said else None


def _fading(row: Mapping[str, Any]) -> ToldEnd | None:
    """The end that is told and not done, of a unit that is there."""
    if row["told_end"] is None:
        return None
    former = _told(row, row["told_end"])
    assert former.since is not None  # noqa: S101 - only what has a day is asked for
    return ToldEnd(former, former.since)


def _told(row: Mapping[str, Any], said: str) -> Former:
    """An end in the words of ``structure_rows``."""
    how, day, into = said.split(" ")
    return Former(
        row["pk"],
        row["slug"],
        row["name_then"],
        _HOW[how],
        int(into) if into else None,
        date.fromisoformat(day) if day else None,
    )


def _raw_parent(row: Mapping[str, Any]) -> int | None:
    """What a unit belonged to on the day; where dated rows stand, none of them for it: nothing."""
    parent: int | None = row["parent_then"] if row["placed"] else row["parent_id"]
    return parent


def _parent(
    row: Mapping[str, Any],
    top: int,
    there: Mapping[int, Any],
    rows: Mapping[int, Mapping[str, Any]],
    ended: Mapping[int, Former],
) -> int | None:
    """The nearest that was there on the day: what carries an ended parent on, else what is above it."""
    parent, seen = _raw_parent(row), set()
    while parent is not None and parent != top and parent not in there and parent not in seen:
        seen.add(parent)
        former = ended.get(parent)
        if former is not None and former.into is not None:
            parent = former.into
        elif parent in rows:
            parent = _raw_parent(rows[parent])
        else:
            return None
    return parent if parent == top or parent in there else None


def _in_tree_order(
    top: int, there: Mapping[int, Mapping[str, Any]], parents: Mapping[int, int | None]
) -> Iterator[tuple[int, int]]:
    """Units from the top down, by name below each, with their depth; what a ring cuts off is left out."""
    below: dict[int | None, list[int]] = {}
    for pk in sorted(there, key=lambda unit: (there[unit]["name_then"].casefold(), unit)):
        below.setdefault(parents[pk], []).append(pk)
    waiting = [(pk, 0) for pk in reversed(below.get(top, []))]
    while waiting:
        pk, depth = waiting.pop()
        yield pk, depth
        waiting.extend((child, depth + 1) for child in reversed(below.get(pk, [])))
