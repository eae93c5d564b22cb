"""Periods that are known in part: since when, until when, and how firmly either end is told."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, DateField, F, Func, Q, Value, When
from django.db.models.functions import Coalesce

from tracker.kernel.facts import FactQuerySet, StateQuerySet
from tracker.kernel.fields import PartialDateField
from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import STEP_CHOICES, Status

#: A period with no end known counts as certain for this long after it was last confirmed; with one that was announced or
#: reported for a day as possible for this long after that day.
CONFIRMATION_HOLDS_MONTHS = 24
#: A start that is told without its first day lies at most so long before the first word of it.
START_IS_NEWS_MONTHS = 12
#: The same as spans of days, at most.
CONFIRMATION_HOLDS = timedelta(days=366 * CONFIRMATION_HOLDS_MONTHS // 12)
START_IS_NEWS = timedelta(days=366 * START_IS_NEWS_MONTHS // 12)
#: Columns that follow from others, which a history of edits need not repeat.
COMPUTED = ["overtaken", "possible", "certain"]


class EndState(models.TextChoices):
    """What is known about an end."""

    KNOWN = "known", "Known"
    ENDED = "ended", "Ended, day unknown"
    OPEN = "open", "No end known"


class _Days(Func):
    """A ``daterange`` over the period's own columns; the template names them."""

    arity = 0
    output_field = DateRangeField()


#: The functions behind ``possible`` and ``certain``. They stand beside the tables, for PostgreSQL reads a column's own
#: expression anew with every statement that writes. Rows are computed when they are written: a migration that replaces
#: these drops and adds the columns too.
POSSIBLE_DAYS = f"""
CREATE OR REPLACE FUNCTION possible_days(
    begun daterange, over daterange, start_status text, end_status text, start_told date, start_first date,
    confirmed_first date, overtaken daterange DEFAULT NULL, confirmed_last date DEFAULT NULL
) RETURNS daterange LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    -- A start whose earliest day is unknown ("by May") lies at most so long before the first word of the period: less
    -- where somebody tells that the post was taken up than where it is only said to be held. What is still to come when
    -- it is first told of cannot have begun before that day.
    since date := CASE
        WHEN lower(begun) IS NOT NULL THEN lower(begun)
        WHEN start_status IN ('rumoured', 'announced') THEN LEAST(start_told, start_first, confirmed_first, upper(begun) - 1)
        ELSE (LEAST(start_told, start_first, confirmed_first, upper(begun) - 1, lower(over), upper(over) - 1)
              - CASE start_status WHEN '' THEN interval '{CONFIRMATION_HOLDS_MONTHS} months'
                                  ELSE interval '{START_IS_NEWS_MONTHS} months' END)::date
    END;
    -- An end that was announced or reported for a day, and that nobody confirms, is doubted so long after it, and after the
    -- last word of the period.
    told_until date := CASE
        WHEN end_status = 'done' THEN upper(over) - 1
        WHEN end_status IN ('announced', 'reported') AND over IS NOT NULL
            THEN (GREATEST(COALESCE(upper(over) - 1, lower(over)), confirmed_last, upper(begun) - 1)
                  + interval '{CONFIRMATION_HOLDS_MONTHS} months')::date
    END;
    until date := LEAST(told_until, upper(overtaken) - 1);
BEGIN
    IF start_status IN ('denied', 'reversed') OR until <= since THEN
        RETURN 'empty';
    END IF;
    RETURN daterange(since, until);
END $$
"""
CERTAIN_DAYS = f"""
CREATE OR REPLACE FUNCTION certain_days(
    begun daterange, over daterange, start_status text, end_status text, confirmed_first date, confirmed_last date,
    overtaken daterange DEFAULT NULL
) RETURNS daterange LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    since date := GREATEST(lower(begun), LEAST(upper(begun) - 1, confirmed_first));
    held date := (GREATEST(confirmed_last, upper(begun) - 1) + interval '{CONFIRMATION_HOLDS_MONTHS} months')::date;
    told_until date := CASE
        -- Of an end "by May" only the last word of the period says that it was not over before.
        WHEN end_status = 'done' AND lower(over) IS NOT NULL THEN lower(over)
        WHEN end_status = 'done' AND COALESCE(confirmed_last, upper(begun)) IS NOT NULL
            THEN LEAST(GREATEST(confirmed_last, upper(begun) - 1) + 1, upper(over) - 1)
        WHEN end_status = 'done' THEN NULL
        WHEN end_status IN ('announced', 'reported') THEN LEAST(COALESCE(lower(over), upper(over) - 1), held)
        ELSE held
    END;
    until date := LEAST(told_until, lower(overtaken));
BEGIN
    IF start_status NOT IN ('done', '') OR since IS NULL OR told_until IS NULL OR until <= since THEN
        RETURN 'empty';
    END IF;
    RETURN daterange(since, until);
END $$
"""
_POSSIBLE = (
    'possible_days("start", "end", "start_status", "end_status", "start_told_on", "start_first_on", '
    '"confirmed_first", "overtaken", "confirmed_last")'
)
_CERTAIN = (
    'certain_days("start", "end", "start_status", "end_status", "confirmed_first", "confirmed_last", '
    '"overtaken")'
)


