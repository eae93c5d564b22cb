"""Who has which claim in front of them: a lock with an expiry, one for each claim."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from tracker.claims.models import Claim, ReviewLock
from tracker.claims.review.queue import TRIES, free_for, with_names

#: How long a claim stays with an editor who does nothing; the open page renews it.
HOLD = timedelta(minutes=2)


def hold(*, claim: Claim, editor: User) -> bool:
    """Take ``claim`` for ``editor``, or keep it for longer; False when somebody else has it.

    The table's key decides between two who come at once.
    """
    until = timezone.now() + HOLD
    ReviewLock.objects.bulk_create(
        [ReviewLock(claim=claim, editor=editor, expires_at=until)], ignore_conflicts=True
    )
    mine = ReviewLock.objects.filter(claim=claim).filter(
        Q(editor=editor) | Q(expires_at__lte=Now())
    )
    return bool(mine.update(editor=editor, expires_at=until))


def release(*, claims: list[int], editor: User) -> None:
    """Give back what ``editor`` holds of ``claims``; what others hold stays theirs."""
    ReviewLock.objects.filter(claim__in=claims, editor=editor).delete()


def holder_of(claim: Claim, *, other_than: User) -> ReviewLock | None:
    """The lock of somebody else that keeps ``claim`` now."""
    locks = ReviewLock.objects.select_related("editor").exclude(editor=other_than)
    return locks.filter(claim=claim, expires_at__gt=Now()).first()


def serve(claims: QuerySet[Claim], editor: User) -> Claim | None:
    """The first of ``claims`` that ``editor`` can have, taken for them; None when none is left.

    Two editors who ask at the same moment are served different claims.
    """
    for _ in range(TRIES):
        claim = with_names(free_for(claims, editor)).first()
        if claim is None:
            return None
        if hold(claim=claim, editor=editor):
            return claim
    return None
