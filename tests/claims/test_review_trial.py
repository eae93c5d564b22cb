"""What accepting a claim would change: tried out for real, and nothing of it stays."""

import threading
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from people.models import Move, Person, Position
from tests.claims.scene import claim, company, counts, digest, person, settled
from tests.claims.waiting import waiting
from tests.factories import UserFactory
from tracker.claims.models import Claim
from tracker.claims.review.choices import NEW
from tracker.claims.review.deciding import accept
from tracker.claims.review.trial import FactChange, try_acceptance
from tracker.claims.settling.writing import lock


@pytest.fixture
def editor(db: None) -> User:
    return UserFactory.create(is_staff=True)


def kinds(changes: tuple[FactChange, ...]) -> list[tuple[str, bool, bool]]:
    return [(one.kind, one.before is not None, one.after is not None) for one in changes]


@pytest.mark.django_db
def test_a_trial_shows_what_accepting_then_does_and_leaves_nothing(editor: User) -> None:
    settled(claim("joined", "done", "2024-05-01", who="ada-byron", at="ostra", on="2024-05-01"))
    one = waiting("left", "reported", at="ostra", other=company("kiln"))
    before, rows = digest(), counts(Position, Move, Claim)
    trial = try_acceptance(one)
    assert digest() == before
    assert counts(Position, Move, Claim) == rows
    assert ("Position", True, True) in kinds(trial.changes)
    (changed,) = [c for c in trial.changes if c.kind == "Position" and c.before and c.after]
    assert isinstance(changed.after, Position)
    assert isinstance(changed.before, Position)
    assert (changed.before.end_status, changed.after.end_status) == ("", "reported")
    accept(claim=one, editor=editor, key="a")
    post = Position.objects.get(pk=changed.after.pk)
    assert post.end_status == "reported"
    news = [c.after for c in trial.changes if c.kind == "Move" and c.before is None]
    moves = Move.objects.filter(withdrawn=False, kind__in=[m.kind for m in news if m])  # type: ignore[attr-defined]
    assert moves.count() == len(news)


@pytest.mark.django_db
def test_a_trial_takes_the_records_that_an_editor_would_choose() -> None:
    one = waiting(who="", values={"person": "Ada Byron", "org": "Kiln"})
    assert try_acceptance(one).changes == ()
    (new, _) = try_acceptance(one, records={"person": person("mary-shaw").pk}).changes
    assert isinstance(new.after, Position)
    assert new.after.person == person("mary-shaw")
    (new, _) = try_acceptance(one, records={"person": NEW}).changes
    assert isinstance(new.after, Position)
    assert new.after.person.name == "Ada Byron"
    assert not Person.objects.filter(name="Ada Byron").exists()


@pytest.mark.django_db
def test_a_trial_tells_of_claims_that_would_contradict() -> None:
    told = {"who": "ada-byron", "at": "kiln", "title": "engineer"}
    settled(claim("joined", "announced", "2025-02-01", on="2025-02-20", **told))  # type: ignore[arg-type]
    one = waiting(on="2025-02-10", published="2025-03-01", title="engineer")
    assert try_acceptance(one).contradicting == 1


@pytest.mark.django_db
def test_a_trial_shows_whose_post_would_give_way() -> None:
    rival = [
        claim("joined", "done", "2024-01-01", who="mary-shaw", at="kiln", title="CEO", on="2024-01-01"),
        claim("left", "done", "2025-09-01", who="mary-shaw", at="kiln", title="CEO", on="2025-09-01"),
    ]  # fmt: skip
    settled(*rival)
    settled(claim("left", "done", "2025-08-01", who="ada-byron", at="kiln", title="CEO", on="2025-08-01", outlet_="gazette"))  # fmt: skip
    settled(claim("joined", "done", "2024-02-01", who="ada-byron", at="kiln", title="CEO", on="2024-02-01", outlet_="gazette"))  # fmt: skip
    before = digest()
    one = waiting(title="CEO", on="2024-02-01", by="post")
    whose = {
        row.person.slug
        for change in try_acceptance(one).changes
        for row in (change.before, change.after)
        if isinstance(row, Position)
    }
    assert whose == {"ada-byron", "mary-shaw"}
    assert digest()[:-1] == before[:-1] or len(digest()) == len(before) + 1


@pytest.mark.django_db
def test_a_trial_asks_no_more_of_a_person_with_many_claims_than_settling_does(
    django_assert_max_num_queries: Any,
) -> None:
    settled(*(claim("role", "held", f"2024-01-{n:02}", who="ada-byron", at="kiln") for n in range(1, 25)))  # fmt: skip
    one = waiting()
    with django_assert_max_num_queries(75):
        try_acceptance(one)


@pytest.mark.django_db(transaction=True)
def test_a_trial_does_not_wait_for_somebody_who_settles_the_same_person() -> None:
    one = waiting()
    assert one.person_id is not None
    held, over = threading.Event(), threading.Event()

    def settle_slowly() -> None:
        with transaction.atomic():
            lock(f"person:{one.person_id}")
            held.set()
            over.wait(20)
        connection.close()

    thread = threading.Thread(target=settle_slowly)
    thread.start()
    try:
        assert held.wait(20)
        trial = try_acceptance(one)
        assert (trial.changes, trial.untried != "") == ((), True)
    finally:
        over.set()
        thread.join()
    assert try_acceptance(one).changes
