"""Fit the weights of ``day_meant.json``: which time that a sentence names is the day of a fact, as annotated articles tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.extraction.gazetteer import Gazetteer
from tracker.extraction.measuring.fitting_meant import Choice, choice_of
from tracker.extraction.measuring.gold import GoldArticle
from tracker.extraction.measuring.matching import same_fact, same_value
from tracker.extraction.measuring.shapes import Fact
from tracker.extraction.pipeline import drafts_of, finding_of

#: How strongly weights are held near nought.
RESTRAINT = 6.0
#: For how many facts of a training passage one counts of an article, which is like what is read.
LIKE_NEWS = 12.0
DAY = "day"


def choices_of_days(
    articles: Iterable[GoldArticle], gazetteer: Gazetteer, *, weight: float = 1.0
) -> Iterator[Choice]:
    """What is asked of facts that the annotators have, where their day is among the times of the sentence or they have none."""
    for article in articles:
        left = [fact for fact in article.facts if not fact.get("optional")]
        for draft in drafts_of(article.as_text(), gazetteer=gazetteer):
            if not draft.days:
                continue
            told = finding_of(draft, {}).as_dict(article.text)
            gold = next((fact for fact in left if same_fact(fact, told)), None)
            if gold is None:
                continue
            left.remove(gold)
            right = [day for day in draft.days if _is_day(gold, day)]
            if not right:
                continue
            by_rules = next(day for day, traits in draft.days.items() if "by rules" in traits)
            yield choice_of(
                DAY, draft.days, right, by_rules, chosen_right=draft.day in right, weight=weight
            )


def _is_day(gold: Fact, day: str | None) -> bool:
    told = gold.get("date")
    if told is None or day is None:
        return told is day
    return same_value("date", told, day) or gold.get("later") == day
