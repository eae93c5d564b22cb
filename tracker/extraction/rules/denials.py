"""Reports that the next sentence denies: ""Not true," the company replied"; plans that somebody says there are not."""

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


_NO_PLANS = re.compile(
    r"\b(?:has|have|had) (?:absolutely )?no (?:plans?|intention|desire|wish) (?:to|of) (?:leav(?:e|ing)|quit(?:ting)?|depart(?:ing)?) (?:the )?"
)


def has_no_plans(scene: Scene) -> Iterator[Draft]:
    """Read "X has no plans to leave Y"."""
    for found in _NO_PLANS.finditer(scene.text):
        verb, place = scene.token_at(found.start()), scene.token_at(found.end())
        if not scene.is_org(place) or scene.places[place.i][0] != found.end():
            continue
        for subject in (c for c in verb.children if c.dep_ == "nsubj"):
            for person in scene.people(subject):
                org = scene.at[place.i].text
                yield draft(
                    FactType.LEFT, scene, "no_plans", Status.DENIED, 0.85, person=person, org=org
                )


RULES = (denies, has_no_plans)
