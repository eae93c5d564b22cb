"""What an editor may correct of each kind of fact, and what stands there now."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import models

from companies.models import UNIT_EVENTS, EventKind, Organization, OrgEvent, Stake
from people.models import Founding, Person, Position, ReportingLine, Statement
from tracker.kernel.partial_dates import PartialDate

type Fact = Position | ReportingLine | Founding | Statement | OrgEvent | Stake
type Value = str | PartialDate | Decimal | Person | Organization | None
type Values = dict[str, Value]


class Shape(StrEnum):
    """How a field is written down."""

    TEXT = "text"
    LONG = "long"
    DAY = "day"
    LAST_DAY = "last day"
    STATUS = "status"
    LINE = "line"
    NUMBER = "number"
    PERSON = "person"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a fact, under the name by which it is pinned; ``column`` holds it."""

    name: str
    label: str
    shape: Shape
    column: str = ""
    needed: bool = False

    def of(self, fact: Fact) -> Value:
        """What stands there."""
        value: Value = getattr(fact, self.column or self.name)
        if isinstance(value, int):
            return Decimal(value)
        if self.shape is Shape.LAST_DAY and isinstance(value, PartialDate):
            return value.last_day_held()
        return value


_LASTS = (
    Field("start", "Start", Shape.DAY),
    Field("start_status", "Status of the start", Shape.STATUS),
    Field("end", "Last day", Shape.LAST_DAY),
    Field("end_status", "Status of the end", Shape.STATUS),
)
_HAPPENS = (
    Field("happened", "Day", Shape.DAY),
    Field("status", "Status", Shape.STATUS, needed=True),
)
_UNIT = Field("unit", "Unit", Shape.ORGANIZATION)
_FIGURES = {
    "count": Field("count", "Jobs", Shape.NUMBER),
    "percent": Field("percent", "Percent", Shape.NUMBER),
    "amount_usd": Field("amount_usd", "Sum in US dollars", Shape.NUMBER),
    "valuation_usd": Field("valuation_usd", "Valuation in US dollars", Shape.NUMBER),
    "purpose": Field("purpose", "Purpose", Shape.TEXT),
    "lead": Field("lead", "Leading investor", Shape.ORGANIZATION),
    "into": Field("into", "What it became", Shape.ORGANIZATION),
}
#: What of its own each kind of event has.
_OF_EVENTS: dict[str, tuple[str, ...]] = {
    EventKind.UNIT_CREATED: (),
    EventKind.UNIT_RENAMED: ("into",),
    EventKind.UNIT_MERGED: ("into",),
    EventKind.UNIT_DISSOLVED: (),
    EventKind.LAYOFF: ("count", "percent"),
    EventKind.FUNDING: ("amount_usd", "valuation_usd", "lead"),
    EventKind.SPENDING: ("amount_usd", "purpose"),
    EventKind.COMPENSATION: ("amount_usd", "purpose"),
    EventKind.MARKET_REACTION: ("percent", "amount_usd"),
}
_OF_FACTS: dict[type[models.Model], tuple[Field, ...]] = {
    Position: (
        Field("title", "Title", Shape.TEXT),
        _UNIT,
        *_LASTS,
        Field("origin", "Came from", Shape.ORGANIZATION, "stated_origin"),
        Field("destination", "Went to", Shape.ORGANIZATION, "stated_destination"),
    ),
    ReportingLine: (
        Field("manager", "Reports to", Shape.PERSON, needed=True),
        Field("kind", "Kind of line", Shape.LINE, needed=True),
        *_LASTS,
    ),
    Founding: (Field("organization", "Founded", Shape.ORGANIZATION, needed=True), *_HAPPENS),
    Stake: (
        Field("target", "Stake in", Shape.ORGANIZATION, needed=True),
        *_HAPPENS,
        _FIGURES["percent"],
        _FIGURES["amount_usd"],
    ),
    Statement: (
        Field("quote", "Words", Shape.LONG, needed=True),
        Field("topic", "Topic", Shape.TEXT),
        _HAPPENS[0],
    ),
}
#: The kinds of fact, as an address names them.
KINDS: dict[str, type[Fact]] = {
    "position": Position,
    "line": ReportingLine,
    "founding": Founding,
    "statement": Statement,
    "event": OrgEvent,
    "stake": Stake,
}
NAMES = {model: kind for kind, model in KINDS.items()}


def fields_of(fact: Fact) -> tuple[Field, ...]:
    """What may be corrected of ``fact``."""
    if not isinstance(fact, OrgEvent):
        return _OF_FACTS[type(fact)]
    unit = Field("unit", "Unit", Shape.ORGANIZATION, needed=fact.kind in UNIT_EVENTS)
    return (unit, *_HAPPENS, *(_FIGURES[name] for name in _OF_EVENTS[fact.kind]))


def values_of(fact: Fact) -> Values:
    """What stands in each field."""
    return {field.name: field.of(fact) for field in fields_of(fact)}


def texts_of(fact: Fact) -> dict[str, str]:
    """The same as an editor writes it."""
    return {name: text_of(value) for name, value in values_of(fact).items()}


def text_of(value: Value) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value.normalize():f}"
        case Person() | Organization():
            found = records_called(type(value), str(value))
            return str(value) if [one.pk for one in found] == [value.pk] else value.slug
        case _:
            return str(value)


def records_called(model: type[Any], text: str) -> list[Any]:
    """The records that may be shown and are meant by a slug or, if there is none, by a name."""
    seen = model.objects.visible()
    by_slug = list(seen.filter(slug=model.objects.slug_today(text)[:80]))
    return by_slug or list(seen.filter(pk__in=model.objects.called(text).values("pk"))[:10])


def day_of_end(last_day: PartialDate) -> PartialDate:
    """The first day not held, from the last one that was: the other way round of ``last_day_held``."""
    first, last = last_day.earliest, last_day.latest
    if last is None or first not in (None, last):
        return last_day
    day = last + timedelta(days=1)
    return PartialDate(day if first else None, day)
