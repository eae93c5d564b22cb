"""Heads of state, whom news of technology is full of and no company employs."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told


@pytest.mark.parametrize(
    "text",
    [
        "US President Joe Biden met the heads of OpenAI on Monday.",
        "Google shares fell. President Donald Trump said that tariffs would rise.",
        "OpenAI did not sign. US Vice President JD Vance had warned the audience.",
        "Xi Jinping, president of China, spoke to Google.",
        "The Bolivian president, Otto Krall, opened a data centre of Google.",
    ],
)
def test_the_president_of_a_state_is_no_company_s(text: str) -> None:
    assert not {fact for fact in told(text) if fact.startswith("role")}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Greg Brockman, OpenAI's president, spoke.",
            "role held: Greg Brockman | OpenAI | - | president",
        ),
        (
            "The American Owen Pryce, president of Quillon, spoke.",
            "role held: Owen Pryce | Quillon | - | president",
        ),
    ],
)
def test_a_company_s_own_president_is_told(text: str, fact: str) -> None:
    assert fact in told(text)
