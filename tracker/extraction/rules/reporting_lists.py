"""Who reports to somebody where a list is long: the parse may give the verb no subject, or one of no name."""

from __future__ import annotations

import re

from tracker.extraction.kinds import Kind
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

#: What may stand before the first of a list: "At Y, X, …".
_BEFORE = re.compile(r"(?:(?:At|In|Within) [^,;]+, )?(?:Both |All (?:of )?)?", re.IGNORECASE)
_AND = re.compile(r"\band $")
#: What is no verb of its own between the last of a list and what they do.
_AUXILIARIES = {"aux", "auxpass", "neg", "advmod"}


def listed_before(scene: Scene, verb: Token) -> list[str]:
    """X and Z in "X, the head of sales, and Z, who leads design, will report to Y": those that begin the clause, or stand behind "and"."""
    start = _begin_of_part(scene.text, scene.places[verb.i][0])
    named = [t for t in scene.tokens(Kind.PERSON) if start <= scene.places[t.i][0] and t.i < verb.i]
    named.sort(key=lambda t: t.i)
    if not named:
        return []
    before = scene.text[start : scene.at[named[0].i].start]
    opens = _BEFORE.fullmatch(before.lstrip()) is not None
    if not opens or _is_of_another_verb(scene, named[-1], verb):
        return []
    later = (t for t in named[1:] if _AND.search(scene.text[start : scene.at[t.i].start]))
    return list(dict.fromkeys(scene.name(t) for t in (named[0], *later)))


def _begin_of_part(text: str, end: int) -> int:
    """Where the part of a sentence between semicolons begins that a place is in."""
    return text.rfind(";", 0, end) + 1


def _is_of_another_verb(scene: Scene, last: Token, verb: Token) -> bool:
    """Whether another verb than those that describe somebody stands between the last name and the verb, with no comma to close it."""
    between = scene.text[scene.at[last.i].end : scene.places[verb.i][0]]
    finite = [
        t
        for t in scene.doc[last.i + 1 : verb.i]
        if t.tag_ in {"VBD", "VBZ", "VBP"} and t.dep_ not in _AUXILIARIES and t.lemma_ != "be"
    ]
    return bool(finite) and not re.search(r"^, (?:who|whose)\b.*, ", between)


def among(scene: Scene, verb: Token) -> list[str]:
    """X and Z in "Among those who report to Y are X and Z"."""
    those = verb.head
    prep = those.head
    if verb.dep_ != "relcl" or those.lower_ != "those" or prep.lower_ != "among":
        return []
    being = prep.head
    named = (c for c in being.children if c.i > verb.i and scene.is_person(c))
    first = next(named, None) if being.lemma_ == "be" else None
    return [scene.name(t) for t in scene.group(first)] if first is not None else []
