"""Which sentences of a text are read at all."""

from __future__ import annotations

import pytest

from tests.extraction.names import GAZETTEER
from tracker.extraction import preparing, read
from tracker.extraction.sentences import segments
from tracker.extraction.worth_reading import SHORT, worth_reading

IDLE = [
    "The Harbour Museum opens its doors at ten.",
    "Visitors walk past four small rooms with models of ships.",
    "Mara Dunne, a teacher, had come from Leith with her class.",
    "The children liked the whale best.",
    "Tickets cost eight pounds, and the tram stops in front of the house.",
    "In the café there is soup.",
]
TELLING = "Tarnwick has poached Ines Calloway from Ostra to run its robotics group."


def _read(sentences: list[str]) -> list[str]:
    cut = worth_reading(segments(" ".join(sentences)))
    return [segment.text for segment in cut if segment.candidate]


def test_of_an_article_that_states_nothing_no_sentence_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _read(IDLE) == []
    parsed: list[object] = []
    monkeypatch.setattr(preparing, "parsed", parsed.append)
    reading = read(" ".join(IDLE), gazetteer=GAZETTEER)
    assert (reading.findings, reading.unread, reading.language) == ((), None, "en")
    assert parsed == []


def test_a_sentence_that_may_state_a_fact_is_read_with_those_before_and_after_it() -> None:
    candidates = {segment.text for segment in segments(" ".join(IDLE)) if segment.candidate}
    told = _read([*IDLE[:4], TELLING, *IDLE[4:], *IDLE[1:3]])
    near = {IDLE[0], IDLE[2], IDLE[3], IDLE[4]}
    assert set(told) == {TELLING, *(near & candidates)}


@pytest.mark.parametrize(
    "brief",
    ["Tarnwick bought Ostra.", "Ines Calloway has left Ostra.", "Ostra lays off 40 people."],
)
def test_a_brief_sentence_is_read_though_it_has_few_words_that_speak_for_it(brief: str) -> None:
    assert brief in _read([*IDLE, brief])


def test_a_quotation_that_holds_a_view_is_read() -> None:
    said = '"Whoever owns the chips will own the models," said Ines Calloway.'
    assert said in _read([*IDLE, said])


def test_a_quotation_without_a_view_is_not() -> None:
    said = '"My daughter would not leave without the whale," said Ines Calloway.'
    assert said not in _read([*IDLE, said])


def test_a_short_text_is_read_whole_where_anything_in_it_may_state_something() -> None:
    few = IDLE[2 : 1 + SHORT]
    assert IDLE[2] in _read([*few, TELLING])
    assert IDLE[2] in _read([*few, "Ex-Ostra executive Ines Calloway writes novels."])


def test_a_short_text_without_any_such_sentence_is_not() -> None:
    assert _read(IDLE[3 : 3 + SHORT]) == []


def test_a_sentence_alone_is_read_with_less_reason_than_one_of_an_article() -> None:
    unlikely = "Tarnwick tried to hire Ines Calloway."
    assert _read([unlikely]) == [unlikely]
    assert unlikely not in _read([*IDLE, unlikely])
