"""Layoffs, stakes, funding, spending, pay and markets."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told

TELLING = [
    (
        "Intel will cut 12,000 jobs, or 11% of its workforce.",
        {"layoff announced: Intel | - | 12000 | 11"},
    ),
    (
        "Spotify laid off 200 people last week.",
        {"layoff done: Spotify | - | 200"},
    ),
    (
        "Salesforce announced layoffs at Slack.",
        {"layoff done: Slack"},
    ),
    (
        "Databricks has acquired Tecton for $900 million.",
        {"stake done: Databricks | Tecton | 100 | 900000000"},
    ),
    (
        "Nvidia took a 5% stake in Nokia for $1 billion.",
        {"stake done: Nvidia | Nokia | 5 | 1000000000"},
    ),
    (
        "Apple is considering buying Mistral.",
        {"stake rumoured: Apple | Mistral | 100"},
    ),
    (
        "Cohere has raised $300 million at a valuation of $7 billion, led by Radical Ventures.",
        {"funding done: Cohere | 300000000 | 7000000000 | Radical Ventures"},
    ),
    (
        "Perplexity is valued at $18 billion.",
        {"funding done: Perplexity | - | 18000000000"},
    ),
    (
        "Amazon will spend $100 billion on data centres.",
        {"spending announced: Amazon | 100000000000 | data centres"},
    ),
    (
        "Microsoft will put $80 billion into data centres at home.",
        {"spending announced: Microsoft | 80000000000 | data centres"},
    ),
    (
        "Meta offered Jian Wu a pay package worth $200 million.",
        {"compensation done: Meta | Jian Wu | 200000000"},
    ),
    (
        "Shares of Oracle fell 4.5% on Tuesday.",
        {"market_reaction done: Oracle | -4.5"},
    ),
    (
        "Samsung's stock rose 3%, adding $12 billion in market value.",
        {"market_reaction done: Samsung | 3 | 12000000000"},
    ),
    (
        "Google's acquisition of Wiz closed in March.",
        {"stake done: Google | Wiz | 100"},
    ),
    (
        "Figma was sold to Adobe in 2022.",
        {"stake done: Adobe | Figma | 100"},
    ),
    (
        "It is not true that Mistral is laying off its research team.",
        {"layoff denied: Mistral"},
    ),
    (
        "Intel has let go of about 80 people, or 10% of its staff.",
        {"layoff done: Intel | - | 80 | 10"},
    ),
    (
        "Salesforce cut 40 jobs in its AI unit.",
        {"layoff done: Salesforce | AI unit | 40"},
    ),
    (
        "Meta is laying off about 600 robotics staff.",
        {"layoff announced: Meta | robotics | 600"},
    ),
    (
        "Google offered Jonas Weller $20 million, but he turned it down.",
        {"compensation done: Google | Jonas Weller | 20000000"},
    ),
    (
        "Lattice Robotics, a start-up founded by researchers Nils Keller and Sofia Brandt, has raised 30 million francs in a round led by Index Ventures.",
        {
            "founded done: Nils Keller | Lattice Robotics",
            "founded done: Sofia Brandt | Lattice Robotics",
            "funding done: Lattice Robotics | - | - | Index Ventures",
        },
    ),
]

NEAR_MISSES = [
    "Oracle, Intel and Cohere will spend $9 billion on data centres.",
    "Perplexity was in talks to raise money at a $20 billion valuation.",
    "Intel earned $12 billion last quarter.",
    "Cutting corners does not pay, says a manager at Intel.",
    "Databricks bought 200 desks for its office.",
    "Shares of the blame were widely distributed.",
    "Apple raised its prices by $100.",
    "Amazon has no plans to lay off anybody.",
    "TechCrunch put the price at $700 million.",
    "OpenAI puts its bill for chips at a little over $2 billion.",
]


@pytest.mark.parametrize(("sentence", "facts"), TELLING)
def test_a_sentence_about_money_tells_its_facts(sentence: str, facts: set[str]) -> None:
    assert told(sentence) == facts


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_a_near_miss_about_money_tells_nothing(sentence: str) -> None:
    assert told(sentence) == set()
