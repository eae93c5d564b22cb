"""Handing in addresses and texts, and taking turns on them; PostgreSQL is the record."""

import hashlib
import uuid
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracker.news import addresses
from tracker.news.documents.shapes import Published
from tracker.news.documents.wording import clean, one_line
from tracker.news.models import Article, Intake, IntakeQuerySet, Outlet, Source

MOST_ATTEMPTS = 5
LEASE_SECONDS = 180
FIRST_PAUSE = 30
LONGEST_PAUSE = 6 * 3600
LONGEST_TEXT = 5_000_000


class NothingHandedIn(ValueError):
    """Neither an address nor a text, or more of one than is taken."""


class LeaseLost(Exception):
    """Somebody else holds the row by now, or it is finished: stop working on it."""


def submit(
    *,
    url: str = "",
    text: str = "",
    title: str = "",
    outlet: Outlet | None = None,
    published: Published | None = None,
    queue: bool = False,
    submitted_by: User | None = None,
    source: Source | None = None,
    parent: Intake | None = None,
    again: bool = False,
) -> tuple[Intake, bool]:
    """Hand in an address, or a text with or without one; returns the row and whether it is new.

    The same address or text handed in again is the same row; with ``again`` a row that is done,
    failed or set aside is due anew. Raises BadAddress or NothingHandedIn.
    """
    url = addresses.canonical(url) if url else ""
    text = clean(text)
    if not url and not text.strip():
        raise NothingHandedIn("Hand in an address or a text.")
    if len(text) > LONGEST_TEXT:
        raise NothingHandedIn(f"The text is longer than {LONGEST_TEXT} characters.")
    kind = Intake.Kind.TEXT if text.strip() else Intake.Kind.URL
    key = hashlib.sha256("\n".join((kind, url, text.strip())).encode()).hexdigest()
    intake, is_new = Intake.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "url": url,
            "text": text if kind == Intake.Kind.TEXT else "",
            "title": one_line(title),
            "outlet": outlet,
            "published_on": published.on if published else None,
            "published_at": published.at if published and published.on else None,
            "queue": queue,
            "submitted_by": submitted_by,
            "source": source,
            "parent": parent,
        },
    )
    if again and not is_new:
        try_again(Intake.objects.filter(pk=intake.pk))
        intake.refresh_from_db()
    return intake, is_new


def try_again(intakes: IntakeQuerySet) -> int:
    """Make rows that are done, failed or set aside due anew, from the start; returns how many."""
    now = timezone.now()
    return intakes.exclude(state__in=(Intake.State.LEASED, Intake.State.DUE)).update(
        state=Intake.State.DUE,
        step=Intake.Step.FETCH,
        outcome="",
        attempts=0,
        error="",
        next_due_at=now,
        changed_at=now,
        finished_at=None,
    )


def lease_due(
    limit: int, seconds: int = LEASE_SECONDS, *, now: datetime | None = None
) -> list[Intake]:
    """Take up to ``limit`` rows that are due, the longest due first, for ``seconds``.

    No two workers get the same row. The attempt is counted here, before the work; a row that has
    used up its attempts, as when it killed its workers, is set aside instead.
    """
    return _lease(Intake.objects.all(), limit, seconds, now or timezone.now())


def lease(
    intake_id: int, seconds: int = LEASE_SECONDS, *, now: datetime | None = None
) -> Intake | None:
    """Take this row, if it is due; None when it is done, not due yet, or somebody holds it."""
    found = _lease(Intake.objects.filter(pk=intake_id), 1, seconds, now or timezone.now())
    return found[0] if found else None


@transaction.atomic
def _lease(rows: IntakeQuerySet, limit: int, seconds: int, now: datetime) -> list[Intake]:
    due = rows.due(now).select_for_update(skip_locked=True, of=("self",))
    leased: list[Intake] = []
    for intake in due.order_by("next_due_at", "pk")[:limit]:
        if intake.attempts >= MOST_ATTEMPTS:
            intake.state = Intake.State.SET_ASIDE
            intake.lease_until = intake.lease_token = None
            intake.error = intake.error or "Its workers ended before they were done."
        else:
            intake.state = Intake.State.LEASED
            intake.attempts += 1
            intake.lease_until = now + timedelta(seconds=seconds)
            intake.lease_token = uuid.uuid4()
            leased.append(intake)
        intake.changed_at = now
        intake.save(
            update_fields=[
                "state",
                "attempts",
                "lease_until",
                "lease_token",
                "error",
                "changed_at",
            ]
        )
    return leased


def renew(intake: Intake, seconds: int = LEASE_SECONDS, *, now: datetime | None = None) -> None:
    """Hold the row for ``seconds`` more; raises LeaseLost."""
    now = now or timezone.now()
    _change(intake, now, lease_until=now + timedelta(seconds=seconds))


def advance(
    intake: Intake,
    step: Intake.Step,
    *,
    article: Article | None = None,
    outcome: str = "",
    seconds: int = LEASE_SECONDS,
    now: datetime | None = None,
) -> None:
    """Go on to ``step`` under the same lease, which begins anew, and so do the attempts."""
    now = now or timezone.now()
    _change(
        intake,
        now,
        step=step,
        attempts=1,
        error="",
        article=article or intake.article,
        outcome=outcome or intake.outcome,
        lease_until=now + timedelta(seconds=seconds),
    )


def release(intake: Intake, *, now: datetime | None = None) -> None:
    """Give the row back at once, without counting the attempt; raises LeaseLost."""
    now = now or timezone.now()
    _change(
        intake,
        now,
        state=Intake.State.DUE,
        attempts=max(0, intake.attempts - 1),
        next_due_at=now,
        lease_until=None,
        lease_token=None,
    )


def finish(
    intake: Intake,
    *,
    article: Article | None = None,
    outcome: str = "",
    now: datetime | None = None,
) -> None:
    """The work is done; raises LeaseLost when it was somebody else's by then."""
    now = now or timezone.now()
    _change(
        intake,
        now,
        state=Intake.State.DONE,
        article=article or intake.article,
        outcome=outcome or intake.outcome,
        error="",
        finished_at=now,
        lease_until=None,
        lease_token=None,
    )


def fail(
    intake: Intake,
    error: str,
    *,
    passing: bool = True,
    retry_after: int = 0,
    now: datetime | None = None,
) -> None:
    """The work failed: try again after a pause that grows, or set it aside; raises LeaseLost.

    Set aside is what failed for good (not ``passing``) or has used up its attempts.
    """
    now = now or timezone.now()
    over = not passing or intake.attempts >= MOST_ATTEMPTS
    _change(
        intake,
        now,
        state=Intake.State.SET_ASIDE if over else Intake.State.FAILED,
        error=one_line(error, 2000),
        next_due_at=now + timedelta(seconds=max(pause(intake.attempts), retry_after)),
        lease_until=None,
        lease_token=None,
    )


def pause(attempts: int) -> int:
    """Seconds to wait after that many attempts: 30, 60, 120 … up to six hours."""
    return int(min(FIRST_PAUSE * 2 ** min(max(0, attempts - 1), 20), LONGEST_PAUSE))


def _change(intake: Intake, now: datetime, **values: object) -> None:
    """Write ``values`` if the row is still held under the lease that ``intake`` carries."""
    held = Q(pk=intake.pk, state=Intake.State.LEASED, lease_token=intake.lease_token)
    if intake.lease_token is None or not Intake.objects.filter(held).update(
        changed_at=now, **values
    ):
        raise LeaseLost(f"{intake} is no longer held by this worker.")
    for name, value in values.items():
        setattr(intake, name, value)
