"""The least valid row of each table of companies; ``tests.factories`` has them with all others."""

from datetime import date

import factory
from django.db.backends.postgresql.psycopg_any import DateRange
from factory.django import DjangoModelFactory

from companies.models import (
    EventKind,
    Kind,
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationParent,
    OrgEvent,
    OrgEventState,
    Stake,
    StakeState,
    Succession,
    SuccessionKind,
)
from tracker.kernel.statuses import Status

#: A day on which nothing happened, for columns that must have one.
SOME_DAY = date(2025, 3, 3)


def known_from(day: date | None, until: date | None = None) -> DateRange:
    """The days from ``day`` up to, not counting, ``until``: the ``known`` of a state."""
    return DateRange(day, until, "[)")


class OrganizationFactory(DjangoModelFactory[Organization]):
    """A company."""

    class Meta:
        model = Organization

    slug = factory.Sequence(lambda n: f"company-{n}")
    name = factory.Sequence(lambda n: f"Company {n}")


class UnitFactory(OrganizationFactory):
    """A lab of a company."""

    slug = factory.Sequence(lambda n: f"unit-{n}")
    name = factory.Sequence(lambda n: f"Lab {n}")
    kind = Kind.LAB
    parent = factory.SubFactory(OrganizationFactory)


class OrganizationNameFactory(DjangoModelFactory[OrganizationName]):
    class Meta:
        model = OrganizationName

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Former name {n}")


class OrganizationKindFactory(DjangoModelFactory[OrganizationKind]):
    class Meta:
        model = OrganizationKind

    organization = factory.SubFactory(OrganizationFactory)
    kind = Kind.COMPANY


class OrganizationParentFactory(DjangoModelFactory[OrganizationParent]):
    class Meta:
        model = OrganizationParent

    organization = factory.SubFactory(UnitFactory)
    parent = factory.SelfAttribute("organization.parent")


class SuccessionFactory(DjangoModelFactory[Succession]):
    class Meta:
        model = Succession

    earlier = factory.SubFactory(OrganizationFactory)
    later = factory.SubFactory(OrganizationFactory)
    kind = SuccessionKind.RENAMED


class OrgEventFactory(DjangoModelFactory[OrgEvent]):
    """A layoff that is done; events of units need ``unit`` too."""

    class Meta:
        model = OrgEvent

    kind = EventKind.LAYOFF
    status = Status.DONE
    organization = factory.SubFactory(OrganizationFactory)


class OrgEventStateFactory(DjangoModelFactory[OrgEventState]):
    class Meta:
        model = OrgEventState

    event = factory.SubFactory(OrgEventFactory)
    status = factory.SelfAttribute("event.status")
    known = known_from(SOME_DAY)


class StakeFactory(DjangoModelFactory[Stake]):
    class Meta:
        model = Stake

    status = Status.DONE
    acquirer = factory.SubFactory(OrganizationFactory)
    target = factory.SubFactory(OrganizationFactory)


class StakeStateFactory(DjangoModelFactory[StakeState]):
    class Meta:
        model = StakeState

    stake = factory.SubFactory(StakeFactory)
    status = factory.SelfAttribute("stake.status")
    known = known_from(SOME_DAY)
