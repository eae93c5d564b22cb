"""The orders of the list of moves, and places in it: what pages of moves and the API sort by, in one vocabulary."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value
from django.db.models.expressions import OrderBy
from django.db.models.functions import Lower
from django.db.models.lookups import (
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
)
from django.db.models.sql.compiler import SQLCompiler

from companies.models import Organization
from people.models import Move, MoveState, Person

type Part = date | int | None
#: Where in the address a value would stand that is not known.
NOT_KNOWN = "-"


class NotAPlace(ValueError):
    """The text names no place in the list of moves."""


class Beyond(Func):
    """``(a, b) < (x, y)`` or ``>``, compared from the left: words that an index over ``a, b`` understands."""

    output_field = BooleanField()

    def __init__(self, columns: Sequence[str], values: Sequence[Part], *, less: bool) -> None:
        self.sign = "<" if less else ">"
        super().__init__(*(F(one) for one in columns), *(Value(one) for one in values))

    def as_sql(  # type: ignore[override]
        self,
        compiler: SQLCompiler,
        connection: Any,  # noqa: ARG002 - every database compares rows alike
        **_extra: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        parts = [compiler.compile(one) for one in self.get_source_expressions()]
        words = [sql for sql, _ in parts]
        half = len(words) // 2
        left, right = ", ".join(words[:half]), ", ".join(words[half:])
        values = tuple(value for _, params in parts for value in params)
        return f"(({left}) {self.sign} ({right}))", values


@dataclass(frozen=True, slots=True)
class Sort:
    """What a list of moves goes by: its ``label``, and the columns whose values make up a place.

    ``record`` is the end whose name comes first; within one record the newest moves do. Where the
    first value of a row may be missing (``optional``), such rows come last, whichever way the list runs.
    """

    label: str
    columns: tuple[str, ...]
    up: str
    down: str
    record: type[Person | Organization] | None = None
    optional: bool = False
    #: The way that a first look wants: the newest, the most, from A.
    falls: bool = False


SORTS: dict[str, Sort] = {
    "date": Sort("Date", ("sort_on",), "oldest first", "newest first", falls=True),
    "told": Sort(
        "Told", ("first_on",), "earliest first", "latest first", optional=True, falls=True
    ),
    "person": Sort("Person", ("person_id", "sort_on"), "A to Z", "Z to A", record=Person),
    "from_company": Sort(
        "From", ("from_company_id", "sort_on"), "A to Z", "Z to A", Organization, optional=True
    ),
    "to_company": Sort(
        "To", ("to_company_id", "sort_on"), "A to Z", "Z to A", Organization, optional=True
    ),
    "origins": Sort(
        "Outlets", ("origins", "sort_on"), "fewest first", "most first", falls=True
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoveOrder:
    """One order of the list of moves: what it goes by, and whether it runs down."""

    by: str = "date"
    falls: bool = True

    @classmethod
    def named(cls, name: str) -> Self:
        """``-date`` runs down, ``date`` up; the names are the keys of ORDERINGS."""
        return cls(name.removeprefix("-"), name.startswith("-"))

    @property
    def name(self) -> str:
        return f"-{self.by}" if self.falls else self.by

    @property
    def turned(self) -> "MoveOrder":
        """The same the other way round."""
        return MoveOrder(self.by, not self.falls)

    @property
    def sort(self) -> Sort:
        return SORTS[self.by]

    @property
    def way(self) -> str:
        """Which end comes first, in words."""
        return self.sort.down if self.falls else self.sort.up

    @property
    def label(self) -> str:
        return f"{self.sort.label}, {self.way}"

    @property
    def on(self) -> str:
        """What leads to the page after this one: ``Older`` in a list of days, newest first."""
        return self._lead(1)

    @property
    def back(self) -> str:
        """What leads to the page before."""
        return self._lead(0)

    def _lead(self, on: int) -> str:
        if self.by not in ("date", "told"):
            return ("Previous", "Next")[on]
        return ("Newer", "Older")[on if self.falls else 1 - on]

    @property
    def mergeable(self) -> bool:
        """Whether places compare as Python compares them; names compare as the database does."""
        return self.sort.record is None


NEWEST = MoveOrder()
#: Every order by its name in an address, the usual way of each first.
ORDERINGS: dict[str, MoveOrder] = {
    order.name: order
    for by, sort in SORTS.items()
    for order in (MoveOrder(by, sort.falls), MoveOrder(by, not sort.falls))
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list of moves: the values of its order's columns there, and the move itself."""

    values: tuple[Part, ...]
    move: int

    @classmethod
    def parse(cls, text: str, order: MoveOrder = NEWEST) -> Self:
        """Read what ``str`` wrote for the same order, ``2025-06-12.204``; raises NotAPlace."""
        words = text.split(".")
        sort = order.sort
        try:
            values = tuple(
                None if word == NOT_KNOWN and at == 0 and sort.optional else _part(column, word)
                for at, (column, word) in enumerate(zip(sort.columns, words[:-1], strict=True))
            )
            return cls(values, _number(words[-1]))
        except ValueError as error:
            raise NotAPlace(f"{text[:40]!r} is no place in the list of moves.") from error

    @classmethod
    def of(cls, row: Move | MoveState, order: MoveOrder = NEWEST) -> Self:
        """Where ``row`` stands."""
        move = row.move if isinstance(row, MoveState) else row
        values = (
            move.person_id if column == "person_id" else getattr(row, column)
            for column in order.sort.columns
        )
        return cls(tuple(values), move.pk)

    def __str__(self) -> str:
        return ".".join(
            NOT_KNOWN if one is None else one.isoformat() if isinstance(one, date) else str(one)
            for one in (*self.values, self.move)
        )

    @property
    def known(self) -> bool:
        """Whether the order's own value is known there."""
        return self.values[0] is not None


