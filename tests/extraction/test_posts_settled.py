"""Since when posts are held, which ones begin, and which are still to come."""

from __future__ import annotations

import pytest

from tests.extraction.reading import facts_of
from tracker.extraction import FactType


@pytest.mark.parametrize(
    "text",
    [
        "Nora Feld has led Kelmscott AI since 2021.",
        "Nora Feld, chief financial officer of Kelmscott AI since 2021, said revenue had grown.",
    ],
)
def test_a_post_that_somebody_has_begins_when_the_words_say_since(text: str) -> None:
    assert [fact.date for fact in facts_of(text, FactType.ROLE, "Nora Feld")] == ["2021"]


def test_who_has_had_a_seat_since_a_day_has_joined_the_board_then() -> None:
    text = "Nora Feld has sat on the board of Kelmscott AI since 2021."
    (joined,) = facts_of(text, FactType.JOINED, "Nora Feld")
    assert (joined.values["title"], joined.date) == ("board member", "2021")


def test_the_beginning_of_the_post_before_is_no_day_of_the_next_one() -> None:
    text = "Nora Feld, chief financial officer of Kelmscott AI since 2021, has been promoted to chief executive."
    assert [fact.date for fact in facts_of(text, FactType.ROLE, "Nora Feld")] == [None, None]


def test_whoever_begins_work_after_the_publication_has_not_joined_yet() -> None:
    text = "Kelmscott AI has hired Nora Feld as chief scientist. She will assume office in August."
    (joined,) = facts_of(text, FactType.JOINED, "Nora Feld")
    assert (joined.status, joined.date) == ("announced", "2025-08")


def test_who_acts_as_interim_chief_has_taken_over() -> None:
    text = "Nora Feld, the provost of Kelmscott University, acts as interim president."
    posts = {f.values["title"]: f.status for f in facts_of(text, FactType.ROLE, "Nora Feld")}
    assert posts == {"provost": "held", "interim president": "done"}
