"""The picture of a company or unit on a day: who answers to whom, who is in which unit, and what
differs from another day.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from companies.models import Organization
from people.models import Person
from tracker.claims.withholding import withheld
from tracker.kernel.facts import one_of
from tracker.kernel.prepared import Given, Prepared
from tracker.timeline.absences import Absence, absence_of
from tracker.timeline.by_unit import balances, fates_of
from tracker.timeline.changes_told import (
    Telling,
    questions_of_steps,
    questions_of_tellings,
    sought_for,
    steps_of,
    tellings,
)
from tracker.timeline.differences import AS_IS, AS_WAS, Change, OrgDiff
from tracker.timeline.facts import EVENTS
from tracker.timeline.happenings import Meanwhile, meanwhile
from tracker.timeline.looks import Line, by_tag, question, together
from tracker.timeline.org_chart import (
    ChartPerson,
    NotOnTheChart,
    down,
    people_of,
    without_posts,
)
from tracker.timeline.org_diff import changes_between, diff_of, named_in
from tracker.timeline.organizations import (
    organizations_of,
    question_of_organizations,
    standing_for,
)
from tracker.timeline.roster import Roster, roster_of
from tracker.timeline.since import question_of_report, report_day
from tracker.timeline.staff import Crowd, Staff, staff_on, staff_on_both
from tracker.timeline.structure import UnitOfDay
from tracker.timeline.structure_rows import BELOW, day_of_names

#: Levels of managers that a picture shows, people that it draws, and reports below one of them.
LEVELS, MOST_DRAWN, MOST_REPORTS = 4, 48, 12
_ALL_BELOW = sum(MOST_REPORTS**level for level in range(LEVELS))
#: People named of a unit, and differences told one by one.
MOST_NAMED, MOST_TOLD = 12, 200
_FEW = 3


@dataclass(frozen=True, slots=True)
class Group:
    """The known people of one unit, or of the company itself: the most senior by name."""

    unit: UnitOfDay | None
    path: tuple[str, ...]
    people: tuple[ChartPerson, ...]
    certain: int
    possible: int
    gone: tuple[Change, ...]

    @property
    def more(self) -> int:
        """How many more there are than are named."""
        return self.certain + self.possible - len(self.people)

    @property
    def wide(self) -> bool:
        """Whether its names take a row of their own."""
        return len(self.people) + len(self.gone) > _FEW


@dataclass(frozen=True, slots=True)
class OrgPicture:
    """What a page shows of one day. ``tree`` has each person after their manager, by depth.

    ``diff`` is what changed since the day that is compared with, surely or but for that day itself, ``perhaps`` what may
    lie between the two days for all that the published dates say. ``changed`` has the kinds of the former of each person, by
    number, and of each unit, by slug. ``days`` are those on which the chart may have changed,
    with how much did.
    """

    top: Organization
    name: str
    as_of: date
    known_on: date | None
    certain: int
    possible: int
    under: str
    tree: tuple[ChartPerson, ...]
    trees_left: int
    groups: tuple[Group, ...]
    diff: OrgDiff | None
    perhaps: OrgDiff | None
    changed: Mapping[int | str, tuple[str, ...]]
    #: Of the certain, how many are only possibly in their units, and how often one counts in another unit, too.
    unsure_where: int = 0
    twice: int = 0
    #: How many units are below, and how many of them are within others.
    units: int = 0
    nested: int = 0
    #: Of a unit, why it was not there on the day, where it was not.
    absent: Absence | None = None
    days: Sequence[tuple[date, int]] = ()
    #: When each of the differences came about and who says so, by its place.
    told: Mapping[tuple[int, str], Telling] = field(default_factory=dict)
    #: What else happened between the two days.
    meanwhile: Meanwhile = field(default_factory=Meanwhile)
    #: Of a unit, what is told of its beginning and end, with the kinds of change that those are.
    steps: Sequence[tuple[str, Telling]] = ()
    #: The day of the newest report of a move, where days of change are of interest.
    newest_report: date | None = None

    @property
    def counting(self) -> str:
        """Why the people of the units that it shows do not add up to all who were surely there; nothing where they do."""
        if not self.groups:
            return ""
        said = []
        if self.unsure_where:
            words = "counts" if self.unsure_where == 1 else "count"
            said.append(
                f"{self.unsure_where} of the {self.certain} {words} as possible below, where the unit is not sure."
            )
        if self.twice:
            said.append(f"Whoever is in several units counts in each: {self.twice} more in all.")
        return " ".join(said)

    @property
    def unpeopled(self) -> list[Group]:
        """The units of whose people nothing is known."""
        return [one for one in self.groups if not one.people and not one.gone]


def org_picture(
    top: Organization,
    *,
    as_of: date,
    known_on: date | None = None,
    since: date | None = None,
    units: str = AS_IS,
    under: str = "",
    until: date | None = None,
) -> OrgPicture:
    """The picture on ``as_of`` as one could know it on ``known_on``; six queries, nine with ``since``, two more where the
    roster is not kept, and one where something lives on elsewhere.

    ``since`` is an earlier day to compare with, ``units`` how the two are counted (see ``by_unit``), ``under`` the slug of somebody below whom to look, ``until`` the last day of
    change that is of interest, if any is.
    Raises NotOnTheChart.
    """
    roster = roster_of(top, known_on=known_on)
    before = None
    if since is None:
        staff = staff_on(top, roster, as_of=as_of, known_on=known_on)
    else:
        before, staff = staff_on_both(top, roster, since, as_of, known_on=known_on)
    fates = fates_of(before, staff) if before and units == AS_WAS else None
    found = changes_between(before, staff, fates) if before else []
    sure = [change for change in found if change.counted]
    open_ones = [change for change in found if not change.counted]
    heads = heads_of(staff, under)
    depths, drawn = depths_of(staff, heads)
    grouped = {} if under else staff.crowds(MOST_NAMED)
    named = [pk for crowd in grouped.values() for pk in crowd.named]
    shown = {**dict.fromkeys(named, 0), **depths}
    known: dict[int, Person] = {}
    diff = perhaps = None
    told = [*sure[:MOST_TOLD], *open_ones[:MOST_TOLD]]
    if before:
        wanted = named_in(told, staff) | without_posts(staff, shown)
        known = Person.objects.visible().in_bulk(wanted)
        shared: dict[str, Any] = {
            "fates": fates,
            "counted": balances(before, staff, fates),
            "size": MOST_TOLD,
            "people": known,
        }
        diff = diff_of(before, staff, found, told=sure, **shared)
        if open_ones:
            perhaps = diff_of(before, staff, found, told=open_ones, **shared)
    people = {
        one.person.pk: one for one in people_of(staff, shown, known, lined=depths, since=since)
    }
    certain, possible = staff.counted()
    unsure_where, twice = staff.counted_apart(grouped)
    lines: Mapping[str, Sequence[Line]] = {}
    sought = sought_for(told, before, staff) if before and until else None
    if until is not None:
        day = day_of_names(as_of, known_on)
        given: dict[str, Any] = dict(sought.given() if sought else _NOTHING_SOUGHT)
        if top.is_unit:
            given["units"] = sorted({*(given["units"] or ()), top.pk})
        into = staff.structure.goes_on
        given["into"] = None if into is None else [into]
        asked = {"top": top.pk, "unit": top.is_unit, "known_on": known_on, "day": day}
        lines = by_tag(_ASKED.rows(**asked, **given))
    return OrgPicture(
        top=top,
        name=staff.structure.name,
        as_of=as_of,
        known_on=known_on,
        certain=certain,
        possible=possible,
        under=under,
        tree=tuple(people[pk] for pk in depths if pk in people),
        trees_left=len(heads) - drawn,
        groups=groups_of(staff, grouped, people, gone_of(diff, before, staff)),
        diff=diff,
        perhaps=perhaps,
        changed=changed_of(sure),
        unsure_where=unsure_where,
        twice=twice,
        units=len(staff.structure.units),
        nested=staff.structure.nested,
        absent=absence_of(staff.structure, as_of, lines, organizations_of(lines)),
        days=() if until is None else days_of(roster, lines, until=until),
        told=tellings(sought, told, lines, withheld()) if sought else {},
        meanwhile=meanwhile(top, since=since, until=as_of, known_on=known_on)
        if since and until
        else Meanwhile(),
        steps=steps_of(top.pk, lines, withheld(), as_of=as_of) if top.is_unit else (),
        newest_report=report_day(lines),
    )


def heads_of(staff: Staff, under: str) -> list[int]:
    """Those at the top of the picture: managers who answer to nobody on record, or one person."""
    if not under:
        return staff.heads
    person = staff.called(under)
    if person is None:
        raise NotOnTheChart(under)
    return [person]


def depths_of(
    staff: Staff, heads: Sequence[int], *, most: int = MOST_DRAWN, cut: bool = False
) -> tuple[dict[int, int], int]:
    """Those who are drawn, each after their manager, with their depth; and how many heads are. No head begins beyond
    ``most`` people; ``cut``: nobody is drawn beyond them, those nearest the top go before.
    """
    depths: dict[int, int] = {}
    for number, head in enumerate(heads):
        room = most - len(depths)
        if number and room < 1:
            return depths, number
        within = room if cut else _ALL_BELOW
        depths.update(down(staff, head, LEVELS, most=within, each=MOST_REPORTS))
    return depths, len(heads)


def _by_unit(one: ChartPerson, unit: int | None) -> ChartPerson:
    """Somebody by the posts in the unit, which go before all others; None is the company itself."""
    there = [post for post in one.posts if post.held.unit == unit]
    if not there:
        return one
    others = [post for post in one.posts if post.held.unit != unit]
    certain = any(post.held.certain for post in there)
    there.sort(key=lambda post: not post.held.certain)
    return replace(one, certain=certain, posts=(*there, *others))


def groups_of(
    staff: Staff,
    grouped: Mapping[int | None, Crowd],
    people: Mapping[int, ChartPerson],
    gone: Mapping[int | None, Sequence[Change]],
) -> tuple[Group, ...]:
    units = staff.structure.units
    return tuple(
        Group(
            unit=units[unit] if unit is not None else None,
            path=_path(units, unit),
            people=tuple(_by_unit(people[pk], unit) for pk in crowd.named if pk in people),
            certain=crowd.certain,
            possible=crowd.possible,
            gone=tuple(gone.get(unit, ())),
        )
        for unit, crowd in grouped.items()
        if crowd.named or unit is not None or gone.get(unit)
    )


def _path(units: Mapping[int, UnitOfDay], unit: int | None) -> tuple[str, ...]:
    """The names of the units that this one is part of, the largest first."""
    names: list[str] = []
    above = units[unit].parent if unit is not None else None
    while above is not None:
        names.append(units[above].name)
        above = units[above].parent
    return tuple(reversed(names))


def gone_of(
    diff: OrgDiff | None, before: Staff | None, staff: Staff
) -> dict[int | None, list[Change]]:
    """Those who have left since the day compared with, by the unit that carries theirs on."""
    found: dict[int | None, list[Change]] = {}
    if diff is None or before is None:
        return found
    for change in diff.changes:
        if change.kind != "left" or change.person_id is None or change.person_id in staff:
            continue
        member = before.member(change.person_id)
        units = {staff.structure.place(unit) for unit in member.units}
        for unit in units - {None} or {None}:
            found.setdefault(unit, []).append(change)
    return found


def changed_of(found: Sequence[Change]) -> dict[int | str, tuple[str, ...]]:
    changed: dict[int | str, tuple[str, ...]] = {}
    for change in found:
        about = change.person_id if change.person_id is not None else _unit_now(change)
        changed[about] = (*changed.get(about, ()), change.kind)
    return changed


def _unit_now(change: Change) -> str:
    """The slug of the unit under which the chart of the later day has it."""
    if change.kind in {"unit_renamed", "unit_merged"} and change.now:
        return change.now[0].slug
    return change.unit.slug if change.unit else ""


def questions_of_days(
    top: Organization, *, known_on: date | None = None
) -> list[QuerySet[Any, Any]]:
    """What ``days_of`` needs beside the roster."""
    events = EVENTS.told(EVENTS.standing().filter(_within(top)), known_on).select_related(None)
    return [question("day", events, day="happened__startswith", number=Count("pk"))]


def _asked(
    *,
    top: int,
    unit: bool,
    known_on: date | None,
    day: date,
    positions: Given | None,
    lines: Given | None,
    units: Given | None,
    into: Given | None,
) -> QuerySet[Any, Any]:
    """The days of change, the newest report, what is told of differences where any are looked for, and what goes on of the
    unit where it had ended.
    """
    questions = questions_of_days(standing_for(top, unit=unit), known_on=known_on)
    questions.append(question_of_report(known_on))
    if units is not None and (positions is None or lines is None):
        questions += questions_of_steps(units, known_on=known_on)
    elif positions is not None and lines is not None and units is not None:
        questions += questions_of_tellings(
            positions=positions, lines=lines, units=units, known_on=known_on, day=day
        )
    if into is not None:
        questions.append(question_of_organizations(into))
    return together(questions)


_ASKED = Prepared(_asked, planned=True)
_NOTHING_SOUGHT: dict[str, None] = {"positions": None, "lines": None, "units": None}


def _within(top: Organization) -> Q:
    """Events of units that are ``top`` or stand below it, found first and looked up by an index."""
    return one_of("unit", RawSQL(f"ARRAY({BELOW})", [top.pk]))  # noqa: S611 - facts of what may not be shown are left out


def days_of(
    roster: Roster, found: Mapping[str, Sequence[Line]], *, until: date
) -> list[tuple[date, int]]:
    """The days up to ``until`` on which the chart may have changed, with how many starts and ends of positions, lines
    and units fall on each: from the roster, and the answers to ``questions_of_days``.
    """
    counts = Counter(roster.changes())
    for line in found.get("day", ()):
        if line.day is not None:
            counts[line.day] += line.number
    return sorted((day, number) for day, number in counts.items() if day <= until)
