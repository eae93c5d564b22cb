"""Titles that people hold, held or take."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told

TELLING = [
    (
        "Sundar Pichai, the chief executive of Google, spoke in Zurich.",
        {"role held: Sundar Pichai | Google | - | chief executive"},
    ),
    (
        "Cohere's chief scientist, Lars Holm, presented the results.",
        {"role held: Lars Holm | Cohere | - | chief scientist"},
    ),
    (
        "Former Intel executive Rita Gomez now writes novels.",
        {"role former: Rita Gomez | Intel | - | executive"},
    ),
    (
        "Nvidia CEO Jensen Huang wore a leather jacket.",
        {"role held: Jensen Huang | Nvidia | - | CEO"},
    ),
    (
        "Lars Holm, previously vice president of engineering at Dropbox, writes a blog.",
        {"role former: Lars Holm | Dropbox | - | vice president of engineering"},
    ),
    (
        "Mei Tanaka is a board member of Sakana.",
        {"role held: Mei Tanaka | Sakana | - | board member"},
    ),
    (
        "Ola Berg was chief technology officer of Graphcore until 2021.",
        {"role former: Ola Berg | Graphcore | - | chief technology officer"},
    ),
    (
        "Mei Tanaka, who heads Google Research, gave the opening talk.",
        {"role held: Mei Tanaka | Google | Google Research | head"},
    ),
    (
        "Rita Gomez remains at Samsung as an adviser.",
        {"role held: Rita Gomez | Samsung | - | adviser"},
    ),
    (
        "Kim Larsen spent four years at Yahoo as a director of product.",
        {"role former: Kim Larsen | Yahoo | - | director of product"},
    ),
    (
        "Hugo Brandt, Apple's senior vice president of hardware, showed the chip.",
        {"role held: Hugo Brandt | Apple | - | senior vice president of hardware"},
    ),
    (
        "Adrian Cole, who used to run YouTube, sails a boat.",
        {"role former: Adrian Cole | YouTube | - | head"},
    ),
    (
        "Former Tesla AI director Mark Olsen teaches in Austin.",
        {"role former: Mark Olsen | Tesla | - | AI director"},
    ),
    (
        "Ex-IBM executive Rita Gomez writes novels.",
        {"role former: Rita Gomez | IBM | - | executive"},
    ),
    (
        "Bret Taylor chairs OpenAI's board.",
        {"role held: Bret Taylor | OpenAI | - | chair"},
    ),
]

NEAR_MISSES = [
    "The chief executive of Google spoke in Zurich.",
    "A former Intel executive now writes novels.",
    "Presidents and directors met in Davos to talk about Nvidia.",
    "Google's head office is in Mountain View.",
    "Lars Holm, a keen sailor, presented the results.",
]


@pytest.mark.parametrize(("sentence", "facts"), TELLING)
def test_a_sentence_about_positions_tells_its_facts(sentence: str, facts: set[str]) -> None:
    assert told(sentence) == facts


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_a_near_miss_about_positions_tells_nothing(sentence: str) -> None:
    assert told(sentence) == set()
