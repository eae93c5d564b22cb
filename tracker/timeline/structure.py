"""What a company was made of on a day: its units, with the names, kinds and parents of that day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.fields import BooleanField
from django.db.models.functions import Coalesce, NullIf

from companies.models import (
    UNIT_KINDS,
    EventKind,
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationParent,
    OrgEvent,
    OrgEventState,
    Succession,
    SuccessionKind,
)
from tracker.claims.models import Claim
from tracker.claims.withholding import withheld
from tracker.kernel.prepared import Given, Prepared
from tracker.kernel.statuses import UNDONE, Status
from tracker.timeline.facts import EVENTS

_ENDS = (EventKind.UNIT_RENAMED, EventKind.UNIT_MERGED, EventKind.UNIT_DISSOLVED)
_LIVES_ON = (SuccessionKind.RENAMED, SuccessionKind.MERGED_INTO)
#: How a unit ended, by the event or the succession that says so.
_HOW = {
    EventKind.UNIT_RENAMED.value: "renamed",
    EventKind.UNIT_MERGED.value: "merged",
    EventKind.UNIT_DISSOLVED.value: "dissolved",
    SuccessionKind.RENAMED.value: "renamed",
    SuccessionKind.MERGED_INTO.value: "merged",
}
#: All that is or was below a company, through today's parents and those of other days. UNION leaves
#: out what was found before, so that a ring of parents ends.
BELOW = """
WITH RECURSIVE below (id) AS (
    SELECT %s::bigint
    UNION
    SELECT child.id FROM below, LATERAL (
        SELECT org.id FROM companies_organization org WHERE org.parent_id = below.id
        UNION ALL
        SELECT placed.organization_id FROM companies_organizationparent placed
        WHERE placed.parent_id = below.id
    ) child
)
SELECT id FROM below
"""


@dataclass(slots=True)
class UnitOfDay:
    """One unit as it stood on the day. ``parent`` is another unit, or None below the company itself.

    ``carries`` are the units that had been renamed to it or merged into it by then. ``created`` says that it surely
    stood by then, ``dawning`` that it may yet come after the day for all that the dates say, ``waning`` how it may have
    ended by then.
    """

    pk: int
    slug: str
    name: str
    kind: str
    parent: int | None
    created: bool
    dawning: bool = False
    waning: "Former | None" = None
    depth: int = 0
    carries: list["Former"] = field(default_factory=list)

    @property
    def certain(self) -> bool:
        """It surely stood on the day."""
        return self.created and self.waning is None


@dataclass(frozen=True, slots=True)
class Former:
    """A unit that had ended by the day: ``how`` is renamed, merged or dissolved."""

    pk: int
    slug: str
    name: str
    how: str
    into: int | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """A company, or a unit with what is below it, on one day.

    ``units`` are in the order of the tree. ``ended`` were units of it once, ``elsewhere`` belong to
    somebody else on that day.
    """

    top: Organization
    name: str
    kind: str
    units: Mapping[int, UnitOfDay]
    ended: Mapping[int, Former]
    elsewhere: frozenset[int]

    @property
    def inside(self) -> frozenset[int]:
        """The records whose people are its people: the top, its units, and those that live on in them."""
        carried = (pk for pk in self.ended if self.place(pk) is not None)
        return frozenset({self.top.pk, *self.units, *carried})

    def place(self, unit: int | None) -> int | None:
        """The unit of the day in which a unit stands, or by which it is carried on; None: at the top."""
        seen: set[int] = set()
        while unit is not None and unit not in self.units and unit not in seen:
            seen.add(unit)
            former = self.ended.get(unit)
            unit = former.into if former else None
        return unit if unit in self.units else None


def day_of_names(as_of: date, known_on: date | None) -> date:
    """The day whose names, kinds and parents hold: a change after either clock was not known yet."""
    return as_of if known_on is None else min(as_of, known_on)


def structure_of(top: Organization, *, as_of: date, known_on: date | None = None) -> Structure:
    """The units of ``top`` on ``as_of``, as one could know them on ``known_on``; one query.

    A unit is there from the earliest day on which it may have been created, until a done event or a
    succession has renamed, merged or dissolved it, on the latest day that is allowed. It is certain where its creation
    is done and surely lies by then, and its end surely after.
    """
    day = day_of_names(as_of, known_on)
    found = _UNITS.rows(top=top.pk, as_of=as_of, known_on=known_on, day=day)
    rows = {row[0]: dict(zip(_COLUMNS, row, strict=True)) for row in found}
    names = withheld()
    for row in rows.values():
        row["name_then"] = names.text(row["name_then"])
    own = rows.pop(top.pk, None)
    ended = {pk: _former(row) for pk, row in rows.items() if row["ended"] or row["successor"]}
    there = {
        pk: row
        for pk, row in rows.items()
        if pk not in ended and row["begun"] and row["kind_then"] in UNIT_KINDS
    }
    parents = {pk: _parent(row, top.pk, there, rows, ended) for pk, row in there.items()}
    units = {
        pk: UnitOfDay(
            pk=pk,
            slug=there[pk]["slug"],
            name=there[pk]["name_then"],
            kind=there[pk]["kind_then"],
            parent=None if parents[pk] == top.pk else parents[pk],
            created=there[pk]["surely"],
            dawning=not there[pk]["early"],
            waning=_waning(there[pk]),
            depth=depth,
        )
        for pk, depth in _in_tree_order(top.pk, there, parents)
    }
    structure = Structure(
        top=top,
        name=own["name_then"] if own else str(top),
        kind=own["kind_then"] if own else top.kind,
        units=units,
        ended=ended,
        elsewhere=frozenset(
            pk
            for pk, row in rows.items()
            if pk not in ended
            and (row["kind_then"] not in UNIT_KINDS or (pk not in units and _raw_parent(row)))
            and row["begun"]
        ),
    )
    for former in ended.values():
        place = structure.place(former.pk)
        if place is not None:
            units[place].carries.append(former)
    return structure


def _former(row: Mapping[str, Any]) -> Former:
    how = _HOW[row["ended"] or row["successor_kind"]]
    into = row["ended_into"] if row["ended"] else None
    return Former(row["pk"], row["slug"], row["name_then"], how, into or row["successor"])


def _waning(row: Mapping[str, Any]) -> Former | None:
    """The end that may have come by the day, of a unit that is there."""
    how = row["may_end"] or row["may_follow"]
    if how is None:
        return None
    into = row["may_end_into"] if row["may_end"] else row["may_follow_in"]
    return Former(row["pk"], row["slug"], row["name_then"], _HOW[how], into)


def _raw_parent(row: Mapping[str, Any]) -> int | None:
    """What a unit belonged to on the day; where dated rows stand, none of them for it: nothing."""
    parent: int | None = row["parent_then"] if row["placed"] else row["parent_id"]
    return parent


def _parent(
    row: Mapping[str, Any],
    top: int,
    there: Mapping[int, Any],
    rows: Mapping[int, Mapping[str, Any]],
    ended: Mapping[int, Former],
) -> int | None:
    """The nearest that was there on the day: what carries an ended parent on, else what is above it."""
    parent, seen = _raw_parent(row), set()
    while parent is not None and parent != top and parent not in there and parent not in seen:
        seen.add(parent)
        former = ended.get(parent)
        if former is not None and former.into is not None:
            parent = former.into
        elif parent in rows:
            parent = _raw_parent(rows[parent])
        else:
            return None
    return parent if parent == top or parent in there else None


def _in_tree_order(
    top: int, there: Mapping[int, Mapping[str, Any]], parents: Mapping[int, int | None]
) -> Iterator[tuple[int, int]]:
    """Units from the top down, by name below each, with their depth; what a ring cuts off is left out."""
    below: dict[int | None, list[int]] = {}
    for pk in sorted(there, key=lambda unit: (there[unit]["name_then"].casefold(), unit)):
        below.setdefault(parents[pk], []).append(pk)
    waiting = [(pk, 0) for pk in reversed(below.get(top, []))]
    while waiting:
        pk, depth = waiting.pop()
        yield pk, depth
        waiting.extend((child, depth + 1) for child in reversed(below.get(pk, [])))


_COLUMNS = (
    "pk",
    "slug",
    "parent_id",
    "name_then",
    "kind_then",
    "parent_then",
    "placed",
    "begun",
    "surely",
    "early",
    "ended",
    "ended_into",
    "successor",
    "successor_kind",
    "may_end",
    "may_end_into",
    "may_follow",
    "may_follow_in",
)


def named_on(organizations: QuerySet[Organization], day: date) -> QuerySet[Organization]:
    """With ``name_then``: the name of each on ``day``, else today's, else what describes it.

    A name that no day is known of is not taken for that of a day.
    """
    names = OrganizationName.objects.filter(organization=OuterRef("pk"), alias=False).exclude(
        since=None, until=None
    )
    return organizations.annotate(
        name_then=Coalesce(
            Subquery(_latest(names.on(day)).values("name")[:1]),
            NullIf(F("name"), Value("")),
            F("description"),
        )
    )


def _latest(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of several that may hold on a day, the one that began last."""
    return rows.order_by(F("since__startswith").desc(nulls_last=True), "-pk")


