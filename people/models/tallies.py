"""How many known moves each company, and each kind of move, has in a year: counted as moves are written, not when they are asked about."""

from collections.abc import Callable

import pgtrigger
from django.db import models
from django.db.models import Q

from companies.models import Organization
from tracker.kernel.triggers import after


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


#: SQL for whom a move counts: for everybody, and for each of its ends where these are two.
ENDS = (
    "VALUES (NULL::bigint, true), (from_company_id, from_company_id <> to_company_id),"
    " (to_company_id, from_company_id <> to_company_id)"
)


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


def in_step(name: str, write: str, counts: Callable[..., str]) -> list[pgtrigger.Trigger]:
    """Triggers that ``write`` what ``counts`` says of the rows that were added and of those that are gone."""

    def trigger(
        way: str, when: pgtrigger.Operation, *rows: tuple[str, int], **of: str
    ) -> pgtrigger.Trigger:
        return after(f"{name}_{way}", when, f"{write} {counts(*rows)}", **of)

    return [
        trigger("insert", pgtrigger.Insert, ("added", 1), new="added"),
        trigger("update", pgtrigger.Update, ("added", 1), ("gone", -1), old="gone", new="added"),
        trigger("delete", pgtrigger.Delete, ("gone", -1), old="gone"),
    ]


#: What keeps the tallies in step with the moves, whoever writes these and however.
TALLIED = in_step("tally", WRITE, counted)
