"""Settle: every fact of the subjects, judged again from all their accepted claims."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched

from django.db import models, transaction

from people.models import Founding, ReportingLine, Statement
from people.services import Ends, derive_moves_of
from tracker.claims.models import Claim
from tracker.claims.overdue import OVERDUE, release
from tracker.claims.settling.conflicts import (
    Contradictions,
    Mark,
    change_who_gives_way,
    marks_on,
    places_of,
    posts_at,
)
from tracker.claims.settling.deeds import settle_foundings, settle_statements
from tracker.claims.settling.giving_way import Hearing
from tracker.claims.settling.happenings import settle_happenings
from tracker.claims.settling.posts import keep_lines, keep_positions
from tracker.claims.settling.reading_claims import Somebody, hold_people
from tracker.claims.settling.writing import Kept, lock
from tracker.claims.talk import judge_talk_again
from tracker.kernel.planned import plan_once

SETTLED_AT_ONCE = 100


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


def hold(subjects: Subjects, *, posts: Iterable[int] = ()) -> set[int]:
    """Lock what settling the subjects touches, until the transaction is over; returns all people meant.

    With them come those whose posts stand against theirs. ``posts`` are more companies whose posts
    are to be locked.
    """
    return _locked(subjects, posts)[0]


def _locked(subjects: Subjects, posts: Iterable[int] = ()) -> tuple[set[int], set[int]]:
    """The people and the companies whose posts are locked."""
    places = places_of(subjects.people)
    everybody = subjects.people | places.rivals
    if places.rivals:
        places = places_of(everybody)
    companies = set(places.companies) | set(posts)
    lock(
        *(posts_at(pk) for pk in companies),
        *(f"person:{pk}" for pk in everybody),
        *(f"organization:{pk}" for pk in subjects.organizations),
    )
    return everybody, companies


@transaction.atomic
def settle(subjects: Subjects) -> None:
    """Settle all facts of the subjects. Settling again, in any order, gives the same facts.

    A claim that contradicts what is settled is marked and queued; it never makes settling fail. Who
    gave way to somebody else's post is judged anew with them, so the outcome is the same whoever
    came first.
    """
    plan_once()
    everybody, companies = _locked(subjects)
    contradictions = Contradictions()
    marks: list[Mark] = []
    if subjects.organizations:
        organizations = sorted(subjects.organizations)
        marks += marks_on((), organizations)
        settle_happenings(organizations, contradictions)
    if everybody:
        heard = _hear(subjects.people, everybody, companies)
        marks += heard.marks
        _settle_people(heard, contradictions)
    overdue = {mark.claim for mark in marks if mark.reason.startswith(OVERDUE) and not mark.decided}
    released = release(overdue)
    contradictions.write(mark for mark in marks if mark.claim not in released)


@dataclass(frozen=True, slots=True)
class _Heard:
    """Whose facts are settled: ``people``, as they are on record, by what was heard; and the marks their claims bear still."""

    people: dict[int, Somebody]
    hearing: Hearing
    marks: list[Mark]


def _hear(people: set[int], everybody: set[int], companies: set[int]) -> _Heard:
    """Judge who gives way once ``everybody`` is heard, and mark it: ``people`` are settled, and whoever that concerns."""
    on_record = hold_people(everybody)
    people = people | judge_talk_again([pk for pk, one in on_record.items() if one.stub])
    on_record |= hold_people(people - on_record.keys())
    hearing = Hearing({pk: one.slug for pk, one in on_record.items()}, companies)
    marks = marks_on(on_record, ())
    gave_way = {mark.claim: mark.reason for mark in marks if mark.contradicting}
    if hearing.others:
        on_record |= hold_people(hearing.others)
        marks += marks_on(hearing.others, ())
    changed = change_who_gives_way(gave_way, hearing.aside)
    whose = {mark.claim: mark.person for mark in marks} | hearing.whose
    concerned = people | {person for claim in changed if (person := whose[claim]) is not None}
    return _Heard(
        {person: on_record[person] for person in sorted(concerned & on_record.keys())},
        hearing,
        [mark for mark in marks if mark.claim not in changed and mark.person in concerned],
    )


def _settle_people(heard: _Heard, contradictions: Contradictions) -> None:
    told = heard.hearing.told
    people = list(heard.people)
    posts = {person: heard.hearing.posts[person] for person in people}

    def have(kind: type[models.Model]) -> bool:
        return told.about(kind) or any(kind in one.kinds for one in heard.people.values())

    foundings = settle_foundings(people, told, contradictions) if have(Founding) else []
    if have(Statement):
        settle_statements(people, told, contradictions)
    for of_person in posts.values():
        contradictions.add_all(of_person.contradictions)
    positions = keep_positions(posts)
    if have(ReportingLine):
        keep_lines(posts)
    derive_moves_of(people=people, ends=_ends(positions, foundings))


def _ends(positions: Iterable[Kept], foundings: Iterable[Kept]) -> dict[int, Ends]:
    """What moves are derived from, of positions and foundings just settled."""
    ends: dict[int, Ends] = defaultdict(Ends)
    for one in positions:
        of_person = ends[one.subject]
        of_person.positions[one.pk] = one.columns
        of_person.position_states += [(one.pk, known, columns) for known, columns in one.states]
    for one in foundings:
        of_person = ends[one.subject]
        of_person.foundings[one.pk] = one.columns
        of_person.founding_states += [(one.pk, known, columns) for known, columns in one.states]
    return ends


def batches_of(subjects: Subjects) -> list[Subjects]:
    """The subjects in parts that are each settled at once: what those of a part have in common is read once."""
    return [
        *(Subjects(organizations=set(some)) for some in _some(subjects.organizations)),
        *(Subjects(people=set(some)) for some in _some(subjects.people)),
    ]


def _some(subjects: Iterable[int]) -> Iterator[tuple[int, ...]]:
    return batched(sorted(subjects), SETTLED_AT_ONCE, strict=False)


def settle_everything() -> int:
    """Settle every subject that has claims, a hundred in a transaction; returns how many there were."""
    subjects = Claim.objects.accepted()
    people = set(subjects.exclude(person=None).values_list("person", flat=True))
    organizations = set(
        subjects.filter(person=None)
        .exclude(organization=None)
        .values_list("organization", flat=True)
    )
    for batch in batches_of(Subjects(people, organizations)):
        settle(batch)
    return len(people) + len(organizations)


__all__ = ["Subjects", "batches_of", "hold", "settle", "settle_everything", "subjects_of"]
