"""What a difference between two days of a company is: of a person, of a unit, and all of them together."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from companies.models import Organization
from people.models import Person
from tracker.timeline.structure import Former, UnitOfDay

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


class Change(NamedTuple):
    """One difference, of a person or of a unit. ``place`` puts it in order; ``nearly`` is that of a ``Passer``. ``between`` are the
    titles of who came and went, ``rows`` the posts, as rows of the book. ``named``: nobody tells that the person came, they
    are only named since.
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

    @property
    def added(self) -> tuple[Side, ...]:
        """What is now beside all that was."""
        was = {side.name.casefold() for side in self.was}
        return tuple(side for side in self.now if side.name.casefold() not in was)

    @property
    def counted(self) -> bool:
        """Whether a page counts it among what changed."""
        return self.certain or self.nearly

    @property
    def holds(self) -> str:
        return "certain" if self.certain else "possible"


@dataclass(frozen=True, slots=True)
class UnitBalance:
    """Known people of a unit on both days, with those of the units it carries on."""

    unit: UnitOfDay
    was: int
    now: int

    @property
    def carries(self) -> list[Former]:
        return self.unit.carries


@dataclass(frozen=True, slots=True)
class OrgDiff:
    """The changes, or a part of them; ``next`` is the place after which the next part begins."""

    top: Organization
    first: date
    last: date
    known_on: date | None
    people_was: int
    people_now: int
    counts: dict[str, int]
    units: tuple[UnitBalance, ...]
    changes: tuple[Change, ...]
    next: tuple[int, str] | None

    @property
    def note(self) -> str:
        """What the counts are of."""
        number = sum(self.counts.values())
        return f"{number} known {'change' if number == 1 else 'changes'}"
