"""Departures and dismissals, and what looks like one and is none."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told

TELLING = [
    (
        "Jane Foster has left OpenAI.",
        {"left done: Jane Foster | OpenAI"},
    ),
    (
        "Jane Foster, OpenAI's head of safety, resigned on Monday.",
        {"left done: Jane Foster | OpenAI | head of safety"},
    ),
    (
        "Peter Olsen is stepping down as chief executive of Graphcore.",
        {"left announced: Peter Olsen | Graphcore | chief executive"},
    ),
    (
        "Uber has fired Carl Stein.",
        {"left done: Carl Stein | Uber"},
    ),
    (
        "Maria Lopez quit Meta in April.",
        {"left done: Maria Lopez | Meta"},
    ),
    (
        "Two directors left: Apple dismissed three managers, among them Kurt Weber and Ines Blum.",
        {"left done: Ines Blum | Apple", "left done: Kurt Weber | Apple"},
    ),
    (
        "Anna Karlsson gave up her seat on Spotify's board.",
        {"left done: Anna Karlsson | Spotify | board member"},
    ),
    (
        "Graphcore denied a report that Ines Calloway is planning to leave.",
        {"left denied: Ines Calloway | Graphcore"},
    ),
    (
        "Tamsin Orlo leaves Vexley Robotics for Brindlemark AI.",
        {
            "left announced: Tamsin Orlo | Vexley Robotics | - | Brindlemark AI",
            "joined announced: Tamsin Orlo | Brindlemark AI | - | Vexley Robotics",
        },
    ),
    (
        "Jane Foster denied that she would leave OpenAI.",
        {"left denied: Jane Foster | OpenAI"},
    ),
    (
        "Carl Stein is leaving Tesla, Reuters reported on Tuesday.",
        {"left reported: Carl Stein | Tesla"},
    ),
    (
        "Friday was the last day of Ann Moore at Nvidia; Moore wrote that she would retire.",
        {"left announced: Ann Moore | Nvidia"},
    ),
    (
        "Liam Byrne was ousted from Stability AI last month.",
        {"left done: Liam Byrne | Stability AI"},
    ),
    (
        "Rumours that Sundar Pichai may step down as chief executive of Google were denied by a spokesman.",
        {"left denied: Sundar Pichai | Google | chief executive"},
    ),
    (
        "Sriram Kapoor will step down from the boards of Groq and Runway.",
        {
            "left announced: Sriram Kapoor | Groq | board member",
            "left announced: Sriram Kapoor | Runway | board member",
        },
    ),
    (
        "Two engineers at Groq, Jim Park and Salma Haddad, are leaving the chipmaker.",
        {
            "left announced: Jim Park | Groq | engineer",
            "left announced: Salma Haddad | Groq | engineer",
        },
    ),
    (
        "Maya Stone, Ivo Lind and Ben Roy left Apple over the past month.",
        {
            "left done: Ben Roy | Apple",
            "left done: Ivo Lind | Apple",
            "left done: Maya Stone | Apple",
        },
    ),
    (
        "Stefan Roth is out as chief executive of Spotify.",
        {"left done: Stefan Roth | Spotify | chief executive"},
    ),
]

NEAR_MISSES = [
    "Jane Foster left a message for OpenAI.",
    "Peter Olsen left the stage in Berlin at noon.",
    "Carl Stein has not resigned from Uber.",
    "Nobody has left OpenAI this week.",
    "If Maria Lopez quit Meta, its shares would fall.",
]


@pytest.mark.parametrize(("sentence", "facts"), TELLING)
def test_a_sentence_about_leaving_tells_its_facts(sentence: str, facts: set[str]) -> None:
    assert told(sentence) == facts


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_a_near_miss_about_leaving_tells_nothing(sentence: str) -> None:
    assert told(sentence) == set()
