"""What the scorer sees of organisations: purchases, rounds, spending, pay, layoffs, shares, units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extraction.directions import falls
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status, Value
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, words
from tracker.extraction.money import Figure, whole
from tracker.extraction.rules import money_words as money
from tracker.extraction.rules.bids import (
    buys_nothing,
    is_only_approved,
    sells_nothing,
    speaks_of_a_deal,
)
from tracker.extraction.rules.layoff_words import (
    is_of_things,
    is_of_those_who_stay,
    lets_people_go,
    only_counts,
)
from tracker.extraction.rules.linked import (
    SURE,
    figures,
    people_at,
    place_of,
)
from tracker.extraction.rules.org_facts import together
from tracker.extraction.rules.purchases import has_no_part, sells_to
from tracker.extraction.rules.reactions import goes_up
from tracker.extraction.rules.scored_units import made_of, units_seen
from tracker.extraction.rules.shared import Place
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Link, Spot
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.status import is_hypothetical

_PAYS = words("pay give offer hand award")
_PART = re.compile(
    r"\b(?:stakes?|shares?|holding|minority|majority|interest|per ?cent|portion|slice|invest\w*)\b|%",
    re.IGNORECASE,
)
_LED = re.compile(
    r"\b(?:led|leads?|leading|spearhead\w*|anchor\w*|head(?:s|ed|ing))\b", re.IGNORECASE
)
#: How sure the scorer must be of a purchase without any word of one, and how near a second one must come to the first.
_FAIRLY = 0.85
CLOSE = 0.9
_MONEY = {
    Relation.FUNDING: FactType.FUNDING,
    Relation.SPENDING: FactType.SPENDING,
    Relation.COMPENSATION: FactType.COMPENSATION,
    Relation.LAYOFF: FactType.LAYOFF,
    Relation.MARKET: FactType.MARKET_REACTION,
}


#: What has not come about, though it was close.
_ALMOST = re.compile(
    r"\b(?:almost|nearly) (?:bought|acquired|took over|merged|sold|raised|invested|closed|shut|laid off|fired)\b"
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A link that the scorer is sure of, with the organisation it is about."""

    probability: float
    relation: Relation
    link: Link
    org: Place
    figure: tuple[str, Figure] | None


def scored_orgs(scene: Scene) -> Iterator[Draft]:
    """A draft for each fact about an organisation that the scorer is sure of."""
    if (
        is_hypothetical(scene)
        or _ALMOST.search(scene.text)
        or scene.text.rstrip(" )").endswith("?")
    ):
        return
    stakes = _stakes_seen(scene)
    for _, link, buyer, target in stakes:
        yield _stake(scene, link, buyer, target)
    taken = _sums_of_stakes(scene, stakes)
    yield from together(
        draft for seen in _money_seen(scene, taken) for draft in _money(scene, seen)
    )
    yield from units_seen(scene)


def _money_seen(scene: Scene, taken: set[Spot]) -> list[_Seen]:
    """Of what competes for a figure the likeliest; an organisation's figures of one kind stay together."""
    told = figures(scene)
    best: dict[object, _Seen] = {}
    for link in scene.links.of(scene.number, SURE):
        first = scene.article[link.first.sentence]
        if first.is_person(first.doc[link.first.token]):
            continue
        relation = max(_MONEY, key=link.pair.of)
        probability = link.pair.of(relation)
        if probability < SURE or link.second in taken:
            continue
        figure = told.get(link.second) if link.second is not None else None
        if figure is not None and not _may_be(scene, relation, figure):
            continue
        place = place_of(scene, link.first)
        if place is None or place.org is None:
            continue
        if relation is Relation.LAYOFF and only_counts(scene.text, place.org):
            continue
        key = link.second if figure is not None else (relation, plain(place.org))
        had = best.get(key)
        seen = _Seen(probability, relation, link, place, figure)
        if had is None or _rank(scene, seen) > _rank(scene, had):
            best[key] = seen
    return list(best.values())


def _rank(scene: Scene, seen: _Seen) -> tuple[float, int, float]:
    """How much speaks for a link: its probability, and that its first mark is a known name."""
    mention = scene.article[seen.link.first.sentence].at.get(seen.link.first.token)
    named = 0 if mention is None else 2 if mention.known else 1 if mention.kind is Kind.ORG else -1
    return (round(seen.probability, 1), named, seen.probability)


