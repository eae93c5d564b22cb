"""A model for the tests: says what it is told to, and keeps what it was asked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tests.extraction.names import GAZETTEER
from tracker.extraction import Text
from tracker.extraction.llm import Message, ModelReading, read_by_model
from tracker.extraction.measuring.plain import PUBLISHED


class Says:
    """Gives each answer in turn, the last one for ever."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.asked: list[Sequence[Message]] = []
        self.schema: Mapping[str, Any] = {}

    def __call__(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        self.asked.append(messages)
        self.schema = schema
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


def answer(*facts: object) -> str:
    return json.dumps({"facts": facts})


def fact(kind: str, evidence: object, **keys: object) -> dict[str, object]:
    """A fact as a model gives it; done unless said otherwise."""
    status = {} if kind == "statement" else {"status": "done"}
    return {"type": kind, "evidence": evidence, **status, **keys}


def reading(
    text: str, *facts: object, title: str = "", published: date | None = PUBLISHED
) -> ModelReading:
    """What is left of ``facts`` that a model claims to have found in ``text``."""
    return read_by_model(
        Text(text, title, published), gazetteer=GAZETTEER, model="m", complete=Says(answer(*facts))
    )
