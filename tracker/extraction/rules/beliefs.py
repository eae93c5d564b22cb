"""What the scorer believes of a sentence: which person, where, how surely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.extraction.rules.linked import people_at, place_of
from tracker.extraction.rules.shared import Place, context_org
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Link
from tracker.extraction.scorer.relations import Relation

OF_PEOPLE = (Relation.JOINED, Relation.LEFT, Relation.FOUNDED, Relation.ROLE)
#: What is not worth remembering, and how far a second employer may stay behind the first.
FAINT = 0.02
CLOSE = 0.75


@dataclass(frozen=True, slots=True)
class Belief:
    """That a relation holds between a person and a place, with the link that speaks for it most."""

    person: str
    place: Place
    probability: float
    link: Link


@dataclass(frozen=True, slots=True)
class Beliefs:
    """The beliefs of one sentence; ``people`` are all whom it was asked about."""

    held: dict[Relation, tuple[Belief, ...]]
    people: frozenset[str]

    def of(self, relation: Relation, person: str, org: str) -> float:
        """How surely a relation holds between a person and an organisation, or its units."""
        return max(
            (
                one.probability
                for one in self.held.get(relation, ())
                if plain(one.person) == plain(person) and plain(org) in _names(one.place)
            ),
            default=0.0,
        )

    def strongest(self, relation: Relation, person: str) -> float:
        """How surely a relation holds between a person and any place."""
        return max(
            (
                one.probability
                for one in self.held.get(relation, ())
                if plain(one.person) == plain(person)
            ),
            default=0.0,
        )


def _names(place: Place) -> set[str]:
    return {plain(name) for name in (place.org, place.unit) if name}


def beliefs(scene: Scene) -> Beliefs:
    """The links between people and places, by whom and what they mean; of several the strongest."""
    best: dict[Relation, dict[tuple[str, str], Belief]] = {}
    people: set[str] = set()
    for link in scene.links.of(scene.number):
        told = [(relation, link.pair.of(relation)) for relation in OF_PEOPLE]
        if max(probability for _, probability in told) < FAINT:
            if scene.is_person(scene.doc[link.first.token]):
                people.update(people_at(scene, link.first))
            continue
        for person in people_at(scene, link.first):
            people.add(person)
            place = place_meant(scene, link, person)
            if place is None or place.org is None or place.org == person:
                continue
            key = (plain(person), plain(place.org))
            for relation, probability in told:
                known = best.setdefault(relation, {})
                had = known.get(key)
                if had is None or probability > had.probability:
                    known[key] = Belief(person, place, probability, link)
    return Beliefs(
        {relation: tuple(_rivals(known.values())) for relation, known in best.items()},
        frozenset(people),
    )


def place_meant(scene: Scene, link: Link, person: str) -> Place | None:
    """The other end of a link; what is left unsaid is what the person or the article is about."""
    if link.second is not None:
        return place_of(scene, link.second)
    org = context_org(scene, scene.doc[link.first.token], person)
    return Place(org, implied=True) if org else None


def _rivals(found: Iterable[Belief]) -> list[Belief]:
    """Of places that compete for one person the likeliest, and those that come close to it."""
    most: dict[str, float] = {}
    for one in found:
        most[one.person] = max(most.get(one.person, 0.0), one.probability)
    return [one for one in found if one.probability >= CLOSE * most[one.person]]
