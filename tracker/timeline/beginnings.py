"""Since when a unit is there: by its founding or creation, else by the first that is told of it."""

from datetime import date
from enum import IntEnum
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from companies.models import (
    EventKind,
    OrganizationName,
    OrganizationParent,
    OrgEvent,
    OrgEventState,
)
from tracker.claims.models import Claim
from tracker.kernel.periods import CONFIRMATION_HOLDS
from tracker.kernel.statuses import UNDONE
from tracker.timeline.facts import EVENTS
from tracker.timeline.roster_rows import FirstDays

#: For so long may a unit have been there before anything published names it, as a post may have been held.
_BEFORE_ITS_FIRST_WORD = CONFIRMATION_HOLDS


class Telling(IntEnum):
    """How what is published bears on whether a unit was there on a day."""

    #: A first day of it is told.
    DATED = 0
    #: It had been named by then.
    NAMED = 1
    #: Its company was not founded yet.
    TOO_EARLY = 2
    #: It was named so soon after that it may have been there.
    SOON = 3
    LATER = 4
    NEVER = 5

    def certain(self, unit: int, day: date, first: FirstDays) -> bool:
        """A unit of which no first day is told was there: it had been named, or somebody surely held a post in it."""
        return self is Telling.NAMED or first.surely_by(unit, day)

    def unbounded(self, unit: int, first: FirstDays) -> bool:
        """Nothing at all is told by which one could say."""
        return self is Telling.NEVER and unit not in first

    def possible(self, unit: int, day: date, first: FirstDays) -> bool:
        """It may have been there, as far as that goes: before it was named for as long as a post may have been held
        before it is first spoken of, or as somebody may have held a post in it, but not before its company was founded.
        """
        if self in {Telling.DATED, Telling.SOON} or self.certain(unit, day, first):
            return True
        if self is Telling.TOO_EARLY:
            return False
        return first.perhaps_by(unit, day) or self.unbounded(unit, first)


def telling(as_of: date, known_on: date | None) -> Case:
    """The ``Telling`` about a unit on ``as_of``, as one could know it on ``known_on``; what it needs to know no more of it does
    not look for. That something published by ``known_on`` names the unit is asked beside it.
    """
    created = unit_events(known_on).filter(what=EventKind.UNIT_CREATED)
    dated = Q(founded__startswith__isnull=False) | Exists(
        created.filter(happened__startswith__isnull=False)
    )
    own = OuterRef("pk")
    claims = Claim.objects.visible().filter(
        Q(unit=own) | Q(organization=own) | Q(other=own), published_on__isnull=False
    )
    soon = as_of + _BEFORE_ITS_FIRST_WORD
    first = claims.order_by("published_on").annotate(
        told=Case(When(published_on__lte=soon, then=Telling.SOON), default=Telling.LATER)
    )
    return Case(
        When(dated, then=Telling.DATED),
        When(
            Exists(claims.known_on(as_of)) | _placed(since__startswith__lte=as_of),
            then=Telling.NAMED,
        ),
        When(parent__founded__startswith__gt=as_of, then=Telling.TOO_EARLY),
        When(_placed(since__startswith__lte=soon), then=Telling.SOON),
        default=Coalesce(
            Subquery(first.values("told")[:1]),
            Case(
                When(_placed(since__startswith__isnull=False), then=Telling.LATER),
                default=Telling.NEVER,
            ),
        ),
        output_field=IntegerField(),
    )


def _placed(**when: Any) -> Q:
    """A dated row places or names it, ``when``."""
    dated = {"organization": OuterRef("pk"), **when}
    return Q(Exists(OrganizationParent.objects.filter(**dated))) | Q(
        Exists(OrganizationName.objects.filter(**dated))
    )


def not_later(as_of: date, known_on: date | None) -> Any:
    """No day that is told puts its beginning after ``as_of``, no creation of it was taken back, and it was known."""
    created = unit_events(known_on).filter(what=EventKind.UNIT_CREATED)
    found: Any = (Q(founded__startswith=None) | Q(founded__startswith__lte=as_of)) & ~Exists(
        created.filter(Q(happened__startswith__gt=as_of) | Q(status__in=UNDONE))
    )
    return found if known_on is None else found & organization_known_by(known_on)


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


def organization_known_by(day: date) -> Q:
    """Something published by then names it, or a dated row had placed or named it by then."""
    own = OuterRef("pk")
    claims = Claim.objects.visible().known_on(day)
    return (
        Q(Exists(claims.filter(organization=own)))
        | Q(Exists(claims.filter(unit=own)))
        | Q(Exists(claims.filter(other=own)))
        | _placed(since__startswith__lte=day)
    )
