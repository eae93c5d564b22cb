"""When a change that a predicate tells of happened, or failing that was told."""

from __future__ import annotations

import re

from spacy.tokens import Token

from tracker.extraction.findings import Status
from tracker.extraction.predicates import SAY, TALK, auxiliaries
from tracker.extraction.scene import Scene


def date_of(scene: Scene, verb: Token, status: Status) -> tuple[str | None, str | None]:
    """The day of the change, or failing that of its telling, if the sentence names one for this predicate."""
    effective: str | None = None
    told: str | None = None
    for phrase in scene.times:
        token = scene.token_at(phrase.start)
        carrier = _carrier(token)
        if _tells_when(scene, phrase.end, verb):
            effective = effective or phrase.value
            continue
        word = scene.text[phrase.start : phrase.end].lower()
        if word.startswith(("until", "through")):
            continue
        if carrier is None:
            continue
        if _same_predicate(carrier, verb):
            ahead = phrase.later and status is not Status.DONE and _looks_ahead(verb)
            effective = effective or (phrase.later if ahead else phrase.value)
        elif carrier.lemma_ in SAY and carrier.i in {a.i for a in verb.ancestors}:
            told = told or phrase.value
    if effective:
        return effective, "effective"
    if told and status in {Status.ANNOUNCED, Status.DONE}:
        return told, "told"
    return None, None


def _tells_when(scene: Scene, end: int, verb: Token) -> bool:
    """Read "in May, when Y sold Z" of the selling."""
    if not re.match(r",? when\b", scene.text[end:]):
        return False
    when = next((c for c in verb.children if c.text.lower() == "when"), None)
    return when is not None and 0 <= scene.places[when.i][0] - end < len(", when")


def _looks_ahead(verb: Token) -> bool:
    return verb.tag_ in {"VB", "VBZ", "VBP"} or bool(
        verb.tag_ == "VBG" and auxiliaries(verb) & {"is", "are", "be", "will", "'s", "'re"}
    )


def _carrier(token: Token) -> Token | None:
    step = token
    for _ in range(10):
        if step.pos_ in {"VERB", "AUX"} and step.dep_ not in {"aux", "auxpass"}:
            return step
        if step.head.i == step.i:
            return None
        step = step.head
    return None


def _same_predicate(carrier: Token, verb: Token) -> bool:
    if carrier.i == verb.i:
        return True
    if (
        verb.dep_ == "advcl"
        and verb.head.i == carrier.i
        and any(c.text.lower() == "when" for c in verb.children)
    ):
        return True
    if verb.dep_ == "pcomp" and carrier.i == verb.head.head.i and carrier.lemma_ in TALK:
        return True  # "in May they negotiated about selling ..."
    step = verb
    while step.dep_ in {"xcomp", "conj"} and step.head.i != step.i:
        if step.dep_ == "conj":
            return False
        step = step.head
        if carrier.i == step.i:
            return True
    return carrier.dep_ == "xcomp" and carrier.head.i == verb.i
