"""Who founded what in relative clauses without "that": "Y, the firm X started with Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import lemma_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import COMPANY_NOUNS, words
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical
from tracker.extraction.tokens import Token

#: What those are who have founded where they work.
_OF_FOUNDERS = re.compile(
    r"\b(?:chief|C[EFOT]O|president|chair\w*|(?:co-)?founder|head|director|board)\b", re.IGNORECASE
)
_WITHOUT_THAT = words("found start launch create establish set build")


def founded_without_that(scene: Scene) -> Iterator[Draft]:
    """Read "Y, the firm X started with Z", "the firm X helped to start": relative clauses without "that", which parse badly."""
    if is_hypothetical(scene):
        return
    for verb in scene.doc:
        first = _first_of_founding(verb)
        if first is None or first < 2:
            continue
        noun, subject = scene.doc[first - 2], scene.doc[first - 1]
        if noun.lemma_.lower() not in COMPANY_NOUNS or not (
            scene.is_person(subject) or subject.text.lower() in {"he", "she", "they"}
        ):
            continue
        j = first - 3
        while j > 0 and scene.doc[j].text != "," and verb.i - j < 9:
            j -= 1
        org = (
            scene.at[j - 1].text
            if j > 0 and scene.doc[j].text == "," and scene.is_org(scene.doc[j - 1])
            else None
        )
        people = [scene.name(subject)] if scene.is_person(subject) else scene.people(subject)
        org = org or _company_meant(scene, noun, people)
        if org is None:
            continue
        after = next((t for t in scene.doc[verb.i : verb.i + 7] if t.text.lower() == "with"), None)
        if after is not None:
            people += [p for t in after.children for p in scene.people(t)]
        phrase = next((p for p in scene.times if 0 <= p.start - scene.places[verb.i][1] < 25), None)
        for person in dict.fromkeys(people):
            made = draft(
                FactType.FOUNDED,
                scene,
                "founded_without_that",
                Status.DONE,
                0.8,
                person=person,
                org=org,
            )
            if phrase is not None:
                made.date, made.date_kind = phrase.value, "effective"
            yield made


def _company_meant(scene: Scene, noun: Token, people: list[str]) -> str | None:
    """What "the company" stands for, where those who started it had not been hired there."""
    org = next(iter(scene.orgs(noun)), None)
    return None if is_only_left(scene, org, people) else org


def is_only_left(scene: Scene, org: str | None, people: list[str]) -> bool:
    """Whether somebody had been hired by what "the company she started" stands for: "quit her job as an engineer at Y"."""
    thread = scene.discourse
    posts = (thread.post_of(person) for person in people if org == thread.left.get(person))
    return any(post[1] == org and not _OF_FOUNDERS.search(post[0]) for post in posts if post)


def _first_of_founding(verb: Token) -> int | None:
    """Where "had started", "helped start" or "helped to start" begins; None at any other verb."""
    if verb.lemma_ not in _WITHOUT_THAT and (verb.lower_ != "found" or lemma_of(verb) != "found"):
        return None
    before = [t.lower_ for t in verb.doc[max(0, verb.i - 2) : verb.i]]
    if before[-1:] == ["helped"]:
        first = verb.i - 1
    elif before == ["helped", "to"]:
        first = verb.i - 2
    elif verb.tag_ in {"VBD", "VBN"}:
        first = verb.i
    else:
        return None
    return first - (verb.doc[first - 1].lower_ in {"had", "has", "have"})
