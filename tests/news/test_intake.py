"""What is due and done: handing in, taking turns, failing, and losing a worker."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.factories import ArticleFactory, OutletFactory, UserFactory
from tests.news.factories import IntakeFactory
from tracker.news import intake as room
from tracker.news.addresses import BadAddress
from tracker.news.documents import Published
from tracker.news.intake import (
    MOST_ATTEMPTS,
    LeaseLost,
    NothingHandedIn,
    advance,
    fail,
    finish,
    lease,
    lease_due,
    pause,
    release,
    renew,
    submit,
    try_again,
)
from tracker.news.models import Intake

URL = "https://daily.example/ai/ada"
State = Intake.State


@pytest.mark.django_db
def test_an_address_handed_in_is_due_at_once_with_its_hints() -> None:
    user, outlet = UserFactory.create(), OutletFactory.create()
    row, is_new = submit(
        url=URL + "?utm_source=x",
        outlet=outlet,
        title=" Ada  joins ",
        published=Published(on=date(2025, 6, 12)),
        queue=True,
        submitted_by=user,
    )
    assert is_new
    row.refresh_from_db()
    assert (row.kind, row.url, row.state, row.step) == ("url", URL, "due", "fetch")
    assert (row.outlet, row.title, row.published_on) == (outlet, "Ada joins", date(2025, 6, 12))
    assert (row.queue, row.submitted_by) == (True, user)
    assert lease_due(1) == [row]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "spelling", [URL, URL + "#a", URL + "?gclid=1", "https://DAILY.example/ai/ada"]
)
def test_the_same_address_handed_in_again_is_the_same_row(spelling: str) -> None:
    row, _ = submit(url=URL)
    assert submit(url=spelling) == (row, False)
    assert Intake.objects.count() == 1


@pytest.mark.django_db
def test_the_same_text_handed_in_again_is_the_same_row_and_another_text_is_not() -> None:
    row, _ = submit(text="Ada joins\x00 Acme.")
    assert row.text == "Ada joins Acme."
    assert submit(text="Ada joins Acme.\n")[0] == row
    assert submit(text="Bea joins Acme.")[0] != row
    assert submit(text="Ada joins Acme.", url=URL)[0] != row


@pytest.mark.django_db
def test_nothing_and_what_is_no_address_are_refused() -> None:
    with pytest.raises(NothingHandedIn):
        submit(text=" \n\x00")
    with pytest.raises(BadAddress):
        submit(url="http://user@daily.example/")
    with pytest.raises(NothingHandedIn):
        submit(text="a" * (room.LONGEST_TEXT + 1))
    assert not Intake.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_address_handed_in_by_many_at_once_is_one_row() -> None:
    def hand_in(_: int) -> bool:
        try:
            return submit(url=URL)[1]
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(hand_in, range(12))) == 1
    assert Intake.objects.count() == 1


@pytest.mark.django_db
def test_handing_in_again_on_purpose_makes_a_finished_row_due_but_takes_it_from_nobody() -> None:
    row, _ = submit(url=URL)
    (held,) = lease_due(1)
    assert submit(url=URL, again=True)[0].state == State.LEASED
    finish(held)
    again, is_new = submit(url=URL, again=True)
    assert (again.pk, is_new, again.state, again.attempts) == (row.pk, False, "due", 0)
    assert again.finished_at is None


@pytest.mark.django_db
def test_a_row_is_leased_to_one_worker_and_its_attempt_counted_before_the_work() -> None:
    row = IntakeFactory.create()
    now = timezone.now()
    (held,) = lease_due(10, 60, now=now)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.lease_until) == ("leased", 1, now + timedelta(seconds=60))
    assert held.lease_token == row.lease_token
    assert lease_due(10) == []
    assert lease(row.pk) is None


@pytest.mark.django_db
def test_the_longest_due_come_first_and_those_not_due_yet_not_at_all() -> None:
    now = timezone.now()
    late, later, latest = (
        IntakeFactory.create(next_due_at=now + timedelta(minutes=at)) for at in (-1, -9, 5)
    )
    assert lease_due(1, now=now) == [later]
    assert lease_due(10, now=now) == [late]
    assert lease(latest.pk, now=now) is None
    assert lease(latest.pk, now=now + timedelta(minutes=6)) == latest


@pytest.mark.django_db(transaction=True)
def test_no_row_goes_to_two_workers_and_none_is_left_out() -> None:
    IntakeFactory.create_batch(40)

    def work(_: int) -> list[int]:
        try:
            return [row.pk for row in lease_due(5)]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        taken = [pk for rows in pool.map(work, range(16)) for pk in rows]
    assert len(taken) == len(set(taken)) == 40


@pytest.mark.django_db(transaction=True)
def test_a_row_that_another_transaction_holds_is_skipped_not_waited_for() -> None:
    held, free = IntakeFactory.create_batch(2)

    def work() -> list[Intake]:
        try:
            return lease_due(10)
        finally:
            connection.close()

    with transaction.atomic():
        Intake.objects.select_for_update().get(pk=held.pk)
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(work).result(timeout=10) == [free]


@pytest.mark.django_db
def test_a_worker_that_is_killed_costs_a_delay_and_the_next_one_gets_the_row() -> None:
    row = IntakeFactory.create()
    now = timezone.now()
    (lost,) = lease_due(1, 60, now=now)
    assert lease_due(1, now=now + timedelta(seconds=59)) == []
    (taken,) = lease_due(1, 60, now=now + timedelta(seconds=61))
    assert (taken, taken.attempts) == (row, 2)
    with pytest.raises(LeaseLost):
        finish(lost)
    with pytest.raises(LeaseLost):
        renew(lost)
    with pytest.raises(LeaseLost):
        fail(lost, "too late")
    row.refresh_from_db()
    assert row.lease_token == taken.lease_token


@pytest.mark.django_db
def test_work_that_kills_every_worker_is_set_aside_where_an_editor_sees_it() -> None:
    row = IntakeFactory.create()
    now = timezone.now()
    for _ in range(MOST_ATTEMPTS):
        assert lease_due(1, 60, now=now) == [row]
        now += timedelta(seconds=61)
    assert lease_due(1, 60, now=now) == []
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.SET_ASIDE, MOST_ATTEMPTS)
    assert "workers ended" in row.error
    assert list(Intake.objects.set_aside()) == [row]


@pytest.mark.django_db
def test_a_passing_failure_is_tried_again_after_pauses_that_grow_and_then_set_aside() -> None:
    row = IntakeFactory.create()
    now = timezone.now()
    for attempt in range(1, MOST_ATTEMPTS):
        (held,) = lease_due(1, now=now)
        fail(held, "The server answered 503.", now=now)
        row.refresh_from_db()
        assert (row.state, row.error) == (State.FAILED, "The server answered 503.")
        assert row.next_due_at == now + timedelta(seconds=pause(attempt))
        assert lease_due(1, now=now) == []
        now = row.next_due_at
    (held,) = lease_due(1, now=now)
    fail(held, "The server answered 503.", now=now)
    row.refresh_from_db()
    assert row.state == State.SET_ASIDE
    assert lease_due(1, now=now + timedelta(days=9)) == []


@pytest.mark.django_db
def test_a_failure_for_good_is_set_aside_at_once() -> None:
    row = IntakeFactory.create()
    fail(lease_due(1)[0], "The server answered 404.", passing=False)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.SET_ASIDE, 1)


@pytest.mark.django_db
def test_a_server_that_asks_for_a_longer_pause_gets_it() -> None:
    row = IntakeFactory.create()
    now = timezone.now()
    fail(lease_due(1, now=now)[0], "The server answered 429.", retry_after=7200, now=now)
    row.refresh_from_db()
    assert row.next_due_at == now + timedelta(hours=2)


def test_pauses_double_up_to_six_hours() -> None:
    assert [pause(n) for n in (1, 2, 3, 4)] == [30, 60, 120, 240]
    assert pause(1000) == 6 * 3600


@pytest.mark.django_db
def test_a_row_goes_from_step_to_step_under_one_lease_and_ends_done() -> None:
    row, article = IntakeFactory.create(), ArticleFactory.create()
    (held,) = lease_due(1)
    advance(held, Intake.Step.EXTRACT, article=article, outcome="new")
    row.refresh_from_db()
    assert (row.state, row.step, row.attempts, row.article) == ("leased", "extract", 1, article)
    advance(held, Intake.Step.SETTLE)
    finish(held)
    row.refresh_from_db()
    assert (row.state, row.step, row.outcome, row.article) == ("done", "settle", "new", article)
    assert row.finished_at and row.lease_token is None
    assert not Intake.objects.open().exists()
    assert lease_due(1, now=timezone.now() + timedelta(days=9)) == []


@pytest.mark.django_db
def test_a_lease_can_be_made_longer_and_given_back_uncounted() -> None:
    row = IntakeFactory.create()
    now = timezone.now()
    (held,) = lease_due(1, 60, now=now)
    renew(held, 600, now=now)
    assert lease_due(1, now=now + timedelta(seconds=500)) == []
    release(held, now=now)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.DUE, 0)
    assert lease_due(1, now=now) == [row]


@pytest.mark.django_db
def test_an_editor_tries_what_was_set_aside_again_from_the_start() -> None:
    row = IntakeFactory.create()
    held = lease_due(1)[0]
    advance(held, Intake.Step.EXTRACT)
    fail(held, "It cannot be read.", passing=False)
    waiting = IntakeFactory.create()
    assert try_again(Intake.objects.all()) == 1
    row.refresh_from_db()
    assert (row.state, row.step, row.attempts, row.error) == ("due", "fetch", 0, "")
    assert set(lease_due(9)) == {row, waiting}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "broken",
    [
        {"state": "leased"},
        {"state": "due", "lease_until": datetime(2025, 1, 1, tzinfo=UTC)},
        {"state": "lost"},
        {"step": "guess"},
        {"kind": "text", "text": ""},
        {"kind": "url", "url": ""},
        {"kind": "url", "text": "and a text"},
        {"state": "done", "finished_at": None},
        {"key": "short"},
        {"outcome": "perhaps"},
    ],
)
def test_the_database_takes_no_row_that_breaks_a_rule(broken: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeFactory.create(**broken)
