"""Posts that are filled, passed on and given up."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told

TELLING = [
    (
        "Intel has named Clara Voss chief financial officer.",
        {"joined done: Clara Voss | Intel | chief financial officer"},
    ),
    (
        "Intel has named Clara Voss its chief financial officer and Jon Reed its chief legal officer.",
        {
            "joined done: Clara Voss | Intel | chief financial officer",
            "joined done: Jon Reed | Intel | chief legal officer",
        },
    ),
    (
        "Ana Silva, the chief operating officer of Runway, becomes chief executive.",
        {
            "role announced: Ana Silva | Runway | - | chief executive",
            "role former: Ana Silva | Runway | - | chief operating officer",
        },
    ),
    (
        "Oracle has promoted Felix Wirth to president from senior vice president.",
        {
            "role done: Felix Wirth | Oracle | - | president",
            "role former: Felix Wirth | Oracle | - | senior vice president",
        },
    ),
    (
        "Ivan Sokolov will succeed Maya Stone as head of research at Cohere.",
        {
            "role announced: Ivan Sokolov | Cohere | - | head of research",
            "role former: Maya Stone | Cohere | - | head of research",
        },
    ),
    (
        "Kate Lowe is the new chief executive of Aleph Alpha.",
        {"joined done: Kate Lowe | Aleph Alpha | chief executive"},
    ),
    (
        "Databricks has a new finance chief: Dev Kapoor.",
        {"joined announced: Dev Kapoor | Databricks | finance chief"},
    ),
    (
        "Sofia Ricci gives up the leadership of Google Labs.",
        {"role former: Sofia Ricci | Google | Google Labs | head"},
    ),
    (
        "Noah Klein, so far Waymo's head of product, takes over as chief executive.",
        {
            "role announced: Noah Klein | Waymo | - | chief executive",
            "role former: Noah Klein | Waymo | - | head of product",
        },
    ),
    (
        "Perplexity will go on under Ruth Adler.",
        {"role announced: Ruth Adler | Perplexity | - | head"},
    ),
    (
        "Max Brandt will run the AGI team at Amazon.",
        {"role announced: Max Brandt | Amazon | AGI team | head"},
    ),
    (
        "Lena Hoff was put in charge of Apple's design team last month.",
        {"role done: Lena Hoff | Apple | design team | head"},
    ),
    (
        "Apple has appointed Heike Sommer to its supervisory board.",
        {"joined done: Heike Sommer | Apple | board member"},
    ),
]

NEAR_MISSES = [
    "Intel has named its new chip Clara.",
    "Clara Voss named three reasons for the delay at Intel.",
    "The board will name a chief executive of Runway in May.",
    "Ana Silva becomes nervous before she speaks at Runway.",
]


@pytest.mark.parametrize(("sentence", "facts"), TELLING)
def test_a_sentence_about_appointments_tells_its_facts(sentence: str, facts: set[str]) -> None:
    assert told(sentence) == facts


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_a_near_miss_about_appointments_tells_nothing(sentence: str) -> None:
    assert told(sentence) == set()
