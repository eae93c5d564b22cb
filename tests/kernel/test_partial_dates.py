"""Partial dates: the days that the published words allow, and nothing beyond them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.kernel.partial_dates import NotADate, PartialDate, Precision

_DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
_BOUNDS = st.one_of(st.none(), _DAYS)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Any kind: a day, a month, a year, two bounds, one bound."""
    day = draw(_DAYS)
    match draw(st.sampled_from(("day", "month", "year", "range"))):
        case "day":
            return PartialDate.on(day)
        case "month":
            return PartialDate.month(day.year, day.month)
        case "year":
            return PartialDate.year(day.year)
    other = draw(_BOUNDS)
    if other is None:
        return draw(st.sampled_from((PartialDate(day, None), PartialDate(None, day))))
    return PartialDate(min(day, other), max(day, other))


#: Within this window one can count out what the methods claim.
_EPOCH = date(2025, 2, 26)
_NEAR = st.integers(0, 9)


@st.composite
def near_dates(draw: st.DrawFn) -> PartialDate:
    low, high = sorted((draw(_NEAR), draw(_NEAR)))
    shape = draw(st.sampled_from(("both", "low", "high")))
    return PartialDate(
        None if shape == "high" else _EPOCH + timedelta(low),
        None if shape == "low" else _EPOCH + timedelta(high),
    )


def days(value: PartialDate) -> set[date]:
    """Every allowed day of the window; a missing bound allows all days on its side."""
    window = (_EPOCH + timedelta(n) for n in range(-3, 13))
    return {
        day
        for day in window
        if (value.earliest is None or value.earliest <= day)
        and (value.latest is None or day <= value.latest)
    }


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2025-06-12", date(2025, 6, 12), date(2025, 6, 12), Precision.DAY),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("2025", date(2025, 1, 1), date(2025, 12, 31), Precision.YEAR),
        ("2024-10-01/2024-12-31", date(2024, 10, 1), date(2024, 12, 31), Precision.RANGE),
        ("../2025-05-31", None, date(2025, 5, 31), Precision.RANGE),
        ("2025-06-01/..", date(2025, 6, 1), None, Precision.RANGE),
    ],
)
def test_a_text_allows_the_days_that_its_words_allow(
    text: str, earliest: date | None, latest: date | None, precision: Precision
) -> None:
    value = PartialDate.parse(text)
    assert (value.earliest, value.latest, value.precision) == (earliest, latest, precision)
    assert str(value) == text


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("2025-06-12/2025-06-12", "2025-06-12"),
        ("2025-06-01/2025-06-30", "2025-06"),
        ("2024/2024", "2024"),
        ("2024-10/2024-12", "2024-10-01/2024-12-31"),
        ("/2025-05-31", "../2025-05-31"),
        (" 2025 ", "2025"),
    ],
)
def test_bounds_that_make_a_day_month_or_year_are_one(text: str, short: str) -> None:
    assert str(PartialDate.parse(text)) == short


@pytest.mark.parametrize(
    "text",
    [
        "", "May 2025", "25", "2025-13", "2025-02-29", "2025-6", "2025-06-12T10:00", "0000", "0999", "3000",
        "../..", "/", "2025-06-12/2025-06-11", "2025/2024/2023", "٢٠٢٥", "2025-00", "2025-01-00",
    ],
)  # fmt: skip
def test_what_names_no_day_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(NotADate):
        PartialDate.parse(text)


def test_a_refusal_says_what_is_wrong() -> None:
    with pytest.raises(NotADate, match="no year between"):
        PartialDate.parse("0000")
    with pytest.raises(NotADate, match="no day of the calendar"):
        PartialDate.parse("2025-02-30")
    with pytest.raises(NotADate, match="swap the bounds"):
        PartialDate.parse("2025-06/2025-05")
    with pytest.raises(NotADate, match="at least one bound"):
        PartialDate(None, None)


@given(partial_dates())
def test_the_printed_text_reads_back_to_the_same_date(value: PartialDate) -> None:
    assert PartialDate.parse(str(value)) == value


@given(st.text(max_size=30))
def test_any_text_is_either_a_date_or_refused(text: str) -> None:
    try:
        value = PartialDate.parse(text)
    except NotADate:
        return
    assert PartialDate.parse(str(value)) == value


@given(near_dates(), near_dates())
def test_surely_before_means_every_day_before_every_day(a: PartialDate, b: PartialDate) -> None:
    sure = a.latest is not None and b.earliest is not None and max(days(a)) < min(days(b))
    assert a.surely_before(b) == sure


@given(near_dates(), near_dates())
def test_maybe_before_means_some_day_before_some_day(a: PartialDate, b: PartialDate) -> None:
    assert a.maybe_before(b) == (min(days(a)) < max(days(b)))


@given(near_dates(), near_dates())
def test_dates_meet_when_they_share_a_day_and_narrow_to_the_shared_ones(
    a: PartialDate, b: PartialDate
) -> None:
    shared = days(a) & days(b)
    assert a.meets(b) == bool(shared)
    narrowed = a.narrowed_by(b)
    assert (days(narrowed) if narrowed else set()) == shared
    assert narrowed == b.narrowed_by(a)


@given(near_dates(), near_dates())
def test_a_date_allows_another_when_it_leaves_out_none_of_its_days(
    a: PartialDate, b: PartialDate
) -> None:
    assert a.allows(b) == (days(b) <= days(a))


@given(partial_dates(), partial_dates())
def test_of_two_dates_each_cannot_be_surely_before_the_other(
    a: PartialDate, b: PartialDate
) -> None:
    assert not (a.surely_before(b) and b.surely_before(a))
    assert not (a.surely_before(b) and b.maybe_before(a))


def test_dates_have_no_order_that_could_lie() -> None:
    june, year = PartialDate.parse("2025-06"), PartialDate.parse("2025")
    with pytest.raises(TypeError):
        sorted([june, year])  # type: ignore[type-var]
    assert not june.surely_before(year)
    assert june.maybe_before(year)
    assert year.maybe_before(june)


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("2025-12-01", "2025-11-30"),
        ("2025-01-01", "2024-12-31"),
        ("2025-05", "2025-05"),
        ("2025", "2025"),
        ("../2025-05-31", "../2025-05-30"),
        ("2025-06-01/..", "2025-06-01/.."),
        ("2025-07-01/2025-08-27", "2025-07-01/2025-08-27"),
    ],
)
def test_the_last_day_held_is_one_before_the_day_of_the_change_and_never_finer_than_told(
    end: str, last: str
) -> None:
    assert str(PartialDate.parse(end).last_day_held()) == last


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-06", date(2025, 6, 30)),
        ("../2025-05-31", date(2025, 5, 31)),
        ("2025-06-01/..", date(2025, 6, 1)),
    ],
)
def test_rows_are_ordered_by_the_latest_allowed_day_else_the_earliest(text: str, day: date) -> None:
    assert PartialDate.parse(text).sort_day == day
