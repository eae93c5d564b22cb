"""What one sentence says about the company or the people of another."""

from __future__ import annotations

import pytest

from tests.extraction.reading import findings, told

TELLING = [
    (
        "Laura Hendricks is leaving Intel to become chief scientist of Cohere. "
        "Two of her engineers, Paul Aster and Mina Choi, are following her.",
        {
            "joined announced: Laura Hendricks | Cohere | chief scientist | Intel",
            "left announced: Laura Hendricks | Intel | - | Cohere",
            "joined announced: Paul Aster | Cohere | - | Intel",
            "left announced: Paul Aster | Intel | engineer | Cohere",
            "joined announced: Mina Choi | Cohere | - | Intel",
            "left announced: Mina Choi | Intel | engineer | Cohere",
        },
    ),
    (
        "Hugging Face has named Claire Dubois as COO. She joins from Datadog, where she led European sales.",
        {
            "joined done: Claire Dubois | Hugging Face | COO | Datadog",
            "left announced: Claire Dubois | Datadog | head of European sales | Hugging Face",
        },
    ),
    (
        "Mark Olsen has founded Limber, a robotics company. It has raised $40 million from Sequoia.",
        {"founded done: Mark Olsen | Limber", "funding done: Limber | 40000000"},
    ),
    (
        "SoftBank led a $300 million round in Skild AI. Deepak Rao, who founded the company, is its chief executive.",
        {
            "funding done: Skild AI | 300000000 | - | SoftBank",
            "founded done: Deepak Rao | Skild AI",
            "role held: Deepak Rao | Skild AI | - | chief executive",
        },
    ),
    (
        "Runway has hired Mads Bjerre from Microsoft. His predecessor, Lene Holm, left in August.",
        {
            "joined done: Mads Bjerre | Runway | - | Microsoft",
            "left done: Mads Bjerre | Microsoft | - | Runway",
            "left done: Lene Holm | Runway",
        },
    ),
    (
        "Ravi Shah is moving to JPMorgan. The bank has hired him to run the research team.",
        {"joined done: Ravi Shah | JPMorgan | head"},
    ),
    (
        "Oracle has acquired Tessera Labs. Founder Joel Bell will report to Clara Voss.",
        {
            "stake done: Oracle | Tessera Labs | 100",
            "founded done: Joel Bell | Tessera Labs",
            "joined announced: Joel Bell | Oracle | - | Tessera Labs",
            "reports_to announced: Joel Bell | Clara Voss | Oracle",
        },
    ),
    (
        "Jan Becker quit Intel and joined Cohere. Two of his former colleagues, Paul Aster and Ivo Lind, have followed him there.",
        {
            "left done: Jan Becker | Intel | - | Cohere",
            "joined done: Jan Becker | Cohere | - | Intel",
            "left done: Paul Aster | Intel | - | Cohere",
            "joined done: Paul Aster | Cohere | - | Intel",
            "left done: Ivo Lind | Intel | - | Cohere",
            "joined done: Ivo Lind | Cohere | - | Intel",
        },
    ),
]


@pytest.mark.parametrize(("text", "facts"), TELLING)
def test_a_sentence_takes_its_company_from_the_one_before(text: str, facts: set[str]) -> None:
    assert told(text) == facts


def test_the_first_day_and_the_closing_are_dated_where_the_fact_is_told_elsewhere() -> None:
    (joined,) = findings("Runway has hired Paula Novak. She starts on July 1.")
    assert (joined.date, joined.date_kind) == ("2025-07-01", "effective")
    (bought,) = findings("Oracle is buying Tessera Labs. The deal should close in August.")
    assert (bought.date, bought.date_kind) == ("2025-08", "effective")


def test_a_topic_is_the_noun_that_a_quotation_is_about() -> None:
    text = (
        "Large language models (LLMs) sell well. "
        'Rita Gomez, describing LLMs as "parrots with a good memory", said nothing more.'
    )
    assert [f.values.get("topic") for f in findings(text) if f.type == "statement"] == [
        "Large language models"
    ]
