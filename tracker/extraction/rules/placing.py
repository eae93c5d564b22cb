"""Where somebody works whose organisation is left unsaid: the scorer knows better than the nearest name."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, words
from tracker.extraction.rules.linked import MARGIN, SURE, people_at, place_of
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Spot
from tracker.extraction.scorer.relations import Relation

_LEAD = words("run lead head")
_RIVALS = {Relation.ROLE, Relation.JOINED, Relation.LEFT}


def believed_org(
    scene: Scene,
    person: str | None,
    guess: str | None,
    others: Collection[str | None],
    relation: Relation = Relation.ROLE,
) -> str | None:
    """The organisation at which a person most surely has a post, or which he most surely leaves, if much surer than at the one guessed.

    ``others`` are those where the sentence puts another post, or where the person goes.
    """
    thread = scene.discourse
    if guess is not None and guess in {thread.just_founded_by(person), thread.newly_named(person)}:
        return guess
    held: dict[str, float] = {}
    names: dict[str, str] = {}
    people: dict[Spot, list[str]] = {}
    for link in scene.links.of(scene.number):
        sure = link.pair.of(relation)
        if link.second is None or any(link.pair.of(other) > sure for other in _RIVALS - {relation}):
            continue
        if link.first not in people:
            people[link.first] = people_at(scene, link.first)
        place = place_of(scene, link.second) if person in people[link.first] else None
        if place is None or place.org is None or place.org == person:
            continue
        key = plain(place.org)
        if sure > held.get(key, 0.0):
            held[key], names[key] = sure, place.org
    told = {plain(name) for name in others if name}
    best = max((key for key in held if key not in told), key=lambda key: held[key], default=None)
    if best is None or held[best] < SURE or held[best] - held.get(plain(guess), 0.0) < MARGIN:
        return guess
    return names[best]


def led_org(scene: Scene, verb: Token) -> str | None:
    """Y in "X of Z and W will run Y together as co-chiefs", "will lead the company as chief"."""
    things = [c for c in verb.children if c.dep_ == "dobj"] if verb.lemma_ in _LEAD else []
    found = [o for t in things if scene.kind(t) is Kind.ORG or _is_a_firm(t) for o in scene.orgs(t)]
    for org in found[:1]:
        scene.meant.pop(org, None)  # whatever is said of who leads it, it is no guess
    return next(iter(found), None)


def _is_a_firm(thing: Token) -> bool:
    return thing.lemma_.lower() in COMPANY_NOUNS and any(c.lower_ == "the" for c in thing.children)
