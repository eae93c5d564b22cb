"""The same work by a real Celery worker, which may be killed, and a broker, which may be emptied."""

import sys
import threading
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.utils import timezone

from people.models import Move
from tests.claims import local_tasks
from tests.claims.articles import HIRE
from tests.factories import OrganizationFactory
from tests.news.server import Server, Talk
from tests.patience import PATIENCE, wait_for
from tests.worker import Worker
from tracker import env
from tracker.celery import app
from tracker.claims.models import Claim
from tracker.claims.tasks import wake
from tracker.news.intake import submit
from tracker.news.models import Article, Intake
from tracker.stack.processes import Family

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = f"<html lang=en><body><article><h1>A hire</h1><p>{HIRE}</p></article></body></html>".encode()


def until(reached: Callable[[], bool], what: str) -> None:
    """Wait for ``reached``; fail, saying ``what`` was waited for, when it takes too long."""
    if not wait_for(reached):
        pytest.fail(f"waited in vain for {what}: {list(Intake.objects.values())}")


@pytest.fixture(autouse=True)
def _companies() -> None:
    for name in ("Cohere", "Meta"):
        OrganizationFactory.create(slug=name.lower(), name=name)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def start_worker(family: Family) -> Iterator[Callable[[], Callable[[], None]]]:
    """Starts a worker that may fetch from this machine; what is returned kills it with ``kill -9``."""
    parts = urlsplit(env.text("DATABASE_URL"))
    address = urlunsplit(parts._replace(path=f"/{settings.DATABASES['default']['NAME']}"))
    command = [sys.executable, "-m", "celery", "-A", "tracker", "worker", "--concurrency=1"]
    own = ["-I", local_tasks.__name__, "-Q", local_tasks.QUEUE]
    quiet = ["--loglevel=WARNING", "--without-gossip", "--without-mingle"]
    running = []

    def start() -> Callable[[], None]:
        process = family.start([*command, *own, *quiet], changes={"DATABASE_URL": address})
        running.append(process)
        return lambda: family.kill(process)

    yield start
    for process in running:
        family.kill(process)


def call(port: int) -> None:
    app.send_task(local_tasks.NAME, (port,), queue=local_tasks.QUEUE)


def is_done() -> bool:
    return not Intake.objects.exclude(state="done").exists()


def test_an_address_handed_in_is_fetched_read_and_settled_though_the_worker_is_killed_midway(
    server: Server, start_worker: Callable[[], Callable[[], None]]
) -> None:
    asked, answer = threading.Event(), threading.Event()

    def slow(talk: Talk) -> None:
        asked.set()
        answer.wait(PATIENCE)
        talk.answer(PAGE)

    url = server.on("/hire", slow)
    row, _ = submit(url=url)
    kill = start_worker()
    call(server.port)
    assert asked.wait(PATIENCE), "the worker never asked for the page"
    kill()
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("leased", 1)
    assert not Article.objects.exists()

    answer.set()
    start_worker()
    Intake.objects.update(lease_until=timezone.now())  # the lease runs out
    call(server.port)
    until(is_done, "the address to be done")
    article = Article.objects.get()
    assert article.url == url and server.asked == ["/hire", "/hire"]
    (line,) = article.events.filter(pgh_label="insert")  # type: ignore[attr-defined]
    assert line.pgh_context.metadata == {"actor": f"task {local_tasks.NAME}"}
    claims = Claim.objects.filter(article=article)
    assert claims and all(one.evidence == article.text[one.start : one.end] for one in claims)
    assert Move.objects.get(kind="hire", withdrawn=False).status == "done"


def test_many_wake_ups_do_the_work_once(celery_worker: Worker) -> None:
    for number in range(3):
        submit(text=f"{HIRE} Number {number}.")
    for _ in range(4):
        wake.delay()
    until(is_done, "the texts to be done")
    until(lambda: celery_worker.queue_length() == 0, "an empty queue")
    assert Article.objects.count() == 3
    assert set(Intake.objects.values_list("attempts", flat=True)) == {1}
    assert Move.objects.filter(kind="hire", withdrawn=False).count() == 1


def test_a_broker_that_is_emptied_while_work_is_due_costs_no_article(celery_worker: Worker) -> None:
    submit(text=HIRE)
    celery_worker.kill()
    wake.delay()
    assert celery_worker.queue_length() == 1
    celery_worker.empty_broker()
    assert celery_worker.queue_length() == 0
    celery_worker.start()
    assert Intake.objects.get().state == "due"
    wake.delay()  # the next tick
    until(is_done, "the text to be done")
    assert Move.objects.filter(kind="hire").exists()
