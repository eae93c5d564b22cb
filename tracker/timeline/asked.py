"""A search that is a question: what changed, who went where, who first told of it, or who holds a post."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.asked_bodies import AskedBodies
from tracker.timeline.asked_changes import (
    AskedChanges,
    AskedTime,
    asked_changes,
    changes_asked,
)
from tracker.timeline.asked_days import day_in
from tracker.timeline.asked_goings import AskedGoings, AskedWho, asked_who, goings_asked
from tracker.timeline.asked_moves import AskedMoves, AskedWay, asked_way, moves_asked
from tracker.timeline.asked_posts import AskedPost, asked_cuts, post_asked

type Answer = AskedChanges | AskedGoings | AskedMoves | AskedPost


@dataclass(frozen=True, slots=True)
class Question:
    """What words may ask, before it is known whether organizations are called so. Of several meanings the one that stands
    first here is meant.

    ``today`` is the day of the clock, ``when`` the one that the words name.
    """

    today: date
    when: PartialDate | None = None
    changes: AskedTime | None = None
    way: AskedWay | None = None
    who: AskedWho | None = None
    cuts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, words: str, *, today: date, named: bool) -> Self:
        """``named``: a name that is withheld stands in the words, which then ask for nobody and no post."""
        words = words.strip(" ?!.")
        rest, when = day_in(words, today=today)
        changes = asked_changes(words, today=today)
        way = asked_way(rest, when)
        if named:
            return cls(today, when, changes, way)
        return cls(today, when, changes, way, asked_who(rest), asked_cuts(rest))

    @property
    def names(self) -> list[str]:
        """What organizations are called, if it is a question."""
        asked = (
            *(self.changes.names if self.changes else ()),
            *(self.way.names if self.way else ()),
        )
        companies = self.who.companies if self.who else ()
        return [*dict.fromkeys((*asked, *companies, *self.cuts))]

    @property
    def people(self) -> list[str]:
        """What people are called, if it is a question of somebody."""
        return self.who.people if self.who else []

    @property
    def lived(self) -> date:
        """The day on which a unit is looked for as what lives on of it."""
        return (self.when.earliest if self.when else None) or self.today

    def answer(
        self, bodies: AskedBodies, *, known_on: date | None, everything: bool, most: int
    ) -> Answer | None:
        """What is asked, of organizations that were looked up; None where none is called so. At most three queries."""
        found: Answer | None = changes_asked(self.changes, bodies) if self.changes else None
        until = None if everything else self.today
        if found is None and self.way is not None:
            found = moves_asked(self.way, bodies, known_on=known_on, until=until, most=most)
        if found is None and self.who is not None:
            found = goings_asked(
                self.who, bodies, as_of=self.today, known_on=known_on, until=until, most=most
            )
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
