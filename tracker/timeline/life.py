"""The life of a report: who first took it how far, and on which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.kernel.statuses import CERTAINTY, UNDONE, Status
from tracker.timeline.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Step:
    """The day on which a report reached a status, and the outlet that said so first."""

    status: str
    day: date
    outlet: str


def steps_of(evidence: Iterable[Evidence]) -> tuple[Step, ...]:
    """The steps of a report, first to last: each is firmer than the one before, or undoes it.

    A later claim that says less, or the same once more, is no step. Plain titles and claims without
    a day take no part.
    """
    dated = [
        (item.published, CERTAINTY.get(Status(item.status), 0), item)
        for item in evidence
        if item.published is not None and item.status in {*CERTAINTY, *UNDONE}
    ]
    steps: list[Step] = []
    for day, certainty, item in sorted(dated, key=lambda claim: claim[:2]):
        last = Status(steps[-1].status) if steps else None
        undoes = item.status in UNDONE and last is not None and last != item.status
        firmer = certainty > (CERTAINTY.get(last, 0) if last is not None else 0)
        if (last is None and certainty) or undoes or (firmer and last != Status.DONE):
            step = Step(item.status, day, item.outlet)
            if steps and steps[-1].day == day and not undoes:
                steps[-1] = step
            else:
                steps.append(step)
    return tuple(steps)
