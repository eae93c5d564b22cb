"""What changed at a company between two days, as one could know it: people, posts, managers, units."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from companies.models import Organization
from people.models import Person
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.timeline.org_chart import post_rows
from tracker.timeline.staff import HeldPost, Member, Staff, staff_on
from tracker.timeline.structure import Former, UnitOfDay

#: The kinds of change, in the order in which they are told.
CHANGES = (
    "unit_created",
    "unit_renamed",
    "unit_merged",
    "unit_dissolved",
    "unit_moved",
    "joined",
    "left",
    "retitled",
    "moved_unit",
    "new_manager",
)


@dataclass(frozen=True, slots=True)
class Side:
    """What stood on one of the two days: a title, or a record with its slug."""

    name: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class NamedUnit:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, of a person or of a unit. ``place`` puts it in order."""

    kind: str
    place: tuple[int, str]
    certain: bool
    person_id: int | None = None
    person: Person | None = None
    unit: NamedUnit | None = None
    was: tuple[Side, ...] = ()
    now: tuple[Side, ...] = ()
    positions: tuple[int, ...] = ()
    reporting_lines: tuple[int, ...] = ()

    @property
    def holds(self) -> str:
        return "certain" if self.certain else "possible"


@dataclass(frozen=True, slots=True)
class UnitBalance:
    """Known people of a unit on both days, with those of the units it carries on."""

    unit: UnitOfDay
    was: int
    now: int

    @property
    def carries(self) -> list[Former]:
        return self.unit.carries


@dataclass(frozen=True, slots=True)
class OrgDiff:
    """The changes, or a part of them; ``next`` is the place after which the next part begins."""

    top: Organization
    first: date
    last: date
    known_on: date | None
    people_was: int
    people_now: int
    counts: dict[str, int]
    units: tuple[UnitBalance, ...]
    changes: tuple[Change, ...]
    next: tuple[int, str] | None

    @property
    def note(self) -> str:
        """What the counts are of."""
        number = sum(self.counts.values())
        return f"{number} known {'change' if number == 1 else 'changes'}"


def org_diff(
    top: Organization,
    *,
    first: date,
    last: date,
    known_on: date | None = None,
    kinds: Sequence[str] = (),
    after: tuple[int, str] | None = None,
    size: int = 200,
) -> OrgDiff:
    """What differs between the charts of ``first`` and ``last``; eight queries however much it is.

    A change is certain where both charts are. A rename or merger of a unit moves nobody: people are
    compared as the units stand on ``last``.
    """
    before = staff_on(top, as_of=first, known_on=known_on)
    later = staff_on(top, as_of=last, known_on=known_on)
    return diff_of(
        before, later, changes_between(before, later), kinds=kinds, after=after, size=size
    )


def changes_between(before: Staff, later: Staff) -> list[Change]:
    """All that differs, in the order in which it is told, with numbers for people; one query."""
    found = [*_of_units(before, later), *_of_people(before, later)]
    return sorted(found, key=lambda change: change.place)


def diff_of(
    before: Staff,
    later: Staff,
    found: Sequence[Change],
    *,
    kinds: Sequence[str] = (),
    after: tuple[int, str] | None = None,
    size: int = 200,
    people: Mapping[int, Person] | None = None,
) -> OrgDiff:
    """The part of what was ``found`` that is asked for, with the names of its people; one query, none
    where ``people`` has those who are ``named_in`` it.
    """
    counts: dict[str, int] = {}
    for change in found:
        counts[change.kind] = counts.get(change.kind, 0) + 1
    wanted = [
        change
        for change in found
        if (not kinds or change.kind in kinds) and (after is None or change.place > after)
    ]
    shown = wanted[:size]
    if people is None:
        people = Person.objects.visible().in_bulk(named_in(shown, later, before))
    return OrgDiff(
        top=later.structure.top,
        first=before.as_of,
        last=later.as_of,
        known_on=later.known_on,
        people_was=before.counted()[0],
        people_now=later.counted()[0],
        counts=counts,
        units=_balances(before, later),
        changes=_named(shown, people, later, before),
        next=shown[-1].place if len(wanted) > size else None,
    )


def _balances(before: Staff, later: Staff) -> tuple[UnitBalance, ...]:
    was = _by_unit((m.pk, later.structure.place(p.unit)) for m, p in _certain_posts(before))
    now = _by_unit((m.pk, p.unit) for m, p in _certain_posts(later))
    return tuple(
        UnitBalance(unit, len(was.get(pk, ())), len(now.get(pk, ())))
        for pk, unit in later.structure.units.items()
    )


