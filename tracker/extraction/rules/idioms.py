"""Moves told in idioms: "X has signed on with Y", "X turned his back on Y", "X swaps Y for Z", "X got a seat on Y's board"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.ends import both_ends
from tracker.extraction.rules.leaving import left_unsaid
from tracker.extraction.rules.posts import origin_of, people_of, title_of
from tracker.extraction.rules.shared import Place, context_org, is_board, place_at, seat_on
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge

#: Verbs that with these words before a company say that somebody comes to it.
_COME = {
    "sign on": ("with", "at"), "sign up": ("with",), "start": ("at", "with"), "begin": ("at", "with"), "land": ("at",),
    "resurface": ("at",), "surface": ("at",), "turn up": ("at",), "wind up": ("at",), "end up": ("at",), "pop up": ("at",),
    "arrive": ("at",), "jump": ("for",), "be off": ("to",), "boomerang": ("to",), "desert": ("to",),
}  # fmt: skip
_SIGN = {"sign on", "sign up", "start", "begin"}
_TAKE = words("take take_up accept get land win start begin find secure")
_JOBS = words("job post role position gig berth perch home")
_SWAP = words("swap trade exchange ditch forsake")
#: What is done with what on leaving; nothing where the verb says it alone.
_GO = {
    "jump": words("ship"), "hang up": words("badge boot hat headset"), "hand back": words("key badge"), "hand in": words("badge laptop notice resignation paper key"),
    "turn in": words("badge laptop notice resignation key"), "put in": words("paper notice resignation"),
    "tender": words("resignation"), "submit": words("resignation"), "give": words("notice"),
    "clear": words("desk"), "clear out": words("desk"), "pack": words("bag box desk"), "pack up": words("bag box desk"),
    "throw in": words("towel"), "slam": words("door"), "take": words("leave"), "make": words("exit"),
    "say": words("goodbye farewell"),
}  # fmt: skip

_OPEN, _CLOSE, _TO = {"(", "["}, {")", "]"}, {"to", "→", "->", ">", "–", "—"}


def comes(scene: Scene) -> Iterator[Draft]:
    """Read "X has signed on with Y", "X took a job at Y", "X is bound for Y", "X swaps Y for Z"."""
    for clause in clauses(scene.doc):
        bound = clause.lemma == "bind" and clause.passive
        if not bound and (clause.passive or clause.lemma not in {*_COME, *_TAKE, *_SWAP}):
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
        for place in _reached(scene, clause) or _arrived_as(scene, clause):
            yield from both_ends(
                scene, "comes", judged, people, place, origin_of(scene, clause), 0.8, title=title_of(scene, clause)
            )  # fmt: skip


def _reached(scene: Scene, clause: Clause) -> list[Place]:
    """Where an idiom leads: several places where "and" joins them."""
    job = any(o.lemma_.lower() in _JOBS for o in clause.objects)
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
        for each in (token, *token.conjuncts):
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
    """Read "X arrives as finance chief": at the company that is spoken of."""
    if clause.lemma != "arrive" or title_of(scene, clause) is None:
        return []
    org = context_org(scene, clause.verb)
    return [Place(org, implied=True)] if org else []


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
        named = [
            p for t in clause.preps("from", "on", "at", "to", "of") if scene.is_org(t)
            for p in [place_at(scene, t)] if p is not None and p.org
        ]  # fmt: skip
        for person in people:
            place = (
                named[0] if named else Place(left_unsaid(scene, clause, person, None), implied=True)
            )
            if place.org and not (clause.lemma == "jump" and not _from(clause) and named):
                made = draft(
                    FactType.LEFT, scene, "departs", judged, 0.8 if named else 0.72, person=person, org=place.org,
                    unit=place.unit,
                )  # fmt: skip
                made.implied_org = place.implied
                yield made


def _from(clause: Clause) -> bool:
    return any(True for _ in clause.preps("from"))


#: What needs no owner: "jumped ship", but "packed her boxes".
_ANYBODYS = words("key ship towel door notice resignation goodbye farewell")
#: Idioms that the parse takes apart.
_SAID = re.compile(
    r"(?:turn(?:s|ed|ing)? (?:his|her|their|its) back on|call(?:s|ed|ing)? (?:it (?:quits|a day)|time on))\b",
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


_KEEP = words("keep retain")


def sits(scene: Scene) -> Iterator[Draft]:
    """Read "X gets a seat on the board of Y" as a joining, "X sits on Y's board" and "keeps his seat" as a title held."""
    for clause in clauses(scene.doc):
        if clause.passive or clause.lemma == "give":
            yield from _given_seat(scene, clause)
            continue
        sitting = clause.lemma in {"sit", "serve", "be", "remain", "stay"}
        seat = clause.lemma in _TAKE and any(
            o.lemma_.lower() in {"seat", "place"} for o in clause.objects
        )
        keeps = clause.lemma in _KEEP and any(o.lemma_.lower() == "seat" for o in clause.objects)
        boards = [t for t in clause.preps("on") if is_board(t)] if sitting or seat else []
        if keeps:
            boards = [t for t in clause.verb.subtree if is_board(t) and t.head.lower_ == "on"][:1]
        if not boards or (sitting and any(scene.is_title(t) for t in clause.preps("as"))):
            continue  # who sits there as an adviser is one
        people = people_of(scene, clause.subjects)
        judged = judge(scene, clause.verb)
        if judged.status is None:
            continue
        owners: list[str | None] = [*_owners(scene, boards[0])]
        seats = [
            (person, org)
            for person in people
            for org in owners or [context_org(scene, clause.verb, person)]
        ]
        sits = keeps or (
            sitting and not (judged.status is Status.ANNOUNCED and clause.verb.tag_ == "VB")
        )
        present = clause.verb.tag_ in {"VBZ", "VBP"} or auxiliaries(clause.verb) & {"has", "have"}
        now = keeps or present
        for person, org in seats:
            if sits:
                made = draft(
                    FactType.ROLE, scene, "sits", Status.HELD if now else Status.FORMER, 0.75, person=person, org=org,
                    title=seat_on(boards[0]),
                )  # fmt: skip
            else:
                made = draft(
                    FactType.JOINED, scene, "seated", judged, 0.8, person=person, org=org, title=seat_on(boards[0])
                )  # fmt: skip
            made.implied_org = not owners
            yield made


def _given_seat(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "Y gave X a seat on its board", "X is to be given a seat on the board"."""
    things = [t for t in clause.verb.children if t.dep_ in {"dobj", "oprd"}]
    seat = next((t for t in things if t.lemma_.lower() == "seat"), None)
    judged = judge(scene, clause.verb)
    if clause.lemma != "give" or seat is None or judged.status is None:
        return
    on = [g for p in seat.children if p.lower_ == "on" for g in p.children if is_board(g)]
    whom = [t for t in clause.verb.children if t.dep_ == "dative"]
    whom = clause.objects if clause.passive else whom
    for board in on:
        owners = _owners(scene, board)
        for person in people_of(scene, whom):
            org = owners[0] if owners else scene.discourse.main()
            made = draft(
                FactType.JOINED, scene, "seated", judged, 0.8, person=person, org=org, title=seat_on(board)
            )  # fmt: skip
            made.implied_org = not owners
            yield made


def _owners(scene: Scene, board: Token) -> list[str]:
    """Y and Z in "the boards of Y and Z"."""
    owners = [
        name for prep in board.children if prep.text.lower() == "of" for t in prep.children for name in scene.orgs(t)
    ]  # fmt: skip
    owner = scene.owner(board)
    return owners if len(owners) > 1 else [owner] if owner else []


def boards(scene: Scene) -> Iterator[Draft]:
    """Read "Y's board consists of X and Z", "the board of Y includes X"."""
    for clause in clauses(scene.doc):
        if clause.lemma not in {"consist", "comprise", "include"} or clause.passive:
            continue
        owner = next((scene.owner(s) for s in clause.subjects if is_board(s)), None)
        judged = judge(scene, clause.verb)
        if owner is None or judged.status is None:
            continue
        now = clause.verb.tag_ in {"VBZ", "VBP"}
        named = [t for t in (*clause.objects, *clause.preps("of")) if scene.is_person(t)]
        for person in people_of(scene, named):
            yield draft(
                FactType.ROLE, scene, "on_board", Status.HELD if now else Status.FORMER, 0.85, person=person, org=owner,
                title="board member",
            )  # fmt: skip


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


RULES = (comes, departs, sits, boards, in_brackets)
