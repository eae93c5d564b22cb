"""Several small questions in one query: each asks for rows of the same few columns, told apart by a tag."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, DateField, F, Func, QuerySet, TextField
from django.db.models.expressions import RawSQL

from tracker.kernel.fields import PartialDateField
from tracker.kernel.partial_dates import PartialDate


class Line(NamedTuple):
    """One row of an answer. What a question did not ask for is empty."""

    tag: str
    word: str = ""
    one: int | None = None
    other: int | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    day: date | None = None
    number: int = 0


_EMPTY: dict[str, Any] = {
    name: RawSQL(f"NULL::{kind}", (), output_field=field)  # noqa: S611 - our own words
    for name, kind, field in (
        ("word", "text", TextField()),
        ("one", "bigint", BigIntegerField()),
        ("other", "bigint", BigIntegerField()),
        ("since", "daterange", PartialDateField()),
        ("until", "daterange", PartialDateField()),
        ("day", "date", DateField()),
    )
}
_NOUGHT: Any = RawSQL("0::bigint", (), output_field=BigIntegerField())


def question(tag: str, rows: QuerySet[Any], **columns: Any) -> QuerySet[Any, Any]:
    """Rows with these of the columns of a Line, each a column's name or an expression.

    ``number`` is an aggregate (``Count``), which puts the rows that are otherwise the same together, or
    an expression. Rows that were sliced stay so.
    """
    unknown = set(columns) - {*_EMPTY, "number"}
    if unknown:
        raise TypeError(f"A line has no {', '.join(sorted(unknown))}.")
    number = columns.pop("number", _NOUGHT)
    named: Any = RawSQL("%s::text", (tag,), output_field=TextField())
    asked = (named, *(_expression(columns.get(name, empty)) for name, empty in _EMPTY.items()))
    if isinstance(number, Count):
        grouped: QuerySet[Any, Any] = rows.order_by().values_list(*asked).annotate(number=number)
        return grouped
    return rows.values_list(*asked, _expression(number))


def _expression(what: Any) -> Any:
    return F(what) if isinstance(what, str) else what


class AsWord(Func):
    """Several columns as the ``word`` of a Line: a list in JSON."""

    function = "json_build_array"
    template = "%(function)s(%(expressions)s)::text"
    output_field = TextField()


def answers(questions: Sequence[QuerySet[Any, Any]]) -> dict[str, list[Line]]:
    """The rows of every question by its tag, in no order; one query."""
    return by_tag(together(questions))


def together(questions: Sequence[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    """The questions as one; ``by_tag`` puts its answers in order."""
    first, *others = questions
    return first.union(*others, all=True).order_by()


def by_tag(rows: Iterable[Any]) -> dict[str, list[Line]]:
    """The rows of every question by its tag, in no order."""
    found: dict[str, list[Line]] = {}
    for tag, word, *rest in rows:
        found.setdefault(tag, []).append(Line(tag, word or "", *rest))
    return found
