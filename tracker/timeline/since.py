"""What has come in since a page was opened: counted from a mark that the page carries."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from companies.models import Organization
from people.models import Person
from tracker.kernel.prepared import Prepared
from tracker.timeline.looks import Line, by_tag, question
from tracker.timeline.moves import to_count
from tracker.timeline.newest import history_of_moves, tellable

#: New moves are counted as far as this.
MOST = 50


def mark() -> int:
    """The place in the history of moves that is its end now; one look at an index."""
    last = history_of_moves().order_by("-pgh_id").values_list("pgh_id", flat=True).first()
    return last or 0


def question_of_mark() -> QuerySet[Any, Any]:
    """The same as a question beside others: the number of its one line, if there is any."""
    return question("mark", history_of_moves().order_by("-pgh_id")[:1], number="pgh_id")


def question_of_report(known_on: date | None) -> QuerySet[Any, Any]:
    """The day of the newest report of a move on record, of those published by ``known_on``, as a question beside others:
    the day of its one line, if there is any.
    """
    return question("report", newest_told(known_on), day="first_on")


def newest_told(known_on: date | None, *, most: int = 1) -> QuerySet[Any]:
    """The move of that report alone, or the newest ones."""
    told = to_count(None).filter(first_on__isnull=False)
    if known_on is not None:
        told = told.filter(first_on__lte=known_on)
    return told.order_by(F("first_on").desc(nulls_last=True), "-pk")[:most]


_REPORT = Prepared(question_of_report, planned=True)


def newest_report(known_on: date | None) -> date | None:
    """That day by itself, None where no report is on record; one query."""
    return report_day(by_tag(_REPORT.rows(known_on=known_on)))


def report_day(lines: Mapping[str, Sequence[Line]]) -> date | None:
    """That day among the answers to questions, if it was asked for and there is any."""
    return next((line.day for line in lines.get("report", ())), None)


def moves_since(
    after: int,
    *,
    person: Person | None = None,
    company: Organization | None = None,
) -> int:
    """How many moves that may be told came in after the mark ``after``; at most :data:`MOST`, one query.

    Those of one person or company, if one is given. A move that was only changed is no new one.
    """
    came_in = (
        history_of_moves()
        .filter(pgh_id__gt=after, pgh_label="insert")
        .order_by("pgh_id")
        .values("pgh_obj_id")
    )
    found = tellable(person, company).filter(withdrawn=False, pk__in=came_in[: 4 * MOST])
    return len(found.order_by().values_list("pk")[:MOST])
