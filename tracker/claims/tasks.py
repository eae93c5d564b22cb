"""Wake-up calls. PostgreSQL knows what is due; a message that is lost costs a delay."""

import logging

from celery import shared_task
from django.utils import timezone
from kombu.exceptions import OperationalError

from tracker.claims import work
from tracker.claims.overdue import flag_overdue
from tracker.news.models import Intake, Source
from tracker.news.polling import poll_due_sources

log = logging.getLogger(__name__)

#: How many messages one tick sends at most: each takes up to twenty rows.
MOST_CALLS = 4


@shared_task(ignore_result=True)
def wake() -> None:
    """Look for due work, and call workers for as much of it as there is."""
    now = timezone.now()
    due = Intake.objects.due(now).count()
    for _ in range(min(MOST_CALLS, -(-due // 20))):
        work_through.apply_async(expires=60)
    if Source.objects.due(now).exists():
        poll.apply_async(expires=60)
    reread.apply_async(expires=60)


@shared_task(ignore_result=True)
def work_through() -> None:
    work.work_through()


@shared_task(ignore_result=True)
def poll() -> None:
    poll_due_sources()


@shared_task(ignore_result=True)
def reread() -> None:
    work.reread()


@shared_task(ignore_result=True)
def look_for_overdue() -> None:
    flag_overdue(today=timezone.localdate())


def call_worker() -> None:
    """Ask for work to begin now rather than at the next tick; without a broker it waits for that."""
    try:
        work_through.apply_async(expires=60, retry=False)
    except OperationalError as error:
        log.warning("no broker to call a worker through: %s", error)
