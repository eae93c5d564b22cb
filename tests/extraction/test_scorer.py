"""Passages as the scorer sees them, and what the shipped weights say of some."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tracker.extraction.scorer.marks import LONGEST, UNSAID, Mark, Piece, candidates, encode
from tracker.extraction.scorer.relations import FACTS, RELATIONS, Relation
from tracker.extraction.scorer.session import WEIGHTS, Pair, Passage, score, tokens
from tracker.extraction.scorer.training.passages import (
    TEXT,
    MalformedPassage,
    glued,
    joined,
    labels,
    pieces_of,
    read_passages,
)
from tracker.extraction.scorer.training.passages import Passage as Told

MOVE = "{P1} is out at {O1}.\n{P1:She} goes to {O2} as {T1:chair} {D1:in May}.\n\tjoined P1 O2 done title=T1 date=D1\n"


def _written(folder: Path, text: str) -> list[Told]:
    file = folder / "some.txt"
    file.write_text(text, encoding="utf-8")
    return read_passages(file)


def _labels(passage: Told) -> dict[tuple[str, str], set[str]]:
    pieces = pieces_of(passage)
    places = encode([piece for piece, _ in pieces], tokens).places
    names = {
        number: f"{name}{'' if pieces[number][0].named else '*'}"
        for number, (_, name) in enumerate(pieces)
    }
    return {
        (names[label.first], "-" if label.second == UNSAID else names[label.second]): {
            str(relation) for relation, _ in label.relations
        }
        for label in labels(passage, pieces, sorted(places))
        if label.relations
    }


def test_a_name_is_one_mark_and_its_words_are_hidden() -> None:
    pieces = [Piece(mark=Mark.PERSON), Piece(" has left "), Piece(mark=Mark.ORG)]
    encoded = encode(pieces, tokens)
    assert set(encoded.places) == {0, 2}
    assert len(encoded.ids) == len(tokens("has left")) + 4


def test_words_that_stand_for_a_name_are_kept_before_their_mark() -> None:
    encoded = encode([Piece("the start-up", Mark.ORG)], tokens)
    assert encoded.ids[1:-2] == tuple(tokens("the start-up"))


def test_what_goes_beyond_the_longest_passage_has_no_place() -> None:
    pieces = [Piece("word " * LONGEST), Piece(mark=Mark.PERSON)]
    encoded = encode(pieces, tokens)
    assert encoded.places == {}
    assert len(encoded.ids) == LONGEST


def test_a_person_is_paired_with_places_before_but_not_after_the_sentence() -> None:
    pieces = [
        Piece(mark=Mark.ORG, sentence=0),
        Piece(mark=Mark.PERSON, sentence=1),
        Piece(mark=Mark.ORG, sentence=2),
    ]
    assert set(candidates(pieces, [0, 1, 2], since=1)) == {
        (1, UNSAID), (1, 0), (2, UNSAID), (2, 0),
    }  # fmt: skip


def test_a_fact_labels_its_ends_its_title_and_its_day(tmp_path: Path) -> None:
    [passage] = _written(tmp_path, MOVE)
    told = _labels(passage)
    assert told["P1*", "O2"] == {"joined"}
    assert told["P1*", "T1*"] == {"title", "joined"}
    assert told["O2", "D1*"] == {"joined"}
    assert told["P1*", "P1"] == {"same"}
    assert ("P1*", "O1") not in told


def test_passages_put_together_keep_their_people_apart(tmp_path: Path) -> None:
    [one] = _written(tmp_path, MOVE)
    both = joined(one, one, "b")
    assert both.sentences == 4
    assert ("P1*b", "O2") not in _labels(both)
    stuck = glued(one, one, Random(1))
    assert stuck.sentences == 3
    assert len(stuck.facts) == 2


@pytest.mark.parametrize(
    "line",
    ["\tjoined P1 O9 done", "\tdances P1 O1 done", "\tjoined P1"],
)
def test_a_malformed_fact_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    with pytest.raises(MalformedPassage, match=r"some\.txt, passage 1"):
        _written(tmp_path, "{P1} is out at {O1}.\n" + line)


def test_every_training_passage_can_be_read() -> None:
    files = sorted(TEXT.glob("*.txt"))
    read = [passage for file in files for passage in read_passages(file)]
    assert len(read) > 5000
    assert {fact.relation for passage in read for fact in passage.facts} == {
        *FACTS, Relation.WORKS,
    }  # fmt: skip


def _pair(pairs: list[Pair], first: int, second: int) -> Pair:
    return next(pair for pair in pairs if (pair.first, pair.second) == (first, second))


def _said(*pieces: Piece | str) -> list[Pair]:
    whole = tuple(Piece(piece) if isinstance(piece, str) else piece for piece in pieces)
    [pairs] = score([Passage(whole)])
    return pairs


PERSON, ORG = Piece(mark=Mark.PERSON), Piece(mark=Mark.ORG)


@pytest.mark.parametrize(
    ("verb", "relation", "status"),
    [
        (" has resigned from ", Relation.LEFT, "done"),
        (" has moved to ", Relation.JOINED, "done"),
        (" founded ", Relation.FOUNDED, "done"),
        (" will join ", Relation.JOINED, "announced"),
        (" denied that he would leave ", Relation.LEFT, "denied"),
    ],
)
def test_the_shipped_weights_know_plain_sentences(
    verb: str, relation: Relation, status: str
) -> None:
    pair = _pair(_said(PERSON, verb, ORG, "."), 0, 2)
    assert max(FACTS, key=pair.of) is relation
    assert pair.of(relation) > 0.5
    assert pair.status(relation) == status


def test_the_shipped_weights_see_nothing_in_an_opinion() -> None:
    pair = _pair(_said(PERSON, " thinks that ", ORG, " is overrated."), 0, 2)
    assert max(pair.relations) < 0.3


def test_a_passage_without_names_has_no_pairs() -> None:
    assert score([Passage((Piece("Nothing happened."),)), Passage(())]) == [[], []]


def test_the_weights_are_small_and_have_an_output_for_each_relation() -> None:
    assert WEIGHTS.stat().st_size < 30_000_000
    assert len(_said(PERSON, " left ", ORG)[0].relations) == len(RELATIONS)
