"""What changed: the moves last published, those still open, and how many were known when."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, islice
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, IntegerField, Q

from people.models import Move, MoveKind, MoveState
from people.models.moves import MoveShape
from tracker.claims.withholding import Withheld, withheld
from tracker.kernel.statuses import Status
from tracker.timeline import rows
from tracker.timeline.corrections.marks import marks_beside
from tracker.timeline.evidence import EvidenceBook, Wanted, evidence_for, outlets_named
from tracker.timeline.move_lines import MoveLine
from tracker.timeline.moves import MoveFilter
from tracker.timeline.refs import PARENTS
from tracker.timeline.told import Told, wanted_for_moves

type Pair = tuple[Move, MoveShape]
#: The day of a move's first publication, its status, whether it had happened long before, and whether it was told in passing.
type Publication = tuple[date, str, bool, bool]

LATEST_SHOWN = 24
OPEN_SHOWN = 8
#: As far as those still open are counted.
OPEN_COUNTED = 1000
#: As many of the moves last published are counted by month.
COUNTED = 2000
#: What happened so long before anybody told it here is background, and no news.
BACKGROUND = timedelta(days=182)
#: As many moves of earlier times as are named.
LEARNT_SHOWN = 8
_LONG_BEFORE = F("first_on") - BACKGROUND
#: What changed, or may have changed, not long before it was first told; and what did long before.
LATELY_CHANGED = (
    Q(happened=None) | Q(happened__upper_inf=True) | Q(happened__endswith__gt=_LONG_BEFORE)
)
CHANGED_LONG_BEFORE = Q(happened__upper_inf=False, happened__endswith__lte=_LONG_BEFORE)
#: "A founder of the company", told in passing: it counts as first published that day, and is no news.
IN_PASSING = Q(kind=MoveKind.FOUNDING, status=Status.DONE, happened=None)


def pairs_of(found: "Sequence[Move | MoveState]") -> list[Pair]:
    """Moves or states of moves as the pairs that the other lists work on."""
    return [(row.move, row) if isinstance(row, MoveState) else (row, row) for row in found]


def move_lines(
    pairs: Sequence[Pair],
    *,
    as_of: date,
    known_on: date | None = None,
    names: Withheld | None = None,
    around: bool = True,
    book: EvidenceBook | None = None,
) -> list[MoveLine]:
    """Moves as lists show them, each with its sentences; two queries, and one for the names of outlets where
    the rows do not bring that of the one that was first (``outlet_name``). ``names`` and ``around`` are those of ``evidence_for``.
    ``book`` is their evidence where it is at hand: one query less.
    """
    names = withheld() if names is None else names
    if book is None:
        ends, begun = wanted_for_moves(pairs)
        wanted = Wanted(positions=frozenset(ends), foundings=frozenset(begun))
        book = evidence_for(wanted, known_on=known_on, names=names, around=around)
    marks = marks_beside(move=pairs)
    return Told(as_of, book, rows.outlets_of(pairs), marks, names).moves(pairs)


#: What was published within so many days is this week's.
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Day:
    """Moves that were first published on one day."""

    published: date | None
    moves: tuple[MoveLine, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Moves first published in the seven days to ``last``: how many, on the last day, by status.

    ``before`` is the last day before it on which any was, with those of that day by status; None where none was. ``earlier``
    are those of that day that had happened long before. ``passing`` of the week, or else of that day, were told in passing;
    ``at_least``: there are more than are counted.
    """

    last: date
    today: int
    statuses: tuple[tuple[str, int], ...]
    before: date | None = None
    statuses_before: tuple[tuple[str, int], ...] = ()
    earlier: int = 0
    passing: int = 0
    at_least: bool = False

    @property
    def count(self) -> int:
        return sum(count for _, count in self.statuses)

    @property
    def count_before(self) -> int:
        return sum(count for _, count in self.statuses_before)

    @property
    def silent(self) -> int:
        """The days since ``before``, to the last."""
        return (self.last - self.before).days if self.before else 0


