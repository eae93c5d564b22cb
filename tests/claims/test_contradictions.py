"""Claims that break a rule between rows, or disagree: stored, marked, queued; the facts stay."""

import threading
from itertools import islice, permutations
from typing import Any

import pytest
from django.db import connection, transaction

from companies.models import OrgEvent
from people.models import Position, ReportingLine
from tests.claims.scene import (
    accepted_one_by_one,
    claim,
    digest,
    settled,
    undone,
)
from tests.factories import UserFactory
from tracker.claims.models import Claim, Decision

pytestmark = pytest.mark.django_db


def two_chiefs(second: str = "2022-06-01") -> tuple[list[Claim], Claim]:
    """Eve is chief executive from 2020 until 2024, and somebody says that Bob was from 2022."""
    of_eve = [
        claim("joined", "done", "2020-01-10", on="2020-01-02", who="eve", at="atlas", title="CEO"),
        claim("left", "done", "2024-01-10", on="2024-01-02", who="eve", at="atlas", title="CEO"),
    ]
    of_bob = claim(
        "joined",
        "done",
        "2022-06-10",
        on=second,
        who="bob",
        at="atlas",
        title="CEO",
        outlet_="blog",
    )
    return of_eve, of_bob


def chiefs() -> list[str]:
    return sorted(Position.objects.filter(withdrawn=False).values_list("person__slug", flat=True))


def test_a_second_chief_executive_at_once_is_stored_queued_and_changes_no_fact() -> None:
    of_eve, of_bob = two_chiefs()
    settled(*of_eve)
    before = [row for row in digest() if row[0] in {"Position", "Move"}]  # type: ignore[index]
    settled(of_bob)
    of_bob.refresh_from_db()
    assert (of_bob.contradicting, of_bob.decision) == (True, Decision.ACCEPTED)
    assert of_bob in Claim.objects.queued()
    assert "same post at once" in of_bob.queue_reason
    assert [row for row in digest() if row[0] in {"Position", "Move"}] == before  # type: ignore[index]


def test_a_chief_executive_who_follows_the_other_contradicts_nothing() -> None:
    of_eve, of_bob = two_chiefs("2024-01-02")
    settled(*of_eve, of_bob)
    assert chiefs() == ["bob", "eve"]
    assert not Claim.objects.queued().exists()


def test_two_who_share_the_post_contradict_nothing() -> None:
    of_eve, of_bob = two_chiefs()
    Claim.objects.update(title="Co-CEO")
    settled(*of_eve, of_bob)
    assert chiefs() == ["bob", "eve"]


def test_what_contradicted_counts_again_once_the_other_claim_is_gone() -> None:
    of_eve, of_bob = two_chiefs()
    settled(*of_eve, of_bob)
    assert chiefs() == ["eve"]
    Claim.objects.filter(person__slug="eve").update(withdrawn=True)
    settled(*of_eve)
    assert chiefs() == ["bob"]
    of_bob.refresh_from_db()
    assert (of_bob.contradicting, of_bob.queue_reason) == (False, "")


def test_which_of_two_chief_executives_gives_way_does_not_depend_on_the_order_of_arrival() -> None:
    of_eve, of_bob = two_chiefs()
    told: dict[str, Any] = {"who": "bob", "at": "atlas", "title": "CEO", "on": "2022-06-01"}
    more = [
        claim("joined", "done", "2022-06-11", outlet_="paper", **told),
        claim("joined", "done", "2022-06-12", outlet_="magazine", **told),
    ]
    digests = []
    for order in islice(permutations([*of_eve, of_bob, *more]), 0, None, 17):
        with undone():
            Claim.objects.update(decision=Decision.UNDECIDED, queue_reason="Not yet looked at.")
            accepted_one_by_one(order)
            digests.append((chiefs(), digest()))
    with undone():
        settled(*of_eve, of_bob, *more)
        at_once = (chiefs(), digest())
    assert at_once[0] == ["bob"]
    assert all(one == at_once for one in digests)


def test_chief_executives_of_whom_no_publication_day_is_known_can_still_contradict() -> None:
    of_eve, of_bob = two_chiefs()
    Claim.objects.filter(pk=of_bob.pk).update(published_on=None)
    settled(*of_eve, of_bob)
    assert len(chiefs()) == 1


def test_a_reporting_line_that_closes_a_circle_is_stored_queued_and_changes_no_fact() -> None:
    circle = [
        claim(
            "reports_to", "done", f"2025-01-{day}", who=who, manager=to, at="atlas", on="2024-12-01"
        )
        for day, who, to in (("10", "ada", "bob"), ("11", "bob", "eve"), ("12", "eve", "ada"))
    ]
    settled(*circle[:2])
    settled(circle[2])
    lines = ReportingLine.objects.filter(withdrawn=False)
    assert sorted(lines.values_list("person__slug", "manager__slug")) == [
        ("ada", "bob"),
        ("bob", "eve"),
    ]
    circle[2].refresh_from_db()
    assert circle[2].contradicting and circle[2] in Claim.objects.queued()


