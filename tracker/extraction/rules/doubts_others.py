"""What speaks against a fact of which a sentence tells of somebody else."""

from __future__ import annotations

from tracker.extraction.lexicon import RELATED
from tracker.extraction.rules.beliefs import Belief
from tracker.extraction.scene import Scene


def is_of_another(scene: Scene, belief: Belief) -> bool:
    """Whose predecessor has left has not left himself."""
    token = scene.doc[belief.link.first.token]
    return token.dep_ == "poss" and token.head.lemma_.lower() in RELATED


def tells_who_another_is(scene: Scene, belief: Belief) -> bool:
    """The Y of "Z, an engineer at Y until May, and X" says who Z is, and nothing of X."""
    if not belief.here or belief.link.second is None:
        return False
    step = scene.doc[belief.link.second.token]
    while step.dep_ in {"pobj", "prep", "compound", "poss", "nmod"}:
        step = step.head
    said_of = step.head
    return (
        step.dep_ == "appos"
        and step.tag_ == "NN"
        and scene.is_person(said_of)
        and scene.name(said_of) != belief.person
        and said_of.i < step.i < belief.link.first.token
    )
