"""What moves are derived from, and what they are: positions and foundings at one state of knowledge."""

from dataclasses import dataclass
from datetime import date

from people.titles import meaning_of
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status


def first_known(*days: date | None) -> date:
    """The first of the days that is one, for ordering; the beginning of time where none is."""
    return next((day for day in days if day is not None), date.min)


def rank_of(title: str) -> int:
    return int(meaning_of(title).seniority)


@dataclass(frozen=True, slots=True)
class Stay:
    """One position, at one state of knowledge, as moves see it."""

    position: int
    company: int
    unit: int | None
    title: str
    role: str
    seniority: int
    exclusive: bool
    start: PartialDate | None
    end: PartialDate | None
    start_status: str
    end_status: str
    stated_origin: int | None
    stated_destination: int | None
    confirmed_first: date | None
    disputed: bool
    start_origins: int
    start_first_outlet: str
    start_first_on: date | None
    start_told_on: date | None
    end_origins: int
    end_first_outlet: str
    end_first_on: date | None
    end_told_on: date | None

    @property
    def began(self) -> date | None:
        """A day by which it had begun or will begin, as far as any is known."""
        if self.start is not None:
            return self.start.sort_day
        return self.start_told_on or self.start_first_on or self.confirmed_first

    @property
    def ended(self) -> date | None:
        """The day of the end, when it is over or has been announced to end."""
        if self.end_status not in {Status.DONE, Status.ANNOUNCED}:
            return None
        if self.end is not None:
            return self.end.sort_day
        return self.end_told_on or self.end_first_on

    @property
    def last_day(self) -> PartialDate | None:
        """The end, unless all that is known is that it was over when it was told."""
        if self.end is None or self.end.earliest is not None:
            return self.end
        told, by = self.end_first_on, self.end.latest
        return self.end if told is not None and by is not None and by < told else None

    @property
    def end_was_told(self) -> bool:
        """Somebody gave a day for the end, or told of it as news."""
        told = (self.end_told_on, self.end_first_on, self.end_first_outlet)
        return self.last_day is not None or any(told)

    @property
    def left_on(self) -> date:
        """The day of the end, else that on which it was told, else one by which it was over."""
        return first_known(self.known_end, self.end_told_on, self.end_first_on, self.ended)

    @property
    def known_end(self) -> date | None:
        """The day of the end as far as it was given, however firmly it is told."""
        return self.last_day.sort_day if self.last_day is not None else None

    def follows(self, other: "Stay") -> int:
        """How many days there are from the end of ``other`` to this start: 1 where it begins on the day after the last one, less
        where that may be.
        """
        begins = self.start.earliest if self.start is not None else None
        begins = begins or self.began
        over = other.ended
        return (begins - over).days if begins is not None and over is not None else 0


@dataclass(frozen=True, slots=True)
class Foundation:
    """One founding, at one state of knowledge, as moves see it."""

    founding: int
    company: int
    status: str
    happened: PartialDate | None
    told_on: date | None
    disputed: bool
    origins: int
    first_outlet: str
    first_on: date | None


@dataclass(frozen=True, slots=True)
class DerivedMove:
    """A move as the rules give it; the first three name where it comes from. What begins with ``left`` tells of the
    departure that an arrival takes up, where that was told by itself.
    """

    arrival: int | None
    departure: int | None
    founding: int | None
    kind: str
    status: str
    from_company: int | None
    to_company: int | None
    unit: int | None
    title: str
    former_title: str
    seniority: int
    happened: PartialDate | None
    sort_on: date
    link: str
    disputed: bool
    origins: int
    first_outlet: str
    first_on: date | None
    left: PartialDate | None = None
    left_status: str = ""
    left_sort_on: date | None = None
    left_origins: int = 0
    left_first_outlet: str = ""
    left_first_on: date | None = None
