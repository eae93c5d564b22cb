"""Reports that the next sentence denies: ""Not true," the company replied"; plans that somebody says there are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.rules.shared import context_org
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


#: A thing is denied where somebody denies, refuses or stays; "has not joined" denies nothing.
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|dismiss\w*|reject\w*|refus\w*|declin\w*|turn(?:s|ed|ing)? (?:\w+ ){0,3}down|(?:un|not )true|false\w*"
    r"|truth|baseless|unfounded|nonsense|rubbish\w*|wrong|rul(?:e|es|ed|ing) out|no (?:plans?|intention|desire|thanks)|said no|say(?:s|ing)? no"
    r"|stay\w*|remain\w*|spurn\w*|rebuff\w*|quash\w*|scotch\w*|contradict\w*|disput\w*|insist\w*|knock\w* down|cold water|not (?:leav|go|join|quit|hir)ing"
    r"|going nowhere|fabricat\w*|fiction|invented|resist\w*|pass(?:es|ed) on|no such)\b",
    re.IGNORECASE,
)


def speaks_of_denial(sentence: str) -> bool:
    """Whether anybody denies, refuses or stays in a sentence."""
    return bool(_DENIES.search(sentence))


def denies(scene: Scene) -> Iterator[Draft]:
    """A sentence that calls what the one before it told untrue."""
    if _QUOTED.search(scene.text) or _TOLD.search(scene.text):
        made = draft(FactType.STATEMENT, scene, "denies", Status.DENIED, 0.5)
        made.date = next((p.value for p in scene.times if p.value and not p.until), None)
        yield made


_NO_PLANS = re.compile(
    r"\b(?:has|have|had|with) (?:absolutely )?no (?:plans?|intention|desire|wish) (?:to|of) (?:leav(?:e|ing)|quit(?:ting)?|depart(?:ing)?)\b(?: the)?"
    r"|(?:\bnot|n['’]t) going anywhere\b(?! (?:just )?yet)|\bgoing nowhere\b"
    r"|(?:\bnot|n['’]t) (?:about|planning|going) to (?:leave|quit|resign)\b(?: the)?"
    r"|\b(?:(?:is|are|am|was|were|['’][sm]|['’]re) not|(?:is|are|was|were)n['’]t) (?:leaving|quitting|resigning|departing)\b(?: the)?(?! (?:\w+ )?(?:until|before|because|immediately|alone|just|anything|it|much|room|things|behind|open|any)\b)"
)


def has_no_plans(scene: Scene) -> Iterator[Draft]:
    """Read "X has no plans to leave Y", "X isn't going anywhere", "she is not about to quit", "X isn't leaving"."""
    for found in _NO_PLANS.finditer(scene.text):
        verb = scene.token_at(found.start())
        verb = verb.head if verb.dep_ in {"neg", "aux", "prep", "advmod"} else verb
        if verb.dep_ in {"acomp", "xcomp"}:
            verb = verb.head
        place = scene.token_at(found.end() + 1) if found.end() < len(scene.text) else verb
        named = scene.is_org(place) and scene.places[place.i][0] == found.end() + 1
        for subject in (c for c in verb.children if c.dep_ == "nsubj"):
            for person in scene.people(subject):
                org = scene.at[place.i].text if named else context_org(scene, verb, person)
                made = draft(
                    FactType.LEFT, scene, "no_plans", Status.DENIED, 0.85, person=person, org=org
                )
                made.implied_org = not named
                yield made


RULES = (denies, has_no_plans)
