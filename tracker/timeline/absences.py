"""Why a unit did not stand on a day for which its own chart is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.changes_told import step_of
from tracker.timeline.looks import Line
from tracker.timeline.organizations import Organizations
from tracker.timeline.refs import ref_org_or_none
from tracker.timeline.structure import Structure
from tracker.timeline.wording import Ref


@dataclass(frozen=True, slots=True)
class Absence:
    """It was not there yet, or no more: ``how`` is created, of one that was afterwards, or renamed, merged or dissolved, of one
    that was by then; nothing, where all that is told of its beginning leaves it out. ``day`` is the day of that, ``into``
    what goes on of it, where these are told, ``status`` how firmly a creation is, where an event tells of it.
    """

    how: str
    day: PartialDate | None = None
    into: Ref | None = None
    status: str = ""


def absence_of(
    structure: Structure,
    as_of: date,
    found: Mapping[str, Sequence[Line]],
    organizations: Organizations,
) -> Absence | None:
    """Of a unit that was not there on the day, from the answers to ``questions_of_steps`` and, for what goes on of it, to
    ``question_of_organizations``; None of a company, and of a unit that may have been there.
    """
    top, former = structure.top, structure.itself_ended
    if not structure.absent:
        return None
    step = step_of(f"unit_{former.how if former else 'created'}", top.pk, found)
    day = step.happened
    if former is not None:
        told = None if day is None or day.surely_after(as_of) else day
        goes_on = organizations.get(former.into) if former.into is not None else None
        return Absence(former.how, told, ref_org_or_none(goes_on))
    if day is None or not day.surely_after(as_of):
        return Absence("")
    return Absence("created", day, status=step.status)
