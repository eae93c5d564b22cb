"""Where words stand in a text, as whole words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tracker.kernel.whole_words import has_words, places_of


def test_words_are_found_where_they_are_no_part_of_longer_ones() -> None:
    text = "Meta's Metal team left Meta; Meta_2 and (Meta) stay."
    assert [text[at - 1 : at + 5] for at in places_of("Meta", text)][1:] == [" Meta;", "(Meta)"]
    assert has_words("Metal team", text)
    assert not has_words("Met", text)
    assert not has_words("eta", text)


def test_no_words_stand_nowhere() -> None:
    assert list(places_of("", "Meta")) == []
    assert list(places_of("Meta", "")) == []


@given(st.text("aé_1. -", min_size=1, max_size=3), st.text("aé_1. -", max_size=30))
def test_they_stand_where_a_pattern_finds_them(words: str, text: str) -> None:
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    assert list(places_of(words, text)) == [one.start() for one in re.finditer(pattern, text)]
