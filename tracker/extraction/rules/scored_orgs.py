"""What the scorer sees of organisations: purchases, rounds, spending, pay, layoffs, shares, units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Value
from tracker.extraction.money import Figure, whole
from tracker.extraction.rules.linked import (
    SURE,
    date_beside,
    figures,
    people_at,
    place_of,
    status_of,
)
from tracker.extraction.rules.shared import context_org
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Link, Spot
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.status import is_hypothetical

_PART = re.compile(
    r"\b(?:stakes?|shares?|holding|minority|majority|interest|per ?cent|portion|slice|invest)\b|%",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"\b(?:f(?:e|a)ll|slid|slump|plung|plumm|drop|tumbl|sank|sink|los[te]|declin|slip|dipp|crash|div(?:ed|ing)|shed|down"
    r"|wip(?:e|ing)|eras|lower|knock|cut|off\b|red\b|worse|slumped|retreat|shave|cost)",
    re.IGNORECASE,
)
_UNITS = {
    Relation.CREATED: FactType.UNIT_CREATED,
    Relation.DISSOLVED: FactType.UNIT_DISSOLVED,
    Relation.RENAMED: FactType.UNIT_RENAMED,
    Relation.MERGED: FactType.UNIT_MERGED,
}
_MONEY = {
    Relation.FUNDING: FactType.FUNDING,
    Relation.SPENDING: FactType.SPENDING,
    Relation.COMPENSATION: FactType.COMPENSATION,
    Relation.LAYOFF: FactType.LAYOFF,
    Relation.MARKET: FactType.MARKET_REACTION,
}


def scored_orgs(scene: Scene) -> Iterator[Draft]:
    """A draft for each fact about an organisation that the scorer is sure of."""
    if is_hypothetical(scene) or scene.text.rstrip(" )").endswith("?"):
        return
    told = figures(scene)
    for link in scene.links.of(scene.number):
        for relation, kind in _MONEY.items():
            if link.pair.of(relation) >= SURE and not scene.is_person(scene.doc[link.first.token]):
                yield from _money(scene, link, relation, kind, told.get(link.second or link.first))
        if link.pair.of(Relation.STAKE) >= SURE and link.second is not None:
            yield from _stake(scene, link, link.second)
        for relation, kind in _UNITS.items():
            if link.pair.of(relation) >= SURE:
                yield from _unit(scene, link, relation, kind)


def _made(
    scene: Scene, link: Link, relation: Relation, kind: FactType, values: dict[str, Value]
) -> Draft:
    status, via = status_of(scene, link, relation)
    made = draft(kind, scene, "scored", status, round(0.9 * link.pair.of(relation), 2), **values)
    made.via = via
    if kind in {FactType.LAYOFF, FactType.STAKE, FactType.FUNDING, *_UNITS.values()}:
        made.date, made.date_kind = date_beside(scene, link, relation)
    return made


def _money(
    scene: Scene,
    link: Link,
    relation: Relation,
    kind: FactType,
    told: tuple[str, Figure] | None,
) -> Iterator[Draft]:
    place = place_of(scene, link.first)
    if place is None or place.org is None:
        return
    if told is None and kind in {FactType.SPENDING, FactType.COMPENSATION}:
        return
    values: dict[str, Value] = {"org": place.org}
    if kind is FactType.LAYOFF:
        values["unit"] = place.unit
    if told is not None:
        values[_key(kind, told[0])] = _number(scene, kind, told[1])
    if kind is FactType.FUNDING:
        values |= _round(scene, link)
    if kind is FactType.COMPENSATION:
        values["person"] = _paid(scene, link)
    if kind is FactType.MARKET_REACTION and told is None:
        return
    yield _made(scene, link, relation, kind, values)


def _key(kind: FactType, figure: str) -> str:
    if figure == "sum":
        return "amount_usd"
    return "percent" if figure == "percent" or kind is FactType.MARKET_REACTION else "count"


def _number(scene: Scene, kind: FactType, figure: Figure) -> Value:
    down = kind is FactType.MARKET_REACTION and _FALL.search(scene.text) is not None
    return whole(-figure.value if down else figure.value)


def _round(scene: Scene, link: Link) -> dict[str, Value]:
    """The valuation and the leading investor of a round."""
    found: dict[str, Value] = {}
    told = figures(scene)
    for other in scene.links.of(scene.number):
        if other.first == link.first and other.second in told and told[other.second][0] == "sum":
            if other.pair.of(Relation.VALUATION) > SURE:
                found["valuation_usd"] = whole(told[other.second][1].value)
        elif other.second == link.first and other.pair.of(Relation.LEAD) > SURE:
            lead = place_of(scene, other.first)
            found["lead"] = lead.org if lead is not None else None
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


def _stake(scene: Scene, link: Link, second: Spot) -> Iterator[Draft]:
    buyer, bought = place_of(scene, link.first), place_of(scene, second)
    if buyer is None or bought is None or not buyer.org or not (bought.unit or bought.org):
        return
    target = bought.unit or bought.org
    if target == buyer.org:
        return
    values: dict[str, Value] = {"acquirer": buyer.org, "target": target}
    told = figures(scene)
    for other in scene.links.of(scene.number):
        if other.first in {link.first, second} and other.second in told:
            kind, figure = told[other.second]
            if other.pair.of(Relation.AMOUNT) > SURE and kind != "count":
                values["percent" if kind == "percent" else "amount_usd"] = whole(figure.value)
    if "percent" not in values and not _PART.search(scene.text):
        values["percent"] = 100
    yield _made(scene, link, Relation.STAKE, FactType.STAKE, values)


def _unit(scene: Scene, link: Link, relation: Relation, kind: FactType) -> Iterator[Draft]:
    first = place_of(scene, link.first)
    if first is None:
        return
    name = first.unit or first.org
    second = place_of(scene, link.second) if link.second is not None else None
    values: dict[str, Value] = {"unit": name}
    if relation in {Relation.RENAMED, Relation.MERGED}:
        if second is None:
            return
        into = second.unit or second.org
        owner = (first.org if first.unit else None) or (second.org if second.unit else None)
        values |= {"into": into, "org": owner or context_org(scene, scene.doc[link.first.token])}
        if into == name:
            return
    else:
        owner = second.org if second is not None else first.org if first.unit else None
        values["org"] = owner or context_org(scene, scene.doc[link.first.token])
        if values["org"] == name:
            return
        if relation is Relation.CREATED:
            values["led_by"] = _leader(scene, link)
    if values["org"]:
        yield _made(scene, link, relation, kind, values)


def _leader(scene: Scene, link: Link) -> str | None:
    leaders = [
        person
        for other in scene.links.of(scene.number)
        if other.second == link.first
        and (other.pair.of(Relation.LEAD) > SURE or other.pair.of(Relation.ROLE) > SURE)
        for person in people_at(scene, other.first)
    ]
    return " and ".join(dict.fromkeys(leaders)) or None
