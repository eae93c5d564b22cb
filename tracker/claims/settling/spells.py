"""Which claims speak of the same spell at one organization, and what they say together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from people.titles import compatible, meaning_of, title_words
from tracker.claims.settling.judging import judge_date, judge_status, judge_title, told_on
from tracker.claims.settling.says import Say, first_told, in_order, known_by, origins
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import EndState
from tracker.kernel.statuses import Status

_HOLDS = frozenset({Status.RUMOURED, Status.REPORTED, Status.ANNOUNCED, Status.DENIED})


@dataclass(slots=True)
class Spell:
    """The says of one spell, in the order of the days they are about."""

    starts: list[Say] = field(default_factory=list)
    helds: list[Say] = field(default_factory=list)
    ends: list[Say] = field(default_factory=list)
    _judged: dict[object, str | date | None] = field(default_factory=dict)

    def says(self) -> list[Say]:
        return [*self.starts, *self.helds, *self.ends]

    @property
    def title(self) -> str:
        return self._once("title", lambda: judge_title(self.says()))

    @property
    def exclusive(self) -> bool:
        return meaning_of(self.title).exclusive

    def ended_on(self) -> date | None:
        """A day by which the spell was over, None while no done end is told."""
        return self._once("ended", lambda: _over(self.ends))

    def left_on(self) -> date | None:
        """The same, whatever was taken back: who comes back had left."""
        return self._once(
            "left", lambda: _over([say for say in self.ends if say.status != Status.REVERSED])
        )

    def _once[J: (str, date | None)](self, what: str, judged: Callable[[], J]) -> J:
        """The judgement, made again only when a say has come in or gone."""
        key = (what, len(self.starts), len(self.helds), len(self.ends))
        if key not in self._judged:
            self._judged[key] = judged()
        return cast("J", self._judged[key])


def _over(ends: Sequence[Say]) -> date | None:
    if judge_status(ends).status is not Status.DONE and not any(
        say.status == Status.FORMER for say in ends
    ):
        return None
    when = judge_date(ends).when
    if when is not None:
        return when.sort_day
    return min((say.published for say in ends if say.published), default=date.min)


def gather(says: Iterable[Say]) -> tuple[list[Spell], frozenset[int]]:
    """Sort one person's says at one organization into spells; the claims that fit none come second.

    The says are taken in the order of the days they are about, so the result does not depend on
    the order in which they came in.
    """
    spells: list[Spell] = []
    stray: set[int] = set()
    for say in sorted(says, key=lambda say: (say.moment, _RANK[say.aspect], *say.order)):
        if say.aspect == "start":
            _started(say, spells)
        elif say.aspect == "end":
            _ended(say, spells)
        elif not _held(say, spells):
            stray.add(say.claim)
    _came_back(spells)
    return spells, frozenset(stray)


_RANK = {"end": 0, "start": 1, "held": 2}


#: What a verb alone says: "who leads the lab" makes somebody its head, whatever the card says.
_BARE_LEAD = frozenset({"head"})


def _fits(say: Say, spell: Spell) -> bool:
    """The titles may name one post; a bare "head" fits any post in the unit it heads."""
    if compatible(say.title, spell.title):
        return True
    units = {other.unit for other in spell.says() if other.unit is not None}
    bare = _BARE_LEAD in (title_words(say.title), title_words(spell.title))
    return bare and say.unit is not None and say.unit in units


def _started(say: Say, spells: list[Spell]) -> None:
    if say.undone and _taken_back(say, spells):
        return
    for spell in reversed(spells):
        if not _fits(say, spell):
            continue
        over = spell.left_on()
        if over is not None and over <= say.moment and not _repeats(say, spell.starts):
            talk = say.when is None and say.status != Status.DONE
            if not talk or over < say.moment or not spell.helds:
                continue
        if spell.starts and not _same_day(say, spell.starts):
            continue
        spell.starts.append(say)
        _joined_before(say, spell, spells)
        return
    spells.append(Spell(starts=[say]))


def _taken_back(say: Say, spells: list[Spell]) -> bool:
    """A start that is taken back after its end was told answers that start, and begins no other.

    Where the start was done, somebody had the post until then: taking it back is its end.
    """
    for spell in reversed(spells):
        if not spell.starts or spell.ended_on() is None or not _fits(say, spell):
            continue
        if judge_status(spell.starts).status is not Status.DONE:
            spell.starts.append(say)
            return True
        if say.status is Status.REVERSED and any(
            end.published == say.published for end in spell.ends
        ):
            spell.ends.append(replace(say, status=Status.DONE))
            return True
    return False


def _came_back(spells: Sequence[Spell]) -> None:
    """Where somebody came back to a post, the return is the later spell's, and the end stands.

    Taking back an end undoes it only where the post went on as if nothing had been.
    """
    for index, spell in enumerate(spells):
        taken_back = [say for say in spell.ends if say.status == Status.REVERSED]
        over = spell.left_on()
        if not taken_back or over is None:
            continue
        for later in spells[index + 1 :]:
            back = [say for say in later.starts if say.moment >= over and not say.undone]
            if back and compatible(spell.title, later.title):
                spell.ends = [say for say in spell.ends if say.status != Status.REVERSED]
                if all(say in taken_back for say in later.ends):
                    later.ends = []
                later.helds.extend(say for say in taken_back if say not in later.ends)
                break


def _joined_before(say: Say, spell: Spell, spells: list[Spell]) -> None:
    """A joining told without a day, of somebody who has risen since, speaks of the first post too.

    It lends that post its word and no title: "hired X, now chief scientist" hired X as a researcher.
    """
    if say.type != "joined" or say.when is not None:
        return
    first = next((one for one in spells if one.starts and one.ended_on() is None), spell)
    if first is not spell and first.exclusive and spell.exclusive:
        first.starts.append(replace(say, title="", unit=None))


#: By how much a plan that is not done yet may be put off and still be the same plan.
MOST_SHIFT_DAYS = 365


def _repeats(say: Say, others: Sequence[Say]) -> bool:
    """The say tells again, with the same day, what an earlier one told."""
    return any(
        other.when is not None and say.when is not None and other.when.meets(say.when)
        for other in others
    )


def _same_day(say: Say, others: Sequence[Say]) -> bool:
    """The say may be about the same change: no two days are given that cannot agree."""
    when = judge_date(others).when
    if say.when is None or when is None or when.meets(say.when):
        return True
    apart = abs((say.when.sort_day - when.sort_day).days)
    return say.status != Status.DONE and apart <= MOST_SHIFT_DAYS


def _held(say: Say, spells: list[Spell]) -> bool:
    for spell in reversed(spells):
        if not _fits(say, spell):
            continue
        over = spell.ended_on()
        if over is not None and say.published is not None and say.published > over:
            if say.editor:
                continue
            return False
        spell.helds.append(say)
        return True
    spells.append(Spell(helds=[say]))
    return True


def _ended(say: Say, spells: list[Spell]) -> None:
    running = [spell for spell in spells if _takes_end(say, spell)]
    fitting = [spell for spell in running if _fits(say, spell)]
    meaning = meaning_of(say.title)
    if say.type == "left" and meaning.exclusive and not meaning.interim:
        fitting = [
            spell for spell in running if spell.exclusive or (spell in fitting and say.title)
        ]
    titled = bool(say.title) and not any(_fits(say, spell) for spell in fitting)
    untitled = replace(say, title="", unit=None)
    for spell in fitting:
        spell.ends.append(say if _fits(say, spell) else untitled)
    if not fitting or titled:
        spells.append(Spell(ends=[say]))


def _takes_end(say: Say, spell: Spell) -> bool:
    """The spell is running when this end is told, or the end repeats the one it has."""
    over = spell.ended_on()
    if over is None:
        return True
    when = judge_date(spell.ends).when
    if say.when is not None and when is not None:
        return when.meets(say.when)
    if say.status == Status.FORMER:
        return bool(say.title)
    return say.published is None or (say.published - over).days <= 730


@dataclass(frozen=True, slots=True)
class Holding:
    """One spell as it can be known from some says: the columns of a Position."""

    title: str
    unit: int | None
    stated_origin: int | None
    stated_destination: int | None
    start: PartialDate | None
    end: PartialDate | None
    end_state: EndState
    start_status: str
    end_status: str
    start_told_on: date | None
    end_told_on: date | None
    disputed: bool
    confirmed_first: date | None
    confirmed_last: date | None
    start_origins: int
    start_first_outlet: str
    start_first_on: date | None
    end_origins: int
    end_first_outlet: str
    end_first_on: date | None
    contradicting: frozenset[int]


def judge(spell: Spell, known_on: date | None = None) -> Holding | None:
    """What the spell's says tell together, as published up to ``known_on``; None if nothing yet."""
    if known_on is not None:
        spell = Spell(
            known_by(spell.starts, known_on),
            known_by(spell.helds, known_on),
            known_by(spell.ends, known_on),
        )
    says = in_order(spell.says())
    if not says:
        return None
    start_step = judge_status(spell.starts, pin="start_status")
    start, contradicting = _start(spell)
    end, end_state, end_status, end_disputed, against = _end(spell, start)
    confirmed = _confirmations(spell)
    start_outlet, start_on = first_told(spell.starts)
    end_outlet, end_on = first_told(spell.ends)
    return Holding(
        title=judge_title(says),
        unit=_last(say.unit for say in says),
        stated_origin=_last(say.other for say in spell.starts),
        stated_destination=_last(say.other for say in spell.ends),
        start=start,
        end=end,
        end_state=end_state,
        start_status=_confirmed(start_step.status, spell),
        end_status=end_status,
        start_told_on=told_on(spell.starts),
        end_told_on=told_on(spell.ends),
        disputed=start_step.disputed or end_disputed,
        confirmed_first=min(confirmed, default=None),
        confirmed_last=max(confirmed, default=None),
        start_origins=origins(spell.starts),
        start_first_outlet=start_outlet,
        start_first_on=start_on,
        end_origins=origins(spell.ends),
        end_first_outlet=end_outlet,
        end_first_on=end_on,
        contradicting=contradicting | against,
    )


