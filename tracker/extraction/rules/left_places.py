"""What somebody leaves, and for what."""

from __future__ import annotations

from tracker.extraction.clauses import Clause
from tracker.extraction.days import carrier_of
from tracker.extraction.kinds import COMPANIES
from tracker.extraction.lexicon import COMPANY_NOUNS
from tracker.extraction.rules.board_words import is_board
from tracker.extraction.rules.given_up import (
    STAY_POSTS,
)
from tracker.extraction.rules.shared import (
    Place,
    context_org,
    place_at,
    titles_in,
)
from tracker.extraction.rules.title_places import named_place
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

#: What is done from meetings and rooms as well as from employers.
_ELSEWHERE = frozenset(
    ["exit", "depart", "move on", "step away", "step back", "bolt", "walk out", "walk away"]
)
#: What somebody leaves to do who has a post elsewhere.
_TAKE_POST = frozenset(["become", "serve", "work", "take", "assume"])


def aim_of(scene: Scene, clause: Clause) -> str | None:
    """The company in "left to found Y", "left to become T of Y", "left to work for Y", "left to start the company", "left for it"."""
    it = next((t for t in clause.preps("for") if t.lower_ == "it"), None)
    founded = scene.orgs(it) if it is not None else []
    if founded and founded[0] in scene.discourse.founded.values():
        return founded[0]
    employers = (_works_for(scene, child) for child in clause.verb.children)
    return next((org for org in employers if org is not None), None) or _made_or_led(scene, clause)


def _made_or_led(scene: Scene, clause: Clause) -> str | None:
    for child in clause.verb.children:
        if child.dep_ in {"xcomp", "advcl"} and child.tag_ == "VB" and child.lemma_ in _TAKE_POST:
            for title in (t for t in child.subtree if scene.is_title(t)):
                if (place := named_place(scene, title)) and place.org and not place.implied:
                    return place.org
        if (
            child.dep_ in {"xcomp", "advcl"}
            and child.tag_ == "VB"
            and child.lemma_
            in {
                "found",
                "start",
                "set",
                "launch",
                "create",
                "establish",
                "form",
                "build",
                "join",
                "head",
                "run",
                "lead",
            }
        ):
            for thing in child.children:
                if thing.dep_ == "dobj" and scene.kind(thing) in COMPANIES:
                    return scene.at[thing.i].text
                if thing.dep_ == "dobj" and scene.owner(thing):  # "left to run Y's brands"
                    return scene.owner(thing)
                firm = thing.dep_ == "dobj" and thing.lemma_.lower() in COMPANY_NOUNS
                if firm and any(c.lower_ == "the" for c in thing.lefts):
                    return next(iter(scene.orgs(thing)), None)
    return None


def _works_for(scene: Scene, word: Token) -> str | None:
    """Y in "quit to work for Y"."""
    if word.lemma_ != "work" or word.dep_ not in {"xcomp", "advcl"} or word.tag_ != "VB":
        return None
    preps = (c for c in word.children if c.dep_ == "prep" and c.lower_ in {"for", "at", "with"})
    things = (t for prep in preps for t in prep.children if scene.kind(t) in COMPANIES)
    return next((scene.at[t.i].text for t in things), None)


def left_what(scene: Scene, clause: Clause) -> Place | None:
    """What somebody leaves; None if it is no employer ("left a message")."""
    for token in clause.objects:
        if any(time.start <= scene.places[token.i][0] < time.end for time in scene.times):
            continue  # "will retire next spring"
        if is_board(token):
            return Place(scene.owner(token) or context_org(scene, token))
        place = _of_own_part(scene, clause, token) or place_at(scene, token)
        if place is not None and place.org:
            return place
        if token.lemma_.lower() in STAY_POSTS or scene.is_title(token):
            return _post_at(scene, clause, token)
        if token.lemma_.lower() not in {"way", "company"}:
            return None
    named = _named_employer(scene, clause)
    if named is not None:
        return named if not _is_out_of_a_room(scene, clause) else None
    return None if _elsewhere(scene, clause) else Place(None, implied=True)


def _of_own_part(scene: Scene, clause: Clause, thing: Token) -> Place | None:
    """Y and Z in "X, the head of Z at Y, is leaving the company"."""
    if thing.i in scene.at or thing.lemma_.lower() not in COMPANY_NOUNS:
        return None
    beside = (c for s in clause.subjects for c in s.children if c.dep_ == "appos")
    places = [named_place(scene, title) for title in beside if scene.is_title(title)]
    return next((p for p in places if p and p.org and p.unit and not p.implied), None)


def _is_out_of_a_room(scene: Scene, clause: Clause) -> bool:
    """Read "walked out of a meeting at Y"."""
    things = [t for t in clause.preps("of") if t.head.head.lower_ == "out"]
    return bool(things) and not any(scene.orgs(t) for t in things)


def _named_employer(scene: Scene, clause: Clause) -> Place | None:
    """Y in "X resigned from Y" and "X stood down as Y's chair", not in "X leaves to become chair at Y"."""
    for token in clause.preps("from", "at", "with", "of"):
        if carrier_of(token) != clause.verb or _is_of_another_thing(scene, token):
            continue
        if scene.orgs(token) and not scene.is_paper(token):
            place = place_at(scene, token)
            if place is not None and place.org:
                return place
    for title in titles_in(scene, clause):
        owner = scene.owner(title) if carrier_of(title) == clause.verb else None
        if owner:
            return Place(owner)
    return None


def _is_of_another_thing(scene: Scene, token: Token) -> bool:
    """Read "quit amid pressure from Y", "left for a post at Y", "walked out over a contract with Y": that Y is not left."""
    prep, thing = token.head, token.head.head
    if thing.pos_ != "NOUN" or scene.is_title(thing):
        return False
    if prep.lower_ == "from":
        return thing.lemma_.lower() not in STAY_POSTS and not is_board(thing)
    why = {"for", "over"}
    return prep.lower_ in {"at", "with"} and thing.dep_ == "pobj" and thing.head.lower_ in why


def _post_at(scene: Scene, clause: Clause, token: Token) -> Place:
    for thing in clause.preps("at", "of"):
        place = place_at(scene, thing)
        if place is not None and place.org:
            return place
    owner = scene.owner(token)
    return Place(owner, implied=owner is None)


def _elsewhere(scene: Scene, clause: Clause) -> bool:
    """Departing "from the plan" or exiting "through the door" is no leaving."""
    return clause.lemma in _ELSEWHERE and any(
        c.dep_ == "prep"
        and not _opens_time(scene, c)
        and c.text.lower() not in {"as", "in", "on", "after", "for", "to"}
        for c in clause.verb.children
    )


def _opens_time(scene: Scene, prep: Token) -> bool:
    """The "at" of "at the end of May"."""
    start, end = scene.places[prep.i]
    return any(start <= p.start <= end + len(" the ") for p in scene.times)