def _certain_posts(staff: Staff) -> Iterator[tuple[Member, HeldPost]]:
    for member in staff.members.values():
        for post in member.posts:
            if post.certain:
                yield member, post


def _by_unit(pairs: Iterable[tuple[int, int | None]]) -> dict[int | None, set[int]]:
    found: dict[int | None, set[int]] = {}
    for person, unit in pairs:
        found.setdefault(unit, set()).add(person)
    return found


# ── units ────────────────────────────────────────────────────────────────────────────────────────


def _of_units(before: Staff, later: Staff) -> Iterator[Change]:
    old, new = before.structure, later.structure
    renamed_to: set[int | None] = set()
    for pk, unit in old.units.items():
        if pk in new.units:
            yield from _same_unit(unit, new.units[pk], before, later)
            continue
        former = new.ended.get(pk)
        place = new.place(pk)
        now = (_side(new.units[place]),) if place is not None else ()
        how = former.how if former else "moved"
        if how == "renamed":
            renamed_to.add(place)
        yield _unit_change(f"unit_{how}", unit, was=(_side(unit),), now=now)
    for pk, unit in new.units.items():
        if pk in old.units or pk in renamed_to:
            continue
        if pk in old.elsewhere:
            yield _unit_change("unit_moved", unit, now=(_parent_side(later, unit),))
        else:
            yield _unit_change("unit_created", unit, now=(_side(unit),), certain=unit.certain)


def _same_unit(unit: UnitOfDay, became: UnitOfDay, before: Staff, later: Staff) -> Iterator[Change]:
    if unit.name != became.name:
        yield _unit_change("unit_renamed", became, was=(_side(unit),), now=(_side(became),))
    if later.structure.place(unit.parent) != became.parent:
        was, now = _parent_side(before, unit), _parent_side(later, became)
        yield _unit_change("unit_moved", became, was=(was,), now=(now,))


def _parent_side(staff: Staff, unit: UnitOfDay) -> Side:
    structure = staff.structure
    if unit.parent is None:
        return Side(structure.name, structure.top.slug)
    return _side(structure.units[unit.parent])


def _side(unit: UnitOfDay) -> Side:
    return Side(unit.name, unit.slug)


def _unit_change(
    kind: str,
    unit: UnitOfDay,
    *,
    was: tuple[Side, ...] = (),
    now: tuple[Side, ...] = (),
    certain: bool = True,
) -> Change:
    named = NamedUnit(unit.slug, unit.name)
    return Change(
        kind, (CHANGES.index(kind), unit.slug), certain=certain, unit=named, was=was, now=now
    )


# ── people ───────────────────────────────────────────────────────────────────────────────────────


def _of_people(before: Staff, later: Staff) -> Iterator[Change]:
    old = {pk: member for pk, member in before.members.items() if member.posts}
    new = {pk: member for pk, member in later.members.items() if member.posts}
    maybe_new, maybe_gone = _straddling(old, new, before, later)
    for pk, member in new.items():
        if pk not in old:
            yield _person_change("joined", member, now=_titles(member), certain=member.certain)
        elif pk in maybe_new:
            yield _person_change("joined", member, now=_titles(member), certain=False)
    for pk, member in old.items():
        if pk not in new:
            yield _person_change("left", member, was=_titles(member), certain=member.certain)
        elif pk in maybe_gone:
            yield _person_change("left", member, was=_titles(member), certain=False)
    for pk in old.keys() & new.keys():
        yield from _same_person(old[pk], new[pk], before, later)
    for pk in before.members.keys() & later.members.keys():
        if before.manager.get(pk) != later.manager.get(pk):
            yield _new_manager(pk, before, later)


def _straddling(
    old: dict[int, Member], new: dict[int, Member], before: Staff, later: Staff
) -> tuple[set[int], set[int]]:
    """Who may have come after the first day, and who may have gone by the last, for all that the
    published dates say. One query.
    """
    unsure = {pk for pk in old.keys() & new.keys() if not old[pk].certain or not new[pk].certain}
    posts = {post.position for pk in unsure for staff in (old, new) for post in staff[pk].posts}
    rows = {pk: pair.row for pk, pair in post_rows(posts, later.known_on).items()} if posts else {}

    def starts_later(post: HeldPost) -> bool:
        start: PartialDate | None = rows[post.position].start if post.position in rows else None
        return start is not None and (start.latest is None or start.latest > before.as_of)

    def may_have_ended(post: HeldPost) -> bool:
        row = rows.get(post.position)
        if row is None or row.end is None or row.end_status not in {Status.DONE, Status.ANNOUNCED}:
            return False
        earliest: date | None = row.end.earliest
        return earliest is None or earliest <= later.as_of

    return (
        {pk for pk in unsure if not old[pk].certain and all(map(starts_later, old[pk].posts))},
        {pk for pk in unsure if not new[pk].certain and all(map(may_have_ended, new[pk].posts))},
    )


