"""Hires and joinings, and what looks like one and is none."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told

TELLING = [
    (
        "Priya Raman has joined Anthropic as head of policy.",
        {"joined done: Priya Raman | Anthropic | head of policy"},
    ),
    (
        "Marc Oliver and Dana Weiss are joining Google from Cohere.",
        {
            "joined announced: Dana Weiss | Google | - | Cohere",
            "joined announced: Marc Oliver | Google | - | Cohere",
            "left announced: Dana Weiss | Cohere | - | Google",
            "left announced: Marc Oliver | Cohere | - | Google",
        },
    ),
    (
        "Nvidia poached Lena Fischer from Intel to lead its robotics team.",
        {
            "joined done: Lena Fischer | Nvidia | head | Intel",
            "left done: Lena Fischer | Intel | - | Nvidia",
        },
    ),
    (
        "Elena Rossi moved from Spotify to Hugging Face in March.",
        {
            "joined done: Elena Rossi | Hugging Face | - | Spotify",
            "left done: Elena Rossi | Spotify | - | Hugging Face",
        },
    ),
    (
        "Tom Baker will join the board of Mistral.",
        {"joined announced: Tom Baker | Mistral | board member"},
    ),
    (
        "Mistral has recruited Jean Dupuis, a vice president at Salesforce.",
        {
            "joined done: Jean Dupuis | Mistral | - | Salesforce",
            "left done: Jean Dupuis | Salesforce | vice president | Mistral",
        },
    ),
    (
        "After ten years at IBM, Ravi Menon is heading to Databricks.",
        {
            "joined announced: Ravi Menon | Databricks | - | IBM",
            "left announced: Ravi Menon | IBM | - | Databricks",
        },
    ),
    (
        "Paul Kessler returned to Apple in 2023.",
        {"joined done: Paul Kessler | Apple"},
    ),
    (
        "Hana Sato was hired by Runway as its first general counsel.",
        {"joined done: Hana Sato | Runway | general counsel"},
    ),
    (
        "Microsoft has lured away Omar Haddad from Amazon.",
        {
            "joined done: Omar Haddad | Microsoft | - | Amazon",
            "left done: Omar Haddad | Amazon | - | Microsoft",
        },
    ),
    (
        "Greta Lind, the founder of Norrsken, is joining Meta together with her colleague Ivo Petrov.",
        {
            "founded done: Greta Lind | Norrsken",
            "joined announced: Greta Lind | Meta | - | Norrsken",
            "joined announced: Ivo Petrov | Meta",
            "left announced: Greta Lind | Norrsken | - | Meta",
        },
    ),
    (
        "Cohere is in talks with Nina Patel about a senior post.",
        {"joined rumoured: Nina Patel | Cohere"},
    ),
    (
        "Ben Carter left Uber for Waymo last year.",
        {"joined done: Ben Carter | Waymo | - | Uber", "left done: Ben Carter | Uber | - | Waymo"},
    ),
    (
        "Boris Adler may join OpenAI.",
        {"joined rumoured: Boris Adler | OpenAI"},
    ),
    (
        "Cohere has denied a report that it hired Yao Shun.",
        {"joined denied: Yao Shun | Cohere"},
    ),
    (
        "Runway poached Tesla Optimus engineer Julian Ibarz.",
        {
            "joined done: Julian Ibarz | Runway | - | Tesla",
            "left done: Julian Ibarz | Tesla | engineer | Runway",
        },
    ),
    (
        "Databricks hired Samsung's former AI chief Daniel Lee as an adviser.",
        {
            "joined done: Daniel Lee | Databricks | adviser",
            "role former: Daniel Lee | Samsung | - | AI chief",
        },
    ),
    (
        "Runway has hired Ana Lopes from Spotify and Karl Steiner from Dropbox.",
        {
            "joined done: Ana Lopes | Runway | - | Spotify",
            "joined done: Karl Steiner | Runway | - | Dropbox",
            "left done: Ana Lopes | Spotify | - | Runway",
            "left done: Karl Steiner | Dropbox | - | Runway",
        },
    ),
]

NEAR_MISSES = [
    "Runway hired Dana Weiss?",
    "Priya Raman joined a call with Anthropic's customers.",
    "If Google hired Dana Weiss, nobody would be surprised.",
    "Tom Baker has not joined Mistral.",
    "Suppose Apple poached Lena Fischer tomorrow.",
    "Elena Rossi joined the applause in Paris.",
    "Mistral has hired nobody this year.",
]


@pytest.mark.parametrize(("sentence", "facts"), TELLING)
def test_a_sentence_about_joining_tells_its_facts(sentence: str, facts: set[str]) -> None:
    assert told(sentence) == facts


@pytest.mark.parametrize("sentence", NEAR_MISSES)
def test_a_near_miss_about_joining_tells_nothing(sentence: str) -> None:
    assert told(sentence) == set()
