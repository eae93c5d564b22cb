"""Names of several words that no list knows: those of people, and those of companies."""

from __future__ import annotations

import pytest

from tests.extraction.reading import kinds, named
from tracker.extraction.kinds import Kind
from tracker.extraction.scorer.person_names import Place, Spoken, person_name, rows

COMPANIES = [
    ("Halvorsen Trucks has to find $14 million to be rid of Lucinda Brathwaite. She led Halvorsen Trucks for ten years.", "Halvorsen Trucks"),
    ("OSLO -- Rideau Teachers, holder of 9% of the shares, voted against the pay of Kofi Brandl. Rideau Teachers said so on Friday.", "Rideau Teachers"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), COMPANIES)
def test_a_company_that_is_called_like_nobody_is_a_company(text: str, name: str) -> None:
    assert kinds(text)[name] is not Kind.PERSON
    assert kinds(text, weighed=False)[name] is Kind.PERSON


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Barry French is leaving Corvane, where he has been marketing chief since 2011. French will rest.", "Barry French"),
        ("Corvane has hired Rich Miner as chief scientist. Miner had been at Slate.", "Rich Miner"),
        ("Corvane said that He Junjie, its chief technology officer, would leave in May.", "He Junjie"),
        ("Samsung has given the post to Do Hyung-jin, until now head of sales.", "Do Hyung-jin"),
        ("Slate has dismissed Noor van den Heuvel.", "Noor van den Heuvel"),
    ],
)  # fmt: skip
def test_a_person_may_be_called_by_words_of_the_language(text: str, name: str) -> None:
    assert kinds(text)[name] is Kind.PERSON


def test_words_alone_make_nobody_of_whom_nothing_speaks_as_of_a_person() -> None:
    text = "The market has grown, and He Googled it. So Nvidia hired nobody. You Tubers left."
    assert Kind.PERSON not in kinds(text).values()


def test_what_a_list_or_the_look_of_a_name_settles_is_not_asked() -> None:
    found = named("Nora Bell of Index Ventures met Ada Ferrow.")
    assert set(found.registry.may_be_people()) == {"Nora Bell", "Ada Ferrow"}


def test_what_is_asked_of_a_name_is_how_it_looks_how_it_is_used_and_what_stands_around_it() -> None:
    text = "Slate hired Ada Ferrow as its head. Ferrow came from Vantor."
    spoken = Spoken(
        "Ada Ferrow", text, {"PERSON": 2}, {}, {"PERSON": 1}, [Place(text[:35], 12, 22)]
    )
    asked = set(rows(spoken))
    assert {"words 2", "first ada", "last ferrow", "shape Aa Aa", "last ends row"} <= asked
    assert {"letters ^fe", "vote PERSON", "vote PERSON 2", "last sign PERSON"} <= asked
    assert {"whole 1", "last alone 1", "first alone 0", "alone 1 0"} <= asked
    assert {"< hired", "<2 X", "> as", ">2 its", "hired _ as", "> as its >"} <= asked
    assert person_name(spoken) > 0


def test_a_known_company_is_not_called_after_whom_the_article_names_behind_it() -> None:
    found = kinds("Thomas Kuriyan is leaving Slate. At Google Kuriyan had been president of sales.")
    assert found["Google"] is Kind.ORG
    assert found["Kuriyan"] is Kind.PERSON


def test_a_firm_that_is_called_after_a_company_is_one_of_its_own() -> None:
    found = kinds("Kelly Chen has left Google Ventures for the Google Growth Fund.")
    assert found["Google Ventures"] is Kind.ORG
    assert found["Google Growth Fund"] is Kind.ORG


def test_a_company_said_again_in_capitals_has_no_longer_name() -> None:
    assert "Google Inc GOOGLE" not in kinds(
        "Google Inc GOOGLE has hired Ada Ferrow as head of sales."
    )
