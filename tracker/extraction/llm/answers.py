"""What a model wrote, as the list of facts that it should be."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from tracker.extraction.llm.schema import MOST_FACTS

LONGEST_ANSWER = 400_000
_THOUGHTS = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*\Z", re.DOTALL)


class NoAnswer(ValueError):
    """What came back is no JSON object with a list of facts."""


def facts_of(answer: str) -> list[object]:
    """The facts of ``answer``; raises NoAnswer where it is anything else."""
    if len(answer) > LONGEST_ANSWER:
        raise NoAnswer("The answer is too long.")
    told = _THOUGHTS.sub("", answer)
    fenced = _FENCE.match(told)
    try:
        found: Any = json.loads(fenced.group(1) if fenced else told, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NoAnswer(f"The answer is no JSON: {type(error).__name__}.") from error
    facts = found.get("facts") if isinstance(found, dict) else None
    if not isinstance(facts, list):
        raise NoAnswer("The answer has no list of facts.")
    return facts[: 2 * MOST_FACTS]


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number.")
