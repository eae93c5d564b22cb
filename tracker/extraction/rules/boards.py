"""Seats on boards: "X gets a seat on Y's board", "a seat goes to X", "X sits on the boards of Y and Z", "X will not stand again"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.board_words import is_board, is_new_directors
from tracker.extraction.rules.posts import APPOINT, employer, people_of
from tracker.extraction.rules.shared import context_org, place_at
from tracker.extraction.rules.whose_board import (
    BOARDS,
    KEEP,
    at_board,
    board_of,
    is_seat,
    speaks_of_boards,
)
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, judge
from tracker.extraction.tokens import Token

_TAKE = words("take take_up accept get land win secure find fill receive occupy start begin assume")
#: How those are called who are on a board together, where a board is spoken of.
_SEVERAL = words("directors members trustees governors")
#: What has only members, who are on it as others are on a company's board.
_BODIES = re.compile(r"\b(?:Board|Council|Committee|Panel|Commission)$")
SIT = words("sit serve be remain stay")
_GO_ON = words("continue")
_COME = words("step come go move climb")
_PASS = words("go pass fall")
_PUT = words("put bring add opt coopt propose lift welcome induct")
_LOSE = words("give_up give_back relinquish vacate surrender leave resign")
_ENLARGE = words("enlarge expand strengthen join complete")
_HIRE = APPOINT | words("take_on bring_in bring_on bring_aboard poach lure")
#: What tells of directors of whom a board has new ones.
_ELECTED = re.compile(
    r"\b(?:(?:elect|appoint|nam|add)(?:ed|s|ing)? [^,.;]{0,60}?|new (?:(?:independent|non-executive|outside|external) )?)\bdirectors\b(?! of)|\bdirectors (?:were|have been) elected\b"
)
_AGAIN = re.compile(
    r"\bnot (?:(?:intend|plan|wish|want|going) )?(?:to )?(?:be )?((?:stand|seek|run)(?:ing)?) (?:again|for re-?election|re-?election|another term)|\b(declined) re-?election"
)


def seats(scene: Scene) -> Iterator[Draft]:
    """Read who comes to a board, who sits on it and who goes."""
    told = BOARDS.search(scene.text) or any(
        word in scene.text for word in ("seat", "stand", "election", "ommittee", "new members")
    )
    if not told and _of_elected(scene) is None:
        return
    for clause in clauses(scene.doc):
        judged = judge(scene, clause.verb)
        if judged.status is None:
            continue
        yield from _given(scene, clause, judged)
        if not clause.passive:
            yield from _sits(scene, clause, judged)
            yield from _takes(scene, clause, judged)
            yield from _in_committee(scene, clause, judged)
        yield from _is_put(scene, clause, judged)
        yield from _gives_up(scene, clause, judged)
        yield from _comes_with(scene, clause, judged)
        yield from _elected(scene, clause, judged)
        yield from _replaces(scene, clause, judged)
    yield from _stands_no_more(scene)


def _sits(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "X sits on the boards of Y and Z", "keeps his seat", "remains on the board" as a title held."""
    sitting = clause.lemma in SIT
    had = clause.lemma == "have" and clause.verb.tag_ != "VB" and not _is_to_get(clause)
    holds = (clause.lemma in KEEP or had) and clause.verb.head not in clause.objects
    keeps = [o for o in clause.objects if holds and is_seat(scene, o) and not _are_both(o)]
    boards = [t for t in clause.preps("on") if is_board(t)] if sitting else keeps
    if not boards or (sitting and any(scene.is_title(t) for t in clause.preps("as"))):
        return  # who sits there as an adviser is one
    to_come = judged.status is Status.ANNOUNCED and clause.verb.tag_ == "VB"
    since = "having" if any(c.lower_ == "since" for c in clause.verb.children) else "has"
    present = clause.verb.tag_ in {"VBZ", "VBP"} or auxiliaries(clause.verb) & {"has", "have", since}  # fmt: skip
    people = people_of(scene, clause.subjects)
    if sitting and to_come and not _stays(clause):
        yield from _joins(scene, judged, people, boards[0])
    else:
        still = keeps and (not had or any(c.lower_ == "already" for c in clause.verb.children))
        status = Status.HELD if still or present or to_come else Status.FORMER
        yield from at_board(FactType.ROLE, scene, "sits", status, 0.75, people, boards[0])


def _stays(clause: Clause) -> bool:
    """Read "will remain on the board", "will continue to serve on the board": nobody comes to it."""
    return clause.lemma in {"remain", "stay"} or clause.verb.head.lemma_ in _GO_ON


def _is_to_get(clause: Clause) -> bool:
    """Read "has secured a seat", "has two seats to fill": nobody has them yet, or somebody else."""
    return any(c.dep_ == "xcomp" for c in clause.verb.children) or any(
        c.dep_ in {"relcl", "acl"} or c.tag_ == "NNS" or c.lower_ in {"no", "vacant", "empty"}
        for o in clause.objects
        for c in (o, *o.children)
    )


