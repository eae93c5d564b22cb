"""What a decision would change: settled for a trial, looked at, and rolled back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import OperationalError, connection, models, transaction
from django.db.models import Q

from companies.models import OrgEvent, Stake
from people.models import Founding, Move, Position, ReportingLine, Statement
from tracker.claims.models import Claim, Decision
from tracker.claims.models.claim import CONTRADICTS
from tracker.claims.review.choices import Records, attach
from tracker.claims.settling.conflicts import giving_way, places_of
from tracker.claims.settling.settle import Subjects, settle, subjects_of

type Facts = dict[tuple[str, int], models.Model]

#: A trial waits no longer for somebody who is settling the same records, and takes no longer.
LONGEST_WAIT = "400ms"
LONGEST_TRIAL = "3s"

_ONCE = ("status", "happened", "told_on", "disputed", "origins")
_LASTS = (
    "start",
    "end",
    "end_state",
    "start_status",
    "end_status",
    "start_told_on",
    "end_told_on",
    "disputed",
    "confirmed_last",
    "start_origins",
    "end_origins",
)
#: What is compared of each fact.
COMPARED: dict[str, tuple[str, ...]] = {
    "Position": ("title", "unit_id", "stated_origin_id", "stated_destination_id", *_LASTS),
    "ReportingLine": ("manager_id", "kind", *_LASTS),
    "Founding": ("organization_id", *_ONCE),
    "Statement": (*_ONCE, "topic", "quote"),
    "OrgEvent": (
        *_ONCE,
        "unit_id",
        "into_id",
        "lead_id",
        "count",
        "percent",
        "amount_usd",
        "valuation_usd",
        "purpose",
    ),
    "Stake": ("target_id", *_ONCE, "percent", "amount_usd"),
    "Move": (
        "kind",
        "status",
        "from_company_id",
        "to_company_id",
        "unit_id",
        "title",
        "happened",
        "disputed",
    ),
}


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact or move before and after; None where there is none."""

    kind: str
    before: models.Model | None
    after: models.Model | None


@dataclass(frozen=True, slots=True)
class Trial:
    """What would change. ``untried`` says why it could not be tried out."""

    changes: tuple[FactChange, ...] = ()
    #: Claims that would be queued because they contradict, and those whose contradiction would end.
    contradicting: int = 0
    reconciled: int = 0
    untried: str = ""


def try_acceptance(
    claim: Claim, *, records: Records | None = None, editor: User | None = None
) -> Trial:
    """What accepting ``claim`` would change, attached to ``records`` if given; ``editor`` is who
    would accept it, for what an editor lets in stands beside what another has pinned.

    It is settled for real inside a savepoint that is rolled back: nothing stays, and the locks that
    settling takes are gone with it. A trial that would have to wait for another is not made.
    """

    def accept() -> Subjects:
        tried = Claim.objects.get(pk=claim.pk)
        before = subjects_of([tried])
        attach(tried, records or {})
        tried.decision, tried.contradicting, tried.withdrawn = Decision.ACCEPTED, False, False
        tried.decided_by = editor or tried.decided_by
        tried.save()
        after = subjects_of([tried])
        return Subjects(before.people | after.people, before.organizations | after.organizations)

    return try_out(accept, subjects_of([claim]))


def try_out(change: Callable[[], Subjects], subjects: Subjects) -> Trial:
    """Make ``change``, settle whom it concerns, compare, and take everything back."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")
                cursor.execute(f"SET LOCAL statement_timeout = '{LONGEST_TRIAL}'")
            marked, gave_way = _contradicting(), giving_way()
            with transaction.atomic():
                concerned = change()
                concerned.people |= subjects.people
                concerned.organizations |= subjects.organizations
                concerned.people |= places_of(concerned.people).rivals
                settle(concerned)
                concerned.people |= _whose(gave_way.keys() ^ giving_way().keys())
                after, marked_after = _facts(concerned), _contradicting()
                transaction.set_rollback(True)
            before = _facts(concerned)
            transaction.set_rollback(True)
    except OperationalError:
        return Trial(untried="The same records are being settled just now.")
    return Trial(
        changes=tuple(_changes(before, after)),
        contradicting=len(marked_after - marked),
        reconciled=len(marked - marked_after),
    )


def _whose(claims: Iterable[int]) -> set[int]:
    found = Claim.objects.filter(pk__in=list(claims)).exclude(person=None)
    return set(found.values_list("person", flat=True))


def _contradicting() -> set[int]:
    """The claims that are queued as contradictions: the first of the queue's order, and few."""
    claims = Claim.objects.queued().filter(queue_reason__startswith=CONTRADICTS)
    return set(claims.values_list("pk", flat=True))


def _facts(subjects: Subjects) -> Facts:
    """All standing facts and moves of the subjects, by table and id."""
    people, organizations = subjects.people, subjects.organizations
    found: Facts = {}
    if people:
        for rows in (
            Position.objects.with_names()
            .select_related("stated_origin", "stated_destination")
            .filter(person__in=people),
            ReportingLine.objects.with_names().filter(person__in=people),
            Founding.objects.select_related("person", "organization").filter(person__in=people),
            Statement.objects.select_related("person").filter(person__in=people),
            Move.objects.with_names().filter(person__in=people),
        ):
            _take(found, rows)
    if organizations:
        at = Q(organization__in=organizations)
        _take(
            found,
            OrgEvent.objects.select_related("organization", "unit", "into", "lead").filter(at),
        )
        stakes = Stake.objects.select_related("acquirer", "target")
        _take(found, stakes.filter(acquirer__in=organizations))
    return found


def _take(found: Facts, rows: models.QuerySet[models.Model]) -> None:
    found |= {(type(row).__name__, row.pk): row for row in rows.filter(withdrawn=False)}


def _changes(before: Facts, after: Facts) -> Iterable[FactChange]:
    """Facts in the order of their tables, the oldest first; what says the same is left out."""
    order = list(COMPARED)
    for kind, pk in sorted({*before, *after}, key=lambda key: (order.index(key[0]), key[1])):
        was, would_be = before.get((kind, pk)), after.get((kind, pk))
        if was is None or would_be is None or _said(kind, was) != _said(kind, would_be):
            yield FactChange(kind, was, would_be)


def _said(kind: str, row: models.Model) -> list[object]:
    return [getattr(row, name) for name in COMPARED[kind]]
