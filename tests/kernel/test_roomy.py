"""Work with room for its frames does not ask the system for memory at every turn of a loop."""

from collections.abc import Callable
from resource import RUSAGE_SELF, getrusage
from threading import Thread

import pytest

from tracker.kernel.roomy import with_room

TURNS = 400


def leaf(a: int) -> int:
    b, c, d = a + 1, a + 2, a + 3
    return max(a, b, c, d)


def deep(depth: int) -> int:
    if depth:
        return deep(depth - 1)
    return sum(leaf(turn) for turn in range(TURNS))


def most_faults(work: Callable[[int], object]) -> int:
    """The most pages of memory that any depth of a loop asks for, in a thread, which has frames of its own."""
    faults: list[int] = []

    def measure() -> None:
        for depth in range(250):
            before = getrusage(RUSAGE_SELF).ru_minflt
            work(depth)
            faults.append(getrusage(RUSAGE_SELF).ru_minflt - before)

    thread = Thread(target=measure)
    thread.start()
    thread.join()
    return max(faults[5:])


def test_a_loop_at_the_end_of_a_chunk_asks_for_memory_at_every_turn_and_with_room_at_none() -> None:
    assert most_faults(deep) > TURNS / 2
    assert most_faults(lambda depth: with_room(deep, depth)) < TURNS / 2


def test_work_with_room_gives_what_it_gives_without_and_raises_what_it_raises() -> None:
    assert with_room(deep, 7) == deep(7)
    assert with_room(int, "ff", base=16) == 255
    with pytest.raises(ValueError, match="no number"):
        with_room(int, "no number")
