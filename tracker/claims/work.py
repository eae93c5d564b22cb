"""Working through what was handed in: fetch, extract, settle, under a lease, step by step."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, connection
from django.db.models import F, Q
from django.utils import timezone

from tracker.claims.models import Reading
from tracker.claims.readers import BY_A_MODEL, ModelAway
from tracker.claims.services import (
    ReadArticle,
    Reader,
    ReadOnRecord,
    count_claims,
    current_versions,
    extract_article,
    read_as_set,
    settle_article,
)
from tracker.claims.suppressing import keep_out
from tracker.extraction import RULES_VERSION
from tracker.news.documents.keeper import read_document
from tracker.news.fetch import Fetch, FetchError, fetch
from tracker.news.intake import LeaseLost, advance, fail, finish, lease_due
from tracker.news.models import Article, Intake
from tracker.news.network import Deadline
from tracker.news.taking_in import Read, take_in

log = logging.getLogger(__name__)

#: For how long a task begins on rows: what it began then still ends within a task's time.
NEW_WORK_SECONDS = 30.0
#: The lock of whoever reads again.
READING_AGAIN = (7410, 1)


@dataclass(frozen=True, slots=True)
class Edges:
    """Where the outside world is touched; tests pass their own."""

    fetch: Fetch = fetch
    read: Read = read_document
    reader: Reader = read_as_set


REAL_EDGES = Edges()


def work_on(intake: Intake, *, edges: Edges = REAL_EDGES) -> Intake:
    """Take one leased row through its remaining steps; returns it as it stands then.

    Each step is safe to repeat, so a worker that is killed leaves nothing half done: the lease runs
    out and another goes on. What fails is tried again or set aside with its reason; nothing raises.
    """
    try:
        _steps(intake, edges)
    except LeaseLost:
        log.warning("intake %s: the lease was lost, somebody else goes on", intake.pk)
    except FetchError as error:
        _fail(intake, str(error), passing=error.passing, retry_after=error.retry_after)
    except OperationalError as error:
        log.warning("intake %s: the database failed: %s", intake.pk, error)
        raise
    except Exception as error:
        log.exception("intake %s failed", intake.pk)
        _fail(intake, f"{type(error).__name__}: {error}", passing=True)
    intake.refresh_from_db()
    return intake


def _fail(intake: Intake, reason: str, *, passing: bool, retry_after: int = 0) -> None:
    try:
        fail(intake, reason, passing=passing, retry_after=retry_after)
    except LeaseLost:
        log.warning("intake %s: failed after its lease was lost: %s", intake.pk, reason)


def _steps(intake: Intake, edges: Edges) -> None:
    if intake.step == Intake.Step.FETCH:
        taken = take_in(intake, fetch=edges.fetch, read=edges.read)
        if taken.stored is None:
            finish(intake, outcome=Intake.Outcome.NEW)
            return
        article, state = taken.stored.article, taken.stored.state
        keep_out(article, handed_in=intake)
        if state == "unreadable":
            intake.error = article.unread
            finish(intake, article=article, outcome=Intake.Outcome.UNREADABLE)
            return
        outcome = Intake.Outcome.NEW if state == "new" else Intake.Outcome.COPY
        advance(intake, Intake.Step.EXTRACT, article=article, outcome=outcome)
    article = intake.article or Article.objects.get(intakes=intake)
    if intake.step == Intake.Step.EXTRACT:
        done = extract_or_leave(article, edges.reader, queue=intake.queue) or count_claims(
            article=article
        )
        outcome = Intake.Outcome.UNREADABLE if done.unread else Intake.Outcome(intake.outcome)
        advance(intake, Intake.Step.SETTLE, article=article, outcome=outcome)
    settle_article(article=article)
    finish(intake, article=article, outcome=intake.outcome)


def extract_or_leave(
    article: Article, reader: Reader, *, queue: bool = False
) -> ReadArticle | None:
    """Read and record ``article``; None where its reading is left as it is, for a model is away.

    What a model, or today's rules, have read is not replaced by what the rules read only for now.
    """
    held = Reading.objects.filter(
        Q(rules_version=RULES_VERSION) | Q(rules_version__startswith=BY_A_MODEL), article=article
    )
    if isinstance(reader, ReadOnRecord) and held.exists():
        reader = ReadOnRecord(reader.texts.patient())
    try:
        return extract_article(article=article, queue=queue, reader=reader)
    except ModelAway as away:
        log.info("article %s stays as it was read: %s", article.pk, away)
        held.update(read_at=timezone.now())
        return None


def work_through(*, most: int = 20, edges: Edges = REAL_EDGES) -> int:
    """Lease due rows one by one and work on them, up to ``most``; returns how many.

    Nothing new is begun near the end of a task's time.
    """
    deadline = Deadline(NEW_WORK_SECONDS)
    for count in range(most):
        leased = lease_due(1) if deadline.left() > 0 else []
        if not leased:
            return count
        work_on(leased[0], edges=edges)
    return most


def reread(*, most: int = 20, reader: Reader = read_as_set) -> int:
    """Read articles of which no reading stands, those left longest first; returns how many.

    One that was stored but never read, because its message was lost, is found here too. The last
    few minutes are left to whoever is working on them. One on which reading fails is marked unread
    with the reason, so that an editor sees it and the others get their turn.
    """
    deadline = Deadline(NEW_WORK_SECONDS)
    rested = timezone.now() - timedelta(minutes=10)
    unread = (
        Article.objects.readable()
        .exclude(pk__in=Reading.objects.by_rules(*current_versions(reader)).values("article"))
        .filter(created_at__lt=rested)
        .order_by(F("reading__read_at").asc(nulls_first=True), "pk")
    )
    if isinstance(reader, ReadOnRecord) and reader.texts.closed():
        unread = unread.exclude(reading__rules_version__startswith=BY_A_MODEL)
    with _alone() as alone:
        return _reread(unread[:most] if alone else [], reader, deadline)


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether nobody else reads again just now: two who did would pay for the same articles twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", READING_AGAIN)
        (alone,) = cursor.fetchone()
        try:
            yield alone
        finally:
            if alone:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", READING_AGAIN)


def _reread(unread: Iterable[Article], reader: Reader, deadline: Deadline) -> int:
    count = 0
    for article in unread:
        if deadline.left() <= 0:
            break
        try:
            if extract_or_leave(article, reader):
                settle_article(article=article)
        except OperationalError:
            raise
        except SoftTimeLimitExceeded:
            _put_last(article)
            raise
        except Exception as error:
            log.exception("article %s could not be read again", article.pk)
            _leave(article, f"Reading it failed: {type(error).__name__}: {error}")
        count += 1
    return count


def _put_last(article: Article) -> None:
    """Let all others have their turn before an article whose reading ran out of time gets another."""
    Reading.objects.update_or_create(
        article=article,
        defaults={"read_at": timezone.now()},
        create_defaults={"rules_version": "", "read_at": timezone.now()},
    )


def _leave(article: Article, reason: str) -> None:
    """Mark as unread what would fail again, so that an editor sees it and others get their turn."""
    Article.objects.filter(pk=article.pk).update(unread=reason[:300])
