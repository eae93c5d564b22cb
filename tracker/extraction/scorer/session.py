"""The scorer's weights, run: passages in, a probability for each pair of marks out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from tracker.extraction.scorer.marks import UNSAID, Encoded, Piece, candidates, encode
from tracker.extraction.scorer.relations import FACTS, RELATIONS, STATUSES, Relation

HERE = Path(__file__).parent
WEIGHTS = HERE / "weights.onnx"
BATCH = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences of an article; those before ``since`` are only there to be looked back at."""

    pieces: tuple[Piece, ...]
    since: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """How two marks of a passage belong together, by number of piece; ``second`` may be ``UNSAID``."""

    first: int
    second: int
    relations: tuple[float, ...]
    statuses: tuple[tuple[float, ...], ...]

    def of(self, relation: Relation) -> float:
        return self.relations[RELATIONS.index(relation)]

    def status(self, relation: Relation) -> str:
        """The likeliest status of a relation that is a fact."""
        options = self.statuses[FACTS.index(relation)]
        return STATUSES[options.index(max(options))]


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        WEIGHTS, sess_options=options, providers=["CPUExecutionProvider"]
    )


@cache
def _tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(HERE / "tokenizer.json"))


def tokens(words: str) -> list[int]:
    """The encoder's ids for some words."""
    ids: list[int] = _tokenizer().encode(words, add_special_tokens=False).ids
    return ids


def score(passages: Sequence[Passage]) -> list[list[Pair]]:
    """For each passage its pairs; none where nobody and nothing is named."""
    encoded = [encode(passage.pieces, tokens) for passage in passages]
    wanted = [
        list(candidates(passage.pieces, sorted(one.places), passage.since))
        for passage, one in zip(passages, encoded, strict=True)
    ]
    order = sorted(
        (n for n, pairs in enumerate(wanted) if pairs), key=lambda n: len(encoded[n].ids)
    )
    results: list[list[Pair]] = [[] for _ in passages]
    for start in range(0, len(order), BATCH):
        chosen = order[start : start + BATCH]
        for number, pairs in zip(
            chosen, _run([encoded[n] for n in chosen], [wanted[n] for n in chosen]), strict=True
        ):
            results[number] = pairs
    return results


def _run(encoded: list[Encoded], wanted: list[list[tuple[int, int]]]) -> Iterator[list[Pair]]:
    longest = max(len(one.ids) for one in encoded)
    ids = np.zeros((len(encoded), longest), dtype=np.int64)
    mask = np.zeros((len(encoded), longest), dtype=np.float32)
    for row, one in enumerate(encoded):
        ids[row, : len(one.ids)] = one.ids
        mask[row, : len(one.ids)] = 1
    flat = [
        (row, encoded[row].places[a], encoded[row].places[b] if b != UNSAID else 0)
        for row, pairs in enumerate(wanted)
        for a, b in pairs
    ]
    rows, first, second = np.array(flat, dtype=np.int64).T
    relations, statuses = _session().run(
        None, {"ids": ids, "mask": mask, "rows": rows, "first": first, "second": second}
    )
    at = 0
    for pairs in wanted:
        told = zip(pairs, relations[at:].tolist(), statuses[at:].tolist(), strict=False)
        yield [Pair(a, b, tuple(r), tuple(map(tuple, s))) for (a, b), r, s in told]
        at += len(pairs)
