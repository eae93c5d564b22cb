"""What an article as a whole tells of a person and a place, besides one fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from tracker.extraction.choosing import logit
from tracker.extraction.confidence import OF_PEOPLE as FACTS_OF_PEOPLE
from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.rules.beliefs import OF_PEOPLE, Beliefs
from tracker.extraction.sameness import plain, same_org
from tracker.extraction.scorer.relations import Relation

#: The sentences from here on are not told apart.
_LATE = 3
#: A text of so few sentences tells hardly anything besides.
SHORT = 3


class Change(StrEnum):
    """What is told of a person and a place."""

    JOINED = "joined"
    LEFT = "left"
    FOUNDED = "founded"
    NEW_POST = "new post"
    POST_HELD = "post held"
    POST_ONCE = "post once held"


_TYPES = {
    FactType.JOINED: Change.JOINED,
    FactType.LEFT: Change.LEFT,
    FactType.FOUNDED: Change.FOUNDED,
}
_POSTS: dict[Status | None, Change] = {
    Status.HELD: Change.POST_HELD,
    Status.FORMER: Change.POST_ONCE,
}


def change_of(kind: FactType, status: Status | None) -> Change | None:
    """What a fact of this type and status is; None for one of something else."""
    if kind is FactType.ROLE:
        return _POSTS.get(status, Change.NEW_POST)
    return _TYPES.get(kind)


class Article:
    """The facts that an article tells, each for itself, and what the scorer holds of its sentences, which are ``believed`` by number."""

    def __init__(self, found: Iterable[Draft], believed: Mapping[int, Beliefs]) -> None:
        self.told = [d for d in found if is_likely_enough(d)]
        self._believed = believed
        self._by_person: dict[str, list[Draft]] = {}
        for d in self.told:
            self._by_person.setdefault(plain(d.get("person")), []).append(d)
        self._most: dict[tuple[Relation, str, str], float] = {}
        for sentence in believed.values():
            for relation in OF_PEOPLE:
                for one in sentence.held.get(relation, ()):
                    for place in (one.place.org, one.place.unit):
                        key = relation, plain(one.person), plain(place)
                        self._most[key] = max(one.probability, self._most.get(key, 0.0))

    def beside(self, d: Draft) -> list[Draft]:
        """What else is told of the person of a fact."""
        return [o for o in self._by_person.get(plain(d.get("person")), ()) if o is not d]

    def here(self, d: Draft) -> Beliefs | None:
        """What the scorer holds of the sentence that tells a fact."""
        return self._believed.get(d.scene.number)

    def surely(self, d: Draft) -> Iterator[tuple[str, float]]:
        """How surely each relation holds between the person and the place of a fact by any of the sentences."""
        for relation in OF_PEOPLE:
            most = self._most.get((relation, plain(d.get("person")), plain(d.get("org"))), 0.0)
            yield f"{relation} at most", logit(most)

    def besides(self, d: Draft) -> Iterator[tuple[str, float]]:
        """What else is told of the person, there and elsewhere, in the sentence, before it, anywhere."""
        for other in self.beside(d):
            change = change_of(other.type, other.status)
            if change is None:
                continue
            what = f"{change} {'there' if same_org(other, d) else 'elsewhere'}"
            yield what, 1.0
            if other.scene is d.scene:
                yield f"{what}, in the sentence", 1.0
            elif other.scene.number < d.scene.number:
                yield f"{what}, before", 1.0


def sentence_of(d: Draft) -> str:
    """Which sentence tells a fact, where it is one of the first."""
    return f"sentence {min(d.scene.number, _LATE)}"


def weigh_in_article(found: Sequence[Draft], believed: Mapping[int, Beliefs]) -> None:
    """Give each fact of a person what the article tells besides, which bears on how likely it is; a short text tells too little."""
    if len(believed) <= SHORT:
        return
    article = Article(found, believed)
    for d in found:
        if d.type in FACTS_OF_PEOPLE and d.get("org"):
            what = change_of(d.type, d.status) or d.type
            told = dict(article.besides(d)) or {"nothing besides": 1.0}
            told |= article.surely(d)
            d.besides = {f"{what}: {name}": x for name, x in told.items()} | {sentence_of(d): 1.0}
