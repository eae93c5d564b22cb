"""Goods that companies buy for large sums: chips, servers, computing power."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.money import Figure, whole
from tracker.extraction.rules.meant import orgs_meant
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge

_BUYS = words("buy purchase order acquire procure rent lease")
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


def _are_goods(scene: Scene, token: Token) -> bool:
    if scene.kind(token) in {Kind.ORG, Kind.NAME, Kind.PERSON, Kind.PLACE}:
        return False
    return token.pos_ == "NOUN" and not any(
        t.lemma_.lower() in _NO_GOODS for t in (token, *token.lefts)
    )


RULES = (orders,)
