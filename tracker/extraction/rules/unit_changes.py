"""Units dissolved, merged and renamed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS
from tracker.extraction.predicates import SAY
from tracker.extraction.rules.shared import Place, context_org, place_at
from tracker.extraction.rules.units import UNIT_LIKE, in_a_town, subject_org
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

_DISSOLVE = {
    "disband",
    "dissolve",
    "shut down",
    "close",
    "close down",
    "shut",
    "wind down",
    "scrap",
    "axe",
    "ax",
    "kill off",
    "mothball",
    "pull down",
    "do",
    "break up",
    "eliminate",
    "shutter",
    "kill",
    "abolish",
    "dismantle",
    "wind up",
    "discontinue",
    "give up",
}


#: What a company winds down, or folds into another, of what is its own.
_OWN = UNIT_NOUNS | {"fund", "magazine", "incubator"}
#: Idioms for the end of something: the verb, its object and what follows it.
_IDIOMS = (
    ("pull", "plug", "on"),
    ("put", "end", "to"),
    ("bring", "end", "to"),
    ("call", "time", "on"),
)
_MERGE = {
    "merge",
    "fold",
    "combine",
    "absorb",
    "fuse",
    "consolidate",
    "roll",
    "integrate",
    "unite",
    "unify",
    "move",
    "incorporate",
    "subsume",
}


# "Moves into a bigger office" is no merger.
_ROOMS = re.compile(
    r"\b(?:offices?|buildings?|headquarters|campus|factory|warehouse|home|space|tower)$",
    re.IGNORECASE,
)
#: Verbs of which the model makes other lemmas.
_CHRISTENED = ("rebrand", "rechristen", "rebaptis", "rebaptiz", "rebadg", "retitl")
_RENAME = {"rename", "rebrand", "call", "rechristen", "rebaptise", "retitle"}


def dissolved(scene: Scene) -> Iterator[Draft]:
    for clause in clauses(scene.doc):
        things = _ended(scene, clause)
        if (
            not things
            and clause.lemma in {"close", "shut", "shut down", "dissolve", "close down", "disband"}
            and not clause.passive
        ):
            things = clause.subjects
        together = [t for thing in things for t in (thing, *_members(scene, thing))]
        likewise = _so_are(scene, clause)
        for token in [*together, *likewise]:
            called = _called_like_a_unit(scene, clause, token, sure=bool(likewise))
            place = _existing_unit(scene, token) or called
            if place is None or place.unit is None:
                continue
            org = subject_org(scene, clause) if things is not clause.subjects else None
            org = place.org if place is called else org
            judged = judge(scene, clause.verb)
            if judged.status is None:
                return
            yield draft(
                FactType.UNIT_DISSOLVED,
                scene,
                "unit_dissolved",
                judged,
                0.75,
                org=org or place.org,
                unit=place.unit,
            )


def _members(scene: Scene, thing: Token) -> list[Token]:
    """Z and W in "closes X, Z and W"."""
    named = [t for t in thing.conjuncts if t.i > thing.i and scene.is_org(t)]
    return named if scene.is_org(thing) else []


def _so_are(scene: Scene, clause: Clause) -> list[Token]:
    """Z and W in "X is being closed, and so are Z and W"."""
    if not clause.passive:
        return []
    so = next((t for t in scene.doc[clause.verb.i :] if t.lower_ == "so" and t.head.lemma_ == "be"), None)  # fmt: skip
    if so is None or so.i + 1 >= len(scene.doc) or scene.doc[so.i + 1] != so.head:
        return []
    named = [c for c in so.head.children if c.dep_ in {"nsubj", "attr"} and c.i > so.i]
    return [t for c in named[:1] for t in (c, *c.conjuncts)]


def _called_like_a_unit(scene: Scene, clause: Clause, token: Token, *, sure: bool) -> Place | None:
    """Y Labs in "Z is closing Y Labs" and "Y Labs will be closed, Z said", where nothing else tells whose it is."""
    mention = scene.at.get(token.i)
    if mention is None or mention.known or mention.kind not in {Kind.NAME, Kind.ORG}:
        return None
    last = mention.text.lower().split()[-1]
    if not sure and (" " not in mention.text or last.removesuffix("s") not in UNIT_NOUNS):
        return None
    tellers = (c for c in clauses(scene.doc) if c.lemma in SAY and not c.passive)
    tells = next((t for c in tellers for t in c.subjects if scene.is_org(t)), None)
    closes = tells if clause.passive else next(iter(clause.subjects), None)
    org = next(iter(scene.orgs(closes)), None) if closes is not None else None
    return Place(org, mention.text) if org not in {None, mention.text} else None


def _ended(scene: Scene, clause: Clause) -> list[Token]:
    """What a verb ends: "disbands Y", "does away with Y", "pulled the plug on Y"."""
    if clause.lemma == "do":
        away = any(c.text.lower() == "away" for c in clause.verb.children)
        return list(clause.preps("with")) if away else []
    if clause.verb.lemma_ == "be" and clause.verb.tag_ == "VBD":  # "the lab was closed"
        return (
            clause.subjects
            if any(c.lower_ in {"closed", "shut"} for c in clause.complements)
            else []
        )
    for verb, noun, word in _IDIOMS:
        if clause.verb.lemma_ == verb and any(o.lower_ == noun for o in clause.objects):
            return list(clause.preps(word))
    if clause.lemma == "give up" and any(scene.people(s) for s in clause.subjects):
        return []  # somebody who gives up a lab only leaves it
    return clause.objects if clause.lemma in _DISSOLVE else []


def _joined_name(scene: Scene, token: Token) -> str | None:
    """The unit in "its ethics and society team", of which the parse makes ethics and a team."""
    if token.i in scene.at or token.lemma_.lower() in UNIT_NOUNS:
        return None
    for last in token.children:
        named = any(c.dep_ in {"compound", "amod", "nmod"} for c in last.lefts)
        alone = not any(c.dep_ in {"det", "poss"} for c in last.lefts)
        if last.dep_ == "conj" and last.tag_ == "NN" and last.lemma_.lower() in UNIT_LIKE:
            first = min([c.i for c in token.lefts if c.dep_ in {"compound", "amod"}] + [token.i])
            return scene.words(first, last.i) if named and alone else None
    return None


def _existing_unit(scene: Scene, token: Token) -> Place | None:
    mention = scene.at.get(token.i)
    joined = _joined_name(scene, token)
    if joined is not None:
        return Place(scene.owner(token) or context_org(scene, token), joined)
    if (
        mention is not None
        and mention.kind in {Kind.NAME, Kind.ORG}
        and not (mention.known and mention.kind is Kind.ORG)
    ):
        if any(c.dep_ == "appos" and c.lemma_.lower() in _OWN for c in token.children):
            return Place(context_org(scene, token), mention.text)
        owner = scene.owner(token)
        return Place(owner, mention.text) if owner and owner != mention.text else None
    if mention is not None and mention.kind is Kind.ORG:
        return None
    if mention is None and token.lemma_.lower() not in UNIT_LIKE | {
        "operation",
        "office",
        "project",
    }:
        return None
    if (site := in_a_town(scene, token)) is not None:
        return Place(scene.owner(token) or context_org(scene, token), site)
    place = place_at(scene, token)
    return place if place is not None and place.unit else None


def merged(scene: Scene) -> Iterator[Draft]:
    """Read "Y folds its X team into Z" and "Y merges its X and W teams"."""
    for clause in clauses(scene.doc):
        if clause.lemma not in _MERGE and not brings_together(clause):
            continue
        words = ("into", "with", "in", "under") if clause.lemma == "pool" else ("into", "with")
        into = next((p for t in clause.preps(*words) for p in [_into(scene, t)] if p), None)
        each = list(_merged_with_each_other(scene, clause, into))
        yield from each
        if into is None or _ROOMS.search(into) or each:
            continue
        judged = judge(scene, clause.verb)
        if judged.status is None:
            continue
        sources = [t for o in clause.objects for t in [o, *o.conjuncts]]
        if not sources and not clause.passive:
            sources = [t for s in clause.subjects for t in [s, *s.conjuncts]]
        sources += [
            a
            for t in sources
            for c in t.children
            if c.dep_ == "appos" and scene.is_org(c)
            for a in c.conjuncts
            if scene.is_org(a) and a.i > c.i
        ]
        for token in sources:
            place = _existing_unit(scene, token) or (
                place_at(scene, token) if scene.is_org(token) else None
            )
            if place is None or (place.unit or place.org) in {None, into}:
                continue
            unit = place.unit or place.org
            org = subject_org(scene, clause) or place.org
            if org == unit:
                org = context_org(scene, token)
            yield draft(
                FactType.UNIT_MERGED,
                scene,
                "unit_merged",
                judged,
                0.75,
                org=org,
                unit=unit,
                into=into,
            )


def _merged_with_each_other(scene: Scene, clause: Clause, into: str | None) -> Iterator[Draft]:
    """Read "Y merges its safety and research teams": each of them is, ``into`` what is mostly unsaid."""
    alone = {"merge", "combine", "fuse", "consolidate", "unite", "unify"}
    if clause.lemma not in alone and into is None and not brings_together(clause):
        return
    judged = judge(scene, clause.verb)
    for token in clause.objects if judged.status is not None else ():
        conj = next(
            (c for c in token.children if c.dep_ == "conj" and c.lemma_.lower() in UNIT_NOUNS),
            token,
        )
        noun = conj.text.lower()
        if conj.tag_ != "NNS" or conj.lemma_.lower() not in UNIT_NOUNS:
            continue
        kinds = [c for c in token.lefts if c.dep_ in {"compound", "nmod", "amod"} and c.conjuncts]
        areas = [t for kind in kinds[:1] for t in (kind, *kind.conjuncts) if t.i < token.i]
        if (
            conj.i != token.i
        ):  # "its maps and search teams", of which the parse makes maps and teams
            areas = [token, *(c for c in conj.lefts if c.dep_ in {"compound", "amod"})]
        org = subject_org(scene, clause) or scene.owner(token) or context_org(scene, token)
        for area in areas if len(areas) > 1 and org else ():
            first = min([c.i for c in area.lefts if c.dep_ in {"compound", "amod"}] + [area.i])
            unit = f"{scene.words(first, area.i)} {noun.removesuffix('s')}"
            yield draft(
                FactType.UNIT_MERGED, scene, "unit_merged", judged, 0.75, org=org, unit=unit, into=into
            )  # fmt: skip


def brings_together(clause: Clause) -> bool:
    """Read "has brought its X and Z teams together", "is pooling its X and Z teams"."""
    after = [t.lower_ for t in clause.verb.subtree if t.i > clause.verb.i]
    return clause.verb.lemma_ == "pool" or (
        clause.verb.lemma_ in {"bring", "put"} and "together" in after
    )


def _into(scene: Scene, token: Token) -> str | None:
    if scene.is_person(token):
        return None
    place = place_at(scene, token)
    if place is None:
        return None
    return place.unit or place.org


def renamed(scene: Scene) -> Iterator[Draft]:
    """Read "Y renames its X team Z" and "X is now called Z"."""
    for clause in clauses(scene.doc):
        judged = judge(scene, clause.verb) if _renames(clause) else None
        things = [t for t in clause.objects if scene.is_org(t) or t.lemma_.lower() in UNIT_NOUNS]
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


def _renames(clause: Clause) -> bool:
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
    named = [c for t in things for c in t.children if c.dep_ in {"appos", "oprd"} and c.i > t.i]
    for token in [*clause.complements, *clause.preps("as", "to"), *things[1:], *named]:
        if scene.is_org(token):
            owner = scene.doc[token.i - 1]  # "as Y Frontier", of which the parse makes two names
            own = scene.is_org(owner) and owner.dep_ == "compound" and owner.head.i == token.i
            return scene.words(owner.i, token.i) if own else scene.at[token.i].text
    return _renamed_later(scene, things[0])


def _renamed_later(scene: Scene, old: Token) -> str | None:
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ == "call" and clause.verb.i > old.i:
            for token in [*clause.complements, *clause.verb.children]:
                if scene.is_org(token) and token.i > clause.verb.i:
                    return scene.at[token.i].text
    return None


def became_part(scene: Scene) -> Iterator[Draft]:
    """Read "Y's X team has become part of Z"."""
    for clause in clauses(scene.doc):
        parts = [t for t in clause.complements if t.lemma_ == "part"]
        if clause.lemma != "become" or not parts:
            continue
        things = (t for prep in parts[0].children if prep.lower_ == "of" for t in prep.children)
        into = next((name for t in things for name in [_into(scene, t)] if name), None)
        judged = judge(scene, clause.verb)
        for token in clause.subjects if into and judged.status is not None else ():
            place = _existing_unit(scene, token)
            if (
                place is not None
                and place.unit
                and place.org
                and into not in {place.unit, place.org}
            ):
                yield draft(
                    FactType.UNIT_MERGED, scene, "unit_merged", judged, 0.75, org=place.org, unit=place.unit, into=into
                )  # fmt: skip


RULES = (dissolved, merged, became_part, renamed)
