"""A search that is a question: who went where, or who holds a post."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.asked_bodies import AskedBodies
from tracker.timeline.asked_days import day_in
from tracker.timeline.asked_moves import AskedMoves, AskedWay, asked_way, moves_asked
from tracker.timeline.asked_posts import AskedPost, asked_cuts, post_asked


@dataclass(frozen=True, slots=True)
class Question:
    """What words may ask, before it is known whether organizations are called so. Of two meanings ``way`` comes first.

    ``today`` is the day of the clock, ``when`` the one that the words name.
    """

    today: date
    when: PartialDate | None = None
    way: AskedWay | None = None
    cuts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, words: str, *, today: date, named: bool) -> Self:
        """``named``: a name that is withheld stands in the words, which then ask for no post."""
        rest, when = day_in(words.strip(" ?!."), today=today)
        return cls(today, when, asked_way(rest, when), {} if named else asked_cuts(rest))

    @property
    def names(self) -> list[str]:
        """What organizations are called, if it is a question."""
        return [*dict.fromkeys((*(self.way.names if self.way else ()), *self.cuts))]

    @property
    def lived(self) -> date:
        """The day on which a unit is looked for as what lives on of it."""
        return (self.when.earliest if self.when else None) or self.today

    def answer(
        self, bodies: AskedBodies, *, known_on: date | None, everything: bool, most: int
    ) -> AskedMoves | AskedPost | None:
        """What is asked, of organizations that were looked up; None where none is called so. At most two queries."""
        found: AskedMoves | AskedPost | None = None
        if self.way is not None:
            until = None if everything else self.today
            found = moves_asked(self.way, bodies, known_on=known_on, until=until, most=most)
        if found is None and self.cuts:
            found = post_asked(
                self.cuts,
                self.when,
                bodies,
                as_of=self.today,
                known_on=known_on,
                everything=everything,
            )
        return found
