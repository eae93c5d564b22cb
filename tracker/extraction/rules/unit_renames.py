"""Units renamed: "has rebranded its X team as Z", "X is now called Z"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import UNIT_NOUNS
from tracker.extraction.rules.shared import Place, context_org, place_at
from tracker.extraction.rules.units import subject_org, whole_name
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

#: Verbs of which the model makes other lemmas.
_CHRISTENED = ("rebrand", "rechristen", "rebaptis", "rebaptiz", "rebadg", "retitl")
_RENAME = {"rename", "rebrand", "call", "rechristen", "rebaptise", "retitle"}


def renamed(scene: Scene) -> Iterator[Draft]:
    """Read "Y renames its X team Z" and "X is now called Z"."""
    for clause in clauses(scene.doc):
        judged = judge(scene, clause.verb) if _renames(clause) else None
        things = [t for t in _called(clause) if scene.is_org(t) or t.lemma_.lower() in UNIT_NOUNS]
        # "renamed its X team Z" is sometimes parsed as one noun with the old name before the new
        inner = [
            c for t in things for c in t.lefts if scene.is_org(t) and c.lemma_.lower() in UNIT_NOUNS
        ]
        things = [inner[0], *things] if inner else things
        if judged is None or judged.status is None or not things:
            continue
        old, new = _old_unit(scene, things[0]), _new_name(scene, clause, things)
        if old is None or new is None or new == (old.unit or old.org):
            continue
        if clause.passive:
            org = old.org if old.unit else context_org(scene, things[0])
        else:
            org = subject_org(scene, clause)
        if any(
            words in scene.text.lower() for words in ("from today", "from now on", "is now called")
        ):
            judged = replace(judged, status=Status.DONE)
        yield draft(
            FactType.UNIT_RENAMED, scene, "unit_renamed", judged, 0.75, org=org, unit=old.unit or old.org, into=new
        )  # fmt: skip
        return


def _called(clause: Clause) -> list[Token]:
    """What gets a name: the object, and Y in "changes the name of Y", "gives Y a new name"."""
    names = [t for t in clause.objects if t.lemma_ == "name"]
    of_it = [g for t in names for p in t.children if p.lower_ == "of" for g in p.children]
    whom = [c for c in clause.verb.children if c.dep_ == "dative"] if names else []
    return [*of_it, *whom] or clause.objects


def _renames(clause: Clause) -> bool:
    if clause.verb.lemma_ in {"change", "give"}:
        return any(t.lemma_ == "name" for t in clause.objects)
    if clause.verb.lemma_ == "call":
        return clause.passive and any(
            w.text.lower() in {"now", "henceforth", "today"} for w in clause.verb.children
        )
    return clause.verb.lemma_ in _RENAME or clause.verb.lower_.startswith(_CHRISTENED)


def _old_unit(scene: Scene, token: Token) -> Place | None:
    """The unit in "renamed its research unit Z", which the parse takes for a unit called Z."""
    named = any(
        c.dep_ == "appos" and c.i == token.i + 1 and scene.is_org(c) for c in token.children
    )
    named = named or any(c.dep_ == "acl" and c.lemma_ == "call" for c in token.children)
    lefts = [
        t.i
        for c in token.lefts
        if c.dep_ in {"compound", "amod", "nmod"} and not (scene.is_org(c) and scene.at[c.i].known)
        for t in c.subtree
    ]
    if not named or not lefts or scene.is_org(token):
        return place_at(scene, token)
    return Place(scene.owner(token) or context_org(scene, token), scene.words(min(lefts), token.i))


def _new_name(scene: Scene, clause: Clause, things: list[Token]) -> str | None:
    called = [*things, *(t for t in clause.objects if t.lemma_ == "name")]
    named = [c for t in called for c in t.children if c.dep_ in {"appos", "oprd"} and c.i > t.i]
    # "was rechristened Y"
    right_behind = [c for c in clause.verb.children if c.i == clause.verb.i + 1]
    told = [*clause.complements, *clause.preps("as", "to"), *things[1:], *named]
    for token in [*told, *(right_behind if clause.passive else ())]:
        if scene.is_org(token):
            return whole_name(scene, token)
    return _renamed_later(scene, things[0])


def _renamed_later(scene: Scene, old: Token) -> str | None:
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ == "call" and clause.verb.i > old.i:
            for token in [*clause.complements, *clause.verb.children]:
                if scene.is_org(token) and token.i > clause.verb.i:
                    return scene.at[token.i].text
    return None


def formerly_called(scene: Scene) -> Iterator[Draft]:
    """Read "Y's X group, formerly known as Z"."""
    for verb in scene.doc:
        before = {c.lower_ for c in verb.children}
        if verb.dep_ != "acl" or verb.lemma_ not in {"know", "call", "name"}:
            continue
        if not before & {"formerly", "previously"} or verb.head.i in scene.at:
            continue
        things = [g for c in verb.children for g in (c, *c.children) if g.dep_ in {"pobj", "oprd"}]
        old = next((scene.at[t.i].text for t in things if scene.is_org(t)), None)
        place = place_at(scene, verb.head) if verb.head.lemma_.lower() in UNIT_NOUNS else None
        if place is not None and place.unit and old not in {None, place.unit, place.org}:
            yield draft(
                FactType.UNIT_RENAMED, scene, "unit_renamed", Status.DONE, 0.75, org=place.org, unit=old, into=place.unit
            )  # fmt: skip


RULES = (renamed, formerly_called)
