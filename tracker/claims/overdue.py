"""What was announced for a day that has passed, and of which nobody has said since that it was done.

Such an end leaves the post possible for two years after its day: that nobody tells is no proof. It is an editor who
looks. The claim that announced it is queued, and leaves the queue when the fact says otherwise.
"""

from collections.abc import Collection, Iterator
from datetime import date

from django.db import transaction
from django.db.models import Q

from people.models import Position, ReportingLine
from tracker.claims.models import Aspect, Claim
from tracker.kernel.statuses import Status

OVERDUE = "Overdue: "
type Lasting = Position | ReportingLine


@transaction.atomic
def flag_overdue(*, today: date) -> int:
    """Queue the last announcement of every end and start whose day lies before ``today``.

    Flagging again changes nothing. What an editor has decided since it was flagged is not asked again until
    another day is announced. Returns how many claims were queued.
    """
    flagged = 0
    for end in (Aspect.END, Aspect.START):
        due = Q(
            **{
                f"{end}_status": Status.ANNOUNCED,
                f"{end}__endswith__lte": today,
                "withdrawn": False,
            }
        )
        for fact in (*Position.objects.filter(due), *ReportingLine.objects.filter(due)):
            flagged += _flag(fact, end)
    return flagged


def _flag(fact: Lasting, end: Aspect) -> int:
    reason = _reason(fact, end)
    announced = fact.claims.accepted().filter(aspect=end, status=Status.ANNOUNCED)
    if announced.filter(queue_reason=reason).exists():
        return 0
    free = announced.filter(queue_reason="", decided_by=None)
    last = free.order_by("-published_on", "-key").first()
    if last is None:
        return 0
    return Claim.objects.filter(pk=last.pk).update(queue_reason=reason)


def _reason(fact: Lasting, end: Aspect) -> str:
    day = fact.end if end is Aspect.END else fact.start
    return f"{OVERDUE}the {end} was announced for {day}, and nobody has said since that it is done."


def release(claims: Collection[int]) -> set[int]:
    """Of ``claims``, which nobody has decided, take those out of the queue whose fact no longer waits for that
    day; returns them.
    """
    if not claims:
        return set()
    waiting = Claim.objects.filter(pk__in=claims)
    done = {claim.pk for claim in waiting if claim.queue_reason not in _reasons(claim)}
    if done:
        Claim.objects.filter(pk__in=done).update(queue_reason="")
    return done


def _reasons(claim: Claim) -> Iterator[str]:
    """Why ``claim`` may rightly wait."""
    end = Aspect.START if claim.aspect == Aspect.START else Aspect.END
    waiting = {f"{end}_status": Status.ANNOUNCED, "withdrawn": False}
    for position in claim.positions.filter(**waiting):
        yield _reason(position, end)
    line = claim.line
    if line is not None and not line.withdrawn:
        if end is Aspect.END and line.end_status == Status.ANNOUNCED:
            yield _reason(line, end)
        if end is Aspect.START and line.start_status == Status.ANNOUNCED:
            yield _reason(line, end)
