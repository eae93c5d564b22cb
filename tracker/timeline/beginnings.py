"""Since when a unit is there: by its founding or creation, else by the first that is told of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from companies.models import (
    EventKind,
    OrganizationName,
    OrganizationParent,
    OrgEvent,
    OrgEventState,
)
from people.models import Position, PositionState
from tracker.claims.models import Claim
from tracker.kernel.periods import CONFIRMATION_HOLDS_MONTHS
from tracker.kernel.statuses import UNDONE
from tracker.timeline.facts import EVENTS

#: For so long may a unit have been there before anything is told of it, as a post may have been held.
_BEFORE_ITS_FIRST_WORD = timedelta(days=366 * CONFIRMATION_HOLDS_MONTHS // 12)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Conditions on units, each of what is told of its beginning.

    ``dated``: a first day of it is known. ``possible``: it may have come by the day. ``certain``: it surely had, and no event
    tells of its creation. ``unbounded``: nothing at all is told by which one could say.
    """

    dated: Any
    possible: Any
    certain: Any
    unbounded: Any

    @classmethod
    def of_units(cls, as_of: date, known_on: date | None) -> Self:
        """What could be known on ``known_on`` of the beginning by ``as_of``.

        A unit of which no first day is known was there on the first day on which something published names it or somebody
        surely held a post in it. Before that it is possible for as long as a post is before it is first spoken of, or as
        somebody may have held a post in it, and not before its company was founded.
        """
        created = unit_events(known_on).filter(what=EventKind.UNIT_CREATED)
        by_then = Q(founded__endswith__lte=as_of + timedelta(days=1))
        dated = Q(founded__startswith__isnull=False) | Exists(
            created.filter(happened__startswith__isnull=False)
        )
        told = organization_known_by(as_of) | _somebody_there(
            known_on, certain__startswith__lte=as_of
        )
        perhaps = organization_known_by(as_of + _BEFORE_ITS_FIRST_WORD) | _somebody_there(
            known_on, possible__startswith__lte=as_of
        )
        untold = ~(organization_known_by(None) | _somebody_there(known_on))
        company = Q(parent__founded__startswith=None) | Q(parent__founded__startswith__lte=as_of)
        not_later = (Q(founded__startswith=None) | Q(founded__startswith__lte=as_of)) & ~Exists(
            created.filter(Q(happened__startswith__gt=as_of) | Q(status__in=UNDONE))
        )
        possible = not_later & (dated | told | (company & (perhaps | untold)))
        if known_on is not None:
            possible &= organization_known_by(known_on)
        return cls(
            dated=dated,
            possible=possible,
            certain=~Exists(created) & (by_then | (Q(founded=None) & told)),
            unbounded=~Exists(created) & Q(founded=None) & untold,
        )


def _somebody_there(known_on: date | None, **held: Any) -> Q:
    """Somebody held a post in the unit or at it, as one could know, with ``held`` of the post's days."""
    own = OuterRef("pk")
    facts = Position.objects.visible().supported()
    rows: QuerySet[Any] = facts
    way = ""
    if known_on is not None:
        rows, way = (
            PositionState.objects.known_on(known_on).filter(position__in=facts),
            "position__",
        )
    return Q(Exists(rows.filter(unit=own, **held))) | Q(
        Exists(rows.filter(**{f"{way}organization": own}, **held))
    )


def unit_events(known_on: date | None) -> QuerySet[Any]:
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


def organization_known_by(day: date | None) -> Q:
    """Something published by then names it, or a dated row had placed or named it by then; on any day where none is given."""
    own = OuterRef("pk")
    claims = Claim.objects.visible()
    dated: dict[str, Any] = {"organization": own, "since__startswith__isnull": False}
    if day is not None:
        claims = claims.known_on(day)
        dated = {"organization": own, "since__startswith__lte": day}
    return (
        Q(Exists(claims.filter(organization=own)))
        | Q(Exists(claims.filter(unit=own)))
        | Q(Exists(claims.filter(other=own)))
        | Q(Exists(OrganizationParent.objects.filter(**dated)))
        | Q(Exists(OrganizationName.objects.filter(**dated)))
    )
