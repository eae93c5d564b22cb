"""Posts that somebody has beside another one: seats, chairs, advice."""

from __future__ import annotations

import re

_KEPT = r"advis[eo]r|board|non-executive|investor|chair|honorary|visiting|adjunct|emeritus"
_SIDE_JOBS = re.compile(rf"{_KEPT}|professor|lecturer|fellow", re.IGNORECASE)
_SEATS = re.compile(_KEPT, re.IGNORECASE)


def is_side_job(title: str) -> bool:
    """Whether somebody who takes up such a post keeps the one that he has: a seat, a chair, an advisory post."""
    return bool(_SIDE_JOBS.search(title))


def is_kept_beside(title: str) -> bool:
    """Whether somebody who has such a post keeps it when he takes up another: a professor who is hired away does not."""
    return bool(_SEATS.search(title))
