"""Fit the weights of ``confidence.json`` and ``confidence_in_article.json`` to annotated articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.extraction.confidence import traits
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring.gold import GoldArticle
from tracker.extraction.measuring.matching import same_fact, same_value
from tracker.extraction.measuring.shapes import KEYS, Fact
from tracker.extraction.pipeline import drafts_of, finding_of

#: How strongly weights are held near nought, so that a trait seen a few times says little.
RESTRAINT = 4.0
#: The same where an article is weighed as a whole, each draft counting for one.
RESTRAINT_IN_ARTICLE = 12.5
#: For how many drafts of a training passage one counts of an article, which is like what is read, and one of a plain
#: sentence, of which nobody may be wrong.
LIKE_NEWS, PLAIN = 4.0, 16.0
MOST_STEPS = 50
type Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """The traits of one draft, whether the annotators have its fact, and for how many such drafts it counts."""

    traits: dict[str, float]
    right: bool
    weight: float


def samples(
    articles: Iterable[GoldArticle],
    gazetteer: Gazetteer,
    *,
    weight: float = 1.0,
    of: Callable[[Draft], dict[str, float]] = traits,
) -> Iterator[Sample]:
    """All drafts of some articles, but for those that have none ``of`` the traits.

    What only one annotator has, or may be a fact told in part, is left out.
    """
    for article in articles:
        left = [fact for fact in article.facts if not _is_partial(fact)]
        partial = [fact for fact in article.facts if _is_partial(fact)]
        for draft in drafts_of(article.as_text(), gazetteer=gazetteer):
            told = finding_of(draft, {}).as_dict(article.text)
            gold = next((fact for fact in left if same_fact(fact, told)), None)
            if gold is not None:
                left.remove(gold)
            if gold.get("optional") if gold else any(_may_be(fact, told) for fact in partial):
                continue
            if found := of(draft):
                yield Sample(found, gold is not None, weight)


def _is_partial(fact: Fact) -> bool:
    """Whether a fact leaves out something that it would be recognised by."""
    kind = FactType(str(fact["type"]))
    return any(not fact.get(key) for key in KEYS[kind]) and not fact.get("org_desc")


def _may_be(fact: Fact, told: Fact) -> bool:
    """Whether a fact told in part leaves it open that another one is meant."""
    keys = [key for key in KEYS[FactType(str(fact["type"]))] if fact.get(key)]
    return fact["type"] == told["type"] and all(
        same_value(key, fact.get(key), told.get(key)) for key in keys
    )


def tempered(weights: dict[str, float], articles: Sequence[Sample]) -> dict[str, float]:
    """The weights made larger or smaller as a whole, so that probabilities are those of articles.

    What is likelier than not stays so. Where plain sentences count for much, all of them are surer than
    they ought to be. Temperature scaling: Guo et al., On Calibration of Modern Neural Networks, ICML 2017.
    """
    z = np.array(
        [sum(weights.get(name, 0.0) * x for name, x in s.traits.items()) for s in articles]
    )
    y = np.array([float(sample.right) for sample in articles])
    scale = 1.0
    for _ in range(MOST_STEPS):
        p = 1 / (1 + np.exp(-scale * z))
        step = float(np.sum((p - y) * z)) / max(1e-9, float(np.sum(p * (1 - p) * z * z)))
        scale -= step
        if abs(step) < 1e-6:
            break
    return {name: round(scale * weight, 3) for name, weight in weights.items()}


def fit(given: Sequence[Sample], restraint: float = RESTRAINT) -> dict[str, float]:
    """The weights of a logistic regression with a ridge penalty, by Newton's method."""
    names = sorted({name for sample in given for name in sample.traits})
    x = np.array([[sample.traits.get(name, 0.0) for name in names] for sample in given])
    y = np.array([float(sample.right) for sample in given])
    counts = np.array([sample.weight for sample in given])
    penalty = np.diag([0.01 if name.endswith("always") else restraint for name in names])
    w: Array = np.zeros(len(names))
    for _ in range(MOST_STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ ((p - y) * counts) + penalty @ w
        step = np.linalg.solve((x.T * (p * (1 - p) * counts)) @ x + penalty, slope)
        w = w - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return {name: round(float(weight), 3) for name, weight in zip(names, w, strict=True)}
