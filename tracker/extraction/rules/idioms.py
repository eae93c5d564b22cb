"""Moves told in idioms: "X has signed on with Y", "X turned his back on Y", "X swaps Y for Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.bearers import names_beside
from tracker.extraction.rules.ends import both_ends
from tracker.extraction.rules.formerly import is_former
from tracker.extraction.rules.given_up import is_a_seat
from tracker.extraction.rules.leaving import left_unsaid
from tracker.extraction.rules.posts import (
    is_own,
    leads_what,
    origin_of,
    people_of,
    title_of,
    title_of_post,
)
from tracker.extraction.rules.shared import (
    Place,
    context_org,
    is_of_before,
    place_at,
    title_text,
    titles_in,
)
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.title_words import OFFICES
from tracker.extraction.tokens import Token

#: Verbs that with these words before a company say that somebody comes to it.
_COME = {
    "sign on": ("with", "at"), "sign up": ("with",), "start": ("at", "with"), "begin": ("at", "with"), "land": ("at",),
    "resurface": ("at",), "surface": ("at",), "turn up": ("at",), "wind up": ("at",), "end up": ("at",), "pop up": ("at",),
    "arrive": ("at",), "jump": ("for",), "be off": ("to",), "boomerang": ("to",), "desert": ("to",),
}  # fmt: skip
_SIGN = {"sign on", "sign up", "start", "begin"}
_TAKE = words("take take_up accept get land win start begin find secure")
_JOBS = words("job post role position gig berth perch home")
_EMPLOYEES = words("employee staffer")
_SWAP = words("swap trade exchange ditch forsake")
#: What is done with what on leaving; nothing where the verb says it alone.
_GO = {
    "jump": words("ship"), "hang up": words("badge boot hat headset"), "hand back": words("key badge"), "hand in": words("badge laptop notice resignation paper key"),
    "turn in": words("badge laptop notice resignation key"), "put in": words("paper notice resignation"),
    "tender": words("resignation"), "submit": words("resignation"), "give": words("notice"),
    "clear": words("desk"), "clear out": words("desk"), "pack": words("bag box desk"), "pack up": words("bag box desk"),
    "throw in": words("towel"), "slam": words("door"), "take": words("leave"), "make": words("exit"),
    **dict.fromkeys(("cut", "sever", "break"), words("tie")),
    "say": words("goodbye farewell"), **dict.fromkeys(("end", "conclude"), words("association affiliation employment tenure stint")),
}  # fmt: skip

_OPEN, _CLOSE, _TO = {"(", "["}, {")", "]"}, {"to", "→", "->", ">", "–", "—"}


def comes(scene: Scene) -> Iterator[Draft]:
    """Read "X has signed on with Y", "X took a job at Y", "X is bound for Y", "X swaps Y for Z"."""
    for clause in clauses(scene.doc):
        bound = clause.lemma == "bind" and clause.passive
        known = clause.lemma in {*_COME, *_TAKE, *_SWAP} or _comes_aboard(clause)
        known = known or bool(_employed(clause))
        if not bound and (clause.passive or not known):
            continue
        whose = clause.objects if bound else clause.subjects
        people = people_of(scene, [t for t in whose if not scene.orgs(t)])
        judged = judge(scene, clause.verb)
        if not people or judged.status is None:
            continue
        if bound and judged.status is Status.DONE and auxiliaries(clause.verb) & {"is", "are"}:
            judged = replace(judged, status=Status.ANNOUNCED)
        if clause.lemma in _SWAP:
            yield from _swaps(scene, clause, judged, people)
            continue
        title = title_of(scene, clause) or _title_of_job(scene, clause)
        post = leads_what(scene, clause.verb) if title is None else None
        title = post[0] if post is not None and post[1].org is None else title
        for place in _reached(scene, clause) or _arrived_as(scene, clause):
            if clause.lemma in _TAKE:  # "Y executive X takes the top job at its Z division"
                people = [p for p in people if not _is_there(scene, p, place.org)]
            yield from both_ends(
                scene, "comes", judged, people, place, origin_of(scene, clause), 0.8, title=title
            )


def _is_there(scene: Scene, person: str, org: str | None) -> bool:
    """Whether whoever takes a post is told to work for the company already: "Y's X", "Y executive X"."""
    titles = (t for t in scene.tokens(Kind.TITLE) if person in names_beside(scene, t))
    now = (title_place(scene, t, None) for t in titles if not is_former(scene, t))
    own = any(place is not None and place.org == org for place in now)
    return own or is_own(scene, person, org)


def _employed(clause: Clause) -> list[Token]:
    """The "employees" that somebody becomes."""
    told = [*clause.complements, *clause.objects] if clause.lemma == "become" else []
    return [t for t in told if t.lemma_.lower() in _EMPLOYEES]


def _title_of_job(scene: Scene, clause: Clause) -> str | None:
    """T in "took the job of T at Y"."""
    titles = (title_of_post(scene, thing) for thing in clause.objects)
    told = [title_text(scene, title) for title in titles if title is not None]
    told += [OFFICES[thing.lemma_] for thing in clause.objects if thing.lemma_ in OFFICES]
    return next(iter(told), None)


def _reached(scene: Scene, clause: Clause) -> list[Place]:
    """Where an idiom leads: several places where "and" joins them."""
    job = any(o.lemma_.lower() in _JOBS | OFFICES.keys() for o in clause.objects)
    if employees := _employed(clause):
        beside = [t for each in employees for t in each.lefts if scene.kind(t) is Kind.ORG]
        those = [*beside, *clause.preps("of", "at")]
        return [p for t in those if scene.is_org(t) and (p := place_at(scene, t)) is not None]
    if clause.lemma == "bind":
        preps: tuple[str, ...] = ("for",)
    elif clause.lemma == "jump":
        ship = any(o.lemma_.lower() == "ship" for o in clause.objects)
        preps = ("for", "to") if ship else ()
    elif clause.objects:
        preps = ("at", "with") if job and clause.lemma in _TAKE else ()
    elif any(c.dep_ in {"xcomp", "ccomp"} for c in clause.verb.children):
        preps = ()
    else:
        preps = _COME.get(clause.lemma, ())
    found: dict[str, Place] = {}
    for token in clause.preps(*preps):
        for each in () if is_of_before(token, clause.verb) else (token, *token.conjuncts):
            firm = scene.kind(each) in {Kind.ORG, Kind.UNIT} or bool(clause.objects)
            part = (
                clause.lemma in _SIGN
                and each.lemma_.lower() in UNIT_NOUNS
                and scene.owner(each) is not None
            )
            place = place_at(scene, each) if part or (firm and scene.is_org(each)) else None
            if place is not None and place.org and not place.implied and not scene.is_paper(each):
                found.setdefault(place.org, place)
    return list(found.values())


def _arrived_as(scene: Scene, clause: Clause) -> list[Place]:
    """Read "X arrives as finance chief", "X comes in as its chief", "X has signed on as adviser", "X came on board as Y's president": where nothing else is told, at the company spoken of."""
    titles = titles_in(scene, clause)
    arrives = clause.lemma in {"arrive", "come in", "sign on", "sign up"} or _comes_aboard(clause)
    if not titles or not arrives:
        return []
    owner = scene.owner(titles[0])
    org = owner or context_org(scene, clause.verb)
    return [Place(org, implied=owner is None)] if org else []


def _comes_aboard(clause: Clause) -> bool:
    """Read "came on board", "is coming aboard", "has come out of retirement"."""
    if clause.verb.lemma_ != "come":
        return False
    after = [c for c in clause.verb.children if c.i > clause.verb.i]
    things = {g.lemma_.lower() for c in after for g in c.subtree if c.lower_ in {"on", "out"}}
    return "aboard" in {c.lower_ for c in after} or bool(things & {"board", "retirement"})


def _swaps(scene: Scene, clause: Clause, judged: Judgement, people: list[str]) -> Iterator[Draft]:
    given = [t for t in clause.objects if scene.is_org(t)]
    taken = [t for t in clause.preps("for") if scene.is_org(t)]
    if given and taken:
        origin, to = place_at(scene, given[0]), place_at(scene, taken[0])
        if origin is not None and to is not None and to.org and origin.org != to.org:
            yield from both_ends(
                scene, "comes", judged, people, to, origin, 0.85, title=title_of(scene, clause)
            )


def departs(scene: Scene) -> Iterator[Draft]:
    """Read "X handed in her badge", "X turned his back on Y", "X jumped ship"."""
    for clause in clauses(scene.doc):
        if clause.passive or not _is_going(scene, clause):
            continue
        people = people_of(scene, [t for t in clause.subjects if not scene.orgs(t)])
        judged = judge(scene, clause.verb)
        if judged.status is None:
            continue
        if judged.status is Status.DONE and any(o.lower_ == "notice" for o in clause.objects):
            judged = replace(judged, status=Status.ANNOUNCED)  # and works on until it has run out
        named = [
            p for t in clause.preps("from", "on", "at", "to", "of", "with") if scene.is_org(t)
            for p in [place_at(scene, t)] if p is not None and p.org
        ] or _named_before_there(scene, clause)  # fmt: skip
        for person in people:
            place = (
                named[0] if named else Place(left_unsaid(scene, clause, person, None), implied=True)
            )
            if place.org and not (clause.lemma == "jump" and not _from(clause) and named):
                made = draft(
                    FactType.LEFT, scene, "departs", judged, 0.8 if named else 0.72, person=person, org=place.org,
                    unit=place.unit, title=_seat_resigned(scene, clause),
                )  # fmt: skip
                made.implied_org = place.implied
                yield made


def _named_before_there(scene: Scene, clause: Clause) -> list[Place]:
    """Y in "X sold the firm to Y and in May he took his leave there"."""
    there = next((c for c in clause.verb.children if c.lower_ == "there"), None)
    before = scene.doc[: there.i] if there is not None else ()
    return [Place(scene.at[t.i].text) for t in before if scene.is_org(t)][-1:]


def _seat_resigned(scene: Scene, clause: Clause) -> str | None:
    """The seat of "tendered her resignation as a director"."""
    behind = (t for o in clause.objects for c in o.children if c.lower_ == "as" for t in c.children)
    told = [t for t in (*clause.preps("as"), *behind) if scene.is_title(t)]
    return "board member" if any(is_a_seat(scene, t) for t in told) else None


def _from(clause: Clause) -> bool:
    return any(True for _ in clause.preps("from"))


#: What needs no owner: "jumped ship", but "packed her boxes".
_ANYBODYS = words("key ship towel door notice resignation goodbye farewell")
#: Idioms that the parse takes apart.
_SAID = re.compile(
    r"(?:turn(?:s|ed|ing)? (?:his|her|their|its) backs? on|call(?:s|ed|ing)? (?:it (?:quits|a day|a career)|time on)|h[au]ng(?:s|ing)? it up)\b",
    re.IGNORECASE,
)


def _is_going(scene: Scene, clause: Clause) -> bool:
    if _SAID.match(scene.text, scene.places[clause.verb.i][0]):
        return True
    if any(_opens_nothing(scene, thing) for thing in clause.objects):
        return False
    parts = [c for c in clause.verb.children if c.dep_ in {"oprd", "npadvmod", "acomp"}]
    return any(
        thing.lemma_.lower() in _GO.get(clause.lemma, frozenset())
        and (
            thing.lemma_.lower() in _ANYBODYS
            or any(c.dep_ == "poss" and c.pos_ == "PRON" for c in thing.children)
        )
        for thing in [*clause.objects, *clause.complements, *parts]
    )


def _opens_nothing(scene: Scene, thing: Token) -> bool:
    """Read "the keys of his car"."""
    beside = (c for c in thing.children if c.dep_ == "prep" and c.lower_ in {"of", "to", "for"})
    return thing.lemma_.lower() == "key" and any(
        not scene.orgs(g) for prep in beside for g in prep.children
    )


def hands_back_a_thing(scene: Scene) -> bool:
    """Read "handed back the keys of his car": what is no company's is given back, and nobody goes by that."""
    return any(
        thing.lemma_.lower() in _GO.get(clause.lemma, frozenset()) and _opens_nothing(scene, thing)
        for clause in clauses(scene.doc)
        for thing in clause.objects
    )


def in_brackets(scene: Scene) -> Iterator[Draft]:
    """Read "X (Y to Z)", as lists of moves have it."""
    done = Judgement(Status.DONE)
    for person in scene.tokens(Kind.PERSON):
        after = scene.doc[person.i + 1 : person.i + 6]
        if len(after) < 5 or after[0].text not in _OPEN or after[4].text not in _CLOSE:
            continue
        origin, place = after[1], after[3]
        if after[2].text.lower() in _TO and scene.is_org(origin) and scene.is_org(place):
            yield from both_ends(
                scene, "in_brackets", done, [scene.name(person)], Place(scene.at[place.i].text), Place(scene.at[origin.i].text), 0.85
            )  # fmt: skip


RULES = (comes, departs, in_brackets)
