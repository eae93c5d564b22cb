"""What is asked of a company and all that is or was below it, for its structure on a day."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.fields import BooleanField, IntegerField, TextField
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from companies.models import (
    EventKind,
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationParent,
    Succession,
    SuccessionKind,
)
from tracker.claims.models import Claim
from tracker.kernel.prepared import Given, Prepared
from tracker.kernel.statuses import CERTAINTY, Status
from tracker.timeline.beginnings import not_later, telling, unit_events
from tracker.timeline.looks import AsWord, Line, question

_ENDS = (EventKind.UNIT_RENAMED, EventKind.UNIT_MERGED, EventKind.UNIT_DISSOLVED)
_NOT_YET = tuple(step for step in CERTAINTY if step != Status.DONE)
_LIVES_ON = (SuccessionKind.RENAMED, SuccessionKind.MERGED_INTO)
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


def day_of_names(as_of: date, known_on: date | None) -> date:
    """The day whose names, kinds and parents hold: a change after either clock was not known yet."""
    return as_of if known_on is None else min(as_of, known_on)


def unit_rows(top: int, *days: date, known_on: date | None) -> list[dict[int, dict[str, Any]]]:
    """``_COLUMNS`` of a company and all that is or was below it on each of one or two days, by its number; one query."""
    named = [day_of_names(day, known_on) for day in days]
    if len(days) == 1:
        found = _UNITS.rows(top=top, known_on=known_on, as_of=days[0], day=named[0])
    else:
        (first, last), (first_named, last_named) = days, named
        found = _UNITS_OF_TWO.rows(
            top=top,
            known_on=known_on,
            first=first,
            last=last,
            first_named=first_named,
            last_named=last_named,
        )
    return _by_day(found, len(days))


def _by_day(found: Iterable[Sequence[Any]], days: int) -> list[dict[int, dict[str, Any]]]:
    """``_COLUMNS`` by number, of each day in turn; before them stands which of the days it is."""
    rows: list[dict[int, dict[str, Any]]] = [{} for _ in range(days)]
    for nth, *columns in found:
        rows[nth][columns[0]] = dict(zip(_COLUMNS, columns, strict=True))
    return rows


def question_of_structure(
    top: int, *, as_of: date, known_on: date | None, day: date, nth: int
) -> QuerySet[Any, Any]:
    """What ``unit_rows`` asks of one day, to be asked with other questions: the ``nth`` of several days. ``day`` is that of
    the names.
    """
    found = _below(top, as_of, known_on, day)
    return question("structure", found, word=AsWord(*_COLUMNS), number=_number(nth))


def unit_rows_told(lines: Sequence[Line], days: int) -> list[dict[int, dict[str, Any]]]:
    """What ``unit_rows`` finds, from the answers for so many days."""
    return _by_day(((line.number, *json.loads(line.word)) for line in lines), days)


_COLUMNS = (
    "pk",
    "slug",
    "parent_id",
    "name_then",
    "kind_then",
    "parent_then",
    "placed",
    "telling",
    "begun",
    "unheralded",
    "surely",
    "early",
    "old",
    "ended",
    "followed",
    "may_end",
    "may_follow",
    "told_end",
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
    organizations: QuerySet[Organization],
    as_of: date,
    known_on: date | None,
    day: date,
) -> QuerySet[Organization]:
    own = OuterRef("pk")
    kinds = OrganizationKind.objects.filter(organization=own)
    parents = OrganizationParent.objects.filter(organization=own)
    events = unit_events(known_on)
    created = events.filter(what=EventKind.UNIT_CREATED)
    over = events.filter(what__in=_ENDS, status=Status.DONE).order_by("-day")
    ends = over.filter(day__lte=as_of)
    may_end = over.filter(day__gt=as_of, happened__startswith__lte=as_of)
    told_end = events.filter(
        Q(happened__startswith__lte=as_of) | Q(happened__startswith=None, day__lte=as_of),
        what__in=_ENDS,
        status__in=_NOT_YET,
    ).order_by("-day")
    after = Succession.objects.filter(
        earlier=own, later__hidden=False, kind__in=_LIVES_ON
    ).order_by("-pk")
    # The upper end of a stored range is the day after the latest that the words allow.
    may_follow = after.filter(
        happened__startswith__lte=day, happened__endswith__gt=day + timedelta(days=1)
    )
    after = after.filter(Q(happened=None) | Q(happened__endswith__lte=day + timedelta(days=1)))
    event = ("what", "happened__startswith", "into_what")
    succession = ("kind", "happened__startswith", "later")
    by_then = Q(happened__endswith__lte=as_of + timedelta(days=1)) | Q(
        happened=None, day__lte=as_of
    )
    return named_on(organizations, day).annotate(
        kind_then=Coalesce(Subquery(_latest(kinds.on(day)).values("kind")[:1]), F("kind")),
        parent_then=Subquery(_latest(parents.on(day)).values("parent")[:1]),
        placed=Exists(parents),
        telling=telling(as_of, known_on),
        begun=_flag(not_later(as_of, known_on)),
        unheralded=_flag(~Exists(created)),
        surely=_flag(Exists(created.filter(by_then, status=Status.DONE))),
        early=_flag(Exists(created.filter(by_then))),
        old=_flag(Q(founded__endswith__lte=as_of + timedelta(days=1))),
        ended=Subquery(ends.values(said=_end(*event))[:1]),
        followed=Subquery(after.values(said=_end(*succession))[:1]),
        may_end=Subquery(may_end.values(said=_end(*event))[:1]),
        may_follow=Subquery(may_follow.values(said=_end(*succession))[:1]),
        told_end=Subquery(told_end.values(said=_end("what", "day", "into_what"))[:1]),
    )


def _end(kind: str, day: str, into: str) -> Concat:
    """An end as text: what it is, its day, and the number of what goes on, where these are told."""
    blank = Value("", output_field=TextField())
    parts = (Coalesce(Cast(one, TextField()), blank) for one in (kind, day, into))
    what, when, what_goes_on = parts
    gap = Value(" ", output_field=TextField())
    return Concat(what, gap, when, gap, what_goes_on)


def _flag(condition: Any) -> Any:
    return ExpressionWrapper(condition, output_field=BooleanField())


def _units(
    *, top: Given, as_of: date, known_on: date | None, day: date, nth: int = 0
) -> QuerySet[Organization, Any]:
    """``nth`` and ``_COLUMNS`` of all of them; ``day`` is that of their names."""
    return _below(top, as_of, known_on, day).values_list(_number(nth), *_COLUMNS)


def _below(
    top: Given | int, as_of: date, known_on: date | None, day: date
) -> QuerySet[Organization, Any]:
    below = Organization.objects.visible().filter(pk__in=RawSQL(BELOW, [top]))  # noqa: S611
    return _annotated(below, as_of, known_on, day).order_by()


def _number(nth: int) -> Any:
    return RawSQL(f"{nth:d}", (), output_field=IntegerField())  # noqa: S611 - our own number


def _units_of_two(
    *,
    top: Given,
    first: date,
    last: date,
    first_named: date,
    last_named: date,
    known_on: date | None,
) -> QuerySet[Organization, Any]:
    early = _units(top=top, as_of=first, known_on=known_on, day=first_named)
    late = _units(top=top, as_of=last, known_on=known_on, day=last_named, nth=1)
    return early.union(late, all=True).order_by()


_UNITS, _UNITS_OF_TWO = Prepared(_units, planned=True), Prepared(_units_of_two, planned=True)


def successions_by(day: date) -> QuerySet[Succession]:
    """The successions by which a unit lives on in another by ``day``. A change of which no day is known is not taken
    for one before ``day``.
    """
    return Succession.objects.filter(
        happened__endswith__lte=day + timedelta(days=1), later__hidden=False, kind__in=_LIVES_ON
    )


def person_known_by(day: date) -> Q:
    """Something published by then names the person."""
    own = OuterRef("pk")
    claims = Claim.objects.visible().known_on(day)
    return Q(Exists(claims.filter(person=own))) | Q(Exists(claims.filter(manager=own)))
