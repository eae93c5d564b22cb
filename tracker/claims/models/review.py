"""Review: who looks at which claim, what was decided, and which record a claim does not mean."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from companies.models import Organization
from people.models import Person
from tracker.claims.models.claim import Claim


class ReviewLock(models.Model):
    """A claim that an editor has in front of them: nobody else is served it before ``expires_at``.

    The claim is the key, so two editors never hold one claim. A lock that has expired is as good as
    none: whoever comes next takes it over.
    """

    claim = models.OneToOneField(
        Claim, models.CASCADE, primary_key=True, related_name="review_lock"
    )
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.claim_id} held by {self.editor} until {self.expires_at:%H:%M:%S}"


class VerdictKind(models.TextChoices):
    """What an editor decided of a claim."""

    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"
    CORRECTED = "corrected", "Corrected"
    NOT_MEANT = "not_meant", "Another record is meant"
    ENTERED = "entered", "Entered"


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def standing(self) -> Self:
        return self.filter(undone_at=None)

    def undoable(self) -> Self:
        """Standing verdicts that are the last word on their claim."""
        later = Verdict.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"))
        return self.standing().exclude(Exists(later.standing()))

    def deciding(self) -> Self:
        """Those after which a claim waits no more."""
        return self.standing().exclude(kind=VerdictKind.NOT_MEANT)

    def since(self, moment: datetime) -> Self:
        return self.filter(made_at__gte=moment)


class Verdict(models.Model):
    """One decision of one editor on one claim: when, by which key, and what the claim was before.

    The decisions of one step (a bulk acceptance) share their ``step`` and are undone together.
    ``before`` holds the columns of the claim that the decision changed, as they were.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="verdicts")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=9, choices=VerdictKind)
    key = models.CharField(max_length=10, help_text="The key pressed, or how else it was done.")
    note = models.CharField(max_length=500, blank=True)
    step = models.UUIDField(default=uuid.uuid4)
    before = models.JSONField()
    correction = models.ForeignKey(
        Claim, models.SET_NULL, null=True, blank=True, related_name="corrects"
    )
    made_at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = VerdictQuerySet.as_manager()

    class Meta:
        permissions = [("undo_others_verdicts", "Can undo what other editors decided")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=VerdictKind.values), name="claims_verdict_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(correction=None) | Q(kind=VerdictKind.CORRECTED),
                name="claims_verdict_correction_corrects",
            ),
        ]
        indexes = [
            models.Index(
                fields=["editor", "-id"],
                condition=Q(undone_at=None),
                name="claims_verdict_standing",
            ),
            models.Index(fields=["step"], name="claims_verdict_step"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.editor}"


class RuledOut(models.Model):
    """An editor's word that a name in an article does not mean this record."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="ruled_out")
    word = models.CharField(max_length=20)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        Organization, models.CASCADE, null=True, blank=True, related_name="+"
    )
    verdict = models.ForeignKey(Verdict, models.CASCADE, related_name="ruled_out")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(organization=None),
                name="claims_ruled_out_is_one_record",
            ),
            models.UniqueConstraint(
                fields=["claim", "word", "person", "organization"],
                name="claims_ruled_out_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.word}” of claim {self.claim_id} is not {self.person or self.organization}"
