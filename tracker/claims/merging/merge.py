"""Merge two people, companies or units."""

from collections import Counter

import pghistory
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Max

from companies.models import Organization, OrganizationName
from people.models import Person, PersonName
from tracker.claims.merging.alone import (
    alone,
    claims_naming,
    hold_all,
    remembering,
    subjects_of_claims,
)
from tracker.claims.merging.places import place
from tracker.claims.merging.refusals import refuse
from tracker.claims.merging.relations import Record, carry_over
from tracker.claims.merging.triggers import SETTING
from tracker.claims.models import Claim, Merge
from tracker.claims.settling.settle import Subjects, settle

#: What a winner takes over where it has nothing of its own.
_BLANKS = {
    Person: ("wikidata", "orcid"),
    Organization: ("name", "wikidata", "country", "founded", "website"),
}
#: Of one kind only one record may have it, so the loser gives it up.
_ONLY_ONCE = ("wikidata",)


def merge_people(
    *, winner: Person, loser: Person, editor: User, why: str, although_items_differ: bool = False
) -> Merge:
    """Make two records of one person one: whatever names ``loser`` names ``winner`` from now on.

    Raises CannotMerge, with the reason, where they may not be merged.
    """
    return _merge(winner, loser, editor, why, although_items_differ=although_items_differ)


def merge_organizations(
    *,
    winner: Organization,
    loser: Organization,
    editor: User,
    why: str,
    although_items_differ: bool = False,
) -> Merge:
    """Make two records of one company or unit one; either may be a company, or a unit of any.

    Raises CannotMerge, with the reason, where they may not be merged.
    """
    return _merge(winner, loser, editor, why, although_items_differ=although_items_differ)


def _merge(
    winner: Record, loser: Record, editor: User, why: str, *, although_items_differ: bool
) -> Merge:
    def work() -> Merge:
        first, second = _fresh(winner), _fresh(loser)
        refuse(first, second, although_items_differ=although_items_differ)
        claims = claims_naming(second)
        hold_all(subjects_of_claims(claims), first, second, first_company(first))
        newest = Claim.objects.aggregate(newest=Max("pk"))["newest"] or 0
        kind = "person" if isinstance(first, Person) else "organization"
        merge = Merge.objects.create(
            **{f"winner_{kind}": first, f"loser_{kind}": second},
            why=why,
            merged_by=editor,
            last_claim=newest,
        )
        remembering(SETTING, str(merge.pk))
        with pghistory.context(merge=merge.pk, why=why):
            _join(first, second, claims)
        remembering(SETTING, "")
        merge.moved = _counted(merge)
        merge.save(update_fields=["moved"])
        return merge

    return alone(work)


def first_company(record: Record) -> Record:
    """The company on top of a unit, else the record itself."""
    return record.company if isinstance(record, Organization) else record


def _fresh(record: Record) -> Record:
    """The row as it is now that nobody else may merge it."""
    found: Record = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    return found


def _join(winner: Record, loser: Record, claims: set[int]) -> None:
    _keep_names(winner, loser)
    if isinstance(winner, Organization) and isinstance(loser, Organization):
        place(loser, winner)
    carry_over(loser, winner)
    _fill_blanks(winner, loser)
    subjects = subjects_of_claims(claims)
    _add(subjects, loser)
    _add(subjects, winner)
    settle(subjects)
    # Last, so that undoing it is first: what names a merged record is turned to the winner.
    type(loser)._default_manager.filter(pk=loser.pk).update(merged_into=winner)


def _add(subjects: Subjects, record: Record) -> None:
    (subjects.people if isinstance(record, Person) else subjects.organizations).add(record.pk)


def _keep_names(winner: Record, loser: Record) -> None:
    """The loser's name is an alias of the winner, so that the next article attaches there."""
    if not loser.name:
        return
    if isinstance(winner, Person):
        PersonName.objects.get_or_create(person=winner, name=loser.name)
        return
    undated = OrganizationName.objects.filter(organization_id=loser.pk, since=None, until=None)
    undated.update(alias=True)
    if not OrganizationName.objects.filter(
        organization__in=[winner.pk, loser.pk], name=loser.name
    ).exists():
        OrganizationName.objects.create(organization=winner, name=loser.name, alias=True)


def _fill_blanks(winner: Record, loser: Record) -> None:
    taken = [
        name
        for name in _BLANKS[type(winner)]
        if getattr(winner, name) in ("", None) and getattr(loser, name) not in ("", None)
    ]
    values = {name: getattr(loser, name) for name in taken}
    given_up = {name: "" for name in taken if name in _ONLY_ONCE}
    if given_up:
        type(loser)._default_manager.filter(pk=loser.pk).update(**given_up)
    if winner.stub and not loser.stub:
        values["stub"] = False
    if values:
        type(winner)._default_manager.filter(pk=winner.pk).update(**values)


def _counted(merge: Merge) -> dict[str, int]:
    """How many rows of each table went over, by the table's words."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT "table", count(DISTINCT key) FROM claims_mergechange'
            ' WHERE merge_id = %s AND before IS NOT NULL GROUP BY "table"',
            [merge.pk],
        )
        found = Counter(dict(cursor.fetchall()))
    return {
        table: count
        for table, count in sorted(found.items())
        if not table.endswith("state")
        and table not in ("claims_claim_positions", "people_movestate")
    }
