"""What the claims of one spell say together, as known today or on an earlier day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.claims.settling.judging import (
    Dating,
    judge_date,
    judge_last,
    judge_status,
    judge_title,
    told_on,
)
from tracker.claims.settling.pinned import against_title
from tracker.claims.settling.says import (
    Against,
    Say,
    first_told,
    in_order,
    known_by,
    origins,
    pinned,
    publication_days,
)
from tracker.claims.settling.spells import Spell
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.periods import EndState
from tracker.kernel.statuses import Status

#: For as long is a start news, whose telling says that the post is held.
_NEWS = timedelta(days=366)
_HOLDS = frozenset({Status.RUMOURED, Status.REPORTED, Status.ANNOUNCED, Status.DENIED})


@dataclass(frozen=True, slots=True)
class Holding:
    """One spell as it can be known from some says: the columns of a Position.

    Whoever calls the post a former one tells of no end: who was first to tell of it is somebody else.

    ``against_pins`` has the claims that contradict what an editor has pinned, by its field.
    """

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
    against_pins: Against = ()
    elsewhere: frozenset[int] = frozenset()


def judge(spell: Spell, known_on: date | None = None) -> Holding | None:
    """What the spell's says tell together, as published up to ``known_on``; None if nothing yet."""
    if spell.void:
        return None
    if known_on is not None:
        spell = Spell(
            known_by(spell.starts, known_on),
            known_by(spell.helds, known_on),
            known_by(spell.ends, known_on),
            lent=spell.lent,
        )
    says = in_order(spell.says())
    if not says:
        return None
    start_step = judge_status(spell.starts, pin="start_status")
    firm = any(say.editor for say in says) or bool(spell.against)
    start, too_late = _start(spell), frozenset[int]()
    if firm and _after_pinned_end(start, spell):
        too_late = frozenset(say.claim for say in spell.starts if say.when is not None)
        start = Dating(None)
    end, end_state, end_status, end_disputed, ended = _end(spell, start.when)
    confirmed = _confirmations(spell)
    unit = judge_last(says, lambda say: say.unit, pin="unit")
    origin = judge_last(spell.starts, lambda say: say.other, pin="origin")
    destination = judge_last(spell.ends, lambda say: say.other, pin="destination")
    start_outlet, start_on = first_told(spell.starts)
    end_told = [
        say for say in spell.ends if say.status != Status.FORMER and say.claim not in spell.lent
    ]
    end_outlet, end_on = first_told(end_told)
    return Holding(
        title=judge_title(says),
        unit=unit.value,
        stated_origin=origin.value,
        stated_destination=destination.value,
        start=start.when,
        end=end,
        end_state=end_state,
        start_status=_confirmed(start_step.status, spell),
        end_status=end_status,
        start_told_on=told_on(spell.starts),
        end_told_on=told_on(end_told),
        disputed=start_step.disputed or end_disputed,
        confirmed_first=min(confirmed, default=None),
        confirmed_last=max(confirmed, default=None),
        start_origins=origins(spell.starts),
        start_first_outlet=start_outlet,
        start_first_on=start_on,
        end_origins=origins(end_told),
        end_first_outlet=end_outlet,
        end_first_on=end_on,
        contradicting=_against_each_other(start) | _against_each_other(ended),
        against_pins=_against_pins(
            spell,
            {
                "unit": unit.against,
                "origin": origin.against,
                "destination": destination.against,
                "start": start.contradicting if start.pinned else frozenset(),
                "end": (ended.contradicting if ended.pinned else frozenset()) | too_late,
                "start_status": start_step.contradicting,
            },
        )
        if firm
        else (),
        elsewhere=(frozenset() if origin.pinned else _other_places(spell.starts))
        | (frozenset() if destination.pinned else _other_places(spell.ends)),
    )


def judge_each_day(spell: Spell, holding: Holding) -> Iterator[tuple[date, Holding | None]]:
    """What could be known of the spell by the end of each day on which it was told; ``holding`` is what it is today."""
    says = spell.says()
    days = publication_days(says)
    nothing_else = not spell.against and all(say.published and not say.editor for say in says)
    for day in days:
        yield day, holding if nothing_else and day == days[-1] else judge(spell, day)


def _other_places(says: Sequence[Say]) -> frozenset[int]:
    """The claims that name another origin, or another new employer, than the one that stands."""
    named = [say for say in in_order(says) if say.other is not None]
    return frozenset(say.claim for say in named if say.other != named[-1].other)


