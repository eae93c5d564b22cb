"""People whom a company gives up: "Y parted ways with X", "Y lost X to Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses, lemma_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.dismissals import DISMISS
from tracker.extraction.rules.ends import both_ends
from tracker.extraction.rules.posts import people_of, title_of
from tracker.extraction.rules.shared import Place, context_org, firms_named, place_at, title_text
from tracker.extraction.rules.title_places import named_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

_BESIDE = frozenset(["appos", "compound", "nmod"])
_ABOVE = words("boss superior mentor patron employer backer investor")
_LAY_OFF = words("lay_off cut shed")
_PART = {"part": words("way company"), "sever": words("tie"), "cut": words("tie")}


def parts_with(scene: Scene) -> Iterator[Draft]:
    """Read "Y has parted ways with X" and, with the verb told once, "Y parted ways with X, Z with W"."""
    for clause in clauses(scene.doc):
        things = {o.lemma_.lower() for o in clause.objects}
        parts = clause.lemma == "separate" or things & _PART.get(clause.lemma, frozenset())
        if clause.passive or not parts:
            continue
        judged = judge(scene, clause.verb)
        orgs = [place_at(scene, s) for s in clause.subjects if not scene.people(s)]
        place = next((p for p in orgs if p is not None and p.org), None) or _boss(scene, clause)
        if judged.status is None or place is None:
            continue
        pairs = [*_gapped(scene, clause)]
        others = {person for _, person in pairs}
        title = title_of(scene, clause)
        for person in people_of(scene, _with(clause)):
            if person not in others and not _tells(scene.text, person):
                yield draft(
                    FactType.LEFT, scene, "leaves", judged, 0.86, person=person, org=place.org, unit=place.unit, title=title
                )  # fmt: skip
        for org, person in pairs:
            yield draft(FactType.LEFT, scene, "leaves", judged, 0.86, person=person, org=org)


def _boss(scene: Scene, clause: Clause) -> Place | None:
    """Y in "X has parted company with Z, her co-founder and technology chief at Y": it is her company that Z leaves."""
    bosses = people_of(scene, clause.subjects)
    org = next((org for t in _with(clause) if (org := _place_of_aide(scene, t)) is not None), None)
    if len(bosses) != 1 or org is None:
        return None
    return org if org.org else Place(context_org(scene, clause.verb, bosses[0]), implied=True)


def parts_with_an_aide(scene: Scene, clause: Clause) -> bool:
    """Whether somebody parts with one of his own people, who goes: "X has parted company with her deputy, Z"."""
    parts = clause.lemma == "part" and bool(people_of(scene, clause.subjects))
    return parts and any(_place_of_aide(scene, t) is not None for t in _with(clause))


def _place_of_aide(scene: Scene, thing: Token) -> Place | None:
    """Where somebody works who is told beside his name to be another's, or to have a post: none of him who is not."""
    if not people_of(scene, [thing]) or scene.orgs(thing):
        return None
    beside = [c for c in (thing, *thing.children) if c is thing or c.dep_ in _BESIDE]
    if any(t.lemma_.lower() in _ABOVE for t in beside):
        return None
    beside += [c for t in beside for c in t.children if c.dep_ == "conj"]
    owned = any(c.dep_ == "poss" and c.lower_ in {"his", "her"} for t in beside for c in t.children)
    titles = [t for t in beside if scene.is_title(t)]
    places = (p for t in titles if (p := named_place(scene, t)) is not None and p.org)
    return next(places, None) or (Place(None) if owned or titles else None)


def _tells(sentence: str, person: str) -> bool:
    """Whether it is X who tells: "Y has parted ways with Z, its T, X, its chief executive, wrote"."""
    teller = rf"{re.escape(person)}(?:,[^,;.]{{3,60}},)? (?:wrote|said|says|told|announced|confirmed|posted|added)\b"
    return re.search(teller, sentence) is not None


_THOSE = words("those people employee staff researcher engineer worker one dozen hundred")


def among_those(scene: Scene) -> Iterator[Draft]:
    """Read "X was among those dismissed" and "X is one of the engineers laid off"."""
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ != "be" or not any(_is_dismissed(t) for t in _those(clause)):
            continue
        judged = judge(scene, clause.verb)
        if judged.status in {None, Status.DENIED}:
            continue
        told = judged if judged.status is Status.RUMOURED else replace(judged, status=Status.DONE)
        for person in people_of(scene, clause.subjects):
            org = context_org(scene, clause.verb, person)
            if org is not None:
                made = draft(FactType.LEFT, scene, "dismissed", told, 0.8, person=person, org=org)
                made.implied_org = True
                yield made


def among_them(scene: Scene) -> Iterator[Draft]:
    """Read "Y laid off 40 people. Among them was X"."""
    if not scene.number or [t.lower_ for t in scene.doc[:2]] != ["among", "them"]:
        return
    last = scene.article[scene.number - 1]
    gone = [c for c in clauses(last.doc) if c.lemma in DISMISS | _LAY_OFF and not c.passive]
    orgs = [o for c in gone for s in c.subjects for o in last.orgs(s)]
    being = next((t for t in scene.doc if t.lemma_ == "be"), None)
    if not orgs or being is None or last.segment.item != scene.segment.item:
        return
    named = [c for c in being.children if c.dep_ in {"attr", "nsubj"} and scene.is_person(c)]
    for person in dict.fromkeys(scene.name(m) for t in named for m in scene.group(t)):
        yield draft(FactType.LEFT, scene, "dismissed", Status.DONE, 0.8, person=person, org=orgs[0])


