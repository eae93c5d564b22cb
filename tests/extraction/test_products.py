"""Products that people look after: parts of their makers, and no employers or units by themselves."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told
from tests.extraction.test_names import named
from tracker.extraction.kinds import Kind


def test_who_runs_a_product_works_for_its_maker() -> None:
    facts = told("Nora Bell, who ran Siri, is leaving Apple. Ivo Brandt now runs Siri.")
    assert "role held: Ivo Brandt | Apple | Siri | head" in facts


@pytest.mark.parametrize(
    "sentence",
    [
        "Google has launched Gemini.",
        "OpenAI created ChatGPT in 2022.",
        "Microsoft has merged Bing with Copilot.",
        "Google renamed Bard to Gemini.",
    ],
)
def test_a_product_that_comes_or_goes_is_no_unit(sentence: str) -> None:
    assert not any(fact.startswith("unit_") for fact in told(sentence))


@pytest.mark.parametrize(
    "sentence",
    ["Gemini Robotics has a new head at Google.", "Claude Barthes has left Anthropic."],
)
def test_a_longer_name_that_begins_with_a_product_s_is_not_the_product(sentence: str) -> None:
    assert not {("Gemini", Kind.UNIT), ("Claude", Kind.UNIT)} & set(named(sentence))
