"""What is published without an editor: rows that the newsroom sets, the most particular first."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tracker.claims.models.claim import ClaimType
from tracker.kernel.history import tracked
from tracker.news.models import Outlet, Source


class PolicyQuerySet(models.QuerySet["PublicationPolicy"]):
    def in_force(self) -> Self:
        return self.filter(active=True).order_by("order", "pk")


@tracked(exclude=["created_at"])
class PublicationPolicy(models.Model):
    """Which claims it is for, and whether those are published at once or wait for an editor.

    ``publish`` asks for ``least_probability``; what is less probable waits. Of the policies in force
    that a claim meets, the most particular decides: one for its source before one for its outlet,
    these before any for its type, these before one for the way it came in; of equals the lowest
    ``order``. Rules that no policy may switch off come first: see ``tracker.claims.publishing``.
    """

    class Way(models.TextChoices):
        HANDED_IN = "handed_in", "Handed in by an operator or editor"
        POLLED = "polled", "Polled from a source"

    class Action(models.TextChoices):
        PUBLISH = "publish", "Publish at once"
        QUEUE = "queue", "Wait for an editor"

    name = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(
        default=100, help_text="Of two that are equally particular, the lower goes first."
    )
    way = models.CharField(
        max_length=9, choices=Way, blank=True, help_text="How the article came in; empty for any."
    )
    source = models.ForeignKey(
        Source, models.CASCADE, null=True, blank=True, related_name="policies"
    )
    outlet = models.ForeignKey(
        Outlet, models.CASCADE, null=True, blank=True, related_name="policies"
    )
    fact_type = models.CharField(
        max_length=15, choices=ClaimType, blank=True, help_text="What is claimed; empty for all."
    )
    action = models.CharField(max_length=7, choices=Action, default=Action.QUEUE)
    least_probability = models.FloatField(
        default=0.0,
        help_text="For a policy that publishes: 0 to 1. What is less probable waits for an editor.",
    )
    active = models.BooleanField(default=True)
    note = models.TextField(blank=True, help_text="Why it is so, for other editors.")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ("order", "pk")
        verbose_name_plural = "publication policies"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="claims_policy_has_a_name"),
            models.CheckConstraint(
                condition=Q(action__in=("publish", "queue")), name="claims_policy_action_is_known"
            ),
            models.CheckConstraint(
                condition=Q(way__in=("", "handed_in", "polled")), name="claims_policy_way_is_known"
            ),
            models.CheckConstraint(
                condition=Q(fact_type__in=("", *ClaimType.values)),
                name="claims_policy_type_is_known",
            ),
            models.CheckConstraint(
                condition=Q(least_probability__gte=0, least_probability__lte=1),
                name="claims_policy_probability_is_one",
            ),
            models.CheckConstraint(
                condition=Q(action="publish") | Q(least_probability=0),
                name="claims_policy_that_queues_asks_nothing",
            ),
            models.CheckConstraint(
                condition=Q(source=None) | Q(outlet=None), name="claims_policy_is_for_one_origin"
            ),
            models.CheckConstraint(
                condition=Q(source=None) | ~Q(way="handed_in"),
                name="claims_policy_of_a_source_is_polled",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def signature(self) -> str:
        """How a claim says which policy decided: it stays when the policy is changed or deleted."""
        return f"policy:{self.pk} {self.name}"[:80]