def _annotated(
    organizations: QuerySet[Organization], as_of: date, known_on: date | None, day: date
) -> QuerySet[Organization]:
    own = OuterRef("pk")
    kinds = OrganizationKind.objects.filter(organization=own)
    parents = OrganizationParent.objects.filter(organization=own)
    events = _unit_events(known_on)
    created = events.filter(what=EventKind.UNIT_CREATED)
    over = events.filter(what__in=_ENDS, status=Status.DONE).order_by("-day")
    ends = over.filter(day__lte=as_of)
    may_end = over.filter(day__gt=as_of, happened__startswith__lte=as_of)
    after = Succession.objects.filter(
        earlier=own, later__hidden=False, kind__in=_LIVES_ON
    ).order_by("-pk")
    # The upper end of a stored range is the day after the latest that the words allow.
    may_follow = after.filter(
        happened__startswith__lte=day, happened__endswith__gt=day + timedelta(days=1)
    )
    after = after.filter(Q(happened=None) | Q(happened__endswith__lte=day + timedelta(days=1)))
    by_then = Q(happened__endswith__lte=as_of + timedelta(days=1)) | Q(
        happened=None, day__lte=as_of
    )
    founded = ~Exists(created) & (
        Q(founded=None) | Q(founded__endswith__lte=as_of + timedelta(days=1))
    )
    begun: Any = (
        Q(founded=None) | Q(founded__startswith=None) | Q(founded__startswith__lte=as_of)
    ) & ~Exists(created.filter(Q(happened__startswith__gt=as_of) | Q(status__in=UNDONE)))
    if known_on is not None:
        begun &= organization_known_by(known_on)
    return named_on(organizations, day).annotate(
        kind_then=Coalesce(Subquery(_latest(kinds.on(day)).values("kind")[:1]), F("kind")),
        parent_then=Subquery(_latest(parents.on(day)).values("parent")[:1]),
        placed=Exists(parents),
        begun=_flag(begun),
        surely=_flag(founded | Exists(created.filter(by_then, status=Status.DONE))),
        early=_flag(founded | Exists(created.filter(by_then))),
        ended=Subquery(ends.values("what")[:1]),
        ended_into=Subquery(ends.values("into_what")[:1]),
        successor=Subquery(after.values("later")[:1]),
        successor_kind=Subquery(after.values("kind")[:1]),
        may_end=Subquery(may_end.values("what")[:1]),
        may_end_into=Subquery(may_end.values("into_what")[:1]),
        may_follow=Subquery(may_follow.values("kind")[:1]),
        may_follow_in=Subquery(may_follow.values("later")[:1]),
    )


