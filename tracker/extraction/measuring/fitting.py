"""Fit the weights of ``confidence.json`` to annotated articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.extraction.confidence import traits
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring.gold import GoldArticle
from tracker.extraction.measuring.matching import same_fact
from tracker.extraction.pipeline import drafts_of, finding_of

#: How strongly weights are held near nought, so that a trait seen a few times says little.
RESTRAINT = 1.0
MOST_STEPS = 50
type Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """The traits of one draft, and whether the annotators have its fact."""

    traits: dict[str, float]
    right: bool


def samples(articles: Iterable[GoldArticle], gazetteer: Gazetteer) -> list[Sample]:
    """All drafts of the articles; those that only one annotator has are left out."""
    found: list[Sample] = []
    for article in articles:
        left = list(article.facts)
        for draft in drafts_of(article.as_text(), gazetteer=gazetteer):
            told = finding_of(draft, {}).as_dict(article.text)
            gold = next((fact for fact in left if same_fact(fact, told)), None)
            if gold is not None:
                left.remove(gold)
                if gold.get("optional"):
                    continue
            found.append(Sample(traits(draft), gold is not None))
    return found


def fit(given: Sequence[Sample]) -> dict[str, float]:
    """The weights of a logistic regression with a ridge penalty, by Newton's method."""
    names = sorted({name for sample in given for name in sample.traits})
    x = np.array([[sample.traits.get(name, 0.0) for name in names] for sample in given])
    y = np.array([float(sample.right) for sample in given])
    penalty = np.diag([0.01 if name == "always" else RESTRAINT for name in names])
    w: Array = np.zeros(len(names))
    for _ in range(MOST_STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty, x.T @ (p - y) + penalty @ w)
        w = w - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return {name: round(float(weight), 3) for name, weight in zip(names, w, strict=True)}
