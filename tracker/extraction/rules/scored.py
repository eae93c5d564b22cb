"""What the scorer sees of people: comings, goings, posts, foundings and reporting lines, in any words."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.rules.beliefs import Belief, Beliefs
from tracker.extraction.rules.linked import (
    SURE,
    date_beside,
    people_at,
    status_of,
    title_token,
)
from tracker.extraction.rules.positions import is_former, until_another
from tracker.extraction.rules.scored_posts import bears, leads, one_post_each
from tracker.extraction.rules.shared import context_org, title_text
from tracker.extraction.rules.signs import of_rivals, of_telling
from tracker.extraction.sameness import SEEN
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Link, Spot
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.status import is_hypothetical

#: How sure the scorer must be of a post that has no title, only a word of leading, and that nobody comes to or leaves.
LEADS = 0.85
FACTS = {
    Relation.JOINED: FactType.JOINED,
    Relation.LEFT: FactType.LEFT,
    Relation.FOUNDED: FactType.FOUNDED,
    Relation.ROLE: FactType.ROLE,
}


def scored(scene: Scene, believed: Beliefs) -> Iterator[Draft]:
    """A draft for each fact that the scorer is sure of, with what else bears on how likely it is."""
    if is_hypothetical(scene) or scene.text.rstrip(" )").endswith("?"):
        return
    found = [
        made
        for relation, kind in FACTS.items()
        for belief in believed.held.get(relation, ())
        if belief.probability >= SURE
        for made in _facts(scene, belief, relation, kind, believed)
    ]
    lines = [
        line
        for link in scene.links.of(scene.number, SURE)
        if link.pair.of(Relation.REPORTS) >= SURE and link.second is not None
        for line in _lines(scene, link, link.second)
    ]
    # "Z has moved X under Y" makes Y the head of X, and of nothing else
    placed = {name for line in lines for name in (line.get("person"), line.get("manager"))}
    found = [
        each
        for each in found
        if each.type is not FactType.ROLE
        or each.get("title") != "head"
        or each.get("unit")
        or each.status in {Status.HELD, Status.FORMER}
        or each.get("person") not in placed
    ]
    yield from one_post_each(found)
    yield from lines


def _facts(
    scene: Scene, belief: Belief, relation: Relation, kind: FactType, believed: Beliefs
) -> Iterator[Draft]:
    link, place = belief.link, belief.place
    titled = title_token(scene, link)
    title = title_text(scene, titled) if titled is not None else None
    status, via = status_of(scene, link, relation)
    if kind is FactType.ROLE:
        sure = belief.probability >= LEADS or status not in {Status.HELD, Status.FORMER}
        if titled is None and sure and leads(scene, belief):
            title = "head"
        elif titled is None or not bears(scene, belief, titled):
            return
        if titled is not None and is_former(scene, titled):
            status = Status.FORMER
        first = scene.doc[link.first.token]
        status = until_another(scene, first, {"succeed", "replace"}) or status
    founded = kind is FactType.FOUNDED
    if founded and place.unit:
        return  # who sets up a team of a company has not founded the company
    made = draft(
        kind, scene, SEEN, status, round(belief.probability, 2), person=belief.person, org=place.org,
        unit=place.unit, title=None if founded else title,
    )  # fmt: skip
    made.via = via
    made.date, made.date_kind = date_beside(scene, link, relation, status)
    made.implied_org = place.implied
    made.signs = of_telling(scene, belief) | of_rivals(made, relation, believed)
    yield made


def _lines(scene: Scene, link: Link, second: Spot) -> Iterator[Draft]:
    for person in people_at(scene, link.first):
        for manager in people_at(scene, second):
            org = context_org(scene, scene.doc[link.first.token], person)
            if manager != person and org:
                status, via = status_of(scene, link, Relation.REPORTS)
                made = draft(
                    FactType.REPORTS_TO, scene, SEEN, status, round(0.9 * link.pair.of(Relation.REPORTS), 2), person=person,
                    manager=manager, org=org,
                )  # fmt: skip
                made.via, made.implied_org = via, True
                made.date, made.date_kind = date_beside(scene, link, Relation.REPORTS, status)
                yield made
