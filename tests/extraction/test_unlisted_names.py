"""Whether people are known for people in all kinds of sentences, by names that stand in no list."""

from __future__ import annotations

from itertools import cycle

import pytest

from tests.extraction.test_names import named
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import FIRST_NAMES
from tracker.extraction.looks import SURNAMES
from tracker.extraction.scorer.marks import Mark
from tracker.extraction.scorer.training.articles import filled
from tracker.extraction.scorer.training.passages import TEXT, Passage, Word, read_passages

FIRST = [
    "Thandiwe",
    "Yejin",
    "Xiaohong",
    "Ngozi",
    "Aslaug",
    "Ruxandra",
    "Wanjiru",
    "Zuzana",
    "Marisol",
    "Oyinkan",
    "Zhifeng",
    "Thulani",
    "Ruoming",
    "Babajide",
    "Szymon",
    "Jitendra",
    "Takumi",
    "Aurelien",
]
LAST = [
    "Nkosi",
    "Adeyemi",
    "Szegedy",
    "Vinyals",
    "Babuschkin",
    "Staniszewski",
    "Heikkinen",
    "Bhattacharya",
    "Krizhevsky",
    "Zaremba",
    "Radchenko",
    "Ogunleye",
    "Villalobos",
    "Achterberg",
    "Dumitrescu",
    "Kowalczyk",
    "Bjarnason",
]
COMPANIES = ("Cohere", "Intel", "Nvidia", "Databricks", "Mistral", "Samsung")
OTHERS = {Mark.UNIT: "Data Science", Mark.PRODUCT: "Lumen 2", Mark.PLACE: "Toronto", Mark.OUTLET: "Reuters", Mark.EVENT: "CES"}  # fmt: skip
#: Of hundred people how many may be taken for something else.
MOST_MISTAKEN = 3


def sentences_of(passage: Passage, people: dict[str, str]) -> list[str]:
    """The sentences of a passage with these people in it, in full wherever they are named."""
    companies: dict[str, str] = {}

    def called(word: Word) -> str:
        if word.mark is Mark.PERSON:
            return people[word.name]
        if word.mark is Mark.ORG:
            return companies.setdefault(word.name, COMPANIES[len(companies) % len(COMPANIES)])
        assert word.mark is not None
        return OTHERS[word.mark]

    return filled(passage, called)


def test_the_names_of_this_test_stand_in_no_list() -> None:
    assert not {name.lower() for name in FIRST} & FIRST_NAMES
    assert not {name.lower() for name in LAST} & SURNAMES


@pytest.mark.parametrize("file", ["passages-two.txt", "passages-nine.txt", "passages-twenty.txt"])
def test_people_with_unlisted_names_are_people_in_nearly_every_sentence(file: str) -> None:
    names = zip(cycle(FIRST), cycle(LAST), strict=False)
    right = wrong = 0
    for passage in read_passages(TEXT / file)[:120]:
        marks = {word.name for word in passage.words if word.mark is Mark.PERSON and not word.words}
        people = {mark: " ".join(next(names)) for mark in sorted(marks)}
        found = named(*sentences_of(passage, people))
        persons = {name for name, kind in found if kind is Kind.PERSON}
        right += len(persons & set(people.values()))
        wrong += len(set(people.values()) - persons)
    assert right > 100
    assert 100 * wrong <= MOST_MISTAKEN * (right + wrong)
