"""Which sentences of a text are read at all."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extraction.names import GAZETTEER
from tracker.extraction import Text, preparing, read
from tracker.extraction.recognising import recognised
from tracker.extraction.scorer.named_worth import rows
from tracker.extraction.sentences import segments
from tracker.extraction.worth_reading import SHORT, worth_parsing, worth_reading

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


#: By its words alone somebody might be replaced, or lose his work.
OF_PLACES = [
    "The Granton Bridge will be replaced by the Leith Tunnel in May.",
    "Foundry Street is closed until June while 40 workers lay new pipes.",
]


def _may_be_parsed(sentences: list[str]) -> bool:
    text = Text(" ".join(sentences), "", date(2025, 6, 12))
    cut = worth_reading(segments(text.text))
    return worth_parsing(cut, recognised(text, cut, GAZETTEER))


@pytest.mark.parametrize("sentence", OF_PLACES)
def test_where_only_bridges_and_streets_come_and_go_nothing_is_parsed(
    sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sentence in _read([*IDLE, sentence])
    assert not _may_be_parsed([*IDLE, sentence])
    parsed: list[object] = []
    monkeypatch.setattr(preparing, "parsed", parsed.append)
    assert read(" ".join([*IDLE, sentence]), gazetteer=GAZETTEER).findings == ()
    assert parsed == []


@pytest.mark.parametrize(
    "sentence",
    ["Ines Calloway will be replaced by Owen Pryce in May.", "Ostra lays off 40 workers.", TELLING],
)
def test_where_people_or_companies_do_the_text_is_parsed(sentence: str) -> None:
    assert _may_be_parsed([*IDLE, sentence])


def test_a_view_is_parsed_whatever_the_names_beside_it() -> None:
    said = '"Whoever owns the chips will own the models," said Ines Calloway.'
    assert _may_be_parsed([*IDLE, OF_PLACES[0], said])


def test_a_short_text_is_parsed_whatever_its_names() -> None:
    assert _may_be_parsed([OF_PLACES[0]])
    assert _may_be_parsed([*IDLE[: SHORT - 1], OF_PLACES[0]])


def _rows(sentence: str) -> list[str]:
    text = Text(sentence, "", date(2025, 6, 12))
    found = recognised(text, segments(sentence), GAZETTEER)
    return list(rows(sentence, found.mentions[0]))


def test_people_look_alike_and_so_do_companies_but_not_one_like_the_other() -> None:
    one = _rows("Ines Calloway has joined Ostra, said Owen Pryce.")
    assert one == _rows("Mara Dunne has joined Tarnwick, said Tom Reed.")
    assert one != _rows("Ostra has joined Tarnwick, said Owen Pryce.")
    assert "{person} has joined" in one
    assert "{person} 2" in one and "{person} 3" not in one
