"""Goods that companies buy for large sums: chips, servers, computing power."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure, whole
from tracker.extraction.rules.meant import orgs_meant
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.tokens import Token

_BUYS = words("buy purchase order acquire procure rent lease")
#: What costs less is a product with its price: "a $3,000 desktop supercomputer".
LEAST = 1_000_000
_BUILDS = words("build construct plan announce open erect develop")
_BUILDINGS = words(
    "center centre factory plant campus fab supercomputer cluster facility complex site headquarters warehouse foundry gigafactory hub"
)
_WORTH = re.compile(r" (?:worth|valued at) (?:\w+ ){0,4}")
#: What is bought and is no spending: parts of companies, debts, money itself.
_NO_GOODS = words(
    "share stock stake bond debt equity note bitcoin cryptocurrency token loan company firm startup start-up asset security securities"
)


def orders(scene: Scene) -> Iterator[Draft]:
    """Read "Y will buy $18 billion worth of chips", "a contract to buy $300 billion in computing power"."""
    if is_hypothetical(scene) or not scene.sums:
        return
    for clause in clauses(scene.doc):
        if (clause.lemma not in _BUYS and not _places_an_order(clause)) or clause.passive:
            continue
        bought = _bought(scene, clause)
        org = next((o for s in clause.subjects for o in orgs_meant(scene, s)), None)
        judged = judge(scene, clause.verb)
        if bought is None or org is None or judged.status is None:
            continue
        amount, goods = bought
        yield draft(
            FactType.SPENDING, scene, "spends", judged, 0.7, org=org, amount_usd=whole(amount.value),
            purpose=scene.words(_first(goods), goods.i),
        )  # fmt: skip
        return


def _places_an_order(clause: Clause) -> bool:
    """Read "has placed an order for $10 billion worth of chips"."""
    return clause.lemma == "place" and any(o.lemma_ == "order" for o in clause.objects)


def _first(goods: Token) -> int:
    return min(t.i for t in goods.subtree if t.i <= goods.i)


def _bought(scene: Scene, clause: Clause) -> tuple[Figure, Token] | None:
    """The sum that stands for what is bought, and what that is."""
    for figure in scene.sums:
        for goods in clause.objects:
            if _is_worth(scene, goods, figure) and _are_goods(scene, goods):
                return figure, goods
        number = scene.token_at(figure.end - 1)
        what = number.head if number.head.lower_ == "worth" else number
        things = clause.preps("for", "of") if _places_an_order(clause) else clause.objects
        if what.i not in {t.i for t in things}:
            continue
        preps = [
            c for c in (*what.children, *number.children, *clause.verb.children) if c.i > what.i
        ]
        for prep in preps:
            if prep.dep_ != "prep" or prep.lower_ not in {"of", "in"}:
                continue
            for goods in prep.children:
                if goods.dep_ == "pobj" and _are_goods(scene, goods):
                    return figure, goods
    return None


def _is_worth(scene: Scene, goods: Token, figure: Figure) -> bool:
    """Read "chips worth $3.4 billion"."""
    start, end = scene.places[goods.i][1], figure.start
    return _WORTH.fullmatch(scene.text[start:end]) is not None


def _are_goods(scene: Scene, token: Token) -> bool:
    if scene.kind(token) in {Kind.ORG, Kind.NAME, Kind.PERSON, Kind.PLACE}:
        return False
    return token.pos_ == "NOUN" and not any(
        t.lemma_.lower() in _NO_GOODS for t in (token, *token.lefts)
    )


def buildings(scene: Scene) -> Iterator[Draft]:
    """Read "Y is to build a $6 billion data centre"."""
    if is_hypothetical(scene) or not scene.sums:
        return
    for clause in clauses(scene.doc):
        if clause.lemma not in _BUILDS or clause.passive:
            continue
        org = next((o for s in clause.subjects for o in orgs_meant(scene, s)), None)
        judged = judge(scene, clause.verb)
        for goods in clause.objects if org is not None and judged.status is not None else ():
            figure = next((f for f in scene.sums if _is_before(scene, f, goods)), None)
            if figure is None or goods.lemma_.lower() not in _BUILDINGS:
                continue
            announced = clause.lemma == "announce" and judged.status is Status.DONE
            yield draft(
                FactType.SPENDING, scene, "spends", replace(judged, status=Status.ANNOUNCED) if announced else judged, 0.7,
                org=org, amount_usd=whole(figure.value), purpose=scene.words(scene.token_at(figure.end).i, goods.i),
            )  # fmt: skip
            return


def _is_before(scene: Scene, figure: Figure, goods: Token) -> bool:
    """Whether a sum is that of "a $6 billion data centre"."""
    number = scene.token_at(figure.end - 1)
    beside = number.head.i == goods.i and number.dep_ == "nummod" and number.i < goods.i
    return beside and figure.value >= LEAST


RULES = (orders, buildings)
