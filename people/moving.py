"""Moves from positions: pure rules, no tables.

- A hire names its origin when a claim names both ends, or when the person's last exclusive position
  ended at most twelve months before. Board, advisory and academic posts are no origin unless stated.
- A paired departure and hire are one move. How firmly it is told, since when, by how many and who was
  first is the arrival's: a report of the departure alone knows nothing of where it leads. What was told of
  the departure by itself stands beside it.
- A new title at the same company is a promotion when the rank rises, else a reassignment; coming back
  after the last spell there had ended is a return.
- A step that is only rumoured or reported makes a move of that status; it never makes a certain one.
- A post that is only called a former one makes no move by itself: nobody told when, or that, it was left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from people.models import Link, MoveKind, Role
from people.stays import DerivedMove, Foundation, Stay
from people.titles import compatible, meaning_of
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import UNDONE, Status

#: The longest gap, in days, over which an origin is inferred.
INFERRED_WITHIN_DAYS = 366
#: How far apart the two ends of a stated move may lie, and by how much they may overlap.
STATED_WITHIN_DAYS = 540
MOST_OVERLAP_DAYS = 200
#: A spell told to end this shortly before another starts at the same company is a change inside it.
SAME_STAY_DAYS = 45


def derive(stays: Sequence[Stay], foundations: Iterable[Foundation] = ()) -> list[DerivedMove]:
    """All moves of one person, from what is known of the person's positions and foundings."""
    ordered = _from_real_places(sorted(stays, key=_order))
    arrivals = [stay for stay in ordered if stay.start_status]
    departures = [
        stay
        for stay in ordered
        if stay.end_status and stay.start_status not in UNDONE and _leaves(stay, ordered)
    ]
    moves: list[DerivedMove] = []
    paired: set[int] = set()
    for stay in arrivals:
        previous = _same_stay(stay, ordered)
        if previous is not None:
            moves.append(_inside(stay, previous))
            continue
        departure, link = _origin(stay, departures, paired, ordered)
        if departure is not None and stay.start_status not in UNDONE:
            paired.add(departure.position)
        moves.append(_hire(stay, departure, link, ordered))
    alone = (stay for stay in departures if stay.position not in paired)
    moves.extend(_departure(stay) for stay in alone if _end_was_told(stay))
    moves.extend(_founding(foundation) for foundation in foundations)
    return moves


def _from_real_places(stays: Sequence[Stay]) -> list[Stay]:
    """Nobody comes from a company where every start that was told of them came to nothing."""
    begun = {stay.company for stay in stays if stay.start_status not in UNDONE}
    never = {stay.company for stay in stays} - begun
    return [
        replace(stay, stated_origin=None) if stay.stated_origin in never else stay for stay in stays
    ]


def _order(stay: Stay) -> tuple[date, bool, int, str, int, int, str, int]:
    """By the day they began, and of one day the lesser post first, a seat on the board last; what was written first says nothing."""
    return (
        stay.began or date.min, not _inner(stay), stay.seniority, stay.title, stay.company, stay.unit or 0,
        stay.start_status, stay.position,
    )  # fmt: skip


def _inner(stay: Stay) -> bool:
    """Posts that make a stay at a company: all but a seat on its board."""
    return stay.role != Role.BOARD_MEMBER


def _beside(other: Stay, stay: Stay) -> bool:
    """Another post at the same company that was taken up, as far as anybody says."""
    same = other is not stay and other.company == stay.company
    return same and _inner(other) and other.start_status not in UNDONE


def _same_stay(stay: Stay, ordered: Sequence[Stay]) -> Stay | None:
    """The post at the same company that ``stay`` takes over from without a gap."""
    if not _inner(stay):
        return None
    found: Stay | None = None
    for other in ordered:
        if not _beside(other, stay) or not _begins_before(other, stay):
            continue
        over = other.ended
        if over is not None and _came_back(stay, ordered):
            continue
        if over is not None and stay.began is not None:
            gap = (stay.began - over).days
            if gap > SAME_STAY_DAYS or (gap > 0 and not _day_unknown(other, stay)):
                continue
        found = other
    return found


def _came_back(stay: Stay, ordered: Sequence[Stay]) -> bool:
    """The same post had been given up before: having it again is a return, not a change of post."""
    return any(
        _beside(other, stay)
        and other.ended is not None
        and stay.began is not None
        and other.ended <= stay.began
        and bool(other.title and stay.title)
        and other.unit == stay.unit
        and compatible(other.title, stay.title)
        for other in ordered
    )


