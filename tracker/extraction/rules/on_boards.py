"""Who sits on a board together: "Y's board consists of X and Z", "she joins X and Z on the board", "the other directors are X and Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import PLURALS, Clause, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules import board_changes
from tracker.extraction.rules.board_words import is_board
from tracker.extraction.rules.boards import SIT
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import titles_in
from tracker.extraction.rules.whose_board import at_board, new_seats_told, subject_of
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token

_LEFT = words("leave seat")
#: Where a sentence is turned round its subject stands behind the verb.
_INVERTED = frozenset(["nsubj", "nsubjpass", "attr", "dobj"])
#: Those who sit on a board together, and what says that there are others than the one just named.
_PEERS = words("member director colleague trustee peer")
_OTHERS = words("other fellow remaining existing current")
_BESIDE = ("with", "alongside", "beside", "besides", "next")

#: Who has just come to a board.
_NEW_ONES = words("newcomer addition director")
#: What opens the names of those who have just come to a board.
_NEW_ON = re.compile(
    r"(?:Also )?[Nn]ew (?:on|to) (?:(?:the|its|their|our|advisory|of|and|[A-Z][\w&.'’-]*) ){0,5}[Bb]oard\b[^:;.]{0,60}?(?::| is\b| are\b)"
)


def boards(scene: Scene) -> Iterator[Draft]:
    """Read "Y's board consists of X and Z", "the board includes X", "left on the board are X and Z", "joins X on the board"."""
    for clause in clauses(scene.doc):
        board, named = _members_told(clause)
        peers = board is None
        if peers:
            board, named = _peers(scene, clause)
        if board is None or not (named := [t for t in named if scene.is_person(t)]):
            continue
        if judge(scene, clause.verb).status is None:
            continue
        past = clause.verb.tag_ == "VBD" or "were" in auxiliaries(clause.verb)
        status = Status.FORMER if past and not peers else Status.HELD
        people = people_of(scene, named)
        yield from at_board(FactType.ROLE, scene, "on_board", status, 0.85, people, board)


def _members_told(clause: Clause) -> tuple[Token | None, list[Token]]:
    """The board, and who is on it by the verb that stands between the two."""
    if clause.lemma in {"consist", "comprise", "include"} and not clause.passive:
        owned = [s for s in clause.subjects if any(c.dep_ in {"poss", "prep"} for c in s.children)]
        seats = (b for s in owned if s.lemma_ in _PEERS for b in _board_of_members(s))
        board = next((s for s in clause.subjects if is_board(s)), next(seats, None))
        return board, [*clause.objects, *clause.preps("of")]
    children = list(clause.verb.children)
    behind = [c for c in children if c.i > clause.verb.i and c.dep_ in _INVERTED]
    if clause.lemma == "be":
        members = [c for c in children if c.dep_ in {"nsubj", "attr"} and c.lemma_ in _PEERS]
        board = next((b for m in members for b in _board_of_members(m)), None)
        if board is not None:
            return board, behind
    if clause.lemma in SIT or (clause.lemma in _LEFT and clause.verb.tag_ == "VBN"):
        fronted = (
            p for p in children if p.lower_ == "on" and p.i < min((t.i for t in behind), default=0)
        )
        return next((b for p in fronted for b in _board_behind(p)), None), behind
    return None, []


def _board_of_members(member: Token) -> Iterator[Token]:
    """The board of "the members of the board" and "the board's other members"; "the other directors" are all of it."""
    for child in member.children:
        yield from _board_behind(child)
        if child.dep_ == "poss" and is_board(child):
            yield child
        of_one = child.dep_ == "poss" or child.lower_ == "of"
        others = child.lower_ in _OTHERS or (of_one and member.tag_ in PLURALS)
        if others and member.lemma_ in {"director", "trustee"}:
            yield member


def _peers(scene: Scene, clause: Clause) -> tuple[Token | None, list[Token]]:
    """Read "joins X and Z on the board", "to its board, where she sits alongside X and Z", "which also includes X"."""
    where = clause.verb.head if clause.verb.dep_ == "relcl" and is_board(clause.verb.head) else None
    if clause.lemma in {"include", "comprise"} and not clause.passive:
        return where, clause.objects
    at = next((t for t in clause.preps("on") if is_board(t) and t.left_edge.i < t.i), None)
    # not "with X on board"
    if clause.lemma == "join":
        return at or where, clause.objects if people_of(scene, clause.subjects) else []
    return at or where, [*clause.preps(*_BESIDE)] if clause.lemma in SIT else []


def _board_behind(prep: Token) -> Iterator[Token]:
    return (t for t in prep.children if prep.dep_ == "prep" and is_board(t))


def newcomers(scene: Scene) -> Iterator[Draft]:
    """Read "Y has enlarged its board. The newcomers are X and Z", "Y has two new directors. X and Z were elected in May"."""
    if (told := new_seats_told(scene)) is None:
        return
    for clause in clauses(scene.doc):
        judged = judge(scene, clause.verb)
        new = any(s.lemma_.lower() in _NEW_ONES for s in clause.subjects)
        if clause.verb.lemma_ == "be" and new:
            named = [c for c in clause.verb.children if c.dep_ == "attr" and scene.is_person(c)]
        elif clause.lemma == "elect" and clause.passive and not titles_in(scene, clause):
            named = [] if any(clause.preps("to", "as", "by")) else clause.objects
        else:
            continue
        if judged.status is not None:
            done = replace(judged, status=Status.DONE) if new else judged
            people = people_of(scene, named)
            yield from at_board(
                FactType.JOINED, scene, "seated", done, 0.8, people, clause.verb, subject_of(told)
            )


def new_on_board(scene: Scene) -> Iterator[Draft]:
    """Read "New on the board of Y are X and Z" and "New to Y's board: X"."""
    match = _NEW_ON.match(scene.text)
    before = [t for t in scene.doc if match and scene.places[t.i][0] < match.end()]
    board = next((t for t in before if is_board(t)), None)
    named = [t for t in scene.tokens(Kind.PERSON) if board is not None and t.i >= len(before)]
    named = [t for t in named if not any(v.pos_ == "VERB" for v in scene.doc[len(before) : t.i])]
    if board is not None and named:
        done = Judgement(Status.DONE)
        yield from at_board(
            FactType.JOINED, scene, "seated", done, 0.85, people_of(scene, named), board
        )


RULES = (boards, newcomers, new_on_board, *board_changes.RULES)
