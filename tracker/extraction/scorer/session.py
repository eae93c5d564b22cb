"""The scorer's weights, run: passages in, a probability for each pair of marks out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from tracker.extraction.scorer.marks import UNSAID, Encoded, Piece, candidates, encode
from tracker.extraction.scorer.relations import RELATIONS, STATUSES, Relation

HERE = Path(__file__).parent
WEIGHTS = HERE / "weights.onnx"
# Facts come first among the relations, so this is their place among the statuses too.
#: The encoder learnt from texts that are typed.
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_PLACE = {relation: number for number, relation in enumerate(RELATIONS)}


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences of an article; those before ``since`` are only there to be looked back at."""

    pieces: tuple[Piece, ...]
    since: int = 0


class Pair(NamedTuple):
    """How two marks of a passage belong together, by number of piece; ``second`` may be ``UNSAID``.

    ``statuses`` holds the number of the likeliest status of each relation that is a fact, ``most`` the highest probability
    of any relation.
    """

    first: int
    second: int
    relations: Sequence[float]
    statuses: Sequence[int]
    most: float

    def of(self, relation: Relation) -> float:
        return self.relations[_PLACE[relation]]

    def status(self, relation: Relation) -> str:
        """The likeliest status of a relation that is a fact."""
        return STATUSES[self.statuses[_PLACE[relation]]]


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # Sums and their normalisation take longer made one than each by itself.
    return onnxruntime.InferenceSession(
        WEIGHTS,
        sess_options=options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],
    )


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(HERE / "tokenizer.json"))


def tokens(words: str) -> list[int]:
    """The encoder's ids for some words."""
    ids: list[int] = _tokenizer().encode(words.translate(_STRAIGHT), add_special_tokens=False).ids
    return ids


def score(passages: Sequence[Passage]) -> list[list[Pair]]:
    """For each passage its pairs; none where nobody and nothing is named."""
    encoded = [encode(passage.pieces, tokens) for passage in passages]
    wanted = [
        list(candidates(passage.pieces, sorted(one.places), passage.since))
        for passage, one in zip(passages, encoded, strict=True)
    ]
    return [_run(one, pairs) if pairs else [] for one, pairs in zip(encoded, wanted, strict=True)]


def _run(encoded: Encoded, wanted: list[tuple[int, int]]) -> list[Pair]:
    """One passage at a time: side by side they would have to be filled up to one length, and tell on each other."""
    ends = np.array(
        [(encoded.places[a], encoded.places[b] if b != UNSAID else 0) for a, b in wanted],
        dtype=np.int64,
    )
    marks, numbers = np.unique(ends, return_inverse=True)
    first, second = numbers.reshape(ends.shape).T
    relations, statuses = _session().run(
        None,
        {
            "ids": np.array(encoded.ids, dtype=np.int64),
            "marks": marks,
            "first": first,
            "second": second,
        },
    )
    likeliest = statuses.argmax(axis=-1).tolist()
    return [
        Pair(a, b, told, options, most)
        for (a, b), told, options, most in zip(
            wanted, relations.tolist(), likeliest, relations.max(axis=-1).tolist(), strict=True
        )
    ]
