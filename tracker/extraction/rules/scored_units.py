"""What the scorer sees of units: made, closed, renamed and merged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Value
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.linked import SURE, date_beside, people_at, place_of, status_of
from tracker.extraction.rules.shared import Place, context_org
from tracker.extraction.rules.unit_words import UNIT_VERBS
from tracker.extraction.rules.units import in_a_town
from tracker.extraction.sameness import SEEN, plain
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Link
from tracker.extraction.scorer.relations import Relation

#: What stands before the name of a product.
_THINGS = r"(?:chips?|models?|robots?|assistants?|apps?|devices?|phones?|glasses|cars?|tools?|chatbots?|processors?|products?)"
_PRODUCT = re.compile(rf"\b{_THINGS}(?: called| named| dubbed)?,? [“\"]?")
#: What stands behind it: "the M4, a warehouse robot that ...".
_IS_A_PRODUCT = re.compile(
    rf",? an? (?:[\w-]+ ){{0,4}}?{_THINGS}(?=[,.;]| (?:that|which|for|with|to)\b)"
)
#: What a person is known for having set up is no news.
_FOUNDER = re.compile(r"\bwho (?:co-?)?(?:found|start|creat|establish|launch|set up)(?:ed)?\b")
_UNITS = {
    Relation.CREATED: FactType.UNIT_CREATED,
    Relation.DISSOLVED: FactType.UNIT_DISSOLVED,
    Relation.RENAMED: FactType.UNIT_RENAMED,
    Relation.MERGED: FactType.UNIT_MERGED,
}


def units_seen(scene: Scene) -> Iterator[Draft]:
    """A draft for each change of a unit that the scorer is sure of."""
    for link in scene.links.of(scene.number, SURE):
        for relation, kind in _UNITS.items():
            if link.pair.of(relation) >= SURE:
                yield from _unit(scene, link, relation, kind)


def made_of(
    scene: Scene, link: Link, relation: Relation, kind: FactType, values: dict[str, Value]
) -> Draft:
    """A draft of what a link tells, with its status, its credit and its day."""
    status, via = status_of(scene, link.pair, relation)
    made = draft(kind, scene, SEEN, status, round(link.pair.of(relation), 2), **values)
    made.via = via
    if kind in {FactType.LAYOFF, FactType.STAKE, FactType.FUNDING, *_UNITS.values()}:
        made.date, made.date_kind = date_beside(scene, link, relation, status)
    return made


def _unit(scene: Scene, link: Link, relation: Relation, kind: FactType) -> Iterator[Draft]:
    first = place_of(scene, link.first)
    if first is None or not UNIT_VERBS[relation].search(scene.text):
        return
    name = _in_its_town(scene, link) or first.unit or first.org
    if _is_a_company_or_product(scene, name, relation):
        return
    second = place_of(scene, link.second) if link.second is not None else None
    if _are_turned_round(scene, first, second):
        return
    values: dict[str, Value] = {"unit": name}
    if relation in {Relation.RENAMED, Relation.MERGED}:
        if second is None:
            return
        into = second.unit or second.org
        owner = (first.org if first.unit else None) or (second.org if second.unit else None)
        values |= {"into": into, "org": owner or context_org(scene, scene.doc[link.first.token])}
        if into == name or plain(values["org"]) in {plain(into), plain(name)}:
            return
    else:
        owner = second.org if second is not None else first.org if first.unit else None
        values["org"] = owner or context_org(scene, scene.doc[link.first.token])
        made = relation is Relation.CREATED
        if values["org"] == name or (made and _is_of_a_product(scene, name, values["org"])):
            return
        if made:
            values["led_by"] = _leader(scene, link)
    if values["org"]:
        yield made_of(scene, link, relation, kind, values)


def _in_its_town(scene: Scene, link: Link) -> str | None:
    """What a part of a company is called by the town that it is in."""
    here = link.first.sentence == scene.number
    return in_a_town(scene, scene.doc[link.first.token]) if here else None


def _is_a_company_or_product(scene: Scene, name: str | None, relation: Relation) -> bool:
    """Whether what seems to be made has been bought or has a founder, or is called a product."""
    bought = name == scene.discourse.target
    founded = relation is Relation.CREATED and (bought or _FOUNDER.search(scene.text))
    products = _PRODUCT.finditer(scene.text)
    return bool(founded) or any(
        scene.text.startswith(name or "", match.end()) for match in products
    )


def _are_turned_round(scene: Scene, part: Place, whole: Place | None) -> bool:
    """Whether a company that is known would be the part, and a name that nobody knows the company."""
    if whole is None or part.unit or whole.unit:
        return False
    mentions = (m for where in scene.article for m in where.at.values())
    known = {m.text for m in mentions if m.known and m.kind is Kind.ORG}
    return part.org in known and whole.org not in known


def _is_of_a_product(scene: Scene, *names: Value) -> bool:
    return any(_is_a_product(scene, name) for name in names)


def _is_a_product(scene: Scene, name: Value) -> bool:
    """Whether a sentence says that what it names is a product."""
    at = scene.text.find(str(name)) if name else -1
    return at >= 0 and _IS_A_PRODUCT.match(scene.text, at + len(str(name))) is not None


def _leader(scene: Scene, link: Link) -> str | None:
    leaders = [
        person
        for other in scene.links.of(scene.number)
        if other.second == link.first
        and (other.pair.of(Relation.LEAD) > SURE or other.pair.of(Relation.ROLE) > SURE)
        for person in people_at(scene, other.first)
    ]
    return " and ".join(dict.fromkeys(leaders)) or None
