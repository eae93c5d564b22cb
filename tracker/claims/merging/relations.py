"""Every column that names a person or an organization, found from the models, and carried over.

A table that is added later is carried along without a line here. What would break a rule of its table
is not carried: of two equal rows the winner's stays, and a row that would join a record to itself goes.
A fact is never deleted: it is withdrawn, and settling finds out what becomes of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pghistory.models
from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import IsNull

from companies.models import Organization, OrgEvent
from people.models import Move, MoveState, Person, Position, PositionState
from tracker.claims.models import Claim, Merge

type Record = Person | Organization

#: Tables whose rows may name one record in two columns.
_MAY_REPEAT: tuple[type[models.Model], ...] = (
    Claim, Move, MoveState, OrgEvent, Position, PositionState,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A foreign key to a person or an organization."""

    model: type[models.Model]
    name: str

    def rows(self, record: Record) -> models.QuerySet[Any]:
        """The rows that name ``record`` here."""
        return self.model._base_manager.filter(**{self.name: record})


@cache
def columns_naming(record: type[models.Model]) -> tuple[Column, ...]:
    """Each foreign key to ``record``, but for those of histories and of merges themselves.

    A key without a constraint is none: what is counted from other rows follows these by itself.
    """
    return tuple(_columns_naming(record))


def _columns_naming(record: type[models.Model]) -> Iterator[Column]:
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, pghistory.models.Event) or model is Merge:
            continue
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or not field.db_constraint:  # type: ignore[attr-defined]
                continue
            if field.related_model is record:
                yield Column(model, field.name)


def carry_over(loser: Record, winner: Record) -> None:
    """Make every row that names ``loser`` name ``winner``."""
    for column in columns_naming(type(loser)):
        _give_up(_joining_to_itself(column, loser, winner))
        _withdraw_twins(column, loser, winner)
        _give_up(_equal_to_one_of(column, loser, winner))
        left = Q(pk__in=_joining_to_itself(column, loser, winner).values("pk"))
        column.rows(loser).exclude(left).update(**{column.name: winner})


def _withdraw_twins(column: Column, loser: Record, winner: Record) -> None:
    """Of two equal facts settling keeps the one that more claims support: until then neither stands."""
    if not _is_fact(column.model):
        return
    twins = [
        pk
        for one, other in ((loser, winner), (winner, loser))
        for pk in _equal_to_one_of(column, one, other).values_list("pk", flat=True)
    ]
    column.model._base_manager.filter(pk__in=twins, withdrawn=False).update(withdrawn=True)


def _is_fact(model: type[models.Model]) -> bool:
    return any(field.name == "withdrawn" for field in model._meta.concrete_fields)


def _give_up(rows: models.QuerySet[Any]) -> None:
    """Withdraw facts, delete what else they are."""
    if _is_fact(rows.model):
        rows.filter(withdrawn=False).update(withdrawn=True)
    else:
        rows.delete()


def _joining_to_itself(column: Column, loser: Record, winner: Record) -> models.QuerySet[Any]:
    """Rows that would name ``winner`` in two columns that must differ; facts stay as they are."""
    rows = column.rows(loser)
    if column.model is type(winner):
        return rows.filter(pk=winner.pk)
    if issubclass(column.model, _MAY_REPEAT):
        return rows.none()
    others = [
        other.name
        for other in columns_naming(type(winner))
        if other.model is column.model and other.name != column.name
    ]
    return rows.filter(_any(Q(**{f"{other}__in": [loser, winner]}) for other in others))


def _any(conditions: Iterator[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


def _equal_to_one_of(column: Column, loser: Record, winner: Record) -> models.QuerySet[Any]:
    """Rows that a unique constraint would not let beside one of the winner's."""
    equal = Q(pk__in=[])
    for constraint in column.model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and column.name in constraint.fields:
            same = column.rows(winner)
            if constraint.condition is not None:
                same = same.filter(constraint.condition)
            for name in constraint.fields:
                if name != column.name:
                    alike = Q(**{name: OuterRef(name)})
                    if constraint.nulls_distinct is False:
                        both_empty = Q(IsNull(OuterRef(name), True))  # noqa: FBT003
                        alike |= both_empty & Q(**{f"{name}__isnull": True})
                    same = same.filter(alike)
            twin = Exists(same)
            equal |= Q(twin) if constraint.condition is None else Q(twin) & constraint.condition
    for field in column.model._meta.concrete_fields:
        if field.name == column.name and field.unique:
            equal |= Q(Exists(column.rows(winner)))
    return column.rows(loser).filter(equal)
