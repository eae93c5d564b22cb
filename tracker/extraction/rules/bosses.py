"""Reporting lines told by the manager: "her boss is X", "X, whose manager is Y"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.bearers import FORMER
from tracker.extraction.rules.shared import context_org
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.titles import THESES
from tracker.extraction.tokens import Token

_BOSS = words("boss superior manager supervisor chief")


def bosses(scene: Scene) -> Iterator[Draft]:
    """Read "Y will be her boss", "her boss is Y", "with Y as his boss", "X's manager, Y"."""
    for token in scene.doc:
        is_boss = scene.words(token.i, token.i).lower() in _BOSS
        studies = is_boss and token.i > 0 and scene.doc[token.i - 1].lower_ in THESES
        owners = _owners(scene, token) if is_boss and not studies else []
        if not owners:
            continue
        verb = _being(token)
        managers: list[str] = []
        if verb is not None:
            other = {"nsubj"} if token.dep_ == "attr" else {"attr"}
            managers = [p for c in verb.children if c.dep_ in other for p in scene.people(c)]
        elif token.dep_ == "pobj" and token.head.lower_ == "as":
            above = token.head.head
            beside = [t for c in above.children if c.lower_ == "with" for t in c.children]
            managers = [p for t in (above, *beside) if scene.is_person(t) for p in scene.people(t)]
        named = [
            t for t in token.subtree if t.dep_ == "appos" and scene.is_person(t) and t.i > token.i
        ]
        if not managers and named and scene.is_person(owners[0]):
            verb, managers = None, [scene.name(named[0])]
        beside = named or _named_behind(scene, token)
        told = not managers and beside and not any(c.lower_ in FORMER for c in token.lefts)
        if told:  # "his boss, Y, praised him"
            verb, managers = None, [scene.name(beside[0])]
        managers = managers[:1]
        people = [p for owner in owners for p in scene.other_than(owner, managers)]
        judged = Judgement(Status.DONE if named else Status.ANNOUNCED)
        judged = Judgement(Status.HELD) if told else _judged_being(scene, verb) or judged
        if judged.status is None:
            continue
        several = any(owner.lower_ == "their" for owner in owners)
        for manager in managers:
            for person in people if several else people[:1]:
                made = draft(
                    FactType.REPORTS_TO, scene, "boss", judged, 0.8, person=person, manager=manager,
                    org=context_org(scene, token, person),
                )  # fmt: skip
                made.implied_org = True
                yield made


def _judged_being(scene: Scene, verb: Token | None) -> Judgement | None:
    """How sure "Y is her boss" is: there already, where it is told in the present."""
    if verb is None:
        return None
    judged = judge(scene, verb)
    if verb.lemma_ == "be" and (verb.tag_ == "VBD" or "had" in auxiliaries(verb)):
        return Judgement(None)  # who was her boss is so no more
    now = judged.status is not None and verb.lemma_ == "be" and verb.tag_ in {"VBZ", "VBP"}
    return Judgement(Status.HELD, judged.via) if now else judged


def _owners(scene: Scene, boss: Token) -> list[Token]:
    """Whose boss somebody is: "X" of "X's boss" and "the boss of X", "her" however the parse hangs it."""
    owners = [
        c for c in boss.children if c.dep_ == "poss" and (c.pos_ == "PRON" or scene.is_person(c))
    ]
    beneath = (t for c in boss.children if c.lower_ == "of" for t in c.children)
    owners += [t for t in beneath if scene.is_person(t)]
    before = scene.doc[max(0, boss.i - 1)]
    return owners or ([before] if before.tag_ == "PRP$" else [])


def _named_behind(scene: Scene, boss: Token) -> list[Token]:
    """Y in "their superior, product chief Y, ..."."""
    after = scene.doc[boss.i + 1 : boss.i + 3]
    titled = len(after) > 1 and after[0].text == "," and scene.is_title(after[1])
    behind = scene.doc[after[1].i + 1 : after[1].i + 2] if titled else ()
    return [t for t in behind if scene.is_person(t)]


def _being(boss: Token) -> Token | None:
    """The "be" of "her boss is Y" and "their superior is going to be Y"."""
    if boss.dep_ not in {"attr", "nsubj"}:
        return None
    beside = [c for c in boss.head.children if c.dep_ == "xcomp"]
    return next((t for t in (boss.head, *beside) if t.lemma_ in {"be", "become"}), None)