def _day_unknown(other: Stay, stay: Stay) -> bool:
    return other.end is None or stay.start is None or other.end.meets(stay.start)


def _begins_before(other: Stay, stay: Stay) -> bool:
    if other.ended is not None and stay.began is not None and other.ended <= stay.began:
        return True
    if other.began is None:
        return other.ended is None or stay.began is None or other.ended <= stay.began
    if stay.began is None:
        return False
    return _order(other) < _order(stay)


def _leaves(stay: Stay, ordered: Sequence[Stay]) -> bool:
    """The end leads out of the company: no other post there goes on or follows without a gap."""
    if not _inner(stay):
        return True
    over = stay.ended
    for other in (one for one in ordered if _beside(one, stay)):
        stays = other.ended is None and other.end_status == "" and _goes_on(other, over)
        if stays or _ends_with(stay, other):
            return False
        if over is not None and other.began is not None:
            runs_on = other.ended is None or other.ended > over
            if runs_on and (other.began - over).days <= 0:
                return False
    return True


def _ends_with(stay: Stay, other: Stay) -> bool:
    """One leaving ends both posts, and ``other`` is the one that stands for both: the higher, else the later."""
    together = stay.end_status == other.end_status and stay.ended == other.ended
    return together and _standing(stay) < _standing(other)


def _standing(stay: Stay) -> tuple[bool, int, tuple[Any, ...]]:
    return (not meaning_of(stay.title).interim, stay.seniority, _order(stay))


def _end_was_told(stay: Stay) -> bool:
    """Somebody gave a day for the end, or told of it as news."""
    return any((_day(stay.end), stay.end_told_on, stay.end_first_on, stay.end_first_outlet))


def _goes_on(other: Stay, over: date | None) -> bool:
    return over is None or other.began is None or other.began <= over


def _origin(
    stay: Stay, departures: Sequence[Stay], paired: set[int], ordered: Sequence[Stay]
) -> tuple[Stay | None, str]:
    """The departure that this arrival continues, and whether a claim says so."""
    free = [
        other
        for other in departures
        if other.position not in paired and other.company != stay.company
    ]
    stated = [
        other
        for other in free
        if (stay.stated_origin == other.company or other.stated_destination == stay.company)
        and _may_follow(other, stay)
    ]
    if stated:
        return max(stated, key=lambda other: _nearness(other, stay)), Link.STATED
    if stay.stated_origin is not None or not stay.exclusive or stay.start_status in UNDONE:
        return None, ""
    near = [other for other in free if other.exclusive and _just_before(other, stay)]
    near = [other for other in near if other.stated_destination is None]
    near = [other for other in near if not _something_between(other, stay, ordered)]
    if near:
        return max(near, key=lambda other: _nearness(other, stay)), Link.INFERRED
    return None, ""


def _may_follow(other: Stay, stay: Stay) -> bool:
    """A claim that names both ends speaks of two days that lie near each other."""
    if other.ended is None or stay.began is None:
        return other.stated_destination != stay.company or stay.start_status != ""
    return -MOST_OVERLAP_DAYS <= (stay.began - other.ended).days <= STATED_WITHIN_DAYS


def _nearness(other: Stay, stay: Stay) -> tuple[bool, int, int, str, int, str, int]:
    """A full post before a seat on a board, then the nearer day; what was written first says nothing."""
    if other.ended is None or stay.began is None:
        gap = 10_000
    else:
        gap = abs((stay.began - other.ended).days)
    return (
        other.exclusive, -gap, other.seniority, other.title, other.unit or 0, other.end_status,
        -other.position,
    )  # fmt: skip


def _just_before(other: Stay, stay: Stay) -> bool:
    if other.end is None or stay.start is None or other.ended is None or stay.began is None:
        return False
    if _day(other.end) is None and not (_end_was_told(other) and stay.start.earliest is not None):
        return False  # two days by which it was so at the latest say nothing of what lies between
    gap = (stay.began - other.ended).days
    return -31 <= gap <= INFERRED_WITHIN_DAYS


def _something_between(other: Stay, stay: Stay, ordered: Sequence[Stay]) -> bool:
    """The person took up a full post at a third company after ``other`` and before ``stay``."""
    return any(
        one.exclusive
        and one.company not in {other.company, stay.company}
        and one.start_status not in UNDONE
        and one.began is not None
        and other.ended is not None
        and stay.began is not None
        and other.ended <= one.began < stay.began
        for one in ordered
    )


def _day(end: PartialDate | None) -> PartialDate | None:
    """The end, unless all that is known is a day by which it was over."""
    return end if end is not None and end.earliest is not None else None


