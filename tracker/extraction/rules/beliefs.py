"""What the scorer believes of a sentence: which person, where, how surely."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.extraction.clauses import PLURALS
from tracker.extraction.company_meant import BUSINESSES
from tracker.extraction.lexicon import POSTED_ON
from tracker.extraction.rules.linked import people_at, place_of
from tracker.extraction.rules.shared import Place, context_org, title_text
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Link, Spot
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.scorer.session import Pair
from tracker.extraction.tokens import Token
from tracker.extraction.what_is_founded import is_founded, is_too_big

OF_PEOPLE = (Relation.JOINED, Relation.LEFT, Relation.FOUNDED, Relation.ROLE)
#: What is not worth remembering, and how far a second employer may stay behind the first.
FAINT = 0.02
CLOSE = 0.75
#: How near two probabilities are that tell nothing apart.
ALIKE = 0.08


@dataclass(frozen=True, slots=True)
class Belief:
    """That a relation holds between a person and a place, with the link that speaks for it most."""

    person: str
    place: Place
    probability: float
    link: Link

    @property
    def here(self) -> bool:
        """Whether the place is told in the sentence itself."""
        second = self.link.second
        return second is not None and second.sentence == self.link.first.sentence


@dataclass(frozen=True, slots=True)
class Beliefs:
    """The beliefs of one sentence; ``people`` are all whom it was asked about.

    ``titled`` gives for each title, by its words, the people who may bear it with what holds of each with it.
    """

    held: dict[Relation, tuple[Belief, ...]]
    people: frozenset[str]
    titled: dict[str, list[tuple[str, Pair]]] = field(default_factory=dict)

    def with_title(self, person: str, title: str) -> list[Pair]:
        """What holds of a person with a title."""
        return self._borne(person, (plain(title),))

    def with_other_titles(self, person: str, title: str) -> list[Pair]:
        """What holds of a person with any title of the sentence but this one."""
        return self._borne(person, (other for other in self.titled if other != plain(title)))

    def _borne(self, person: str, titles: Iterable[str]) -> list[Pair]:
        return [
            pair
            for title in titles
            for bearer, pair in self.titled.get(title, ())
            if plain(bearer) == plain(person)
        ]

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

    def belief(self, relation: Relation, person: str, org: str) -> Belief | None:
        """The belief that a relation holds between a person and an organisation."""
        return next(
            (
                one
                for one in self.held.get(relation, ())
                if plain(one.person) == plain(person) and plain(one.place.org) == plain(org)
            ),
            None,
        )


def _names(place: Place) -> set[str]:
    return {plain(name) for name in (place.org, place.unit) if name}


def beliefs(scene: Scene) -> Beliefs:
    """The links between people and places, by whom and what they mean; of several the strongest."""
    best: dict[Relation, dict[tuple[str, str], Belief]] = {}
    people: set[str] = set()
    asked: set[Spot] = set()
    places: dict[Spot, Place | None] = {}
    founded = _word_for_founded(scene)
    for link in scene.links.of(scene.number):
        told = (
            [(relation, link.pair.of(relation)) for relation in OF_PEOPLE]
            if link.pair.most >= FAINT
            else []
        )
        if all(probability < FAINT for _, probability in told):
            if link.first not in asked and scene.is_person(scene.doc[link.first.token]):
                asked.add(link.first)
                people.update(people_at(scene, link.first))
            continue
        if _title_of(scene, link) is not None or _posted_on(scene, link):
            continue
        for person in _meant(scene, link):
            people.add(person)
            place = _place_meant(scene, link, person, places)
            if place is None or place.org is None or place.org == person:
                continue
            if _only_posted_on(scene, place.org):
                continue
            for relation, probability in told:
                there = _founded(scene, founded, place) if relation is Relation.FOUNDED else place
                known = best.setdefault(relation, {})
                key = (plain(person), plain(there.org))
                had = known.get(key)
                if had is None or probability > had.probability:
                    known[key] = Belief(person, there, probability, link)
    return Beliefs(
        {
            relation: tuple(_rivals(scene, relation, known.values()))
            for relation, known in best.items()
        },
        frozenset(people),
        _titled(scene),
    )


def _word_for_founded(scene: Scene) -> Token | None:
    """The one word of a sentence that stands for what is founded: "founded the firm", "set it up"."""
    words = [t for t in scene.doc if (t.lower_ in BUSINESSES or t.lower_ == "it") and is_founded(t)]
    return words[0] if len(words) == 1 else None


def _founded(scene: Scene, word: Token | None, place: Place) -> Place:
    """What a word for what is founded stands for, in the place of a company that is too big to be meant."""
    if word is None or not is_too_big(scene, word, place.org):
        return place
    meant = scene.orgs(word)[:1]
    return Place(meant[0], implied=True) if meant else place


def _titled(scene: Scene) -> dict[str, list[tuple[str, Pair]]]:
    """For each title of a sentence who may bear it, with what the scorer holds of the two."""
    found: dict[str, list[tuple[str, Pair]]] = {}
    for link in scene.links.of(scene.number, FAINT):
        title = _title_of(scene, link)
        if title is not None:
            borne = found.setdefault(plain(title_text(scene, title)), [])
            borne += [(person, link.pair) for person in _meant(scene, link)]
    return found


def _title_of(scene: Scene, link: Link) -> Token | None:
    """The title that a link gives to somebody."""
    second = link.second
    if (
        second is None
        or second.sentence != scene.number
        or scene.is_org(scene.doc[link.first.token])
    ):
        return None
    token = scene.doc[second.token]
    return token if scene.is_title(token) else None


def _place_meant(
    scene: Scene, link: Link, person: str, places: dict[Spot, Place | None]
) -> Place | None:
    """The other end of a link, looked up once; what is left unsaid is what the person or the article is about."""
    second = link.second
    if second is not None:
        if second not in places:
            places[second] = place_of(scene, second)
        return places[second]
    org = context_org(scene, scene.doc[link.first.token], person)
    return Place(org, implied=True) if org else None


def _meant(scene: Scene, link: Link) -> list[str]:
    """Whom the first mark means; a plural such as "its founders" means nobody alone."""
    people = people_at(scene, link.first)
    token = scene.doc[link.first.token]
    plural = token.tag_ in PLURALS and not scene.is_person(token)
    return [] if plural and len(people) < 2 else people


def _posted_on(scene: Scene, link: Link) -> bool:
    """Whether the place is only where somebody wrote: "said on X"."""
    second = link.second
    if second is None or second.sentence != scene.number or second.token == 0:
        return False
    before = scene.doc[second.token - 1]
    mention = scene.at.get(second.token)
    return (
        before.text.lower() == "on" and mention is not None and mention.text.casefold() in POSTED_ON
    )


def _only_posted_on(scene: Scene, org: str) -> bool:
    """Whether a place that "the start-up" is taken for is named only as where somebody wrote."""
    if org.casefold() not in POSTED_ON:
        return False
    named = [t for t in scene.doc if scene.is_org(t) and scene.at[t.i].text == org]
    return bool(named) and all(t.i and scene.doc[t.i - 1].lower_ == "on" for t in named)


def _rivals(scene: Scene, relation: Relation, found: Iterable[Belief]) -> list[Belief]:
    """Of places that compete for one person the likeliest, and those that come close to it.

    Nobody comes and goes at two places at once: of those that are only looked back at, one is meant.
    """
    of_person: dict[str, list[Belief]] = {}
    for one in found:
        of_person.setdefault(plain(one.person), []).append(one)
    kept: list[Belief] = []
    for rivals in of_person.values():
        most = max(one.probability for one in rivals)
        close = [one for one in rivals if one.probability >= CLOSE * most]
        if relation in {Relation.JOINED, Relation.LEFT} and len(close) > 1:
            named = [one for one in close if one.here]
            close = named if len(named) > 1 else [_likeliest(scene, close)]
        kept += close
    return kept


def _likeliest(scene: Scene, rivals: list[Belief]) -> Belief:
    """Which place is meant: one told in the sentence, the one the article is about if it is all but the surest, the surest."""
    topic, surest = plain(scene.discourse.focus()), max(one.probability for one in rivals)

    def order(one: Belief) -> tuple[bool, bool, float]:
        close = one.probability > surest - ALIKE
        return one.here, close and plain(one.place.org) == topic, one.probability

    return max(rivals, key=order)
