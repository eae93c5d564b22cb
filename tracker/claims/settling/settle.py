"""Settle: every fact of the subjects, judged again from all their accepted claims."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from companies.models import Organization
from people.models import Person
from people.services import derive_moves
from tracker.claims.models import Claim
from tracker.claims.settling.conflicts import (
    Contradictions,
    change_who_gives_way,
    companies_of,
    forbid_overlaps,
    giving_way,
    posts_at,
    rivals_of,
    take_back,
)
from tracker.claims.settling.deeds import settle_foundings, settle_statements
from tracker.claims.settling.happenings import settle_events, settle_stakes
from tracker.claims.settling.posts import settle_lines, settle_positions
from tracker.claims.settling.writing import lock


@dataclass(slots=True)
class Subjects:
    """Whose facts are to be settled: people, and organizations."""

    people: set[int] = field(default_factory=set)
    organizations: set[int] = field(default_factory=set)

    def add(self, claim: Claim) -> None:
        """Take in every record whose facts ``claim`` may change."""
        if claim.person_id is not None:
            self.people.add(claim.person_id)
        elif claim.organization_id is not None:
            self.organizations.add(claim.organization_id)


def subjects_of(claims: Iterable[Claim]) -> Subjects:
    subjects = Subjects()
    for claim in claims:
        subjects.add(claim)
    return subjects


@transaction.atomic
def settle(subjects: Subjects) -> None:
    """Settle all facts of the subjects. Settling again, in any order, gives the same facts.

    A claim that contradicts what is settled is marked and queued; it never makes settling fail. Who
    gave way to somebody else's post is judged anew with them, so the outcome is the same whoever
    came first.
    """
    everybody = subjects.people | rivals_of(subjects.people)
    lock(
        *(posts_at(pk) for pk in companies_of(everybody)),
        *(f"person:{pk}" for pk in everybody),
        *(f"organization:{pk}" for pk in subjects.organizations),
    )
    everybody |= _judge_who_gives_way(everybody)
    contradictions = Contradictions()
    for organization in Organization.objects.filter(pk__in=subjects.organizations).order_by("pk"):
        settle_events(organization, contradictions)
        settle_stakes(organization, contradictions)
    people = list(Person.objects.filter(pk__in=everybody).order_by("pk"))
    for person in people:
        settle_foundings(person, contradictions)
        settle_statements(person)
        settle_positions(person, contradictions)
        settle_lines(person, contradictions)
    contradictions.write(everybody, subjects.organizations)
    losers = _settle_overlaps(people)
    for person in {person.pk: person for person in [*people, *losers]}.values():
        derive_moves(person=person)


def _settle_overlaps(people: Sequence[Person]) -> list[Person]:
    """Let posts and lines give way until no rule between rows is broken; returns whose did."""
    losers: dict[int, Person] = {}
    while gave_way := forbid_overlaps([*people, *losers.values()]):
        lock(*(f"person:{person.pk}" for person in gave_way))
        for person in gave_way:
            settle_positions(person, Contradictions())
            settle_lines(person, Contradictions())
        losers |= {person.pk: person for person in gave_way}
    return list(losers.values())


def _judge_who_gives_way(people: set[int]) -> set[int]:
    """Mark the claims that give way once all of ``people`` are heard again; returns whose changed.

    It is tried out and rolled back first: a claim that gives way as before is not touched.
    """
    before = giving_way()
    if not Claim.objects.filter(pk__in=before, person__in=people).exists():
        return set()
    with transaction.atomic():
        take_back(people)
        heard = list(Person.objects.filter(pk__in=people).order_by("pk"))
        for person in heard:
            settle_positions(person, Contradictions())
            settle_lines(person, Contradictions())
        _settle_overlaps(heard)
        after = giving_way()
        transaction.set_rollback(True)
    return change_who_gives_way(before, after)


def settle_everything() -> int:
    """Settle every subject that has claims, one transaction each; returns how many there were."""
    subjects = Claim.objects.accepted()
    people = set(subjects.exclude(person=None).values_list("person", flat=True))
    organizations = set(
        subjects.filter(person=None)
        .exclude(organization=None)
        .values_list("organization", flat=True)
    )
    for pk in sorted(organizations):
        settle(Subjects(organizations={pk}))
    for pk in sorted(people):
        settle(Subjects(people={pk}))
    return len(people) + len(organizations)


__all__ = ["Subjects", "settle", "settle_everything", "subjects_of"]
