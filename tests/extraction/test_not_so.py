"""Sentences that seem to tell a move or a founding, and do not."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Lena Ford almost joined Apple in 2019 but chose Cohere.",
            {"joined done: Lena Ford | Apple"},
        ),
        ("Tom Reyes nearly left OpenAI last year.", {"left done: Tom Reyes | OpenAI"}),
        (
            "Tom Reyes is leaving Google DeepMind to start a company, Bloomberg reported, citing people familiar with the matter.",
            {"founded reported: Tom Reyes | Google DeepMind"},
        ),
        (
            "The lawsuit says Tom Reyes took xAI's secrets to OpenAI, where he began in August.",
            {"founded done: Tom Reyes | OpenAI"},
        ),
        (
            "Google DeepMind has lost Lena Ford to Microsoft, whose AI chief, Mustafa Suleyman, once worked with her.",
            {"left done: Mustafa Suleyman | Google DeepMind | AI chief"},
        ),
        (
            "Investor Lena Ford of Sequoia Capital has joined the board of Harvey.",
            {"left done: Lena Ford | Sequoia Capital | - | Harvey"},
        ),
    ],
)
def test_what_only_seems_to_be_told_is_no_fact(text: str, facts: set[str]) -> None:
    assert not facts & told(text)


def test_whoever_starts_as_chief_of_a_company_after_a_post_elsewhere_has_joined_it() -> None:
    text = (
        "Lena Ford, most recently chief product officer at Figma, starts as CEO of Replit in May."
    )
    assert "joined announced: Lena Ford | Replit | CEO" in told(text)


def test_whoever_takes_a_seat_on_a_board_has_joined_the_board() -> None:
    text = "Investor Lena Ford of Sequoia Capital has joined the board of Harvey."
    assert "joined done: Lena Ford | Harvey | board member" in told(text)
