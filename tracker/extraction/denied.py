"""What is said not to be so: denied, called untrue, or mere talk."""

from __future__ import annotations

import re

from tracker.extraction.clauses import lemma_of
from tracker.extraction.findings import Status
from tracker.extraction.predicates import (
    AIMS,
    DENY,
    REPORT_NOUNS,
    TALK_NOUNS,
    governor_of,
    is_negated,
    outermost,
    talked_of,
)
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

_REPORTS = r"(?:rumou?rs?|reports?|claims?|speculation|suggestions?|stor(?:y|ies)|talk)"
_TOLD_UNTRUE = re.compile(
    rf"(?:^(?:The |These |An? )?{_REPORTS}(?: (?:in|by|on|from) [^,;.]{{1,40}}?)? that\b.*?\b(?:was|were|is|are)"
    # "called the report that X is leaving inaccurate"
    rf"|\b(?:calls|called|branded|labelled|labeled) (?:the |these |an? |any )?{_REPORTS} that\b.*?)(?: [\"“]?\w+ly)? [\"“]?"
    r"(?P<no>denied|dismissed|rejected|untrue|false|wrong|baseless|unfounded|inaccurate|incorrect|nonsense|fiction|made up|fabricated|invented)\b",
    re.IGNORECASE,
)
_UNTRUE = re.compile(
    r"\b(?:is|was)(?: simply)? (?:(?:not true|untrue|false|wrong|incorrect) that|no (?:truth|substance|basis) (?:to|in|for))\b[^;,]*$",
    re.IGNORECASE,
)
_TALKS_DENIED = re.compile(
    r"(?<!\bnot )(?<!\bnever )(?<!\bnor )(?<!\bto )\bden(?:y|ies|ied|ying) (?:that|being|it|he|she|they|(?-i:[A-Z])[\w'’.-]+) (?:[\w'’.-]+ ){0,5}?(?:in (?:[\w-]+ )?(?:talks|discussions|negotiations)"
    r"|close to|on the (?:verge|brink|point) of)\b",
    re.IGNORECASE,
)


def denied_or_talked_of(scene: Scene, verb: Token) -> Status | None:
    """Whether what a verb tells is denied or untrue, or a rumour by a noun that it hangs on; none where neither is said."""
    status = _denied(verb)
    if status is not None:
        return status
    untrue = _is_denied_report(outermost(talked_of(verb))) or _is_untrue(scene, verb)
    return Status.DENIED if untrue else None


def denies_talks(before: str) -> bool:
    """Read "denied that it was in talks to" before what is talked of."""
    return _TALKS_DENIED.search(before) is not None


def _denied(verb: Token) -> Status | None:
    """Read "denied that he was about to leave": whatever stands between, the leaving is denied; not denied, it is mere talk."""
    step = verb
    while step.dep_ in {"xcomp", "ccomp", "acomp", "pcomp"} and step.head.i != step.i:
        step = step.head
        if (step.lemma_ == "deny" and step.pos_ == "VERB") or lemma_of(step) == "rule out":
            return Status.RUMOURED if is_negated(step) else Status.DENIED
    of_talk = step is not verb and step.dep_ == "acl" and step.head.lemma_.lower() in TALK_NOUNS
    if of_talk and not is_negated(step):
        return Status.RUMOURED  # "rumours that he is about to leave"
    return None


def _is_denied_report(verb: Token) -> bool:
    """Read "a report that X left was denied" and "denied rumours that X plans to leave"."""
    noun = governor_of(verb)
    if (
        noun is None
        or noun.lemma_.lower() not in REPORT_NOUNS | AIMS
        or verb.dep_ not in {"acl", "ccomp", "relcl"}
    ):
        return False
    above = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass", "nsubj"} or is_negated(above):
        return False
    if noun.dep_ == "nsubj":
        return above.lemma_ == "be" and any(
            c.lemma_.lower() in {"untrue", "false", "wrong", "baseless", "unfounded"}
            for c in above.children
        )
    return above.lemma_.lower() in DENY


def _is_untrue(scene: Scene, verb: Token) -> bool:
    """Whether the sentence calls what the verb tells untrue, before it or after it."""
    start, told = scene.places[verb.i][0], _TOLD_UNTRUE.search(scene.text)
    return bool(_UNTRUE.search(scene.text[:start]) or (told and start < told.start("no")))
