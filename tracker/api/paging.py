"""Cursor pages: a cursor is the signed place of a record in one list's order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.db.models import F, Q, QuerySet
from rest_framework.request import Request

from tracker.api.problems import BadParameter

type Place = tuple[str | int | date, ...]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Begin after ``place``, or, backwards, end before it."""

    place: Place
    backwards: bool = False

    def text(self, order: str) -> str:
        """The cursor as an address carries it; it fits this order alone."""
        parts = [part.isoformat() if isinstance(part, date) else part for part in self.place]
        return _signer(order).sign_object([int(self.backwards), *parts])

    @classmethod
    def read(cls, text: str, order: str, types: Sequence[type]) -> "Cursor":
        """Read what ``text`` wrote for the same order; a changed one is refused."""
        try:
            backwards, *parts = _signer(order).unsign_object(text)
        except (signing.BadSignature, ValueError) as error:
            raise BadParameter("cursor", "This is no cursor of this list and order.") from error
        place = tuple(
            date.fromisoformat(part) if kind is date else kind(part)
            for kind, part in zip(types, parts, strict=True)
        )
        return cls(place, bool(backwards))


def _signer(order: str) -> signing.Signer:
    return signing.Signer(salt=f"tracker.api.cursor.{order}")


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order. It is never null, and the last one of an order is unique."""

    column: str
    kind: type
    descending: bool = False

    def beyond(self, value: Any, *, backwards: bool, equal: bool = False) -> Q:
        way = "lt" if self.descending != backwards else "gt"
        return Q(**{f"{self.column}__{way}{'e' if equal else ''}": value})


@dataclass(frozen=True, slots=True)
class Order:
    name: str
    keys: tuple[Key, ...]

    @property
    def types(self) -> list[type]:
        return [key.kind for key in self.keys]

    @property
    def descending(self) -> bool:
        """Whether all keys run down; an order whose keys run both ways cannot be merged."""
        return self.keys[0].descending

    def place(self, row: Any) -> Place:
        return tuple(attrgetter(key.column.replace("__", "."))(row) for key in self.keys)

    def beyond(self, cursor: Cursor) -> Q:
        """Rows that come after the place, in words that an index over the keys understands."""
        first, *rest = self.keys
        wanted, equal = Q(), Q()
        for key, value in zip(self.keys, cursor.place, strict=True):
            wanted |= equal & key.beyond(value, backwards=cursor.backwards)
            equal &= Q(**{key.column: value})
        if rest:
            wanted &= first.beyond(cursor.place[0], backwards=cursor.backwards, equal=True)
        return wanted

    def sort[Q: QuerySet[Any]](self, rows: Q, *, backwards: bool) -> Q:
        return rows.order_by(
            *(
                F(key.column).desc() if key.descending != backwards else F(key.column).asc()
                for key in self.keys
            )
        )


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the cursors of the pages on either side."""

    rows: Sequence[Any]
    next: Cursor | None
    previous: Cursor | None


def merged_page(
    parts: Sequence[QuerySet[Any]], order: Order, *, cursor: Cursor | None, size: int
) -> Page:
    """The page of a list that is the union of ``parts``, a row in two of them once.

    One query for each part, each with the index of its own condition: an OR of the conditions
    would read and sort every row that meets either.
    """
    backwards = cursor is not None and cursor.backwards
    found: dict[Place, Any] = {}
    for rows in parts:
        beyond = rows if cursor is None else rows.filter(order.beyond(cursor))
        for row in order.sort(beyond, backwards=backwards)[: size + 1]:
            found[order.place(row)] = row
    places = sorted(found, reverse=order.descending != backwards) if len(parts) > 1 else list(found)
    return cut(
        [found[place] for place in places[: size + 1]], order.place, cursor=cursor, size=size
    )


def cut(
    found: list[Any], place: Callable[[Any], Place], *, cursor: Cursor | None, size: int
) -> Page:
    """The page made of ``size`` + 1 rows read from the cursor on, in the order they were read."""
    backwards = cursor is not None and cursor.backwards
    more = len(found) > size
    rows = found[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return Page(rows, None, None)
    before = more if backwards else cursor is not None
    after = True if backwards else more
    return Page(
        rows,
        Cursor(place(rows[-1])) if after else None,
        Cursor(place(rows[0]), backwards=True) if before else None,
    )


def address_with(request: Request, cursor: Cursor | None, order: str) -> str | None:
    """The request's own address, turned to another page."""
    if cursor is None:
        return None
    query = [
        (name, value)
        for name, values in request.query_params.lists()
        for value in values
        if name != "cursor"
    ]
    query.append(("cursor", cursor.text(order)))
    return request.build_absolute_uri(f"{request.path}?{urlencode(query)}")
