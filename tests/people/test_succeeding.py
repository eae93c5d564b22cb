"""Which titles name a post that one person in a place holds at a time."""

import pytest

from people.succeeding import single_post


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("head of Siri", "Leader of Siri"),
        ("CEO", "chief executive"),
        ("chief technology officer", "interim CTO"),
    ],
)
def test_two_titles_of_one_single_post(one: str, other: str) -> None:
    assert single_post(one) == single_post(other) != frozenset()


@pytest.mark.parametrize(
    "title",
    ["researcher", "vice president", "co-head of research", "joint CEO", "board member", ""],
)
def test_what_several_may_hold_is_no_single_post(title: str) -> None:
    assert single_post(title) == frozenset()


def test_heads_of_different_things_hold_different_posts() -> None:
    assert single_post("head of DeepMind") != single_post("head of DeepMind's health unit")
