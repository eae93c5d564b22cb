"""Posts that somebody keeps: "keeps his professorship at Y", "survived a vote to remove him as T of Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.bodies import is_university
from tracker.extraction.clauses import clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import is_negated
from tracker.extraction.rules.shared import Place, place_at, possessor, title_text
from tracker.extraction.rules.title_places import title_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.title_words import OFFICES
from tracker.extraction.tokens import Token

_KEEPS, _HOLDS = words("keep hold retain have maintain"), words("hold hang cling")
_THINGS = frozenset(["dobj", "pobj", "nsubj", "npadvmod", "dep", "ROOT"])
_SURVIVES = words("survive withstand weather defeat resist beat fend_off see_off fight_off")
_REMOVES = re.compile(r"\b(?:remov|oust|dismiss|unseat|toppl|depos|replac|sack|fir)(?:e|ing)?\b")


def professorships(scene: Scene) -> Iterator[Draft]:
    """Read "Keeps his professorship at Y", "hangs on to her chair at Y", where Y is a university."""
    for token in scene.doc:
        title = OFFICES.get(token.lemma_.lower()) or (
            "professor" if _is_a_chair(scene, token) else None
        )
        if title is None:
            continue
        verb = token.head.head.head if token.dep_ == "pobj" else token.head
        preps = [*token.children, *(verb.children if token.dep_ in {"dobj", "pobj"} else ())]
        things = [t for c in preps if c.lower_ in {"at", "of"} for t in c.children]
        place = next((p for t in things for p in [place_or_board(scene, t)] if p), None)
        people = [p for c in token.children if c.dep_ == "poss" for p in scene.people(c)]
        if not people and token.dep_ in {"dobj", "pobj"}:  # "X keeps the chairmanship of Y"
            subjects = (c for c in clauses(scene.doc) if c.verb.i == verb.i)
            people = [p for c in subjects for s in c.subjects for p in scene.people(s)]
        if place is None or not people or not _has_still(scene, verb, token):
            continue
        if _is_a_chair(scene, token) and not is_university(place.org or ""):
            continue
        yield draft(
            FactType.ROLE, scene, "professorship", Status.HELD, 0.7, person=people[0], org=place.org, title=title
        )  # fmt: skip


def _is_a_chair(scene: Scene, token: Token) -> bool:
    """Whether a word may be what a professor has: "her chair", "a chair in statistics"."""
    called = scene.words(token.i, token.i).lower()
    return called.split(" ")[0] == "chair" and token.dep_ in _THINGS


def _has_still(scene: Scene, verb: Token, post: Token) -> bool:
    """Whether a post is told to be had on: "keeps it", "hangs on to it"."""
    if post.dep_ == "pobj":
        return verb.lemma_ in _HOLDS and post.head.lower_ == "to"
    had = (
        verb.lemma_ in {"hold", "have"} and verb.tag_ in {"VBD", "VBN"} and _is_a_chair(scene, post)
    )
    return verb.lemma_ in _KEEPS and not had and not is_negated(verb)


def place_or_board(scene: Scene, thing: Token) -> Place | None:
    """Y in "at Y" and in "of Y's board"."""
    owner = possessor(scene, thing) if thing.lemma_ == "board" else None
    return Place(owner) if owner else place_at(scene, thing)


def survives(scene: Scene) -> Iterator[Draft]:
    """Read "X survived a vote to remove him as T of Y": X still is T."""
    for clause in clauses(scene.doc):
        if clause.lemma not in _SURVIVES or judge(scene, clause.verb).status is not Status.DONE:
            continue
        titles = [
            t
            for t in scene.tokens(Kind.TITLE)
            if t.dep_ == "pobj" and t.head.text == "as" and clause.verb.is_ancestor(t)
        ]
        for person in (p for s in clause.subjects for p in scene.people(s)):
            for title in titles:
                place = title_place(scene, title, person)
                if place is not None and _REMOVES.search(scene.text):
                    made = draft(
                        FactType.ROLE, scene, "survives", Status.HELD, 0.85, person=person, org=place.org, title=title_text(scene, title), unit=place.unit,
                    )  # fmt: skip
                    made.implied_org = place.implied
                    yield made


RULES = (professorships, survives)
