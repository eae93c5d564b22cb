"""What short reports of business leave to their readers: posts given up, chiefs named by others, firms bought in part."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.reading import findings
from tracker.extraction import FactType, Finding


def _of(text: str, kind: FactType, person: str) -> list[Finding]:
    found = findings(text, published=date(2025, 6, 12))
    return [one for one in found if one.type is kind and one.values.get("person") == person]


def _posts(text: str, person: str) -> list[tuple[object, object, object]]:
    told = _of(text, FactType.ROLE, person)
    return [(one.values.get("org"), one.values.get("title"), one.status) for one in told]


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Brandt, who has been finance chief of Cohere since 2010, will become its president.",
        "Ivo Brandt, who is Cohere's finance chief, moves up to president.",
        "Ivo Brandt, who has been finance chief of Cohere for seven years, stays on as its president.",
    ],
)
def test_who_gets_another_post_gives_up_the_one_he_is_told_to_have(text: str) -> None:
    assert ("Cohere", "finance chief", "former") in _posts(text, "Ivo Brandt")
    assert ("Cohere", "president", "announced") in _posts(text, "Ivo Brandt")


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Brandt, Cohere's finance chief, will become president as well.",
        "Ivo Brandt, who is Cohere's finance chief, remains its president.",
    ],
)
def test_who_gets_a_post_besides_his_own_keeps_it(text: str) -> None:
    assert ("Cohere", "finance chief", "held") in _posts(text, "Ivo Brandt")


def test_how_long_somebody_has_a_post_is_no_part_of_its_title() -> None:
    text = "Cohere is in trouble. Ivo Brandt, who has been finance chief for nine years, resigned."
    left = _of(text, FactType.LEFT, "Ivo Brandt")
    assert [one.values.get("title") for one in left] == ["finance chief"]


def test_a_region_that_is_a_part_of_the_company_is_no_part_of_the_title() -> None:
    text = (
        "Ivo Brandt, president of the Asia Pacific region, has been made chief executive of Cohere."
    )
    assert ("Cohere", "president", "former") in _posts(text, "Ivo Brandt")


@pytest.mark.parametrize(
    "text",
    [
        "Ivo Brandt, CEO of Cohere, is leaving and has named Nora Bell as his successor.",
        "Ivo Brandt resigned as CEO of Cohere and named Nora Bell his successor.",
        "Ivo Brandt resigned as CEO of Cohere. The board has picked Nora Bell, a lawyer, as his replacement.",
        "Cohere CEO Ivo Brandt has left. Nora Bell has been chosen as his successor.",
    ],
)
def test_who_is_named_as_a_successor_gets_the_post_that_was_given_up(text: str) -> None:
    assert ("Cohere", "CEO", "done") in _posts(text, "Nora Bell")


def test_a_possible_successor_has_no_post() -> None:
    text = "Tom Weber is CEO of Cohere. He named Nora Bell as a possible successor."
    assert not _posts(text, "Nora Bell")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Now head of research at Stripe, Nora Bell spoke in Berlin.", "held"),
        ("Once head of research at Stripe, Nora Bell now paints.", "former"),
        (
            "Nora Bell is rich. A former head of research at Stripe, the payments firm, she now paints.",
            "former",
        ),
        ("Formerly head of research at Stripe, Nora Bell paints.", "former"),
    ],
)
def test_a_title_that_opens_a_sentence_is_its_subjects(text: str, status: str) -> None:
    assert ("Stripe", "head of research", status) in _posts(text, "Nora Bell")


def test_a_title_before_who_speaks_is_not_the_speakers() -> None:
    text = "The head of research at Stripe, Nora Bell said, has no need of glasses."
    assert not _posts(text, "Nora Bell")


def test_since_when_somebody_has_a_post_is_not_when_he_leaves_it() -> None:
    text = "Nora Bell, Cohere's finance chief since 2021, quit on Monday."
    assert [one.date for one in _of(text, FactType.LEFT, "Nora Bell")] == ["2025-06-09"]


def test_whoever_will_lead_a_company_as_its_chief_is_chief_there_and_not_where_he_was() -> None:
    text = "Nora Bell, president of Stripe, will lead Cohere as chief executive."
    assert ("Stripe", "chief executive") not in {post[:2] for post in _posts(text, "Nora Bell")}
