"""The org chart on the page of a company or unit: from the roster that the page has, and what it asks for with all else."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, Self

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.db.models.fetch_modes import FETCH_RAISE

from companies.models import Organization
from people.models import Person
from tracker.kernel.prepared import Given, Prepared, one_of_given
from tracker.timeline.absences import absence_of
from tracker.timeline.differences import Change, OrgDiff
from tracker.timeline.facts import LINES, POSITIONS, FactKind
from tracker.timeline.looks import AsWord, Line, by_tag, question, together
from tracker.timeline.org_chart import Rows, as_told
from tracker.timeline.org_diff import changes_between, diff_of, named_in
from tracker.timeline.org_picture import (
    OrgPicture,
    changed_of,
    depths_of,
    gone_of,
    groups_of,
)
from tracker.timeline.organizations import Organizations, question_of_organizations
from tracker.timeline.roster import Roster
from tracker.timeline.staff import Crowd, HeldPost, Staff, staff_of
from tracker.timeline.structure import structures_told
from tracker.timeline.structure_rows import day_of_names, question_of_structure

#: People that are drawn: the chart's own page has more.
MOST_DRAWN = 24
#: People named of a unit where nobody is known to answer to anybody, and differences told of units and of who left.
MOST_NAMED, MOST_TOLD = 4, 24
_LEFT, _JOINED = "left", "joined"


class _Post(NamedTuple):
    """What a chart tells of a post, as a position has it."""

    title: str
    end_status: str
    end_first_on: date | None
    end_told_on: date | None


class _Reporting(NamedTuple):
    """What it tells of a reporting line."""

    start_status: str
    confirmed_last: date | None
    start_told_on: date | None
    start_first_on: date | None


@dataclass(frozen=True)
class Sketch:
    """A chart by numbers: who is drawn at which depth, or named of which unit, and what changed since the day of ``before``.

    ``apart`` are the changes that are told one by one, as no box shows them: of units, of who left, and last of who joined.
    """

    staff: Staff
    before: Staff | None
    depths: Mapping[int, int]
    heads: int
    drawn: int
    grouped: Mapping[int | None, Crowd]
    changes: Sequence[Change]
    apart: Sequence[Change]

    @classmethod
    def of(
        cls,
        top: Organization,
        roster: Roster,
        found: Mapping[str, Sequence[Line]],
        *,
        days: Sequence[date],
        known_on: date | None,
    ) -> Self:
        """The chart of the last of one or two ``days``, from the answers to ``questions_of_chart``."""
        structures = structures_told(top, found.get("structure", ()), roster.first_days(), *days)
        staffs = [
            staff_of(structure, roster, as_of=day, known_on=known_on)
            for structure, day in zip(structures, days, strict=True)
        ]
        staff, before = staffs[-1], staffs[0] if len(staffs) > 1 else None
        changes = changes_between(before, staff) if before else []
        heads = staff.heads
        depths, drawn = depths_of(staff, heads, most=MOST_DRAWN, cut=True)
        return cls(
            staff=staff,
            before=before,
            depths=depths,
            heads=len(heads),
            drawn=drawn,
            grouped={} if depths else staff.crowds(MOST_NAMED),
            changes=changes,
            apart=sorted(
                (one for one in changes if one.counted and _stands_apart(one, staff, depths)),
                key=lambda one: one.kind == _JOINED,
            ),
        )

    @cached_property
    def shown(self) -> dict[int, int]:
        """Everybody who is drawn or named, with their depth."""
        named = [pk for crowd in self.grouped.values() for pk in crowd.named]
        return {**dict.fromkeys(named, 0), **self.depths}

    @cached_property
    def _posts(self) -> list[HeldPost]:
        return [post for pk in self.shown for post in self.staff.member(pk).posts]

    def given(self) -> dict[str, list[int]]:
        """What ``question_of_names`` is to be given: posts, lines and people by number."""
        lines = [line for pk in self.depths for line in self.staff.member(pk).lines]
        people = {*self.shown, *(line.manager for line in lines)}
        return {
            "posts": sorted(post.position for post in self._posts),
            "lines": sorted(line.line for line in lines),
            "people": sorted(people | named_in(self.apart[:MOST_TOLD], self.staff)),
        }

    def picture(
        self,
        found: Mapping[str, Sequence[Line]],
        told: Mapping[str, Sequence[Line]],
        organizations: Organizations,
    ) -> OrgPicture:
        """The chart as a page shows it, from the answers to ``names_for``, with the ``organizations`` among them, and those ``told``
        to ``questions_of_steps`` of a unit; asks nothing more.
        """
        staff, structure = self.staff, self.staff.structure
        rows = self._rows(found)
        since = self.before.as_of if self.before else None
        shown = {one.person.pk: one for one in as_told(staff, self.shown, rows, since=since)}
        sure = [change for change in self.changes if change.counted]
        diff, perhaps = self._differences(rows.people)
        certain, possible = staff.counted()
        unsure_where, twice = staff.counted_apart(self.grouped)
        return OrgPicture(
            top=structure.top,
            name=structure.name,
            as_of=staff.as_of,
            known_on=staff.known_on,
            certain=certain,
            possible=possible,
            under="",
            tree=tuple(shown[pk] for pk in self.depths if pk in shown),
            trees_left=self.heads - self.drawn,
            groups=groups_of(staff, self.grouped, shown, gone_of(diff, self.before, staff)),
            diff=diff,
            perhaps=perhaps,
            changed=changed_of(sure),
            unsure_where=unsure_where,
            twice=twice,
            units=len(structure.units),
            nested=structure.nested,
            absent=absence_of(structure, staff.as_of, told, organizations),
        )

    def _rows(self, found: Mapping[str, Sequence[Line]]) -> Rows:
        titles = {post.position: post.title for post in self._posts}
        posts: dict[int, _Post] = {}
        lines: dict[int, _Reporting] = {}
        people: dict[int, Person] = {}
        for line in found.get("post", ()):
            pk, status, *days = json.loads(line.word)
            posts[pk] = _Post(titles[pk], status, *map(_day, days))
        for line in found.get("line", ()):
            pk, status, *days = json.loads(line.word)
            lines[pk] = _Reporting(status, *map(_day, days))
        for line in found.get("person", ()):
            pk, slug, name = json.loads(line.word)
            people[pk] = Person.from_db(
                DEFAULT_DB_ALIAS, _PERSON, [pk, slug, name], fetch_mode=FETCH_RAISE
            )
        return Rows(posts, lines, people)

    def _differences(self, people: Mapping[int, Person]) -> tuple[OrgDiff | None, OrgDiff | None]:
        """What surely changed, with those that are told one by one; and how much may have."""
        if self.before is None:
            return None, None
        diff = diff_of(
            self.before,
            self.staff,
            self.changes,
            told=self.apart,
            size=MOST_TOLD,
            people=people,
        )
        return diff, replace(diff, changes=(), next=None) if diff.possible else None


def _stands_apart(change: Change, staff: Staff, depths: Mapping[int, int]) -> bool:
    if change.kind == _JOINED:
        return bool(depths) and change.person_id not in depths
    return bool(change.unit) or (change.kind == _LEFT and change.person_id not in staff)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def questions_of_chart(
    top: int,
    *,
    as_of: date,
    named: date,
    since: date | None,
    since_named: date | None,
    known_on: date | None,
) -> list[QuerySet[Any, Any]]:
    """What a ``Sketch`` needs beside the roster; ``named`` and ``since_named`` are the days of names (``days_of_names``)."""
    days = [(as_of, named)]
    if since is not None and since_named is not None:
        days.insert(0, (since, since_named))
    return [
        question_of_structure(top, as_of=day, known_on=known_on, day=names, nth=nth)
        for nth, (day, names) in enumerate(days)
    ]


def days_of_names(as_of: date, since: date | None, known_on: date | None) -> dict[str, date | None]:
    """The days whose names hold, as ``questions_of_chart`` is given them."""
    return {
        "named": day_of_names(as_of, known_on),
        "since_named": day_of_names(since, known_on) if since else None,
    }


_PERSON = [
    one.attname for one in Person._meta.concrete_fields if one.name in {"id", "slug", "name"}
]
_OF_POST = ("end_status", "end_first_on", "end_told_on")
_OF_LINE = ("start_status", "confirmed_last", "start_told_on", "start_first_on")


def _facts(kind: FactKind, ids: Given, known_on: date | None) -> QuerySet[Any]:
    return kind.told(kind.standing().filter(one_of_given("id", ids)), known_on).order_by()


def _names(
    *, ids: Given, posts: Given, lines: Given, people: Given, known_on: date | None
) -> QuerySet[Any, Any]:
    """The organizations that a page names, and what the chart on it tells of posts, lines and people."""
    return together(
        [
            question_of_organizations(ids),
            *(
                question(tag, rows, word=AsWord(kind.key(known_on), *columns))
                for tag, kind, rows, columns in (
                    ("post", POSITIONS, _facts(POSITIONS, posts, known_on), _OF_POST),
                    ("line", LINES, _facts(LINES, lines, known_on), _OF_LINE),
                )
            ),
            question(
                "person",
                Person.objects.visible().filter(one_of_given("id", people)).order_by(),
                word=AsWord(*_PERSON),
            ),
        ]
    )


_NAMES = Prepared(_names, planned=True)


def names_for(ids: set[int], sketch: Sketch, *, known_on: date | None) -> dict[str, list[Line]]:
    """The names of the organizations, and what the chart of the page tells beyond numbers; one query."""
    into = sketch.staff.structure.goes_on
    if into is not None:
        ids = ids | {into}
    return by_tag(_NAMES.rows(ids=sorted(ids), known_on=known_on, **sketch.given()))
