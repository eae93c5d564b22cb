"""Whom a text means that does not name them in full: its author, kin, two of one surname, those told together before."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told
from tracker.extraction.author import author_of, is_quoted


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("On Friday I left Cohere.\n\n— Nora Bell", "Nora Bell"),
        ("On Friday I left Cohere.\n\nYours, Nora Bell", "Nora Bell"),
        ("On Friday I left Cohere.\n\nNora Bell, Chief Executive, Quillon", "Nora Bell"),
        ("On Friday I left.\n\nNora Bell\nFounder\n\nQuillon makes lamps.", "Nora Bell"),
        ("From: Nora Bell, Chief Operating Officer\n\nColleagues, I am glad.", "Nora Bell"),
        ("By Nora Bell\n\nOn Friday I left Cohere.", "Nora Bell"),
        ("Hello. I'm Nora Bell, and I left Cohere on Friday.", "Nora Bell"),
        ("On Friday I left Cohere.\n\nThe Quillon Team", None),
        ("On Friday I left Cohere.\n\nAbout Quillon", None),
        ("On Friday I left Cohere.\n\nThank you for everything.", None),
        ("On Friday I left Cohere. I'm Dutch, and stubborn.", None),
        ("On Friday I left Cohere.\n\nRelated Stories", None),
        ("From San Francisco\n\nOn Friday I left Cohere.", None),
        ("Cohere has a new chief.\n\nNora Bell", None),
    ],
)
def test_the_author_is_who_signs_heads_or_introduces_a_text(text: str, author: str | None) -> None:
    assert author_of(text) == author


def test_a_place_is_quoted_until_its_quotation_ends() -> None:
    text = "“I left. I was tired,” she said. I was not.\n“So was I."
    assert [is_quoted(text, text.index(word)) for word in ("I was tired", "I was not")] == [
        True,
        False,
    ]


def test_i_is_the_author_but_not_in_what_others_say() -> None:
    text = (
        "I left Cohere on Friday. “I joined Mistral in May. I have left Intel,” says Ivo Brandt.\n\n"
        "— Nora Bell"
    )
    facts = told(text)
    assert "left done: Nora Bell | Cohere" in facts
    assert not any("Nora Bell" in fact for fact in facts - {"left done: Nora Bell | Cohere"})


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Quillon was founded in 2017 by the brothers Jari and Mikko Sundqvist. Jari quit in 2023.",
            {
                "founded done: Jari Sundqvist | Quillon",
                "founded done: Mikko Sundqvist | Quillon",
                "left done: Jari Sundqvist | Quillon",
            },
        ),
        (
            "Hyun-woo Baek has left Amazon for Cohere.",
            {
                "joined done: Hyun-woo Baek | Cohere | - | Amazon",
                "left done: Hyun-woo Baek | Amazon | - | Cohere",
            },
        ),
        (
            "Nora Dodds and Craig Dodds founded Quillon. Mr. Dodds left on Monday.",
            {
                "founded done: Nora Dodds | Quillon",
                "founded done: Craig Dodds | Quillon",
                "left done: Craig Dodds | Quillon",
            },
        ),
        (
            "Nora Dodds and Craig Dodds founded Quillon. Ms Dodds left on Monday.",
            {
                "founded done: Nora Dodds | Quillon",
                "founded done: Craig Dodds | Quillon",
                "left done: Nora Dodds | Quillon",
            },
        ),
        (
            "Nora Bell and Ivo Brandt founded Quillon in 2022. Bell will report to Clara Voss, who leads sales; Brandt stays. Both left Intel in 2021.",
            {
                "founded done: Nora Bell | Quillon",
                "founded done: Ivo Brandt | Quillon",
                "reports_to announced: Nora Bell | Clara Voss | Quillon",
                "role held: Clara Voss | Quillon | - | head of sales",
                "left done: Nora Bell | Intel",
                "left done: Ivo Brandt | Intel",
            },
        ),
    ],
)
def test_people_told_of_in_few_words_are_those_who_are_meant(text: str, facts: set[str]) -> None:
    assert told(text) == facts
