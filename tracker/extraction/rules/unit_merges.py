"""Units merged: "folds its X team into Z", "its X and W teams were combined", "has become part of Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import UNIT_NOUNS
from tracker.extraction.plain_words import is_plain
from tracker.extraction.rules.shared import context_org, place_at
from tracker.extraction.rules.unit_changes import existing_unit
from tracker.extraction.rules.units import leaders_beside, subject_org, whole_name
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

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
    "transfer",
}
#: What is done with several.
_OF_SEVERAL = {"merge", "combine", "fuse", "consolidate", "unite", "unify"}
#: What the one does to the other by whom it is done.
_TAKES_IN = {"absorb", "subsume", "swallow", "swallow up"}
_FORM = {"form", "create", "become"}
_SOME = {"a", "an", "one", "single"}
#: How many become one.
_FEWEST = 2
#: What several units are not, but products or what is made of them.
_NO_UNITS = {"app", "project", "effort", "site", "business", "operation"}


# "Moves into a bigger office" is no merger.
_ROOMS = re.compile(
    r"\b(?:offices?|buildings?|headquarters|campus|factory|warehouse|home|space|tower)$",
    re.IGNORECASE,
)


def merged(scene: Scene) -> Iterator[Draft]:
    """Read "Y folds its X team into Z" and "Y merges its X and W teams"."""
    for clause in clauses(scene.doc):
        if clause.lemma not in _MERGE and not brings_together(clause):
            continue
        targets = _targets(clause)
        into = next((p for t in targets for p in [_into(scene, t)] if p), None)
        into = into or _formed(scene, clause) or _itself(scene, clause)
        one = into is None and any(_is_nameless(scene, t) for t in targets)
        each = list(_merged_with_each_other(scene, clause, into, together=one))
        yield from each
        yield from _leaders(scene, clause, targets, into) if each or one else ()
        if into is None or _ROOMS.search(into) or each:
            continue
        judged = _judged(scene, clause)
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
            place = existing_unit(scene, token) or (
                place_at(scene, token) if scene.is_org(token) else None
            )
            if place is None or (place.unit or place.org) in {None, into}:
                continue
            unit = place.unit or place.org
            org = place.org if clause.passive and place.unit else subject_org(scene, clause)
            org = _org_of(scene, clause, into, org or place.org)
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


#: Before the name of whoever had a building into which others move.
_PREMISES = frozenset(["former", "old", "vacant", "empty", "shuttered"])


def _targets(clause: Clause) -> list[Token]:
    """What others are put into."""
    if clause.passive and clause.lemma in _TAKES_IN:
        return clause.subjects
    within = ("into", "with", "in", "under") if brings_together(clause) else ("into", "with")
    return [t for t in clause.preps(*within) if not _PREMISES & {c.lower_ for c in t.lefts}]


def _is_nameless(scene: Scene, token: Token) -> bool:
    """Whether others are put into "one group" or "a single organisation", which has no name yet."""
    noun = token.i not in scene.at and token.lemma_.lower() in UNIT_NOUNS
    return noun and bool({c.lower_ for c in token.lefts} & _SOME) and scene.unit(token) is None


def _formed(scene: Scene, clause: Clause) -> str | None:
    """Z in "its X and W units were combined to form Z"."""
    forms = (c for c in clause.verb.children if c.dep_ in {"advcl", "xcomp"} and c.lemma_ in _FORM)
    things = (o for c in forms for o in c.children if o.dep_ == "dobj" and scene.is_org(o))
    return next((whole_name(scene, o) for o in things), None)


def _itself(scene: Scene, clause: Clause) -> str | None:
    """Z in "a group called Z that combines its X and W units", "Z, which brings together its X and W units"."""
    if clause.passive or not (clause.lemma in _OF_SEVERAL or brings_together(clause)):
        return None
    which = next((c for c in clause.verb.lefts if c.lower_ in {"that", "which"}), None)
    if which is None:
        return None
    thing = clause.verb.head if clause.verb.dep_ == "relcl" else scene.doc[max(0, which.i - 2)]
    mention = scene.at.get(thing.i)
    named = mention is not None and not (mention.known or scene.is_person(thing))
    return mention.text if mention is not None and named else scene.called(thing)


def _org_of(scene: Scene, clause: Clause, into: str | None, org: str | None) -> str | None:
    """Whose units they are; where the new one is told to combine them, not its own."""
    return context_org(scene, governing_verb(clause.verb.head)) if org == into else org


def _judged(scene: Scene, clause: Clause) -> Judgement:
    """How surely several become one; where a new unit is told to combine them, as surely as that is made."""
    verb = clause.verb
    return judge(scene, verb if _itself(scene, clause) is None else governing_verb(verb.head))


def _leaders(
    scene: Scene, clause: Clause, targets: list[Token], into: str | None
) -> Iterator[Draft]:
    """X in "combines its Y and Z teams into one group under X", "together in a new unit led by X"."""
    judged = judge(scene, clause.verb)
    new = [t for t in targets if {c.lower_ for c in t.lefts} & _SOME | {"new"}]
    names = [p for t in new for p in leaders_beside(scene, t)]
    names += [p for t in clause.preps("under") for p in scene.people(t)] if new else []
    names = list(dict.fromkeys(names))
    org = subject_org(scene, clause) or context_org(scene, clause.verb)
    for person in names if judged.status is not None else ():
        made = draft(
            FactType.ROLE, scene, "leads_new_unit", judged, 0.93, person=person, org=org, unit=into,
            title="head" if len(names) == 1 else "co-head",
        )  # fmt: skip
        made.appointment = made.inside = True
        yield made


def _merged_with_each_other(
    scene: Scene, clause: Clause, into: str | None, *, together: bool
) -> Iterator[Draft]:
    """Read "Y merges its safety and research teams": each of them is, ``into`` what is mostly unsaid."""
    if (
        clause.lemma not in _OF_SEVERAL
        and into is None
        and not (together or brings_together(clause))
    ):
        return
    judged = _judged(scene, clause)
    for token in clause.objects if judged.status is not None else ():
        conj = next(
            (c for c in token.children if c.dep_ == "conj" and c.lemma_.lower() in UNIT_NOUNS),
            token,
        )
        noun = conj.text.lower()
        if conj.tag_ != "NNS" or conj.lemma_.lower() not in UNIT_NOUNS - _NO_UNITS:
            continue
        areas = []
        if (
            conj.i != token.i
        ):  # "its maps and search teams", of which the parse makes maps and teams
            areas = [token, *(c for c in conj.lefts if c.dep_ in {"compound", "amod"})]
        org = None if clause.passive else subject_org(scene, clause)
        org = org or scene.owner(token) or context_org(scene, token)
        org = _org_of(scene, clause, into, org)
        firsts = (
            min([c.i for c in a.lefts if c.dep_ in {"compound", "amod"}] + [a.i]) for a in areas
        )
        names = [scene.words(first, a.i) for first, a in zip(firsts, areas, strict=True)]
        names = names if len(names) >= _FEWEST else _areas(scene, token)
        for area in names if org else ():
            unit = f"{area} {noun.removesuffix('s')}"
            yield draft(
                FactType.UNIT_MERGED, scene, "unit_merged", judged, 0.75, org=org, unit=unit, into=into
            )  # fmt: skip


def _areas(scene: Scene, noun: Token) -> list[str]:
    """X and Z of "its X and Z teams"; X marketing and Z marketing of "its X and Z marketing teams", where only those are names."""
    own = [c.right_edge.i for c in noun.lefts if c.dep_ in {"det", "poss"} or is_plain(c)]
    parts: list[list[Token]] = [[]]
    for token in scene.doc[max([noun.left_edge.i - 1, *own]) + 1 : noun.i]:
        if token.lower_ in {",", "and", "&"}:
            parts.append([])
        elif token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.text == "-":
            parts[-1].append(token)
        else:
            return []
    parts = [part for part in parts if part]
    if len(parts) < _FEWEST:
        return []
    last = parts[-1]
    shared = [t for t in last[1:] if t.text.islower()] if last[0].text[0].isupper() else []
    if len(shared) < len(last) - 1:
        shared = []
    behind = "".join(f" {scene.words(t.i, t.i)}" for t in shared)
    parts[-1] = last[: len(last) - len(shared)]
    return [scene.words(part[0].i, part[-1].i) + behind for part in parts]


def brings_together(clause: Clause) -> bool:
    """Read "has brought its X and Z teams together", "is pooling its X and Z teams"."""
    after = [t.lower_ for t in clause.verb.subtree if t.i > clause.verb.i]
    return clause.verb.lemma_ == "pool" or (
        clause.verb.lemma_ in {"bring", "put"} and "together" in after
    )


def _into(scene: Scene, token: Token) -> str | None:
    if scene.is_person(token):
        return None
    if _is_nameless(scene, token):
        return _named_next(scene, token)
    place = place_at(scene, token)
    if place is None:
        return None
    return place.unit or place.org


def _named_next(scene: Scene, noun: Token) -> str | None:
    """Z in "a single organisation, Z, led by X", however the parse hangs it."""
    after = scene.doc[noun.i + 1 : noun.i + 4]
    named = len(after) > 1 and after[0].text == "," and scene.is_org(after[1])
    alone = named and after[-1].text in {",", "."}
    return scene.at[after[1].i].text if alone and not scene.at[after[1].i].known else None


def became_part(scene: Scene) -> Iterator[Draft]:
    """Read "Y's X team has become part of Z", "is now part of Z"."""
    for clause in clauses(scene.doc):
        parts = [t for t in clause.complements if t.lemma_ == "part"]
        now = clause.lemma == "be" and any(c.lower_ == "now" for c in clause.verb.children)
        if not (clause.lemma == "become" or now) or not parts:
            continue
        things = (t for prep in parts[0].children if prep.lower_ == "of" for t in prep.children)
        into = next((name for t in things for name in [_into(scene, t)] if name), None)
        judged = judge(scene, clause.verb)
        if now and judged.status is Status.ANNOUNCED:
            judged = replace(judged, status=Status.DONE)
        for token in clause.subjects if into and judged.status is not None else ():
            place = existing_unit(scene, token)
            if (
                place is not None
                and place.unit
                and place.org
                and into not in {place.unit, place.org}
            ):
                yield draft(
                    FactType.UNIT_MERGED, scene, "unit_merged", judged, 0.75, org=place.org, unit=place.unit, into=into
                )  # fmt: skip


RULES = (merged, became_part)
