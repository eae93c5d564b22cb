"""How many known moves each company, and each kind of move, has in a year: counted as moves are written, not when they are asked about."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q, Sum

from companies.models import Organization
from tracker.kernel.hiding import hidden_of, none_of
from tracker.kernel.triggers import after


class TallyQuerySet(models.QuerySet["MoveTally"]):
    def in_years(self, first: int, last: int) -> Self:
        return self.filter(year__gte=first, year__lte=last)

    def busiest(self, most: int) -> tuple[int, dict[int, int]]:
        """All moves that stand, those that may not be shown among them; and the companies that may be shown with the
        most moves from or to others, with how many. One query.
        """
        found: dict[int | None, int] = dict(
            self.filter(none_of("company", hidden_of(Organization)))
            .values_list("company")
            .annotate(known=Sum("moves"))
            .filter(known__gt=0)
            .order_by("-known", "company")[: most + 1]
        )
        # No company has more than all have: where there is any move, the row without one is among these.
        every = found.pop(None, 0)
        companies = [(pk, known) for pk, known in found.items() if pk is not None]
        return every, dict(companies[:most])


class MoveTally(models.Model):
    """So many moves more, or fewer, of a company in a year; what is known is the sum of its rows.

    Moves that stand, hidden ones too, by the year of their day for ordering. A row with a company counts
    those from or to another one; a row without counts every move of one kind, status and rank. A row is written in the transaction that
    writes its moves and never changed, so that settling waits for nobody else's count.
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
    #: Of a row without a company; empty beside one.
    kind = models.CharField(max_length=12, blank=True, default="", db_default="")
    status = models.CharField(max_length=9, blank=True, default="", db_default="")
    seniority = models.PositiveSmallIntegerField(default=0, db_default=0)
    moves = models.IntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["year"], include=["company", "moves"], name="people_tally"),
            models.Index(
                fields=["year"],
                include=["kind", "status", "seniority", "moves"],
                condition=Q(company=None),
                name="people_tally_by_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company or 'everybody'}, {self.year}: {self.moves:+}"


def counted(*rows: tuple[str, int]) -> str:
    """SQL for the sums of some rows of moves, each kind of row with the number it counts for."""
    moves = " UNION ALL ".join(
        "SELECT from_company_id, to_company_id, sort_on, kind, status, seniority,"  # noqa: S608 - our own names
        f" {number} AS number FROM {name} WHERE NOT withdrawn"
        for name, number in rows
    )
    return (
        "SELECT ends.company_id, extract(year FROM sort_on)::smallint AS year,"  # noqa: S608
        " ends.kind, ends.status, ends.seniority, sum(number) AS moves"
        f" FROM ({moves}) made CROSS JOIN LATERAL (VALUES"
        " (NULL::bigint, true, kind, status, seniority),"
        " (from_company_id, from_company_id <> to_company_id, '', '', 0),"
        " (to_company_id, from_company_id <> to_company_id, '', '', 0))"
        " ends (company_id, counts, kind, status, seniority)"
        " WHERE ends.counts GROUP BY 1, 2, 3, 4, 5 HAVING sum(number) <> 0"
    )


WRITE = "INSERT INTO people_movetally (company_id, year, kind, status, seniority, moves)"


def _trigger(
    name: str, when: pgtrigger.Operation, *rows: tuple[str, int], **of: str
) -> pgtrigger.Trigger:
    return after(name, when, f"{WRITE} {counted(*rows)}", **of)


#: What keeps the tallies in step with the moves, whoever writes these and however.
TALLIED = [
    _trigger("tally_insert", pgtrigger.Insert, ("added", 1), new="added"),
    _trigger("tally_update", pgtrigger.Update, ("added", 1), ("gone", -1), old="gone", new="added"),
    _trigger("tally_delete", pgtrigger.Delete, ("gone", -1), old="gone"),
]
