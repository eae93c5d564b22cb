"""Where words stand in a text, as whole words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tracker.kernel.whole_words import has_words, places_of, stands_only_behind


def test_words_are_found_where_they_are_no_part_of_longer_ones() -> None:
    text = "Meta's Metal team left Meta; Meta_2 and (Meta) stay."
    assert [text[at - 1 : at + 5] for at in places_of("Meta", text)][1:] == [" Meta;", "(Meta)"]
    assert has_words("Metal team", text)
    assert not has_words("Met", text)
    assert not has_words("eta", text)


def test_no_words_stand_nowhere() -> None:
    assert list(places_of("", "Meta")) == []
    assert list(places_of("Meta", "")) == []


def test_words_stand_only_behind_others_where_they_do_each_time() -> None:
    def is_from(before: str) -> bool:
        return before.endswith("from ")

    assert stands_only_behind("Meta", "She came from Meta, and he from Meta too.", is_from)
    assert not stands_only_behind("Meta", "She came from Meta, and he left Meta.", is_from)
    assert not stands_only_behind("Meta", "She came from Metalab.", is_from)


@given(st.text("aé_1. -", min_size=1, max_size=3), st.text("aé_1. -", max_size=30))
def test_they_stand_where_a_pattern_finds_them(words: str, text: str) -> None:
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    assert list(places_of(words, text)) == [one.start() for one in re.finditer(pattern, text)]
