"""Who reports to whom."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told

TELLING = [
    (
        "Apple says that Nora Bell will report to Tim Cook.",
        {"reports_to announced: Nora Bell | Tim Cook | Apple"},
    ),
    (
        "Eric Lund and Pia Holm report to Susan Gray, who runs Amazon's devices group.",
        {
            "reports_to held: Eric Lund | Susan Gray | Amazon",
            "reports_to held: Pia Holm | Susan Gray | Amazon",
            "role held: Susan Gray | Amazon | devices group | head",
        },
    ),
    (
        "Pia Holm, who answers to Satya Nadella, leads the platform team at Microsoft.",
        {
            "reports_to held: Pia Holm | Satya Nadella | Microsoft",
            "role held: Pia Holm | Microsoft | platform team | head",
        },
    ),
    (
        "Eric Lund, a deputy of Susan Gray at Amazon, gave the demonstration.",
        {
            "reports_to held: Eric Lund | Susan Gray | Amazon",
            "role held: Eric Lund | Amazon | - | deputy",
        },
    ),
    (
        "Dana Weiss will run a lab at Meta, reporting to Mark Zuckerberg.",
        {"reports_to announced: Dana Weiss | Mark Zuckerberg | Meta"},
    ),
]

NEAR_MISSES = [
    "Nora Bell reported to the police in Oslo.",
    "Eric Lund reported on Amazon for Reuters.",
    "Pia Holm will not report to Satya Nadella.",
]


@pytest.mark.parametrize(("sentence", "facts"), TELLING)
def test_a_sentence_about_reporting_tells_its_facts(sentence: str, facts: set[str]) -> None:
    assert told(sentence) == facts


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_a_near_miss_about_reporting_tells_nothing(sentence: str) -> None:
    assert told(sentence) == set()
