"""Questions that are put together once: what Django needs to do so costs more than many an answer."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock
from typing import Any, Self, cast

from cachetools import LRUCache
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from psycopg.sql import Literal

from tracker.kernel.facts import one_of
from tracker.kernel.planned import as_array, ask

#: As many forms of a question are kept, those that were asked last.
MOST_FORMS = 200


@dataclass(frozen=True, slots=True)
class Given:
    """Stands in the parameters of a question for what is given when it is asked."""

    name: str


def one_of_given(column: str, ids: Given) -> Q:
    """Rows whose ``column`` names one of the ids, a list of numbers."""
    return one_of(column, RawSQL("%s::bigint[]", [ids]))


#: No day is asked for that lies so many days after one that is given.
_MOST_LATER = 1000


class GivenDay(date):
    """A day that stands for one, or for one so many days later, that is given when the question is asked."""

    name: str
    nth: int
    later: int

    def __new__(cls, name: str, nth: int, later: int = 0) -> Self:
        # No two are equal, or Django would take one for the other.
        stand_in = date.fromordinal(1 + nth * _MOST_LATER + later)
        self = date.__new__(cls, stand_in.year, stand_in.month, stand_in.day)
        self.name, self.nth, self.later = name, nth, later
        return self

    def __add__(self, other: timedelta, /) -> Self:
        return type(self)(self.name, self.nth, self.later + other.days)


#: The numbers from this one on stand for a number, and words that begin so for words: Django makes plain ones of them.
_NUMBERS, _WORDS = 2**62, "\ue000"


@dataclass(frozen=True, slots=True)
class _Form:
    """A question as it was put together, with the compiler that did so and knows what to make of the rows."""

    queryset: QuerySet[Any, Any]
    compiler: Any
    converters: Any
    sql: str
    params: tuple[Any, ...]

    def filled(self, given: dict[str, Any]) -> tuple[Any, ...]:
        """Its parameters, with what is given."""
        return tuple(_filled(param, given) for param in self.params)

    def rows(self, given: dict[str, Any], *, planned: bool) -> Iterable[Any]:
        """What Django's own iterator makes of the answer."""
        filled = self.filled(given)
        compiler, queryset = _twin(self.compiler), _twin(cast("Any", self.queryset))
        compiler.get_converters = lambda _: self.converters
        if planned:
            compiler.execute_sql = lambda *_, **__: [ask(self.sql, *filled)]
        else:
            compiler.as_sql = lambda *_, **__: (self.sql, filled)
        queryset._query = _twin(queryset.query)
        queryset._query.get_compiler = lambda *_, **__: compiler
        rows: Iterable[Any] = queryset._iterable_class(queryset)
        return rows


class Prepared[R]:
    """A question of one query with other days, ids or words at each asking.

    ``build`` is called by name with what is given, once for each set of names, and of what is given as None, True, False or
    a tuple, which it gets as it is. For a day it gets a ``GivenDay``, for a number or a text another one, and for anything else a
    ``Given``, which fits into the parameters of a ``RawSQL``; it may compute nothing from them but a later day. What it
    returns prefetches nothing.

    ``planned``: PostgreSQL too is to make its plan once for a connection, not anew for what is given. That halves its work
    where a plan is as good for one thing given as for another: for ids, but not for a day that a range is to contain.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, R]], *, planned: bool = False) -> None:
        self._build = build
        self._planned = planned
        self._forms: LRUCache[tuple[object, ...], _Form] = LRUCache(MOST_FORMS)
        self._lock = Lock()

    def rows(self, **given: Any) -> list[R]:
        """The answer: tuples of a ``values_list``, else records; one query."""
        return list(self._form(given).rows(given, planned=self._planned))

    def statement(self, **given: Any) -> tuple[str, tuple[Any, ...]]:
        """The question itself, to be asked as part of another one, with its parameters."""
        form = self._form(given)
        return form.sql, form.filled(given)

    def _form(self, given: dict[str, Any]) -> _Form:
        shape = tuple(
            (name, value if _is_of_the_shape(value) else ...) for name, value in given.items()
        )
        with self._lock:
            form = self._forms.get(shape)
        if form is None:
            form = self._put_together(given)
            with self._lock:
                self._forms[shape] = form
        return form

    def _put_together(self, given: dict[str, Any]) -> _Form:
        stand_ins = {
            name: value if _is_of_the_shape(value) else _stand_in(name, nth, value)
            for nth, (name, value) in enumerate(given.items())
        }
        queryset = self._build(**stand_ins)
        compiler: Any = queryset.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        named = {
            value: Given(name) for name, value in stand_ins.items() if type(value) in {int, str}
        }
        marked = tuple(_marked(param, named) for param in params)
        if self._planned:
            sql, marked = _with_constants(sql, marked)
        converters = compiler.get_converters(
            [selected for selected, *_ in compiler.select[: compiler.col_count]]
        )
        return _Form(queryset, compiler, converters, sql, marked)


def _twin[T](one: T) -> T:
    """Another one with the same parts: Django's own copies take every condition apart and put it together again."""
    twin: T = object.__new__(type(one))
    twin.__dict__.update(one.__dict__)
    return twin


def _is_of_the_shape(value: object) -> bool:
    return value is None or isinstance(value, bool | tuple)


def _stand_in(name: str, nth: int, value: Any) -> Any:
    match value:
        case date():
            return GivenDay(name, nth)
        case int():
            return _NUMBERS + nth
        case str():
            return f"{_WORDS}{name}"
        case _:
            return Given(name)


def _marked(param: Any, named: dict[Any, Given]) -> Any:
    """The parameter, or what it stands for; raises ValueError where something was computed from that."""
    if not isinstance(param, int | str) or isinstance(param, bool):
        return param
    if param in named:
        return named[param]
    if (isinstance(param, int) and abs(param) >= _NUMBERS // 2) or _WORDS in str(param):
        raise ValueError(f"A prepared question computes {param!r} from what it is given.")
    return param


_PLACES = re.compile("(%%|%s)")


def _with_constants(sql: str, params: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """The statement with its constants written out, which a plan rests on, and what is left to be given."""
    left = iter(params)
    given: list[Any] = []
    words = []
    for part in _PLACES.split(sql):
        if part != "%s":
            words.append(part)
            continue
        param = next(left)
        if isinstance(param, (Given, GivenDay)):
            given.append(param)
            words.append(part)
        else:
            literal = Literal(param).as_string(connection.connection)
            words.append(literal.replace("%", "%%"))
    return "".join(words), tuple(given)


def _filled(param: Any, given: dict[str, Any]) -> Any:
    match param:
        case GivenDay():
            day: date = given[param.name]
            return day + min(timedelta(days=param.later), date.max - day)
        case Given():
            return as_array(given[param.name])
        case _:
            return param
