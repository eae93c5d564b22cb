"""The plainest texts that tell of people, money, staff and units, in all tenses and voices, and some that tell nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extraction.reading import told
from tracker.extraction.measuring.plain import rows

#: A file for each subject: a text a line, and behind it each fact that it tells; none behind one that tells nothing.
SENTENCES = Path(__file__).parents[1] / "data/plain_sentences"


@pytest.mark.parametrize(
    ("text", "facts"), [(text, set(facts)) for _, text, facts in rows(SENTENCES)]
)
def test_a_plain_text_tells_its_facts_and_no_others(text: str, facts: set[str]) -> None:
    assert told(text) == facts
