"""Who else has founded a company: those on its founding team, and those who were with its founder."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import lemma_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.grown import is_grown
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.shared import context_org, possessor
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical
from tracker.extraction.tokens import Token
from tracker.extraction.what_is_founded import FOUND

_TEAMS = words("team crew group trio quartet quintet duo band")
#: What tells that somebody is on a team, and what tells who is on it.
_IS_ON = words("be belong sit count")
_HAS = words("include comprise consist number")
_PARTNERS = words("partner companion associate accomplice ally comrade")
_VENTURES = words("venture enterprise business undertaking adventure company firm startup start-up")
_ONE_OF_THEM = re.compile(r"\bone of (?:the|its|[\w.]+['’]s) (?:\w+ )?(?:co-?)?founders\b")
_OF_THE_FOUNDERS = re.compile(
    r"\b[Oo]f (?:the|its|[\w.]+['’]s) (?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|original|other|remaining|first) )*(?:co-?)?founders\b"
)
#: Who is named behind the colon then need not be one of them.
_NONE_OF_THEM = re.compile(
    r"\b(?:none|neither|nobody|no one|without|successors?|heirs?|sa(?:ys|id)|told|asked|wrote|writes)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?:Another|The other|The (?:second|third|fourth)|A (?:second|third|fourth))(?: of (?:them|the \w+))?, (?=[A-Z])"
)
#: How many steps up from a team its members are told.
_UP = 6


def on_founding_team(scene: Scene) -> Iterator[Draft]:
    """Read "X and Z belong to the founding team", "X, a member of Y's founding team", "others on the founding team are X and Z"."""
    if "founding" not in scene.text.lower() or is_hypothetical(scene):
        return
    for team in scene.doc:
        called = team.lemma_.lower() in _TEAMS and any(c.lower_ == "founding" for c in team.lefts)
        org = _whose_team(scene, team) if called else None
        for person in _on_team(scene, team) if org is not None else ():
            yield _founded(scene, person, org or "")


def with_the_founder(scene: Scene) -> Iterator[Draft]:
    """Read "X founded Y in 2018; with him were Z and W", "His partners in the venture are Z and W"."""
    for verb in scene.doc:
        if verb.lemma_ != "be":
            continue
        founder = _with_whom(scene, verb) or _whose_partners(scene, verb)
        org = scene.discourse.founded.get(founder) if founder is not None else None
        others = [t for t in verb.rights if t.dep_ in {"nsubj", "attr"} and scene.is_person(t)]
        for person in (scene.name(m) for t in others for m in scene.group(t)):
            if org is not None and person != founder:
                yield _founded(scene, person, org)


def another_founder(scene: Scene) -> Iterator[Draft]:
    """Read "X, one of the founders, left last year. Another, Z, is chairman"."""
    opens = _ANOTHER.match(scene.text)
    if opens is None or not scene.number or is_hypothetical(scene):
        return
    before: Scene = scene.article[scene.number - 1]
    named = scene.token_at(opens.end())
    if _ONE_OF_THEM.search(before.text) is None or not scene.is_person(named):
        return
    known = scene.discourse.founded
    orgs = {known[p] for t in before.tokens(Kind.PERSON) if (p := before.name(t)) in known}
    if len(orgs) == 1:
        yield _founded(scene, scene.name(named), orgs.pop())


def founders_gone(scene: Scene) -> Iterator[Draft]:
    """Read "Of the eleven founders of Y few are left: X went to Z, W to V", "two of the founders have quit: X and W left in May"."""
    counted = _OF_THE_FOUNDERS.search(scene.text)
    if counted is None or is_hypothetical(scene):
        return
    noun = scene.token_at(counted.end() - 1)
    colon = scene.text.find(":", counted.end())
    if _NONE_OF_THEM.search(scene.text[:colon]):
        return
    org = _whose_team(scene, noun) if colon > 0 else None
    acting = (t for t in scene.tokens(Kind.PERSON) if t.dep_ in {"nsubj", "nsubjpass", "appos"})
    gone = [t for t in acting if scene.places[t.i][0] > colon and not scene.is_title(t.head)]
    for person in dict.fromkeys(scene.name(m) for t in gone for m in scene.group(t)):
        if org is not None:
            yield _founded(scene, person, org)


def _founded(scene: Scene, person: str, org: str) -> Draft:
    made = draft(FactType.FOUNDED, scene, "founding_team", Status.DONE, 0.8, person=person, org=org)
    made.attached = True
    return made


def _whose_team(scene: Scene, team: Token) -> str | None:
    """Whose founding team it is: the owner's, else that of what the article tells to be set up, or is about, which is no grown company."""
    owner = possessor(scene, team)
    of_it = (t for c in team.children if c.lower_ in {"of", "at"} for t in c.children)
    named = owner or next((org for t in of_it for org in scene.orgs(t)), None)
    thread = scene.discourse
    set_up = {org for who, org in thread.founded.items() if thread.founder_of.get(who) != org}
    org = named or (set_up.pop() if len(set_up) == 1 else context_org(scene, team))
    return None if is_grown(org) else org


