"""Settle: every fact of the subjects, judged again from all their accepted claims."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from people.models import Founding, ReportingLine, Statement
from people.services import Ends, derive_moves_of
from tracker.claims.models import Claim
from tracker.claims.overdue import OVERDUE, release
from tracker.claims.settling.conflicts import (
    Contested,
    Contradictions,
    change_who_gives_way,
    forbid_overlaps,
    marks_on,
    places_of,
    posts_at,
    take_back,
)
from tracker.claims.settling.deeds import settle_foundings, settle_statements
from tracker.claims.settling.happenings import settle_happenings
from tracker.claims.settling.posts import settle_lines, settle_positions
from tracker.claims.settling.reading_claims import kinds_on_record, says_of_people
from tracker.claims.settling.writing import Kept, lock
from tracker.claims.talk import judge_talk_again
from tracker.kernel.tables import plan_once


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
    mine = subjects.people | (judge_talk_again(everybody) if everybody else set())
    organizations = sorted(subjects.organizations)
    marks = marks_on(everybody, organizations)
    if any(mark.contradicting for mark in marks):
        everybody = mine | _judge_who_gives_way(everybody, companies)
        marks = marks_on(everybody, organizations)
    else:
        everybody = mine
    contradictions, contested = Contradictions(), Contested(held=companies)
    ends: dict[int, Ends] = {}
    if organizations:
        settle_happenings(organizations, contradictions)
    if everybody:
        told = says_of_people(everybody)
        kinds = kinds_on_record(told)
        foundings = settle_foundings(told, contradictions) if Founding in kinds else []
        if Statement in kinds:
            settle_statements(told, contradictions)
        positions = settle_positions(told, contradictions, contested)
        if ReportingLine in kinds:
            settle_lines(told, contradictions, contested)
        ends = _ends(positions, foundings)
    overdue = {mark.claim for mark in marks if mark.reason.startswith(OVERDUE) and not mark.decided}
    released = release(overdue)
    contradictions.write(mark for mark in marks if mark.claim not in released)
    losers, _ = _settle_overlaps(contested)
    derive_moves_of(people=everybody | losers, ends=None if losers else ends)


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


def _settle_overlaps(
    contested: Contested, *, for_good: bool = True
) -> tuple[set[int], dict[int, str]]:
    """Let posts and lines give way until no rule between rows is broken; returns whose did, and the
    claims behind them, each with its reason.
    """
    losers: set[int] = set()
    aside: dict[int, str] = {}
    while (gave_way := forbid_overlaps(contested))[0]:
        people, claims = gave_way
        lock(*(f"person:{pk}" for pk in people))
        told = says_of_people(people)
        settle_positions(told, Contradictions(), contested, for_good=for_good)
        settle_lines(told, Contradictions(), contested, for_good=for_good)
        losers |= people
        aside |= claims
    return losers, aside


def _judge_who_gives_way(people: set[int], companies: Iterable[int]) -> set[int]:
    """Mark the claims that give way once all of ``people`` are heard again; returns whose changed. The
    posts at ``companies`` are locked.

    It is tried out and rolled back first: a claim that gives way as before is not touched.
    """
    before = {mark.claim: mark.reason for mark in marks_on(people, ()) if mark.contradicting}
    with transaction.atomic():
        take_back(people)
        told, contested = says_of_people(people), Contested(held=set(companies))
        settle_positions(told, Contradictions(), contested, for_good=False)
        settle_lines(told, Contradictions(), contested, for_good=False)
        _, after = _settle_overlaps(contested, for_good=False)
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


__all__ = ["Subjects", "hold", "settle", "settle_everything", "subjects_of"]
