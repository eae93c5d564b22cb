"""Who comes along with a bought company: whoever of its people is told to answer to somebody at the buyer."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        (
            "Siemens is buying Fernlight. Nora Bell founded the company in 2017. She will report to Ivo Brandt, a vice president.",
            {"joined announced: Nora Bell | Siemens | - | Fernlight"},
        ),
        (
            "Siemens has bought Fernlight. Its chief executive, Nora Bell, will work for Ivo Brandt, who runs the sales division at Siemens.",
            {"joined announced: Nora Bell | Siemens | - | Fernlight"},
        ),
        (
            "Siemens is buying Fernlight. Nora Bell, a vice president at Siemens, will report to Ivo Brandt.",
            set(),
        ),
        (
            "Fernlight has rejected a bid by Siemens. Nora Bell founded the company in 2017. She will report to Ivo Brandt.",
            set(),
        ),
        (
            "Siemens is buying Fernlight. Nora Bell, the founder of Quillbox, will report to Ivo Brandt, a vice president at Quillbox.",
            set(),
        ),
    ],
)
def test_whoever_of_a_bought_company_answers_to_the_buyer_comes_along(
    text: str, moves: set[str]
) -> None:
    assert {f for f in told(text) if f.startswith(("joined", "left"))} == moves
