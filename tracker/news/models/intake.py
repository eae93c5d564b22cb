"""The record of what is due and done: one row for each address or text handed in."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from tracker.news.models.articles import HASH, Article
from tracker.news.models.leases import Leased
from tracker.news.models.outlets import Outlet, Source


class IntakeQuerySet(models.QuerySet["Intake"]):
    def due(self, now: datetime) -> Self:
        """Rows to work on: due, failed and rested, or held by a worker whose lease has run out."""
        return self.filter(
            Q(state__in=(Intake.State.DUE, Intake.State.FAILED), next_due_at__lte=now)
            | Q(state=Intake.State.LEASED, lease_until__lte=now)
        )

    def set_aside(self) -> Self:
        """Rows that no worker touches again until an editor says so."""
        return self.filter(state=Intake.State.SET_ASIDE)

    def open(self) -> Self:
        """Rows that are neither done nor set aside."""
        return self.exclude(state__in=(Intake.State.DONE, Intake.State.SET_ASIDE))


class Intake(Leased):
    """One address or text that was handed in, and how far it has come."""

    class Kind(models.TextChoices):
        URL = "url", "Address"
        TEXT = "text", "Text"

    class State(models.TextChoices):
        DUE = "due", "Due"
        LEASED = "leased", "Being read"
        DONE = "done", "Done"
        FAILED = "failed", "Failed, to be tried again"
        SET_ASIDE = "set_aside", "Set aside"

    class Step(models.TextChoices):
        FETCH = "fetch", "Fetch"
        EXTRACT = "extract", "Extract"
        SETTLE = "settle", "Settle"

    class Outcome(models.TextChoices):
        NEW = "new", "New"
        COPY = "copy", "Copy"
        UNREADABLE = "unreadable", "Unreadable"

    kind = models.CharField(max_length=4, choices=Kind)
    key = models.CharField(max_length=64, unique=True, editable=False)
    url = models.TextField(blank=True)
    text = models.TextField(blank=True)
    title = models.CharField(max_length=500, blank=True)
    outlet = models.ForeignKey(Outlet, models.SET_NULL, null=True, blank=True, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    queue = models.BooleanField(default=False)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=9, choices=State, default=State.DUE)
    step = models.CharField(max_length=7, choices=Step, default=Step.FETCH)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    next_due_at = models.DateTimeField(db_default=Now(), db_index=True)
    error = models.TextField(blank=True)
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="intakes"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta(Leased.Meta):
        ordering = ("-pk",)
        indexes = [
            models.Index(
                fields=["next_due_at"],
                condition=Q(state__in=("due", "failed", "leased")),
                name="news_intake_open",
            ),
            models.Index(fields=["state", "-id"], name="news_intake_state"),
        ]
        constraints = [
            *Leased.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state="leased", lease_until__isnull=False)
                | (~Q(state="leased") & Q(lease_until=None)),
                name="news_intake_only_leased_rows_hold_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("due", "leased", "done", "failed", "set_aside")),
                name="news_intake_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(step__in=("fetch", "extract", "settle")),
                name="news_intake_step_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=("", "new", "copy", "unreadable")),
                name="news_intake_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=(Q(kind="url") & ~Q(url="") & Q(text=""))
                | (Q(kind="text") & ~Q(text="")),
                name="news_intake_holds_an_address_or_a_text",
            ),
            models.CheckConstraint(condition=Q(key__regex=HASH), name="news_intake_key_is_a_hash"),
            models.CheckConstraint(
                condition=(Q(state="done") & Q(finished_at__isnull=False))
                | (~Q(state="done") & Q(finished_at=None)),
                name="news_intake_done_rows_have_their_moment",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(published_on__isnull=False),
                name="news_intake_moment_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.url or self.title or f"Text {self.pk}"
