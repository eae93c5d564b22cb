"""A search that is a question: what changed, who went where, who first told of it, what ties somebody to a company, or who
holds a post.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from tracker.timeline.asked_bodies import AskedBodies
from tracker.timeline.asked_changes import (
    AskedChanges,
    AskedTime,
    asked_changes,
    changes_asked,
)
from tracker.timeline.asked_goings import AskedGoings, AskedWho, asked_who, goings_asked
from tracker.timeline.asked_moves import AskedMoves, AskedWay, asked_way, moves_asked
from tracker.timeline.asked_posts import AskedPost, asked_cuts, post_asked
from tracker.timeline.asked_times import NamedTime, time_in
from tracker.timeline.asked_together import AskedTogether, AskedWith, asked_with, with_asked
from tracker.timeline.name_lookup import Looked

type Answer = AskedChanges | AskedGoings | AskedMoves | AskedPost | AskedTogether


@dataclass(frozen=True, slots=True)
class Question:
    """What words may ask, before it is known whether organizations are called so. Of several meanings the one that stands
    first here is meant.

    ``today`` is the day of the clock, ``time`` what the words name, ``rest`` the words without it.
    """

    today: date
    rest: str = ""
    time: NamedTime | None = None
    changes: AskedTime | None = None
    way: AskedWay | None = None
    together: AskedWith | None = None
    who: AskedWho | None = None
    cuts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, words: str, *, today: date, named: bool) -> Self:
        """``named``: a name that is withheld stands in the words, which then ask for nobody and no post."""
        words = words.strip(" ?!.")
        rest, time = time_in(words, today=today)
        changes = asked_changes(rest, time, today=today)
        way = asked_way(rest, time)
        if named:
            return cls(today, rest, time, changes, way)
        with_one, who = asked_with(rest), asked_who(rest)
        return cls(today, rest, time, changes, way, with_one, who, asked_cuts(rest))

    @property
    def names(self) -> list[str]:
        """What organizations are called, if it is a question."""
        asked = (
            *(self.changes.names if self.changes else ()),
            *(self.way.names if self.way else ()),
            *((self.together.where,) if self.together else ()),
        )
        companies = self.who.companies if self.who else ()
        return [*dict.fromkeys((*asked, *companies, *self.cuts))]

    @property
    def people(self) -> list[str]:
        """What people are called, if it is a question of somebody."""
        asked = (self.together.who,) if self.together else ()
        return [*dict.fromkeys((*asked, *(self.who.people if self.who else ())))]

    @property
    def lived(self) -> date:
        """The day on which a unit is looked for as what lives on of it."""
        return (self.time.when.earliest if self.time else None) or self.today

    def settled(self, looked: Looked) -> bool:
        """Whether there are records of all the names that one of its meanings needs."""
        called, who = looked.called, looked.who
        changes = self.changes.names if self.changes else ()
        pairs = [*(self.who.pairs if self.who else ())]
        if self.together:
            pairs.append((self.together.who, self.together.where))
        return (
            any(called.get(name) for name in (*changes, *self.cuts))
            or (self.way is not None and all(called.get(name) for name in self.way.names))
            or any(who.get(name) and (not at or called.get(at)) for name, at in pairs)
        )

    def answer(
        self, bodies: AskedBodies, *, known_on: date | None, everything: bool, most: int
    ) -> Answer | None:
        """What is asked, of organizations that were looked up; None where none is called so. At most four queries."""
        found: Answer | None = changes_asked(self.changes, bodies) if self.changes else None
        until = None if everything else self.today
        if found is None and self.way is not None:
            found = moves_asked(self.way, bodies, known_on=known_on, until=until, most=most)
        if found is None and self.together is not None:
            found = with_asked(
                self.together, bodies, as_of=self.today, known_on=known_on, until=until
            )
        if found is None and self.who is not None:
            found = goings_asked(
                self.who, bodies, as_of=self.today, known_on=known_on, until=until, most=most
            )
        if found is None and self.cuts:
            found = post_asked(
                self.cuts,
                self.time,
                bodies,
                as_of=self.today,
                known_on=known_on,
                everything=everything,
            )
        return found
