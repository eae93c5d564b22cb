"""The answer to "who is meant?", with its reason, its score and who else was thought of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a mention could mean: how likely, from 0 to 1, and why."""

    id: int
    slug: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Resolved[R]:
    """The record meant, or why none could be told; ``new`` when it was made for this mention.

    ``candidates`` has whoever was thought of, the likeliest first, the record meant among them.
    """

    record: R | None
    reason: str = ""
    new: bool = False
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()
