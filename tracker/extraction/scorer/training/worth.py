"""Fit which sentences are worth scoring to annotated articles and the training passages: part of ``make train``."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from tracker.extraction.measuring.gold import GoldArticle
from tracker.extraction.scorer.relations import RELATION_OF
from tracker.extraction.scorer.training.articles import sentences_of
from tracker.extraction.scorer.training.called import states
from tracker.extraction.scorer.training.passages import SEED, learnt
from tracker.extraction.scorer.worth import PLACES, places
from tracker.extraction.sentences import segments

#: How strongly weights are held near nought.
RESTRAINT = 20.0
MOST_STEPS = 100
#: How many sentences of a passage one of an article counts for.
OF_ARTICLE = 3

log = logging.getLogger(__name__)


def fit(sentences: Sequence[tuple[str, bool]]) -> tuple[torch.Tensor, float]:
    """The weight of each place and what is added always, by a logistic regression with a ridge penalty."""
    at = [places(sentence) for sentence, _ in sentences]
    words = torch.tensor([place for one in at for place in one])
    begins = torch.tensor([0, *accumulate(len(one) for one in at[:-1])])
    true = torch.tensor([float(states) for _, states in sentences])
    weights = torch.zeros(PLACES, 1, requires_grad=True)
    always = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [weights, always], max_iter=MOST_STEPS, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        told = functional.embedding_bag(words, weights, begins, mode="sum")[:, 0] + always
        missed = functional.binary_cross_entropy_with_logits(told, true, reduction="sum")
        total = missed + RESTRAINT / 2 * weights.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    return weights.detach()[:, 0], always.item()


def write(weights: torch.Tensor, always: float, out: Path) -> None:
    """Write weights in steps of one part in 127 of the largest."""
    scale = weights.abs().max().item() / 127
    steps = (weights / scale).round().to(torch.int8).numpy()
    np.savez_compressed(out, weights=steps, scale=np.float32(scale), always=np.float32(always))


def fit_to(articles: Iterable[GoldArticle], out: Path) -> None:
    """Fit which sentences are worth scoring to passages and to annotated articles, and write it to ``out``."""
    given = [*sentences_of(learnt(), SEED), *list(_sentences_of(articles)) * OF_ARTICLE]
    write(*fit(given), out)
    log.info("fitted which sentences are worth scoring to %d of them", len(given))


def _sentences_of(articles: Iterable[GoldArticle]) -> Iterator[tuple[str, bool]]:
    """Each sentence of some articles, and whether it states a fact that the scorer knows."""
    for article in articles:
        facts = [fact for fact in article.facts if str(fact["type"]) in RELATION_OF]
        for segment in segments(article.text):
            yield segment.text, any(states(segment, fact, article) for fact in facts)
