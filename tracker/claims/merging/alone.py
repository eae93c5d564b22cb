"""Merging alone: one merge at a time, beside everybody else's work, and nobody waits in a circle."""

import time
from collections.abc import Callable, Iterable

from django.db import OperationalError, connection, transaction
from psycopg import errors

from people.models import Person
from tracker.claims.merging.refusals import MergingBusy
from tracker.claims.merging.relations import Record, columns_naming
from tracker.claims.merging.triggers import MERGING
from tracker.claims.models import Claim
from tracker.claims.settling.settle import Subjects, hold
from tracker.claims.settling.writing import lock

#: Shorter than PostgreSQL waits before it looks for a deadlock, so that it is the merge that steps
#: back, never the settling of a claim.
_PATIENCE_MS = 400
_TRIES = 40
_PAUSE_SECONDS = 0.25


def alone[R](work: Callable[[], R]) -> R:
    """Do ``work`` in a transaction while no other merge runs and no claim gets its records.

    It waits for what others hold and steps back, everything released, when that takes too long;
    after ten seconds or so it raises MergingBusy, and nothing was changed.
    """
    for attempt in range(_TRIES):
        try:
            with transaction.atomic(), _impatient():
                lock(MERGING)
                return work()
        except OperationalError as error:
            if not isinstance(error.__cause__, errors.LockNotAvailable | errors.DeadlockDetected):
                raise
            if attempt + 1 < _TRIES:
                time.sleep(_PAUSE_SECONDS)
    raise MergingBusy("Others are at work on these records. Try again in a minute.")


class _impatient:  # noqa: N801 - used like a function
    """Give up on a lock after a moment, inside; as before, outside."""

    def __enter__(self) -> None:
        self._before = _set("lock_timeout", f"{_PATIENCE_MS}ms")

    def __exit__(self, kind: object, *rest: object) -> None:
        if kind is None:  # an error takes the setting back with everything else
            _set("lock_timeout", self._before)


def _set(name: str, value: str) -> str:
    """Set it for this transaction; returns what it was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        before = str(cursor.fetchone()[0] or "")
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
    return before


def remembering(setting: str, value: str) -> None:
    """Name the merge under way, for the trigger that remembers its changes; empty when it is over."""
    _set(setting, value)


def claims_naming(*records: Record) -> set[int]:
    """The claims that name any of ``records``."""
    found: set[int] = set()
    for record in records:
        for column in columns_naming(type(record)):
            if column.model is Claim:
                found |= set(column.rows(record).values_list("pk", flat=True))
    return found


def hold_all(subjects: Subjects, *records: Record) -> None:
    """Lock what settling would lock for ``subjects`` and ``records``, before any row is touched."""
    people, organizations = set(subjects.people), set(subjects.organizations)
    for record in records:
        (people if isinstance(record, Person) else organizations).add(record.pk)
    hold(Subjects(people, organizations), posts=organizations)


def subjects_of_claims(claims: Iterable[int]) -> Subjects:
    """Whose facts these claims speak of."""
    subjects = Subjects()
    for claim in Claim.objects.filter(pk__in=list(claims)).only("person", "organization"):
        subjects.add(claim)
    return subjects
