"""What a model wrote, as the list of facts that it should be."""

from __future__ import annotations

import json
import re
from typing import Any

LONGEST_ANSWER = 400_000
#: Some templates open the thought themselves, and only its end is answered.
_THOUGHTS = re.compile(r"\A.*</think(?:ing)?>", re.DOTALL)
_FENCE = "```"


class NoAnswer(ValueError):
    """What came back is no JSON object with a list of facts."""


def facts_of(answer: str) -> list[object]:
    """The facts of ``answer``, null for what is no number; raises NoAnswer where it is anything else."""
    if len(answer) > LONGEST_ANSWER:
        raise NoAnswer("The answer is too long.")
    told = _unfenced(_THOUGHTS.sub("", answer).strip().removeprefix("\ufeff"))
    try:
        found: Any = json.loads(told, parse_constant=_nothing)
    except (ValueError, RecursionError) as error:
        raise NoAnswer(f"The answer is no JSON: {type(error).__name__}.") from error
    facts = found.get("facts") if isinstance(found, dict) else None
    if not isinstance(facts, list):
        raise NoAnswer("The answer has no list of facts.")
    return facts


def _unfenced(told: str) -> str:
    """What stands between a fence's first line and its end; ``told`` itself where there is no fence."""
    if not told.startswith(_FENCE):
        return told
    first, last = told.find("\n"), told.rfind(_FENCE)
    return told[first + 1 : last] if 0 < first < last else told


def _nothing(constant: str) -> None:
    """What NaN and Infinity are: they cost a fact its figure, and no other fact anything."""
