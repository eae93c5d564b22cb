"""Work under leases: every step can be repeated, and what fails is tried again or set aside."""

import threading
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from people.models import Move, Position
from tests.claims.articles import HIRE
from tests.claims.scene import digest
from tests.factories import ArticleFactory, OrganizationFactory, UserFactory
from tracker.claims.models import Claim, Reading
from tracker.claims.services import read_by_rules, settle_article
from tracker.claims.work import Edges, reread, work_on, work_through
from tracker.extraction import FactType, Finding, Status
from tracker.extraction import Reading as ReadText
from tracker.news.fetch import ErrorStatus, Fetched, TimeUp
from tracker.news.intake import MOST_ATTEMPTS, lease, submit
from tracker.news.models import Article, Intake

pytestmark = pytest.mark.django_db

URL = "https://harbour.example/hire"


def finds_a_hire(text: str, title: str, published: date | None) -> ReadText:
    """Reads one hire in any text, at once."""
    values = {"person": "Ines Moreau", "org": "Cohere", "title": "chief scientist"}
    found = Finding(
        type=FactType.JOINED,
        status=Status.DONE,
        values=values,
        date=None,
        date_kind=None,
        via=None,
        start=0,
        end=len(text),
        rule="joins",
        probability=0.9,
    )
    return ReadText((found,), "en", None)


def broken(text: str, title: str, published: date | None) -> ReadText:
    raise ZeroDivisionError("a rule divides by nothing")


def never(*_: Any, **__: Any) -> Any:
    raise AssertionError("this step was done already")


def leased(**submitted: Any) -> Intake:
    row, _ = submit(**({"text": HIRE} | submitted))
    taken = lease(row.pk)
    assert taken is not None
    return taken


def rested(intake: Intake) -> Intake:
    """The row taken again, after its pause or when its lease has run out."""
    taken = lease(intake.pk, now=timezone.now() + timedelta(days=1))
    assert taken is not None
    return taken


@pytest.fixture(autouse=True)
def _cohere() -> None:
    OrganizationFactory.create(slug="cohere", name="Cohere")


def test_a_text_goes_through_all_steps_to_its_facts() -> None:
    done = work_on(leased(), edges=Edges(reader=finds_a_hire))
    assert (done.state, done.step, done.outcome) == ("done", "settle", "new")
    assert Move.objects.get().status == "done"


def test_work_goes_on_at_the_step_it_had_come_to() -> None:
    def fetch(url: str, **_: str) -> Fetched:
        return Fetched(url, url, 200, HIRE.encode(), "text/plain; charset=utf-8")

    first = leased(url=URL, text="")
    work_on(first, edges=Edges(fetch=fetch, reader=broken))
    first.refresh_from_db()
    assert (first.state, first.step) == ("failed", "extract")
    second = work_on(rested(first), edges=Edges(fetch=never, reader=finds_a_hire))
    assert (second.state, second.outcome) == ("done", "new")
    assert Article.objects.count() == Move.objects.count() == 1


def test_an_article_that_was_read_and_not_settled_is_settled() -> None:
    first = work_on(leased(), edges=Edges(reader=finds_a_hire))
    before = digest()
    Move.objects.all().delete()
    Claim.positions.through.objects.all().delete()
    Position.objects.all().delete()
    Intake.objects.update(state="due", step="settle", finished_at=None)
    work_on(rested(first), edges=Edges(fetch=never, read=never, reader=never))
    assert digest() == before


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (TimeUp("too slow", passing=True), "failed"),
        (ErrorStatus(503), "failed"),
        (ErrorStatus(404), "set_aside"),
        (ErrorStatus(403), "set_aside"),
    ],
)
def test_a_passing_failure_is_tried_again_and_a_final_one_is_set_aside(
    error: Exception, state: str
) -> None:
    def fetch(url: str, **_: str) -> Fetched:
        raise error

    failed = work_on(leased(url=URL, text=""), edges=Edges(fetch=fetch))
    assert (failed.state, failed.error) == (state, str(error))
    assert lease(failed.pk) is None
    assert not Article.objects.exists()


def test_a_failure_that_names_a_pause_is_left_alone_for_so_long() -> None:
    def fetch(url: str, **_: str) -> Fetched:
        raise ErrorStatus(429, retry_after=7200)

    failed = work_on(leased(url=URL, text=""), edges=Edges(fetch=fetch))
    assert failed.next_due_at > timezone.now() + timedelta(seconds=7000)


def test_a_text_on_which_reading_breaks_is_set_aside_after_its_attempts_where_an_editor_sees_it() -> (
    None
):
    row = work_on(leased(title="A poisonous text"), edges=Edges(reader=broken))
    tries = 1
    while row.state == "failed":
        row = work_on(rested(row), edges=Edges(reader=broken))
        tries += 1
    assert (row.state, tries) == ("set_aside", MOST_ATTEMPTS)
    assert "a rule divides by nothing" in row.error
    assert lease(row.pk, now=timezone.now() + timedelta(days=99)) is None
    chief: User = UserFactory.create(admin=True)
    client = Client()
    client.force_login(chief)
    page = client.get("/admin/news/intake/", {"state__exact": "set_aside"}).content.decode()
    assert "A poisonous text" in page and "a rule divides by nothing" in page


