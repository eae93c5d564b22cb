"""Posts and reporting lines as columns of numbers: what a company's book holds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Numbers = NDArray[np.int64]
type Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Spells:
    """Columns that posts and lines have alike. Ranges of days are from a day, and until before one."""

    key: Numbers
    who: Numbers
    organization: Numbers
    possible: Numbers
    possible_until: Numbers
    certain: Numbers
    certain_until: Numbers
    #: The first days that the words allow for start and end, else ``NO_DAY``.
    start: Numbers
    end: Numbers
    known: Numbers
    known_until: Numbers

    def on(self, day: int, known: int) -> Numbers:
        """The rows that may have been in force on ``day``, as one could know on the day ``known``."""
        return np.flatnonzero(
            (self.possible <= day)
            & (day < self.possible_until)
            & (self.known <= known)
            & (known < self.known_until)
        )

    def surely(self, rows: Numbers, day: int) -> Flags:
        """Whether each of the rows surely was."""
        sure: Flags = (self.certain[rows] <= day) & (day < self.certain_until[rows])
        return sure


@dataclass(frozen=True, slots=True)
class PostSpells(Spells):
    """Positions, or the states in which they were known. ``unit`` is 0 where none was told."""

    unit: Numbers
    seniority: Numbers
    #: The last day that the words allow for the start; ``NO_DAY`` where there is none.
    start_latest: Numbers
    #: The first day on which it may have ended, as was done or announced; ``NEVER`` where nothing was.
    may_end: Numbers
    #: The last day that the words allow for an end that is reported or announced, and not done; ``NEVER`` where none is.
    gone_by: Numbers
    #: The first day of such an end, or the last where no first is told; ``NEVER`` likewise.
    goes: Numbers
    #: The first day on which it may be over though nobody tells so: a later post elsewhere has overtaken it, or its announced
    #: end was long ago; ``NEVER`` where neither is so.
    lapsed: Numbers
    #: Its start tells of somebody who came from elsewhere.
    arrival: Numbers
    title: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineSpells(Spells):
    """Reporting lines, likewise."""

    manager: Numbers
    #: The first day on which it has not been told for as long as a confirmation holds; ``NEVER`` where no day was told.
    lapsed: Numbers
    kind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comings:
    """What moves tell of how posts were come to, by their keys. Those of ``inside`` brought nobody to the company;
    ``arrivals`` are foundings, and such as no first day is told of, with the first and last days of the move, else ``NO_DAY``.
    """

    inside: Numbers
    arrivals: Numbers
    start: Numbers
    start_latest: Numbers
