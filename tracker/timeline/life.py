"""The life of a report: who first took it how far, and on which day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.claims.models import Aspect
from tracker.kernel.statuses import CERTAINTY, UNDONE, Status
from tracker.timeline.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Step:
    """The day on which a report reached a status, and the outlet that said so first."""

    status: str
    day: date
    outlet: str


def steps_of(evidence: Iterable[Evidence], *, reached: str = "") -> tuple[Step, ...]:
    """The steps of a report, first to last: each is firmer than the one before, or undoes it.

    A later claim that says less, or the same once more, is no step, nor is one firmer than the status that the fact has
    ``reached``: who tells as done what is still to come tells no more than that it is announced. Plain titles, claims
    without a day and what contradicts an editor take no part.
    """
    firmest = CERTAINTY.get(Status(reached)) if reached else None
    dated: list[tuple[date, int, str, str]] = []
    for item in evidence:
        if item.published is None or item.status not in {*CERTAINTY, *UNDONE} or item.against:
            continue
        status, certainty = item.status, CERTAINTY.get(Status(item.status), 0)
        if firmest is not None and certainty > firmest:
            status, certainty = reached, firmest
        dated.append((item.published, certainty, status, item.outlet))
    steps: list[Step] = []
    for day, certainty, status, outlet in sorted(dated, key=lambda claim: claim[:2]):
        last = Status(steps[-1].status) if steps else None
        undoes = status in UNDONE and last is not None and last != status
        firmer = certainty > (CERTAINTY.get(last, 0) if last is not None else 0)
        if (last is None and certainty) or undoes or (firmer and last != Status.DONE):
            step = Step(status, day, outlet)
            if steps and steps[-1].day == day and not undoes:
                steps[-1] = step
            else:
                steps.append(step)
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class Said:
    """One claim in the life of a fact: which outlet said what on which day, of which end.

    ``step`` says whether it took the report further, or undid it.
    """

    end: str
    status: str
    published: date | None
    outlet: str
    via: str
    claim: int
    step: bool


def life_of(evidence: Iterable[Evidence]) -> tuple[Said, ...]:
    """Every claim about a fact, first published first, start and end apart; undated claims come last."""
    told: dict[str, list[Evidence]] = {}
    for item in evidence:
        told.setdefault("end" if item.aspect == Aspect.END else "start", []).append(item)
    life: list[Said] = []
    for end, items in told.items():
        steps: set[tuple[str, date | None, str]] = {
            (step.status, step.day, step.outlet) for step in steps_of(items)
        }
        for item in items:
            key = (item.status, item.published, item.outlet)
            life.append(
                Said(
                    end=end if item.aspect else "",
                    status=item.status,
                    published=item.published,
                    outlet=item.outlet_slug,
                    via=item.via,
                    claim=item.claim,
                    step=key in steps,
                )
            )
            steps.discard(key)
    return tuple(sorted(life, key=lambda said: (said.published or date.max, said.claim)))
