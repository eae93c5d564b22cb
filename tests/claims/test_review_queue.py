"""Which claim is served next, to whom, and how the queue is counted."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from tests.claims.scene import company, outlet, unit
from tests.claims.waiting import article, waiting
from tests.factories import UserFactory
from tracker.claims.models import Claim, ReviewLock
from tracker.claims.review.holding import HOLD, hold, holder_of, release, serve
from tracker.claims.review.queue import (
    QueueFilter,
    beyond,
    chosen,
    facets_of,
    free_for,
    in_order,
    queue_size,
)
from tracker.claims.review.queue import waiting as queue
from tracker.claims.takedowns import take_down
from tracker.news.intake import submit
from tracker.news.models import Intake

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return UserFactory.create(is_staff=True)


@pytest.fixture
def other() -> User:
    return UserFactory.create(is_staff=True)


def expire(claim: Claim) -> None:
    ReviewLock.objects.filter(claim=claim).update(expires_at=timezone.now() - timedelta(seconds=1))


def test_contradictions_come_first_then_what_is_overdue_then_the_latest_news() -> None:
    old = waiting(published="2025-01-01")
    new = waiting(published="2025-06-01")
    text = article("Ada Byron has joined Kiln.", published="2025-03-01")
    first, second = waiting(of=text), waiting("left", of=text)
    late = waiting(published="2024-01-01", why="Overdue: announced for January")
    torn = waiting(published="2023-01-01", why="Contradicts: two starts")
    undated = waiting(of=article("Nobody joined."), published_on=None)
    order = [torn, late, new, first, second, old, undated]
    assert list(in_order(queue())) == order
    assert list(beyond(queue(), first)) == [second, old, undated]
    assert list(beyond(queue(), first, forward=False)) == [new, late, torn]
    assert list(beyond(queue(), torn, forward=False)) == []


def test_what_is_decided_withdrawn_hidden_or_taken_down_does_not_wait(editor: User) -> None:
    waiting(withdrawn=True)
    waiting(hidden=True)
    waiting(decided_by=editor)
    gone = waiting()
    assert gone.article is not None
    take_down(target=gone.article, reason="Asked to.")
    kept = waiting()
    assert list(queue()) == [kept]
    assert queue_size() == 1


def test_two_editors_are_served_different_claims(editor: User, other: User) -> None:
    claims = [waiting(published=f"2025-01-0{n}") for n in range(1, 4)]
    assert serve(in_order(queue()), editor) == claims[2]
    assert serve(in_order(queue()), other) == claims[1]
    assert serve(in_order(queue()), editor) == claims[2]
    assert list(free_for(in_order(queue()), other)) == [claims[1], claims[0]]


def test_a_lock_runs_out_by_itself_and_the_next_editor_has_the_claim(
    editor: User, other: User
) -> None:
    one = waiting()
    assert serve(queue(), editor) == one
    assert serve(queue(), other) is None
    lock = holder_of(one, other_than=other)
    assert lock is not None
    assert lock.editor == editor
    assert lock.expires_at - timezone.now() <= HOLD
    expire(one)
    assert holder_of(one, other_than=other) is None
    assert serve(queue(), other) == one
    assert not hold(claim=one, editor=editor)


def test_a_hold_is_renewed_by_its_editor_alone_and_given_back(editor: User, other: User) -> None:
    one = waiting()
    hold(claim=one, editor=editor)
    before = ReviewLock.objects.get().expires_at
    assert hold(claim=one, editor=editor)
    assert ReviewLock.objects.get().expires_at > before
    release(claims=[one.pk], editor=other)
    assert not hold(claim=one, editor=other)
    release(claims=[one.pk], editor=editor)
    assert hold(claim=one, editor=other)


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({"type": "left"}, [1]),
        ({"reason": "contradicts"}, [1]),
        ({"reason": "records"}, [2]),
        ({"reason": "other"}, [0, 3]),
        ({"outlet": "gazette"}, [2]),
        ({"record": "mary-shaw"}, [3]),
        ({"record": "kiln"}, [0, 1, 2]),
        ({"probability": "low"}, [1]),
        ({"probability": "middle"}, [0, 2]),
        ({"probability": "high"}, [3]),
        ({"age": "day"}, [0, 1, 2]),
        ({"age": "week"}, []),
        ({"age": "month"}, [3]),
        ({"age": "older"}, []),
        ({"mine": True}, [0]),
        ({"outlet": "gazette", "type": "left"}, []),
    ],
)
def test_filters_narrow_the_queue(wanted: dict[str, Any], left: list[int], editor: User) -> None:
    claims = [
        waiting(),
        waiting("left", why="Contradicts: two ends", probability=0.3),
        waiting(by="gazette", policy="identity", unit=unit("glaze", of="kiln")),
        waiting(who="mary-shaw", at="ostra", probability=0.95),
    ]
    Claim.objects.filter(pk=claims[3].pk).update(recorded_at=timezone.now() - timedelta(days=12))
    intake = submit(text="Ada Byron has joined Kiln.")[0]
    Intake.objects.filter(pk=intake.pk).update(submitted_by=editor, article=claims[0].article)
    found = chosen(QueueFilter(**wanted), editor).order_by("pk")
    assert list(found) == [claims[n] for n in left]


def test_a_unit_and_the_other_company_are_found_by_their_slugs(editor: User) -> None:
    one = waiting(unit=unit("glaze", of="kiln"))
    two = waiting(at="ostra", who="mary-shaw", other=company("norwick"))
    assert list(chosen(QueueFilter(record="glaze"), editor)) == [one]
    assert list(chosen(QueueFilter(record="norwick"), editor)) == [two]
    assert list(chosen(QueueFilter(record="nobody"), editor)) == []


def test_every_filter_says_how_many_claims_it_leaves(
    editor: User, django_assert_num_queries: Any
) -> None:
    for n in range(3):
        waiting(by="gazette", probability=0.95, published=f"2025-01-0{n + 1}")
    waiting("left", why="Contradicts: two ends", probability=0.3)
    with django_assert_num_queries(1):
        facets = facets_of(queue())
    for facet in facets:
        wanted: dict[str, Any] = {facet.name: facet.value}
        assert chosen(QueueFilter(**wanted), editor).count() == facet.count, facet
    told = {(facet.name, facet.value): facet.count for facet in facets}
    assert told["outlet", "gazette"] == 3
    assert told["reason", "contradicts"] == 1
    assert told["probability", "low"] == 1
    assert outlet("gazette").name in {facet.label for facet in facets}


def test_a_very_long_queue_is_served_by_an_index(editor: User) -> None:
    one = waiting()
    columns = ", ".join(
        f'"{field.column}"'
        for field in Claim._meta.concrete_fields
        if field.column not in ("id", "key", "published_on", "queue_reason")
    )
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE claims_claim DISABLE TRIGGER USER")
        cursor.execute(
            f"INSERT INTO claims_claim ({columns}, key, published_on, queue_reason) "
            f"SELECT {columns}, md5(n::text), date '2020-01-01' + n %% 2000, "
            "CASE WHEN n %% 250 = 0 THEN 'Contradicts: two ends' ELSE 'Queued.' END "
            "FROM claims_claim, generate_series(1, 10000) n WHERE id = %s",
            [one.pk],
        )
        cursor.execute("ANALYZE claims_claim")
    middle = in_order(queue())[5_000]
    for claims in (
        in_order(queue()),
        beyond(queue(), middle),
        in_order(chosen(QueueFilter(reason="contradicts"), editor)),
    ):
        plan = free_for(claims, editor)[:8].explain()
        assert "claims_review_order" in plan, plan
        assert "Sort" not in plan, plan
    assert queue_size() == 1_000
