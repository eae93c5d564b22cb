"""Names of companies' parts, known by what they are called and by who heads them, and whose they are."""

from __future__ import annotations

import pytest

from tests.extraction.reading import kinds, told
from tracker.extraction.kinds import Kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nora Bell and Ivo Brandt, the co-leads of Fair Ranking, have left Cohere.", "Fair Ranking"),
        ("Cohere has news. Nora Bell returns to Desktop Engineering as its head.", "Desktop Engineering"),
        ("Cohere promotes Nora Bell, who gets the whole Cloud Group.", "Cloud Group"),
        ("The new AI and Language Group of Cohere is led by Nora Bell.", "AI and Language Group"),
        ("At Cohere Nora Bell gets the Radio and Networking group.", "Radio and Networking"),
    ],
)  # fmt: skip
def test_what_somebody_heads_by_such_words_is_a_part(text: str, name: str) -> None:
    assert kinds(text, weighed=False)[name] is Kind.UNIT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tom Krebs left Cohere and founded the Krebs Brannock Group.", "Krebs Brannock Group"),
        ("Nora Bell of Cohere is an official at the Treasury Department.", "Treasury Department"),
    ],
)
def test_what_is_called_after_its_founders_or_is_a_states_is_none(text: str, name: str) -> None:
    assert kinds(text, weighed=False)[name] is not Kind.UNIT


def test_who_heads_a_part_has_his_post_at_its_owner() -> None:
    facts = told(
        "Google Brain and Google Research are parts of Google. Nora Bell is the leader of Brain."
    )
    assert "role held: Nora Bell | Google | Brain | leader" in facts


def test_who_only_changes_his_part_neither_comes_nor_goes() -> None:
    facts = told(
        "Cohere shuffles its managers. Ivo Brandt returns to Desktop Engineering as its head."
    )
    assert facts == {"role announced: Ivo Brandt | Cohere | Desktop Engineering | head"}


def test_the_group_is_the_one_that_was_named_before() -> None:
    facts = told("Cohere praised its Cloud Group. Nora Bell has been put at the head of the group.")
    assert facts == {"role done: Nora Bell | Cohere | Cloud Group | head"}
