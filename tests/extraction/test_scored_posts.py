"""Posts where the words and the scorer must agree: whose title, at which place, something to lead."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told

NO_POSTS = [
    "Rita Gomez thanked her former manager, Lars Holm, in a speech at Cohere.",
    "Kim Larsen's boss, Mei Tanaka, shook her head at Samsung.",
    "Lars Holm and Ola Berg, his partner in crime, met again at Mistral.",
]


@pytest.mark.parametrize("sentence", NO_POSTS)
def test_what_one_person_is_to_another_is_no_post(sentence: str) -> None:
    assert not {line for line in told(sentence) if line.startswith("role")}


def test_one_of_the_founders_holds_no_post_called_founders() -> None:
    lines = told("Mistral was praised by Mei Tanaka, one of Cohere's founders.")

    assert not {line for line in lines if line.startswith("role")}


def test_the_person_that_a_chief_of_staff_serves_is_not_the_chief_of_staff() -> None:
    lines = told("Rita Gomez, once Lars Holm's chief of staff at Intel, gave a talk.")

    assert not {line for line in lines if line.startswith("role") and "Lars Holm" in line}


def test_a_title_beside_one_name_is_not_given_to_another() -> None:
    lines = told("Ola Berg, the chairman of Graphcore, introduced Kim Larsen of Dropbox.")

    assert {line for line in lines if line.startswith("role")} == {
        "role held: Ola Berg | Graphcore | - | chairman"
    }
