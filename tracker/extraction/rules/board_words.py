"""Words for boards, seats on them and who fills them."""

from __future__ import annotations

import re

from tracker.extraction.clauses import PLURALS
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

_BOARDS = {"advisory", "scientific"}
#: Directors that sit on a board, and direct no part of a company.
OF_A_BOARD = re.compile(
    r"(?:(?:independent|non-?executive|outside|external) )*directors?", re.IGNORECASE
)


def is_board(token: Token) -> bool:
    return token.lemma_.lower() == "board"


def is_chair_of(scene: Scene, token: Token) -> bool:
    """Whether a chair is somebody's, who may have had any post: "took his chair"."""
    owned = any(c.lower_ in {"his", "her"} or scene.is_person(c) for c in token.children)
    return owned and scene.words(token.i, token.i).lower() == "chair"


def seat_on(board: Token) -> str:
    """What somebody on a board is: those who only advise sit on one of their own."""
    kinds = [c.text.lower() for c in board.lefts if c.text.lower() in _BOARDS]
    return " ".join([*kinds, "board member"])


def of_supervision(board: Token | None) -> str:
    """What a chair's title says of a board that is not the one that runs the company."""
    words_of = {c.lower_ for c in board.lefts} if board is not None else set()
    return " of the supervisory board" if "supervisory" in words_of else ""


def seat_told(member: Token) -> str | None:
    """What "a member of Y's board" is."""
    board = board_told(member)
    return seat_on(board) if board is not None else None


def board_told(member: Token) -> Token | None:
    preps = [c for c in member.children if c.dep_ == "prep" and c.text.lower() in {"of", "on"}]
    return next((thing for prep in preps for thing in prep.children if is_board(thing)), None)


def is_new_directors(scene: Scene, token: Token) -> bool:
    """Read "two new independent directors": those who come to a board."""
    title = token.tag_ in PLURALS and scene.is_title(token)
    new = any(c.lower_ in {"new", "additional", "more"} for c in token.lefts)
    return title and new and bool(OF_A_BOARD.fullmatch(scene.words(token.i, token.i)))
