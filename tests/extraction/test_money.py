"""Sums, percentages and counts in words."""

from __future__ import annotations

import pytest

from tracker.extraction.money import counts, percents, sums


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("$1.3 billion", 1.3e9),
        ("$600m", 6e8),
        ("$2bn", 2e9),
        ("$250,000", 250_000),
        ("$4-5 billion", 5e9),
        ("$10 million to $20 million", 20e6),
        ("US$3 million", 3e6),
        ("half a billion dollars", 5e8),
        ("two million dollars", 2e6),
        ("$1.5 trillion", 1.5e12),
    ],
)
def test_a_sum_in_dollars_is_a_plain_number_and_of_a_range_the_upper_end(
    words: str, value: float
) -> None:
    assert [figure.value for figure in sums(f"It paid {words} for the firm.")] == [value]


@pytest.mark.parametrize("words", ["€12 million", "100 million yuan", "two million people", "£3bn"])
def test_a_sum_in_another_currency_is_left_out(words: str) -> None:
    assert sums(f"It paid {words} for the firm.") == []


def test_percentages_and_counts_are_told_apart() -> None:
    text = "It cut 1,200 jobs, about 12% of the total, and kept 9 per cent in reserve."
    assert [figure.value for figure in percents(text)] == [12, 9]
    assert 1200 in [figure.value for figure in counts(text)]
    assert 12 not in [figure.value for figure in counts(text)]


def test_a_round_count_may_stand_in_words() -> None:
    assert [figure.value for figure in counts("It let two hundred people go.")] == [200]


@pytest.mark.parametrize("digits", ["9" * 400, "9" * 32, "9" * 18, "1" + ",000" * 9])
def test_a_row_of_digits_that_no_sum_has_is_no_figure(digits: str) -> None:
    text = f"It paid ${digits} billion for {digits} people."
    assert [*sums(text), *counts(text)] == []