def _part(column: str, word: str) -> Part:
    if column.endswith("_on"):
        return date.fromisoformat(word)
    return _number(word, least=0)


def _number(word: str, *, least: int = 1) -> int:
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 20 else -1
    if not least <= number < 2**63:
        raise ValueError(word)
    return number


@dataclass(frozen=True, slots=True)
class Reading:
    """A list of moves, or of states of moves (``states``), read in one order, ``backwards`` from its end."""

    order: MoveOrder
    states: bool = False
    backwards: bool = False

    @property
    def falls(self) -> bool:
        """Whether what the order goes by gets less as it is read."""
        return self.order.falls != self.backwards

    @property
    def with_value(self) -> int:
        """Which part of the list has the rows of which it is known what the list goes by."""
        return 1 if self.backwards and self.order.sort.optional else 0

    @property
    def number(self) -> str:
        """The column of the move itself."""
        return "move_id" if self.states else "id"

    def _column(self, column: str) -> str:
        return f"move__{column}" if self.states and column.startswith("person") else column

    def parts[M: Model](self, rows: QuerySet[M]) -> list[QuerySet[M]]:
        """The list as it is read one after the other: the rows with a value, then those without."""
        sort = self.order.sort
        if not sort.optional:
            return [self._sorted(rows)]
        first = sort.columns[0]
        known = self._sorted(rows.filter(**{f"{first}__isnull": False}))
        missing = self._without_a_value(rows.filter(**{f"{first}__isnull": True}))
        return [missing, known] if self.backwards else [known, missing]

    def _sorted[M: Model](self, rows: QuerySet[M]) -> QuerySet[M]:
        first, *rest = (self._column(column) for column in self.order.sort.columns)
        if self.order.sort.record is None:
            return rows.order_by(self._first(first), *map(self._way, (*rest, self.number)))
        name = Lower(f"{first.removesuffix('_id')}__name")
        named = name.desc() if self.falls else name.asc()
        return rows.order_by(named, self._way(first), *self.newest())

    def _without_a_value[M: Model](self, rows: QuerySet[M]) -> QuerySet[M]:
        first = self.order.sort.columns[0]
        if self.order.sort.record is None:
            return rows.order_by(self._first(first), self._way(self.number))
        return rows.order_by(first, *self.newest())

    def _first(self, column: str) -> OrderBy:
        """As the index has it, in which what is missing stands last, or first the other way round."""
        optional = self.order.sort.optional or None
        if self.falls:
            return F(column).desc(nulls_last=optional)
        return F(column).asc(nulls_first=optional)

    def _way(self, column: str) -> str:
        return f"-{column}" if self.falls else column

    def newest(self) -> tuple[str, str]:
        """Within one record the newest come first, whichever way the names run."""
        sign = "" if self.backwards else "-"
        return f"{sign}sort_on", f"{sign}{self.number}"

    def beyond[M: Model](self, rows: QuerySet[M], place: Place) -> QuerySet[M]:
        """Those of a part, of which ``place`` is one too, that are read after it; raises NotAPlace."""
        first, *rest = (self._column(column) for column in self.order.sort.columns)
        values, number = place.values, self.number
        if self.order.sort.record is None:
            if not place.known:
                return rows.filter(Beyond([number], [place.move], less=self.falls))
            return rows.filter(
                Beyond([first, *rest, number], [*values, place.move], less=self.falls)
            )
        if not place.known:
            return rows.filter(self.within(place))
        name = Lower(f"{first.removesuffix('_id')}__name")
        here = Q(**{first: values[0]}) & self.within(place)
        return rows.filter(self.past(place, name, first, here))

    def within(self, place: Place) -> Q:
        """What is read after ``place`` among the moves of one record."""
        return Q(
            Beyond(["sort_on", self.number], [place.values[1], place.move], less=not self.backwards)
        )

    def past(self, place: Place, name: Lower, number: str, here: Q | None = None) -> Q:
        """What comes after the record at ``place``, whose ``name`` and ``number`` are those of a column,
        or is ``here``; raises NotAPlace."""
        at = self._name_at(place)
        past, reached = (
            (LessThan, LessThanOrEqual) if self.falls else (GreaterThan, GreaterThanOrEqual)
        )
        beyond = Q(past(name, at)) | Q(
            **{f"{number}__{'lt' if self.falls else 'gt'}": place.values[0]}
        )
        return Q(reached(name, at)) & (beyond | here if here is not None else beyond)

    def _name_at(self, place: Place) -> str:
        record = self.order.sort.record
        assert record is not None  # noqa: S101 - asked of orders by name only
        found = record._default_manager.filter(pk=place.values[0])
        name = found.values_list(Lower("name"), flat=True).first()
        if name is None:
            raise NotAPlace("Whom this place names is not on record any more.")
        return str(name)
