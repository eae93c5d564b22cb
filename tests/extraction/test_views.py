"""Which quotations hold a view on technology or strategy."""

from __future__ import annotations

import pytest

from tracker.extraction.scorer.views import rows, view
from tracker.extraction.speakers import QUOTE


def _view(sentence: str) -> float:
    match = QUOTE.search(sentence)
    assert match is not None
    return view(sentence, match)


@pytest.mark.parametrize(
    "sentence",
    [
        '"Open models will be cheaper than closed ones within two years," said Mara Dunne.',
        "“We would rather be late with a safe system than first with a dangerous one,” Owen Pryce told investors.",
        'Regulation, says Ines Calloway, "should follow the risk of a system and not its size".',
        '"Customers do not want more software, they want fewer mistakes," she said.',
    ],
)
def test_a_judgement_on_technology_or_strategy_is_a_view(sentence: str) -> None:
    assert _view(sentence) > 0


@pytest.mark.parametrize(
    "sentence",
    [
        '"I only wanted to go home and see my children," said Mara Dunne.',
        '"Thank you for nine wonderful years," Owen Pryce wrote to his colleagues.',
        '"We are delighted to welcome Ines to the team," said Tarnwick.',
        '"We do not comment on rumours," a spokeswoman said.',
        '"He was standing at the door when the alarm went off," said the neighbour.',
    ],
)
def test_thanks_farewells_and_what_people_saw_are_none(sentence: str) -> None:
    assert _view(sentence) < 0


def test_all_names_and_all_numbers_look_alike() -> None:
    def words(sentence: str) -> list[str]:
        match = QUOTE.search(sentence)
        assert match is not None
        return list(rows(sentence, match))

    one = words('"In 2030 Quillon will be the last lab with chips of its own," said Ana Kovač.')
    assert one == words(
        '"In 2041 Google will be the last lab with chips of its own," said Tom Reed.'
    )
    assert one != words(
        '"In 2041 Google will be the first lab with chips of its own," said Tom Reed.'
    )
