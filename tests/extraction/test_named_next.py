"""Whom a sentence tells of that names nobody, where the next one begins by naming him."""

from __future__ import annotations

import pytest

from tests.extraction.reading import facts_of, told
from tracker.extraction import FactType

GONE = "The finance chief of Quillon has left after only three months."


@pytest.mark.parametrize(
    "behind",
    [
        "Marlon Tate told colleagues last week that he wanted to rest.",
        "Marlon Tate, a former partner at Tarnwick, told colleagues about it.",
        "Dr. Marlon Tate, 51, had run its accounts since 2019.",
        "The board had lost confidence in Marlon Tate, an employee said.",
    ],
)
def test_who_has_left_is_whom_the_next_sentence_begins_by_naming(behind: str) -> None:
    (left,) = facts_of(f"{GONE} {behind}", FactType.LEFT, "Marlon Tate")
    assert (left.values["org"], left.values["title"]) == ("Quillon", "finance chief")
    assert left.start == 0, "it is the first sentence that tells it"


@pytest.mark.parametrize(
    "behind",
    [
        "Marlon Tate takes over on Monday.",
        "Marlon Tate succeeds him.",
        "Marlon Tate was named in his place.",
        "Marlon Tate stays.",
        "Marlon Tate, an analyst at Tarnwick, said it was no surprise.",
        "Chief executive Marlon Tate said that a search had begun.",
        "Responsibility for marketing passes to Marlon Tate.",
        "The company has named Marlon Tate.",
    ],
)
def test_who_comes_after_him_stays_or_only_tells_of_it_has_not_left(behind: str) -> None:
    assert not facts_of(f"{GONE} {behind}", FactType.LEFT, "Marlon Tate")


def test_nobody_is_looked_for_ahead_once_somebody_has_been_named() -> None:
    text = f"Ines Roth runs Tarnwick. {GONE} Marlon Tate told colleagues about it."
    assert not facts_of(text, FactType.LEFT, "Marlon Tate")


def test_a_surname_alone_names_nobody_for_the_first_time() -> None:
    assert not facts_of(f"{GONE} Tate told colleagues about it.", FactType.LEFT, "Tate")


def test_several_are_meant_where_the_next_sentence_names_as_many() -> None:
    three = "Three engineers have quit Quillon for Tarnwick."
    named = ("Kenta Arimoto", "Yui Nakasone", "Rajesh Pillai")
    facts = told(f"{three} Kenta Arimoto, Yui Nakasone and Rajesh Pillai start in August.")
    assert {f"left done: {one} | Quillon | - | Tarnwick" for one in named} <= facts
    two = told(f"{three} Kenta Arimoto and Yui Nakasone start in August.")
    assert not any(fact.startswith("left done") for fact in two)


def test_he_may_be_whom_only_the_next_sentence_names() -> None:
    text = "After three months he has left Quillon. Marlon Tate told colleagues about it on Friday."
    (left,) = facts_of(text, FactType.LEFT, "Marlon Tate")
    assert left.values["org"] == "Quillon"
