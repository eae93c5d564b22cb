"""The moves that are asked for of no named company, as the list of moves has them."""

from dataclasses import dataclass
from datetime import date

from people.models import Move, MoveState
from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.move_counts import count_found
from tracker.timeline.move_orders import MoveOrder
from tracker.timeline.move_pages import page_of_moves
from tracker.timeline.moves import MoveFilter
from tracker.timeline.questions.anybody import AskedAnybody
from tracker.timeline.questions.bodies import AskedBodies
from tracker.timeline.questions.moves import (
    MOST_WENT,
    MovesOfATime,
    Went,
    any_done,
    read_of_time,
    went_to,
)
from tracker.timeline.questions.shown import readable, shown
from tracker.timeline.wording import Ref

#: What most outlets tell comes first, as among the biggest stories; else what was told last: of the change itself many a
#: report names the year alone.
BIGGEST, LATEST = MoveOrder.named("-origins"), MoveOrder.named("-told")


@dataclass(frozen=True, slots=True)
class AskedAnywhere(MovesOfATime):
    """The moves that ``asked`` asks for."""

    asked: AskedAnybody
    went: Went | None = None

    @property
    def sort(self) -> str:
        """The word for how somebody left, which narrows nothing."""
        return self.asked.cause

    @property
    def organizations(self) -> list[Ref]:
        return []

    @property
    def order(self) -> MoveOrder:
        """Which of the moves come first."""
        return _order_of(self.asked)

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The same as the list of moves takes it."""
        asked = self.asked
        pairs = [("ends", asked.sort.ends), ("q", asked.words_of_title)]
        return [
            *(("kind", kind) for kind in asked.sort.kinds),
            *(("seniority", rank) for rank in asked.ranks),
            *((name, value) for name, value in pairs if value),
            *self.days,
            ("ordering", self.order.name),
        ]

    @property
    def years(self) -> tuple[int, int] | None:
        """The first year and the last, where whole ones are told."""
        first, last = (self.when.earliest, self.when.latest) if self.when else (None, None)
        if first is None or last is None or PartialDate.year(first.year).earliest != first:
            return None
        return (first.year, last.year) if PartialDate.year(last.year).latest == last else None


def anywhere_asked(
    asked: AskedAnybody,
    bodies: AskedBodies,
    *,
    known_on: date | None,
    until: date | None,
    most: int,
) -> AskedAnywhere | None:
    """The moves that are asked for; None where an organization is called as the words say. ``until`` leaves out what came
    after it. At most eight queries.
    """
    if bodies.called(asked.words) is not None:
        return None
    wanted = MoveFilter(
        kind=asked.sort.kinds,
        ends=asked.sort.ends,
        seniority=asked.ranks,
        q=asked.words_of_title,
        until=until,
        known_on=known_on,
    ).understood()
    read = MOST_WENT if asked.onward else readable(most)
    when, inside, page = read_of_time(wanted, asked.time, size=read)
    if page.older or (asked.biggest and page.rows):
        page = page_of_moves(inside, size=read, order=_order_of(asked))
    count, more = count_found(inside) if page.older else (len(page.rows), False)
    return AskedAnywhere(
        time=asked.time,
        when=when,
        rows=shown(
            page.rows if asked.biggest else sorted(page.rows, key=_told, reverse=True),
            most,
            more=page.older is not None,
        ),
        count=count,
        at_least=more,
        done=any_done(inside, page),
        asked=asked,
        went=went_to(page, inside) if asked.onward else None,
    )


def _order_of(asked: AskedAnybody) -> MoveOrder:
    return BIGGEST if asked.biggest else LATEST


def _told(row: Move | MoveState) -> tuple[date, int]:
    """The place of a move among those told last, as ``LATEST`` has it."""
    return row.first_on or date.min, row.move_id if isinstance(row, MoveState) else row.pk
