"""Who comes to a board and who goes, told of the board or of those on it: "the board takes in X and Y", "on which Z joins him", "they lose theirs"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.board_words import is_board
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import context_org
from tracker.extraction.rules.whose_board import (
    at_board,
    chaired_before,
    is_seat,
    owners_of,
    speaks_of_boards,
)
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token

_TAKES_IN = words("take_in admit gain acquire welcome receive")
_CHAIR = words("chair head lead run")
_LOSE = words("lose vacate surrender relinquish give_up forfeit keep retain leave")
_THEIRS = words("theirs his hers")
_GONE = words("disappear vanish go drop miss")
#: What stands right before a name in a list, whatever is told beside the name before.
_BEFORE_NAMES = words(", and :")
#: Those of whom a board is made up, where they are told all together.
_MEMBERS = re.compile(
    r"\b(?:from (?:the )?(?:board|(?:list|roster|ranks) of (?:its |the )?(?:board members|directors|trustees)))\b"
)


def board_changes(scene: Scene) -> Iterator[Draft]:
    """Read who comes to a board, who chairs a new one and who is no longer on it."""
    if not speaks_of_boards(scene):
        return
    for clause in clauses(scene.doc):
        judged = judge(scene, clause.verb)
        if judged.status is None:
            continue
        yield from _takes_in(scene, clause, judged)
        yield from _is_joined(scene, clause, judged)
        yield from _chairs_a_new_one(scene, clause, judged)
        yield from _loses_his(scene, clause, judged)
        yield from _is_off_the_list(scene, clause, judged)


def _takes_in(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "the board takes in X, who runs Y, Z, once T of W, and V"."""
    board = next((s for s in clause.subjects if is_board(s)), None)
    if board is None or clause.passive or clause.lemma not in _TAKES_IN:
        return
    named = [t for t in scene.tokens(Kind.PERSON) if t.i > clause.verb.i]
    end = next((t.i for t in scene.doc[clause.verb.i :] if t.text == ";"), len(scene.doc))
    those = [t for t in named[1:] if t.i < end and scene.doc[t.i - 1].lower_ in _BEFORE_NAMES]
    people = list(dict.fromkeys(scene.name(t) for t in (*named[:1], *those)))
    told = _spoken_of(scene, board)
    yield from at_board(FactType.JOINED, scene, "seated", judged, 0.85, people, board, told)


def _spoken_of(scene: Scene, at: Token) -> str | None:
    """The company whose board was spoken of last, or the one meant, but none that is named only for where the newcomers come from."""
    for where in reversed(scene.article[: scene.number]):
        owners = [name for t in where.doc if is_board(t) for name in owners_of(where, t, t)]
        if owners:
            return owners[-1]
    behind = {scene.at[t.i].text for t in scene.tokens(Kind.ORG) if t.i > at.i}
    last = scene.discourse.subject_org
    if scene.discourse.main() in behind and last not in behind:
        return last
    return chaired_before(scene) or context_org(scene, at)


def _is_joined(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "will chair the board, on which he is joined by X", "X will chair it, and Y joins him"."""
    board = board_joined(scene, clause)
    if board is None:
        return
    people, told = people_of(scene, clause.subjects), _spoken_of(scene, board)
    if clause.passive and auxiliaries(clause.verb) & {"is", "are"}:
        judged = replace(judged, status=Status.ANNOUNCED)
    yield from at_board(FactType.JOINED, scene, "seated", judged, 0.85, people, board, told)


def board_joined(scene: Scene, clause: Clause) -> Token | None:
    """The board on which somebody is joined who is told just before to chair it."""
    if clause.lemma != "join" or any(scene.orgs(t) for t in clause.objects):
        return None
    if clause.verb.dep_ == "relcl" and is_board(clause.verb.head):
        return clause.verb.head
    him = any(t.pos_ == "PRON" for t in clause.objects)
    if not him or any(clause.preps("as", "at", "in")):
        return None
    led = (c for c in clauses(scene.doc) if c.verb.i < clause.verb.i)
    return next((b for c in led if (b := _board_chaired(scene, c)) is not None), None)


def _board_chaired(scene: Scene, clause: Clause) -> Token | None:
    """The board that somebody is to chair, by its name or as "it"."""
    if clause.passive or clause.lemma not in _CHAIR:
        return None
    before = [t for t in scene.doc[: clause.verb.i] if is_board(t)]
    it = any(o.lower_ == "it" for o in clause.objects)
    return next((o for o in clause.objects if is_board(o)), before[-1] if it and before else None)


def _chairs_a_new_one(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "X will chair the new board", "The board is a new one: X will chair it": with the board its chair is new."""
    board = _board_chaired(scene, clause)
    if board is None or not _is_new(board) or judged.status is Status.HELD:
        return
    people, told = people_of(scene, clause.subjects), _spoken_of(scene, board)
    for made in at_board(FactType.JOINED, scene, "seated", judged, 0.85, people, board, told):
        made.values["title"] = "chair"
        yield made


def _is_new(board: Token) -> bool:
    new_one = (
        c
        for t in board.head.children
        if board.dep_ == "nsubj" and t.dep_ == "attr"
        for c in t.lefts
    )
    return any(c.lower_ == "new" for c in (*board.lefts, *new_one))


def _loses_his(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "X keeps his seat. Y and Z lose theirs"."""
    if clause.passive or clause.lemma not in _LOSE:
        return
    if not any(o.lower_ in _THEIRS for o in clause.objects) or not _tells_of_a_seat(scene, clause):
        return
    people = people_of(scene, clause.subjects)
    if clause.lemma in {"keep", "retain"}:
        yield from at_board(
            FactType.ROLE, scene, "sits", Status.HELD, 0.75, people, clause.objects[0]
        )
        return
    told = replace(judged, status=Status.DONE) if clause.verb.tag_ != "VB" else judged
    yield from at_board(FactType.LEFT, scene, "gives_up_seat", told, 0.8, people, clause.objects[0])


def _tells_of_a_seat(scene: Scene, clause: Clause) -> bool:
    """Whether a seat on a board was spoken of last: in the sentence, or in the one before."""
    last = scene.article[scene.number - 1] if scene.number else scene
    here = any(is_seat(scene, t) for t in scene.doc[: clause.verb.i])
    return here or (last is not scene and any(is_seat(last, t) for t in last.doc))


def _is_off_the_list(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "X has disappeared from the list of directors", "X is gone from the board"."""
    verb = clause.verb
    gone = clause.lemma.split()[0] in _GONE or (verb.lemma_ == "be" and _says_gone(verb))
    start, end = scene.places[verb.i][0], scene.places[verb.right_edge.i][1]
    if clause.passive or not gone or not _MEMBERS.search(scene.text[start:end]):
        return
    people, org = people_of(scene, clause.subjects), _spoken_of(scene, verb)
    yield from at_board(FactType.LEFT, scene, "gives_up_seat", judged, 0.8, people, verb, org)


def _says_gone(verb: Token) -> bool:
    return any(c.lower_ in {"gone", "missing", "absent"} for c in verb.children)


RULES = (board_changes,)