def _may_be(scene: Scene, relation: Relation, figure: tuple[str, Figure]) -> bool:
    """Whether a figure can be what a relation says: a sum spent, a share of the staff, no valuation."""
    kind, number = figure
    if relation in {Relation.SPENDING, Relation.FUNDING} and (
        money.is_earned(scene.text, number)
        or money.is_of_market_value(scene.text, number)
        or money.is_of_trade(scene, number)
    ):
        return False
    if relation is Relation.FUNDING and money.raises_nothing(scene.text):
        return False
    if relation in {Relation.SPENDING, Relation.COMPENSATION, Relation.FUNDING}:
        small = relation is Relation.COMPENSATION and number.value < money.LEAST_PAY
        return kind == "sum" and not (
            small or money.is_valuation(scene.text, number) or money.earlier(scene, number)
        )
    if relation is Relation.MARKET:
        of_trade = money.is_of_trade(scene, number) or money.changes_prices(scene.text)
        of_shares = money.speaks_of_shares(scene.text) and not money.is_no_share_price(
            scene.text, number
        )
        return kind != "count" and of_shares and not of_trade
    stay = kind == "count" and is_of_those_who_stay(scene.text, number.start)
    stay = stay or is_of_things(scene.text, number.start, number.end)
    return kind != "sum" and lets_people_go(scene.text) and not stay


def _money(scene: Scene, seen: _Seen) -> Iterator[Draft]:
    kind = _MONEY[seen.relation]
    values: dict[str, Value] = {"org": seen.org.org}
    if seen.figure is None:
        elsewhere = kind is FactType.FUNDING and money.in_another_currency(scene.text)
        if not elsewhere and not (kind is FactType.LAYOFF and lets_people_go(scene.text)):
            return
    else:
        values[_key(kind, seen.figure[0])] = _number(scene, kind, seen.figure[1])
    if kind is FactType.COMPENSATION and money.is_no_pay(scene.text):
        return
    if kind is FactType.SPENDING and _together(scene, seen.link.first):
        return
    if kind is FactType.LAYOFF:
        values["unit"] = seen.org.unit
    if kind is FactType.FUNDING:
        values |= _round(scene, seen.link)
        if values["org"] == values.get("lead"):
            return  # "the round, led by Y, brings the firm 85 million"
    if kind is FactType.COMPENSATION:
        values["person"] = _paid(scene, seen.link)
    made = made_of(scene, seen.link, seen.relation, kind, values)
    if kind is FactType.FUNDING and seen.figure is None:
        made.rule = "raised_elsewhere"
    yield made


def _together(scene: Scene, spot: Spot) -> bool:
    """Whether several companies put the money in, so that the sum is no single one's."""
    here = spot.sentence == scene.number
    return here and any(scene.is_org(other) for other in scene.doc[spot.token].conjuncts)


def _key(kind: FactType, figure: str) -> str:
    if figure == "sum":
        return "amount_usd"
    return "percent" if figure == "percent" or kind is FactType.MARKET_REACTION else "count"


def _number(scene: Scene, kind: FactType, figure: Figure) -> Value:
    down = kind is FactType.MARKET_REACTION and falls(scene.text) and not goes_up(scene, figure)
    return whole(-figure.value if down else figure.value)


def _round(scene: Scene, link: Link) -> dict[str, Value]:
    """The valuation and the leading investor of a round."""
    found: dict[str, Value] = {}
    told = figures(scene)
    for other in scene.links.of(scene.number):
        if other.first == link.first and other.second in told and told[other.second][0] == "sum":
            if money.earlier(scene, told[other.second][1]):
                continue
            if money.is_valuation(scene.text, told[other.second][1]) or (
                other.pair.of(Relation.VALUATION) > SURE > other.pair.of(Relation.FUNDING)
            ):
                found["valuation_usd"] = whole(told[other.second][1].value)
        elif (
            other.second == link.first
            and other.pair.of(Relation.LEAD) > SURE
            and _LED.search(scene.text)
        ):
            lead = place_of(scene, other.first)
            found["lead"] = (lead.unit or lead.org) if lead is not None else None
    return found


def _paid(scene: Scene, link: Link) -> str | None:
    for other in scene.links.of(scene.number):
        if (
            other.second == link.second
            and other.first != link.first
            and other.pair.of(Relation.COMPENSATION) > SURE
        ):
            people = people_at(scene, other.first)
            if len(people) == 1:
                return people[0]
    return None


