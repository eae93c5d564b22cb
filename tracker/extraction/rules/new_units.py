"""Units told to be new by the way, where somebody gets one or is its head."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import clauses, lemma_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.rules import units_listed
from tracker.extraction.rules.leading import place_where
from tracker.extraction.rules.led_places import is_anothers
from tracker.extraction.rules.shared import context_org
from tracker.extraction.rules.units import (
    UNIT_LIKE,
    for_a_field,
    is_noun_of_unit,
    led_by,
    subject_org,
    unit_name,
    where_within,
)
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical, judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_LEAD = words("lead head run direct oversee")
_CREATIONS = words("creation formation establishment")
#: What a creation is told by, as a verb's object and by the way.
_TELL_OF = words("announce confirm reveal unveil include involve see mark")
_WITH = words("with after following since through by")
#: What somebody does to whom a new unit is handed.
_TAKES = _LEAD | words("manage take_over take_on get")


def new_units_named(scene: Scene) -> Iterator[Draft]:
    """A unit introduced as new by the way: "director of a new team, X", "takes over a newly formed robotics group"."""
    for token in scene.doc:
        if not (_may_be_new(token) or scene.kind(token) is Kind.UNIT):
            continue
        unit = _new_by_the_way(scene, token)
        if unit is None:
            continue
        verb = governing_verb(token)
        judged = judge(scene, verb)
        leader = led_by(scene, token) or next(
            (p for c in verb.children if c.dep_ == "nsubj" for p in scene.people(c)), None
        )
        gone_to = scene.discourse.gone_to.get(leader) if leader else None
        org = gone_to or scene.owner(token) or place_where(scene, verb)
        org = org or context_org(scene, token)
        if judged.status is None or org in {None, unit}:
            continue
        yield draft(
            FactType.UNIT_CREATED, scene, "new_unit", judged, 0.7, org=org, unit=unit, led_by=leader
        )


def _new_by_the_way(scene: Scene, token: Token) -> str | None:
    """The name of a unit that words beside it call new where somebody gets it or is its head."""
    before = {c.lower_ for c in token.lefts}
    newly = any(c.lower_ == "newly" for t in token.lefts for c in t.subtree)
    if not (newly or "new" in before) or token.dep_ not in {"pobj", "appos", "dobj", "conj"}:
        return None
    if token.dep_ == "appos":
        about = scene.is_org(token.head) and not scene.at[token.head.i].known
        return scene.at[token.head.i].text if about and "a" in before else None
    named = [c for c in token.children if c.dep_ == "appos" and scene.is_org(c)]
    if token.dep_ == "pobj" and before & {"a", "an"} and (named or scene.called(token)):
        return scene.at[named[0].i].text if named else scene.called(token)
    if not _is_handed_over(scene, token) or not (
        newly or before & {"a", "an"} or any(c.dep_ == "poss" for c in token.lefts)
    ):
        return None
    return _unit(scene, token)


def _unit(scene: Scene, token: Token) -> str | None:
    named = unit_name(scene, token) or for_a_field(scene, token)
    return named or (scene.unit(token) if _may_be_new(token) else None)


def _may_be_new(token: Token) -> bool:
    """Whether a noun says that something is a unit, as "business" does where it is newly made."""
    return is_noun_of_unit(token) or (
        token.lemma_.lower() in UNIT_NOUNS
        and any(g.lower_ == "newly" for c in token.lefts for g in c.children)
    )


def _is_handed_over(scene: Scene, unit: Token) -> bool:
    """Whether somebody is told to get a unit, or to have a post at its head."""
    head = unit.head.head if unit.dep_ == "pobj" else unit.head
    if unit.dep_ == "conj":
        return False
    if unit.dep_ == "pobj" and unit.head.lower_ in {"in", "into"} and led_by(scene, unit):
        return True  # "has put its efforts into a new Z team led by X"
    if unit.dep_ == "pobj" and unit.head.lower_ in {"of", "for", "at"}:
        return scene.is_title(head) or head.lemma_.lower() in {"charge", "head", "leadership"}
    return lemma_of(head) in _TAKES


def newly_made(scene: Scene) -> Iterator[Draft]:
    """Read "X is to lead a newly formed Z team at Y", "X will head Y's new Z division": the unit is made with it."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ not in _LEAD or clause.passive:
            continue
        people = list(dict.fromkeys(p for s in clause.subjects for p in scene.people(s)))
        for token in (t for t in clause.objects if not is_anothers(scene, t)):
            unit = _unit(scene, token)
            noun = (
                scene.at[token.i].kind is Kind.UNIT if token.i in scene.at else _may_be_new(token)
            )
            judged = judge(scene, clause.verb)
            if unit is None or not noun or len(people) != 1 or not _is_newly_made(token):
                continue
            org = scene.discourse.gone_to.get(people[0]) or scene.owner(token)
            org = org or context_org(scene, clause.verb, people[0])
            if org in {None, unit} or judged.status not in {Status.ANNOUNCED, Status.REPORTED}:
                continue
            if any(c.lower_ == "the" for c in token.lefts) and scene.discourse.units:
                continue  # one that has been told of
            yield draft(
                FactType.UNIT_CREATED, scene, "unit_created", Judgement(judged.status, judged.via, judged.date, judged.date_kind), 0.75,
                org=org, unit=unit, led_by=people[0],
            )  # fmt: skip


