"""Layers of the language model that do the same in less time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

import numpy as np
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token
from thinc.api import Model

#: How many words each part of the model remembers: eight megabytes.
REMEMBERED = 20_000
#: The number that stands for all rules of several words where the first of them is found.
OPENS = -1

type Layer = Model[Any, Any]
#: Number and name of a rule, first token, and the one after the last.
type Ruled = tuple[int, int, int, int]


def remembering(embed: Layer) -> Layer:
    """``embed``, which sees each word by itself, seeing every word once."""
    columns = [*_named(embed, "extract_features").attrs["columns"], "ORTH"]
    width: int = embed.get_dim("nO")
    known: dict[bytes, np.ndarray] = {}

    def forward(_: Layer, docs: list[Doc], **__: object) -> tuple[list[np.ndarray], Any]:
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
            rows = embed.predict([_by_themselves(new.values())])[0].copy()
            found.update(zip(new, rows, strict=True))
        return [np.array([found[key] for key in keys]).reshape(-1, width) for keys in seen], None

    return Model("remembering", forward, ops=embed.ops)


def _by_themselves(tokens: Collection[Token]) -> Doc:
    """Some words in a row, each as it is where it stands."""
    vocab = next(iter(tokens)).vocab
    doc = Doc(vocab, [t.text for t in tokens], [bool(t.whitespace_) for t in tokens])
    for own, token in zip(doc, tokens, strict=True):
        own.norm_ = token.norm_
    return doc


def sliding(encode: Layer) -> Layer:
    """``encode``, which looks at each word with its neighbours, several times over: with NumPy alone."""
    steps = [_step(residual) for residual in encode.layers]

    def forward(_: Layer, rows: np.ndarray, **__: object) -> tuple[np.ndarray, Any]:
        for step in steps:
            rows = step(rows)
        return rows, None

    return Model("sliding", forward, ops=encode.ops)


def _step(residual: Layer) -> Callable[[np.ndarray], np.ndarray]:
    """What is made of a word and its two neighbours, the most of three times, brought to one scale and added."""
    maxout, norm = _named(residual, "maxout"), _named(residual, "layernorm")
    width, pieces = maxout.get_dim("nO"), maxout.get_dim("nP")
    # The pieces side by side: NumPy is slow where it has to find the most of every three numbers.
    weight = _numbers(maxout, "W").transpose(1, 0, 2).reshape(width * pieces, -1).T.copy()
    bias = _numbers(maxout, "b").T.reshape(-1).copy()
    scale, shift = _numbers(norm, "G"), _numbers(norm, "b")
    beside: Callable[[np.ndarray, int], np.ndarray] = residual.ops.seq2col  # type: ignore[assignment]

    def step(rows: np.ndarray) -> np.ndarray:
        found = beside(rows, 1) @ weight
        found += bias
        most: np.ndarray = np.maximum(found[:, :width], found[:, width : 2 * width])
        for piece in range(2, pieces):
            np.maximum(most, found[:, piece * width : (piece + 1) * width], out=most)
        most -= most.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", most, most)[:, None] / width + 1e-8
        most *= spread**-0.5
        most *= scale
        most += shift
        most += rows
        return most

    return step


def ruling(ruler: AttributeRuler) -> Callable[[Doc], list[Ruled]]:
    """What ``ruler`` finds in a sentence: of a single word it asks for the tag, the letters and the part alone.

    Rules of several words are asked only where one of the words may open one, as in "there is" and "let's".
    """
    alone, together = Matcher(ruler.vocab), Matcher(ruler.vocab)
    rules: Any = ruler.patterns
    for number, told in enumerate(rules):
        for pattern in told["patterns"]:
            if len(pattern) > 1:
                together.add(str(number), [pattern])
            alone.add(str(number if len(pattern) == 1 else OPENS), [pattern[:1]])
    known: dict[bytes, list[tuple[int, int]]] = {}

    def found_by(matcher: Matcher, doc: Doc) -> Iterator[Ruled]:
        for name, start, end in matcher(doc, allow_missing=True):
            yield int(ruler.vocab.strings[name]), name, start, end

    def match(doc: Doc) -> list[Ruled]:
        nonlocal known
        if len(known) > REMEMBERED:
            known = {}
        found = known
        keys = [row.tobytes() for row in doc.to_array(["TAG", "LOWER", "DEP"])]
        if any(key not in found for key in keys):
            ruled: list[list[tuple[int, int]]] = [[] for _ in keys]
            for number, name, start, _ in found_by(alone, doc):
                ruled[start].append((number, name))
            found.update(zip(keys, ruled, strict=True))
        words = [(*rule, at, at + 1) for at, key in enumerate(keys) for rule in found[key]]
        own = [rule for rule in words if rule[0] != OPENS]
        return sorted(own if len(own) == len(words) else [*own, *found_by(together, doc)])

    return match


def lemmatizing(lemmatizer: Lemmatizer) -> Callable[[Token], list[str]]:
    """The lemmas that ``lemmatizer`` finds for a word, whose letters, part of speech and form are all that it goes by."""
    find = lemmatizer.lemmatize
    # It comes with lists of up to 57,000 words, which are gone through one by one.
    listed: Any = lemmatizer.lookups.get_table("lemma_index")
    listed.update({part: frozenset(forms) for part, forms in listed.items()})
    known: dict[tuple[int, int, int], list[str]] = {}

    def lemmas(token: Token) -> list[str]:
        key = (token.orth, token.pos, token.morph.key)  # type: ignore[attr-defined]
        found = known.get(key)
        if found is None:
            if len(known) > REMEMBERED:
                known.clear()
                lemmatizer.cache.clear()
            found = known[key] = find(token)
        return found

    return lemmas


def _numbers(layer: Layer, name: str) -> np.ndarray:
    return np.asarray(layer.get_param(name))


def _named(layer: Layer, name: str) -> Layer:
    return next(each for each in layer.walk() if each.name == name)
