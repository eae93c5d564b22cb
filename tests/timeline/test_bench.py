"""The benchmark of the read side: it fills what it says, and asks what it times."""

from itertools import product

import pytest
from django.test import Client
from django.utils import timezone

from bench.pages import cost, of, pages, signed_in
from bench.read import DAY, fill, measured, questions, whole_reads
from companies.models import Organization
from people.models import Move, Position
from tracker.timeline.newest import newest_moves
from tracker.timeline.org_chart import org_chart

pytestmark = pytest.mark.django_db


def test_every_question_is_answered_on_what_the_bench_fills_in() -> None:
    fill(people=200, moves=1000)
    assert Move.objects.visible().count() == Position.objects.count() > 800
    hot = org_chart(Organization.objects.get(pk=1), as_of=DAY, size=500)
    assert hot.certain > 20 and hot.units
    assert max(one.depth for one in hot.people) > 0
    assert len(newest_moves(now=timezone.now())) == 50
    for name, ask in questions().items():
        assert ask(0), name
        assert whole_reads(ask) is not None, name


def test_the_median_is_not_above_the_99th_percentile() -> None:
    asked: list[int] = []
    median, worst, own = measured(asked.append, 5)
    assert asked == [0, 1, 2, 3, 4, 5, 6]
    assert 0 <= median <= worst and own >= 0


def test_every_page_that_the_bench_times_answers_on_both_clocks() -> None:
    fill(people=50, moves=200)
    reader, visitor = Client(), Client()
    reader.cookies.load(signed_in())
    for page, known_on in product(pages(), (False, True)):
        address = page.address(0, known_on=known_on)
        assert (reader if page.reader else visitor).get(address).status_code == 200, address


def test_what_a_page_costs_is_told_for_a_visitor_and_for_a_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bench.pages.AT_WORK", 1)
    fill(people=50, moves=200)
    cookies = signed_in()
    by_reader = {page.reader: page for page in pages()}
    for page, known_on in product(by_reader.values(), (False, True)):
        asked, own = cost(page, cookies, known_on=known_on)
        assert asked > 0 and own >= 0, page.name


def test_a_percentile_of_waits_is_one_of_them() -> None:
    assert [of([1.0, 2.0, 3.0, 4.0], share) for share in (0, 0.5, 0.95, 1)] == [1, 3, 4, 4]