def _on_team(scene: Scene, team: Token) -> list[str]:
    step = team
    for _ in range(_UP):
        above = step.head
        if scene.is_person(above) and step.dep_ in {"appos", "prep"}:
            members = scene.whole_group(above) if step.tag_ == "NNS" else [above]
            return [scene.name(m) for m in members]
        if above.pos_ in {"VERB", "AUX"}:
            return _told_by(scene, above, step)
        if above.i == step.i:
            return []
        step = above
    return []


def _told_by(scene: Scene, verb: Token, part: Token) -> list[str]:
    """Who is told to be on a team by a verb of which the team is the subject, or not."""
    if any(c.dep_ == "neg" for c in verb.children):
        return []
    if part.dep_ in {"nsubj", "nsubjpass"}:
        if verb.lemma_ not in _HAS | {"be"}:
            return []
        told = [t for t in verb.rights if t.dep_ in {"attr", "dobj"}]
        told += [t for c in verb.rights if c.lower_ == "of" for t in c.children]
        return [scene.name(m) for t in told if scene.is_person(t) for m in scene.group(t)]
    if verb.lemma_ not in _IS_ON:
        return []
    subjects = [t for t in verb.lefts if t.dep_ in {"nsubj", "nsubjpass"}]
    if verb.dep_ == "relcl" and any(t.lower_ == "who" for t in subjects):
        return [scene.name(verb.head)] if scene.is_person(verb.head) else []
    return [person for t in subjects for person in scene.people(t)]


def _with_whom(scene: Scene, verb: Token) -> str | None:
    """X in "with him were Z and W", where it has just been told what X has founded."""
    for word in (t for t in verb.lefts if t.lower_ == "with"):
        him = any(t.lower_ in {"him", "her"} for t in scene.doc[word.i + 1 : word.i + 2])
        if him and _is_told_before(scene, word):
            return next(reversed(scene.discourse.founded), None)
    return None


def _is_told_before(scene: Scene, word: Token) -> bool:
    """Whether a founding is the last thing told before a word: in its sentence, or as the main thing in the one before."""
    verbs = [t for t in scene.doc[: word.i] if t.pos_ == "VERB"]
    if verbs or not scene.number:
        return bool(verbs) and lemma_of(verbs[-1]) in FOUND
    before: Scene = scene.article[scene.number - 1]
    return any(t.dep_ == "ROOT" and lemma_of(t) in FOUND for t in before.doc)


def _whose_partners(scene: Scene, verb: Token) -> str | None:
    """X in "his partners in the venture are Z and W"."""
    for noun in (t for t in verb.lefts if t.dep_ == "nsubj" and t.lemma_.lower() in _PARTNERS):
        things = (t for c in noun.children if c.lower_ == "in" for t in c.children)
        owners = [c for c in noun.children if c.dep_ == "poss"]
        if any(t.lemma_.lower() in _VENTURES for t in things):
            return next((person for c in owners for person in scene.people(c)), None)
    return None


RULES = (on_founding_team, with_the_founder, another_founder, founders_gone)
