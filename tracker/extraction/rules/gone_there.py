"""Where somebody comes by a verb that does not name the place: "had gone there from Y", "came along when it bought Z"."""

from __future__ import annotations

from tracker.extraction.clauses import Clause, clause_of
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.shared import Place, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

_COMES = words("come go move switch transfer change")
_BUYS = words("acquire buy purchase swallow")


def gone_there(scene: Scene, clause: Clause, origin: Place) -> Place | None:
    """Y of "X of Y, who had come there from Z, joins W" and "X left Y for W, months after he had gone there from Z"."""
    verb = clause.verb
    there = any(c.lower_ == "there" and c.dep_ == "advmod" for c in verb.children)
    if not there or verb.lemma_ not in _COMES:
        return None
    named = [t for t in scene.doc[: verb.i] if scene.kind(t) is Kind.ORG and not scene.is_paper(t)]
    if verb.dep_ == "advcl" and "had" in auxiliaries(verb):
        named = [t for t in clause_of(verb.head).objects if t in named] or named
    else:
        named.reverse()
    places = (place_at(scene, t) for t in named)
    return next((p for p in places if p and p.org != origin.org and not p.implied), None)


def bought_then(scene: Scene, clause: Clause) -> str | None:
    """Z of "came to Y in 2006, when it acquired Z"."""
    for child in clause.verb.children:
        if child.dep_ != "advcl" or child.lemma_ not in _BUYS:
            continue
        bought = clause_of(child)
        by_person = any(scene.is_person(t) for t in bought.subjects)
        things = [t for t in bought.objects if not by_person and not bought.passive]
        named = [t for thing in things for t in (thing, *_beside(thing))]
        return next((scene.at[t.i].text for t in named if scene.kind(t) in COMPANIES), None)
    return None


def _beside(thing: Token) -> list[Token]:
    """Y of "his start-up, Y"."""
    return [c for c in thing.children if c.dep_ == "appos"]
