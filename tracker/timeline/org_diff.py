"""What changed at a company between two days, as one could know it: people, posts, managers, units."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from operator import attrgetter

from companies.models import Organization
from people.models import Person
from tracker.timeline.by_unit import (
    Counted,
    Fates,
    WentAlong,
    balances,
    fates_of,
    open_end,
    who_left_along,
    who_went_along,
)
from tracker.timeline.differences import (
    AS_IS,
    AS_WAS,
    CHANGES,
    Balance,
    Change,
    NamedUnit,
    OrgDiff,
    Side,
)
from tracker.timeline.roster import roster_of
from tracker.timeline.staff import HeldPost, Member, Staff, staff_on_both
from tracker.timeline.structure import Former, UnitOfDay
from tracker.timeline.turnover import Passer, Visitor, turnover_between


def org_diff(
    top: Organization,
    *,
    first: date,
    last: date,
    known_on: date | None = None,
    units: str = AS_IS,
    kinds: Sequence[str] = (),
    after: tuple[int, str] | None = None,
    size: int = 200,
) -> OrgDiff:
    """What differs between the charts of ``first`` and ``last``; three queries however much it is, two more where the
    roster is not kept, and one where as was something lives on elsewhere.

    A change is certain where both charts are. As is a rename or merger of a unit moves nobody: people are
    compared as the units stand on ``last``. As was they are told to have gone with it (see ``by_unit``).
    """
    roster = roster_of(top, known_on=known_on)
    before, later = staff_on_both(top, roster, first, last, known_on=known_on)
    fates = fates_of(before, later) if units == AS_WAS else None
    found = changes_between(before, later, fates)
    return diff_of(before, later, found, fates=fates, kinds=kinds, after=after, size=size)


def changes_between(before: Staff, later: Staff, fates: Fates | None = None) -> list[Change]:
    """All that differs, in the order in which it is told, with numbers for people; those who came or went without their
    titles. Both are from one roster. With ``fates`` units are compared as they were.
    """
    found = [*_of_units(before, later), *_of_people(before, later, fates or {})]
    return sorted(found, key=attrgetter("place"))


def diff_of(
    before: Staff,
    later: Staff,
    found: Sequence[Change],
    *,
    told: Sequence[Change] | None = None,
    fates: Fates | None = None,
    counted: Counted | None = None,
    kinds: Sequence[str] = (),
    after: tuple[int, str] | None = None,
    size: int = 200,
    people: Mapping[int, Person] | None = None,
) -> OrgDiff:
    """How much of what was ``found`` is counted as a change, and how much is only possible; and the part of it, or of those
    that are to be ``told``, that is asked for, with the names of its people. One query, none where ``people`` has those
    who are ``named_in`` it. ``counted`` are the ``balances``, where they are known already.
    """
    counts: Counter[str] = Counter()
    possible: Counter[str] = Counter()
    for change in found:
        (counts if change.counted else possible)[change.kind] += 1
    wanted = [
        change
        for change in (found if told is None else told)
        if (not kinds or change.kind in kinds) and (after is None or change.place > after)
    ]
    shown = [_with_titles(change, before, later) for change in wanted[:size]]
    if people is None:
        people = Person.objects.visible().in_bulk(named_in(shown, later))
    (was, was_possible), (now, now_possible) = before.counted(), later.counted()
    itself, by_unit = counted or balances(before, later, fates)
    return OrgDiff(
        top=later.structure.top,
        first=before.as_of,
        last=later.as_of,
        known_on=later.known_on,
        whole=Balance(was, now, was_possible, now_possible),
        itself=itself,
        counts=dict(counts),
        possible=dict(possible),
        units=by_unit,
        changes=_named(shown, people, later),
        next=shown[-1].place if len(wanted) > size else None,
        units_as=AS_IS if fates is None else AS_WAS,
    )


# ── units ────────────────────────────────────────────────────────────────────────────────────────


def _of_units(before: Staff, later: Staff) -> Iterator[Change]:
    old, new = before.structure, later.structure
    yield from _of_itself(before, later)
    renamed_to: set[int | None] = set()
    for pk, unit in old.units.items():
        if pk in new.units:
            yield from _same_unit(unit, new.units[pk], before, later)
            continue
        former = new.ended.get(pk)
        place = new.place(pk)
        if former and former.how == "renamed":
            renamed_to.add(place)
        yield _end_of(unit, former, place, later, certain=unit.waning is None)
    for pk, unit in new.units.items():
        if pk in old.units or pk in renamed_to:
            continue
        if pk in old.elsewhere:
            yield _unit_change("unit_moved", unit, now=(_parent_side(later, unit),))
        else:
            sure = unit.created and unit.dated
            yield _unit_change("unit_created", unit, now=(_side(unit),), certain=sure)
        yield from _may_have_ended(unit, unit, before, later)


def _of_itself(before: Staff, later: Staff) -> Iterator[Change]:
    """What happened to the unit itself whose chart it is."""
    was, now = before.structure.itself, later.structure.itself
    if was and now:
        yield from _same_unit(was, now, before, later)
    elif now and before.structure.itself_ended is None:
        sure = now.created and now.dated
        yield _unit_change("unit_created", now, now=(_side(now),), certain=sure)
        yield from _may_have_ended(now, now, before, later)
    elif was and (former := later.structure.itself_ended):
        yield _end_of(was, former, None, later, certain=was.waning is None)


def _end_of(
    unit: UnitOfDay, former: Former | None, place: int | None, later: Staff, *, certain: bool
) -> Change:
    """What became of a unit: ``place`` is where it stands on the later day, as part of another or below another."""
    now = (_side(later.structure.units[place]),) if place is not None else ()
    how = former.how if former else "moved"
    return _unit_change(f"unit_{how}", unit, was=(_side(unit),), now=now, certain=certain)


def _same_unit(unit: UnitOfDay, became: UnitOfDay, before: Staff, later: Staff) -> Iterator[Change]:
    if unit.dawning:
        yield _unit_change("unit_created", became, now=(_side(became),), certain=False)
    yield from _may_have_ended(unit, became, before, later)
    if unit.name != became.name:
        yield _unit_change("unit_renamed", became, was=(_side(unit),), now=(_side(became),))
    if later.structure.place(unit.parent) != became.parent:
        was, now = _parent_side(before, unit), _parent_side(later, became)
        yield _unit_change("unit_moved", became, was=(was,), now=(now,))


def _may_have_ended(
    unit: UnitOfDay, became: UnitOfDay, before: Staff, later: Staff
) -> Iterator[Change]:
    former = open_end(unit, became, before)
    if former is not None:
        place = later.structure.place(former.into)
        yield _end_of(unit, former, place, later, certain=False)


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


def _of_people(before: Staff, later: Staff, fates: Fates) -> Iterator[Change]:
    turnover = turnover_between(before, later)
    along = who_went_along(before, later, fates) if fates else {}
    left_along = who_left_along(before, later, fates) if fates else {}
    for kind, passers in (("joined", turnover.joined), ("left", turnover.left)):
        for one in passers:
            yield Change(
                kind,
                _place(kind, one),
                one.certain,
                person_id=one.pk,
                nearly=one.nearly,
                named=not one.told,
                by=left_along.get(one.pk, ()) if kind == "left" else (),
            )
    for visitor in turnover.visited:
        place = _place("came_and_went", visitor)
        yield Change(
            "came_and_went", place, visitor.certain, person_id=visitor.pk, rows=visitor.posts
        )
    for pk in turnover.other_posts:
        went = along[pk].was if pk in along else ()
        apart = fates.keys() - set(went)
        yield from _same_person(before.member(pk), later.member(pk), before, later, apart)
    for pk, went_along in along.items():
        yield _with_unit(pk, went_along, before, later, fates)
    for pk in turnover.other_managers:
        yield _new_manager(pk, before, later)


def _posts_between(change: Change, later: Staff) -> Change:
    """Whoever came and went, with the posts held in between, most senior first."""
    posts = later.book.posts
    rows = sorted(change.rows, key=lambda row: (-int(posts.seniority[row]), int(posts.key[row])))
    titles = dict.fromkeys(later.structure.names.text(posts.title[row]) for row in rows)
    return change._replace(
        between=tuple(Side(title) for title in titles if title),
        positions=tuple(sorted(int(posts.key[row]) for row in rows)),
    )


def _place(kind: str, one: Member | Passer | Visitor) -> tuple[int, str]:
    return CHANGES.index(kind), f"{99 - one.seniority:02d}.{one.slug}"


def _with_titles(change: Change, before: Staff, later: Staff) -> Change:
    """Whoever came or went, with the titles: of thousands those are told of whom a page tells."""
    if change.rows:
        return _posts_between(change, later)
    if change.person_id is None or change.kind not in {"joined", "left"}:
        return change
    came = change.kind == "joined"
    member = (later if came else before).member(change.person_id)
    titles = _titles(member)
    return change._replace(
        was=() if came else titles,
        now=titles if came else (),
        positions=tuple(sorted(post.position for post in member.posts)),
    )


def _with_unit(pk: int, along: WentAlong, before: Staff, later: Staff, fates: Fates) -> Change:
    """Whoever stands in what had become of their unit."""
    old, new = before.structure.units, later.structure.units
    return Change(
        "with_unit",
        _place("with_unit", later.member(pk)),
        certain=along.certain,
        person_id=pk,
        was=tuple(_side(old[unit]) for unit in along.was),
        now=tuple(_side(new[unit]) for unit in along.now),
        positions=tuple(sorted(along.positions)),
        by=tuple(fate for unit in along.was for fate in fates[unit]),
    )


def _same_person(
    was: Member, now: Member, before: Staff, later: Staff, apart: Set[int]
) -> Iterator[Change]:
    """Whoever holds other posts than before: other titles, another unit. Units that are told ``apart`` are compared by
    themselves, all others by what they had become. A change is sure where they surely held what they no longer hold, and
    surely hold what they did not.
    """

    def change(
        kind: str, then: tuple[Side, ...], today: tuple[Side, ...], *, surely: bool
    ) -> Change:
        posts = {post.position for post in (*was.posts, *now.posts)}
        return Change(
            kind,
            _place(kind, now),
            certain=surely and was.certain and now.certain,
            person_id=now.pk,
            was=then,
            now=today,
            positions=tuple(sorted(posts)),
        )

    then, titles = _titles(was), _titles(now)
    named, called = (frozenset(one.name.casefold() for one in sides) for sides in (then, titles))
    if named != called:
        old, new = ({one.title.casefold() for one in of.posts if one.certain} for of in (was, now))
        surely = named - called <= old and called - named <= new
        yield change(_turn(named, called, "retitled", "title"), then, titles, surely=surely)

    def placed(posts: Iterable[HeldPost]) -> frozenset[int | None]:
        told = (one.unit for one in posts)
        return frozenset(one if one in apart else later.structure.place(one) for one in told)

    rolled = placed(was.posts) - {None}
    units = now.units - {None}
    if rolled and units and rolled != units:
        kind = _turn(rolled, units, "moved_unit", "unit")
        surely = rolled - units <= placed(one for one in was.posts if one.certain)
        surely = surely and units - rolled <= {one.unit for one in now.posts if one.certain}
        yield change(kind, _unit_sides(was, before), _unit_sides(now, later), surely=surely)


def _turn(was: frozenset[object], now: frozenset[object], changed: str, what: str) -> str:
    """The kind of a change: what comes beside all that was, or goes while the rest stays, changes nothing else."""
    if was and was < now:
        return f"added_{what}"
    return f"dropped_{what}" if now and now < was else changed


def _unit_sides(member: Member, staff: Staff) -> tuple[Side, ...]:
    units = staff.structure.units
    return tuple(_side(units[pk]) for pk in sorted(pk for pk in member.units if pk is not None))


def _new_manager(pk: int, before: Staff, later: Staff) -> Change:
    sides: list[tuple[Side, ...]] = []
    lines: list[int] = []
    certain = True
    for staff in (before, later):
        manager = staff.manager_of(pk)
        slug = staff.slug_of(manager)
        sides.append((Side("", slug),) if slug is not None else ())
        told = [line for line in staff.member(pk).lines if line.manager == manager]
        lines.extend(line.line for line in told)
        certain = certain and all(line.certain for line in told)
    was, now = sides
    return Change(
        "new_manager",
        _place("new_manager", later.member(pk)),
        certain=certain,
        person_id=pk,
        was=was,
        now=now,
        reporting_lines=tuple(sorted(set(lines))),
    )


def _titles(member: Member) -> tuple[Side, ...]:
    """The titles held, most senior first, each once."""
    posts = sorted(member.posts, key=lambda post: (-post.seniority, post.position))
    return tuple(Side(title) for title in dict.fromkeys(p.title for p in posts if p.title))


def named_in(changes: Sequence[Change], staff: Staff) -> set[int]:
    """The numbers of the people whom these changes speak of, their managers among them."""
    sides = (side for one in changes if one.kind == "new_manager" for side in (*one.was, *one.now))
    people = {one.person_id for one in changes if one.person_id is not None}
    return people | {staff.number_of(side.slug) for side in sides}


def _named(
    changes: Sequence[Change], people: Mapping[int, Person], staff: Staff
) -> tuple[Change, ...]:
    """The changes with the names of the people they speak of."""

    def named(sides: tuple[Side, ...]) -> tuple[Side, ...]:
        found = (people.get(staff.number_of(side.slug)) for side in sides)
        return tuple(Side(person.name, person.slug) for person in found if person is not None)

    def told(one: Change) -> Change:
        number = one.person_id
        if number is None:
            return one
        if one.kind == "new_manager":
            one = one._replace(was=named(one.was), now=named(one.now))
        return one._replace(person=people[number])

    return tuple(told(one) for one in changes if one.person_id is None or one.person_id in people)
