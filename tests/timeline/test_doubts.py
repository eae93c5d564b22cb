"""Why a difference between two days is only possible."""

from datetime import date
from typing import Any

import pytest

from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.changes_told import Telling
from tracker.timeline.differences import Change
from tracker.timeline.doubts import doubts_about

FIRST, LAST = date(2025, 6, 1), date(2025, 11, 30)
OPEN_DAY = "its day is open"


def doubts(kind: str, day: str, status: str, *, certain: bool = False) -> tuple[str, ...]:
    ended: dict[str, Any] = {"ended": kind == "left"}
    told = Telling(PartialDate.parse(day) if day else None, FIRST, status, "The Wire", "", **ended)
    return doubts_about(Change(kind, (5, "x"), certain=certain), told, first=FIRST, last=LAST)


@pytest.mark.parametrize(
    ("kind", "day", "status", "why"),
    [
        ("joined", "2025-08", "reported", ("only reported",)),
        ("unit_created", "2025-08", "rumoured", ("only rumoured",)),
        ("left", "2025-08-01/", "announced", ("only announced", OPEN_DAY)),
        ("joined", "2025", "done", (OPEN_DAY,)),
        ("joined", "/2025-06-26", "done", (OPEN_DAY,)),
        ("joined", "", "done", (OPEN_DAY,)),
        ("joined", "2025-11-30", "done", ("not surely there on the later day",)),
        ("left", "2025-10", "done", ("not surely there on the earlier day",)),
        ("left", "2025-06-01", "done", ("not surely there on the earlier day",)),
        ("left", "2025-11-30", "done", (OPEN_DAY,)),
        ("left", "2025-05-30", "announced", ("only announced", "told for a day before")),
        ("joined", "2025-06-01", "done", (OPEN_DAY,)),
        ("new_manager", "2025-08", "done", ("not sure of both days",)),
    ],
)
def test_what_keeps_a_difference_from_being_sure_is_its_status_its_day_or_who_was_there(
    kind: str, day: str, status: str, why: tuple[str, ...]
) -> None:
    assert doubts(kind, day, status) == why


def test_a_sure_difference_has_no_doubts_and_one_of_which_nothing_is_told_an_open_day() -> None:
    assert doubts("joined", "2025", "reported", certain=True) == ()
    change = Change("unit_moved", (5, "x"), certain=False)
    assert doubts_about(change, None, first=FIRST, last=LAST) == (OPEN_DAY,)


@pytest.mark.parametrize(
    ("named_on", "why"),
    [
        (LAST, OPEN_DAY),
        (date(2026, 1, 12), "first named after these days, may have been there before"),
    ],
)
def test_a_unit_that_was_first_named_after_both_days_may_have_been_there_before(
    named_on: date, why: str
) -> None:
    told = Telling(None, named_on, "", "The Wire", "", named=True)
    change = Change("unit_created", (0, "x"), certain=False)
    assert doubts_about(change, told, first=FIRST, last=LAST) == (why,)
