"""Two editors on one record: the second gets the form back with what changed meanwhile, nothing lost.

The version of a record is the latest line of history of the row and of each table edited with it. A
form carries the version it was made from. When that is no longer the latest, what the editor did and
what others did since are put together, field by field: what only one side changed is taken, and where
both did the editor's own stands in the form and the other's beside it in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

#: The hidden field that says which version a form was made from.
VERSION = "version"


@dataclass(frozen=True, slots=True)
class Part:
    """A table edited with a record: its rows name it under ``owner``; ``form`` is one row's form."""

    model: type[models.Model]
    owner: str
    prefix: str
    form: type[Any]

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name)


def lines_of(model: type[models.Model]) -> "models.Manager[Any]":
    """The history of a table: one line for every change to one of its rows."""
    history: Any = model._meta.get_field("events").related_model
    manager: models.Manager[Any] = history._default_manager
    return manager


def version_of(record: models.Model, parts: Sequence[Part]) -> str:
    """The latest lines of history of the record and of its parts: ``17-5-0``."""
    own = lines_of(type(record)).filter(pgh_obj_id=record.pk)
    others = [lines_of(part.model).filter(**{f"{part.owner}_id": record.pk}) for part in parts]
    latest = [rows.aggregate(latest=models.Max("pgh_id"))["latest"] or 0 for rows in (own, *others)]
    return "-".join(str(number) for number in latest)


@dataclass(slots=True)
class Together:
    """The form as both sides left it, and in words what others changed since it was made."""

    values: QueryDict
    lines: list[str] = field(default_factory=list)


def put_together(
    values: QueryDict, record: models.Model, form: type[Any], parts: Sequence[Part]
) -> Together:
    """What the editor sent (``values``, made from an older version) with what others did since."""
    together = Together(values.copy())
    bases = _bases(values.get(VERSION, ""), len(parts) + 1)
    together.values[VERSION] = version_of(record, parts)
    if bases is None:
        together.lines.append("This form does not say which version it was made from.")
        return together
    before = lines_of(type(record)).filter(pgh_obj_id=record.pk, pgh_id=bases[0]).first()
    if before is not None:
        together.lines += _merge_row(together.values, form.base_fields, "", before, record)
    for part, base in zip(parts, bases[1:], strict=True):
        _merge_part(together, record, part, base)
    return together


def _bases(version: str, count: int) -> list[int] | None:
    numbers = version.split("-")
    if len(numbers) != count or not all(
        n.isascii() and n.isdigit() and len(n) < 19 for n in numbers
    ):
        return None
    return [int(number) for number in numbers]


def _merge_row(
    values: QueryDict, fields: dict[str, forms.Field], prefix: str, before: Any, now: models.Model
) -> list[str]:
    """Take what only the others changed into ``values``; returns what they changed, in words."""
    lines = []
    for name, one in _columns(fields, now):
        column = _column(now, name)
        was, theirs = getattr(before, column.attname), getattr(now, column.attname)
        if was == theirs:
            continue
        sent = one.widget.value_from_datadict(values, {}, prefix + name)
        label = str(column.verbose_name)
        if not one.has_changed(was, sent):
            _set(values, one, prefix + name, theirs)
            lines.append(f"{label}: now {_said(now, name)}.")
        elif one.has_changed(theirs, sent):
            lines.append(f"{label}: theirs {_said(now, name)}, yours {sent or 'nothing'}.")
    return lines


def _columns(
    fields: dict[str, forms.Field], row: models.Model
) -> Iterable[tuple[str, forms.Field]]:
    names = {column.name for column in row._meta.concrete_fields if not column.primary_key}
    return [(name, one) for name, one in fields.items() if name in names]


def _column(row: models.Model, name: str) -> Any:
    return row._meta.get_field(name)