def _is_newly_made(token: Token) -> bool:
    """Read "the new Z group", "a newly formed Z team"."""
    told = any(c.dep_ == "det" for c in token.lefts)
    newly = any(g.lower_ in {"newly", "recently"} for c in token.lefts for g in c.children)
    return newly or (told and any(c.lower_ == "new" for c in token.lefts))


def creations(scene: Scene) -> Iterator[Draft]:
    """Read "announced the creation of a Z unit", "the overhaul includes the creation of a Z team", "with the creation of its Z lab"."""
    if is_hypothetical(scene):
        return
    for noun in scene.doc:
        if noun.lemma_.lower() not in _CREATIONS or noun.i in scene.at:
            continue
        verb = governing_verb(noun)
        by_the_way = noun.dep_ == "pobj" and noun.head.lower_ in _WITH
        if not by_the_way and not (noun.dep_ == "dobj" and verb.lemma_ in _TELL_OF):
            continue
        judged = judge(scene, verb)
        for thing in (g for p in noun.children if p.lower_ == "of" for g in p.children):
            unit = _unit(scene, thing)
            told = (subject_org(scene, c) for c in clauses(scene.doc) if c.verb.i == verb.i)
            org = scene.owner(thing) or next(told, None) or context_org(scene, noun)
            if unit is None or judged.status is None or org in {None, unit}:
                continue
            yield draft(
                FactType.UNIT_CREATED, scene, "unit_created", judged, 0.75, org=org, unit=unit, led_by=led_by(scene, thing)
            )  # fmt: skip


def founded_units(scene: Scene) -> Iterator[Draft]:
    """Read "The team was set up in 2021": when a unit already spoken of began."""
    for clause in clauses(scene.doc):
        if (
            clause.lemma not in {"found", "create", "set up", "establish", "form", "start"}
            or not clause.passive
            or clause.subjects
        ):
            continue
        for token in clause.objects:
            it, lemma = token.lower_ == "it", token.lemma_.lower()
            if not (it or lemma in UNIT_LIKE) or scene.at.get(token.i) is not None:
                continue
            unit = scene.discourse.unit if it else scene.discourse.unit_called(lemma)
            org = context_org(scene, token)
            within = where_within(scene, clause)
            if within is not None:
                unit, org = unit or next(iter(scene.orgs(token)), None), within
            judged = judge(scene, clause.verb)
            dated = judged.date or within
            if unit and org and unit != org and judged.status is not None and dated:
                yield draft(
                    FactType.UNIT_CREATED, scene, "unit_founded", judged, 0.6, org=org, unit=unit
                )


RULES = (founded_units, *units_listed.RULES, new_units_named, newly_made, creations)
