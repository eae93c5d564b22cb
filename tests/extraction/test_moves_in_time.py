"""One person's moves in the order of their days: who came years ago, who comes back, and where somebody was by then."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.extraction.reading import findings, told
from tracker.extraction import Finding
from tracker.extraction.reckoning import months_apart


def _moves(text: str, *, org: str) -> list[tuple[str, str | None]]:
    """The comings and goings of a text to and from a company, with their days."""
    found: Iterable[Finding] = findings(text)
    return sorted((one.type.value, one.date) for one in found if one.values.get("org") == org)


def test_who_comes_back_has_come_twice() -> None:
    text = (
        "Nora Bell is returning to Cohere as chief scientist, the company said on Monday. "
        "Bell came to Cohere in 2015 and quit Cohere in 2021 for Mistral."
    )
    assert _moves(text, org="Cohere") == [
        ("joined", "2015"),
        ("joined", "2025-06-16"),
        ("left", "2021"),
    ]


def test_who_left_years_ago_and_goes_again_has_left_twice() -> None:
    text = (
        "Nora Bell retired from Cohere on June 2, the company announced a day later. "
        "She joined Cohere in 2001, left Cohere in 2009 for Mistral and came back to Cohere in 2015."
    )
    assert [day for what, day in _moves(text, org="Cohere") if what == "left"] == [
        "2009",
        "2025-06-02",
    ]


def test_a_coming_that_is_told_again_with_its_day_is_one() -> None:
    text = (
        "Nora Bell has joined Cohere. The company said on Monday that Bell joined Cohere on June 2."
    )
    assert len(_moves(text, org="Cohere")) == 1


def test_the_news_does_not_take_its_origin_from_an_old_coming() -> None:
    text = (
        "Nora Bell is leaving Cohere for Mistral, the company said on Monday. "
        "She came from Kiln Robotics in 2021."
    )
    assert {
        "joined announced: Nora Bell | Mistral | - | Cohere",
        "joined done: Nora Bell | Cohere | - | Kiln Robotics",
    } <= told(text)
    assert ("left", "2021") in _moves(text, org="Kiln Robotics")


def test_nobody_came_years_ago_to_where_he_is_only_coming_to() -> None:
    text = (
        "Nora Bell is joining Mistral as president, the company said on Monday. "
        "She was appointed in 2019."
    )
    assert ("joined", "2019") not in _moves(text, org="Mistral")


@pytest.mark.parametrize(
    ("one", "other", "months"),
    [
        ("2020", "2020-05-03", 0),
        ("2020", "2021", 1),
        ("2020-12-31", "2021-01-01", 1),
        ("2024-06", "2020", 42),
        ("2021-03-04", "2019-03", 24),
    ],
)
def test_days_are_so_many_months_apart_at_the_least(one: str, other: str, months: int) -> None:
    assert months_apart(one, other) == months
    assert months_apart(other, one) == months
