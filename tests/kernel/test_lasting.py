"""What a process has loaded for good, and the garbage collector."""

import gc
from collections.abc import Iterator

import pytest

from tracker.kernel.lasting import keep_for_good


@pytest.fixture(autouse=True)
def _thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_what_there_is_stays_out_of_the_search_and_what_comes_later_does_not() -> None:
    here: list[object] = []
    keep_for_good()
    later: list[object] = []
    searched = {id(one) for one in gc.get_objects()}
    assert id(here) not in searched
    assert id(later) in searched


@pytest.mark.parametrize(("before", "after"), [(700, 50_000), (200_000, 200_000)])
def test_the_search_comes_seldom_and_no_more_often_than_it_did(before: int, after: int) -> None:
    gc.set_threshold(before, 10, 10)
    keep_for_good()
    assert gc.get_threshold()[0] == after
