"""What happens to organizations: changes of units, layoffs, money, stakes."""

from typing import ClassVar

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q

from companies.models.organizations import Organization
from tracker.kernel.facts import Fact, FactQuerySet, Known, Occurrence, StateQuerySet
from tracker.kernel.hiding import hidden_of, none_of
from tracker.kernel.history import tracked


class EventKind(models.TextChoices):
    UNIT_CREATED = "unit_created", "Unit created"
    UNIT_RENAMED = "unit_renamed", "Unit renamed"
    UNIT_MERGED = "unit_merged", "Unit merged"
    UNIT_DISSOLVED = "unit_dissolved", "Unit dissolved"
    LAYOFF = "layoff", "Layoff"
    FUNDING = "funding", "Funding"
    SPENDING = "spending", "Spending"
    COMPENSATION = "compensation", "Compensation"
    MARKET_REACTION = "market_reaction", "Market reaction"


UNIT_EVENTS = (
    EventKind.UNIT_CREATED,
    EventKind.UNIT_RENAMED,
    EventKind.UNIT_MERGED,
    EventKind.UNIT_DISSOLVED,
)


class OrgEventQuerySet(FactQuerySet["OrgEvent"]):
    def visible(self) -> "OrgEventQuerySet":
        hidden = hidden_of(Organization)
        named = ("organization", "unit", "into", "lead")
        return super().visible().filter(*(none_of(name, hidden) for name in named))

    def about(self, organization: Organization) -> "OrgEventQuerySet":
        """Events of this organization, or in which it is the unit, the result or the lead."""
        return self.filter(
            Q(organization=organization)
            | Q(unit=organization)
            | Q(into=organization)
            | Q(lead=organization)
        )

    def with_names(self) -> "OrgEventQuerySet":
        return self.select_related("organization", "unit__parent", "into__parent", "lead")


class OrgEventShape(Occurrence):
    """The columns of an event that claims may change."""

    count = models.PositiveIntegerField(null=True, blank=True)
    percent = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    amount_usd = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    valuation_usd = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    purpose = models.CharField(max_length=200, blank=True)

    class Meta(Occurrence.Meta):
        abstract = True


@tracked()
class OrgEvent(OrgEventShape, Fact):
    """Something that happened to a company or unit: created, renamed, cut, funded.

    Sums are US dollars; a negative ``percent`` or ``amount_usd`` is a fall. ``beneficiary`` is the
    person or group, as published, that a compensation is offered to.
    """

    kind = models.CharField(max_length=15, choices=EventKind)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="org_events")
    unit = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="events_as_unit"
    )
    into = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="events_as_result"
    )
    lead = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="events_as_lead"
    )
    beneficiary = models.CharField(max_length=200, blank=True)

    objects = OrgEventQuerySet.as_manager()

    class Meta(OrgEventShape.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *OrgEventShape.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind__in=UNIT_EVENTS) | Q(unit__isnull=False),
                name="companies_event_of_a_unit_names_it",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.values), name="companies_event_kind_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(hidden=True), name="companies_orgevent_hidden"),
            models.Index(
                "organization", F("happened__startswith").desc(), name="companies_event_by_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_kind_display().lower()} {self.unit or ''}".strip()


class OrgEventState(OrgEventShape, Known):
    """What one could know of an event on the days of ``known``."""

    event = models.ForeignKey(OrgEvent, models.CASCADE, related_name="states")

    objects = StateQuerySet["OrgEventState"].as_manager()

    class Meta(OrgEventShape.Meta):
        constraints = [*OrgEventShape.Meta.constraints, *Known.Meta.constraints]
        indexes = [GistIndex(fields=["known"], name="companies_event_known")]

    def __str__(self) -> str:
        return f"{self.event} as known in {self.known}"


class StakeQuerySet(FactQuerySet["Stake"]):
    def visible(self) -> "StakeQuerySet":
        hidden = hidden_of(Organization)
        return super().visible().filter(none_of("acquirer", hidden), none_of("target", hidden))

    def about(self, organization: Organization) -> "StakeQuerySet":
        """Stakes that this organization took, or that were taken in it."""
        return self.filter(Q(acquirer=organization) | Q(target=organization))

    def with_names(self) -> "StakeQuerySet":
        return self.select_related("acquirer", "target")


class StakeShape(Occurrence):
    """The columns of a stake that claims may change."""

    percent = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    amount_usd = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)

    class Meta(Occurrence.Meta):
        abstract = True


@tracked()
class Stake(StakeShape, Fact):
    """One organization took, or bid for, a share of another; 100 percent is the whole."""

    acquirer = models.ForeignKey(Organization, models.PROTECT, related_name="stakes_taken")
    target = models.ForeignKey(Organization, models.PROTECT, related_name="stakes_given")

    objects = StakeQuerySet.as_manager()

    class Meta(StakeShape.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *StakeShape.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(acquirer=F("target")), name="companies_stake_is_in_another"
            ),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gt=0, percent__lte=100),
                name="companies_stake_is_a_share",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(hidden=True), name="companies_stake_hidden"),
        ]

    def __str__(self) -> str:
        return f"{self.acquirer} in {self.target}"


class StakeState(StakeShape, Known):
    """What one could know of a stake on the days of ``known``."""

    stake = models.ForeignKey(Stake, models.CASCADE, related_name="states")

    objects = StateQuerySet["StakeState"].as_manager()

    class Meta(StakeShape.Meta):
        constraints = [*StakeShape.Meta.constraints, *Known.Meta.constraints]
        indexes = [GistIndex(fields=["known"], name="companies_stake_known")]

    def __str__(self) -> str:
        return f"{self.stake} as known in {self.known}"
