"""When two drafts about organisations in one sentence tell one fact, and what the one adds to the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.sameness import plain

UNIT_FACTS = {
    FactType.UNIT_CREATED,
    FactType.UNIT_DISSOLVED,
    FactType.UNIT_MERGED,
    FactType.UNIT_RENAMED,
}
#: Facts whose sum cannot be the sum of another of them as well.
_SUMS = {FactType.FUNDING, FactType.SPENDING, FactType.COMPENSATION, FactType.STAKE}
_FIELD = re.compile(r"^(?:unit|team|group|lab|laboratory|division|department) (?:for|on|of) ")
_TAIL = re.compile(r" (?:unit|team|division|group|department|business|lab|laboratory)$")
_BUILDING = re.compile(
    r"^[$€£]\d|\b(?:data[ -]?cent(?:er|re)s?|factory|factories|fab|gigafactory|warehouse)$", re.I
)
_FIGURES = ("amount_usd", "valuation_usd", "count", "percent", "lead", "person", "led_by")


def same_org_fact(draft: Draft, other: Draft) -> bool:
    """Whether two drafts of one sentence tell the same fact, or the same sum twice."""
    if (
        {draft.type, other.type} <= _SUMS
        and draft.values.get("amount_usd") is not None
        and draft.values.get("amount_usd") == other.values.get("amount_usd")
    ):
        return (
            draft.type is not other.type
            or draft.type is not FactType.STAKE
            or _same_deal(draft, other)
        )
    if draft.type is not other.type:
        return False
    if draft.type is FactType.STAKE:
        return _same_deal(draft, other)
    if draft.type is FactType.UNIT_RENAMED and _unit(draft) == plain(other.get("into")):
        return True  # the new name told as the old one
    if draft.type in UNIT_FACTS:
        return _unit(draft) == _unit(other)
    if draft.type in {FactType.LAYOFF, FactType.FUNDING}:
        return _agree(draft, other, "amount_usd", "count", "percent") or plain(
            draft.get("org")
        ) == plain(other.get("org"))
    if draft.type is FactType.MARKET_REACTION:
        return plain(draft.get("org")) == plain(other.get("org")) or _agree(
            draft, other, "percent", "amount_usd"
        )
    return plain(draft.get("org")) == plain(other.get("org")) and _agree(draft, other, "amount_usd")


def _unit(draft: Draft) -> str:
    """A unit by its name or its field alone: the "robots" of "unit for robots" and of "robots unit"."""
    return _FIELD.sub("", _TAIL.sub("", plain(draft.get("unit"))))


def _agree(draft: Draft, other: Draft, *keys: str) -> bool:
    """Whether two drafts share a figure."""
    return any(
        draft.values.get(key) is not None and draft.values.get(key) == other.values.get(key)
        for key in keys
    )


def _same_deal(draft: Draft, other: Draft) -> bool:
    """The same purchase, the other way round, or with another buyer or another target."""
    buyer, target = plain(draft.get("acquirer")), plain(draft.get("target"))
    first, second = plain(other.get("acquirer")), plain(other.get("target"))
    return bool(first and second) and (
        buyer == first or target == second or (buyer, target) == (second, first)
    )


def complete_from(draft: Draft, other: Draft) -> None:
    """What another draft of the same fact adds: figures, a leader, a day, and its word for it."""
    if draft.type is not other.type:
        return
    if draft.type is FactType.STAKE and plain(draft.get("target")) != plain(other.get("target")):
        return
    if draft.get("org") and plain(draft.get("org")) != plain(other.get("org")):
        return
    if draft.rule != other.rule:
        draft.probability = round(1 - (1 - draft.probability) * (1 - other.probability), 2)
    for key in _FIGURES:
        whole = key == "percent" and draft.type is FactType.STAKE
        value = other.values.get(key)
        if value is not None and draft.values.get(key) is None and not (whole and value == 100):
            draft.values[key] = value
    if draft.date is None and other.date is not None:
        draft.date, draft.date_kind = other.date, other.date_kind


def together(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts of one fact as one: a layoff with its count and its share, a round with its valuation."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda each: each.probability, reverse=True):
        known = next((one for one in kept if same_org_fact(draft, one)), None)
        if known is None:
            kept.append(draft)
        else:
            complete_from(known, draft)
    return kept


def layoffs_told_again(found: list[Draft]) -> list[Draft]:
    """The facts without layoffs of which the sentence itself, or the one beside it, tells how many go."""
    told = [d for d in found if d.type is FactType.LAYOFF]
    counted = [d for d in told if d.values.get("count") or d.values.get("percent")]
    return [
        d for d in found if d.type is not FactType.LAYOFF or d in counted or d.get("unit")
        or not any(_tells_the_same(o, d) for o in counted)
    ]  # fmt: skip


def _tells_the_same(counted: Draft, bare: Draft) -> bool:
    near = abs(counted.scene.number - bare.scene.number) <= 1
    doubted = {counted.status, bare.status} & {Status.DENIED, Status.REVERSED, Status.RUMOURED}
    same = plain(counted.get("org")) == plain(bare.get("org"))
    return near and same and (not doubted or counted.status is bare.status)


def worths_of_rounds(found: list[Draft]) -> list[Draft]:
    """What a company is said to be worth as part of the round that another sentence tells of."""
    kept: list[Draft] = []
    rounds = [d for d in found if d.type is FactType.FUNDING and d.values.get("amount_usd")]
    for draft in found:
        worth = draft.values.get("valuation_usd")
        alone = draft.type is FactType.FUNDING and worth and not draft.values.get("amount_usd")
        told = [d for d in rounds if alone and plain(d.get("org")) == plain(draft.get("org"))]
        if not told:
            kept.append(draft)
            continue
        last = next((d for d in reversed(told) if d.scene.number <= draft.scene.number), told[0])
        if draft.date and _is_of_another_day(draft, last):
            kept.append(draft)
            continue
        last.values["valuation_usd"] = last.values.get("valuation_usd") or worth
    return kept


def _is_of_another_day(draft: Draft, told: Draft) -> bool:
    """Whether a company was worth so much at another time than that of a round: "in February the figure was $2 billion"."""
    known = told.values.get("valuation_usd")
    return known not in {None, draft.values.get("valuation_usd")} and draft.date != told.date


def changes_a_product(draft: Draft) -> bool:
    """Whether a unit that is told to begin, to end or to be renamed is a product or a building, which is none by itself."""
    if draft.type is FactType.UNIT_CREATED and _BUILDING.search(draft.get("unit") or ""):
        return True
    return draft.type in UNIT_FACTS and any(
        mention.product and mention.text in {draft.get("unit"), draft.get("into")}
        for mention in draft.scene.at.values()
    )