def test_which_line_of_a_circle_gives_way_does_not_depend_on_the_order_of_arrival() -> None:
    circle = [
        claim(
            "reports_to", "done", f"2025-01-{day}", who=who, manager=to, at="atlas", on="2024-12-01"
        )
        for day, who, to in (("10", "ada", "bob"), ("11", "bob", "eve"), ("12", "eve", "ada"))
    ]
    digests = []
    for order in permutations(circle):
        with undone():
            Claim.objects.update(decision=Decision.UNDECIDED, queue_reason="Not yet looked at.")
            accepted_one_by_one(order)
            digests.append(digest())
    assert all(one == digests[0] for one in digests)


@pytest.mark.django_db(transaction=True)
def test_two_who_claim_one_post_are_settled_one_after_the_other() -> None:
    of_eve, of_bob = two_chiefs()
    half_way, done = threading.Event(), threading.Event()

    def settle_bob() -> None:
        try:
            half_way.wait(20)
            settled(of_bob)
            done.set()
        finally:
            connection.close()

    thread = threading.Thread(target=settle_bob)
    thread.start()
    with transaction.atomic():
        settled(*of_eve)
        half_way.set()
        assert not done.wait(0.5)
    thread.join(20)
    assert done.is_set() and chiefs() == ["eve"]


def test_nobody_reports_to_themselves() -> None:
    settled(claim("reports_to", "done", "2025-01-10", who="ada", manager="ada", at="atlas"))
    assert not ReportingLine.objects.exists()


def test_a_claim_that_gives_another_day_is_queued_and_the_fact_stays() -> None:
    told: dict[str, Any] = {"who": "ada", "at": "atlas", "title": "engineer"}
    sure = claim("joined", "done", "2025-03-01", on="2025-02-10", **told)
    other = claim("joined", "announced", "2025-02-01", on="2025-02-20", outlet_="paper", **told)
    settled(sure, other)
    position = Position.objects.get()
    assert str(position.start) == "2025-02-10"
    assert list(Claim.objects.queued()) == [other]
    assert set(position.claims.all()) == {sure, other}


def test_of_two_new_employers_the_earlier_named_is_queued_and_the_fact_names_the_later() -> None:
    told: dict[str, Any] = {"who": "ada", "at": "atlas", "title": "engineer"}
    first = claim("left", "reported", "2025-03-01", other="borealis", **told)
    second = claim("left", "announced", "2025-03-04", other="corona", outlet_="paper", **told)
    settled(first, second)
    position = Position.objects.get()
    assert str(position.stated_destination) == "Corona"
    assert list(Claim.objects.queued()) == [first]
    assert "another company" in Claim.objects.queued()[0].queue_reason
    assert set(position.claims.all()) == {first, second}


@pytest.mark.parametrize(
    ("pins", "noted", "outlets", "stands"),
    [
        (["title"], {"title": "Chief engineer"}, {"title": "engineer"}, None),
        (["start"], {"on": "2025-01-10"}, {"on": "2025-01-20"}, "start"),
        (["start_status"], {"status": "announced"}, {"status": "done"}, "start"),
        (
            ["end"],
            {"type_": "left", "on": "2025-02-10"},
            {"type_": "left", "on": "2025-02-20"},
            "end",
        ),
        (["end_status"], {"type_": "left", "status": "denied"}, {"type_": "left"}, "end"),
    ],
)
def test_what_an_editor_has_pinned_stands_and_what_says_otherwise_is_queued(
    pins: list[str], noted: dict[str, Any], outlets: dict[str, Any], stands: str | None
) -> None:
    told: dict[str, Any] = {"who": "ada", "at": "atlas", "status": "done", "title": "engineer"}
    told |= {"type_": "joined"}
    note = claim(published="2025-02-01", by=UserFactory.create(), pins=pins, **(told | noted))
    later = claim(published="2025-06-01", outlet_="paper", **(told | outlets))
    settled(note)
    before: dict[str, Any] = dict(Position.objects.values().get())
    settled(later)
    after: dict[str, Any] = dict(Position.objects.values().get())
    field = pins[0]
    assert after[field] == before[field] == (note.title if field == "title" else before[field])
    assert list(Claim.objects.queued()) == ([later] if stands else [])


@pytest.mark.parametrize(
    ("pins", "noted", "outlets"),
    [
        (["status"], {"status": "reversed"}, {}),
        (["happened"], {"on": "2025-02-10"}, {"on": "2025-02-20"}),
        (["valuation_usd"], {"values": {"valuation_usd": 9e9}}, {"values": {"valuation_usd": 5e9}}),
    ],
)
def test_what_an_editor_has_pinned_of_an_event_stands_too(
    pins: list[str], noted: dict[str, Any], outlets: dict[str, Any]
) -> None:
    told: dict[str, Any] = {"type_": "funding", "status": "done", "at": "atlas"}
    note = claim(published="2025-02-21", by=UserFactory.create(), pins=pins, **(told | noted))
    later = claim(published="2025-03-01", outlet_="paper", **(told | outlets))
    settled(note)
    before = OrgEvent.objects.values(pins[0]).get()
    settled(later)
    assert OrgEvent.objects.values(pins[0]).get() == before
    assert list(Claim.objects.queued()) == [later]


def test_what_is_said_to_be_held_after_its_end_is_queued() -> None:
    told: dict[str, Any] = {"who": "ada", "at": "atlas", "title": "engineer"}
    late = claim("role", "held", "2025-06-01", **told)
    settled(claim("left", "done", "2024-03-01", on="2024-03-01", **told), late)
    assert list(Claim.objects.queued()) == [late]
    assert Position.objects.get().confirmed_last is None
