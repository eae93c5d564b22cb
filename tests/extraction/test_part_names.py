"""Names that no list knows: those of companies, and those of their parts."""

from __future__ import annotations

import pytest

from tests.extraction.reading import kinds, told
from tests.extraction.reading import named as names_of
from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.scorer.part_names import part_name, rows, unknown

PARTS = [
    ("Nokia told reporters that nobody would be hired in his place. His teams go into the AI Group, which vice president Nora Bell will head.", "AI Group"),
    ("Nora Bell, head of the Radeon group at Nokia, left in May. The Radeon group has 40 people.", "Radeon"),
    ("Nora Bell will run the AI Infra and AI Data teams at Nokia. AI Infra is led by Ivo Brandt.", "AI Infra"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), PARTS)
def test_a_name_that_stands_where_those_of_parts_stand_is_a_parts(text: str, name: str) -> None:
    assert kinds(text)[name] is Kind.UNIT


def test_a_name_that_no_word_beside_it_tells_to_be_a_parts_is_weighed() -> None:
    text, name = PARTS[-1]
    assert kinds(text, weighed=False)[name] is not Kind.UNIT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nora Bell left Nokia for Quillon, a start-up that has raised $4 million.", "Quillon"),
        ("Nokia has bought Vantor Systems of Oslo. Nora Bell, its founder, stays.", "Vantor Systems"),
        ("Ada Ferrow and Kofi Brandl were at Google. In 2014 the pair set up shop as Brightloom.", "Brightloom"),
        ("Lena Ortiz has left the Centre for Data Ethics and Innovation for Nokia.", "Centre for Data Ethics and Innovation"),
    ],
)  # fmt: skip
def test_a_company_or_a_body_that_no_list_knows_is_none(text: str, name: str) -> None:
    assert kinds(text)[name] is not Kind.UNIT


def test_somebody_at_a_part_is_at_the_company_that_has_it() -> None:
    for text, name in PARTS:
        places = {fact.split(": ", 1)[1].split(" | ")[1] for fact in told(text)}
        assert places and name not in places


def test_two_parts_whose_names_begin_alike_are_not_each_others() -> None:
    text = (
        "Samsung has named Jun Han co-chief executive. He runs the Device Solutions division, and Han Jo heads the"
        " Device Experience division."
    )
    found = names_of(text)
    parts = [m for mentions in found.mentions for m in mentions if m.text.startswith("Device")]
    assert {m.kind for m in parts} == {Kind.UNIT}
    assert not [m for m in parts if m.parent and m.parent.startswith("Device")]


def test_only_names_that_no_list_knows_and_that_stand_alone_are_asked_about() -> None:
    text = "Nokia Perception and Quillon told Ada Ferrow."
    named = [
        (
            text,
            [
                Mention(Kind.ORG, 0, 5, "Nokia", known=True),
                Mention(Kind.NAME, 6, 16, "Perception"),
                Mention(Kind.NAME, 21, 28, "Quillon"),
                Mention(Kind.PERSON, 34, 44, "Ada Ferrow"),
            ],
        )
    ]
    assert unknown(named) == ["Quillon"]


def test_what_is_asked_of_a_name_is_how_it_looks_and_what_stands_around_it() -> None:
    text = "Senior vice president of Nokia Global Markets since May."
    named = [
        (
            text,
            [
                Mention(Kind.ORG, 25, 30, "Nokia", known=True),
                Mention(Kind.ORG, 31, 45, "Global Markets"),
            ],
        )
    ]
    asked = set(rows("Global Markets", named))
    assert {
        "words 2",
        "first global",
        "last markets",
        "shape Aa Aa",
        "known 1",
        "places 1",
    } <= asked
    assert {"kind org", "< {known}", "<2 of", "> since", ">2 may", "{known} _ since"} <= asked
    assert part_name("Global Markets", named) < 0


def test_without_a_company_that_could_have_it_no_name_is_a_parts() -> None:
    text = PARTS[1][0].replace(" at Nokia", "")
    assert kinds(text)["Radeon"] is not Kind.UNIT
