"""What the scorer sees of people: comings, goings, posts, foundings and reporting lines, in any words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType
from tracker.extraction.rules.beliefs import Belief, Beliefs
from tracker.extraction.rules.linked import (
    SURE,
    date_beside,
    people_at,
    status_of,
    title_beside,
)
from tracker.extraction.rules.shared import context_org
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Link, Spot
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.status import is_hypothetical

FACTS = {
    Relation.JOINED: FactType.JOINED,
    Relation.LEFT: FactType.LEFT,
    Relation.FOUNDED: FactType.FOUNDED,
    Relation.ROLE: FactType.ROLE,
}
_LEADS = re.compile(
    r"\b(?:head|lead|le[ad]d|run|ran|oversee|oversaw|in charge|at the helm|take|took|boss)",
    re.IGNORECASE,
)


def scored(scene: Scene, believed: Beliefs) -> Iterator[Draft]:
    """A draft for each fact that the scorer is sure of."""
    if is_hypothetical(scene) or scene.text.rstrip(" )").endswith("?"):
        return
    for relation, kind in FACTS.items():
        for belief in believed.held.get(relation, ()):
            if belief.probability >= SURE:
                yield from _facts(scene, belief, relation, kind)
    for link in scene.links.of(scene.number):
        if link.pair.of(Relation.REPORTS) >= SURE and link.second is not None:
            yield from _lines(scene, link, link.second)


def _facts(scene: Scene, belief: Belief, relation: Relation, kind: FactType) -> Iterator[Draft]:
    link, place = belief.link, belief.place
    title = title_beside(scene, link)
    if kind is FactType.ROLE and title is None:
        if place.unit is None and not _LEADS.search(scene.text):
            return
        title = "head"
    founded = kind is FactType.FOUNDED
    status, via = status_of(scene, link, relation)
    made = draft(
        kind, scene, "scored", status, round(belief.probability, 2), person=belief.person, org=place.org,
        unit=None if founded else place.unit, title=None if founded else title,
    )  # fmt: skip
    made.via = via
    made.date, made.date_kind = date_beside(scene, link, relation)
    made.implied_org = place.implied
    yield made


def _lines(scene: Scene, link: Link, second: Spot) -> Iterator[Draft]:
    for person in people_at(scene, link.first):
        for manager in people_at(scene, second):
            org = context_org(scene, scene.doc[link.first.token], person)
            if manager != person and org:
                status, via = status_of(scene, link, Relation.REPORTS)
                made = draft(
                    FactType.REPORTS_TO, scene, "scored", status, round(0.9 * link.pair.of(Relation.REPORTS), 2), person=person,
                    manager=manager, org=org,
                )  # fmt: skip
                made.via, made.implied_org = via, True
                made.date, made.date_kind = date_beside(scene, link, Relation.REPORTS)
                yield made
