"""Time phrases and what they mean on the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.reading import PUBLISHED, findings
from tracker.extraction.dates import time_phrases


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Wednesday", "2025-06-18"),
        ("on Thursday", "2025-06-12"),
        ("next Monday", "2025-06-23"),
        ("today", "2025-06-18"),
        ("yesterday", "2025-06-17"),
        ("last week", "2025-06"),
        ("last month", "2025-05"),
        ("this month", "2025-06"),
        ("next month", "2025-07"),
        ("last year", "2024"),
        ("in April", "2025-04"),
        ("in October", "2024-10"),
        ("in October 2023", "2023-10"),
        ("on May 14, 2024", "2024-05-14"),
        ("on 14 May 2024", "2024-05-14"),
        ("in 2016", "2016"),
        ("at the end of the year", "2025-12"),
        ("three years ago", "2022"),
        ("two months ago", "2025-04"),
        ("in the second half of 2024", "2024"),
        ("last autumn", "2024"),
        ("this spring", "2025"),
    ],
)
def test_a_time_phrase_means_a_day_a_month_or_a_year(words: str, value: str) -> None:
    assert [phrase.value for phrase in time_phrases(f"She left {words}.", PUBLISHED)] == [value]


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("this week", date(2025, 7, 1)),  # Monday was still June
        ("last week", date(2025, 7, 8)),
        ("last winter", date(2025, 6, 18)),  # one half of it lies in another year
    ],
)
def test_a_phrase_that_could_fall_into_two_periods_is_no_date(words: str, published: date) -> None:
    assert time_phrases(f"She left {words}.", published) == []


def test_relative_words_say_nothing_where_the_day_of_publication_is_unknown() -> None:
    assert time_phrases("She left last month, after ten years.", None) == []
    assert [p.value for p in time_phrases("She left in May 2024.", None)] == ["2024-05"]


def test_so_many_years_earlier_counts_from_the_year_named_before() -> None:
    text = "He arrived in 2016, two years after the firm that he had founded one year earlier was sold."
    assert [phrase.value for phrase in time_phrases(text, PUBLISHED)] == ["2016", "2015"]


@pytest.mark.parametrize("words", ["31 June", "February 30", "99 May"])
def test_a_day_that_no_calendar_has_is_no_date(words: str) -> None:
    assert not any(len(p.value) == 10 for p in time_phrases(f"She left on {words}.", PUBLISHED))


def test_the_day_of_the_change_is_effective_and_the_day_of_the_telling_is_told() -> None:
    (effective,) = findings("Jane Foster left OpenAI in March.")
    (told,) = findings("Jane Foster said on Monday that she was leaving OpenAI.")
    assert (effective.date, effective.date_kind) == ("2025-03", "effective")
    assert (told.date, told.date_kind) == ("2025-06-16", "told")


def test_the_day_of_publication_alone_is_no_date() -> None:
    (left,) = findings("Jane Foster has left OpenAI.")
    assert (left.date, left.date_kind) == (None, None)


def test_beside_a_verb_that_looks_ahead_a_month_or_weekday_is_the_coming_one() -> None:
    (ahead,) = findings("Jane Foster will join OpenAI in March.")
    (monday,) = findings("Jane Foster joins OpenAI on Monday.")
    (behind,) = findings("Jane Foster joined OpenAI in March.")
    assert [ahead.date, monday.date, behind.date] == ["2026-03", "2025-06-23", "2025-03"]


def test_a_dateline_and_the_end_of_what_was_before_are_no_date() -> None:
    assert time_phrases("LONDON, June 18 (Reuters) - Jane Foster has left OpenAI.", PUBLISHED) == []
    assert time_phrases("Jane Foster, until last week a lawyer, sings.", PUBLISHED) == []


def test_so_many_days_later_counts_from_the_day_that_the_sentence_before_names() -> None:
    first, second = findings(
        "Jane Foster left OpenAI on Monday. Two days later Ivo Lind left OpenAI."
    )
    assert (first.date, second.date) == ("2025-06-16", "2025-06-18")
