"""Fit the weights of ``company_meant.json``: which organisation is meant, as annotated articles tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.extraction.choosing import Traits
from tracker.extraction.company_meant import EAR, WORDED, Question
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring.gold import GoldArticle
from tracker.extraction.measuring.matching import same_org, same_person
from tracker.extraction.measuring.shapes import ORGS
from tracker.extraction.pipeline import drafts_of

#: How strongly weights are held near nought.
RESTRAINT = 1.0
#: For how many questions of a training passage one counts of an article, which is like what is read.
LIKE_NEWS = 3.0
#: A trait that fewer candidates have tells nothing.
FEWEST = 20
MOST_STEPS = 30
type Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """One question with its answer: the traits of whom is meant, and those of all others."""

    kind: str
    right: Traits
    others: tuple[Traits, ...]
    rules_right: bool
    chosen_right: bool
    weight: float


def choice_of[Key: Hashable](
    kind: str,
    candidates: Mapping[Key, Traits],
    right: Collection[Key],
    by_rules: Key | None,
    *,
    chosen_right: bool,
    weight: float,
) -> Choice:
    """The choice among ``candidates`` of which those ``right`` are the answer: the one that the rules take, if it is among them."""
    best = next((key for key in right if key == by_rules), next(iter(right)))
    others = tuple(traits for key, traits in candidates.items() if key not in right)
    return Choice(kind, candidates[best], others, by_rules in right, chosen_right, weight)


def choices(
    articles: Iterable[GoldArticle], gazetteer: Gazetteer, *, weight: float = 1.0
) -> Iterator[Choice]:
    """What is asked while the articles are read, where they tell who is meant and it may be found."""
    for article in articles:
        with EAR.listening() as asked:
            drafts_of(article.as_text(), gazetteer=gazetteer)
        first = {(q.kind, q.sentence.number, q.person or q.token.i): q for q in reversed(asked)}
        for question in first.values():
            meant = _meant(question, article)
            right = [org for org in question.candidates if meant and same_org(org, meant)]
            if right:
                chosen = question.likeliest()
                yield choice_of(
                    question.kind,
                    question.candidates,
                    right,
                    question.answer,
                    chosen_right=chosen is not None and chosen[0] in right,
                    weight=weight,
                )


def _meant(question: Question, article: GoldArticle) -> str | None:
    """The one organisation that the article's annotations tell for a question; none where they tell several or none."""
    text, word = question.sentence.text, question.token.text.lower()
    if question.kind == WORDED and article.worded is not None:
        return _only(
            one.org
            for one in article.worded
            if is_in(one.sentence, text) and one.words.lower().split()[-1] == word
        )
    told = [fact for fact in article.facts if is_in(str(fact.get("evidence") or ""), text)]
    if question.person is not None:
        told = [fact for fact in told if same_person(fact.get("person"), question.person)]
    keys = ORGS if question.kind == WORDED else ("org",)
    orgs = [str(fact[key]) for fact in told for key in keys if fact.get(key)]
    unnamed = [org for org in orgs if org not in text]
    return _only(unnamed or (orgs if question.person is not None else []))


def is_in(one: str, other: str) -> bool:
    """Whether one of two texts is told, and is a part of the other or the other of it."""
    return bool(one) and (one in other or other in one)


def _only(orgs: Iterable[str]) -> str | None:
    """The one organisation that all of these are."""
    found: list[str] = []
    for org in orgs:
        if not any(same_org(org, one) for one in found):
            found.append(org)
    return found[0] if len(found) == 1 else None


def fit_choices(
    given: Sequence[Choice], *, restraint: float = RESTRAINT, scaled: bool = True
) -> dict[str, float]:
    """The weights of a conditional logit with a ridge penalty, by Newton's method.

    ``scaled`` holds weights back by what they do to all candidates rather than to those with the trait; rare ones are freer then.
    """
    names = _names(given)
    if not names:
        return {}
    rows = [
        [traits.get(name, 0.0) for name in names]
        for choice in given
        for traits in (choice.right, *choice.others)
    ]
    x: Array = np.array(rows)
    begins = np.cumsum([0, *(1 + len(choice.others) for choice in given[:-1])])
    of = np.repeat(np.arange(len(given)), [1 + len(choice.others) for choice in given])
    counts = np.array([choice.weight for choice in given])
    spread = x.std(axis=0) + 1e-9 if scaled else np.ones(len(names))
    x = x / spread
    w: Array = np.zeros(len(names))
    for _ in range(MOST_STEPS):
        z = x @ w
        e = np.exp(z - np.maximum.reduceat(z, begins)[of])
        p = (e / np.add.reduceat(e, begins)[of])[:, None]
        mean = np.add.reduceat(x * p, begins)
        slope = ((mean - x[begins]) * counts[:, None]).sum(axis=0) + restraint * w
        curve = (x * p * counts[of][:, None]).T @ x - (mean * counts[:, None]).T @ mean
        step = np.linalg.solve(curve + restraint * np.eye(len(names)), slope)
        w = w - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return {
        name: round(float(weight), 3)
        for name, weight in zip(names, w / spread, strict=True)
        if abs(weight) > 1e-9
    }


def _names(given: Sequence[Choice]) -> list[str]:
    seen = Counter(
        name for choice in given for traits in (choice.right, *choice.others) for name in traits
    )
    return sorted(name for name, times in seen.items() if times >= FEWEST)
