"""Fit the weights of ``kind_meant.json``: which kind of fact is meant, as annotated articles tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.extraction.findings import FactType, Status
from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring.fitting_meant import Choice
from tracker.extraction.measuring.gold import GoldArticle
from tracker.extraction.measuring.matching import same_org, same_person, same_value
from tracker.extraction.measuring.shapes import Fact
from tracker.extraction.pipeline import finding_of, kinds_of
from tracker.extraction.whole_article import Change, change_of

#: How strongly weights are held near nought.
RESTRAINT = 6.0
KIND = "kind"


def choices_of_kinds(
    articles: Iterable[GoldArticle], gazetteer: Gazetteer, *, weight: float = 1.0
) -> Iterator[Choice]:
    """What is asked of the facts that are found, where the annotators tell of the same person and place one of what may be meant."""
    for article in articles:
        for draft, weighed, chosen in kinds_of(article.as_text(), gazetteer=gazetteer):
            fact = finding_of(draft, {}).as_dict(article.text)
            own = next(iter(weighed))
            there = [gold for gold in article.facts if _is_of(gold, fact)]
            if any(gold.get("optional") for gold in there):
                continue
            told = {change for gold in there if (change := _change(gold, fact)) in weighed}
            if len(told) == 1:
                (right,) = told
                yield Choice(
                    KIND,
                    weighed[right],
                    tuple(traits for change, traits in weighed.items() if change is not right),
                    right is own,
                    right is (chosen or own),
                    weight,
                )


def _is_of(gold: Fact, fact: Fact) -> bool:
    """Whether the annotators tell something of the person and the place of a fact."""
    return same_person(gold.get("person"), fact.get("person")) and same_org(
        gold.get("org"), fact.get("org")
    )


def _change(gold: Fact, fact: Fact) -> Change | None:
    """What the annotators tell; nothing where they have a post of another title."""
    titles = gold.get("title"), fact.get("title")
    if all(titles) and not same_value("title", *titles):
        return None
    status = gold.get("status")
    return change_of(FactType(str(gold["type"])), Status(str(status)) if status else None)
