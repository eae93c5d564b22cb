"""The answer to "who is meant?", with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Resolved[R]:
    """The record meant, or why none could be told; ``new`` when it was made for this mention."""

    record: R | None
    reason: str = ""
    new: bool = False
