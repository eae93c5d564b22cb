"""What whoever leaves gives up: a post, a seat on a board, or both."""

from __future__ import annotations

from tracker.extraction.clauses import Clause
from tracker.extraction.rules.board_words import OF_A_BOARD, is_board, seat_on
from tracker.extraction.rules.posts import title_of, title_of_post
from tracker.extraction.rules.shared import title_text
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

STAY_POSTS = {
    "post",
    "job",
    "role",
    "position",
    "title",
    "seat",
    "helm",
    "leadership",
    "management",
    "chair",
    "reins",
    "work",
}


def title_left(scene: Scene, clause: Clause) -> str | None:
    """The title given up; of "first as A and later as B" the last."""
    seat = seat_left(clause)
    if seat is not None and not _gives_up_more(scene, clause):
        return seat
    told = [t for t in clause.preps("as") if scene.is_title(t)] or ceased(scene, clause)
    if not told and _is_for_another(clause):
        return None
    if told and is_a_seat(scene, told[-1]):
        return "board member"
    if len(told) > 1:
        return title_text(scene, told[0 if seat_besides(scene, clause) else -1])
    posts = (title_of_post(scene, t) for t in [*clause.objects, *clause.preps("from")])
    post = next((t for t in posts if t is not None), None)
    return title_of(scene, clause) or (title_text(scene, post) if post is not None else None)


def seat_besides(scene: Scene, clause: Clause) -> str | None:
    """The seat of "stepped down as T and as a member of the board"."""
    told = [t for t in clause.preps("as") if scene.is_title(t)]
    seats = (t for t in told[1:] if title_text(scene, t) == "board member" or is_a_seat(scene, t))
    return "board member" if any(seats) else None


def is_a_seat(scene: Scene, title: Token) -> bool:
    """Whether somebody ceases to be one of several directors: "a director of Y", "as directors", not "the director of Y"."""
    one = any(c.lower_ in {"a", "an"} for c in title.lefts)
    return OF_A_BOARD.fullmatch(title_text(scene, title)) is not None and (
        one or title.tag_ in {"NNS", "NNPS"}
    )


def is_own_seat(office: Token) -> bool:
    """Whether somebody gives up "her directorship", which is a seat, and not "the directorship of Y"."""
    owned = office.tag_ == "NNS" or any(c.dep_ == "poss" for c in office.lefts)
    return owned and office.lemma_.lower() == "directorship"


def ceased(scene: Scene, clause: Clause) -> list[Token]:
    """T in "ceases to be T of Y"."""
    if clause.lemma != "cease":
        return []
    being = (c for c in clause.verb.children if c.dep_ == "xcomp" and c.lemma_ == "be")
    return [t for verb in being for t in verb.children if t.dep_ == "attr" and scene.is_title(t)]


def seat_left(clause: Clause) -> str | None:
    """The seat of "quits the board" and "resigned from the post and from the board"."""
    return next((seat_on(t) for t in _given_up(clause) if is_board(t)), None)


def _given_up(clause: Clause) -> list[Token]:
    """What somebody resigns from, or leaves: "the post" and "the board" of "from the post and the board"."""
    named = [*clause.objects, *clause.preps("from")]
    if clause.lemma == "lose":  # "lost her seat on the board"
        named += clause.preps("on")
    return [*named, *(t for one in named for t in one.conjuncts if t not in named)]


def _gives_up_more(scene: Scene, clause: Clause) -> bool:
    """Whether somebody gives up a post as well as a seat on a board."""
    posts = (t for t in _given_up(clause) if t.lemma_.lower() in STAY_POSTS - {"seat"})
    titles = (t for t in (*_given_up(clause), *clause.preps("as")) if scene.is_title(t))
    return any(posts) or any(titles)


def boards_left(scene: Scene, clause: Clause) -> list[str]:
    """Y and Z in "steps down from the boards of Y and Z"."""
    for token in [*clause.objects, *clause.preps("from")]:
        if is_board(token):
            for prep in token.children:
                if prep.dep_ == "prep" and prep.text.lower() in {"of", "at"}:
                    found = [name for t in prep.children for name in scene.orgs(t)]
                    if found and (len(found) > 1 or not _gives_up_more(scene, clause)):
                        return found
    return []


def _is_for_another(clause: Clause) -> bool:
    """Read "is leaving to become chair of Y": the title is that of the next post."""
    return any(
        child.dep_ in {"xcomp", "advcl"}
        and child.lemma_ in {"be", "become", "serve"}
        and child.tag_ == "VB"
        for child in clause.verb.children
    )
