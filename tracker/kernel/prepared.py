"""Questions that are put together once: what Django needs to do so costs more than many an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from tracker.kernel.facts import one_of


@dataclass(frozen=True, slots=True)
class Given:
    """Stands in the parameters of a question for what is given when it is asked."""

    name: str


def one_of_given(column: str, ids: Given) -> Q:
    """Rows whose ``column`` names one of the ids, a list of numbers."""
    return one_of(column, RawSQL("%s::bigint[]", [ids]))


class GivenDay(date):
    """A day that stands for one, or for one so many days later, that is given when the question is asked."""

    name: str
    later: int

    def __new__(cls, name: str, nth: int, later: int = 0) -> Self:
        # No two are equal, or Django would take one for the other.
        self = date.__new__(cls, 1 + nth, 1, 1 + later)
        self.name = name
        self.later = later
        return self

    def __add__(self, other: timedelta, /) -> Self:
        return type(self)(self.name, self.year - 1, self.later + other.days)


@dataclass(frozen=True, slots=True)
class _Words:
    sql: str
    params: tuple[Any, ...]
    #: By the column's place, what makes its values Python's; each with the expression it is told.
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]


class Prepared:
    """A question of one query, a ``values_list``, with other days, ids or words at each asking.

    ``build`` is called by name with what is given, once for each set of names given as None: for the others it
    gets a ``GivenDay`` for a day and a ``Given`` for anything else, which fits into the parameters of a ``RawSQL``.
    It may compute nothing from them but a later day.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._words: dict[frozenset[str], _Words] = {}

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        """The answer; one query."""
        missing = frozenset(name for name, value in given.items() if value is None)
        words = self._words.get(missing)
        if words is None:
            words = self._words[missing] = self._put_together(given)
        with connection.cursor() as cursor:
            cursor.execute(words.sql, [_filled(param, given) for param in words.params])
            rows = cursor.fetchall()
        return [_converted(row, words) for row in rows] if words.converters else rows

    def _put_together(self, given: dict[str, Any]) -> _Words:
        stand_ins = {
            name: None if value is None else _stand_in(name, nth, value)
            for nth, (name, value) in enumerate(given.items())
        }
        compiler: Any = self._build(**stand_ins).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        return _Words(sql, tuple(params), compiler.get_converters(columns))


def _stand_in(name: str, nth: int, value: Any) -> Given | GivenDay:
    return GivenDay(name, nth) if isinstance(value, date) else Given(name)


def _filled(param: Any, given: dict[str, Any]) -> Any:
    match param:
        case GivenDay():
            day: date = given[param.name]
            return day + timedelta(days=param.later)
        case Given():
            return given[param.name]
        case _:
            return param


def _converted(row: tuple[Any, ...], words: _Words) -> tuple[Any, ...]:
    values = list(row)
    for place, (converters, expression) in words.converters.items():
        for convert in converters:
            values[place] = convert(values[place], expression, connection)
    return tuple(values)