def _same_person(was: Member, now: Member, before: Staff, later: Staff) -> Iterator[Change]:
    """Whoever holds other posts than before: other titles, another unit."""
    same = {post.position for post in was.posts} == {post.position for post in now.posts}
    if same:
        return
    certain = was.certain and now.certain
    titles_then, titles = _titles(was), _titles(now)
    if {side.name.casefold() for side in titles_then} != {side.name.casefold() for side in titles}:
        yield _person_change(
            "retitled", now, also=was, was=titles_then, now=titles, certain=certain
        )
    rolled = {later.structure.place(unit) for unit in was.units} - {None}
    units = now.units - {None}
    if rolled and units and rolled != units:
        yield _person_change(
            "moved_unit",
            now,
            also=was,
            was=_unit_sides(was, before),
            now=_unit_sides(now, later),
            certain=certain,
        )


def _unit_sides(member: Member, staff: Staff) -> tuple[Side, ...]:
    units = staff.structure.units
    return tuple(_side(units[pk]) for pk in sorted(pk for pk in member.units if pk is not None))


def _new_manager(pk: int, before: Staff, later: Staff) -> Change:
    sides: list[tuple[Side, ...]] = []
    lines: list[int] = []
    certain = True
    for staff in (before, later):
        manager = staff.manager.get(pk)
        sides.append((Side("", staff.members[manager].slug),) if manager is not None else ())
        told = [line for line in staff.members[pk].lines if line.manager == manager]
        lines.extend(line.line for line in told)
        certain = certain and all(line.certain for line in told)
    was, now = sides
    change = _person_change("new_manager", later.members[pk], was=was, now=now, certain=certain)
    return replace(change, positions=(), reporting_lines=tuple(sorted(set(lines))))


def _titles(member: Member) -> tuple[Side, ...]:
    """The titles held, most senior first, each once."""
    posts = sorted(member.posts, key=lambda post: (-post.seniority, post.position))
    return tuple(Side(title) for title in dict.fromkeys(p.title for p in posts if p.title))


def _person_change(
    kind: str,
    member: Member,
    *,
    certain: bool,
    also: Member | None = None,
    was: tuple[Side, ...] = (),
    now: tuple[Side, ...] = (),
) -> Change:
    posts = {post.position for post in (*member.posts, *(also.posts if also else ()))}
    return Change(
        kind,
        (CHANGES.index(kind), f"{99 - member.seniority:02d}.{member.slug}"),
        certain=certain,
        person_id=member.pk,
        was=was,
        now=now,
        positions=tuple(sorted(posts)),
    )


def _slugs(staffs: Iterable[Staff]) -> dict[str, int]:
    return {m.slug: pk for staff in staffs for pk, m in staff.members.items()}


def named_in(changes: Sequence[Change], *staffs: Staff) -> set[int]:
    """The numbers of the people whom these changes speak of, their managers among them."""
    slugs = _slugs(staffs)
    sides = (side for one in changes if one.kind == "new_manager" for side in (*one.was, *one.now))
    people = {one.person_id for one in changes if one.person_id is not None}
    return people | {slugs[side.slug] for side in sides}


def _named(
    changes: Sequence[Change], people: Mapping[int, Person], *staffs: Staff
) -> tuple[Change, ...]:
    """The changes with the names of the people they speak of."""
    slugs = _slugs(staffs)

    def named(sides: tuple[Side, ...]) -> tuple[Side, ...]:
        found = (people.get(slugs[side.slug]) for side in sides)
        return tuple(Side(person.name, person.slug) for person in found if person is not None)

    def told(one: Change) -> Change:
        number = one.person_id
        if number is None:
            return one
        if one.kind == "new_manager":
            one = replace(one, was=named(one.was), now=named(one.now))
        return replace(one, person=people[number])

    return tuple(told(one) for one in changes if one.person_id is None or one.person_id in people)
