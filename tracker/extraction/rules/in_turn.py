"""Who makes a move in his turn, its verb told once and each with a day of his own: "X left Y in May, Z and W in June"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extraction.dates import TimePhrase
from tracker.extraction.days import meant_at
from tracker.extraction.findings import Status
from tracker.extraction.kinds import Kind
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

#: What may stand between a name and its day, before the name, and behind the day.
_AT = re.compile(r" (?:(?:in|on|at|by|only) )?$")
_BEFORE = frozenset([",", ";", "and", "while", "–", "—"])
_BEHIND = re.compile(r"[,.;:–—)]|\s+(?:and|while|after|because)\b|\s*$")


@dataclass(frozen=True, slots=True)
class InTurn:
    """Those who do what somebody before them in the sentence did, and on which day."""

    people: list[str]
    start: int
    day: str | None


def in_turn(scene: Scene) -> Iterator[InTurn]:
    """Those of a sentence who have a day of their own and no verb, behind somebody who has both."""
    for number, phrase in enumerate(scene.times):
        named = _named_before(scene, phrase) if number else None
        if named is None or not _BEHIND.match(scene.text, phrase.end):
            continue
        those = [t for t in scene.whole_group(named) if t.i <= named.i]
        start = scene.places[those[0].i][0]
        opens = scene.doc[those[0].i - 1].lower_ if those[0].i else ""
        between = [p for p in scene.times[:number] if p.end < start]
        if opens in _BEFORE and between and not _has_verb(scene, those[0], phrase):
            day = meant_at(scene, phrase, Status.DONE)
            yield InTurn([scene.name(t) for t in those], start, day)


def _named_before(scene: Scene, phrase: TimePhrase) -> Token | None:
    """The name right before a day: the X of "X in February"."""
    end = _AT.search(scene.text, 0, phrase.start)
    if end is None:
        return None
    return next(
        (t for t in scene.tokens(Kind.PERSON) if scene.at[t.i].end == end.start()),
        None,
    )


def _has_verb(scene: Scene, first: Token, phrase: TimePhrase) -> bool:
    here = (t for t in scene.doc[first.i :] if scene.places[t.i][0] < phrase.end)
    return any(t.pos_ in {"VERB", "AUX"} for t in here)
