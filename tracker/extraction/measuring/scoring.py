"""Facts found against facts annotated, article by article.

A fact found is right when an annotated fact of its article has the same type and the same keys and its
evidence stands in the text; each annotated fact is found at most once. One that only one of two
annotators gave is ``optional``: finding it is neither right nor wrong, missing it costs nothing. The
other attributes are asked of the facts that were found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.extraction.measuring.calibration import Outcome, calibrate
from tracker.extraction.measuring.figures import Figures, Rate, Share
from tracker.extraction.measuring.gold import GoldArticle
from tracker.extraction.measuring.matching import found_in, same_fact, same_value
from tracker.extraction.measuring.shapes import (
    ATTRIBUTES,
    INVENTABLE,
    KEYS,
    LINES,
    Fact,
    line_of,
)


def measure(
    articles: Sequence[GoldArticle],
    found: Mapping[str, Sequence[Fact]],
    *,
    unread: int = 0,
) -> Figures:
    """The figures for ``found``: for each article's id the facts that a reader gave."""
    tally = _Tally()
    for article in articles:
        tally.count(article, found.get(article.id, ()))
    return Figures(
        articles=len(articles),
        unread=unread,
        lines={line: tally.rate(line) for line in LINES},
        types={kind: tally.rate(kind) for kind in sorted(tally.kinds)},
        attributes={
            name: Share(tally.right[name] / tally.asked[name], tally.asked[name])
            for name in ATTRIBUTES
            if tally.asked[name]
        },
        clean_negatives=tally.clean / tally.negatives if tally.negatives else None,
        negatives=tally.negatives,
        calibration=calibrate(tally.outcomes),
        told={name: tally.told(name) for name in (*LINES, *sorted(tally.kinds))},
    )


@dataclass(slots=True)
class _Tally:
    """Counts by line and by type."""

    hits: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    kinds: set[str] = field(default_factory=set)
    outcomes: list[Outcome] = field(default_factory=list)
    negatives: int = 0
    clean: int = 0

    def count(self, article: GoldArticle, found: Sequence[Fact]) -> None:
        left = list(found)
        # Whoever read only the status wrong has found the fact: lines are no hindrance. What both
        # annotators gave goes first.
        for gold in sorted(article.facts, key=_optional):
            at = next(
                (
                    at
                    for at, one in enumerate(left)
                    if same_fact(gold, one) and found_in(one, article.text)
                ),
                None,
            )
            hit = None if at is None else left.pop(at)
            if not _optional(gold):
                self._settle(gold, hit)
        for one in left:
            self._add(self.invented, one)
            if line_of(one) is not None:
                self._outcome(one, right=False)
        if not _moves(gold for gold in article.facts if not _optional(gold)):
            self.negatives += 1
            self.clean += not _moves(left)

    def _settle(self, gold: Fact, hit: Fact | None) -> None:
        if hit is None:
            self._add(self.missed, gold)
            return
        self._add(self.hits, gold)
        self._outcome(hit, right=True)
        kind = str(gold["type"])
        for name in ATTRIBUTES:
            stated = gold.get(name) is not None
            if name in _SETTLED[kind]:
                continue
            if not stated and (name not in INVENTABLE or hit.get(name) is None):
                continue
            self.asked[name] += 1
            self.right[name] += stated and same_value(name, gold[name], hit.get(name))

    def _add(self, counts: Counter[str], fact: Fact) -> None:
        line, kind = line_of(fact), str(fact.get("type"))
        if line is None:
            return
        self.kinds.add(kind)
        counts[line] += 1
        counts[kind] += 1

    def _outcome(self, fact: Fact, *, right: bool) -> None:
        probability = fact.get("probability")
        if isinstance(probability, (int, float)):
            self.outcomes.append(Outcome(float(probability), right))

    def told(self, name: str) -> int:
        return self.hits[name] + self.invented[name]

    def rate(self, name: str) -> Rate:
        hits, missed, invented = self.hits[name], self.missed[name], self.invented[name]
        precision = hits / (hits + invented) if hits + invented else None
        recall = hits / (hits + missed) if hits + missed else None
        f1 = 2 * precision * recall / (precision + recall) if precision and recall else 0.0
        return Rate(precision, recall, f1, hits + missed)


#: What matching has answered already. A title is asked all the same: half of its words suffice there.
_SETTLED = {str(kind): {*keys} - {"title"} for kind, keys in KEYS.items()}


def _optional(gold: Fact) -> bool:
    return bool(gold.get("optional"))


def _moves(facts: Iterable[Fact]) -> bool:
    return any(line_of(fact) in ("core", "org") for fact in facts)
