"""What else bears on how likely a fact is: how its person and place are told, and what the scorer holds of rivals.

Signs are numbers by name; ``confidence.py`` weighs them.
"""

from __future__ import annotations

import math

from tracker.extraction.choosing import logit
from tracker.extraction.drafts import Draft
from tracker.extraction.kinds import Kind
from tracker.extraction.rules.beliefs import OF_PEOPLE, Belief, Beliefs
from tracker.extraction.rules.retyping import is_of_replaced
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.relations import Relation

#: What is ruled out says nothing, so it counts for nought.
NOTHING = logit(0.0)
#: What is reckoned from a sentence that names one person and one company.
TWO = math.log(3)


def of_telling(scene: Scene, belief: Belief) -> dict[str, float]:
    """How a sentence tells of the person and the place of a belief: by name or in words, here or before."""
    first, second = belief.link.first, belief.link.second
    found: list[str] = []
    if not scene.is_person(scene.doc[first.token]):
        found.append("person in words")
    if second is None:
        return dict.fromkeys([*found, "place unsaid"], 1.0)
    if second.sentence != scene.number:
        found.append("place before")
    where: Scene = scene.article[second.sentence]
    token = where.doc[second.token]
    if not where.is_org(token):
        found.append("place in words")
    else:
        mention = where.at[token.i]
        if not mention.known:
            found.append("place unknown")
        if mention.kind is not Kind.ORG:
            found.append(f"place a mere {mention.kind}")
    return dict.fromkeys(found, 1.0)


def of_rivals(draft: Draft, relation: Relation, believed: Beliefs) -> dict[str, float]:
    """How surely the same is told of the person elsewhere, of others there, and something else of both."""
    person, org = plain(draft.get("person")), plain(draft.get("org"))
    elsewhere = others = 0.0
    for one in believed.held.get(relation, ()):
        its = plain(one.person) == person
        there = org in {plain(one.place.org), plain(one.place.unit)}
        if its and not there:
            elsewhere = max(elsewhere, one.probability)
        elif there and not its:
            others = max(others, one.probability)
    found = {f"{relation} elsewhere": elsewhere, f"{relation} by others": others}
    for other in () if is_of_replaced(draft) else OF_PEOPLE:
        if other is not relation:
            sure = believed.of(other, draft.get("person"), draft.get("org"))
            found[f"{relation} and {other}"] = sure
    return {name: logit(sure) - NOTHING for name, sure in found.items() if logit(sure) > NOTHING}


def of_title(draft: Draft, relation: Relation, believed: Beliefs) -> dict[str, float]:
    """What the scorer holds of the title that a rule tells: that the fact tells it, with this status, or that another does."""
    pairs = believed.with_title(draft.get("person"), draft.get("title"))
    if not pairs or is_of_replaced(draft):
        return {}
    best = max(pairs, key=lambda pair: pair.of(relation))
    others = max(best.of(other) for other in OF_PEOPLE if other is not relation)
    found = {"title asked": 1.0, "title belief": logit(best.of(relation))}
    if logit(others) > NOTHING:
        found["title by another"] = logit(others) - NOTHING
    if best.status(relation) != draft.status:
        found["title with another status"] = best.of(relation)
    return found


def crowd(scene: Scene) -> float:
    """How many people and places a sentence names, on a scale on which it is nought for two."""
    return math.log(1 + sum(scene.is_person(t) or scene.is_org(t) for t in scene.doc)) - TWO
