"""How a text falls into sentences, and which of them are read."""

from __future__ import annotations

import pytest

from tracker.extraction.sentences import can_state_a_fact, is_boilerplate, segments


def test_every_sentence_stands_where_its_offsets_say() -> None:
    text = "  Intel hired Ann Lee.  She starts in May!\n\n# A heading\n“It is time,” she said. (He agreed.)\n"
    assert [text[s.start : s.end] for s in segments(text)] == [s.text for s in segments(text)]
    assert [s.text for s in segments(text)] == [
        "Intel hired Ann Lee.",
        "She starts in May!",
        "A heading",
        "“It is time,” she said.",
        "(He agreed.)",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Lee joined Acme Inc. in May.",
        "He met J. R. Smith of the U.S. Navy.",
        "It raised $1.5 billion at 4 p.m. on Monday.",
        "She works for Yahoo! in Paris and X.AI in Rome.",
    ],
)
def test_a_full_stop_inside_a_name_or_number_ends_nothing(text: str) -> None:
    assert len(segments(text)) == 1


def test_a_sentence_that_stands_twice_counts_once() -> None:
    text = "Intel has hired Ann Lee as its chief. " * 3
    assert len(segments(text)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your experience.",
        "By Jane Doe, staff writer",
        "Subscribe to our newsletter for more.",
        "Reporting by John Roe; editing by Ann Lee",
        "© 2025 Example Media. All rights reserved.",
        "This page is no financial advice, see the disclaimer.",
        "Click here to read more about the chief executive of Intel.",
    ],
)
def test_page_furniture_is_left_out(line: str) -> None:
    assert is_boilerplate(line)
    assert segments(line) == []


@pytest.mark.parametrize(
    ("sentence", "candidate"),
    [
        ("Intel has hired Ann Lee.", True),
        ("Ann Lee is chief executive of Intel.", True),
        ("The sky over Oslo is blue tonight.", False),
        ("nobody hired anybody.", False),
        ("A New Chief for Intel", False),
    ],
)
def test_a_sentence_without_a_name_or_a_telling_word_is_not_parsed(
    sentence: str, candidate: bool
) -> None:
    assert can_state_a_fact(sentence) is candidate
