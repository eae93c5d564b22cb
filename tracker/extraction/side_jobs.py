"""Posts that somebody has beside another one: seats, chairs, advice."""

from __future__ import annotations

import re

from tracker.extraction.drafts import Draft

_KEPT = (
    r"advis[eo]r|board|non-executive|investor|chair|honorary|visiting|adjunct|emeritus|trustee|observer"
    r"|^(?:\w+ )?member$|\bmember of (?:the|its|an?) (?!technical)"
)
#: What tells that somebody keeps the post that he has: "a professor who is on leave".
_ON_LEAVE = re.compile(r"\bon (?:an? )?(?:\w+ )?(?:leave|sabbatical)\b")
_OF_BOARDS = re.compile(r"\b(?:boards?|directors)\b")
_SIDE_JOBS = re.compile(rf"{_KEPT}|professor|lecturer|fellow", re.IGNORECASE)
_SEATS = re.compile(_KEPT, re.IGNORECASE)


def is_side_job(title: str) -> bool:
    """Whether somebody who takes up such a post keeps the one that he has: a seat, a chair, an advisory post."""
    return bool(_SIDE_JOBS.search(title))


def is_kept_beside(title: str) -> bool:
    """Whether somebody who has such a post keeps it when he takes up another: a professor who is hired away does not."""
    return bool(_SEATS.search(title))


def is_on_leave(sentence: str) -> bool:
    """Whether somebody is told to be on leave from the post that he has."""
    return _ON_LEAVE.search(sentence) is not None


def takes_a_seat(joined: Draft) -> bool:
    """Whether somebody comes to such a post, or is "a new director" where the next sentences tell of a board."""
    title = joined.get("title")
    near = joined.scene.article[joined.scene.number : joined.scene.number + 3]
    of_a_board = title == "director" and any(_OF_BOARDS.search(one.text) for one in near)
    return is_side_job(title or "") or of_a_board
