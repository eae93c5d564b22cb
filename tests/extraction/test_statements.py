"""Views in quotation marks."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told

TELLING = [
    (
        '"Agents will replace most software within ten years," said Dario Amodei.',
        {"statement said: Dario Amodei | Agents will replace most software within ten years"},
    ),
    (
        'Yann LeCun called scaling "a religion without a god".',
        {"statement said: Yann LeCun | a religion without a god"},
    ),
    (
        'Sam Altman wrote that "superintelligence will be cheap and everywhere".',
        {"statement said: Sam Altman | superintelligence will be cheap and everywhere"},
    ),
    (
        '"Glass remembers every hand that shaped it," said Dario Amodei. "Software forgets the hands that wrote it."',
        {
            "statement said: Dario Amodei | Glass remembers every hand that shaped it",
            "statement said: Dario Amodei | Software forgets the hands that wrote it.",
        },
    ),
]

NEAR_MISSES = [
    '"Thank you for nine wonderful years," said Dario Amodei.',
    'The word "token" was used often.',
    '"We are all very proud of Sam," said Dario Amodei.',
]


@pytest.mark.parametrize(("sentence", "facts"), TELLING)
def test_a_sentence_about_statements_tells_its_facts(sentence: str, facts: set[str]) -> None:
    assert told(sentence) == facts


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_a_near_miss_about_statements_tells_nothing(sentence: str) -> None:
    assert told(sentence) == set()
