"""Which company a description means where its name is not told again."""

from __future__ import annotations

import pytest

from tests.extraction.reading import findings
from tracker.extraction.descriptions import fitting


def _orgs(text: str, person: str) -> set[object]:
    found = findings(text)
    return {one.values.get("org") for one in found if one.values.get("person") == person}


@pytest.mark.parametrize(
    ("text", "org"),
    [
        ("SAP and Mistral have signed a contract. Nora Bell, the German group's finance chief, praised it.", "SAP"),
        ("ASML led the round of Mistral. Nora Bell, the Dutch group's chief financial officer, praised it.", "ASML"),
        ("Hyundai and Cerebras have a plan. Nora Bell, the carmaker's head of robots, has quit.", "Hyundai"),
        ("Nora Bell has left OpenAI. Apple is pleased: the iPhone maker lured her last week.", "Apple"),
    ],
)  # fmt: skip
def test_a_description_means_the_one_company_of_the_article_that_it_fits(
    text: str, org: str
) -> None:
    assert org in _orgs(text, "Nora Bell")


def test_a_company_of_which_nothing_is_known_keeps_what_the_article_says_of_it() -> None:
    text = "Ostra Robotics is growing, and ASML is among its investors. Nora Bell has left the company."
    assert _orgs(text, "Nora Bell") == {"Ostra Robotics"}


def test_a_description_that_fits_several_or_says_nothing_decides_nothing() -> None:
    assert fitting("the German group", ["SAP", "Siemens", "Mistral"]) is None
    assert fitting("the company", ["SAP", "Mistral"]) is None
    assert fitting("the German group", ["SAP", "Mistral"]) == "SAP"


def test_all_words_of_a_description_have_to_fit() -> None:
    assert fitting("the South Korean carmaker", ["Samsung", "Toyota", "Hyundai"]) == "Hyundai"
