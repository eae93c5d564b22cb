"""From what a model says to findings: whatever does not stand in the text is dropped, with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.extraction.findings import FactType, Finding, Status, Value
from tracker.extraction.llm import values
from tracker.extraction.llm.ground import Ground, plain
from tracker.extraction.llm.orders import orders
from tracker.extraction.llm.page import Page, Spot
from tracker.extraction.llm.prompt import PROMPT_VERSION
from tracker.extraction.llm.schema import MOST_FACTS
from tracker.extraction.llm.shapes import (
    DATE_KINDS,
    KINDS,
    NAMES,
    NUMBERS,
    SHAPES,
    Kind,
    Shape,
)

RULE = f"llm-{PROMPT_VERSION}"
PROBABILITY = 0.7
_RUMOUR_COSTS = 0.05
_SHORTEST_EVIDENCE = 12
#: How far from its evidence a fact's names may stand: "she" two sentences on is still she.
_NEAR = (6, 1)
#: A model that is held to no schema may say more than it was asked for.
_MOST_FACTS = 2 * MOST_FACTS


class Dropped(ValueError):
    """The fact cannot be taken from the text; the message says why, in a few fixed words."""


@dataclass(slots=True)
class Checked:
    """The findings that stand, and how many facts and values were dropped for which reason."""

    findings: list[Finding] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)


def check(facts: list[object], page: Page) -> Checked:
    """The ``facts`` of an answer that the text supports."""
    checked = Checked()
    if len(facts) > _MOST_FACTS:
        checked.dropped["too many facts"] = len(facts) - _MOST_FACTS
    for fact in facts[:_MOST_FACTS]:
        try:
            checked.findings.append(_finding(fact, page, checked.dropped))
        except Dropped as reason:
            checked.dropped[str(reason)] += 1
    return checked


def _finding(fact: object, page: Page, dropped: Counter[str]) -> Finding:
    if not isinstance(fact, dict):
        raise Dropped("no object")
    told = fact.get("type")
    if not isinstance(told, str) or told not in FactType:
        raise Dropped("no such type")
    kind = FactType(told)
    shape = SHAPES[kind]
    status = _status(fact, shape)
    spot = _spot(fact, shape, page)
    found = _values(fact, kind, spot, page, dropped)
    _hold_together(found, shape, spot, page)
    day = values.day(fact.get("date"), spot, page) if shape.dated else None
    via = values.credit(fact.get("via"), spot, page)
    for key, kept in (("date", day), ("via", via)):
        if fact.get(key) and kept is None:
            dropped[f"{key}: not in the text"] += 1
    date_kind = fact.get("date_kind")
    return Finding(
        type=kind,
        status=status,
        values=found,
        start=spot.sentence.start,
        end=spot.sentence.end,
        rule=RULE,
        probability=round(PROBABILITY - (_RUMOUR_COSTS if status is Status.RUMOURED else 0), 2),
        date=day,
        date_kind=(date_kind if date_kind in DATE_KINDS else "told") if day else None,
        via=via,
    )


def _status(fact: Mapping[str, Any], shape: Shape) -> Status | None:
    if not shape.statuses:
        return None
    status = fact.get("status")
    if not isinstance(status, str) or status not in shape.statuses:
        raise Dropped("no such status")
    return Status(status)


def _spot(fact: Mapping[str, Any], shape: Shape, page: Page) -> Spot:
    evidence = fact.get("evidence")
    if not isinstance(evidence, str) or len(plain(evidence)) < _SHORTEST_EVIDENCE:
        raise Dropped("no evidence")
    names = [
        fact[key] for key in shape.keys if KINDS[key] in NAMES and isinstance(fact.get(key), str)
    ]
    spot = page.spot(evidence, names)
    if spot is None:
        raise Dropped("evidence not in the text")
    if orders(spot.sentence.text):
        raise Dropped("evidence is an order")
    return spot


def _values(
    fact: Mapping[str, Any], kind: FactType, spot: Spot, page: Page, dropped: Counter[str]
) -> dict[str, Value]:
    shape = SHAPES[kind]
    found: dict[str, Value] = {}
    for key in shape.keys:
        raw = fact.get(key)
        if raw is None or raw == "":
            value: Value = None
        else:
            value = _value(key, raw, kind, spot, page)
            if value is None:
                dropped[f"{key}: not in the text"] += 1
        if value is not None:
            found[key] = value
        elif key in shape.needs:
            raise Dropped(f"without {key}")
    if kind is FactType.STATEMENT and values.is_of_another(
        str(found["person"]), str(found["quote"]), spot, page
    ):
        raise Dropped("quote of somebody else")
    if kind is FactType.FOUNDED and "org" not in found:
        if "org_desc" not in found:
            raise Dropped("without org")
        found["org"] = None
    if shape.one_of and found.keys().isdisjoint(shape.one_of):
        raise Dropped(f"without {' or '.join(shape.one_of)}")
    return found


def _value(key: str, raw: object, kind: FactType, spot: Spot, page: Page) -> Value:
    sort = KINDS[key]
    if sort in NAMES:
        return values.name(raw, sort, page)
    if sort is Kind.TITLE:
        return values.title(raw, page)
    if sort is Kind.QUOTE:
        return values.quotation(raw, spot, page)
    if sort in NUMBERS:
        return values.number(raw, sort, kind, spot, page)
    return values.words(raw, page)


def _hold_together(found: dict[str, Value], shape: Shape, spot: Spot, page: Page) -> None:
    """Nobody is their own manager, no move leads where it came from, and names stand near."""
    spelt = {key: str(found[key]) for key in found if KINDS[key] in NAMES and found[key]}
    names = {key: plain(name) for key, name in spelt.items()}
    for key in shape.may:
        if key in names and list(names.values()).count(names[key]) > 1:
            del found[key], names[key]
    if len(set(names.values())) < len(names):
        raise Dropped("one name for two")
    near = Ground(page.around(spot, *_NEAR))
    for key in set(shape.needs) & set(names):
        if KINDS[key] is Kind.PERSON and not near.has_surname_of(spelt[key]):
            raise Dropped(f"{key} far from the evidence")
    if names and not any(near.has_a_word_of(name) for name in names.values()):
        raise Dropped("names far from the evidence")