@dataclass(frozen=True, slots=True)
class Month:
    """Moves first published in one month, by the status they have reached."""

    first: date
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A move that somebody talks of and nobody has confirmed or denied, and for how many days."""

    move: MoveLine
    days: int


@dataclass(frozen=True, slots=True)
class Latest:
    """What changed lately, by the day of its first publication. ``learnt`` are moves that were told in the same
    days and happened long before; ``last`` is the last day on which anything was published.

    ``open_count`` is how many are open in all, counted up to ``OPEN_COUNTED``. ``cut``: the months count the newest
    ``COUNTED`` alone.
    """

    last: date | None
    days: tuple[Day, ...]
    learnt: tuple[MoveLine, ...]
    open: tuple[OpenReport, ...]
    open_count: int
    months: tuple[Month, ...]
    cut: bool
    week: Week


@dataclass(frozen=True, slots=True)
class News:
    """What the list of the latest moves is made from: ``newest`` changed lately, ``learnt`` long before they were
    told. ``published`` are all that were told last, newest first; ``still`` are some of ``still_count``.
    """

    clock: date
    newest: tuple[Pair, ...]
    learnt: tuple[Pair, ...]
    still: tuple[Pair, ...]
    still_count: int
    published: tuple[Publication, ...]

    @property
    def pairs(self) -> list[Pair]:
        return once(self.newest, self.learnt, self.still)

    @property
    def months(self) -> tuple[Month, ...]:
        return _months(self.published)

    @property
    def cut(self) -> bool:
        """Whether the months leave out what was published before the newest ``COUNTED``."""
        months = self.months
        return _is_full(self.published) and months[0].first <= self.published[-1][0]

    @property
    def week(self) -> Week:
        return _week(self.published, self.clock)

    @property
    def last(self) -> date | None:
        """The last day on which anything was published."""
        return self.published[0][0] if self.published else None


def once(*groups: Iterable[Pair]) -> list[Pair]:
    """The pairs of all groups, each move once."""
    found = {fact.pk: (fact, row) for group in groups for fact, row in group}
    return list(found.values())


def news(*, as_of: date, known_on: date | None = None, everything: bool = True) -> News:
    """The moves that were published last, and those still open; three queries. What was first published after either
    clock is left out.

    ``everything`` False leaves out what happens after ``as_of`` too: the page of a turned-back clock.
    """
    clock = min(as_of, known_on) if known_on else as_of
    wanted = MoveFilter(until=None if everything else as_of, known_on=known_on)
    names = (f"unit__{PARENTS}",)
    lately = (F("first_on").desc(nulls_last=True), "-pk" if known_on is None else "-move_id")
    told = wanted.rows().filter(first_on__lte=clock).order_by(*lately)
    named = outlets_named()
    rows = told.annotate(long_before=CHANGED_LONG_BEFORE, in_passing=IN_PASSING)
    columns = ("pk", "first_on", "status", "long_before", "in_passing")
    published: list[Any] = list(rows.values_list(*columns, named=True)[:COUNTED])
    newest, learnt = _chosen(published)
    shown = told.filter(pk__in=[*newest, *learnt]).select_related(*names).annotate(**named)
    found: dict[int, Any] = {row.pk: row for row in shown}
    waiting = MoveFilter(
        status=(Status.RUMOURED.value, Status.REPORTED.value),
        until=None if everything else as_of,
        known_on=known_on,
    )
    open_ones = waiting.rows().filter(first_on__lte=clock)
    counted = ArraySubquery(open_ones.order_by().values("pk")[:OPEN_COUNTED])
    still: list[Any] = list(
        open_ones.select_related(*names)
        .annotate(
            **named, how_many=Func(counted, function="cardinality", output_field=IntegerField())
        )
        .order_by(*lately)[:OPEN_SHOWN]
    )
    return News(
        clock,
        tuple(pairs_of([found[pk] for pk in newest if pk in found])),
        tuple(pairs_of([found[pk] for pk in learnt if pk in found])),
        tuple(pairs_of(still)),
        still[0].how_many if still else 0,
        tuple(
            (row.first_on, row.status, bool(row.long_before), bool(row.in_passing))
            for row in published
        ),
    )


def _chosen(published: Sequence[Any]) -> tuple[list[int], list[int]]:
    """Of moves in the order of their telling the last that changed lately; and those, told since the first of
    these was, that changed long before."""
    newest = [row for row in published if not (row.long_before or row.in_passing)][:LATEST_SHOWN]
    since = newest[-1].first_on if newest else date.min
    learnt = (row.pk for row in published if row.long_before and row.first_on >= since)
    return [row.pk for row in newest], list(islice(learnt, LEARNT_SHOWN))


def latest_of(found: News, lines: Mapping[int, MoveLine]) -> Latest:
    """The front page's list, from the moves as they are told, by number."""
    shown = (lines[move.pk] for move, _ in found.newest)
    return Latest(
        last=found.last,
        days=tuple(
            Day(day, tuple(group)) for day, group in groupby(shown, key=lambda line: line.first_on)
        ),
        learnt=tuple(lines[move.pk] for move, _ in found.learnt),
        open=tuple(
            OpenReport(lines[move.pk], (found.clock - row.first_on).days)
            for move, row in found.still
            if row.first_on is not None
        ),
        open_count=found.still_count,
        months=found.months,
        cut=found.cut,
        week=found.week,
    )


def _week(published: Sequence[Publication], clock: date) -> Week:
    lately = [one for one in published if one[0] > clock - WEEK]
    before = next((day for day, *_ in published if day <= clock - WEEK), None)
    then = [one for one in published if one[0] == before]
    counted = lately or then
    return Week(
        clock,
        sum(day == clock for day, *_ in lately),
        _by_status(status for _, status, *_ in lately),
        before,
        _by_status(status for _, status, *_ in then),
        sum(long_before for _, _, long_before, _ in then),
        sum(in_passing for *_, in_passing in counted),
        _is_full(published) and counted[-1] is published[-1],
    )


def _is_full(published: Sequence[Publication]) -> bool:
    """Whether there may be more before the first of them."""
    return len(published) == COUNTED


def _by_status(statuses: Iterable[str]) -> tuple[tuple[str, int], ...]:
    counts = Counter(statuses)
    return tuple((status, counts[status]) for status in FIRMEST_FIRST if counts[status])


def _months(found: Sequence[Publication], *, count: int = 24) -> tuple[Month, ...]:
    """The last ``count`` months in which anything was published."""
    published: dict[date, list[str]] = {}
    for day, status, *_ in found:
        published.setdefault(day.replace(day=1), []).append(status)
    if not published:
        return ()
    month = max(published)
    months: list[Month] = []
    while len(months) < count:
        statuses = sorted(published.get(month, []), key=FIRMEST_FIRST.index)
        months.append(Month(month, tuple(statuses)))
        month = (month - timedelta(days=1)).replace(day=1)
    return tuple(reversed(months))


#: The statuses in the order in which counts and marks stand.
FIRMEST_FIRST = ("done", "announced", "reported", "rumoured", "denied", "reversed")
