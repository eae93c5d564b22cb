"""Words that stand for several people: "the pair", "both", "all three"."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Cohere has filled three posts. Nora Bell arrives as chief scientist. Ivo Brandt takes over sales. "
            "Mia Lund becomes finance chief. All three report to Aidan Gomez, the chief executive.",
            {
                "reports_to held: Ivo Brandt | Aidan Gomez | Cohere",
                "reports_to held: Mia Lund | Aidan Gomez | Cohere",
                "reports_to held: Nora Bell | Aidan Gomez | Cohere",
            },
        ),
        (
            "Nora Bell has run Cohere's lab since 2020. Ivo Brandt ran its sales. Both quit Cohere on Monday.",
            {
                "left done: Ivo Brandt | Cohere | head of sales",
                "left done: Nora Bell | Cohere | head",
            },
        ),
    ],
)
def test_several_are_those_whom_the_last_sentences_name(text: str, facts: set[str]) -> None:
    assert facts <= told(text)


def test_more_people_than_are_meant_are_nobody() -> None:
    text = (
        "Nora Bell has run Cohere's lab since 2020. Its sales were run by Ivo Brandt, Mia Lund and Tom Pike, each for a year. "
        "In May the pair left Cohere."
    )
    assert not [fact for fact in told(text) if fact.startswith("left")]


def test_whoever_is_behind_a_product_has_not_left_it() -> None:
    text = (
        "Boris Cherny and Cat Wu, the people behind Claude Code, are back at Anthropic a fortnight after "
        "they joined Anysphere."
    )
    assert not [fact for fact in told(text) if "Claude Code" in fact]


def test_a_post_that_is_unlikely_does_not_make_a_newcomer_one_of_the_house() -> None:
    text = (
        "Cohere's new finance chief is Nora Bell, a founder of Tarnly. "
        "From today she oversees the books, the auditors and the office leases."
    )
    assert "joined done: Nora Bell | Cohere | finance chief" in told(text)
