"""Foundings and statements, settled from people's claims."""

import re
from collections.abc import Sequence
from dataclasses import replace

from companies.models import Kind, Organization
from people.models import Founding, Person, Statement
from people.models.deeds import FoundingState
from tracker.claims.settling.conflicts import Contradictions
from tracker.claims.settling.occurrences import Group, Happening, gather, join_unnamed, judge
from tracker.claims.settling.reading_claims import SaysOfPeople
from tracker.claims.settling.says import Say, first_told, origins, pinned
from tracker.claims.settling.supporting import keep_happenings, queue_of_void
from tracker.claims.settling.writing import Columns, Facts, Kept, Shelf
from tracker.kernel.slugs import slug_of
from tracker.kernel.statuses import Status
from tracker.kernel.tables import Row

_FOUNDINGS = Shelf(Founding, "person_id", "founding_id", FoundingState)
_STATEMENTS = Shelf(Statement, "person_id", "statement_id")

_HEAD_ENDS = re.compile(r",| (?:for|of|on|in|to|that|which|with|outside) ")
_KIND_OF_HEAD = {
    **dict.fromkeys(
        ("institute", "institution", "centre", "center", "foundation"), Kind.FOUNDATION
    ),
    **dict.fromkeys(("tank", "charity", "nonprofit", "non-profit"), Kind.FOUNDATION),
    "fund": Kind.FUND,
    "university": Kind.UNIVERSITY,
}


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


def settle_foundings(
    people: Sequence[int], told: SaysOfPeople, contradictions: Contradictions
) -> list[Kept]:
    """Judge what these people founded, and return it; something still unnamed gets a described stub."""
    facts = Facts(_FOUNDINGS, people)
    for person in people:
        says = [
            replace(say, status=Status.DONE) if say.status in {Status.HELD, Status.FORMER} else say
            for say in told.of(person, Founding)
        ]
        means = join_unnamed(says)

        def identity(
            group: Group,
            row: Row | None,
            person: int = person,
            means: dict[str, int | None] = means,
        ) -> Columns:
            named = (means[say.key] for say in group.says if means[say.key] is not None)
            corrected = pinned(group.says, "organization")
            told = corrected.organization if corrected else next(named, None)
            organization = told or _unnamed(person, group, row)
            return {"person_id": person, "organization_id": organization}

        def meant(say: Say, means: dict[str, int | None] = means) -> int | None:
            return means[say.key]

        keep_happenings(
            facts,
            person,
            gather(says, meant),
            what="founding",
            identity=identity,
            columns=shared_columns,
            contradictions=contradictions,
        )
    return facts.write()


def _unnamed(person: int, group: Group, row: Row | None) -> int:
    """The stub for something that has no name yet, described in the claims' words."""
    if row is not None:
        before: int = row["organization_id"]
        if Organization.objects.filter(pk=before, name="").exists():
            return before
    description = group.words("org_desc") or "start-up without a name yet"
    stem = slug_of(f"{Person.objects.get(pk=person).slug} start-up")
    taken = Organization.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    stub = Organization.objects.create(
        slug=slug_of(stem, taken=taken),
        description=description[:300],
        kind=_kind_of(description),
        stub=True,
    )
    return stub.pk


def _kind_of(description: str) -> Kind:
    """What the words say that it is: "an institute for policy" is none of the companies, "a data centre operator" is one."""
    head = _HEAD_ENDS.split(description.lower(), maxsplit=1)[0].split()
    return _KIND_OF_HEAD.get(head[-1] if head else "", Kind.COMPANY)


def settle_statements(
    people: Sequence[int], told: SaysOfPeople, contradictions: Contradictions
) -> None:
    """Judge what these people said; one statement for each quotation, however often it is printed."""
    facts = Facts(_STATEMENTS, people)
    for person in people:
        says = [say for say in told.of(person, Statement) if say.words.get("quote")]
        found = gather(says, lambda _say: None)
        queue_of_void(found, contradictions)
        groups = [group for group in found if not group.void]
        rows = facts.assigned(person, [group.claims() for group in groups])
        for group, row in zip(groups, rows, strict=True):
            outlet, first_on = first_told(group.says)
            happening = judge(Group([replace(say, status=Status.DONE) for say in group.says]))
            if happening is not None:
                contradictions.add_pinned(happening.against_pins)
            columns: Columns = {
                "person_id": person,
                "topic": group.words("topic")[:200],
                "quote": group.words("quote")[:1000],
                "status": str(Status.DONE),
                "happened": happening.happened if happening else None,
                "origins": origins(group.says),
                "first_outlet": outlet,
                "first_on": first_on,
            }
            facts.keep(row, columns, group.claims())
    facts.write()
