"""Short forms of people's names, and names that a model runs together with what stands before them."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told
from tracker.extraction.shortened import own_name, short_first_names, with_kin


def test_the_beginning_of_one_person_s_first_name_is_that_person() -> None:
    people = ["Alexandr Wang", "Timothy Crane", "Tim Cook", "Samir Rao", "Samantha Poe"]
    found = short_first_names(["Alex", "Tim", "Sam", "Al", "Alexandr", "Quillon"], people)
    assert found == {"Alex": "Alexandr Wang", "Tim": "Timothy Crane"}


@pytest.mark.parametrize(
    ("text", "people", "kin"),
    [
        ("the brothers Jari and Mikko Sundqvist", ["Mikko Sundqvist"], ["Jari Sundqvist"]),
        ("Nora and Ivo Brandt built it", ["Ivo Brandt"], ["Nora Brandt"]),
        ("Quillon and Ivo Brandt built it", ["Ivo Brandt"], []),
        ("Michael James and Ivo Brandt built it", ["Ivo Brandt"], []),
        ("James and Ivo Brandt built it", ["Ivo Brandt", "Ada James"], []),
        ("the founders Holm and Ivo Brandt", ["Ivo Brandt"], []),
    ],
)
def test_a_surname_that_is_written_once_is_that_of_kin_alone(
    text: str, people: list[str], kin: list[str]
) -> None:
    assert with_kin(text, people) == [*people, *kin]


@pytest.mark.parametrize(
    ("run_together", "name"),
    [
        ("Quillon, Pia Holm", "Pia Holm"),
        ("Pia Holm", "Pia Holm"),
        ("Pia Holm, Jr.", "Pia Holm, Jr."),
        ("Tarn, Quillon, Pia Holm", "Pia Holm"),
    ],
)
def test_what_stands_before_a_comma_is_no_part_of_a_person_s_name(
    run_together: str, name: str
) -> None:
    assert own_name(run_together) == name


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Meta denied a report that Alexandr Wang plans to leave. “Alex is not leaving Meta,” a spokesman said.",
            {"left denied: Alexandr Wang | Meta"},
        ),
        (
            "Nora Bell has left Cohere to join OpenAI as head of policy. She will report to Ivo Brandt.",
            {
                "joined done: Nora Bell | OpenAI | head of policy | Cohere",
                "left done: Nora Bell | Cohere | - | OpenAI",
                "reports_to announced: Nora Bell | Ivo Brandt | OpenAI",
            },
        ),
        (
            "The departure of Nora Bell, Cohere's chief scientist, follows that of co-founder Ivo Brandt.",
            {
                "founded done: Ivo Brandt | Cohere",
                "left done: Nora Bell | Cohere | chief scientist",
            },
        ),
    ],
)
def test_who_is_meant_is_told_with_the_place_that_is_meant(text: str, facts: set[str]) -> None:
    assert told(text) == facts