def _confirmed(status: Status | None, spell: Spell) -> str:
    """A start that was only talked about is done once a later say has the post held, or over."""
    if status is None:
        return ""
    if pinned(spell.starts, "start_status"):
        return status
    if status in {Status.RUMOURED, Status.REPORTED, Status.ANNOUNCED}:
        told = max((say.published for say in spell.starts if say.published), default=date.min)
        day = judge_date(spell.starts, pin="start").when
        begun = max(told, (day.earliest or date.min) if day else date.min)
        later = [say for say in spell.helds if say.published and say.published > begun]
        if later or any(say.status in {Status.FORMER, Status.DONE} for say in spell.ends):
            return Status.DONE
    return status


def _against_pins(spell: Spell, found: dict[str, frozenset[int]]) -> Against:
    """The claims that contradict what editors have pinned, by its field; ``found`` has some of them."""
    found |= {
        "title": against_title(spell.says()),
        "start_status": found["start_status"] | _held_though_not_begun(spell),
        "end_status": judge_status(spell.ends, pin="end_status").contradicting,
    }
    others = frozenset(say.claim for say in spell.against)
    found[spell.contested] = found.get(spell.contested, frozenset()) | others
    return tuple((name, claims) for name, claims in sorted(found.items()) if claims)


def _held_though_not_begun(spell: Spell) -> frozenset[int]:
    """What says that the post is held, where an editor has pinned that its start is not done."""
    editors = pinned(spell.starts, "start_status")
    if editors is None or editors.status == Status.DONE:
        return frozenset()
    return frozenset(say.claim for say in spell.helds) - editors.corrects


def _after_pinned_end(start: Dating, spell: Spell) -> bool:
    """The start that is told lies after the end that an editor has pinned: then the end stands."""
    end = judge_date(spell.ends, pin="end")
    if start.pinned or not end.pinned or start.when is None or end.when is None:
        return False
    return end.when.surely_before(start.when)


def _against_each_other(dating: Dating) -> frozenset[int]:
    return frozenset() if dating.pinned else dating.contradicting


def _start(spell: Spell) -> Dating:
    dating = judge_date(spell.starts, pin="start")
    if dating.when is not None or spell.starts:
        return dating
    return judge_date(spell.helds, pin="start")


def _end(
    spell: Spell, start: PartialDate | None
) -> tuple[PartialDate | None, EndState, str, bool, Dating]:
    step = judge_status(spell.ends, pin="end_status")
    status = step.status
    former = [say for say in spell.ends if say.status == Status.FORMER]
    if former and status is not Status.DONE and not pinned(spell.ends, "end_status"):
        status = Status.DONE
    dating = judge_date(spell.ends, pin="end")
    end = dating.when
    if end is not None and start is not None and end.surely_before(start):
        told = frozenset(say.claim for say in spell.ends if say.when is not None)
        dating = Dating(None, dating.contradicting | told)
        end = None
    if status is None:
        return None, EndState.OPEN, "", False, dating
    if end is not None:
        state = EndState.KNOWN
        if end.earliest is None and status is Status.DONE:
            state = EndState.ENDED
        return end, state, status, step.disputed, dating
    if status is Status.DONE:
        over = [say.published for say in spell.ends if say.status in {Status.DONE, Status.FORMER}]
        first = min((day for day in over if day), default=None)
        by = PartialDate.by(first) if first else None
        if by is not None and start is not None and by.surely_before(start):
            by = None
        return by, EndState.ENDED, status, step.disputed, dating
    return None, EndState.OPEN, status, step.disputed, dating


def _confirmations(spell: Spell) -> list[date]:
    """Publication days of says by which the post was held when they were published.

    A start that was old when it was told is history: nothing says that the post was held still. Nor does a report of an
    end for a day that was over by then.
    """
    days = [say.published for say in spell.helds if say.published]
    days += [
        say.published
        for say in spell.ends
        if say.published and say.status in _HOLDS and not _is_over(say)
    ]
    days += [
        say.published
        for say in spell.starts
        if say.published
        and say.status == Status.DONE
        and (say.when is None or _begun_lately(say.when, say.published))
    ]
    return days


def _is_over(say: Say) -> bool:
    """Whether the end that is reported lies before the report of it."""
    last = say.when.latest if say.when else None
    return say.status != Status.DENIED and last is not None and last <= (say.published or date.min)


def _begun_lately(when: PartialDate, told: date) -> bool:
    return (when.latest or date.min) <= told <= (when.latest or told) + _NEWS
