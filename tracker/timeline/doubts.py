"""Why a difference between two days is only possible: what is told of it leaves something open."""

from datetime import date

from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import STEPS, Status
from tracker.timeline.changes_told import Telling
from tracker.timeline.differences import Change

_UNSURE = {
    "joined": "not surely there on the later day",
    "left": "not surely there on the earlier day",
}


def doubts_about(
    change: Change, told: Telling | None, *, first: date, last: date
) -> tuple[str, ...]:
    """What keeps a change from being sure, in words; nothing where it is.

    A change that is told as done, of a day that surely lies between the two, is open because nothing surely says
    that the person was there on the one of them.
    """
    if change.certain:
        return ()
    if change.named:
        return ("nobody tells that they came then",)
    if told and told.named and told.told_on and told.told_on > last:
        return ("first named after these days, may have been there before",)
    found = []
    if told and told.status in STEPS and told.status != Status.DONE:
        found.append(f"only {Status(told.status).label.lower()}")
    if told and told.happened and told.happened.surely_before(PartialDate.on(first)):
        found.append("told for a day before")
    elif told is None or told.happened is None or not _between(told, told.happened, first, last):
        found.append("its day is open")
    return tuple(found) or (_UNSURE.get(change.kind, "not sure of both days"),)


def _between(told: Telling, day: PartialDate, first: date, last: date) -> bool:
    """Whether every day that the words allow lies after the first day, up to the last; of a last day, one sooner."""
    if day.earliest is None or day.latest is None:
        return False
    if told.ended:
        return first <= day.earliest and day.latest < last
    return first < day.earliest and day.latest <= last