def _set(values: QueryDict, one: forms.Field, name: str, value: Any) -> None:
    if isinstance(one, forms.BooleanField):
        if value:
            values[name] = "on"
        else:
            values.pop(name, None)
    else:
        prepared = one.prepare_value(value)
        values[name] = "" if prepared is None else str(prepared)


def _said(row: models.Model, name: str) -> str:
    column = _column(row, name)
    value = getattr(row, name)
    if column.choices:
        value = dict(column.flatchoices).get(value, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value not in (None, "") else "nothing"


def _merge_part(together: Together, record: models.Model, part: Part, base: int) -> None:
    """The rows of a part: those of both sides, each changed as either side changed it."""
    values, fields = together.values, part.form.base_fields
    history = lines_of(part.model)
    now = {row.pk: row for row in part.model._default_manager.filter(**{part.owner: record})}
    kept: list[dict[str, list[str]]] = []
    made: list[dict[str, list[str]]] = []
    seen: set[int] = set()
    for index in range(_number(values, f"{part.prefix}-TOTAL_FORMS")):
        prefix = f"{part.prefix}-{index}-"
        pk = _number(values, f"{prefix}id")
        if not pk:
            made.append(_taken(values, prefix))
            continue
        seen.add(pk)
        before = history.filter(pgh_obj_id=pk, pgh_id__lte=base).order_by("-pgh_id").first()
        if pk in now:
            if before is not None:
                changed = _merge_row(values, fields, prefix, before, now[pk])
                together.lines += [f"{part.name} “{now[pk]}”, {line}" for line in changed]
            kept.append(_taken(values, prefix))
        elif before is not None:
            edited = _edited(values, fields, prefix, before)
            together.lines.append(
                f"{part.name} “{_label(before)}” was deleted"
                + (", and you changed it: it is kept as a new one." if edited else ".")
            )
            if edited:
                made.append(_taken(values, prefix) | {"id": [""]})
    for pk, row in now.items():
        if pk not in seen and history.filter(pgh_obj_id=pk, pgh_id__gt=base).exists():
            together.lines.append(f"{part.name} “{row}” was added.")
            kept.append(_as_sent(row, part))
    _write_part(values, part.prefix, kept, made)


def _edited(values: QueryDict, fields: dict[str, forms.Field], prefix: str, before: Any) -> bool:
    if f"{prefix}DELETE" in values:
        return False
    return any(
        one.has_changed(
            getattr(before, _column(before, name).attname),
            one.widget.value_from_datadict(values, {}, prefix + name),
        )
        for name, one in _columns(fields, before)
        if name not in ("pgh_obj", "pgh_context")
    )


def _label(line: Any) -> str:
    """What a row that is gone was called."""
    return str(getattr(line, "name", "") or line.id)


def _number(values: QueryDict, name: str) -> int:
    text = values.get(name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _taken(values: QueryDict, prefix: str) -> dict[str, list[str]]:
    return {
        key.removeprefix(prefix): values.getlist(key) for key in values if key.startswith(prefix)
    }


def _as_sent(row: models.Model, part: Part) -> dict[str, list[str]]:
    """The fields of a row as a browser would send them."""
    sent = QueryDict(mutable=True)
    for name, one in _columns(part.form.base_fields, row):
        _set(sent, one, name, getattr(row, _column(row, name).attname))
    return {name: sent.getlist(name) for name in sent} | {"id": [str(row.pk)]}


def _write_part(
    values: QueryDict,
    prefix: str,
    kept: list[dict[str, list[str]]],
    made: list[dict[str, list[str]]],
) -> None:
    """Number the rows anew: those on record first, as a formset wants them."""
    for key in [
        key for key in values if key.startswith(f"{prefix}-") and key.split("-")[1].isdigit()
    ]:
        del values[key]
    for index, row in enumerate([*kept, *made]):
        for name, sent in row.items():
            values.setlist(f"{prefix}-{index}-{name}", sent)
    values[f"{prefix}-TOTAL_FORMS"] = str(len(kept) + len(made))
    values[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
