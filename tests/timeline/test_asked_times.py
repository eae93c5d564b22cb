"""The times that questions name."""

from datetime import date

import pytest

from tracker.kernel.partial_dates import PartialDate
from tracker.timeline.questions.times import NamedTime, Size, time_in

#: A Saturday.
TODAY = date(2025, 12, 20)


@pytest.mark.parametrize(
    ("words", "when", "size"),
    [
        ("who left Halden today", "2025-12-20", "day"),
        ("who left Halden yesterday", "2025-12-19", "day"),
        ("who left Halden on Thursday", "2025-12-18", "day"),
        ("who left Halden this week", "2025-12-15/2025-12-21", "week"),
        ("who left Halden last week", "2025-12-08/2025-12-14", "week"),
        ("who left Halden of the week", "2025-12-15/2025-12-21", "week"),
        ("who left Halden of the year", "2025", "year"),
        ("who left Halden in the past week", "2025-12-14/2025-12-20", "span"),
        ("who left Halden last month", "2025-11", "month"),
        ("who left Halden this quarter", "2025-10-01/2025-12-31", "quarter"),
        ("who left Halden this year", "2025", "year"),
        ("who left Halden last year", "2024", "year"),
        ("who left Halden in the last 3 months", "2025-09-21/2025-12-20", "span"),
        ("who left Halden over the last two weeks", "2025-12-07/2025-12-20", "span"),
        ("who left Halden in 2025", "2025", "year"),
        ("who left Halden in May 2025", "2025-05", "month"),
        ("who left Halden in May of last year", "2024-05", "month"),
        ("who left Halden on 3 May 2025", "2025-05-03", "day"),
        ("who left Halden in the summer of 2025", "2025-06-01/2025-08-31", "season"),
        ("who left Halden in winter 2023", "2023-12-01/2024-02-29", "season"),
        ("who left Halden in Q3 2025", "2025-07-01/2025-09-30", "quarter"),
        ("who left Halden in the third quarter of last year", "2024-07-01/2024-09-30", "quarter"),
        ("who left Halden in H1 2025", "2025-01-01/2025-06-30", "half-year"),
        ("who left Halden in early 2025", "2025-01-01/2025-04-30", "span"),
        ("who left Halden since June 2024", "2024-06-01/2025-12-20", "span"),
        ("who left Halden before 2024", "../2023-12-31", "span"),
        ("who left Halden before 3 May 2025", "../2025-05-02", "span"),
        ("who left Halden prior to last year", "../2023-12-31", "span"),
        ("who left Halden between 3 and 9 May 2025", "2025-05-03/2025-05-09", "span"),
        ("who left Halden, 3-9 May 2025", "2025-05-03/2025-05-09", "span"),
        ("who left Halden since last week", "2025-12-08/2025-12-20", "span"),
    ],
)
def test_a_time_is_named_as_people_say_it(words: str, when: str, size: str) -> None:
    named = NamedTime(PartialDate.parse(when), Size(size))
    assert time_in(words, today=TODAY) == ("who left Halden", named)


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("in March", "2025-03"),
        ("in December", "2025-12"),
        ("last December", "2024-12"),
        ("in Q4", "2025-10-01/2025-12-31"),
        ("this summer", "2025-06-01/2025-08-31"),
        ("in the winter", "2025-12-01/2026-02-28"),
        ("on 1 March", "2025-03-01"),
        ("on March 1st", "2025-03-01"),
        ("on 24 December", "2024-12-24"),
        ("on 29 February", "2024-02-29"),
        ("since June", "2025-06-01/2025-12-20"),
    ],
)
def test_of_a_time_without_a_year_the_latest_is_meant_that_has_begun(words: str, when: str) -> None:
    rest, time = time_in(f"who left Halden {words}", today=TODAY)
    assert (rest, time and time.yearless) == ("who left Halden", True)
    assert time is not None and str(time.when) == when


@pytest.mark.parametrize(
    ("day", "instead"),
    [
        ("31 February 2025", "2025-02"),
        ("February 30th, 2024", "2024-02"),
        ("29 February 2025", "2025-02"),
        ("31 June", "2025-06"),
        ("2025-02-31", "2025-02"),
        ("2025-13-01", "2025"),
    ],
)
def test_in_the_place_of_a_day_that_there_is_not_its_month_or_year_is_meant(
    day: str, instead: str
) -> None:
    rest, time = time_in(f"who ran Halden on {day}", today=TODAY)
    assert rest == "who ran Halden"
    assert time is not None and (str(time.when), time.no_day) == (instead, day)


@pytest.mark.parametrize(
    "words",
    [
        "June Yang leaves Halden", "Theresa May joins Halden", "who may leave Halden",
        "the fall of Halden", "who left Halden Q5", "who left Halden in the last 0 days",
        "March of Halden",
        "who left Friday Labs", "what Lin did before Halden", "",
    ],
)  # fmt: skip
def test_names_and_verbs_that_sound_like_a_time_are_none(words: str) -> None:
    assert time_in(words, today=TODAY) == (words, None)


@pytest.mark.parametrize(
    ("words", "when", "earlier"),
    [
        ("in March", "2025-03", ["2024-03", "2023-03"]),
        ("on 29 February", "2024-02-29", ["2020-02-29", "2016-02-29"]),
        ("in Q3", "2025-07-01/2025-09-30", ["2024-07-01/2024-09-30", "2023-07-01/2023-09-30"]),
        ("in March 2025", "2025-03", []),
        ("since March", "2025-03-01/2025-12-20", []),
    ],
)
def test_a_time_without_a_year_may_be_that_of_a_year_before(
    words: str, when: str, earlier: list[str]
) -> None:
    _, time = time_in(words, today=TODAY)
    assert time is not None and str(time.when) == when
    assert [str(one) for one in time.earlier_years()][:2] == earlier


@pytest.mark.parametrize(
    ("size", "around"),
    [
        ("day", "2025-01-08"),
        ("week", "2025-01-06/2025-01-12"),
        ("month", "2025-01"),
        ("quarter", "2025-01-01/2025-03-31"),
        ("season", "2024-12-01/2025-02-28"),
        ("half-year", "2025-01-01/2025-06-30"),
        ("year", "2025"),
        ("span", "2025-01"),
    ],
)
def test_a_day_lies_in_a_time_of_each_kind(size: str, around: str) -> None:
    time = NamedTime(PartialDate.year(2020), Size(size))
    assert str(time.around(date(2025, 1, 8))) == around
