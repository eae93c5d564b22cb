"""What the claims of one spell say together, as known today or on an earlier day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.claims.settling.judging import judge_date, judge_status, judge_title, told_on
from tracker.claims.settling.says import Say, first_told, in_order, known_by, origins
from tracker.claims.settling.spells import Spell
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import EndState
from tracker.kernel.statuses import Status

_HOLDS = frozenset({Status.RUMOURED, Status.REPORTED, Status.ANNOUNCED, Status.DENIED})


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
    against_pins: frozenset[int] = frozenset()
    elsewhere: frozenset[int] = frozenset()


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
        against_pins=start_step.contradicting
        | judge_status(spell.ends, pin="end_status").contradicting,
        elsewhere=_other_places(spell.starts) | _other_places(spell.ends),
    )


def _other_places(says: Sequence[Say]) -> frozenset[int]:
    """The claims that name another origin, or another new employer, than the one that stands."""
    named = [say for say in in_order(says) if say.other is not None]
    return frozenset(say.claim for say in named if say.other != named[-1].other)


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
