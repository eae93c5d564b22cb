"""Fit which sentences are worth scoring, and which quotations hold a view: part of ``make train``."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from tracker.extraction.findings import FactType
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.lexicon import UNIT_NOUNS
from tracker.extraction.looks import is_org_like
from tracker.extraction.measuring.gold import GoldArticle
from tracker.extraction.measuring.matching import same_org
from tracker.extraction.recognising import recognised
from tracker.extraction.sameness import plain
from tracker.extraction.scorer import named_worth, part_names, person_names, views, worth
from tracker.extraction.scorer.hashed import PLACES, places
from tracker.extraction.scorer.marks import Mark
from tracker.extraction.scorer.relations import RELATION_OF
from tracker.extraction.scorer.training.articles import sentences_of
from tracker.extraction.scorer.training.called import states
from tracker.extraction.scorer.training.passages import SEED, Passage, learnt
from tracker.extraction.sentences import Segment, segments
from tracker.extraction.speakers import QUOTE

#: Sentences with a quotation each, after "+" where it holds a view and "-" where it does not.
QUOTATIONS = Path(__file__).parent / "text/quotations.tsv"
#: How strongly weights are held near nought.
RESTRAINT, RESTRAINT_OF_VIEWS, RESTRAINT_OF_NAMES, RESTRAINT_OF_PEOPLE = 8.0, 3.0, 2.0, 1.0
MOST_STEPS = 100
#: How many sentences of a passage one of an article counts for.
OF_ARTICLE = 3
#: What facts name companies by, and parts of companies.
_COMPANIES = ("org", "from_org", "to_org", "acquirer", "target", "lead", "led_by")
_PARTS = ("unit", "into")
#: And what they name people by.
_PEOPLE = ("person", "manager", "led_by")

#: The signs of marks; words stand for the others.
_SIGNS: dict[Mark | None, str] = {
    Mark.PERSON: named_worth.SIGNS[Kind.PERSON], Mark.ORG: named_worth.SIGNS[Kind.ORG], Mark.UNIT: named_worth.SIGNS[Kind.UNIT],
    Mark.TITLE: named_worth.SIGNS[Kind.TITLE], Mark.PLACE: named_worth.SIGNS[Kind.PLACE], Mark.NAME: named_worth.SIGNS[Kind.NAME],
    Mark.EVENT: named_worth.SIGNS[Kind.NAME], Mark.OUTLET: named_worth.PAPER, Mark.PRODUCT: named_worth.PRODUCT,
}  # fmt: skip

log = logging.getLogger(__name__)

#: Rows of words, and whether they are of the kind that is asked for.
type Sample = tuple[Iterable[str], bool]


def fit_worth(articles: Iterable[GoldArticle], out: Path) -> None:
    """Fit which sentences are worth scoring to passages and to annotated articles, and write it to ``out``."""
    given = [*sentences_of(learnt(), SEED), *list(_sentences_of(articles)) * OF_ARTICLE]
    _write(*fit([(worth.rows(text), true) for text, true in given], RESTRAINT), out)
    log.info("fitted which sentences are worth scoring to %d of them", len(given))


def fit_named_worth(articles: Iterable[GoldArticle], names: Gazetteer, out: Path) -> None:
    """Fit the same to sentences with signs for their names: those that are recognised in articles, and the marks of passages."""
    of_articles = [
        (list(named_worth.rows(segment.text, mentions)), true)
        for article in articles
        for segment, mentions, true in _named_sentences(article, names)
    ]
    given = [*_signed_sentences(learnt()), *of_articles * OF_ARTICLE]
    _write(*fit(given, RESTRAINT), out)
    log.info("fitted which sentences are worth parsing to %d of them", len(given))


def fit_part_names(articles: Iterable[GoldArticle], names: Gazetteer, out: Path) -> None:
    """Fit which names are those of companies' parts to those in annotated articles that no list knows, and write it to ``out``."""
    given = [sample for article in articles for sample in _names_of(article, names)]
    _write(*fit(given, RESTRAINT_OF_NAMES), out)
    log.info("fitted which names are those of parts to %d of them", len(given))


def fit_person_names(articles: Iterable[GoldArticle], names: Gazetteer, out: Path) -> None:
    """Fit which names of several words are people's to those that annotated articles tell facts of, and write it to ``out``."""
    given = [sample for article in articles for sample in _people_of(article, names)]
    _write(*fit(given, RESTRAINT_OF_PEOPLE), out)
    log.info("fitted which names are people's to %d of them", len(given))


def fit_views(articles: Iterable[GoldArticle], out: Path) -> None:
    """Fit which quotations hold a view to those of annotated articles and to ``QUOTATIONS``, and write it to ``out``."""
    given = [*_quotations_of(articles), *_quotations()]
    _write(*fit(given, RESTRAINT_OF_VIEWS), out)
    log.info("fitted which quotations hold a view to %d of them", len(given))


