"""Which sentences are scored."""

from __future__ import annotations

import pytest

from tracker.extraction.scorer import links as scored
from tracker.extraction.scorer.links import LEAST_WORTH, links
from tracker.extraction.scorer.marking import Marked
from tracker.extraction.scorer.marks import Mark, Piece
from tracker.extraction.scorer.session import Pair, Passage
from tracker.extraction.scorer.worth import rows, worth

PERSON, ORG = Piece(mark=Mark.PERSON), Piece(mark=Mark.ORG)


@pytest.mark.parametrize(
    "sentence",
    [
        "Tarnwick has poached Ines Calloway from Ostra to run its robotics group.",
        "Ostra, which is backed by Halcyon, raised $40 million in a round that values it at $300 million.",
        "She hands over to her deputy at the end of the month.",
    ],
)
def test_a_sentence_that_tells_of_people_or_money_is_worth_scoring(sentence: str) -> None:
    assert worth(sentence) > 0 > LEAST_WORTH


@pytest.mark.parametrize(
    "sentence",
    [
        "The model answers questions in forty languages, Mara Dunne writes, and rarely mistakes one for another.",
        "Reviewers found that Gemini writes better code than its rivals do, Owen Pryce says.",
    ],
)
def test_a_sentence_about_what_a_model_can_do_is_not(sentence: str) -> None:
    assert worth(sentence) < LEAST_WORTH


def test_all_names_and_all_numbers_look_alike() -> None:
    one = list(rows("In May, Ana Kovač joined Quillon for $4 million."))
    assert one == list(rows("In June, Tom Reed joined OpenAI for $1.7 million."))
    assert one != list(rows("In May, Ana Kovač left Quillon for $4 million."))


def test_sentences_that_are_not_worth_it_are_passed_over_but_for_what_leads_up_to_a_passage(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def sentence(words: str, worth: float) -> Marked:
        return Marked((PERSON, Piece(words), ORG), {0: 0, 2: 2}, worth)

    read: list[Passage] = []

    def score(passages: list[Passage]) -> list[list[Pair]]:
        read.extend(passages)
        return [[] for _ in passages]

    monkeypatch.setattr(scored, "score", score)
    links(
        [
            sentence("opens", LEAST_WORTH - 1),
            sentence("tells", LEAST_WORTH + 1),
            sentence("idles", LEAST_WORTH - 1),
            sentence("leads up", LEAST_WORTH - 1),
            sentence("tells more", LEAST_WORTH + 1),
            sentence("closes", LEAST_WORTH - 1),
        ]
    )
    (passage,) = read
    said = [piece.words for piece in passage.pieces if piece.mark is None]
    assert said == ["opens", "tells", "tells more"]
    assert passage.since == 1
