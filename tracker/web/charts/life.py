"""The life of a report on a line of days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.timeline.life import Step
from tracker.web.charts.marks import Label, Mark, shortened

type Say = Callable[[date], str]
_MIDDLE = 30.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """The line from one step to the next, in the stroke of the status that held meanwhile."""

    status: str
    x1: str
    x2: str


@dataclass(frozen=True, slots=True)
class Life:
    name: str
    width: int
    marks: tuple[Mark, ...]
    stretches: tuple[Stretch, ...]
    #: Each with its day, which the browser writes as its locale does.
    days: tuple[tuple[Label, date], ...]
    outlets: tuple[Label, ...]
    #: All steps in words.
    said: str


def lives(steps: Sequence[Step], *, say: Say) -> tuple[Life, ...]:
    """The line drawn twice; nothing for a report of one step, which a date tells."""
    if len(steps) < 2:
        return ()
    short = steps if len(steps) <= 3 else [steps[0], *steps[-2:]]
    said = ", ".join(
        f"{step.status} on {say(step.day)}{f' by {step.outlet}' if step.outlet else ''}"
        for step in steps
    )
    return (
        _draw("wide", steps[-5:], said, width=640, gap=118, say=say),
        _draw("narrow", short, said, width=300, gap=96, say=say),
    )


def _draw(name: str, steps: Sequence[Step], said: str, *, width: int, gap: int, say: Say) -> Life:
    places = _places(steps, width=width, gap=gap)
    pairs = list(zip(steps, places, strict=True))
    return Life(
        name,
        width,
        tuple(Mark(x, _MIDDLE, step.status, 7) for step, x in pairs),
        tuple(
            Stretch(step.status, f"{x + 9:.1f}", f"{following - 9:.1f}")
            for (step, x), following in zip(pairs, places[1:], strict=False)
        ),
        tuple((Label(f"{x - 7:.1f}", "16", say(step.day)), step.day) for step, x in pairs),
        tuple(Label(f"{x - 7:.1f}", "52", _short(step.outlet, gap)) for step, x in pairs),
        said,
    )


def _places(steps: Sequence[Step], *, width: int, gap: int) -> list[float]:
    """Where the steps stand: as far apart as their days are, but never so near that labels meet."""
    room = width - 16 - gap
    days = (steps[-1].day - steps[0].day).days or 1
    least = min(gap, room / (len(steps) - 1))
    free = room - least * (len(steps) - 1)
    return [
        8 + least * index + free * (step.day - steps[0].day).days / days
        for index, step in enumerate(steps)
    ]


def _short(outlet: str, gap: int) -> str:
    """The outlet's name as far as its place goes; it stands in full in the evidence."""
    return shortened(outlet, gap // 6)
