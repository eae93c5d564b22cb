"""Units created, renamed, merged and dissolved."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told

TELLING = [
    (
        "Salesforce has created a new unit called Agent Studio, led by Rosa Diaz.",
        {
            "role done: Rosa Diaz | Salesforce | Agent Studio | head",
            "unit_created done: Salesforce | Agent Studio | Rosa Diaz",
        },
    ),
    (
        "Google is setting up a Robotics Safety team under Paul Meyer.",
        {
            "role announced: Paul Meyer | Google | Robotics Safety team | head",
            "unit_created announced: Google | Robotics Safety team | Paul Meyer",
        },
    ),
    (
        "Samsung is disbanding its Vision Lab.",
        {"unit_dissolved announced: Samsung | Vision Lab"},
    ),
    (
        "ByteDance has merged its Speech Lab into Seed.",
        {"unit_merged done: ByteDance | Speech Lab | Seed"},
    ),
    (
        "Microsoft has renamed its Edge AI team Windows Intelligence.",
        {"unit_renamed done: Microsoft | Edge AI team | Windows Intelligence"},
    ),
    (
        "Meta will fold the Llama team into Superintelligence Labs.",
        {"unit_merged announced: Meta | Llama team | Superintelligence Labs"},
    ),
    (
        "Amazon shut down the Halo division in 2023.",
        {"unit_dissolved done: Amazon | Halo division"},
    ),
    (
        "Microsoft has merged its Edge team into CoreAI, a new division headed by Jay Parikh.",
        {
            "role done: Jay Parikh | Microsoft | CoreAI | head",
            "unit_created done: Microsoft | CoreAI | Jay Parikh",
            "unit_merged done: Microsoft | Edge team | CoreAI",
        },
    ),
]

NEAR_MISSES = [
    "Anthropic is moving into a bigger office in Dublin.",
    "Google is setting up a table in the lobby.",
    "Samsung closed its books on Friday.",
    "The team at Samsung created a new model called Gauss.",
    "ByteDance merged two spreadsheets into one.",
]


@pytest.mark.parametrize(("sentence", "facts"), TELLING)
def test_a_sentence_about_units_tells_its_facts(sentence: str, facts: set[str]) -> None:
    assert told(sentence) == facts


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_a_near_miss_about_units_tells_nothing(sentence: str) -> None:
    assert told(sentence) == set()
