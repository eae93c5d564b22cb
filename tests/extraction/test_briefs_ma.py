"""Who and which company is meant in short reports: "he and X", "with whom she founded", "the company" of its chief."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.reading import findings
from tracker.extraction import FactType, Finding


def _of(text: str, kind: FactType, person: str) -> list[Finding]:
    found = findings(text, published=date(2025, 6, 12))
    return [one for one in found if one.type is kind and one.values.get("person") == person]


def _told(text: str, kind: FactType, person: str) -> list[tuple[object, object]]:
    return [(one.values.get("org"), one.values.get("title")) for one in _of(text, kind, person)]


@pytest.mark.parametrize("person", ["Tom Weber", "Nora Bell"])
@pytest.mark.parametrize(
    "text",
    [
        "Tom Weber left Stripe in 2021. Now he and Nora Bell, his co-founder at Ostra AI, are going to Google DeepMind.",
        "Tom Weber is having a rest. His co-founder at Ostra AI, Nora Bell, runs the shop.",
        "Tom Weber and Nora Bell, his co-founder at Ostra AI, were in Berlin.",
        "Tom Weber left Stripe in 2021. Nora Bell, with whom he founded Ostra AI, was the first to know.",
    ],
)
def test_whoever_has_a_co_founder_has_founded_the_same_company(text: str, person: str) -> None:
    assert _told(text, FactType.FOUNDED, person) == [("Ostra AI", None)]


@pytest.mark.parametrize("person", ["Tom Weber", "Nora Bell"])
def test_what_he_and_somebody_else_do_both_do(person: str) -> None:
    text = "Tom Weber left Stripe in May. He and Nora Bell are joining Cohere."
    assert _told(text, FactType.JOINED, person) == [("Cohere", None)]


def test_whoever_hired_somebody_is_somebody_else() -> None:
    text = "Tom Weber left Cohere in May. Ivo Brandt, whom he hired in 2020, is the new chief executive."
    assert ("Cohere", "chief executive") in _told(text, FactType.ROLE, "Ivo Brandt")
    assert not _told(text, FactType.ROLE, "Tom Weber")


def test_the_company_that_its_chief_speaks_of_is_his_own() -> None:
    text = "Intel will buy Ostra Systems. Neither side gave a price. Nora Bell, Ostra's chief executive, set the company up in 2014 with Ivo Brandt."
    for person in ("Nora Bell", "Ivo Brandt"):
        assert _told(text, FactType.FOUNDED, person) == [("Ostra Systems", None)]


def test_the_company_behind_another_name_is_not_the_chief_s() -> None:
    text = (
        "Nora Bell, Cohere's chief executive, says that Tom Weber of Stripe has left the company."
    )
    assert not [org for org, _ in _told(text, FactType.LEFT, "Tom Weber") if org == "Cohere"]


@pytest.mark.parametrize("verb", ["had started", "set up"])
def test_who_started_the_company_has_founded_it(verb: str) -> None:
    text = f"Nora Bell was sacked as chief executive of Cohere. The British physicist {verb} the company in 2014 with Ivo Brandt."
    for person in ("Nora Bell", "Ivo Brandt"):
        assert _told(text, FactType.FOUNDED, person) == [("Cohere", None)]


@pytest.mark.parametrize(
    "end",
    [
        "resigned as chief executive of Cohere and from its board.",
        "resigned as chief executive and from the board of Cohere.",
    ],
)
def test_who_gives_up_a_post_and_a_seat_gives_up_both(end: str) -> None:
    told = _told(f"Nora Bell has {end}", FactType.LEFT, "Nora Bell")
    assert sorted(told, key=str) == [("Cohere", "board member"), ("Cohere", "chief executive")]


def test_who_gives_up_only_a_seat_gives_up_nothing_else() -> None:
    text = "Nora Bell has left the board of Cohere."
    assert _told(text, FactType.LEFT, "Nora Bell") == [("Cohere", "board member")]


def test_he_is_whom_a_company_has_spoken_of() -> None:
    text = (
        "Tom Weber is giving up his post at Stripe for one at Cohere. The company said that he would report to Nora Bell. "
        "He begins in May, and Ivo Brandt, with whom he founded Ostra AI, comes along."
    )
    assert _told(text, FactType.FOUNDED, "Tom Weber") == [("Ostra AI", None)]
    assert not _told(text, FactType.FOUNDED, "Nora Bell")
