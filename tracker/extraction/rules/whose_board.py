"""Which board is meant, and whose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import clause_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.bearers import names_beside
from tracker.extraction.rules.board_words import is_board, seat_on
from tracker.extraction.rules.shared import context_org, title_text
from tracker.extraction.rules.title_places import named_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

KEEP = words("keep retain hold")

#: What is made in a company by those who get a seat on its board.
_BACKS = words("investment invest stake bet")

#: Of whom a board is made up: "the board of trustees of Y".
_KINDS = words("trustee director governor overseer regent manager")
#: "The driver's seat" and "a front-row seat" are on no board.
_OTHER_SEATS = words(
    "driver back hot front row car passenger window parliamentary senate parliament seed assembly council"
)

#: What tells that a board gets new people, and how many sentences on they may be named.
_NEW_SEATS = re.compile(
    r"\b(?:enlarg|expand|widen|add|fill|new|additional|renew|refresh)\w* (?:[\w’'-]+ ){0,4}(?:board\b(?! members?\b)|directors\b|board members\b|board seats\b)"
)
_NEAR = 5

#: What speaks of a board before the sentence that tells of a seat.
BOARDS = re.compile(r"\b(?:boards?|board's|directors?|boardroom|directorships?|trustees)\b")


def at_board(
    kind: FactType, scene: Scene, rule: str, judged: Judgement | Status, probability: float, people: list[str], at: Token, told: str | None = None
) -> Iterator[Draft]:  # fmt: skip
    """A fact of each person at each company whose board a word, a board or a seat on one, stands for, where no other is ``told``."""
    board = board_of(at)
    if board is not None and _is_of_others(scene, board):
        return
    owners: list[str | None] = [*owners_of(scene, at, board)]
    for person in people:
        other = _of_invested_in(scene, at, person) if kind is FactType.JOINED else None
        for org in owners or [
            told or other or _board_told_of(scene, person) or _board_meant(scene, at, person)
        ]:
            made = draft(
                kind, scene, rule, judged, probability, person=person, org=org, title=seat_on(board) if board else "board member"
            )  # fmt: skip
            made.implied_org = not owners
            yield made


def new_seats_told(scene: Scene) -> Scene | None:
    """The sentence before this one, or a few before "the new directors", that tells of new people on a board."""
    back = _NEAR if re.match(r"The (?:two |three |four )?new directors\b", scene.text) else 1
    near = reversed(scene.article[max(0, scene.number - back) : scene.number])
    return next((one for one in near if _NEW_SEATS.search(one.text)), None)


def subject_of(told: Scene) -> str | None:
    """The first company that a sentence has for a subject."""
    subjects = (t for t in told.doc if t.dep_ in {"nsubj", "nsubjpass"} and not told.is_paper(t))
    return next((told.name(t) for t in subjects if told.kind(t) is Kind.ORG), None)


def _of_invested_in(scene: Scene, at: Token, person: str) -> str | None:
    """Z in "Y led the round for Z, and its partner, X, gets a seat on the board": not that of the company he comes from."""
    titles = (t for t in scene.tokens(Kind.TITLE) if person in names_beside(scene, t))
    places = (named_place(scene, t) for t in titles)
    own = {place.org for place in places if place is not None and place.org}
    named = (t for t in scene.doc[: at.i] if scene.kind(t) is Kind.ORG and not scene.is_paper(t))
    others = {scene.at[t.i].text for t in named} - own
    return others.pop() if own and len(others) == 1 else None


def _board_told_of(scene: Scene, person: str) -> str | None:
    """Y in "X, a board member at Y, will not stand again"."""
    titles = (t for t in scene.tokens(Kind.TITLE) if person in names_beside(scene, t))
    seats_ = (t for t in titles if title_text(scene, t) in {"board member", "director"})
    places = (named_place(scene, t) for t in seats_)
    return next((p.org for p in places if p is not None and not p.implied), None)


def _board_meant(scene: Scene, at: Token, person: str) -> str | None:
    """Whose the board is where nobody says so; who keeps a seat, or stays on the board, has it where he comes from."""
    thread = scene.discourse
    own = thread.left.get(person) or thread.employer.get(person)
    kept = (
        at.head.lemma_ in KEEP and own is not None and thread.gone_to.get(person) not in {None, own}
    )
    stays = own is not None and governing_verb(at).lemma_ in {"remain", "stay"}
    if kept or stays:
        return own
    found = chaired_before(scene) or thread.main() or context_org(scene, at)
    own_places = _places_of(scene, person)
    if found not in own_places:
        return found
    before = scene.article[scene.number - 1] if scene.number else scene
    named = {before.at[t.i].text for t in before.doc if before.kind(t) is Kind.ORG} - own_places
    return named.pop() if len(named) == 1 else found


def chaired_before(scene: Scene) -> str | None:
    """Y in "X will chair the board of Y. Z keeps his seat", or where X is told to be besides."""
    for where in reversed(scene.article[max(0, scene.number - 2) : scene.number]):
        for verb in (t for t in where.doc if t.lemma_ == "chair" and t.pos_ == "VERB"):
            chairs = [p for t in clause_of(verb).subjects for p in where.people(t)]
            places = {
                scene.discourse.gone_to.get(p) or scene.discourse.employer.get(p) for p in chairs
            }
            if len(places) == 1:
                return places.pop()
    return None


def _places_of(scene: Scene, person: str) -> set[str]:
    """Z in "X of Z has been on the board since May": it is not its board."""
    named = [t for t in scene.tokens(Kind.PERSON) if scene.name(t) == person]
    behind = (c for t in named for prep in t.children if prep.lower_ == "of" for c in prep.children)
    return {org for token in behind for org in scene.orgs(token)}


def _is_of_others(scene: Scene, board: Token) -> bool:
    """The "boards of two banks", which are no board of a company that the article names."""
    of = [g for p in board.children if p.lower_ == "of" for g in p.children]
    of = [t for t in of if t.lemma_.lower() not in _KINDS]
    return bool(of) and not any(scene.orgs(t) for t in of)


def board_of(at: Token) -> Token | None:
    """The board that a seat is on: "a seat on the board", "keeps the seat that he has on Y's board"."""
    if is_board(at):
        return at
    behind = (t for t in governing_verb(at).subtree if t.head.lower_ == "on")
    return next((t for t in (*at.subtree, *behind) if is_board(t)), None)


def owners_of(scene: Scene, at: Token, board: Token | None) -> list[str]:
    """Y and Z in "the boards of Y and Z", "board seats at Y and Z", "has invested in Y and Z and sits on both boards"."""
    preps = [
        p for t in (board, at) if t is not None for p in t.children if p.lower_ in {"of", "at"}
    ]
    owners = [
        name for p in preps for t in p.subtree if scene.is_org(t) for name in [scene.at[t.i].text]
    ]
    if board is not None and any(c.lower_ == "both" for c in board.children):
        owners = [scene.at[t.i].text for t in scene.doc[: board.i] if scene.is_org(t)][-2:]
    its = any(c.lower_ == "its" for c in (board or at).lefts)
    owner = (_backed(scene, at) if its else None) or scene.owner(board or at)
    return list(dict.fromkeys(owners)) or ([owner] if owner else [])


def _backed(scene: Scene, at: Token) -> str | None:
    """Y in "led an investment in Y and will give up her seat on its board", where no company does so."""
    if any(t.dep_ == "nsubj" and scene.is_org(t) for t in scene.doc[: at.i]):
        return None
    named = (t for t in scene.doc[: at.i] if scene.is_org(t) and t.i in scene.at)
    said = (
        t for t in named if any(p.lower_ == "in" and p.head.lemma_ in _BACKS for p in t.ancestors)
    )
    return next((scene.at[t.i].text for t in said), None)


def is_seat(scene: Scene, token: Token) -> bool:
    """Whether a word is a seat on a board, by what stands beside it or by what the article speaks of."""
    if any(c.lemma_.lower() in _OTHER_SEATS for c in token.subtree):
        return False
    if token.lemma_.lower() == "place":
        return any(c.lower_ == "on" and c.head in {token, token.head} for c in scene.doc[token.i :][:2]) and board_of(token) is not None  # fmt: skip
    return token.lemma_.lower() == "seat" and speaks_of_boards(scene)


def speaks_of_boards(scene: Scene) -> bool:
    """Whether the article has spoken of boards so far."""
    return any(BOARDS.search(told.text) for told in scene.article[: scene.number + 1])
