"""Joinings told of whoever hires: "Y has hired X from Z"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause
from tracker.extraction.drafts import Draft
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import is_negated
from tracker.extraction.rules.board_words import is_board, is_chair_of, seat_on
from tracker.extraction.rules.ends import both_ends, comes_from, companions
from tracker.extraction.rules.joining import off_or_back
from tracker.extraction.rules.posts import (
    employer,
    leads_what,
    origin_of,
    people_given,
    title_of,
    title_of_post,
)
from tracker.extraction.rules.shared import Place, of_own_title, place_at, title_text
from tracker.extraction.rules.teams import with_their_team
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.tokens import Token

#: What is done with many things, and with people only where it is told from where, or as what.
_MAYBE_HIRE = {
    "take", "win", "capture", "add", "secure", "bring", "land", "engage", "pick up", "steal", "coax", "tempt", "bag", "grab", "prise", "get",
}  # fmt: skip
#: What a company does with another's people that tells that they come to it.
_GET = words("get land bag grab secure steal")
#: For what people are recruited who get no job by it.
_NO_WORK = words("trial study experiment army cult gang plot choir")


def _gets_whose(scene: Scene, clause: Clause) -> Place | None:
    """Y in "Z lands Y's X", where nothing else need be told."""
    named = (t for t in clause.objects if scene.is_person(t) and not clause.passive)
    owners = (c for t in named for c in t.lefts if c.dep_ == "poss" and scene.kind(c) is Kind.ORG)
    owner = next(owners, None) if clause.lemma in _GET else None
    return place_at(scene, owner) if owner is not None else None


def hires(scene: Scene, clause: Clause) -> Iterator[Draft]:
    hired = [t for t in clause.objects if scene.is_person(t) or t.pos_ in {"PRON", "NOUN"}]
    by = next((c.i for c in clause.verb.rights if clause.passive and c.dep_ == "agent"), None)
    hired = [t for t in hired if not is_chair_of(scene, t) and (by is None or t.i < by)]
    people = people_given(scene, hired)
    if clause.passive and clause.verb.dep_ == "acl":  # "X, plucked from Z, and W"
        later = {scene.name(t) for t in scene.tokens(Kind.PERSON) if t.i > clause.verb.i}
        people = [person for person in people if person not in later]
    team, origin = with_their_team(scene, clause)
    people = people or team
    if not people or any(t.lemma_.lower() in _NO_WORK for t in clause.preps("into", "for", "to")):
        return
    seated = next((seat_on(t) for t in clause.preps("to", "onto") if is_board(t)), None)
    whose = _gets_whose(scene, clause)
    if clause.lemma in _MAYBE_HIRE and not (
        any(clause.preps("from"))
        or (title_of(scene, clause) and clause.lemma != "get")
        or seated
        or off_or_back(clause)
        or whose is not None
    ):
        return
    if clause.lemma in {"sign", "employ"} and not any(scene.orgs(s) for s in clause.subjects):
        return
    judged = judge(scene, clause.verb)
    if judged.status is None or _is_wish(clause.verb):
        return
    to = _where_to(scene, clause) or employer(scene, clause)
    if to is None or (to.implied and _are_there(scene, people, to.org)):
        return
    origin = origin or whose or origin_of(scene, clause)
    if comes_from(scene, to.org, origin if to.implied else None):
        if (main := scene.discourse.main()) in {None, to.org}:
            return
        to = Place(main, implied=True)
    title = seated or title_of(scene, clause)
    post = leads_what(scene, clause.verb)
    if post is not None and title is None:
        title, to = post[0], Place(to.org, post[1].unit, implied=to.implied)
    title = title or _title_of_post(scene, clause)
    title, unit = title or _title_beside(scene, clause), to.unit or _unit_for(scene, clause)
    yield from both_ends(
        scene, "hires", judged, people, Place(to.org, unit, implied=to.implied), origin, 0.88 if not to.implied else 0.75,
        title=title,
    )  # fmt: skip
    along = [p for p in companions(scene, clause) if p not in people]
    yield from both_ends(
        scene, "hires_along", judged, along, Place(to.org, implied=to.implied), None, 0.75
    )


def _where_to(scene: Scene, clause: Clause) -> Place | None:
    """Y in "X was recruited from Z to Y"."""
    named = (t for t in clause.preps("to") if clause.passive and scene.is_org(t))
    return next((place for t in named if (place := place_at(scene, t)) is not None), None)


def _are_there(scene: Scene, people: list[str], org: str | None) -> bool:
    """Read "X, a manager at Y, was lured away by Z" and "she wants to hire X, the head of sales at Y": it is not Y that hires."""
    names = [t for t in scene.tokens(Kind.PERSON) if scene.name(t) in people]
    told = any(
        scene.is_org(t) and scene.at[t.i].text == org for name in names for t in name.subtree
    )
    works = org in {scene.discourse.employer.get(person) for person in people}
    return (
        told
        or (works and (org or "") in scene.text)
        or org in {of_own_title(scene, scene.name(name)) for name in names}
    )


def _title_of_post(scene: Scene, clause: Clause) -> str | None:
    """T in "brings in X for the new post of T"."""
    posts = (title_of_post(scene, thing) for thing in clause.preps("for", "to", "into"))
    return next((title_text(scene, title) for title in posts if title is not None), None)


def _title_beside(scene: Scene, clause: Clause) -> str | None:
    """T in "hires its first T, X" and "poached a new T, X": what the post is for which somebody comes."""
    for token in clause.objects:
        named = any(c.dep_ == "appos" and scene.is_person(c) for c in token.children)
        if not (scene.is_title(token) and named) or scene.at[token.i].founder:
            continue
        beside = {c.lower_ for c in token.children}
        if beside & {"new", "first", "next"} and not any(scene.is_org(c) for c in token.lefts):
            return title_text(scene, token)
    return None


def _is_wish(verb: Token) -> bool:
    """Read "wants to hire X" and "was not enough to lure X": X has not come."""
    enough = verb.head.lower_ == "enough" and is_negated(verb.head.head)
    wanted = verb.head.lemma_ in {"want", "hope", "wish", "like"}
    return verb.dep_ in {"xcomp", "advcl"} and (enough or (wanted and verb.dep_ == "xcomp"))


def _unit_for(scene: Scene, clause: Clause) -> str | None:
    for token in clause.preps("for", "in", "into"):
        place = place_at(scene, token)
        if place is not None and place.unit:
            return place.unit
    return None
