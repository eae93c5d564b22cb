"""The plainest texts that tell of people, money, staff and units, in all tenses and voices, and some that tell nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extraction.names import GAZETTEER
from tracker.extraction import Text
from tracker.extraction.measuring.plain import PUBLISHED, line, rows_of
from tracker.extraction.reading import read_many

#: A file for each subject: a text a line, and behind it each fact that it tells; none behind one that tells nothing.
SUBJECTS = sorted((Path(__file__).parents[1] / "data/plain_sentences").glob("*.tsv"))


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda path: path.stem)
def test_plain_texts_tell_their_facts_and_no_others(subject: Path) -> None:
    given = [(text, set(facts)) for _, text, facts in rows_of(subject)]
    read = read_many([Text(text, "", PUBLISHED) for text, _ in given], gazetteer=GAZETTEER)
    told = [
        (text, {line(finding) for finding in reading.findings})
        for (text, _), reading in zip(given, read, strict=True)
    ]
    assert told == given
