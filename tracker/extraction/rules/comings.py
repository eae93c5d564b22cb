"""People who come, told from another side: by whom somebody is joined or brought, and where who has left works now."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clause_of
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.board_words import is_board, seat_on
from tracker.extraction.rules.ends import both_ends
from tracker.extraction.rules.no_moves import is_mere_wish
from tracker.extraction.rules.posts import origin_of, people_of
from tracker.extraction.rules.shared import Place, context_org, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token

_QUIT = words("leave quit resign depart")
_ONE = frozenset(["him", "her"])


def joined_there(scene: Scene, clause: Clause) -> tuple[Place, str | None] | None:
    """Y of "X is joined at Y by Z" and "X is joined on the board of Y by Z", and the seat."""
    board = next((t for t in clause.preps("on") if is_board(t)), None)
    if board is not None:
        org = scene.owner(board) or context_org(scene, board)
        return (Place(org), seat_on(board)) if org else None
    place = _where(scene, clause, "at")
    return (place, None) if place is not None else None


def _where(scene: Scene, clause: Clause, *preps: str) -> Place | None:
    """The first organisation behind one of these prepositions, those tried in turn."""
    things = (t for prep in preps for t in clause.preps(prep) if scene.is_org(t))
    return next((p for t in things if (p := place_at(scene, t)) is not None), None)


#: What somebody does who gets another one to a company.
BRING = words("bring take lure fetch win poach recruit tempt coax entice woo carry") | {
    "lure away", "bring over", "bring back", "take away", "poach away", "win over",
}  # fmt: skip


def brings(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "Z brought X with her from V to Y", "X, whom Z brought to Y from V", "Z lured him away to Y": it is X who comes."""
    to, judged = _where(scene, clause, "to", "for"), judge(scene, clause.verb)
    if to is None or clause.passive or judged.status is None or not _bringers(scene, clause):
        return
    if is_mere_wish(scene.text):
        return
    brought = clause.objects
    if any(t.lower_ == "whom" for t in clause.objects) and clause.verb.dep_ == "relcl":
        brought = [clause.verb.head]
    people = people_of(scene, [t for t in brought if scene.is_person(t) or t.lower_ in _ONE])
    yield from both_ends(scene, "hires", judged, people, to, origin_of(scene, clause), 0.8)


def _bringers(scene: Scene, clause: Clause) -> list[Token]:
    """The subjects of a clause that are people, or the "who" that stands for one."""
    who = (t for t in clause.subjects if t.lower_ in {"who", "he", "she"})
    return [t for t in clause.subjects if scene.is_person(t)] or [t for t in who if scene.people(t)]


def works_now(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "X has quit Y and is working at Z", "X left Y and now works for Z"."""
    verb, left = clause.verb, clause.verb.head
    if verb.lemma_ == "work" and verb.dep_ == "ROOT":
        yield from _works_elsewhere(scene, clause)
        return
    now = verb.tag_ == "VBG" or any(c.lower_ == "now" for c in verb.children)
    is_so = now and (verb.tag_ == "VBZ" or bool(auxiliaries(verb) & {"is", "are"}))
    if verb.dep_ != "conj" or left.lemma_ not in _QUIT or not is_so or clause.complements:
        return  # "and is now its chief" tells a post
    judged, place = judge(scene, left), _where(scene, clause, "at", "for")
    if judged.status is not Status.DONE or place is None or judge(scene, verb).status is None:
        return
    told, people = Judgement(Status.DONE, judged.via), people_of(scene, clause.subjects)
    yield from both_ends(scene, "joins", told, people, place, None, 0.8)


def _works_elsewhere(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """Read "Y dismissed X in May. She now works at Z"."""
    now = any(c.lower_ == "now" for c in clause.verb.children) and clause.verb.tag_ == "VBZ"
    place = _where(scene, clause, "at", "for") if now else None
    if place is None or judge(scene, clause.verb).status is None:
        return
    left = scene.discourse.left
    people = [p for p in people_of(scene, clause.subjects) if left.get(p) not in {None, place.org}]
    yield from both_ends(scene, "joins", Judgement(Status.DONE), people, place, None, 0.75)


def joining_them(scene: Scene) -> Iterator[Draft]:
    """Read "Joining her at Y are X of Z and W of V"."""
    verb = scene.doc[0]
    if verb.lower_ != "joining":
        return
    being = [c for c in (*verb.children, verb.head) if c.lemma_ == "be" and c.i > verb.i]
    to = _where(scene, clause_of(verb), "at") if being else None
    if to is not None:
        named = (t for t in scene.tokens(Kind.PERSON) if t.i > being[0].i)
        people = list(dict.fromkeys(map(scene.name, named)))
        yield from both_ends(scene, "joins_along", Judgement(Status.DONE), people, to, None, 0.8)
