"""Yann LeCun's way out of Meta, from the first report to the deed, replayed from articles in any order."""

from datetime import date

import pytest

from people.models import Move, Position, PositionState
from tests.claims.replays.lecun import ARTICLES, COMPANIES
from tests.claims.replays.replaying import ingested, on_record
from tracker.timeline.evidence import Wanted, evidence_for
from tracker.timeline.life import steps_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_departure_is_reported_then_announced_then_done_each_by_its_outlet_on_its_day(
    seed: int,
) -> None:
    on_record(COMPANIES)
    ingested(ARTICLES, seed=seed)

    post = Position.objects.get(organization__slug="meta", withdrawn=False)
    assert (post.person.slug, post.title) == ("yann-lecun", "chief AI scientist")
    assert (str(post.end), post.end_status, post.end_first_outlet) == (
        "2025-12-31",
        "done",
        "the-rose-ledger",
    )
    book = evidence_for(Wanted(positions=frozenset({post.pk})))
    steps = steps_of(book.of("position", post.pk, "end"))
    assert [(step.status, step.outlet, step.day) for step in steps] == [
        ("reported", "The Rose Ledger", date(2025, 11, 11)),
        ("announced", "Yann LeCun", date(2025, 11, 19)),
        ("done", "Meridian Wire", date(2026, 1, 5)),
    ]

    known = {
        date(2025, 11, 10): ("", None),
        date(2025, 11, 11): ("reported", None),
        date(2025, 11, 18): ("reported", None),
        date(2025, 11, 19): ("announced", "2025-12"),
        date(2025, 11, 20): ("announced", "2025-12-31"),
        date(2026, 1, 4): ("announced", "2025-12-31"),
        date(2026, 1, 5): ("done", "2025-12-31"),
    }
    for day, (status, end) in known.items():
        state = PositionState.objects.known_on(day).get(position=post)
        assert (state.end_status, str(state.end) if state.end else None) == (status, end), day
        held = PositionState.objects.known_on(day).as_of(day).filter(position=post)
        assert held.exists() is (day < date(2026, 1, 5)), day

    move = Move.objects.get(person__slug="yann-lecun", kind="departure", withdrawn=False)
    assert [
        (state.known.lower, state.status)
        for state in move.states.order_by("known")
        if not state.origins
        or state.known.lower in {date(2025, 11, 11), date(2025, 11, 19), date(2026, 1, 5)}
    ] == [
        (date(2025, 11, 11), "reported"),
        (date(2025, 11, 19), "announced"),
        (date(2026, 1, 5), "done"),
    ]
