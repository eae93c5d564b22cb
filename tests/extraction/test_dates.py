"""Time phrases and what they mean on the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.reading import findings
from tracker.extraction.dates import time_phrases
from tracker.extraction.measuring.plain import PUBLISHED


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
        ("on Sunday night", "2025-06-15"),
        ("on Jan. 1", "2025-01-01"),
        ("on the 12th", "2025-06-12"),
        ("in the spring of 2026", "2026"),
        ("at the close of 2015", "2015-12"),
        ("a fortnight ago", "2025-06"),
        ("two summers ago", "2023"),
        ("earlier in the month", "2025-06"),
        ("in mid-March", "2025-03"),
        ("in Q3 2025", "2025"),
        ("in August last year", "2024-08"),
        ("last night", "2025-06-17"),
        ("over the summer", "2025"),
        ("in the first week of June", "2025-06"),
        ("since 2019", "2019"),
        ("in late 2000", "2000"),
        ("by year-end", "2025-12"),
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
    (phrase,) = time_phrases(f"She left {words}.", published)
    assert (phrase.value, phrase.later) == (None, None)


@pytest.mark.parametrize(
    "words",
    ["after six years", "by May Chen", "with version 2.0", "over the past year", "on Black Friday"],
)
def test_a_duration_a_name_and_a_number_are_no_time_phrase(words: str) -> None:
    assert time_phrases(f"She left {words}.", PUBLISHED) == []


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("He arrived in 2016 and left three years later.", ["2016", "2019"]),
        ("He came in March 2023 and went a month later.", ["2023-03", "2023-04"]),
        ("She lost it in December 2020, he the following February.", ["2020-12", "2021-02"]),
        ("She said on Tuesday that she had left the day before.", ["2025-06-17", "2025-06-16"]),
        ("He ran the lab (2019–22).", ["2019", "2022"]),
    ],
)
def test_a_time_may_count_from_the_one_named_before(sentence: str, values: list[str]) -> None:
    assert [phrase.value for phrase in time_phrases(sentence, PUBLISHED)] == values


@given(
    day=st.dates(date(1995, 1, 1), date(2030, 12, 31)),
    words=st.sampled_from(
        ["on Friday", "last May", "in the autumn", "on 30 March", "a week ago", "this weekend"]
    ),
)
def test_what_has_happened_lies_before_the_publication_and_what_comes_after(
    day: date, words: str
) -> None:
    (phrase,) = time_phrases(f"She left {words}.", day)
    today = day.isoformat()
    if phrase.value and words != "on 30 March":
        assert phrase.value <= today[: len(phrase.value)]
    if phrase.later:
        assert phrase.later >= today[: len(phrase.later)]


def test_relative_words_say_nothing_where_the_day_of_publication_is_unknown() -> None:
    assert [p.value for p in time_phrases("She left last month, after ten years.", None)] == [None]
    assert [p.value for p in time_phrases("She left in May 2024.", None)] == ["2024-05"]


def test_so_many_years_earlier_counts_from_the_year_named_before() -> None:
    text = "He arrived in 2016, two years after the firm that he had founded one year earlier was sold."
    assert [phrase.value for phrase in time_phrases(text, PUBLISHED)] == ["2016", "2015"]


@pytest.mark.parametrize("words", ["31 June", "February 30", "99 May"])
def test_a_day_that_no_calendar_has_is_no_date(words: str) -> None:
    assert not any(
        len(p.value or "") == 10 for p in time_phrases(f"She left on {words}.", PUBLISHED)
    )


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
    (phrase,) = time_phrases("Jane Foster, until last week a lawyer, sings.", PUBLISHED)
    assert phrase.until


def test_so_many_days_later_counts_from_the_day_that_the_sentence_before_names() -> None:
    first, second = findings(
        "Jane Foster left OpenAI on Monday. Two days later Ivo Lind left OpenAI."
    )
    assert (first.date, second.date) == ("2025-06-16", "2025-06-18")


@pytest.mark.parametrize(
    ("words", "published", "value"),
    [
        ("990 years ago", PUBLISHED, None),
        ("99 decades ago", PUBLISHED, "1035"),
        ("last year", date.min, None),
        ("last month", date.min, None),
        ("last Tuesday", date.min, None),
        ("last month", date(45, 3, 1), "0045-02"),
        ("next year", date(9998, 3, 1), None),
        ("tomorrow", date.max, None),
    ],
)
def test_a_year_has_four_digits_and_beyond_the_calendar_is_no_date(
    words: str, published: date, value: str | None
) -> None:
    assert {phrase.value for phrase in time_phrases(f"She left {words}.", published)} <= {value}
