"""Whose post ends with the beginning of a later one, though nobody tells that it ended."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from people.overtaking import Held, overtaken
from tracker.kernel.partial_dates import PartialDate

LAB, RIVAL, THIRD = 1, 2, 3
PLAIN = Held(
    company=LAB,
    exclusive=True,
    founding=False,
    start=None,
    start_status="",
    end=None,
    end_status="",
    told=None,
    confirmed_first=None,
    confirmed_last=None,
)


def held(company: int = LAB, **told: Any) -> Held:
    """A full post by what is told of it, days as texts."""
    read: dict[str, Any] = {
        name: PartialDate.parse(value)
        if name in {"start", "end"}
        else date.fromisoformat(value)
        if name in {"told", "confirmed_first", "confirmed_last"}
        else value
        for name, value in told.items()
    }
    return replace(PLAIN, company=company, **read)


def taken_up(on: str, company: int = RIVAL, **told: Any) -> Held:
    return held(company, **{"start": on, "start_status": "done"} | told)


def by(one: Held, *others: Held) -> str:
    """The days on which one of ``others`` overtook it; empty for none."""
    return str(overtaken(one, [one, *others]) or "")


#: Somebody was said to be at the lab until May 2024.
AT_LAB = held(confirmed_first="2022-01-01", confirmed_last="2024-05-01")


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        (AT_LAB, taken_up("2025-02-03"), "2025-02-03"),
        (AT_LAB, taken_up("2025-02"), "2025-02"),
        (AT_LAB, taken_up("2024-05-01"), ""),
        (AT_LAB, taken_up("2024"), ""),
        (AT_LAB, taken_up("2025-02-03", start_status="announced"), ""),
        (AT_LAB, taken_up("2025-02-03", start_status="reversed"), ""),
        (AT_LAB, held(RIVAL, confirmed_first="2025-02-03", confirmed_last="2025-02-03"), ""),
        (AT_LAB, taken_up("2025-02-03", company=LAB), ""),
        (AT_LAB, taken_up("2025-02-03", exclusive=False), ""),
        (AT_LAB, taken_up("2025-02-03", founding=True), ""),
        (replace(AT_LAB, exclusive=False), taken_up("2025-02-03"), ""),
        (replace(AT_LAB, founding=True), taken_up("2025-02-03"), "2025-02-03"),
    ],
)
def test_a_full_post_taken_up_elsewhere_after_the_last_word_of_another_overtakes_it(
    one: Held, other: Held, days: str
) -> None:
    assert by(one, other) == days


@pytest.mark.parametrize(
    ("status", "end", "days"),
    [
        ("done", "2025-06-30", ""),
        ("done", "../2025-06-30", ""),
        ("announced", "2025-06-30", ""),
        ("announced", "2024-12-31", "2025-02-03"),
        ("rumoured", "2024-12-31", "2025-02-03"),
        ("denied", "2025-06-30", "2025-02-03"),
    ],
)
def test_an_end_that_is_told_for_a_later_day_stands(status: str, end: str, days: str) -> None:
    one = replace(AT_LAB, end_status=status, end=PartialDate.parse(end))
    assert by(one, taken_up("2025-02-03")) == days


def test_an_end_of_which_no_day_is_known_is_bounded_by_the_later_post() -> None:
    assert by(replace(AT_LAB, end_status="done"), taken_up("2025-02-03")) == "2025-02-03"


def test_a_start_that_is_told_without_its_first_day_lies_within_a_year_before_its_first_word() -> (
    None
):
    told = {"start_status": "done", "told": "2025-05-10", "confirmed_first": "2025-05-12"}
    assert by(AT_LAB, held(RIVAL, **told)) == "2024-05-09/2025-05-10"
    assert by(AT_LAB, held(RIVAL, start="../2025-05-08", **told)) == "2024-05-07/2025-05-08"
    early = told | {"told": "2025-05-01"}
    assert by(AT_LAB, held(RIVAL, **early)) == "", "it may have begun before the last word"
    assert by(AT_LAB, held(RIVAL, start_status="done")) == "", "nobody says when"


def test_what_was_told_of_a_start_long_after_its_day_is_no_word_of_the_post() -> None:
    later = taken_up("2018-03-01")
    assert by(taken_up("2010", LAB, told="2024-05-01"), later) == "2018-03-01"
    assert by(taken_up("2017-06-01", LAB, told="2018-05-01"), later) == ""
    assert by(held(start="2010"), later) == "2018-03-01"
    assert by(held(), later) == "", "of a post without any day nothing is known"


def test_a_new_post_where_somebody_was_already_at_the_last_word_of_another_overtakes_nothing() -> (
    None
):
    """They held both: a reserve officer, say, who becomes a vice president where they have long worked."""
    new = taken_up("2025-02-03")
    before = taken_up("2023-01-01", confirmed_first="2023-01-02", confirmed_last="2024-02-01")
    assert by(AT_LAB, before, new) == ""
    gone = replace(before, end=PartialDate.parse("2024-03-01"), end_status="done")
    assert by(AT_LAB, gone, new) == "2025-02-03"
    ended = replace(before, end_status="done")
    assert by(AT_LAB, ended, new) == "2025-02-03"
    long_silent = taken_up("2015-01-01")
    assert by(AT_LAB, long_silent, new) == "2025-02-03"
    never = replace(before, start_status="denied")
    assert by(AT_LAB, never, new) == "2025-02-03"


def test_of_several_later_posts_the_first_counts() -> None:
    third, second = taken_up("2026-01-01", THIRD), taken_up("2025-02")
    assert by(AT_LAB, third, second) == by(AT_LAB, second, third) == "2025-02"
    within = taken_up("2025-02-10", THIRD)
    assert by(AT_LAB, second, within) == "2025-02-01/2025-02-10"
