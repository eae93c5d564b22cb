"""What a difference between two days of a company is: of a person, of a unit, and all of them together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from companies.models import Organization
from people.models import Person
from tracker.timeline.structure import Former, UnitOfDay

#: How units are counted: all by the units of the later day, or those of each day by its own.
AS_IS, AS_WAS = "as_is", "as_was"
UNITS = (AS_IS, AS_WAS)

#: The kinds of change, in the order in which they are told.
CHANGES = (
    "unit_created",
    "unit_renamed",
    "unit_merged",
    "unit_dissolved",
    "unit_moved",
    "joined",
    "came_and_went",
    "left",
    "retitled",
    "added_title",
    "dropped_title",
    "moved_unit",
    "added_unit",
    "dropped_unit",
    "with_unit",
    "new_manager",
)


@dataclass(frozen=True, slots=True)
class Side:
    """What stood on one of the two days: a title, or a record with its slug."""

    name: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class NamedUnit:
    slug: str
    name: str


class Fate(NamedTuple):
    """What became of a unit by the later day, by one step: ``how`` is renamed, merged, dissolved, or moved, to where it was
    no part of the company or unit. ``into`` goes on instead, which ``owner`` has where that is another company.
    """

    unit: Side
    how: str
    into: Side | None = None
    owner: str = ""


class Change(NamedTuple):
    """One difference, of a person or of a unit. ``place`` puts it in order; ``nearly`` is that of a ``Passer``. ``between`` are the
    titles of who came and went, ``rows`` the posts, as rows of the book. ``named``: nobody tells that the person came, they
    are only named since. ``by`` is what became of the units with which the person went.
    """

    kind: str
    place: tuple[int, str]
    certain: bool
    person_id: int | None = None
    person: Person | None = None
    unit: NamedUnit | None = None
    was: tuple[Side, ...] = ()
    now: tuple[Side, ...] = ()
    positions: tuple[int, ...] = ()
    reporting_lines: tuple[int, ...] = ()
    nearly: bool = False
    between: tuple[Side, ...] = ()
    rows: tuple[int, ...] = ()
    named: bool = False
    by: tuple[Fate, ...] = ()

    @property
    def added(self) -> tuple[Side, ...]:
        """What is now beside all that was."""
        was = {side.name.casefold() for side in self.was}
        return tuple(side for side in self.now if side.name.casefold() not in was)

    @property
    def counted(self) -> bool:
        """Whether it is counted among what changed: for certain, or but for the first of the two days."""
        return self.certain or self.nearly

    @property
    def holds(self) -> str:
        return "certain" if self.certain else "possible"


@dataclass(frozen=True, slots=True)
class Balance:
    """Known people on both days, surely there and possibly."""

    was: int
    now: int
    was_possible: int
    now_possible: int

    @property
    def more(self) -> int:
        """By how many more are surely there."""
        return self.now - self.was

    @property
    def peopled(self) -> bool:
        """Whether anybody may have been there on either day."""
        return bool(self.was or self.now or self.was_possible or self.now_possible)


@dataclass(frozen=True, slots=True)
class UnitBalance(Balance):
    """The same of a unit.

    ``counted_in`` are the units of the first day whose people of then are counted here, ``by`` is what had become of the
    unit by the later day, ``perhaps`` what may have.
    """

    unit: UnitOfDay
    counted_in: tuple[Former, ...] = ()
    by: tuple[Fate, ...] = ()
    perhaps: Fate | None = None

    @property
    def carries(self) -> list[Former]:
        return self.unit.carries


@dataclass(frozen=True, slots=True)
class OrgDiff:
    """The changes, or a part of them; ``next`` is the place after which the next part begins. ``counts`` are of all that are
    counted as changes, ``possible`` of all others: those not confirmed, or of a day that leaves it open. ``whole`` counts
    everybody, ``itself`` whose posts are in no unit; ``units_as`` is one of ``UNITS``.
    """

    top: Organization
    first: date
    last: date
    known_on: date | None
    whole: Balance
    itself: Balance
    counts: dict[str, int]
    possible: dict[str, int]
    units: tuple[UnitBalance, ...]
    changes: tuple[Change, ...]
    next: tuple[int, str] | None
    units_as: str

    @property
    def people_was(self) -> int:
        return self.whole.was

    @property
    def people_now(self) -> int:
        return self.whole.now

    @property
    def unsettled(self) -> int:
        """By how many known people the days differ beyond those who surely came and went: they are there only possibly on one
        of the days.
        """
        return self.whole.more - self.counts.get("joined", 0) + self.counts.get("left", 0)

    @property
    def note(self) -> str:
        """What the counts are of."""
        return _known(self.counts)

    @property
    def note_of_possible(self) -> str:
        """What the counts of possible changes are of."""
        return _known(self.possible)

    @property
    def note_of_all(self) -> str:
        """What both counts are of."""
        number = sum(self.possible.values())
        return f"{self.note}, and {number} possible" if number else self.note


def _known(counts: Mapping[str, int]) -> str:
    number = sum(counts.values())
    return f"{number} known {'change' if number == 1 else 'changes'}"
