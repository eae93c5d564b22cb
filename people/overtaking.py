"""Which posts and reporting lines a later post has overtaken, of those whose end nobody tells. Pure rules, no tables.

Whoever takes up a full post at another company after the last word of an earlier one is there no more. What is held
beside another (a board seat, advice, a professorship) neither overtakes nor is overtaken, and to have founded something
overtakes nothing. Nor does a new post at a company where somebody was at the time of that word already: they held both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import CONFIRMATION_HOLDS, START_IS_NEWS
from tracker.kernel.statuses import UNDONE, Status


@dataclass(frozen=True, slots=True)
class Held:
    """A post, or a reporting line, as far as this is about it. A line is there instead of any other, as a full post is."""

    company: int
    exclusive: bool
    founding: bool
    start: PartialDate | None
    start_status: str
    end: PartialDate | None
    end_status: str
    told: date | None
    confirmed_first: date | None
    confirmed_last: date | None

    @property
    def begun(self) -> PartialDate | None:
        """The days on which it was taken up, as was told and done; None where it was not, or no day is known."""
        latest = self.start.latest if self.start else None
        words = [day for day in (self.told, self.confirmed_first, latest) if day is not None]
        earliest = self.start.earliest if self.start else None
        if self.start_status != Status.DONE or not (words or earliest):
            return None
        earliest = earliest or min(words) - START_IS_NEWS
        return PartialDate(earliest, latest or max(earliest, min(words, default=earliest)))

    @property
    def last_word(self) -> date | None:
        """The last day on which somebody had it held, or taken up."""
        day = self.start.sort_day if self.start else None
        # Told later than that after its day a start is history, by which nobody says that the post is held.
        recent = self.told and (day is None or self.told <= day + START_IS_NEWS)
        news = self.told if recent else None
        words = (self.confirmed_last, day, news)
        return max((word for word in words if word is not None), default=None)

    @property
    def ended_as_told(self) -> bool:
        return self.end_status == Status.DONE and self.end is not None

    def held_on(self, day: date) -> bool:
        """It was in force on ``day``, or at least no long time after the last word of it."""
        began = (self.start.sort_day if self.start else None) or self.told or self.confirmed_first
        if began is None or began > day or self.start_status in UNDONE:
            return False
        if self.end_status == Status.DONE and (self.end is None or self.end.sort_day <= day):
            return False
        word = self.last_word
        return word is not None and day <= word + CONFIRMATION_HOLDS


def overtaken(one: Held, others: Iterable[Held]) -> PartialDate | None:
    """The days on which the first post began that overtook ``one``, of all the ``others`` of the same person; None
    where none did.
    """
    word = one.last_word
    if word is None or not one.exclusive or one.ended_as_told:
        return None
    elsewhere = [post for post in others if post.exclusive and post.company != one.company]
    there = {post.company for post in elsewhere if post.held_on(word)}
    found = [
        begun
        for post in elsewhere
        if not post.founding and post.company not in there
        if (begun := post.begun) is not None and _ends(begun, one, word)
    ]
    if not found:
        return None
    earliest = min(begun.earliest for begun in found if begun.earliest)
    return PartialDate(earliest, min(begun.latest for begun in found if begun.latest))


def _ends(begun: PartialDate, one: Held, word: date) -> bool:
    """What was taken up then lies after the last ``word`` of ``one``, and after the day for which its end is told."""
    if begun.earliest is None or begun.earliest <= word:
        return False
    told = one.end if one.end_status not in UNDONE else None
    return told is None or told.sort_day <= begun.earliest