def _in_committee(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "X sits on Y's safety committee" as a title held: a member of a part of the board."""
    places = [
        place
        for t in clause.preps("on")
        if clause.lemma in {"sit", "serve"}
        if scene.words(t.i, t.i).lower().endswith("committee")
        if (place := place_at(scene, t)) is not None and place.org and place.unit
    ]
    past = clause.verb.tag_ == "VBD" or "had" in auxiliaries(clause.verb)
    to_come = judged.status is Status.ANNOUNCED and clause.verb.tag_ == "VB"
    for person in people_of(scene, clause.subjects) if places and not to_come else ():
        made = draft(
            FactType.ROLE, scene, "sits", Status.FORMER if past else Status.HELD, 0.75, person=person, org=places[0].org, title="member",
            unit=places[0].unit,
        )  # fmt: skip
        made.implied_org = places[0].implied
        yield made


def _are_both(seats: Token) -> bool:
    """The seats of "sits on the boards of Y and Z and will keep both seats", which are told already."""
    return any(c.lower_ == "both" for c in seats.children)


def _takes(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "X takes a seat on the board", "steps onto the board", "the seat goes to X"."""
    if clause.lemma in _PASS and any(is_seat(scene, s) for s in clause.subjects):
        seat = next(s for s in clause.subjects if is_seat(scene, s))
        yield from _joins(scene, judged, people_of(scene, [*clause.preps("to")]), seat)
        return
    people = people_of(scene, clause.subjects)
    if clause.lemma in _COME:
        yield from _joins(scene, judged, people, *_onto(clause))
    if clause.lemma in _TAKE:
        for seat in [o for o in clause.objects if is_seat(scene, o)][:1]:
            yield from _joins(scene, judged, people, seat)
            yield from _vacated(scene, seat, people)


def _vacated(scene: Scene, seat: Token, heirs: list[str]) -> Iterator[Draft]:
    """Read "the seat left empty by X", "the seat that X vacated"."""
    for clause in clauses(scene.doc):
        if clause.verb.head not in {seat, board_of(seat)} or clause.lemma not in {"leave", *_LOSE}:
            continue
        people = [p for p in people_of(scene, clause.subjects) if p not in heirs]
        judged = judge(scene, clause.verb)
        done = replace(judged, status=Status.DONE)
        yield from at_board(FactType.LEFT, scene, "gives_up_seat", done, 0.75, people, seat)


def _is_put(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "Y co-opted X onto its board", "the board will be enlarged by X"; "welcomes X to its board as T" tells the post."""
    titled = clause.lemma == "welcome" and any(scene.is_title(t) for t in clause.preps("as"))
    if clause.lemma in _PUT and not titled:
        people = people_of(scene, clause.objects) or _named_behind(scene, clause)
        boards = _onto(clause)
        own = any(c.lower_ == "its" for board in boards for c in board.lefts)
        if own and any(scene.orgs(s) for s in clause.subjects) and not clause.passive:
            yield from _of_employer(scene, clause, judged, people)
        else:
            yield from _joins(scene, judged, people, *boards)
    elif clause.lemma in _ENLARGE and clause.passive:
        boards = [t for t in clause.objects if is_board(t)]
        yield from _joins(scene, judged, people_of(scene, clause.subjects), *boards[:1])


def _named_behind(scene: Scene, clause: Clause) -> list[str]:
    """X and Z in "Y adds two directors to its board, X and Z"."""
    for board in _onto(clause) if any(o.lower_ in _SEVERAL for o in clause.objects) else ():
        first = next((t for t in scene.tokens(Kind.PERSON) if t.i > board.i), None)
        if first is not None and [t.text for t in scene.doc[board.i + 1 : first.i]] in (
            [","],
            [":"],
        ):
            return [scene.name(t) for t in scene.whole_group(first)]
    return []


def _onto(clause: Clause) -> list[Token]:
    """The board of "onto the board"; who is brought on board has merely come."""
    boards = (t for t in clause.preps("on", "onto", "to", "into") if is_board(t))
    return [t for t in boards if any(c.dep_ in {"det", "poss", "compound"} for c in t.lefts)][:1]


def _given(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "Y gave X a seat on its board", "X is to be given a seat on the board"."""
    things = [t for t in clause.verb.children if t.dep_ in {"dobj", "oprd"}]
    seat = next((t for t in things if is_seat(scene, t)), None)
    if clause.lemma not in {"give", "hand"} or seat is None:
        return
    whom = [t for t in clause.verb.children if t.dep_ == "dative"]
    yield from _joins(
        scene, judged, people_of(scene, clause.objects if clause.passive else whom), seat
    )


def _comes_with(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "Y has hired X as president, with a seat on the board"."""
    seats_ = [t for t in clause.preps("with") if is_seat(scene, t)]
    seats_ = [t for t in seats_ if t.head.head == clause.verb or scene.is_title(t.head.head)]
    if clause.lemma not in _HIRE or not seats_:
        return
    people = people_of(scene, [t for t in clause.objects if scene.is_person(t) or t.pos_ == "PRON"])
    yield from _of_employer(scene, clause, judged, people)


def _of_employer(
    scene: Scene, clause: Clause, judged: Judgement, people: list[str]
) -> Iterator[Draft]:
    """A seat for each person on the board of whoever hires or appoints them."""
    to = employer(scene, clause)
    for person in people if to is not None and to.org else ():
        made = draft(
            FactType.JOINED, scene, "seated", judged, 0.8, person=person, org=to.org if to else None, title="board member"
        )  # fmt: skip
        made.implied_org = to is not None and to.implied
        yield made


def _elected(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "shareholders elected X and Z as directors", "Y appoints two new directors, X and Z"."""
    people = people_of(scene, [t for t in clause.objects if scene.is_person(t)])
    seat = next((t for t in clause.preps("as") if t.lower_ == "directors"), None)
    if (
        clause.lemma in APPOINT
        and seat is not None
        and not any(p.lower_ == "of" for p in seat.rights)
    ):
        yield from _joins(scene, judged, people, seat)
    if clause.lemma in APPOINT and not any(map(is_board, clause.preps("to"))):
        new = next((t for t in clause.objects if _are_new_on_board(scene, clause, t)), None)
        yield from _of_employer(scene, clause, judged, people_of(scene, [new] if new else []))


def _are_new_on_board(scene: Scene, clause: Clause, token: Token) -> bool:
    """Read "two new directors, X and Z" and, of a body that has no others, "two new members"."""
    if clause.lemma in {"hire", "recruit"} or not (
        is_new_directors(scene, token)
        or (token.lower_ in _SEVERAL and any(c.lower_ == "new" for c in token.lefts))
    ):
        return False
    to = employer(scene, clause)
    return token.lower_ != "members" or bool(to and to.org and _BODIES.search(to.org))


def _replaces(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "X replaces Y on the board" and, of directors just elected, "X and Z replace Y and W"."""
    if clause.lemma not in {"replace", "succeed"} or any(
        scene.is_title(t) for t in clause.preps("as")
    ):
        return
    at = next((t for t in clause.preps("on") if is_board(t)), None)
    elected = _of_elected(scene)
    if at is None and elected is None:
        return
    gone = people_of(scene, clause.objects)
    named = [t for t in scene.tokens(Kind.PERSON) if t.i < clause.verb.i]
    heirs = people_of(
        scene, named or clause.subjects
    )  # the parse takes Z for another Y's in "X of Y and Z"
    if not gone or not clause.subjects or set(heirs) & set(gone):
        return
    done = replace(judged, status=Status.DONE) if elected is not None else judged
    told = ((FactType.JOINED, "seated", heirs), (FactType.LEFT, "gives_up_seat", gone))
    for kind, rule, people in told:
        if elected is None and at is not None:
            yield from at_board(kind, scene, rule, done, 0.8, people, at)
            continue
        orgs = [o for t in (elected or scene).doc for o in (elected or scene).orgs(t)]
        org = orgs[0] if orgs else context_org(scene, clause.verb)
        for person in people:
            made = draft(kind, scene, rule, done, 0.8, person=person, org=org, title="board member")
            made.implied_org = True
            yield made


def _of_elected(scene: Scene) -> Scene | None:
    """The sentence, this one or the one before, that tells of directors who come to a board."""
    near = scene.article[max(0, scene.number - 1) : scene.number + 1]
    return next((sentence for sentence in near if _ELECTED.search(sentence.text)), None)


def _gives_up(scene: Scene, clause: Clause, judged: Judgement) -> Iterator[Draft]:
    """Read "X gives up her seat", "a board seat is vacated by X"."""
    if clause.lemma not in _LOSE or judged.status in {Status.DENIED, Status.RUMOURED}:
        return
    for seat in [o for o in clause.objects if is_seat(scene, o)][:1]:
        people = people_of(scene, clause.subjects)
        yield from at_board(FactType.LEFT, scene, "gives_up_seat", judged, 0.75, people, seat)


def _stands_no_more(scene: Scene) -> Iterator[Draft]:
    """Read "X will not stand again at the annual meeting", where a board is spoken of."""
    told = _AGAIN.search(scene.text)
    if told is None or not speaks_of_boards(scene):
        return
    verb = scene.token_at(told.start(told.lastindex or 1))
    judged = judge(scene, verb)
    going = replace(judged, status=Status.ANNOUNCED)
    subjects = [t for t in scene.doc[: verb.i] if t.dep_ in {"nsubj", "nsubjpass"}][-1:]
    people = [scene.name(t) for s in subjects for t in s.subtree if scene.is_person(t)]
    yield from at_board(FactType.LEFT, scene, "gives_up_seat", going, 0.75, people, verb)


def _joins(scene: Scene, judged: Judgement, people: list[str], *at: Token) -> Iterator[Draft]:
    for token in at:
        yield from at_board(FactType.JOINED, scene, "seated", judged, 0.8, people, token)


RULES = (seats,)