def _those(clause: Clause) -> Iterator[Token]:
    """The ones of "is among those" and "is one of the engineers"."""
    yield from (t for t in clause.preps("among", "amongst") if t.head.head == clause.verb)
    for one in clause.complements:
        if one.lower_ == "one":
            yield from (t for prep in one.children if prep.lower_ == "of" for t in prep.children)


def _is_dismissed(those: Token) -> bool:
    """Whether people are those "dismissed", "laid off" or "let go"."""
    if those.lemma_.lower() not in _THOSE:
        return False
    told = [c for c in those.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VBN"]
    return any(lemma_of(verb) in DISMISS - {"show", "drop", "remove"} | _LAY_OFF for verb in told)


def _with(clause: Clause) -> list[Token]:
    """X in "parted ways with X", "parted ways in May with X" and "separated from X"."""
    word = "from" if clause.lemma == "separate" else "with"
    return [
        t for t in clause.verb.subtree
        if t.dep_ == "pobj" and t.head.lower_ == word and t.head.i > clause.verb.i
    ]  # fmt: skip


def _gapped(scene: Scene, clause: Clause) -> Iterator[tuple[str, str]]:
    """Z and W in "Y parted ways with X, Z with W"."""
    doc = scene.doc
    for token in doc[clause.verb.i + 1 : -2]:
        opened = doc[token.i - 1].lower_ in {",", ";", "and"} and scene.is_org(token)
        if opened and doc[token.i + 1].lower_ == "with" and scene.is_person(doc[token.i + 2]):
            yield scene.at[token.i].text, scene.name(doc[token.i + 2])


_GOES = words("join go move switch change leave quit resign begin start become take")


def lost_before(scene: Scene) -> Iterator[Draft]:
    """Read "Y is losing its T. X joins Z": it is X that Y loses."""
    last = scene.article[scene.number - 1] if scene.number else None
    if last is None or last.segment.item != scene.segment.item or any(last.tokens(Kind.PERSON)):
        return
    lost = [c for c in clauses(last.doc) if c.lemma == "lose" and not c.passive]
    titles = [t for c in lost for t in c.objects if last.is_title(t) and not last.at[t.i].founder]
    orgs = [o for c in lost for s in c.subjects for o in last.orgs(s)]
    main = [c for c in clauses(scene.doc) if c.verb.dep_ != "relcl"]
    for clause in main[:1] if len(titles) == 1 and orgs else ():
        people = people_of(scene, clause.subjects)
        judged = judge(scene, clause.verb)
        elsewhere = not any(scene.at[t.i].text in orgs for t in scene.doc if scene.is_org(t))
        if clause.verb.lemma_ not in _GOES or len(people) != 1 or not elsewhere:
            continue
        if judged.status is None or people[0] in scene.discourse.employer:
            continue
        yield draft(
            FactType.LEFT, scene, "loses", judged, 0.75, person=people[0], org=orgs[0], title=title_text(last, titles[0])
        )  # fmt: skip


def loses(scene: Scene) -> Iterator[Draft]:
    """Read "Y lost X to Z", "it was to Z that Y lost X" and "Y is losing its T, X"."""
    for clause in clauses(scene.doc):
        if clause.lemma != "lose" or clause.passive:
            continue
        people = people_of(scene, [t for t in clause.objects if not scene.orgs(t)])
        judged = judge(scene, clause.verb)
        places = [place_at(scene, s) for s in clause.subjects if scene.orgs(s)]
        origin = next((p for p in places if p is not None and p.org), None)
        aims = (*clause.preps("to"), *_brought_forward(clause, "to"))
        goals = [*firms_named(scene, aims)]
        to = place_at(scene, goals[0]) if goals else None
        if judged.status is Status.ANNOUNCED and clause.verb.tag_ in {"VBZ", "VBP"}:
            judged = replace(judged, status=Status.DONE)
        if judged.status is None or origin is None:
            continue
        each = list(_gone_to(scene, clause))
        for person, place in each if len(each) > 1 else ():
            yield from both_ends(scene, "moves_noun", judged, [person], place, origin, 0.85)
        if len(each) > 1:
            continue
        if to is not None and to.org:
            yield from both_ends(scene, "moves_noun", judged, people, Place(to.org), origin, 0.85)
            continue
        named = {scene.name(t) for t in scene.tokens(Kind.PERSON) if t.i > clause.verb.i}
        for person in (p for p in people if p in named):
            yield draft(
                FactType.LEFT, scene, "loses", judged, 0.75, person=person, org=origin.org, unit=origin.unit
            )  # fmt: skip


def _gone_to(scene: Scene, clause: Clause) -> Iterator[tuple[str, Place]]:
    """Each of "lost two engineers: X to Y and W to Z" with where he has gone."""
    for token in (t for t in scene.tokens(Kind.PERSON) if t.i > clause.verb.i):
        after = scene.doc[token.i + 1 : token.i + 3]
        if len(after) > 1 and after[0].lower_ == "to" and scene.is_org(after[1]):
            place = place_at(scene, after[1])
            if place is not None and place.org:
                yield scene.name(token), place


def _brought_forward(clause: Clause, word: str) -> Iterator[Token]:
    """Z in "it was to Z that …", wherever the parse hangs the clause."""
    above = clause.verb
    for _ in range(4):
        above = above.head
        if above.lemma_ == "be" and any(c.lower_ == "it" for c in above.children):
            for prep in above.children:
                if prep.lower_ == word:
                    yield from prep.children
            return


RULES = (parts_with, lost_before, loses, among_those, among_them)
