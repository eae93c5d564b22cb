"""What counts as a correction of a fact, from two states of its row.

Corrected are a fact that no claim supports any more, a status that was denied or reversed, a date
that became another one, a title that became that of another post, and the other end of a move. What
is only told more finely, or has come further (from rumoured to done), is none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model
from psycopg import sql

from companies.models import OrgEvent, Stake
from people.models import Founding, Move, Position, ReportingLine
from people.titles import compatible
from tracker.kernel.fields import PartialDateField
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status

_TAKEN_BACK = (Status.DENIED.value, Status.REVERSED.value)
#: An end is stored as the first day not held; pages tell the last day held.
_WORDS = {
    "happened": "date",
    "end": "last day",
    "from_company_id": "company left",
    "to_company_id": "company joined",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads differently: what, as it was, as it is."""

    what: str
    before: str | PartialDate = ""
    after: str | PartialDate = ""

    @property
    def dated(self) -> bool:
        return isinstance(self.after, PartialDate)


@dataclass(frozen=True, slots=True)
class Watched:
    """One table of facts, and its columns whose change may be a correction."""

    name: str
    model: type[Model]
    dates: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    #: Losing its support is a correction.
    support: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        return ("withdrawn", *self.dates, *self.statuses, *self.titles, *self.companies)

    def condition(self) -> sql.Composable:
        """What a line ``now`` of the history, beside the one before it, ``was``, must meet.

        Whether two titles name one post is left to ``changes``.
        """
        other_titles = (
            sql.SQL("now.{0} <> was.{0} AND now.{0} <> '' AND was.{0} <> ''").format(
                sql.Identifier(name)
            )
            for name in self.titles
        )
        return _either([self.but_for_titles(), *other_titles])

    def but_for_titles(self) -> sql.Composable:
        """The part of the condition that decides alone."""
        conditions: list[sql.Composable] = [sql.SQL("now.withdrawn")] if self.support else []
        conditions += [
            sql.SQL(
                "now.{0} IN ('denied', 'reversed') AND was.{0} NOT IN ('denied', 'reversed', '')"
            ).format(sql.Identifier(name))
            for name in self.statuses
        ]
        conditions += [
            sql.SQL("NOT (now.{0} @> was.{0} OR was.{0} @> now.{0})").format(sql.Identifier(name))
            for name in self.dates
        ]
        conditions += [
            sql.SQL("now.{0} <> was.{0}").format(sql.Identifier(name)) for name in self.companies
        ]
        return _either(conditions)

    def changes(
        self, before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[int, str]
    ) -> tuple[Change, ...]:
        """What was corrected from one state to the next; ``names`` are those of companies."""
        if before["withdrawn"]:
            return ()
        support = Change("support", "told by a source", "no report that counts says so any more")
        found = [support] if self.support and after["withdrawn"] else []
        told: tuple[tuple[tuple[str, ...], Callable[..., bool]], ...] = (
            (self.statuses, taken_back),
            (self.dates, another_day),
            (self.titles, another_post),
            (self.companies, another_record),
        )
        for columns, differ in told:
            for name in columns:
                was, now = _value(before[name]), _value(after[name])
                if differ(was, now):
                    found.append(
                        Change(_word(name), _told(name, was, names), _told(name, now, names))
                    )
        return tuple(found)


def _either(conditions: Sequence[sql.Composable]) -> sql.Composable:
    whole = sql.SQL(" OR ").join(sql.SQL("({})").format(one) for one in conditions)
    return sql.SQL("NOT was.withdrawn AND ({})").format(whole)


def taken_back(was: str, now: str) -> bool:
    """A status was denied or reversed, after something else had been said."""
    return now in _TAKEN_BACK and was not in (*_TAKEN_BACK, "")


def another_day(was: PartialDate | None, now: PartialDate | None) -> bool:
    """Neither of two dates allows every day that the other does: it is not but finer, or coarser."""
    if was is None or now is None:
        return False
    return not (_holds(was, now) or _holds(now, was))


def another_post(was: str, now: str) -> bool:
    """Two titles, of which neither may be the other in other words; an empty one is none."""
    return was != now and not compatible(was, now)


def another_record(was: int | None, now: int | None) -> bool:
    return was is not None and now is not None and was != now


def _holds(wide: PartialDate, narrow: PartialDate) -> bool:
    early, late = date.min, date.max
    begins = (wide.earliest or early) <= (narrow.earliest or early)
    return begins and (narrow.latest or late) <= (wide.latest or late)


def _value(value: Any) -> Any:
    if isinstance(value, DateRange):
        return PartialDateField().from_db_value(value, None, None)
    return value


def _told(column: str, value: Any, names: Mapping[int, str]) -> str | PartialDate:
    if isinstance(value, PartialDate):
        return value.last_day_held() if column == "end" else value
    if isinstance(value, int):
        return names.get(value, "one that is not shown")
    return str(value)


def _word(column: str) -> str:
    return _WORDS.get(column, column.replace("_", " "))


_LASTS, _STEPS = ("start", "end"), ("start_status", "end_status")
_HAPPENS, _STATUS = ("happened",), ("status",)
_ENDS = ("from_company_id", "to_company_id")

#: The facts, by the names that their anchors have on pages.
FACTS = (
    Watched("position", Position, _LASTS, _STEPS, titles=("title",)),
    Watched("line", ReportingLine, _LASTS, _STEPS),
    Watched("founding", Founding, _HAPPENS, _STATUS),
    Watched("event", OrgEvent, _HAPPENS, _STATUS),
    Watched("stake", Stake, _HAPPENS, _STATUS),
)
#: A move follows from positions, whose corrections the log has; the ends of a move are its own.
MOVE_ENDS = Watched("move", Move, companies=_ENDS, support=False)
#: All that may be corrected of a move, for what is said beside it.
MOVE = Watched("move", Move, _HAPPENS, _STATUS, titles=("title", "former_title"), companies=_ENDS)
BESIDE = {one.name: one for one in (*FACTS, MOVE)}


def fact_named(anchor: str) -> tuple[str, int] | None:
    """Kind and id of a fact by its anchor, ``position-12``; None for what is none."""
    kind, _, number = anchor.partition("-")
    if kind not in BESIDE or not (number.isascii() and number.isdigit()):
        return None
    pk = int(number)
    return (kind, pk) if 0 < pk < 2**63 else None
