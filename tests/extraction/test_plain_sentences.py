"""The plainest texts that tell of people, money, staff and units, in all tenses and voices, and some that tell nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extraction.reading import told

#: A file for each subject: a text a line, and behind it each fact that it tells; none behind one that tells nothing.
SENTENCES = [
    line.split("\t")
    for file in sorted((Path(__file__).parents[1] / "data/plain_sentences").glob("*.tsv"))
    for line in file.read_text().splitlines()
]


@pytest.mark.parametrize(("text", "facts"), [(text, set(facts)) for text, *facts in SENTENCES])
def test_a_plain_text_tells_its_facts_and_no_others(text: str, facts: set[str]) -> None:
    assert told(text) == facts
