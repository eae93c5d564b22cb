"""Moves that somebody denies, or that are in doubt: "contrary to reports, X has not left Y", "whether X stays at Y is open"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import DENY, REPORT_NOUNS, TALK_NOUNS, is_negated
from tracker.extraction.rules.joining import JOIN
from tracker.extraction.rules.leaving import LEAVE, left_unsaid
from tracker.extraction.rules.posts import people_of, title_of
from tracker.extraction.rules.shared import Place, context_org, place_at, titles_in
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

_CONTRARY = re.compile(
    r"\b(?:contrary to|despite|in spite of)\b[^.;]{0,40}\b(?:reports?|rumou?rs?|speculation|claims?|gossip|headlines|suggestions?)\b"
    r"|\b(?:reports?|rumou?rs?|claims?|speculation) to the contrary\b|\bas (?:wrongly|falsely|erroneously|mistakenly|incorrectly) \w+ed\b",
    re.IGNORECASE,
)
_SAYS_NO = re.compile(
    r"\b(?:said|says|answered|answers|replied|replies|responded|insisted)[:,]? [\"“‘']?(?:simply |flatly |firmly |just )?no\b(?! (?:comment|decision|one)\b)"
    r"|\bsh(?:ook|akes|ook) (?:his|her) head\b|\bthe answer (?:was|is) (?:a (?:firm |clear )?)?[\"“‘']?no\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:open question|unclear|uncertain|not (?:yet )?clear|remains? to be seen|in doubt|in question|undecided|hang(?:s|ing)? in the balance|up in the air)\b",
    re.IGNORECASE,
)
_ASK = words("ask press quiz question wonder")
_STAY = words("stay remain")
_LEAVE = words("leave quit depart resign")
_WAVED_OFF = DENY | words("laugh_off shrug_off wave_off brush_off brush_aside play_down quash scotch scoff")  # fmt: skip
_COMING = words("move switch return transfer defection jump")
_GOING = words("departure exit resignation retirement")


def refuses(scene: Scene) -> Iterator[Draft]:
    """Read "contrary to reports, X has not left Y" and "asked whether she would leave Y, X said no"."""
    contrary, no = _CONTRARY.search(scene.text), _SAYS_NO.search(scene.text)
    if not contrary and not no:
        return
    for clause in clauses(scene.doc):
        if contrary and is_negated(clause.verb) and not any(clause.preps("until", "till")):
            yield from _denied(scene, clause, people_of(scene, _subjects(clause)))
        elif no and _is_asked(clause):
            people = people_of(scene, _subjects(clause)) or _who_says(scene)
            yield from _denied(scene, clause, people)


def _subjects(clause: Clause) -> list[Token]:
    return clause.objects if clause.passive else clause.subjects


def _is_asked(clause: Clause) -> bool:
    """Read "asked whether she would leave" and "asked about leaving"."""
    marked = any(c.lower_ in {"whether", "if"} for c in clause.verb.children)
    above = (clause.verb.head, clause.verb.head.head)
    return (marked or clause.verb.dep_ == "pcomp") and any(v.lemma_ in _ASK for v in above)


def _who_says(scene: Scene) -> list[str]:
    """The subject of the main verb: "X said no"."""
    root = next((t for t in scene.doc if t.dep_ == "ROOT"), None)
    return people_of(scene, [c for c in root.children if c.dep_ == "nsubj"]) if root else []


def _denied(scene: Scene, clause: Clause, people: list[str]) -> Iterator[Draft]:
    """The coming or going of a clause, as one that is denied."""
    comes = clause.lemma in JOIN
    if not comes and clause.lemma not in LEAVE:
        return
    named = [*clause.objects, *clause.preps("from", "at"), *titles_in(scene, clause)]
    places = (_place(scene, t) for t in named if t not in _subjects(clause) or not clause.passive)
    place = next((p for p in places if p is not None and p.org), None)
    for person in people:
        org = place.org if place else None if comes else left_unsaid(scene, clause, person, None)
        if org is None:
            continue
        made = draft(
            FactType.JOINED if comes else FactType.LEFT, scene, "no_plans", Status.DENIED, 0.85, person=person, org=org,
            title=title_of(scene, clause),
        )  # fmt: skip
        made.implied_org = place is None
        yield made


def _place(scene: Scene, token: Token) -> Place | None:
    if not scene.is_title(token):
        return place_at(scene, token)
    owner = scene.owner(token)
    return Place(owner) if owner else None


def waves_off(scene: Scene) -> Iterator[Draft]:
    """Read "X dismissed talk of a move to Y", "X laughed off rumours about her departure"."""
    for clause in clauses(scene.doc):
        if clause.lemma == "rule out":
            for move in clause.objects:
                yield from _no_such(scene, clause, move)
        if clause.lemma not in _WAVED_OFF or is_negated(clause.verb):
            continue
        for talk in clause.objects:
            if talk.lemma_.lower() not in REPORT_NOUNS | TALK_NOUNS:
                continue
            for move in (t for p in talk.children if p.dep_ == "prep" for t in p.children):
                yield from _no_such(scene, clause, move)


def _no_such(scene: Scene, clause: Clause, move: Token) -> Iterator[Draft]:
    """A coming or going that somebody rules out, or does not rule out."""
    owners = [c for c in move.children if c.dep_ == "poss"]
    people = people_of(scene, owners) or people_of(scene, clause.subjects)
    comes = move.lemma_.lower() in _COMING
    if not comes and move.lemma_.lower() not in _GOING:
        return
    preps = [p for p in move.children if p.lower_ == ("to" if comes else "from")]
    named = next((n for p in preps for t in p.children for n in scene.orgs(t)), None)
    status = Status.RUMOURED if is_negated(clause.verb) else Status.DENIED
    for person in people[:1]:
        org = named or (None if comes else context_org(scene, move, person))
        if org is not None:
            made = draft(
                FactType.JOINED if comes else FactType.LEFT, scene, "no_plans", status, 0.85, person=person, org=org
            )  # fmt: skip
            made.implied_org = named is None
            yield made


def in_doubt(scene: Scene) -> Iterator[Draft]:
    """Read "whether X stays at Y is an open question", "it is unclear whether X will leave Y", "X's future at Y is uncertain"."""
    if not _OPEN.search(scene.text):
        return
    for clause in clauses(scene.doc):
        if clause.verb.lemma_ in _STAY | _LEAVE and any(c.lower_ in {"whether", "if", "long"} for c in clause.verb.children):  # fmt: skip
            places = [n for t in [*clause.objects, *clause.preps("at", "with", "from")] for n in scene.orgs(t)]  # fmt: skip
            yield from _may_leave(scene, people_of(scene, clause.subjects), places)
    for noun in (t for t in scene.doc if t.lower_ == "future" and t.dep_ == "nsubj"):
        owners = [c for c in noun.children if c.dep_ == "poss"]
        preps = [p for p in noun.children if p.lower_ in {"at", "with"}]
        places = [n for p in preps for t in p.children for n in scene.orgs(t)]
        yield from _may_leave(scene, people_of(scene, owners), places)


def _may_leave(scene: Scene, people: list[str], places: list[str]) -> Iterator[Draft]:
    for person in people if places else ():
        yield draft(
            FactType.LEFT, scene, "no_plans", Status.RUMOURED, 0.8, person=person, org=places[0]
        )


RULES = (refuses, waves_off, in_doubt)