def _stakes_seen(scene: Scene) -> list[tuple[float, Link, str, str]]:
    """Purchases: of two that share a buyer or a target the likelier, unless both are nearly as likely."""
    found: dict[tuple[str, str], tuple[float, Link, str, str]] = {}
    if money.is_licence(scene.text) or buys_nothing(scene.text):
        return []
    for link in scene.links.of(scene.number, SURE):
        probability = link.pair.of(Relation.STAKE)
        if probability < SURE or link.second is None or _describes(scene, link):
            continue
        buyer, bought = place_of(scene, link.first), place_of(scene, link.second)
        if buyer is None or bought is None or not buyer.org:
            continue
        target = bought.unit or bought.org
        if not target or plain(target) == plain(buyer.org):
            continue
        if _is_no_deal(scene, link, probability):
            continue
        key = (plain(buyer.org), plain(target))
        if key not in found or probability > found[key][0]:
            found[key] = (probability, link, buyer.org, target)
    kept: list[tuple[float, Link, str, str]] = []
    for one in sorted(
        found.values(), key=lambda each: (_inside(scene, each[1]), each[0]), reverse=True
    ):
        rivals = [
            other
            for other in kept
            if plain(other[2]) == plain(one[2])
            or plain(other[3]) == plain(one[3])
            or (plain(other[3]), plain(other[2])) == (plain(one[2]), plain(one[3]))
        ]
        if all(_beside_each_other(scene, one, other) for other in rivals):
            kept.append(one)
    return kept


def _is_no_deal(scene: Scene, link: Link, probability: float) -> bool:
    """Whether a sentence that may tell of a purchase speaks of none, or of what somebody is paid."""
    if probability < _FAIRLY and not speaks_of_a_deal(scene.text):
        return True
    return not _inside(scene, link) and _pays_somebody(scene)


def _pays_somebody(scene: Scene) -> bool:
    """Read "Y will pay X $20 million", whatever company was named before."""
    return any(
        token.head.lemma_ in _PAYS and token.dep_ in {"dobj", "dative", "iobj"}
        for token in scene.tokens(Kind.PERSON)
    )


def _inside(scene: Scene, link: Link) -> bool:
    """Whether both marks of a link stand in the sentence, as names or as words that the scorer knows the meaning of."""
    return all(
        spot is not None
        and spot.sentence == scene.number
        and (scene.is_org(scene.doc[spot.token]) or spot in scene.links.meant)
        for spot in (link.first, link.second)
    )


def _beside_each_other(
    scene: Scene, one: tuple[float, Link, str, str], other: tuple[float, Link, str, str]
) -> bool:
    """Two targets or two buyers of one deal: both named in the sentence, and nearly as likely."""
    if (plain(other[3]), plain(other[2])) == (plain(one[2]), plain(one[3])):
        return False
    return _inside(scene, one[1]) and _inside(scene, other[1]) and one[0] >= CLOSE * other[0]


def _describes(scene: Scene, link: Link) -> bool:
    """What only describes the noun beside it ("the Oslo start-up X"), reports or sells, buys nothing, nor is it bought."""
    for spot in (link.first, link.second):
        if spot is None or spot.sentence != scene.number:
            continue
        token = scene.doc[spot.token]
        mention = scene.at.get(token.i)
        if (
            mention is not None
            and not mention.known
            and token.dep_ in {"compound", "nmod", "amod"}
            and token.head.i > token.i
            and token.head.lemma_.lower() in COMPANY_NOUNS | {"outfit", "maker", "developer"}
        ):
            return True
        made = token.head if token.dep_ in {"compound", "appos"} else token
        if made.dep_ == "dobj" and made.head.lemma_ in {"develop", "make", "sell", "offer"}:
            return True
        if has_no_part(token) or (spot is link.first and sells_to(token)):
            return True
    return False


def _sums_of_stakes(scene: Scene, stakes: list[tuple[float, Link, str, str]]) -> set[Spot]:
    """The sums that are the price of a purchase rather than anything else."""
    ends = {spot for _, link, _, _ in stakes for spot in (link.first, link.second)}
    return {
        link.second
        for link in scene.links.of(scene.number)
        if link.second is not None and link.first in ends and link.pair.of(Relation.AMOUNT) > SURE
    }


def _stake(scene: Scene, link: Link, buyer: str, target: str) -> Draft:
    values: dict[str, Value] = {"acquirer": buyer, "target": target}
    told = figures(scene)
    most: dict[str, float] = {}
    for other in scene.links.of(scene.number):
        if other.first in {link.first, link.second} and other.second in told:
            kind, figure = told[other.second]
            sure = other.pair.of(Relation.AMOUNT)
            if kind == "count" or (kind == "sum" and money.is_no_price(scene.text, figure)):
                continue
            if sure > max(SURE, most.get(kind, 0.0)):
                most[kind] = sure
                values["percent" if kind == "percent" else "amount_usd"] = whole(figure.value)
    if "percent" not in values and not _PART.search(scene.text):
        values["percent"] = 100
    made = made_of(scene, link, Relation.STAKE, FactType.STAKE, values)
    if made.status is Status.DENIED and sells_nothing(scene.text):
        made.status = Status.DONE
    if made.status is Status.DONE and is_only_approved(scene.text):
        made.status = Status.ANNOUNCED
    return made
