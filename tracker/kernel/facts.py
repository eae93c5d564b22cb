"""Abstract columns that every fact shares: how it is supported, and since when it was known."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q

from tracker.kernel.fields import PartialDateField
from tracker.kernel.statuses import STEP_CHOICES


def one_of(column: str, ids: Any) -> Q:
    """Rows whose ``column`` names one of ``ids``, an expression for an array: worked out once, and looked up in an index."""
    return Q(
        Func(
            F(column),
            ids,
            template="%(expressions)s)",
            arg_joiner=" = ANY (",
            output_field=models.BooleanField(),
        )
    )


def among(column: str, facts: models.QuerySet[Any]) -> Q:
    """Rows whose ``column`` names one of ``facts``, which are looked up first: where states of a few facts are wanted,
    PostgreSQL would otherwise put the states of all together with their facts.
    """
    return one_of(column, ArraySubquery(facts.order_by().values("pk")))


class FactQuerySet[M: models.Model](models.QuerySet[M]):
    """What can be asked of any fact."""

    def visible(self) -> Self:
        """Rows that may be shown; every surface asks this. Rooms narrow it to hidden subjects."""
        return self.filter(hidden=False)

    def supported(self) -> Self:
        """Rows that at least one accepted claim still supports."""
        return self.filter(withdrawn=False)


class StateQuerySet[M: models.Model](models.QuerySet[M]):
    """What can be asked of the states a fact has gone through."""

    def known_on(self, day: date, *, any_day: bool = False) -> Self:
        """The states one could know from what was published up to the end of ``day``.

        ``any_day``: asked in words whose plan is made once for all days. Of a range that is to contain a day PostgreSQL
        then takes it that hardly any does, and reads its own index; of two bounds it does not.
        """
        if not any_day:
            return self.filter(known__contains=day)
        open_or_later = models.Q(known__endswith=None) | models.Q(known__endswith__gt=day)
        return self.filter(open_or_later, known__startswith__lte=day)


class Fact(models.Model):
    """A row that claims support. Settling writes it; a fact without support is withdrawn, not
    deleted, so that its address, its history and the claims' memory of it stay.
    """

    hidden = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Known(models.Model):
    """One state of a fact, with the publication days on which it was what one could know."""

    known = DateRangeField()

    class Meta:
        abstract = True
        indexes = [GistIndex(fields=["known"], name="%(class)s_known")]
        constraints = [
            models.CheckConstraint(
                condition=Q(known__isempty=False), name="%(app_label)s_%(class)s_known_some_day"
            )
        ]


class Occurrence(models.Model):
    """Columns of a fact that happens once: one status, one date, who told it first."""

    status = models.CharField(max_length=9, choices=STEP_CHOICES)
    happened = PartialDateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)
    disputed = models.BooleanField(default=False)
    origins = models.PositiveSmallIntegerField(default=0)
    first_outlet = models.SlugField(max_length=80, blank=True, db_index=False)
    first_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[value for value, _ in STEP_CHOICES]),
                name="%(app_label)s_%(class)s_status_is_a_step",
            )
        ]

    @property
    def sort_day(self) -> date | None:
        """The day for ordering: when it happened, else when it was told or first published."""
        if self.happened is not None:
            day: date = self.happened.sort_day
            return day
        return self.told_on or self.first_on
