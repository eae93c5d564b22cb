"""Units told by their names: institutes that open, units known by another name, two that become one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import PLURALS, Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.rules.shared import context_org, place_at
from tracker.extraction.rules.units import UNIT_LIKE, whole_name
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.tokens import Token

#: What an institution is called by, at the end of its name or before its field.
_INSTITUTION = re.compile(
    r"(?:^|[ -])(?:cent(?:er|re)|institute|office|laborator(?:y|ies)|lab|department|school|hub|campus)(?:$| (?:of|for) )",
    re.I,
)
_OPENS = words("open start begin")
_NAME_VERBS = words("operate trade go continue appear act work")
_GIVEN_NAMES = words("get take receive adopt bear carry give assume acquire")
_NOW = re.compile(
    r"\b(?:now|henceforth|from (?:this|now|today|next|monday|tuesday|wednesday|thursday|friday|january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b|as of|in future|will|would|since|on (?:mon|tues|wednes|thurs|fri)day|last week|this (?:week|month|year))\b",
    re.IGNORECASE,
)
_ONE = words("single one common joint")
_ALONE = words("merge combine fuse consolidate unite unify join")


def is_institution(scene: Scene, token: Token) -> bool:
    """Whether a name is that of an institute or an office, which may be a part of a university or a company."""
    mention = scene.at.get(token.i)
    return (
        mention is not None
        and mention.kind in {*COMPANIES, Kind.UNIT}
        and _INSTITUTION.search(mention.text) is not None
    )


def opens(scene: Scene) -> Iterator[Draft]:
    """Read "the Y Research Institute is to open in January", "the Accra centre would start work later": a unit begins."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        work = any(o.lemma_ == "work" for o in clause.objects)
        begins = (clause.lemma in _OPENS and (work or not clause.objects)) or (
            clause.lemma == "take up" and work
        )
        if not begins or clause.passive or any(clause.preps("by")):  # "began by asking"
            continue
        judged = judge(scene, clause.verb)
        if judged.status is None:
            continue
        for subject in clause.subjects:
            unit = scene.unit(subject)
            org = _owner(scene, subject, clause) if unit else None
            if unit is None or org in {None, unit}:
                continue
            if subject.i not in scene.at and subject.lemma_.lower() not in UNIT_LIKE:
                continue
            yield draft(
                FactType.UNIT_CREATED, scene, "unit_created", judged, 0.75, org=org, unit=unit
            )


def _owner(scene: Scene, subject: Token, clause: Clause) -> str | None:
    """Whose a unit is: by its possessor, by the beginning of its name, or as the place where it opens."""
    mention = scene.at.get(subject.i)
    if (owner := scene.owner(subject)) is not None:
        return owner
    if mention is not None:
        longer = (m.text for where in (*scene.article, scene) for m in where.at.values() if m.known)
        first = next((o for o in longer if mention.text.startswith(f"{o} ")), None)
        if first is not None:
            return first if is_institution(scene, subject) or mention.kind is Kind.UNIT else None
    at = (org for t in clause.preps("at", "within", "inside") for org in scene.orgs(t))
    there = next(at, None)
    if there is not None:
        return there
    unnamed = mention is None or mention.kind is Kind.UNIT
    return context_org(scene, subject) if unnamed else None


def called_otherwise(scene: Scene) -> Iterator[Draft]:
    """Read "Y's X unit is known as Z from now on", "operates under the name of Z", "is now the Z", "became Z on Monday"."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        new = _new_name(scene, clause)
        if new is None:
            continue
        judged = judge(scene, clause.verb)
        for subject in clause.objects if clause.passive else clause.subjects:
            old, name = _named_unit(scene, subject), whole_name(scene, new)
            org = scene.owner(subject) or context_org(scene, subject) if old else None
            if old is None or org is None or judged.status is None or name == old:
                continue
            if judged.status is Status.ANNOUNCED and clause.verb.tag_ in {"VBZ", "VBP"}:
                judged = replace(judged, status=Status.DONE)
            yield draft(
                FactType.UNIT_RENAMED, scene, "unit_renamed", judged, 0.75, org=org if org not in {old, name} else None, unit=old, into=name
            )  # fmt: skip
            return


def _new_name(scene: Scene, clause: Clause) -> Token | None:
    """The name that something is told to have from now on."""
    verb = clause.verb
    found: list[Token] = []
    if verb.lemma_ == "know" and clause.passive and verb.dep_ not in {"acl", "relcl"}:
        found = list(clause.preps("as"))
    elif verb.lemma_ == "operate" and any(clause.preps("as")):  # "will operate as Y"
        found = list(clause.preps("as")) if _NOW.search(scene.text) else []
    elif verb.lemma_ in _NAME_VERBS:
        found = [n for t in clause.preps("under", "by") if t.lemma_ == "name" for n in _of_name(t)]
    elif verb.lemma_ in _GIVEN_NAMES:
        things = [c for c in verb.children if c.dep_ in {"dobj", "oprd"} and c.lemma_ == "name"]
        found = [n for t in things for n in _of_name(t)]
    elif verb.lemma_ in {"be", "become"}:
        found = clause.complements
    if not found or not (_NOW.search(scene.text) or verb.lemma_ in {*_NAME_VERBS, *_GIVEN_NAMES}):
        return None
    new = next((t for t in found if scene.kind(t) in {*COMPANIES, Kind.UNIT}), None)
    if verb.lemma_ in {"be", "become"} and new is not None:
        now = any(c.lower_ in {"now", "henceforth"} for c in verb.children)
        return new if verb.lemma_ == "become" or now else None
    return new


def _of_name(name: Token) -> list[Token]:
    """Z in "the name of Z", "the name Z", "a new name, Z"."""
    of = [g for p in name.children if p.lower_ == "of" for g in p.children]
    return of + [c for c in name.children if c.dep_ in {"appos", "oprd", "nmod"} and c.i > name.i]


def _named_unit(scene: Scene, subject: Token) -> str | None:
    """The unit at a subject: one by its kind, by a noun for one, or an institution by its name."""
    if scene.kind(subject) is Kind.UNIT or is_institution(scene, subject):
        return scene.at[subject.i].text
    if subject.i in scene.at or subject.lemma_.lower() not in UNIT_LIKE:
        return None
    place = place_at(scene, subject)
    return place.unit if place is not None else None


def become_one(scene: Scene) -> Iterator[Draft]:
    """Read "merges the X Institute and the Z Lab", "its X and Z teams have been a single group called W": each is merged."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        things, into = _merging(scene, clause)
        judged = judge(scene, clause.verb) if things else Judgement(None)
        if judged.status is None:
            continue
        head = things[0]
        units = _areas(scene, head) or [
            name for t in (head, *head.conjuncts) if (name := _named_unit(scene, t))
        ]
        org = _merger(scene, clause) or scene.owner(head) or context_org(scene, head)
        if org in units:
            org = scene.discourse.topic
        for unit in units if len(units) > 1 and org else ():
            if unit not in {org, into}:
                yield draft(
                    FactType.UNIT_MERGED, scene, "unit_merged", judged, 0.75, org=org, unit=unit, into=into
                )  # fmt: skip


