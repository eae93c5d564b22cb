"""Where somebody works whose organisation is left unsaid: the scorer knows better than the nearest name."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, words
from tracker.extraction.rules.linked import MARGIN, SURE, people_at, place_of
from tracker.extraction.rules.shared import Place, place_at
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Spot
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_BE = words("be serve act work start begin")
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


def place_told_before(scene: Scene, title: Token, person: str | None) -> Place | None:
    """Y in "goes to Y in May, where he becomes chair" and "goes to Y. There he will be chair", "leaves Z for Y. He becomes chair"."""
    for verb in _verbs_above(title):
        for word in (c for c in verb.children if c.i < verb.i):
            if word.lower_ == "where":
                return _named_before(scene, word, verb)
            if word.lower_ == "there" and word.dep_ == "advmod" and person is not None:
                had = any(c.lower_ == "had" for c in verb.children)  # told of where he came from
                gone_to = None if had else scene.discourse.gone_to.get(person)
                return Place(gone_to) if gone_to is not None else None
        if _takes(verb) and person is not None:
            return _new_place(scene, person)
    return None


def _takes(verb: Token) -> bool:
    """Whether a verb tells of a post that somebody is to have: "becomes", "will serve as"."""
    later = any(
        c.lower_ in {"will", "would", "'ll", "to"} and c.dep_ == "aux" for c in verb.children
    )
    return verb.lemma_ == "become" or (later and verb.lemma_ in _BE)


def _new_place(scene: Scene, person: str) -> Place | None:
    """Where somebody goes who has been told to leave another place, where the sentence names none."""
    thread = scene.discourse
    gone_to, left = thread.gone_to.get(person), thread.left.get(person)
    if gone_to is None or left in {None, gone_to} or any(map(scene.is_org, scene.doc)):
        return None
    return Place(gone_to, implied=True)


def _verbs_above(title: Token) -> Iterator[Token]:
    """The verb of a title, and those whose place it shares."""
    verb = governing_verb(title)
    while verb.pos_ in {"VERB", "AUX"}:
        yield verb
        own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
        if verb.dep_ != "xcomp" and (verb.dep_ != "conj" or own):
            return
        verb = verb.head


def _named_before(scene: Scene, where: Token, verb: Token) -> Place | None:
    """What "where" stands for: what its clause hangs on, else the name before it."""
    found = place_at(scene, verb.head) if verb.dep_ == "relcl" else None
    if found is not None and found.org is not None:
        return found
    for token in reversed(scene.doc[: where.i]):
        if scene.is_org(token) and not scene.is_paper(token):
            return place_at(scene, token)
        if token.pos_ in {"VERB", "AUX"} or scene.is_person(token):
            return None
    return None


def led_org(scene: Scene, verb: Token) -> str | None:
    """Y in "X of Z and W will run Y together as co-chiefs", "will lead the company as chief"."""
    things = [c for c in verb.children if c.dep_ == "dobj"] if verb.lemma_ in _LEAD else []
    found = [o for t in things if scene.kind(t) is Kind.ORG or _is_a_firm(t) for o in scene.orgs(t)]
    for org in found[:1]:
        scene.meant.pop(org, None)  # whatever is said of who leads it, it is no guess
    return next(iter(found), None)


def _is_a_firm(thing: Token) -> bool:
    return thing.lemma_.lower() in COMPANY_NOUNS and any(c.lower_ == "the" for c in thing.children)
