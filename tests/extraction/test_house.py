"""Which company says "we" in a letter, a post or a release."""

from __future__ import annotations

import pytest

from tests.extraction.reading import told
from tracker.extraction.house import house_of

NAMES = ("Intel", "Quillon", "Cohere")


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("We at Quillon like Intel. Intel likes us.", "Quillon"),
        ("We are Quillon, and we like Intel. Intel likes our lamps.", "Quillon"),
        ("Intel likes us. Life here at Quillon is good, and we hire.", "Quillon"),
        ("Intel is new to us. We are glad to welcome Ada Holm to the Quillon team.", "Quillon"),
        ("Quillon is proud to say that Intel likes us. We like Intel.", "Quillon"),
        ("We like Intel. Intel likes us.\n\nAda Holm, chief executive, Quillon", "Quillon"),
        ("We like Intel. Intel likes us.\n\nAbout Quillon\n\nLamps.", "Quillon"),
        ("We like Quillon, and Intel likes us.", None),
        ("Quillon announces a lamp. Intel likes it.", None),
        ("“We at Quillon like Intel,” she said. “Intel likes us.”", None),
        ("We at Quillon and we at Intel like us.", None),
    ],
)
def test_the_house_is_what_a_text_says_we_for(text: str, house: str | None) -> None:
    assert house_of("", text, NAMES) == house


def test_a_headline_may_tell_whose_text_it_is() -> None:
    assert house_of("New faces at Quillon", "We have hired. Intel likes us.", NAMES) == "Quillon"


def test_our_officers_are_those_of_the_house_and_not_of_who_was_named_last() -> None:
    facts = told(
        "We at Quillon are glad to say that Intel has bought 12% of our company. Nora Bell, our finance director, stays, "
        "and Ivo Brandt, our CTO, joined us from Cohere."
    )
    assert {
        "stake done: Intel | Quillon | 12",
        "role held: Nora Bell | Quillon | - | finance director",
        "joined done: Ivo Brandt | Quillon | - | Cohere",
    } <= facts


def test_what_others_say_of_us_in_quotations_is_not_said_for_the_house() -> None:
    text = (
        "We are Quillon. Ivo Brandt left us for Cohere in May. “Intel has bought us,” said Nora Bell, "
        "chief executive of Cohere."
    )
    assert not any(fact.startswith("stake") and "Quillon" in fact for fact in told(text))
