"""The history of a record in the admin: each change with before and after, who, when and why; restored as a new one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pghistory
from django.contrib.auth import get_user_model
from django.db import IntegrityError, models, transaction

from tracker.kernel.editing import Part, lines_of

#: What a restoring leaves alone: an address stays, and hiding and merging have ways of their own.
_NOT_RESTORED = frozenset({"id", "slug", "hidden", "merged_into"})
_OF_THE_LINE = frozenset({"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context"})
LONGEST = 200


class CannotRestore(ValueError):
    """The earlier state no longer fits beside what else is on record."""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of history: what it was about, and each column that changed, before and after."""

    table: str
    line: int
    label: str
    what: str
    at: datetime
    who: str
    why: str
    columns: list[tuple[str, str, str]]


def changes_of(record: models.Model, parts: Sequence[Part]) -> list[Change]:
    """The latest changes to a record and to the rows edited with it, newest first."""
    found: list[Change] = []
    for model, rows in _histories(record, parts):
        lines = list(rows.select_related("pgh_context").order_by("-pgh_id")[: LONGEST + 1])
        earlier = {(line.pgh_obj_id, line.pgh_id): line for line in lines}
        found += [_change(model, line, _before(rows, line, earlier)) for line in lines[:LONGEST]]
    found = [one for one in found if one.columns or one.label != "update"]
    return _with_names(sorted(found, key=lambda one: (one.at, one.line), reverse=True)[:LONGEST])


def _histories(
    record: models.Model, parts: Sequence[Part]
) -> list[tuple[type[models.Model], "models.QuerySet[Any]"]]:
    return [
        (type(record), lines_of(type(record)).filter(pgh_obj_id=record.pk)),
        *(
            (part.model, lines_of(part.model).filter(**{f"{part.owner}_id": record.pk}))
            for part in parts
        ),
    ]


def _before(rows: Any, line: Any, lines: dict[tuple[int, int], Any]) -> Any:
    """The line before this one of the same row; None for its first."""
    if line.pgh_label == "insert":
        return None
    known = [number for pk, number in lines if pk == line.pgh_obj_id and number < line.pgh_id]
    if known:
        return lines[line.pgh_obj_id, max(known)]
    earlier = rows.filter(pgh_obj_id=line.pgh_obj_id, pgh_id__lt=line.pgh_id)
    return earlier.order_by("-pgh_id").first()


def _change(model: type[models.Model], line: Any, before: Any) -> Change:
    columns = []
    for column in line._meta.concrete_fields:
        if column.name in _OF_THE_LINE or column.name == "id":
            continue
        now = getattr(line, column.attname)
        was = getattr(before, column.attname) if before is not None else None
        if line.pgh_label == "delete":
            was, now = now, None
        if was != now and not (was in (None, "", False) and now in (None, "", False)):
            columns.append((str(column.verbose_name), _said(was), _said(now)))
    context = line.pgh_context.metadata if line.pgh_context is not None else {}
    return Change(
        table=model._meta.model_name or "",
        line=line.pgh_id,
        label=line.pgh_label,
        what=str(model._meta.verbose_name),
        at=line.pgh_created_at,
        who=str(context.get("user") or context.get("actor") or ""),
        why=str(context.get("why") or ""),
        columns=columns,
    )


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _with_names(changes: list[Change]) -> list[Change]:
    """Users by their names; one query."""
    users = get_user_model()._default_manager
    numbers = {int(one.who) for one in changes if one.who.isdigit()}
    names = {str(pk): str(user) for pk, user in users.in_bulk(numbers).items()}
    return [
        replace(one, who=names.get(one.who, "somebody" if one.who.isdigit() else one.who))
        for one in changes
    ]


@transaction.atomic
def restore(*, record: models.Model, parts: Sequence[Part], table: str, line: int, why: str) -> str:
    """Make a row of the record again what it was after the change ``line``; what it was, in words.

    That is a new change with a history of its own. A row that was deleted is made again as it was last;
    a row that stands takes over what it was. Raises CannotRestore where that no longer fits.
    """
    for model, rows in _histories(record, parts):
        if model._meta.model_name != table:
            continue
        was = rows.filter(pgh_id=line).first()
        if was is None:
            break
        with pghistory.context(why=why or f"Restored as of {was.pgh_created_at:%-d %B %Y %H:%M}"):
            try:
                with transaction.atomic():
                    return _put_back(model, was)
            except IntegrityError as error:
                raise CannotRestore(
                    "That state no longer fits: another record has what was unique to it, or what it"
                    " names is gone."
                ) from error
    raise CannotRestore("There is no such change in the history of this record.")


def _put_back(model: type[models.Model], was: Any) -> str:
    columns = {one.name: one.attname for one in model._meta.concrete_fields if not one.generated}
    row: Any = model._default_manager.select_for_update(of=("self",)).filter(pk=was.id).first()
    if row is None:
        made = model(**{column: getattr(was, column) for column in columns.values()})
        made.save(force_insert=True)
        return str(made)
    changed = [name for name in columns if name not in _NOT_RESTORED]
    for name in changed:
        setattr(row, columns[name], getattr(was, columns[name]))
    row.save(update_fields=changed)
    return str(row)
