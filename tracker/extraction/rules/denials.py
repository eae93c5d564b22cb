"""Reports that the next sentence denies: ""Not true," the company replied"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.scene import Scene

_FALSE = r"(?:not true|untrue|false|wrong|fake(?: news)?|baseless|groundless|unfounded|fiction|nonsense|made[- ]up|fabricated|a lie)"
_QUOTED = re.compile(
    rf"^[\"“‘'](?:(?:that|this|it|the (?:report|rumou?r|story|claim)) (?:is|was) |(?:it|that)['’]s )?"
    rf"(?:simply |just |completely |totally |utterly |plain |categorically )?{_FALSE}[.,!]?[\"”’']",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?<!not )(?<!never )(?<!neither )(?<!nor )\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)|reject(?:s|ed)) "
    r"(?:it|this|that|the (?:report|rumou?rs?|story|claims?|account))(?: as \w+)?[.,;]",
    re.IGNORECASE,
)


def denies(scene: Scene) -> Iterator[Draft]:
    """A sentence that calls what the one before it told untrue."""
    if _QUOTED.search(scene.text) or _TOLD.search(scene.text):
        made = draft(FactType.STATEMENT, scene, "denies", Status.DENIED, 0.5)
        made.date = next((p.value for p in scene.times if p.value and not p.until), None)
        yield made


RULES = (denies,)