def _confirmed(status: Status | None, spell: Spell) -> str:
    """A start that was only talked about is done once a later say has the post held, or over."""
    if status is None:
        return ""
    if status in {Status.RUMOURED, Status.REPORTED, Status.ANNOUNCED}:
        told = max((say.published for say in spell.starts if say.published), default=date.min)
        day = judge_date(spell.starts).when
        begun = max(told, (day.earliest or date.min) if day else date.min)
        later = [say for say in spell.helds if say.published and say.published > begun]
        if later or any(say.status in {Status.FORMER, Status.DONE} for say in spell.ends):
            return Status.DONE
    return status


def _start(spell: Spell) -> tuple[PartialDate | None, frozenset[int]]:
    dating = judge_date(spell.starts, pin="start")
    if dating.when is not None or spell.starts:
        return dating.when, dating.contradicting
    held_since = judge_date(spell.helds, pin="start")
    return held_since.when, held_since.contradicting


def _end(
    spell: Spell, start: PartialDate | None
) -> tuple[PartialDate | None, EndState, str, bool, frozenset[int]]:
    step = judge_status(spell.ends, pin="end_status")
    status = step.status
    former = [say for say in spell.ends if say.status == Status.FORMER]
    if former and status not in {Status.DONE}:
        status = Status.DONE
    dating = judge_date(spell.ends, pin="end")
    end, contradicting = dating.when, dating.contradicting
    if end is not None and start is not None and end.surely_before(start):
        contradicting |= {say.claim for say in spell.ends if say.when is not None}
        end = None
    if status is None:
        return None, EndState.OPEN, "", False, contradicting
    if end is not None:
        state = EndState.KNOWN
        if end.earliest is None and status is Status.DONE:
            state = EndState.ENDED
        return end, state, status, step.disputed, contradicting
    if status is Status.DONE:
        told = min((say.published for say in spell.ends if say.published), default=None)
        by = PartialDate.by(told) if told else None
        if by is not None and start is not None and by.surely_before(start):
            by = None
        return by, EndState.ENDED, status, step.disputed, contradicting
    return None, EndState.OPEN, status, step.disputed, contradicting


def _confirmations(spell: Spell) -> list[date]:
    """Publication days of says by which the post was held when they were published."""
    days = [say.published for say in spell.helds if say.published]
    days += [say.published for say in spell.ends if say.published and say.status in _HOLDS]
    days += [
        say.published
        for say in spell.starts
        if say.published
        and say.status == Status.DONE
        and (say.when is None or (say.when.latest or date.min) <= say.published)
    ]
    return days


def _last[T](values: Iterable[T | None]) -> T | None:
    """The last value given, says being in the order of publication."""
    found: T | None = None
    for value in values:
        found = value if value is not None else found
    return found
