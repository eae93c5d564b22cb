"""Readers see the evidence and at most one sentence of somebody else's text on either side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.timeline.excerpts import REACH, excerpt, sentence_after, sentence_before

TEXT = "First one. Second one! Third one? Fourth one.\nA new line. The end"


@pytest.mark.parametrize(
    ("evidence", "before", "after"),
    [
        ("First one.", "", " Second one!"),
        ("Third one?", "Second one! ", " Fourth one."),
        ("Fourth one.", "Third one? ", ""),
        ("A new line.", "", " The end"),
        ("The end", "A new line. ", ""),
    ],
)
def test_one_sentence_stands_on_either_side_and_no_line_is_crossed(
    evidence: str, before: str, after: str
) -> None:
    start = TEXT.index(evidence)
    shown = excerpt(TEXT, start, start + len(evidence))
    assert (shown.before, shown.evidence, shown.after) == (before, evidence, after)


def test_evidence_that_stops_before_its_full_stop_still_gets_one_neighbour() -> None:
    assert sentence_after(". Second one. Third one.") == ". Second one."


def test_a_text_without_an_end_of_sentence_is_not_shown_whole() -> None:
    assert sentence_before("word " * 500) == ""
    assert sentence_after("word " * 500) == ""


sentences = st.lists(
    st.text(alphabet="abc ,", min_size=1, max_size=30).map(lambda words: f"A{words}b."),
    min_size=5,
    max_size=9,
)


@given(sentences, st.data())
def test_never_more_than_one_neighbour_is_shown(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    chosen = data.draw(st.integers(0, len(parts) - 1))
    start = sum(len(part) + 1 for part in parts[:chosen])
    shown = excerpt(text, start, start + len(parts[chosen]))
    before = parts[chosen - 1] if chosen else ""
    after = parts[chosen + 1] if chosen + 1 < len(parts) else ""
    assert shown.before.strip() in {before, ""}
    assert shown.after.strip() in {after, ""}
    assert len(shown.before) <= REACH
