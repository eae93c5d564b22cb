"""How many moves of each company and year one could know of on any day: counted as the states of moves are written."""

from django.db import models
from django.db.models import Q

from companies.models import Organization
from people.models.tallies import ENDS, in_step


class KnownTally(models.Model):
    """So many moves more, or fewer, of a company in a year, as one could know from a month or a year on.

    Counted are the states of moves, by the year of their day for ordering, whether or not they may be shown. A row with a
    company counts those from or to another one; a row without counts all. A state counts from the day on which it came
    to be known, and is taken off on the day on which it ceased to be; both stand in a row of that month (``monthly``)
    and in one of that year. What one could know on a day is the sum of the years before, of the months
    before in its year, and of the states of its month. A row is never changed, as those of other tallies.
    """

    company = models.ForeignKey(
        Organization,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    year = models.SmallIntegerField()
    #: The first day of the month or year in which it came to be so.
    since = models.DateField()
    monthly = models.BooleanField()
    moves = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["year", "since"],
                include=["company", "moves"],
                condition=Q(monthly=False),
                name="people_known_in_years",
            ),
            models.Index(
                fields=["since", "year"],
                include=["company", "moves"],
                condition=Q(monthly=True),
                name="people_known_in_months",
            ),
        ]

    def __str__(self) -> str:
        span = "month" if self.monthly else "year"
        whose = f"{self.company or 'everybody'}, {self.year}"
        return f"{whose}, from the {span} of {self.since} on: {self.moves:+}"


def counted_known(*rows: tuple[str, int]) -> str:
    """SQL for the sums of some rows of states, each kind of row with the number it counts for."""
    states = " UNION ALL ".join(
        f"SELECT from_company_id, to_company_id, sort_on, known, {number} AS number FROM {name}"  # noqa: S608 - our own names
        for name, number in rows
    )
    return (
        "SELECT ends.company_id, extract(year FROM sort_on)::smallint AS year,"  # noqa: S608
        " date_trunc(spans.span, days.day::timestamp)::date AS since, spans.monthly, sum(number * days.sign) AS moves"
        f" FROM ({states}) made CROSS JOIN LATERAL ({ENDS}) ends (company_id, counts)"
        " CROSS JOIN LATERAL (VALUES (lower(known), 1), (upper(known), -1)) days (day, sign)"
        " CROSS JOIN (VALUES ('month', true), ('year', false)) spans (span, monthly)"
        " WHERE ends.counts AND days.day IS NOT NULL"
        " GROUP BY 1, 2, 3, 4 HAVING sum(number * days.sign) <> 0"
    )


WRITE_KNOWN = "INSERT INTO people_knowntally (company_id, year, since, monthly, moves)"


#: What keeps these tallies in step with the states of moves, whoever writes those and however.
KNOWN_TALLIED = in_step("known", WRITE_KNOWN, counted_known)
