"""Foundings and statements, settled from one person's claims."""

from dataclasses import replace
from datetime import date

from companies.models import Organization
from people.models import Founding, Person, Statement
from people.models.deeds import FoundingState
from tracker.claims.models import Claim, ClaimType
from tracker.claims.settling.conflicts import Contradictions
from tracker.claims.settling.occurrences import Group, Happening, gather, join_unnamed, judge
from tracker.claims.settling.reading_claims import says_of
from tracker.claims.settling.says import Say, first_told, origins
from tracker.claims.settling.supporting import support, withdraw_others
from tracker.claims.settling.writing import (
    Columns,
    publication_days,
    spans,
    write_fact,
    write_states,
)
from tracker.kernel.slugs import slug_of
from tracker.kernel.statuses import Status


def shared_columns(happening: Happening) -> Columns:
    """The columns that every occurrence has."""
    return {
        "status": str(happening.status),
        "happened": happening.happened,
        "told_on": happening.told_on,
        "disputed": happening.disputed,
        "origins": happening.origins,
        "first_outlet": happening.first_outlet,
        "first_on": happening.first_on,
    }


def _says(person: Person, kind: ClaimType) -> list[Say]:
    claims = Claim.objects.accepted().filter(person=person, type=kind, contradicting=False)
    return says_of(claims.select_related("outlet", "article").order_by("key"))


def settle_foundings(person: Person, contradictions: Contradictions) -> None:
    """Judge what ``person`` founded; something still unnamed gets a described stub."""
    says = [
        replace(say, status=Status.DONE) if say.status in {Status.HELD, Status.FORMER} else say
        for say in _says(person, ClaimType.FOUNDED)
    ]
    means = join_unnamed(says)
    groups = gather(says, lambda say: means[say.key])
    rows = support("founding", {"person": person}, [_claims(group) for group in groups])
    # First, for a founding that is told by other claims now is one more row of the same two records.
    withdraw_others(Founding, {"person": person}, [row for row in rows if row is not None])
    kept = set()
    for group, row in zip(groups, rows, strict=True):
        happening = judge(group)
        if happening is None:
            continue
        contradictions.add(happening.contradicting, "gives another day for the same founding")
        organization = means[group.says[0].key] or _unnamed(person, group, row)
        founding = write_fact(
            Founding,
            row,
            {"person_id": person.pk, "organization_id": organization},
            shared_columns(happening),
        )
        kept.add(founding.pk)
        Claim.objects.filter(pk__in=_claims(group)).exclude(founding=founding).update(
            founding=founding
        )

        def known(day: date, group: Group = group) -> Happening | None:
            return judge(group, day)

        write_states(
            FoundingState,
            {"founding_id": founding.pk},
            [
                (days, shared_columns(then))
                for days, then in spans(publication_days(group.says), known)
            ],
        )
    withdraw_others(Founding, {"person": person}, kept)


def _unnamed(person: Person, group: Group, row: int | None) -> int:
    """The stub for something that has no name yet, described in the claims' words."""
    if row is not None:
        before = Founding.objects.select_related("organization").get(pk=row).organization
        if not before.name:
            return before.pk
    description = group.words("org_desc") or "start-up without a name yet"
    stem = slug_of(f"{person.slug} start-up")
    taken = Organization.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    stub = Organization.objects.create(
        slug=slug_of(stem, taken=taken), description=description[:300], stub=True
    )
    return stub.pk


def _claims(group: Group) -> frozenset[int]:
    return frozenset(say.claim for say in group.says)


def settle_statements(person: Person) -> None:
    """Judge what ``person`` said; one statement for each quotation, however often it is printed."""
    says = [say for say in _says(person, ClaimType.STATEMENT) if say.words.get("quote")]
    groups = gather(says, lambda _say: None)
    rows = support("statement", {"person": person}, [_claims(group) for group in groups])
    kept = set()
    for group, row in zip(groups, rows, strict=True):
        outlet, first_on = first_told(group.says)
        happening = judge(Group([replace(say, status=Status.DONE) for say in group.says]))
        columns: Columns = {
            "topic": group.words("topic")[:200],
            "quote": group.words("quote")[:1000],
            "status": str(Status.DONE),
            "happened": happening.happened if happening else None,
            "origins": origins(group.says),
            "first_outlet": outlet,
            "first_on": first_on,
        }
        statement = write_fact(Statement, row, {"person_id": person.pk}, columns)
        kept.add(statement.pk)
        Claim.objects.filter(pk__in=_claims(group)).exclude(statement=statement).update(
            statement=statement
        )
    withdraw_others(Statement, {"person": person}, kept)
