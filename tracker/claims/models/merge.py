"""Merges: two records that turned out to be one, with all that was changed, so that it can be undone."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from companies.models import Organization
from people.models import Person


class MergeQuerySet(models.QuerySet["Merge"]):
    def standing(self) -> Self:
        """Merges that have not been undone."""
        return self.filter(undone_at=None)

    def with_names(self) -> Self:
        return self.select_related(
            "winner_person",
            "loser_person",
            "winner_organization",
            "loser_organization",
            "merged_by",
            "undone_by",
        )


class Merge(models.Model):
    """One record (the loser) was merged into another (the winner): two people, or two organizations.

    ``moved`` says in words and numbers what went over; the rows themselves are in ``changes``.
    ``last_claim`` is the newest claim there was, so that later ones can be told.
    """

    winner_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    loser_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    winner_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    loser_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+"
    )
    why = models.CharField(max_length=1000)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    merged_at = models.DateTimeField(db_default=Now())
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    moved = models.JSONField(default=dict)
    last_claim = models.BigIntegerField(default=0)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    winner_person__isnull=False,
                    loser_person__isnull=False,
                    winner_organization=None,
                    loser_organization=None,
                )
                | Q(
                    winner_person=None,
                    loser_person=None,
                    winner_organization__isnull=False,
                    loser_organization__isnull=False,
                ),
                name="claims_merge_joins_two_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(winner_person=None) | ~Q(winner_person=F("loser_person")),
                name="claims_merge_joins_two_people",
            ),
            models.CheckConstraint(
                condition=Q(winner_organization=None)
                | ~Q(winner_organization=F("loser_organization")),
                name="claims_merge_joins_two_organizations",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="claims_merge_has_a_reason"),
            models.UniqueConstraint(
                fields=["loser_person"],
                condition=Q(undone_at=None),
                name="claims_merge_once_for_a_person",
            ),
            models.UniqueConstraint(
                fields=["loser_organization"],
                condition=Q(undone_at=None),
                name="claims_merge_once_for_an_organization",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loser} merged into {self.winner}"

    @property
    def winner(self) -> Person | Organization:
        """The record that goes on."""
        record = self.winner_person or self.winner_organization
        assert record is not None  # noqa: S101 - a constraint
        return record

    @property
    def loser(self) -> Person | Organization:
        """The record that is seen nowhere any more, and whose address leads to the winner."""
        record = self.loser_person or self.loser_organization
        assert record is not None  # noqa: S101 - a constraint
        return record


class MergeChange(models.Model):
    """A row before and after one change that a merge made; written by a trigger, in their order.

    ``before`` is null for a row that the merge made, ``after`` for one that it took away.
    """

    id = models.BigAutoField(primary_key=True)
    merge = models.ForeignKey(Merge, models.CASCADE, related_name="changes")
    table = models.CharField(max_length=63)
    key = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["merge", "table", "key"], name="claims_merge_change_of")]

    def __str__(self) -> str:
        return f"{self.table} {self.key}"
