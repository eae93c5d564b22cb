"""Abstract columns that every fact shares: how it is supported, and since when it was known."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import RawSQL

from tracker.kernel.fields import PartialDateField
from tracker.kernel.statuses import STEP_CHOICES

#: Rows that are the same question at every call.
type Rows = Callable[[], models.QuerySet[Any]]


@cache
def hidden_of(model: type[models.Model]) -> Rows:
    """The rows of ``model`` that may not be shown."""
    return lambda: model._default_manager.filter(hidden=True)


@cache
def _ids_of(rows: Rows) -> RawSQL:
    """Their ids as one array. The words never change: putting them together again for each question cost
    more than the answer.
    """
    words, params = rows().order_by().values("pk").query.sql_with_params()
    return RawSQL(f"ARRAY({words})", params)  # noqa: S611 - the words are those of a queryset


def any_of(column: str, rows: Rows) -> Q:
    """Rows whose ``column`` names one of ``rows``; quicker to plan than one more join.

    ``rows`` are read once, before the others, whatever way those are read: PostgreSQL would count a
    subquery of its own for each look into an index, and rather read the whole table.
    """
    return one_of(column, _ids_of(rows))


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


def none_of(column: str, rows: Rows) -> Q:
    """Rows whose ``column`` is empty or names none of ``rows``, asked as by ``any_of``."""
    return Q(**{column: None}) | ~any_of(column, rows)


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

    def known_on(self, day: date) -> Self:
        """The states one could know from what was published up to the end of ``day``."""
        return self.filter(known__contains=day)


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
