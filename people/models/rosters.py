"""At which companies and units posts or reporting lines have changed lately, whose, and in which transaction: by this a
process that keeps what it has read of a company knows what of it still stands.
"""

import pgtrigger
from django.db import models
from django.db.models.functions import Now

from companies.models import Organization
from tracker.kernel.triggers import after


class RosterChange(models.Model):
    """A transaction wrote a person's posts or reporting lines at an organization; without an organization, what concerns
    those of all, and without a person, those of anybody.

    Rows are written by triggers and never changed, so that nobody waits for anybody, and are of use for as long as
    something that was read before them may be kept (``people.rosters``).
    """

    organization = models.ForeignKey(
        Organization,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    person = models.ForeignKey(
        "people.Person",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    #: The number of the transaction, as ``pg_current_xact_id`` gives it.
    xact = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["xact", "organization", "person"],
                nulls_distinct=False,
                name="people_roster_change_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id or 'anybody'} at {self.organization_id or 'any'} in {self.xact}"


_WRITE = "INSERT INTO people_rosterchange (organization_id, person_id, xact)"
_XACT = "pg_current_xact_id()::text::bigint"


def noted(concerned: str) -> list[pgtrigger.Trigger]:
    """Triggers that tell of every way of writing a table. ``concerned`` is a query for the organizations that its rows
    concern, and whose they are; in it ``{}`` stands for the rows that were written.
    """

    def trigger(name: str, when: pgtrigger.Operation, **rows: str) -> pgtrigger.Trigger:
        written = " UNION ALL ".join(concerned.format(one) for one in rows.values())
        ids = f"SELECT DISTINCT id, who, {_XACT} FROM ({written}) written (id, who)"  # noqa: S608 - our own names
        func = f"{_WRITE} {ids} WHERE id IS NOT NULL ON CONFLICT DO NOTHING"
        return after(name, when, func, **rows)

    return [
        trigger("roster_insert", pgtrigger.Insert, new="added"),
        trigger("roster_update", pgtrigger.Update, old="gone", new="added"),
        trigger("roster_delete", pgtrigger.Delete, old="gone"),
    ]


#: By the slug people of one rank are put in order.
SLUG_NOTED = pgtrigger.Trigger(
    name="roster_slug",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("slug"),  # type: ignore[no-untyped-call]
    condition=pgtrigger.AnyChange("slug"),
    func=f"{_WRITE} VALUES (NULL, NULL, {_XACT}) ON CONFLICT DO NOTHING; RETURN NULL;",
)
