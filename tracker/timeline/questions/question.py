"""A search that is a question: what changed, where jobs were cut, who went where, who first told of it, what ties somebody
to a company, or who holds a post.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from tracker.kernel.word_search import Asked, Piece, words_of
from tracker.timeline.name_lookup import Looked
from tracker.timeline.questions.anybody import AskedAnybody, asked_anybody
from tracker.timeline.questions.anywhere import AskedAnywhere, anywhere_asked
from tracker.timeline.questions.bodies import AskedBodies
from tracker.timeline.questions.changes import (
    AskedChanges,
    AskedTime,
    asked_changes,
    changes_asked,
)
from tracker.timeline.questions.goings import AskedGoings, AskedWho, asked_who, goings_asked
from tracker.timeline.questions.layoffs import (
    AskedCuts,
    AskedLayoffs,
    asked_layoffs,
    layoffs_asked,
)
from tracker.timeline.questions.moves import AskedMoves, AskedWay, asked_way, moves_asked
from tracker.timeline.questions.posts import AskedPost, asked_cuts, asks_former, post_asked
from tracker.timeline.questions.reports import AskedReport, asked_report, report_asked
from tracker.timeline.questions.successors import AskedAfter, after_asked, asked_after
from tracker.timeline.questions.times import NamedTime, time_in
from tracker.timeline.questions.together import AskedTogether, AskedWith, asked_with, with_asked

type Answer = (
    AskedAnywhere
    | AskedChanges
    | AskedGoings
    | AskedLayoffs
    | AskedMoves
    | AskedPost
    | AskedTogether
)


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
    layoffs: AskedCuts | None = None
    way: AskedWay | None = None
    anybody: AskedAnybody | None = None
    together: AskedWith | None = None
    who: AskedWho | None = None
    report: AskedReport | None = None
    after: AskedAfter | None = None
    cuts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, words: str, *, today: date, named: bool) -> Self:
        """``named``: a name that is withheld stands in the words, which then ask for nobody and no post."""
        words = words.strip(" ?!.")
        rest, time = time_in(words, today=today)
        changes = asked_changes(rest, time, today=today)
        layoffs = asked_layoffs(rest, time)
        way = asked_way(rest, time)
        anybody = asked_anybody(rest, time)
        if named:
            return cls(today, rest, time, changes, layoffs, way, anybody)
        after = asked_after(rest)
        who = None if after else asked_who(rest)
        whom = asked_with(rest), who, asked_report(rest), after
        return cls(today, rest, time, changes, layoffs, way, anybody, *whom, asked_cuts(rest))

    @property
    def names(self) -> list[str]:
        """What organizations are called, if it is a question."""
        asked = (
            *(self.changes.names if self.changes else ()),
            *((self.layoffs.where,) if self.layoffs and self.layoffs.where else ()),
            *(self.way.names if self.way else ()),
            *((self.anybody.words,) if self.anybody else ()),
            *((self.together.where,) if self.together else ()),
            *(self.after.companies if self.after else ()),
        )
        both = [one for one in (self.who, self.report) if one]
        companies = (name for one in both for name in one.companies)
        return [*dict.fromkeys((*asked, *companies, *self.cuts))]

    @property
    def people(self) -> list[str]:
        """What people are called, if it is a question of somebody."""
        asked = [one.who for one in (self.together, self.after) if one]
        both = [one for one in (self.who, self.report) if one]
        return [*dict.fromkeys((*asked, *(name for one in both for name in one.people)))]

    @property
    def lived(self) -> date:
        """The day on which a unit is looked for as what lives on of it."""
        return (self.time.when.earliest if self.time else None) or self.today

    def without_person(self, pieces: Iterable[Piece]) -> Self:
        """The same, but that no title has the words of a person's name that were found: "Altman CEO" is none."""
        name = {word for piece in pieces if piece.found for word in words_of(piece.text)}
        cuts = {at: title for at, title in self.cuts.items() if not name & words_of(title)}
        return replace(self, cuts=cuts)

    def likely(self, *, beside: bool) -> Self:
        """The same of names that may be meant: a name without a question is no guess, nor is that of a company ``beside``
        somebody's.
        """
        bare = self.changes is not None and self.changes.bare
        asks = replace(self, changes=None) if bare else self
        return replace(asks, way=None, cuts={}) if beside else asks

    def settled(self, looked: Looked) -> bool:
        """Whether there are records of all the names that one of its meanings needs, or none is needed."""
        if self.anybody is not None or (self.layoffs is not None and not self.layoffs.where):
            return True
        called, who = looked.called, looked.who
        changes = self.changes.names if self.changes else ()
        pairs = [*(self.who.pairs if self.who else ())]
        pairs += [(self.together.who, self.together.where)] if self.together else []
        pairs += [(self.after.who, at) for _, at in self.after.places] if self.after else []
        return (
            any(called.get(name) for name in changes)
            or (any(called.get(name) for name in self.cuts) and not self._may_name_somebody(looked))
            or (self.layoffs is not None and bool(called.get(self.layoffs.where)))
            or (self.way is not None and all(called.get(name) for name in self.way.names))
            or any(who.get(name) and (not at or called.get(at)) for name, at in pairs)
        )

    def _may_name_somebody(self, looked: Looked) -> bool:
        """Whether a word of a title begins a name: "Altman CEO"."""
        titled = set().union(
            *(words_of(self.cuts[name]) for name in self.cuts if looked.called.get(name))
        )
        words = Asked.of(self.rest).words
        return any(
            meant.people and titled.intersection(word)
            for word, meant in zip(words, looked.meant, strict=False)
        )

    def answer(
        self, bodies: AskedBodies, *, known_on: date | None, everything: bool, most: int
    ) -> Answer | None:
        """What is asked, of organizations that were looked up; None where none is called so. At most eight queries."""
        found: Answer | None = None
        until = None if everything else self.today
        if self.changes is not None and not self.changes.bare:
            found = changes_asked(self.changes, bodies, known_on=known_on)
        if found is None:
            found = self._of_anybody(bodies, known_on=known_on, until=until, most=most)
        if found is None and self.together is not None:
            found = with_asked(
                self.together, bodies, as_of=self.today, known_on=known_on, until=until
            )
        if found is None and self.who is not None:
            found = goings_asked(
                self.who, bodies, as_of=self.today, known_on=known_on, until=until, most=most
            )
        if found is None and self.report is not None:
            found = report_asked(
                self.report, bodies, as_of=self.today, known_on=known_on, until=until
            )
        if found is None and self.after is not None:
            found = after_asked(
                self.after,
                self.time,
                bodies,
                as_of=self.today,
                known_on=known_on,
                everything=everything,
            )
        if found is None and self.cuts:
            found = post_asked(
                self.cuts,
                self.time,
                bodies,
                as_of=self.today,
                known_on=known_on,
                everything=everything,
                former=asks_former(self.rest),
            )
        if found is None and self.changes is not None and self.changes.bare:
            found = changes_asked(self.changes, bodies, known_on=known_on)
        return found

    def _of_anybody(
        self, bodies: AskedBodies, *, known_on: date | None, until: date | None, most: int
    ) -> Answer | None:
        """What is asked of companies, and of nobody by name: where jobs were cut, or who went where."""
        found: Answer | None = None
        if self.layoffs is not None:
            found = layoffs_asked(
                self.layoffs, bodies, as_of=self.today, known_on=known_on, until=until, most=most
            )
        if found is None and self.way is not None:
            found = moves_asked(self.way, bodies, known_on=known_on, until=until, most=most)
        if found is None and self.anybody is not None:
            found = anywhere_asked(self.anybody, bodies, known_on=known_on, until=until, most=most)
        return found