def _flag(condition: Any) -> Any:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _units(
    *, top: Given, as_of: date, known_on: date | None, day: date
) -> QuerySet[Organization, Any]:
    """``_COLUMNS`` of a company and all that is or was below it; ``day`` is that of its names."""
    below = Organization.objects.visible().filter(pk__in=RawSQL(BELOW, [top]))  # noqa: S611
    return _annotated(below, as_of, known_on, day).values_list(*_COLUMNS)


_UNITS = Prepared(_units)


def _unit_events(known_on: date | None) -> QuerySet[Any]:
    """Events of the unit that a query is about, as known on that day."""
    facts = OrgEvent.objects.visible().supported()
    rows: QuerySet[Any]
    if known_on is None:
        rows = facts.filter(unit=OuterRef("pk")).annotate(what=F("kind"), into_what=F("into"))
    else:
        rows = (
            OrgEventState.objects.known_on(known_on)
            .filter(event__in=facts.values("pk"), event__unit=OuterRef("pk"))
            .annotate(what=F("event__kind"), into_what=F("event__into"))
        )
    return rows.annotate(day=EVENTS.day)


def successions_by(day: date) -> QuerySet[Succession]:
    """The successions by which a unit lives on in another by ``day``. A change of which no day is known is not taken
    for one before ``day``.
    """
    return Succession.objects.filter(
        happened__endswith__lte=day + timedelta(days=1), later__hidden=False, kind__in=_LIVES_ON
    )


def organization_known_by(day: date) -> Q:
    """Something published by then names it, or a dated row had placed or named it by then."""
    own = OuterRef("pk")
    claims = Claim.objects.visible().known_on(day)
    dated = {"organization": own, "since__startswith__lte": day}
    return (
        Q(Exists(claims.filter(organization=own)))
        | Q(Exists(claims.filter(unit=own)))
        | Q(Exists(claims.filter(other=own)))
        | Q(Exists(OrganizationParent.objects.filter(**dated)))
        | Q(Exists(OrganizationName.objects.filter(**dated)))
    )


def person_known_by(day: date) -> Q:
    """Something published by then names the person."""
    own = OuterRef("pk")
    claims = Claim.objects.visible().known_on(day)
    return Q(Exists(claims.filter(person=own))) | Q(Exists(claims.filter(manager=own)))