class Period(models.Model):
    """Columns of a fact that lasts.

    ``end`` is the day of the change, the first day *not* held; ``last_day_held`` is what pages say.
    A report about an end never changes the start. ``confirmed_first`` and ``confirmed_last`` are the
    first and last publication days of claims that say it holds. ``overtaken`` are the days on which
    what put an end to it, though nobody tells of its end, may have begun (``people.overtaking``).
    ``possible`` and ``certain`` are the days on which it may have been, and surely was, in force; the
    database computes them.
    """

    start = PartialDateField(null=True, blank=True)
    end = PartialDateField(null=True, blank=True)
    end_state = models.CharField(max_length=5, choices=EndState, default=EndState.OPEN)
    start_status = models.CharField(max_length=9, choices=STEP_CHOICES, blank=True)
    end_status = models.CharField(max_length=9, choices=STEP_CHOICES, blank=True)
    start_told_on = models.DateField(null=True, blank=True)
    end_told_on = models.DateField(null=True, blank=True)
    disputed = models.BooleanField(default=False)
    confirmed_first = models.DateField(null=True, blank=True)
    confirmed_last = models.DateField(null=True, blank=True)
    start_origins = models.PositiveSmallIntegerField(default=0)
    start_first_outlet = models.SlugField(max_length=80, blank=True, db_index=False)
    start_first_on = models.DateField(null=True, blank=True)
    end_origins = models.PositiveSmallIntegerField(default=0)
    end_first_outlet = models.SlugField(max_length=80, blank=True, db_index=False)
    end_first_on = models.DateField(null=True, blank=True)
    overtaken = PartialDateField(null=True, blank=True)
    possible = models.GeneratedField(
        expression=_Days(template=_POSSIBLE), output_field=DateRangeField(), db_persist=True
    )
    certain = models.GeneratedField(
        expression=_Days(template=_CERTAIN), output_field=DateRangeField(), db_persist=True
    )

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(end__endswith__gt=F("start__startswith")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(end_state=EndState.KNOWN, end__isnull=False)
                | Q(end_state=EndState.OPEN, end=None)
                | Q(end_state=EndState.ENDED, end=None)
                | Q(end_state=EndState.ENDED, end__startswith=None),
                name="%(app_label)s_%(class)s_end_state_fits_the_end",
            ),
            models.CheckConstraint(
                condition=~Q(end_status=Status.DONE) | ~Q(end_state=EndState.OPEN),
                name="%(app_label)s_%(class)s_done_end_is_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(end_state=EndState.ENDED) | Q(end_status=Status.DONE),
                name="%(app_label)s_%(class)s_ended_is_done",
            ),
        ]

    @property
    def last_day_held(self) -> PartialDate | None:
        """The end as pages and API give it; None when no end is known."""
        return self.end.last_day_held() if self.end is not None else None


def earliest_day(column: str) -> Func:
    """The first day that a partial date allows; null for none."""
    return Func(F(column), function="lower", output_field=DateField())


def latest_day(column: str) -> Func:
    """The last day that a partial date allows; null for none."""
    return Func(F(column), template="(upper(%(expressions)s) - 1)", output_field=DateField())


#: Stands for a day that is not known at all.
LONG_AGO = date.min
#: The day by which periods are put in order, in words of the database; never null.
DAY_OF_PERIOD = Coalesce(
    latest_day("start"),
    earliest_day("start"),
    "start_told_on",
    "start_first_on",
    "confirmed_first",
    latest_day("end"),
    earliest_day("end"),
    "end_told_on",
    "end_first_on",
    Value(LONG_AGO),
)


class TimeQuerySet[M: models.Model](models.QuerySet[M]):
    """The questions of time that the field asks."""

    def as_of(self, day: date) -> Self:
        """Rows that were, or may have been, in force on ``day``; ``holds`` says which:
        ``certain`` or ``possible``.
        """
        return self.filter(possible__contains=day).annotate(
            holds=Case(
                When(certain__contains=day, then=Value("certain")),
                default=Value("possible"),
                output_field=models.CharField(),
            )
        )

    def certain_on(self, day: date) -> Self:
        """Rows that were surely in force on ``day``: what counts count."""
        return self.filter(certain__contains=day)

    def between(self, first: date, last: date) -> Self:
        """Rows that may have been in force on some day from ``first`` to ``last``, both counted."""
        return self.filter(possible__overlap=DateRange(first, last + timedelta(days=1), "[)"))

    def newest_first(self) -> Self:
        """By the day of the start, unknown starts last."""
        return self.order_by(F("start__startswith").desc(nulls_last=True), "-pk")


class PeriodQuerySet[M: models.Model](TimeQuerySet[M], FactQuerySet[M]):  # type: ignore[override]
    """What can be asked of a fact that lasts."""


class PeriodStateQuerySet[M: models.Model](TimeQuerySet[M], StateQuerySet[M]):  # type: ignore[override]
    """What can be asked of the states of a fact that lasts: both clocks."""
