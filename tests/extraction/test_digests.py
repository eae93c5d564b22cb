"""Short news of several people and companies, side by side: each item tells what it tells alone, and nothing of another."""

from __future__ import annotations

import random
from functools import cache

import pytest

from tests.extraction.reading import told

PEOPLE = (
    "Sara Kim", "Paul Weber", "Ines Moreau", "Dana Whitfield", "Priya Raman", "Tomas Herrera", "Wren Oduya", "Jonas Lindgren",
    "Alma Castellan", "Hugo Brandt", "Mei Tanaka", "Omar Haddad",
)  # fmt: skip
COMPANIES = (
    "Nvidia", "Google", "Intel", "Cohere", "OpenAI", "Meta", "Anthropic", "Microsoft", "Databricks", "Tessaly", "Larkmoor", "Quillara",
    "Brightforge", "Runway",
)  # fmt: skip
TITLES = (
    "chief scientist", "chief executive", "head of research", "chief technology officer", "general counsel",
)  # fmt: skip
NEWS = (
    "{one} has joined {here}.", "{one} has left {here}.", "{here} has hired {one} as {title}.", "{here} has named {one} {title}.",
    "{one} is leaving {here}.", "{one} has been promoted to {title} at {here}.", "{one}, {title} of {here}, has resigned.",
    "{one} has left {here} for {there}.", "{here} raised $50 million from {there}.", "{here} has laid off 120 people.",
    "{here} has bought {there}.", "{one} will join {here} next month.", "{one}, who ran research at {here}, has joined {there}.",
    "{here} has hired {one} from {there}.", "{one} joins {here} as {title}.", "{here} has set up a safety team under {one}.",
    "{one} now reports to {other} at {here}.",
)  # fmt: skip


def items(dice: random.Random) -> list[str]:
    """Two to four pieces of news, of which no two name anybody or anything in common."""
    many = dice.choice((2, 3, 3, 4))
    people, companies = dice.sample(PEOPLE, 2 * many), dice.sample(COMPANIES, 2 * many)
    return [
        dice.choice(NEWS).format(
            one=people[2 * number], other=people[2 * number + 1], here=companies[2 * number],
            there=companies[2 * number + 1], title=dice.choice(TITLES),
        )
        for number in range(many)
    ]  # fmt: skip


@cache
def alone(item: str) -> frozenset[str]:
    return frozenset(told(item))


@pytest.mark.parametrize("between", [" ", "\n\n", "\n- "], ids=["prose", "paragraphs", "list"])
def test_news_of_others_beside_it_changes_nothing_of_what_an_item_tells(between: str) -> None:
    dice = random.Random(1)
    for _ in range(25):
        digest = items(dice)
        each = frozenset[str]().union(*map(alone, digest))
        assert len(each) >= len(digest)
        assert told(between.join(digest)) == each, digest


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ann Lee has joined Intel.", "Bo Roe has left Meta."),
        ("Bo Roe has left Meta.", "Intel has hired Ann Lee as chief scientist."),
        ("Cohere has grown.", "Ann Lee now reports to Bo Roe at Intel."),
        ("Cohere has grown.", "Ann Lee will answer to Bo Roe of Intel."),
        ("Ann Lee rejoined Intel this week.", "Priya Raman is the chief scientist of Meta."),
        ("Ann Lee has quit Intel to start Cohere.", "Bo Roe left OpenAI in 2021."),
    ],
)
def test_nobody_goes_where_only_another_goes(first: str, second: str) -> None:
    assert alone(second)
    assert told(f"{first} {second}") == alone(first) | alone(second)


def test_what_somebody_is_paid_buys_no_company_that_was_named_before() -> None:
    text = "Shares of Cohere fell 4 percent on Tuesday. Nvidia will pay Paul Weber $20 million."
    assert not any(fact.startswith("stake") for fact in told(text))


def test_who_is_said_to_follow_goes_where_the_other_goes() -> None:
    assert "joined done: Paul Weber | Nvidia | - | Google" in told(
        "Nvidia has hired Sara Kim from Google. Paul Weber has also left Google to join her."
    )