def _merging(scene: Scene, clause: Clause) -> tuple[list[Token], str | None]:
    """What becomes one, and what it is called then."""
    if clause.lemma in _ALONE:
        into = next(iter(clause.preps("into", "in")), None)
        called = (
            (scene.unit(into) or next(iter(scene.orgs(into)), None)) if into is not None else None
        )
        named = [t for t in clause.objects if t.i in scene.at]
        if not clause.objects and not clause.passive:
            named = [t for t in clause.subjects if t.i in scene.at]
        return named[:1], called
    if clause.verb.lemma_ not in {"be", "become", "form"}:
        return [], None
    ends = [*clause.complements, *(clause.objects if clause.verb.lemma_ == "form" else [])]
    for end in ends:
        one = end.lower_ == "one" or any(c.lower_ in _ONE for c in end.lefts)
        noun = end.lower_ == "one" or end.lemma_.lower() in UNIT_NOUNS
        if one and noun:
            return clause.subjects, scene.called(end)
    return [], None


def _areas(scene: Scene, head: Token) -> list[str]:
    """X team and Z team in "its X and Z teams"."""
    if head.tag_ not in PLURALS or head.lemma_.lower() not in UNIT_NOUNS or head.i in scene.at:
        return []
    kinds = [c for c in head.lefts if c.dep_ in {"compound", "nmod", "amod"} and c.conjuncts]
    each = [t for kind in kinds[:1] for t in (kind, *kind.conjuncts) if t.i < head.i]
    noun = head.text.lower().removesuffix("s")
    return [f"{scene.words(t.i, t.i)} {noun}" for t in each]


def _merger(scene: Scene, clause: Clause) -> str | None:
    """Who merges its units, where that is the subject."""
    if clause.lemma not in _ALONE or not clause.objects:
        return None
    return next((org for s in clause.subjects for org in scene.orgs(s)), None)


def made_of_others(scene: Scene) -> Iterator[Draft]:
    """Read "the X Lab and the Z Centre are merged into a new School of W", "combined X and Z in a new organization called W"."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        judged = judge(scene, clause.verb) if clause.lemma in _ALONE else Judgement(None)
        if judged.status is None:
            continue
        for token in clause.preps("into", "in"):
            before = {c.lower_ for c in token.lefts}
            unit = _new_unit(scene, token)
            org = _merger(scene, clause) or scene.owner(token) or context_org(scene, clause.verb)
            merged = [t for o in clause.objects for t in (o, *o.conjuncts) if t.i in scene.at]
            if org in {scene.at[t.i].text for t in merged}:
                org = scene.discourse.topic
            if unit and {"a", "new"} <= before and org not in {None, unit}:
                yield draft(
                    FactType.UNIT_CREATED, scene, "unit_created", judged, 0.75, org=org, unit=unit
                )


def _new_unit(scene: Scene, token: Token) -> str | None:
    """The name of what others become, where it is no company."""
    if token.i in scene.at:
        unit = scene.kind(token) is Kind.UNIT or is_institution(scene, token)
        return scene.at[token.i].text if unit else None
    noun = token.lemma_.lower() in UNIT_LIKE | {"organisation", "organization"}
    return scene.called(token) if noun else None


RULES = (opens, called_otherwise, become_one, made_of_others)
