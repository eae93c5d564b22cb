"""First and last days at work: "Monday was her first day at Y", "Friday is his last day"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.rules.shared import Place, context_org, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.status import judge
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

_FIRST = re.compile(r"(?:\b(?:his|her|their)|['’]s?) first (?P<day>day) at\b", re.IGNORECASE)

_AT_PLACE = re.compile(r"(?: day)? (?:at|with) (?:the )?")


def last_days(scene: Scene) -> Iterator[Draft]:
    """Read "Monday will be his last day", "Friday is his last day at Y"."""
    match = re.search(
        r"\b(?:will|would|is|was) be (?:his|her|their) last\b|\b(?:his|her|their) last day\b|['’]s last day\b",
        scene.text,
    )
    if match is None:
        return
    owner = next(
        (
            t
            for t in scene.doc
            if scene.places[t.i][1] >= match.start()
            and (t.text.lower() in {"his", "her", "their"} or scene.is_person(t))
        ),
        None,
    )
    if owner is None or re.match(r" (?:word|chance|job|book|name)", scene.text[match.end() :]):
        return
    verb = governing_verb(owner)
    judged = judge(scene, verb)
    if judged.status is None:
        return
    phrase = next(
        (p.value for p in scene.times if p.end <= match.start() and match.start() - p.end < 12),
        None,
    )
    place = _named_behind(scene, match.end())
    for person in scene.people(owner):
        org = place.org if place else context_org(scene, owner, person)
        if org:
            made = draft(FactType.LEFT, scene, "last_day", judged, 0.7, person=person, org=org)
            made.implied_org = place is None
            made.date, made.date_kind = (
                (phrase, "effective") if phrase else (judged.date, judged.date_kind)
            )
            made.status = Status.DONE if _is_over(verb) else Status.ANNOUNCED
            yield made


def _named_behind(scene: Scene, end: int) -> Place | None:
    """Y in "her last day at Y", "his last with Y"."""
    opened = _AT_PLACE.match(scene.text, end)
    token = scene.token_at(opened.end()) if opened is not None else None
    return place_at(scene, token) if token is not None and scene.is_org(token) else None


def _is_over(verb: Token) -> bool:
    """Read "Friday was his last day" as told afterwards, "said that Friday was his last day" as told before."""
    return verb.tag_ == "VBD" and verb.lemma_ in {"be", "have"} and verb.dep_ == "ROOT"


def first_days(scene: Scene) -> Iterator[Draft]:
    """Read "Monday was her first day at Y", "X's first day at Y will be June 30"."""
    match = _FIRST.search(scene.text)
    if match is None:
        return
    noun = scene.token_at(match.start("day"))
    verb = governing_verb(noun)
    judged = judge(scene, verb)
    owners = [c for c in noun.children if c.dep_ == "poss"]
    place = next(
        (p for c in noun.children if c.text.lower() == "at" for t in c.children for p in [place_at(scene, t)] if p), None,
    )  # fmt: skip
    if verb.lemma_ != "be" or judged.status is None or not owners or place is None or not place.org:
        return
    status = Status.DONE if _is_over(verb) else Status.ANNOUNCED
    value = next((p.value for p in scene.times if p.value), None)
    for person in scene.people(owners[0])[:1]:
        made = draft(
            FactType.JOINED, scene, "first_day", status, 0.85, person=person, org=place.org
        )
        made.via, made.date, made.date_kind = judged.via, value, "effective" if value else None
        yield made
