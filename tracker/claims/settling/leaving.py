"""What one post's end or start says of another one of the same person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from tracker.claims.settling.judging import judge_date, judge_last, judge_status
from tracker.claims.settling.says import Say, first_moment, in_order, pinned
from tracker.claims.settling.spells import Spell
from tracker.kernel.statuses import UNDONE, Status

#: By how much the post that an end leads to may begin before it.
_MOST_OVERLAP = timedelta(days=200)


def go_on(held: Mapping[int, Sequence[Spell]]) -> None:
    """An end that is only talked about is done once the full post is taken up to which it leads.

    ``held`` are one person's spells by organization.
    """
    for spells in held.values():
        for spell in spells:
            taken_up = _taken_up(spell, held)
            if taken_up is not None:
                gone = replace(taken_up, type="left", aspect="end", title="", unit=None, other=None)
                spell.lend([replace(gone, stated=None, effective=False, told_on=None)])


def _taken_up(spell: Spell, held: Mapping[int, Sequence[Spell]]) -> Say | None:
    """The first word of the new post, where the old one's end is told and not done."""
    if spell.void or not spell.exclusive or not spell.ends or spell.ended_on() is not None:
        return None
    if pinned(spell.ends, "end_status") or judge_status(spell.ends).status in UNDONE:
        return None
    where = judge_last(spell.ends, lambda say: say.other, pin="destination").value
    after = first_moment(spell.ends)
    after = after - _MOST_OVERLAP if after > date.min + _MOST_OVERLAP else after
    found = [
        say
        for other in _gone_to(spell, where, held)
        if other is not spell and other.exclusive and not other.void
        if judge_status(other.starts, pin="start_status").status is Status.DONE
        for say in other.starts
        if say.status is Status.DONE and say.moment >= after and not say.editor
    ]
    return next(iter(in_order(found)), None)


def _gone_to(
    spell: Spell, where: int | None, held: Mapping[int, Sequence[Spell]]
) -> Iterable[Spell]:
    """The spells at the organization to which the end leads; where nobody says whither, those at all others."""
    if where is not None:
        return held.get(where, ())
    elsewhere = (spells for spells in held.values() if not any(one is spell for one in spells))
    return chain.from_iterable(elsewhere)


def end_with(lines: Iterable[Spell], posts: Sequence[Spell]) -> None:
    """Who has left an organization, or is to leave it on a day, answers to nobody there: ``lines`` of which no end is told
    that stands have that of the last of the full ``posts``, unless they were told to hold later.
    """
    full = [spell for spell in posts if spell.exclusive and not spell.void]
    days = [_to_end_on(spell) for spell in full]
    if not full or None in days:
        return
    over = max(day for day in days if day is not None)
    last = full[days.index(over)]
    for line in lines:
        said = (*line.starts, *line.helds)
        later = any(max(say.published or say.moment, say.moment) > over for say in said)
        if not (line.void or later or _is_settled(line)):
            line.lend(last.ends)


def _to_end_on(post: Spell) -> date | None:
    """A day by which it was over, or by which it is announced to be."""
    over = post.ended_on()
    if over is not None or judge_status(post.ends, pin="end_status").status is not Status.ANNOUNCED:
        return over
    when = judge_date(post.ends, pin="end").when
    return when.sort_day if when is not None else None


def _is_settled(line: Spell) -> bool:
    """Whether an end is told of the line that stands: one that is done, taken back, or an editor's."""
    if not line.ends:
        return False
    undone = judge_status(line.ends, pin="end_status").status in UNDONE
    return undone or line.ended_on() is not None or pinned(line.ends, "end_status") is not None
