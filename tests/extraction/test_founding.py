"""Who founded what."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told

TELLING = [
    (
        "Nora Bell founded Tessera in 2019 with Igor Pavlov.",
        {"founded done: Igor Pavlov | Tessera", "founded done: Nora Bell | Tessera"},
    ),
    (
        "Tessera, founded by Nora Bell and Igor Pavlov, makes sensors.",
        {"founded done: Igor Pavlov | Tessera", "founded done: Nora Bell | Tessera"},
    ),
    (
        "Nora Bell, co-founder of Tessera, teaches in Oslo.",
        {"founded done: Nora Bell | Tessera"},
    ),
    (
        "Lumen, the start-up Owen Price started last year, has ten employees.",
        {"founded done: Owen Price | Lumen"},
    ),
    (
        "Tessera's founders, Nora Bell and Igor Pavlov, met in Oslo.",
        {"founded done: Igor Pavlov | Tessera", "founded done: Nora Bell | Tessera"},
    ),
    (
        "Owen Price is starting a company for household robots.",
        {"founded announced: Owen Price | - | a company for household robots"},
    ),
    (
        "Owen Price plans to found a start-up.",
        {"founded announced: Owen Price | - | a start-up"},
    ),
    (
        "Sam Reyes on Tuesday unveiled Kestrel Labs, a company that builds voice agents.",
        {"founded done: Sam Reyes | Kestrel Labs"},
    ),
    (
        "Owen Price is in talks with investors about funding for a start-up centred on memory.",
        {"founded rumoured: Owen Price | - | a start-up centred on memory"},
    ),
    (
        "David Silva has left Google to found a start-up in London.",
        {
            "founded announced: David Silva | - | a start-up in London",
            "left done: David Silva | Google",
        },
    ),
]

NEAR_MISSES = [
    "Nora Bell found Tessera's office in Oslo.",
    "Owen Price started his car.",
    "The founders of start-ups work long hours.",
    "Tessera launched a sensor in 2019.",
    "If Nora Bell founded a company, Igor Pavlov would join it.",
]


@pytest.mark.parametrize(("sentence", "facts"), TELLING)
def test_a_sentence_about_founding_tells_its_facts(sentence: str, facts: set[str]) -> None:
    assert told(sentence) == facts


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_a_near_miss_about_founding_tells_nothing(sentence: str) -> None:
    assert told(sentence) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Nora Bell, who founded Google's robotics team in 2013, has left for a start-up.",
        "Nora Bell founded Google's speech group in 2013.",
        "Nora Bell, who founded Google's Artificial Learning Research lab ten years ago, has begun to talk with investors.",
    ],
)
def test_whoever_set_up_a_company_s_laboratory_has_not_founded_the_company(text: str) -> None:
    assert "founded done: Nora Bell | Google" not in told(text)
