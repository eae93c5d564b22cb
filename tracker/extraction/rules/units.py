"""Units created, renamed, merged and dissolved."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import UNIT_NOUNS
from tracker.extraction.mentions import Kind
from tracker.extraction.rules.shared import Place, context_org, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge

_CREATE = {
    "create",
    "form",
    "set up",
    "launch",
    "establish",
    "assemble",
    "build",
    "unveil",
    "start",
    "found",
    "stand up",
    "introduce",
    "spin up",
    "put together",
    "announce",
    "open",
}
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
    "do",
    "break up",
    "eliminate",
    "shutter",
    "kill",
    "abolish",
    "dismantle",
    "wind up",
    "discontinue",
}
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
}
_RENAME = {"rename", "rebrand", "call", "rechristen", "rebaptise", "retitle"}
_UNIT_LIKE = UNIT_NOUNS - {
    "business",
    "project",
    "office",
    "side",
    "function",
    "practice",
    "effort",
    "site",
    "app",
    "organisation",
    "organization",
    "operations",
    "operation",
    "program",
    "programme",
}


def created(scene: Scene) -> Iterator[Draft]:
    for clause in clauses(scene.doc):
        if clause.lemma in _CREATE:
            yield from _created(scene, clause)
        elif clause.verb.lemma_ in {
            "restructure",
            "reorganize",
            "reorganise",
            "have",
            "get",
            "add",
        }:
            yield from _around(scene, clause)


def _subject_org(scene: Scene, clause: Clause) -> str | None:
    for subject in clause.subjects:
        for org in scene.orgs(subject):
            return org
        for person in scene.people(subject):
            return context_org(scene, subject, person)
    return context_org(scene, clause.verb) if clause.passive else None


def _created(scene: Scene, clause: Clause) -> Iterator[Draft]:
    if clause.lemma in {"found", "start"} and any(scene.people(s) for s in clause.subjects):
        return
    for token in clause.objects:
        unit = _unit_name(scene, token)
        if unit is None:
            continue
        org = _subject_org(scene, clause)
        if org is None or org == unit:
            continue
        judged = judge(scene, clause.verb)
        if judged.status is None:
            return
        yield _made(scene, "unit_created", judged, org, unit, token)


def _unit_name(scene: Scene, token: Token) -> str | None:
    """The name of a unit (not of a company or product) at a noun such as "team", "lab", "division"."""
    mention = scene.at.get(token.i)
    if mention is not None:
        if mention.kind is Kind.UNIT:
            return mention.text
        if mention.kind in {Kind.NAME, Kind.ORG} and any(
            c.dep_ == "appos" and c.lemma_.lower() in _UNIT_LIKE for c in token.children
        ):
            return mention.text
        return None
    if token.lemma_.lower() not in _UNIT_LIKE:
        return None
    if any(c.text.lower() in {"the"} for c in token.children) and not scene.called(token):
        return None
    return scene.unit(token)


def _made(scene: Scene, rule: str, judged: Judgement, org: str, unit: str, token: Token) -> Draft:
    return draft(
        FactType.UNIT_CREATED,
        scene,
        rule,
        judged,
        0.75,
        org=org,
        unit=unit,
        led_by=_led_by(scene, token),
    )


def _led_by(scene: Scene, token: Token) -> str | None:
    names: list[str] = []
    for child in token.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_ in {
            "lead",
            "head",
            "run",
            "direct",
            "oversee",
            "manage",
        }:
            for agent in child.children:
                if agent.dep_ == "agent" or agent.text.lower() == "by":
                    names += [p for t in agent.children for p in scene.people(t)]
        if child.dep_ == "prep" and child.text.lower() == "under":
            names += [p for t in child.children for p in scene.people(t)]
    return " and ".join(dict.fromkeys(names)) or None


def leaders_of_new_units(scene: Scene) -> Iterator[Draft]:
    """ "A new division led by X": X heads it, by the verb that makes the division."""
    for token in scene.doc:
        if not (scene.is_org(token) or token.lemma_.lower() in _UNIT_LIKE):
            continue
        names = [
            p
            for c in token.children
            if c.dep_ in {"acl"}
            and c.lemma_ in {"lead", "head", "run", "direct", "oversee", "manage"}
            for a in c.children
            if a.dep_ == "agent"
            for t in a.children
            for p in scene.people(t)
        ]
        if not names or not any(c.text.lower() in {"new", "a", "an"} for c in token.children):
            continue
        place = place_at(scene, token)
        if place is None or place.unit is None:
            continue
        verb = token
        while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
            verb = verb.head
        judged = judge(scene, verb)
        if judged.status is None:
            continue
        title = "head" if len(names) == 1 else "co-head"
        for person in names:
            made = draft(
                FactType.ROLE,
                scene,
                "leads_new_unit",
                judged,
                0.75,
                person=person,
                org=place.org,
                unit=place.unit,
                title=title,
            )
            made.appointment = True
            made.inside = True
            yield made


def _around(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """ "Restructured its work around a new X division", "has a new unit, X"."""
    things = (
        [t for t in clause.preps("around", "into", "under")]
        if clause.verb.lemma_ not in {"have", "get", "add"}
        else clause.objects
    )
    for token in things:
        unit = _unit_name(scene, token) or (
            scene.unit(token) if token.lemma_.lower() in UNIT_NOUNS else None
        )
        if unit is None or not any(c.text.lower() == "new" for c in token.children):
            continue
        org = _subject_org(scene, clause)
        if org is None:
            continue
        judged = judge(scene, clause.verb)
        if judged.status is not None:
            yield _made(scene, "unit_created", judged, org, unit, token)


def new_units_named(scene: Scene) -> Iterator[Draft]:
    """A unit introduced as new by the way: "vice president of a new group, X"."""
    for token in scene.doc:
        if token.lemma_.lower() not in _UNIT_LIKE or token.dep_ != "pobj":
            continue
        if not any(c.text.lower() == "new" for c in token.children) or not any(
            c.text.lower() in {"a", "an"} for c in token.children
        ):
            continue
        named = [c for c in token.children if c.dep_ == "appos" and scene.is_org(c)]
        unit = scene.at[named[0].i].text if named else scene.called(token)
        if unit is None:
            continue
        verb = token
        while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
            verb = verb.head
        judged = judge(scene, verb)
        org = context_org(scene, token)
        if judged.status is None or org is None:
            continue
        leader = next(
            (p for c in verb.children if c.dep_ == "nsubj" for p in scene.people(c)), None
        )
        yield draft(
            FactType.UNIT_CREATED, scene, "new_unit", judged, 0.7, org=org, unit=unit, led_by=leader
        )


def dissolved(scene: Scene) -> Iterator[Draft]:
    for clause in clauses(scene.doc):
        if clause.lemma not in _DISSOLVE:
            continue
        things = clause.objects
        if clause.lemma == "do":
            away = any(c.text.lower() == "away" for c in clause.verb.children)
            things = list(clause.preps("with")) if away else []
        if (
            not things
            and clause.lemma in {"close", "shut down", "dissolve", "close down", "disband"}
            and not clause.passive
        ):
            things = clause.subjects
        for token in things:
            place = _existing_unit(scene, token)
            if place is None or place.unit is None:
                continue
            org = _subject_org(scene, clause) if things is not clause.subjects else None
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


def _existing_unit(scene: Scene, token: Token) -> Place | None:
    mention = scene.at.get(token.i)
    if (
        mention is not None
        and mention.kind in {Kind.NAME, Kind.ORG}
        and not (mention.known and mention.kind is Kind.ORG)
    ):
        if any(c.dep_ == "appos" and c.lemma_.lower() in UNIT_NOUNS for c in token.children):
            return Place(context_org(scene, token), mention.text)
        owner = scene.owner(token)
        return Place(owner, mention.text) if owner and owner != mention.text else None
    if mention is not None and mention.kind is Kind.ORG:
        return None
    if mention is None and token.lemma_.lower() not in _UNIT_LIKE | {
        "operation",
        "office",
        "project",
    }:
        return None
    place = place_at(scene, token)
    return place if place is not None and place.unit else None


def merged(scene: Scene) -> Iterator[Draft]:
    for clause in clauses(scene.doc):
        if clause.lemma not in _MERGE:
            continue
        into = next((p for t in clause.preps("into", "with") for p in [_into(scene, t)] if p), None)
        if into is None:
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
            org = _subject_org(scene, clause) or place.org
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


def _into(scene: Scene, token: Token) -> str | None:
    if scene.is_person(token):
        return None
    place = place_at(scene, token)
    if place is None:
        return None
    return place.unit or place.org


def renamed(scene: Scene) -> Iterator[Draft]:
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ not in _RENAME:
            continue
        if clause.verb.lemma_ == "call" and not (
            clause.passive
            and any(w.text.lower() in {"now", "henceforth", "today"} for w in clause.verb.children)
        ):
            continue
        judged = judge(scene, clause.verb)
        if judged.status is None:
            continue
        things = [t for t in clause.objects if scene.is_org(t) or t.lemma_.lower() in UNIT_NOUNS]
        if not things:
            continue
        old = place_at(scene, things[0])
        if clause.verb.lemma_ == "call" and not things:
            continue
        new = next(
            (
                scene.at[t.i].text
                for t in [*clause.complements, *clause.preps("as", "to"), *things[1:]]
                if scene.is_org(t)
            ),
            None,
        )
        if new is None:
            new = _renamed_later(scene, things[0])
        if old is None or new is None:
            continue
        unit = old.unit or old.org
        org = (
            _subject_org(scene, clause)
            if not clause.passive
            else old.org
            if old.unit
            else context_org(scene, things[0])
        )
        if unit == new:
            continue
        status = judged
        if any(w in scene.text.lower() for w in ("from today", "from now on", "is now called")):
            status = Judgement(Status.DONE, judged.via, judged.date, judged.date_kind)
        yield draft(
            FactType.UNIT_RENAMED, scene, "unit_renamed", status, 0.75, org=org, unit=unit, into=new
        )
        return


def _renamed_later(scene: Scene, old: Token) -> str | None:
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ == "call" and clause.verb.i > old.i:
            for token in [*clause.complements, *clause.verb.children]:
                if scene.is_org(token) and token.i > clause.verb.i:
                    return scene.at[token.i].text
    return None


def founded_units(scene: Scene) -> Iterator[Draft]:
    """ "The lab was founded in 2016": when a unit already spoken of began."""
    for clause in clauses(scene.doc):
        if (
            clause.lemma not in {"found", "create", "set up", "establish", "form", "start"}
            or not clause.passive
            or clause.subjects
        ):
            continue
        for token in clause.objects:
            if token.lemma_.lower() not in _UNIT_LIKE or scene.at.get(token.i) is not None:
                continue
            unit, org = scene.discourse.unit_called(token.lemma_.lower()), context_org(scene, token)
            judged = judge(scene, clause.verb)
            if unit and org and unit != org and judged.status is not None and judged.date:
                yield draft(
                    FactType.UNIT_CREATED, scene, "unit_founded", judged, 0.6, org=org, unit=unit
                )


RULES = (founded_units, created, leaders_of_new_units, new_units_named, dissolved, merged, renamed)