def test_one_poisonous_text_keeps_no_other_waiting() -> None:
    def picky(text: str, title: str, published: date | None) -> ReadText:
        return (
            broken(text, title, published) if "poison" in text else finds_a_hire(text, title, None)
        )

    for text in ("First hire.", "A poison pill.", "Last hire."):
        submit(text=text)
    assert work_through(edges=Edges(reader=picky)) == 3
    assert Counter(Intake.objects.values_list("state", flat=True)) == {"done": 2, "failed": 1}


def test_a_worker_whose_lease_was_taken_over_stops_without_a_trace() -> None:
    first = leased()
    rested(first)
    after = work_on(first, edges=Edges(reader=finds_a_hire))
    assert after.state == "leased"
    assert not Claim.objects.exists()


def test_a_text_nobody_can_read_is_done_and_says_why() -> None:
    def unread(*_: Any) -> ReadText:
        return ReadText((), "de", "not in English: de")

    done = work_on(leased(), edges=Edges(reader=unread))
    assert (done.state, done.outcome) == ("done", "unreadable")
    assert Article.objects.get().unread == "not in English: de"


# ── reading again ────────────────────────────────────────────────────────────────────────────────


def rested_article(**rest: Any) -> Article:
    """An article that nobody has touched for a while."""
    made = ArticleFactory.create(**rest)
    Article.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(hours=1))
    return Article.objects.get(pk=made.pk)


def test_an_article_that_was_stored_and_never_read_is_read_later() -> None:
    rested_article()
    fresh = ArticleFactory.create()
    assert reread(reader=finds_a_hire) == 1
    assert Move.objects.count() == 1
    assert not Reading.objects.filter(article=fresh).exists()
    assert reread(reader=never) == 0


def test_new_rules_read_again_and_withdraw_what_they_no_longer_find() -> None:
    article = rested_article()
    reread(reader=finds_a_hire)
    Reading.objects.update(rules_version="of last year")
    reread(reader=lambda *_: ReadText((), "en", None))
    assert Claim.objects.get(article=article).withdrawn
    assert Move.objects.get().withdrawn
    Reading.objects.update(rules_version="of last year")
    reread(reader=finds_a_hire)
    assert not Claim.objects.get().withdrawn and not Move.objects.get().withdrawn


def test_new_rules_leave_what_an_editor_decided() -> None:
    article = rested_article()
    reread(reader=finds_a_hire)
    Claim.objects.update(decided_by=UserFactory.create())
    Reading.objects.update(rules_version="of last year")
    reread(reader=lambda *_: ReadText((), "en", None))
    settle_article(article=article)
    assert not Claim.objects.get().withdrawn and not Move.objects.get().withdrawn


def test_an_article_on_which_reading_breaks_is_marked_and_keeps_no_other_waiting() -> None:
    bad, good = rested_article(text="A poison pill."), rested_article()

    def picky(text: str, title: str, published: date | None) -> ReadText:
        return (
            broken(text, title, published) if "poison" in text else finds_a_hire(text, title, None)
        )

    assert reread(reader=picky) == 2
    bad.refresh_from_db()
    assert "a rule divides by nothing" in bad.unread
    assert Claim.objects.get().article == good
    assert reread(reader=never) == 0


def test_an_article_that_takes_longer_than_a_task_may_keeps_no_other_waiting() -> None:
    endless, good = rested_article(text="A poison pill."), rested_article()

    def slow(text: str, title: str, published: date | None) -> ReadText:
        if "poison" in text:
            raise SoftTimeLimitExceeded
        return finds_a_hire(text, title, published)

    with pytest.raises(SoftTimeLimitExceeded):
        reread(reader=slow)
    with pytest.raises(SoftTimeLimitExceeded):
        reread(reader=slow)
    assert Claim.objects.get().article == good
    assert not endless.unread, "it is not given up"


# ── side by side ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
def test_two_wake_ups_at_once_read_each_text_once() -> None:
    texts = [f"Hire number {number}." for number in range(6)]
    for text in texts:
        submit(text=text)
    together = threading.Barrier(2, timeout=20)
    seen: Counter[str] = Counter()
    counting = threading.Lock()
    first = threading.local()

    def reader(text: str, title: str, published: date | None) -> ReadText:
        with counting:
            seen[text] += 1
        if not getattr(first, "met", False):
            first.met = True
            together.wait()  # both are at work
        return finds_a_hire(text, title, published)

    def wake_up() -> None:
        try:
            work_through(edges=Edges(reader=reader))
        finally:
            connection.close()

    threads = [threading.Thread(target=wake_up) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=40)
    assert seen == Counter(texts)
    assert set(Intake.objects.values_list("state", flat=True)) == {"done"}
    assert Position.objects.filter(withdrawn=False).count() == 1


def test_the_rules_read_with_every_name_on_record() -> None:
    OrganizationFactory.create(name="Quillfeather")
    reading = read_by_rules("Ines Moreau has joined Quillfeather.", "", date(2025, 1, 1))
    assert {finding.values.get("org") for finding in reading.findings} == {"Quillfeather"}
