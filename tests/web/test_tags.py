"""Marks, dates and counts as pages show them."""

import re
from datetime import date

import pytest
from django.template.loader import render_to_string

from tracker.kernel.partial_dates import PartialDate
from tracker.kernel.statuses import Status
from tracker.web.days import say
from tracker.web.templatetags.reshuffle import (
    age_line,
    counted,
    original,
    pips,
    slots,
    status,
    when,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025", "2025"),
        ("2025-06", "Jun 2025"),
        ("2025-06-12", "12 Jun 2025"),
        ("2024-10-01/2024-12-30", "between 1 Oct and 30 Dec 2024"),
        ("2024-10-01/2025-01-30", "between 1 Oct 2024 and 30 Jan 2025"),
        ("../2025-05-31", "by 31 May 2025"),
        ("2025-06-01/..", "1 Jun 2025 or later"),
    ],
)
def test_a_date_is_said_exactly_as_precisely_as_it_is_known(text: str, words: str) -> None:
    assert say(PartialDate.parse(text)) == words


def test_a_date_element_carries_the_iso_prefix() -> None:
    assert when(PartialDate.parse("2025-06")) == (
        '<time datetime="2025-06" title="2025-06">Jun 2025</time>'
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("../2025-05-31", ["2025-05-31"]),
        ("2025-06-01/..", ["2025-06-01"]),
        ("2024-10-01/2024-12-30", ["2024-10-01", "2024-12-30"]),
        ("2024-10-01/2025-01-30", ["2024-10-01", "2025-01-30"]),
    ],
)
def test_bounds_are_elements_each_and_read_as_they_are_said(text: str, days: list[str]) -> None:
    for shown in (when(PartialDate.parse(text)), slots(PartialDate.parse(text))):
        assert re.findall(r'<time[^>]* datetime="([^"]+)"', shown) == days
        assert re.sub("<[^>]+>", "", shown) == say(PartialDate.parse(text))


def test_no_date_says_nothing() -> None:
    assert when(None) == ""


@pytest.mark.parametrize(("text", "holes"), [("2025", 2), ("2025-06", 1), ("2025-06-12", 0)])
def test_a_missing_day_leaves_its_slot_empty(text: str, holes: int) -> None:
    shown = slots(PartialDate.parse(text))
    assert shown.count('<i aria-hidden="true">&nbsp;</i>') == holes
    assert "·" not in shown


def test_a_status_is_a_shape_and_its_word() -> None:
    for value in Status:
        shown = status(value.value)
        assert f"#{value.value}" in shown
        assert value.label in shown


def test_nothing_said_shows_no_status() -> None:
    assert status("") == ""


@pytest.mark.parametrize(("count", "filled"), [(0, 0), (1, 1), (5, 5), (14, 5)])
def test_pips_fill_up_to_five_and_then_the_number_speaks(count: int, filled: int) -> None:
    shown = pips(count)
    assert shown.count("pip-on") == filled
    assert f"{count} independent" in shown


def test_pips_of_which_some_bear_out_the_status_fill_those_alone() -> None:
    shown = pips(5, "independent", 2)
    assert (shown.count("pip-on"), shown.count("pip-half")) == (2, 3)
    assert "2 of 5 independent say\u00a0so" in shown
    earlier = pips(2, "independent", 0)
    assert "2 independent, of an earlier step" in earlier and "pip-on" not in earlier


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 moves"), (1, "1 move"), (2, "2 moves"), (1200, "1,200 moves")]
)
def test_a_count_agrees_with_its_noun(count: int, words: str) -> None:
    assert counted(count, "move,moves") == words


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", ""])
def test_only_web_addresses_are_followed(url: str) -> None:
    assert original(url) == ""


def test_a_web_address_is_followed() -> None:
    link = original('https://outlet.example/a"b')
    assert 'href="https://outlet.example/a&quot;b"' in link


def test_the_longest_open_report_has_the_longest_line() -> None:
    short, long = age_line(10, "rumoured", 100), age_line(100, "rumoured", 100)
    assert 'x2="323"' in long
    assert 'x2="323"' not in short


def test_a_day_is_said_like_a_date() -> None:
    assert say(date(2025, 6, 2)) == "2 Jun 2025"


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2021-10-28", None, "since 28 Oct 2021"),
        ("2019", "2021-10-28", "from 2019 to 28 Oct 2021"),
        (None, "2021", "until 2021"),
        ("2025-05-09/2025-12-31", None, "(begun between 9 May and 31 Dec 2025)"),
        ("2019", "../2021-10-28", "(begun 2019, ended by 28 Oct 2021)"),
        (None, None, ""),
    ],
)
def test_a_span_of_which_only_bounds_are_known_says_when_it_began_and_ended(
    since: str | None, until: str | None, told: str
) -> None:
    row = {
        name: PartialDate.parse(day) for name, day in (("since", since), ("until", until)) if day
    }
    shown = render_to_string("web/parts/span.html", {"row": row})
    assert re.sub(r"<[^>]+>", "", shown).strip() == told
