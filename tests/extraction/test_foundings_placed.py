"""Whose founders they are, by all that an article tells: of the company that they leave, and never of the one that hires them."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told


@pytest.mark.parametrize(
    ("text", "founded"),
    [
        (
            "Google is buying Fernlight for $90 million, it said on Monday. "
            "Nora Bell founded the company with Ivo Brandt in 2017.",
            {"Ivo Brandt | Fernlight", "Nora Bell | Fernlight"},
        ),
        (
            "Norvane has bought Fernlight. Nora Bell founded Norvane in 2017.",
            {"Nora Bell | Norvane"},
        ),
        (
            "Fernlight is for sale. Norvane pounced on Monday: it hired chief executive Nora Bell and her co-founder Ivo Brandt.",
            {"Ivo Brandt | Fernlight", "Nora Bell | Fernlight"},
        ),
        ("Norvane has hired Nora Bell, a founder.", set()),
        (
            "Nora Bell is returning to Norvane, the company that she founded in 2015.",
            {"Nora Bell | Norvane"},
        ),
    ],
)
def test_nobody_has_founded_what_only_hires_him_or_buys_his_company(
    text: str, founded: set[str]
) -> None:
    facts = told(text)
    assert {f.removeprefix("founded done: ") for f in facts if f.startswith("founded")} == founded
