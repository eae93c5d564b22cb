"""Known people by unit on two days, and who went along where a unit was renamed, merged, dissolved or given away.

**As is**, the default, counts both days by the units of the later one: a unit has the people of all that had become part
of it by then, and a rename or merger moves nobody. **As was** counts each day by its own units:

- A unit that had ended by the later day has a row of its own, down to nobody, with what became of it; what carries it on
  counts on the first day none but its own people, those of whatever had become part of it by that day among them.
- A name is a unit here, whether the record goes on under the new one or another record does: both have rows.
- A chain is told step by step (A was renamed B, which was merged into C) and ends where the people stand on the later
  day. A unit that came and went in between has no row.
- Another parent changes no row and moves nobody: the unit is the same.
- A unit that had gone to another company, or was merged into something of it, has a row down to nobody.
- An end that is not done, or may lie after the later day, has not come: the unit stands, with what may have become of it.
  Where it may lie before the first day, whoever went along did so possibly.

Whoever stands on the later day in what had become of their unit went **with the unit**. Not so who had taken up a post in
what carries it on surely before the end of theirs, or whose post there was surely over before that: they moved. Totals
of the company and who joined or left are the same both ways.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from companies.models import Organization
from tracker.claims.withholding import withheld
from tracker.timeline.differences import Balance, Fate, Side, UnitBalance
from tracker.timeline.refs import PARENTS
from tracker.timeline.roster_rows import NO_DAY
from tracker.timeline.staff import Staff
from tracker.timeline.structure import Former, Structure, UnitOfDay
from tracker.timeline.structure_rows import day_of_names, named_on

#: What had become of units of the first day by the later one, by the number of the unit.
type Fates = Mapping[int, tuple[Fate, ...]]
#: Those in no unit, and those of each unit.
type Counted = tuple[Balance, tuple[UnitBalance, ...]]
_NOBODY = (0, 0)


# ── what became of units ─────────────────────────────────────────────────────────────────────────


def fates_of(before: Staff, later: Staff) -> Fates:
    """What had become, by the later day, of the units of the first that were no more under their name; a query where
    something lives on elsewhere.
    """
    old, new = before.structure, later.structure
    gone = [
        pk
        for pk, unit in old.units.items()
        if pk not in new.units or new.units[pk].name != unit.name
    ]
    chains = {pk: list(_chain(pk, new)) for pk in gone}
    ends = {chain[-1].into for chain in chains.values() if chain}
    outside = _elsewhere({pk for pk in ends if pk and pk not in new.units}, later)
    return {pk: tuple(_fates(old.units[pk], chains[pk], new, outside)) for pk in gone}


def _chain(pk: int, new: Structure) -> Iterator[Former]:
    """The ends by which a unit of the first day came to where it stands on the later one."""
    at: int | None = pk
    seen: set[int] = set()
    while at is not None and at not in seen and at not in new.units and at in new.ended:
        seen.add(at)
        yield new.ended[at]
        at = new.ended[at].into


def _fates(
    unit: UnitOfDay,
    chain: Sequence[Former],
    new: Structure,
    outside: Mapping[int, tuple[Side, str]],
) -> Iterator[Fate]:
    here, at = Side(unit.name, unit.slug), unit.pk
    for former in chain:
        into, owner = _what_goes_on(former.into, new, outside)
        yield Fate(here, former.how, into, owner)
        if into is None:
            return
        here, at = into, former.into or at
    if at not in new.units:
        yield Fate(here, "moved")
    elif not chain:
        yield Fate(here, "renamed", _side(new.units[at]))


def _what_goes_on(
    pk: int | None, new: Structure, outside: Mapping[int, tuple[Side, str]]
) -> tuple[Side | None, str]:
    if pk is None:
        return None, ""
    if pk in new.units:
        return _side(new.units[pk]), ""
    if pk in new.ended:
        return Side(new.ended[pk].name, new.ended[pk].slug), ""
    return outside.get(pk, (None, ""))


def _elsewhere(numbers: set[int], later: Staff) -> dict[int, tuple[Side, str]]:
    """What carries something on elsewhere, as it was called on the later day, with the company that has it."""
    if not numbers:
        return {}
    day, names = day_of_names(later.as_of, later.known_on), withheld()
    seen = named_on(Organization.objects.visible(), day).select_related(PARENTS)
    found = {}
    for one in seen.filter(pk__in=numbers):
        owner = str(one.company) if one.is_unit else ""
        name = names.text(one.name_then)  # type: ignore[attr-defined] # named_on gives it
        found[one.pk] = (Side(name, one.slug), names.text(owner))
    return found


def open_end(then: UnitOfDay | None, unit: UnitOfDay, before: Staff) -> Former | None:
    """The end of a unit that is there on the later day: its days leave it open, or it is told and not done, unless it was
    told for the earlier day or before. A new name is told as one.
    """
    former, told = unit.waning, unit.fading
    if former is None and told is not None and told.by > before.as_of:
        former = told.former
    renamed = then is not None and then.name != unit.name
    return None if former and former.how == "renamed" and renamed else former


def _side(unit: UnitOfDay) -> Side:
    return Side(unit.name, unit.slug)


# ── how many ─────────────────────────────────────────────────────────────────────────────────────


def balances(before: Staff, later: Staff, fates: Fates | None) -> Counted:
    """Known people in no unit, and those of each unit in the order of the later day's tree, whatever ended after what carries
    it on; as was with ``fates``, else as is.
    """
    new = later.structure
    was = before.by_unit(new if fates is None else None)
    now = later.by_unit()
    itself = Balance(*_four(was.get(None), now.get(None)))
    rows: list[UnitBalance] = []
    over = _by_place(before, later, fates or {})
    for pk, unit in new.units.items():
        then = _NOBODY if fates and pk in fates else was.get(pk)
        rows.append(
            UnitBalance(
                *_four(then, now.get(pk)),
                unit,
                counted_in=_counted_in(unit, before) if fates is None else (),
                perhaps=_perhaps(unit, before, later),
            )
        )
        rows.extend(_over(one, was, fates or {}, before) for one in over.pop(pk, ()))
    rows.extend(_over(one, was, fates or {}, before) for one in over.get(None, ()))
    return itself, tuple(rows)


def _by_place(before: Staff, later: Staff, fates: Fates) -> dict[int | None, list[int]]:
    found: dict[int | None, list[int]] = {}
    for pk in before.structure.units:
        if pk in fates:
            found.setdefault(later.structure.place(pk), []).append(pk)
    return found


def _over(
    pk: int, was: Mapping[int | None, tuple[int, int]], fates: Fates, before: Staff
) -> UnitBalance:
    return UnitBalance(*_four(was.get(pk), None), before.structure.units[pk], by=fates[pk])


def _four(was: tuple[int, int] | None, now: tuple[int, int] | None) -> tuple[int, int, int, int]:
    (sure_was, open_was), (sure_now, open_now) = was or _NOBODY, now or _NOBODY
    return sure_was, sure_now, open_was, open_now


def _counted_in(unit: UnitOfDay, before: Staff) -> tuple[Former, ...]:
    return tuple(former for former in unit.carries if former.pk in before.structure.units)


def _perhaps(unit: UnitOfDay, before: Staff, later: Staff) -> Fate | None:
    former = open_end(before.structure.units.get(unit.pk), unit, before)
    if former is None:
        return None
    place = later.structure.place(former.into)
    into = _side(later.structure.units[place]) if place is not None else None
    return Fate(_side(unit), former.how, into)


# ── who went along ───────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class WentAlong:
    """One person who stands, on the later day, in what had become of units of theirs; the units by their numbers, the
    positions by theirs.
    """

    certain: bool = True
    was: list[int] = field(default_factory=list)
    now: list[int] = field(default_factory=list)
    positions: set[int] = field(default_factory=set)


def who_went_along(before: Staff, later: Staff, fates: Fates) -> dict[int, WentAlong]:
    """Those who are there on both days and went with their units, by their numbers."""
    book, new = before.book, later.structure
    early_who, late_who = (book.posts.who[one.posts.rows] for one in (before, later))
    touched = np.isin(before.units, list(fates)) & (before.holds & later.holds)[early_who]
    early: dict[tuple[int, int], list[int]] = defaultdict(list)
    for nth in np.flatnonzero(touched).tolist():
        early[int(early_who[nth]), int(before.units[nth])].append(nth)
    late: dict[tuple[int, int], list[int]] = defaultdict(list)
    for nth in np.flatnonzero(np.isin(late_who, early_who[touched])).tolist():
        late[int(late_who[nth]), int(later.units[nth])].append(nth)
    found: dict[int, WentAlong] = defaultdict(WentAlong)
    for (place, unit), posts in sorted(early.items()):
        into = new.place(unit) or 0
        there = late.get((place, into), [])
        if not there or _moved_before(unit, posts, there, before, later):
            continue
        one = found[int(book.people[place])]
        sure = before.posts.sure[posts].any() and later.posts.sure[there].any()
        one.certain &= bool(sure) and before.structure.units[unit].waning is None
        one.was.append(unit)
        one.now += [into] if into and into not in one.now else []
        rows = np.concatenate([before.posts.rows[posts], later.posts.rows[there]])
        one.positions.update(book.posts.key[rows].tolist())
    return found


def _moved_before(
    unit: int, early: Sequence[int], late: Sequence[int], before: Staff, later: Staff
) -> bool:
    """Whether somebody surely left the unit, or had another post in what carries it on, before it ended."""
    former = later.structure.ended.get(unit)
    if former is None or former.since is None:
        return False
    posts, end = before.book.posts, former.since.toordinal()
    was, now = before.posts.rows[early], later.posts.rows[late]
    if (posts.possible_until[was] < end).all():
        return True
    stated = np.where(posts.unit[now] != 0, posts.unit[now], posts.organization[now])
    begun = (posts.start_latest[now] != NO_DAY) & (posts.start_latest[now] < end)
    return bool((begun & (stated != unit) & ~np.isin(now, was)).all())


def who_left_along(before: Staff, later: Staff, fates: Fates) -> dict[int, tuple[Fate, ...]]:
    """What had become of the units of those who are there no more though their posts there may be held still, by their
    numbers.
    """
    posts, rows, day = before.book.posts, before.posts.rows, later.as_of.toordinal()
    who = posts.who[rows]
    touched = (
        np.isin(before.units, list(fates))
        & ~later.holds[who]
        & (posts.possible[rows] <= day)
        & (day < posts.possible_until[rows])
    )
    found: dict[int, tuple[Fate, ...]] = {}
    for nth in np.flatnonzero(touched).tolist():
        pk = int(before.book.people[who[nth]])
        by = fates[int(before.units[nth])]
        found[pk] = (*found.get(pk, ()), *(one for one in by if one not in found.get(pk, ())))
    return found
