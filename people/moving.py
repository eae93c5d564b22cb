"""Moves from positions: pure rules, no tables.

- A hire names its origin when a claim names both ends, or when the person's last exclusive position
  ended at most twelve months before. Board, advisory and academic posts are no origin unless stated.
- A paired departure and hire are one move. How firmly it is told, since when, by how many and who was
  first is the arrival's: a report of the departure alone knows nothing of where it leads. What was told of
  the departure by itself stands beside it.
- A new title at the same company is a promotion when the rank rises, else a reassignment; coming back
  after the last spell there had ended is a return. Whoever is known to have been there is not hired, however
  little is told of that: another post of which only is said that it is held, or was, by then; or that they rise
  from within.
- Who founds a company and takes up a post in it at the founding makes one move, a founding. A founder who is not
  known to have been elsewhere since is there already: a later post is a reassignment.
- A step that is only rumoured or reported makes a move of that status; it never makes a certain one.
- A post that is only called a former one makes no move by itself: nobody told when, or that, it was left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from people.founders import as_founder, by_then, is_there, move_of, with_founding
from people.models import Link, MoveKind, Role
from people.origins import origin_of, something_between
from people.stays import DerivedMove, Foundation, Stay, first_known, rank_of
from people.titles import compatible, meaning_of
from tracker.kernel.statuses import UNDONE, Status

#: A spell told to end this shortly before another starts at the same company is a change inside it.
SAME_STAY_DAYS = 45
#: So long after the first of its days, where no last one is told, a post that is given up may still be held.
TAKES_EFFECT_DAYS = 366


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
    founded_by = tuple(foundations)
    unfounded = list(founded_by)
    for stay in arrivals:
        previous = _same_stay(stay, ordered)
        if previous is not None or _from_within(stay):
            moves.append(_inside(stay, previous))
            continue
        departure, link = origin_of(stay, departures, paired, ordered)
        if departure is not None and stay.start_status not in UNDONE:
            paired.add(departure.position)
        move = _hire(stay, departure, link, ordered)
        founded = next((one for one in unfounded if with_founding(stay, one)), None)
        if founded is not None:
            unfounded.remove(founded)
            move = as_founder(move, founded)
        elif move.kind == MoveKind.HIRE and any(is_there(move, stay, one) for one in founded_by):
            move = replace(move, kind=MoveKind.REASSIGNMENT, from_company=stay.company)
        moves.append(move)
    alone = (stay for stay in departures if stay.position not in paired)
    moves.extend(_departure(stay) for stay in alone if stay.end_was_told)
    moves.extend(by_then(move_of(foundation), ordered) for foundation in unfounded)
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


def _on_the_board(stay: Stay) -> bool:
    """A seat on the board is all that the post is, or the chair there of somebody who works elsewhere."""
    chairs_it = stay.role == Role.CHAIR and not stay.exclusive and "board" in stay.title.lower()
    return chairs_it or not _inner(stay)


def _beside(other: Stay, stay: Stay) -> bool:
    """Another post at the same company that was taken up, as far as anybody says."""
    same = other is not stay and other.company == stay.company
    return same and _inner(other) and other.start_status not in UNDONE


def _same_stay(stay: Stay, ordered: Sequence[Stay]) -> Stay | None:
    """The post at the same company that ``stay`` takes over from without a gap."""
    if not _inner(stay):
        return None
    found: Stay | None = None
    stayed = not _from_elsewhere(stay)
    for other in ordered:
        if not _beside(other, stay):
            continue
        if not _begins_before(other, stay) and not (stayed and _was_held_by(other, stay)):
            continue
        over = other.ended
        if over is not None and _came_back(stay, ordered):
            continue
        if over is not None and stay.began is not None:
            gap = _gap(stay, other, ordered)
            if gap > SAME_STAY_DAYS or (gap > 1 and not _day_unknown(other, stay)):
                continue
        found = other
    return found


def _gap(stay: Stay, other: Stay, ordered: Sequence[Stay]) -> int:
    """How many days there are from the end of ``other`` to the start of ``stay``, another post at the same company. An end
    of which only a first day is told may take effect when ``stay`` begins, unless they have been elsewhere meanwhile.
    """
    days = stay.follows(other)
    if other.ended is None or other.end is None or other.end.latest is not None:
        return days
    led_away = other.stated_destination not in {None, stay.company} or _from_elsewhere(stay)
    if led_away or something_between(other, stay, ordered):
        return days
    return days - TAKES_EFFECT_DAYS


def _came_back(stay: Stay, ordered: Sequence[Stay]) -> bool:
    """The same post had been given up before: having it again is a return, not a change of post."""
    return any(
        _beside(other, stay)
        and other.ended is not None
        and stay.began is not None
        and other.ended <= stay.began
        and _gap(stay, other, ordered) > 1
        and bool(other.title and stay.title)
        and other.unit == stay.unit
        and compatible(other.title, stay.title)
        for other in ordered
    )


def _day_unknown(other: Stay, stay: Stay) -> bool:
    """Nobody tells on which day the one ended or the other began, or both may be one."""
    if other.end is None or stay.start is None or other.end.earliest is None:
        return True
    return other.end.meets(stay.start)


def _begins_before(other: Stay, stay: Stay) -> bool:
    if other.ended is not None and stay.began is not None and other.ended <= stay.began:
        return True
    if other.began is None:
        return other.ended is None or stay.began is None or other.ended <= stay.began
    if stay.began is None:
        return False
    return _order(other) < _order(stay)


def _was_held_by(other: Stay, stay: Stay) -> bool:
    """Nobody tells of its start, but of an end about the day on which ``stay`` began, whatever became of that; or it was said
    to be held by then. A new post that is over itself by such an end may be the same one.
    """
    if other.start is not None or other.start_status or stay.began is None:
        return False
    if other.end is not None:
        over = other.end.sort_day
        soon = over <= stay.began + timedelta(days=SAME_STAY_DAYS)
        return soon and (stay.end is None or over < stay.end.sort_day)
    return other.began is not None and other.began <= stay.began


def _from_within(stay: Stay) -> bool:
    """A claim says that whoever took it up was at the company already."""
    return _inner(stay) and stay.stated_origin == stay.company


def _from_elsewhere(stay: Stay) -> bool:
    return stay.stated_origin is not None and stay.stated_origin != stay.company


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
            # Of a post that is merely held nobody knows that it begins on the day after.
            if runs_on and _gap(other, stay, ordered) <= (other.start is not None):
                return False
    return True


def _ends_with(stay: Stay, other: Stay) -> bool:
    """One leaving ends both posts, and ``other`` is the one that stands for both: the higher, else the later."""
    together = stay.end_status == other.end_status and stay.ended == other.ended
    return together and _standing(stay) < _standing(other)


def _standing(stay: Stay) -> tuple[bool, int, tuple[Any, ...]]:
    return (not meaning_of(stay.title).interim, stay.seniority, _order(stay))


def _goes_on(other: Stay, over: date | None) -> bool:
    return over is None or other.began is None or other.began <= over


def _has_gone(stay: Stay, departure: Stay) -> bool:
    """Who has taken up a full post elsewhere has left the one before, whatever was last said of it."""
    full = stay.exclusive and departure.exclusive
    return full and stay.start_status == Status.DONE and departure.end_status not in UNDONE


def _inside(stay: Stay, previous: Stay | None) -> DerivedMove:
    """``previous`` is the post that went before; None where all that is known is that there was one."""
    kind, former_title = MoveKind.REASSIGNMENT, ""
    if previous is not None:
        former_title = previous.title
        if stay.seniority and previous.seniority and stay.seniority > previous.seniority:
            kind = MoveKind.PROMOTION
    return _arrival(stay, kind, from_company=stay.company, former_title=former_title)


def _hire(stay: Stay, departure: Stay | None, link: str, ordered: Sequence[Stay]) -> DerivedMove:
    kind = MoveKind.HIRE
    if _on_the_board(stay):
        kind = MoveKind.BOARD_SEAT
    elif any(
        _beside(other, stay)
        and other.ended is not None
        and stay.began is not None
        and (other.ended <= stay.began or _was_held_by(other, stay))
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
    if move.departure is None or not departure.end_was_told:
        return move
    if departure.last_day is None and departure.left_on > move.sort_on:
        return move  # told long after, of a day that nobody gives
    return replace(
        move,
        left=departure.last_day,
        left_status=Status.DONE if _has_gone(stay, departure) else departure.end_status,
        left_sort_on=departure.left_on,
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
        seniority=rank_of(stay.title or former_title),
        happened=stay.start,
        sort_on=first_known(stay.began),
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
        kind=MoveKind.BOARD_SEAT if _on_the_board(stay) else MoveKind.DEPARTURE,
        status=stay.end_status,
        from_company=stay.company,
        to_company=destination,
        unit=stay.unit,
        title="",
        former_title=stay.title,
        seniority=rank_of(stay.title),
        happened=stay.last_day,
        sort_on=stay.left_on,
        link=Link.STATED if destination is not None else "",
        disputed=stay.disputed,
        origins=stay.end_origins,
        first_outlet=stay.end_first_outlet,
        first_on=stay.end_first_on,
    )