def fit(given: Sequence[Sample], restraint: float) -> tuple[torch.Tensor, float]:
    """The weight of each place and what is added always, by a logistic regression with a ridge penalty."""
    at = [places(rows) for rows, _ in given]
    words = torch.tensor([place for one in at for place in one])
    begins = torch.tensor([0, *accumulate(len(one) for one in at[:-1])])
    true = torch.tensor([float(is_so) for _, is_so in given])
    weights = torch.zeros(PLACES, 1, requires_grad=True)
    always = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [weights, always], max_iter=MOST_STEPS, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        told = functional.embedding_bag(words, weights, begins, mode="sum")[:, 0] + always
        missed = functional.binary_cross_entropy_with_logits(told, true, reduction="sum")
        total = missed + restraint / 2 * weights.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    return weights.detach()[:, 0], always.item()


def _write(weights: torch.Tensor, always: float, out: Path) -> None:
    """Write weights in steps of one part in 127 of the largest."""
    scale = weights.abs().max().item() / 127
    steps = (weights / scale).round().to(torch.int8).numpy()
    np.savez_compressed(out, weights=steps, scale=np.float32(scale), always=np.float32(always))


def _sentences_of(articles: Iterable[GoldArticle]) -> Iterator[tuple[str, bool]]:
    """Each sentence of some articles, and whether it states a fact that the scorer knows."""
    for article in articles:
        for segment in segments(article.text):
            yield segment.text, _states_any(segment, article)


def _named_sentences(
    article: GoldArticle, names: Gazetteer
) -> Iterator[tuple[Segment, list[Mention], bool]]:
    """Each sentence of an article that may be read, the names in it, and whether it states a fact that the scorer knows."""
    found = recognised(article.as_text(), segments(article.text), names)
    for segment, mentions in zip(found.segments, found.mentions, strict=True):
        yield segment, mentions, _states_any(segment, article)


def _names_of(article: GoldArticle, names: Gazetteer) -> Iterator[Sample]:
    """What is asked of each name of an article that no list knows, and whether it is a part's, where its facts tell."""
    found = recognised(article.as_text(), segments(article.text), names, weighed=False)
    named = [(doc.text, mentions) for doc, mentions in zip(found.docs, found.mentions, strict=True)]
    companies, parts = (
        [str(fact[key]) for fact in article.facts for key in keys if fact.get(key)]
        for keys in (_COMPANIES, _PARTS)
    )
    for name in part_names.unknown(named):
        is_company = any(same_org(name, one) for one in companies)
        is_part = any(_without_noun(one) == _without_noun(name) for one in parts)
        # what no fact names tells nothing, unless only companies are called so
        if is_company != is_part or (not is_part and is_org_like(name)):
            yield list(part_names.rows(name, named)), is_part


def _people_of(article: GoldArticle, names: Gazetteer) -> Iterator[Sample]:
    """What is asked of each name of an article that may be a person's, and whether it is one, where its facts tell."""
    cut = segments(article.text)
    registry = recognised(article.as_text(), cut, names, weighed=False).registry
    people, others = (
        {plain(fact[key]) for fact in article.facts for key in keys if fact.get(key)}
        for keys in (_PEOPLE, (*_COMPANIES, *_PARTS))
    )
    for name in registry.may_be_people():
        is_person = plain(name) in people
        if is_person or plain(name) in others:
            yield list(person_names.rows(registry.said.spoken(name))), is_person


def _without_noun(part: str) -> str:
    """What a part is called but for the noun behind its name: "Foundation Models team"."""
    words = plain(part).split()
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in UNIT_NOUNS else words)


def _signed_sentences(passages: Iterable[Passage]) -> Iterator[tuple[list[str], bool]]:
    """The rows of each sentence of some passages, with signs for their marks, and whether it states a fact."""
    for passage in passages:
        stating = {told.sentence for told in passage.facts}
        signed: list[list[str]] = [[] for _ in range(passage.sentences)]
        for word in passage.words:
            sign = None if word.words and word.mark is not Mark.TITLE else _SIGNS.get(word.mark)
            signed[word.sentence] += [sign] if sign is not None else worth.words(word.words)
        for number, said in enumerate(signed):
            yield list(named_worth.rows_of_signed(said)), number in stating


def _states_any(segment: Segment, article: GoldArticle) -> bool:
    """Whether a sentence states a fact that the scorer knows."""
    return any(
        states(segment, fact, article) for fact in article.facts if str(fact["type"]) in RELATION_OF
    )


def _quotations_of(articles: Iterable[GoldArticle]) -> Iterator[Sample]:
    """Each quotation of some articles, and whether its words are a statement; left out is what stands beside one."""
    for article in articles:
        stated = [fact for fact in article.facts if fact["type"] == FactType.STATEMENT]
        quotes = [_plain(str(fact["quote"])) for fact in stated]
        for segment in segments(article.text):
            for match in QUOTE.finditer(segment.text):
                words = _plain(match[1])
                if any(words in quote or quote in words for quote in quotes):
                    yield views.rows(segment.text, match), True
                elif not any(states(segment, fact, article) for fact in stated):
                    yield views.rows(segment.text, match), False


def _quotations() -> Iterator[Sample]:
    for line in QUOTATIONS.read_text(encoding="utf-8").splitlines():
        sign, sentence = line.split("\t")
        longest = max(QUOTE.finditer(sentence), key=lambda match: len(match[1]))
        yield views.rows(sentence, longest), sign == "+"


def _plain(quote: str) -> str:
    return " ".join(quote.split()).strip(" ,.!?")