def _known_day(end: PartialDate | None) -> date | None:
    day = _day(end)
    return day.sort_day if day is not None else None


def _sort_day(*days: date | None) -> date:
    return next((day for day in days if day is not None), date.min)


def _has_gone(stay: Stay, departure: Stay) -> bool:
    """Who has taken up a full post elsewhere has left the one before, whatever was last said of it."""
    full = stay.exclusive and departure.exclusive
    return full and stay.start_status == Status.DONE and departure.end_status not in UNDONE


def _left_on(stay: Stay) -> date:
    return _sort_day(_known_day(stay.end), stay.end_told_on, stay.end_first_on, stay.ended)


def _rank(title: str) -> int:
    return int(meaning_of(title).seniority)


def _inside(stay: Stay, previous: Stay) -> DerivedMove:
    if stay.seniority and previous.seniority and stay.seniority > previous.seniority:
        kind = MoveKind.PROMOTION
    else:
        kind = MoveKind.REASSIGNMENT
    return _arrival(stay, kind, from_company=stay.company, former_title=previous.title)


def _hire(stay: Stay, departure: Stay | None, link: str, ordered: Sequence[Stay]) -> DerivedMove:
    kind = MoveKind.HIRE
    if stay.role == Role.BOARD_MEMBER:
        kind = MoveKind.BOARD_SEAT
    elif any(
        _beside(other, stay)
        and other.ended is not None
        and stay.began is not None
        and other.ended <= stay.began
        for other in ordered
    ):
        kind = MoveKind.RETURN
    if departure is None:
        origin = stay.stated_origin if stay.stated_origin != stay.company else None
        return _arrival(
            stay, kind, from_company=origin, link=Link.STATED if origin is not None else ""
        )
    move = _arrival(
        stay,
        kind,
        from_company=departure.company,
        link=link,
        former_title=departure.title,
        departure=None if stay.start_status in UNDONE else departure.position,
    )
    move = replace(move, disputed=stay.disputed or departure.disputed)
    if move.departure is None or not _end_was_told(departure):
        return move
    return replace(
        move,
        left=_day(departure.end),
        left_status=Status.DONE if _has_gone(stay, departure) else departure.end_status,
        left_sort_on=_left_on(departure),
        left_origins=departure.end_origins,
        left_first_outlet=departure.end_first_outlet,
        left_first_on=departure.end_first_on,
    )


def _arrival(
    stay: Stay,
    kind: str,
    *,
    from_company: int | None,
    link: str = "",
    former_title: str = "",
    departure: int | None = None,
) -> DerivedMove:
    return DerivedMove(
        arrival=stay.position,
        departure=departure,
        founding=None,
        kind=kind,
        status=stay.start_status,
        from_company=from_company,
        to_company=stay.company,
        unit=stay.unit,
        title=stay.title,
        former_title=former_title,
        seniority=_rank(stay.title or former_title),
        happened=stay.start,
        sort_on=_sort_day(stay.began),
        link=link,
        disputed=stay.disputed,
        origins=stay.start_origins,
        first_outlet=stay.start_first_outlet,
        first_on=stay.start_first_on,
    )


def _departure(stay: Stay) -> DerivedMove:
    destination = stay.stated_destination if stay.stated_destination != stay.company else None
    return DerivedMove(
        arrival=None,
        departure=stay.position,
        founding=None,
        kind=MoveKind.DEPARTURE if _inner(stay) else MoveKind.BOARD_SEAT,
        status=stay.end_status,
        from_company=stay.company,
        to_company=destination,
        unit=stay.unit,
        title="",
        former_title=stay.title,
        seniority=_rank(stay.title),
        happened=_day(stay.end),
        sort_on=_left_on(stay),
        link=Link.STATED if destination is not None else "",
        disputed=stay.disputed,
        origins=stay.end_origins,
        first_outlet=stay.end_first_outlet,
        first_on=stay.end_first_on,
    )


def _founding(foundation: Foundation) -> DerivedMove:
    return DerivedMove(
        arrival=None,
        departure=None,
        founding=foundation.founding,
        kind=MoveKind.FOUNDING,
        status=foundation.status,
        from_company=None,
        to_company=foundation.company,
        unit=None,
        title="founder",
        former_title="",
        seniority=_rank("founder"),
        happened=foundation.happened,
        sort_on=_sort_day(
            foundation.happened.sort_day if foundation.happened else None,
            foundation.told_on,
            foundation.first_on,
        ),
        link="",
        disputed=foundation.disputed,
        origins=foundation.origins,
        first_outlet=foundation.first_outlet,
        first_on=foundation.first_on,
    )
