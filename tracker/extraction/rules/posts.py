"""What hires and appointments share: who is hired, by whom, into which post."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.extraction.clauses import Clause
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.led_places import led_place
from tracker.extraction.rules.shared import (
    Place,
    context_org,
    place_at,
    title_text,
    titles_in,
)
from tracker.extraction.scene import Scene
from tracker.extraction.title_words import FUNCTIONS
from tracker.extraction.tokens import Token

APPOINT = {
    "appoint", "name", "tap", "pick", "choose", "select", "install", "elect", "make", "make up", "promote", "elevate", "crown",
    "nominate", "designate", "anoint", "bring in", "hire", "recruit", "confirm", "announce", "draft", "reinstate", "swear in", "up", "bump", "bump up", "reelect", "redesignate",
}  # fmt: skip

#: What somebody leads for a while and is no head of.
_TASKS = words(
    "campaign drive push rollout turnaround turn-around overhaul revamp restructuring reorganisation reorganization relaunch search hunt"
)
_LEAD = words("lead head run oversee direct manage steer helm spearhead supervise")
#: What stands before those of several people who are named.
_AMONG_THEM = re.compile(r", (?:among (?:them|whom)|including)(?: (?:are|is|were|was))?:? ")
#: How those stand in a sentence who may be meant instead.
_ENDS = frozenset(["nsubj", "nsubjpass", "dobj", "pobj"])
_TIMES = words("day week month year hour decade")
#: What somebody has who has a title.
POSTS = words("post job role position vacancy opening slot seat gig")


def people_of(scene: Scene, tokens: list[Token]) -> list[str]:
    """Who is meant by these words, and who is named of them: X and Z in "Ten researchers are leaving, among them X and Z"."""
    found = [p for t in tokens for p in scene.people(t)]
    return list(dict.fromkeys(found or [p for t in tokens for p in _named_of(scene, t)]))


def _named_of(scene: Scene, those: Token) -> list[str]:
    """Those of several people who are named behind them, if no others stand between."""
    if those.tag_ != "NNS" or scene.at.get(those.i) is not None:
        return []
    start = scene.places[those.i][1]
    opened = _AMONG_THEM.search(scene.text, start)
    named = [t for t in scene.tokens(Kind.PERSON) if opened and scene.at[t.i].start == opened.end()]
    if opened is None or not named:
        return []
    between = (t for t in scene.doc[those.i + 1 : named[0].i] if t.tag_ in {"NNS", "NNPS"})
    if any(t.dep_ in _ENDS and t.lemma_.lower() not in _TIMES for t in between):
        return []
    return [scene.name(t) for t in scene.whole_group(named[0]) if t.i >= named[0].i]


def people_given(scene: Scene, objects: Iterable[Token]) -> list[str]:
    """Who gets a post; "its first head of sales" is nobody of whom the text has spoken before."""
    here = {scene.name(token) for token in scene.tokens(Kind.PERSON)}
    found = (
        person
        for token in objects
        for person in (scene.people(token) or _named_of(scene, token))
        if person in here or not scene.is_title(token)
    )
    return list(dict.fromkeys(found))


def origin_of(scene: Scene, clause: Clause, *extra: str) -> Place | None:
    """Where the people of a clause come from; of several employers nobody knows whose is whose."""
    for token in clause.preps("from", *extra):
        if any(scene.is_org(t) for t in token.conjuncts):
            return None
        title = title_of_post(scene, token)  # "comes from a post as T at Y"
        owner = scene.owner(title) if title is not None else None
        place = Place(owner) if owner else place_at(scene, token)
        if place is not None and (scene.is_org(token) or place.org):
            return place
    return _after_years_at(scene, clause)


def _after_years_at(scene: Scene, clause: Clause) -> Place | None:
    """Y in "joins Z after six years at Y"."""
    for time in clause.preps("after"):
        if time.lemma_.lower() not in {"year", "month", "decade"}:
            continue
        after = (c for c in clause.verb.children if c.i == time.i + 1)
        for prep in (*time.children, *after):
            if prep.dep_ == "prep" and prep.lower_ in {"at", "with"}:
                for thing in prep.children:
                    if thing.dep_ == "pobj" and scene.is_org(thing):
                        return place_at(scene, thing)
    return None


def title_of(scene: Scene, clause: Clause) -> str | None:
    found = titles_in(scene, clause)
    return title_text(scene, found[0]) if found else None


_OWN = words("veteran insider lifer stalwart old-timer")
_EMPLOYED = words("employee executive staffer")
_IN_CHARGE = frozenset(["responsible", "charge"])
_FROM_WITHIN = re.compile(
    r"\bfrom (?:within|its own ranks)\b|\binternal (?:appointment|candidate|promotion)\b"
)


def is_own(scene: Scene, person: str, org: str | None) -> bool:
    """Whether whoever gets a post is one of the company's own.

    Read "Y's X", "insider X", "Y veteran X", "X, a 20-year Y veteran", "X, the executive responsible for products".
    """
    if _FROM_WITHIN.search(scene.text):
        return True
    for name in (t for t in scene.tokens(Kind.PERSON) if scene.name(t) == person):
        for noun in name.children:
            if noun.dep_ == "poss" and org in scene.orgs(noun):
                return True
            if noun.dep_ not in {"compound", "nmod", "appos", "amod"}:
                continue
            lemma = noun.lemma_.lower()
            long = any(t.lower_ in {"longtime", "long"} for t in noun.subtree)
            firms = {scene.at[t.i].text for t in noun.subtree if scene.is_org(t)}
            in_charge = any(t.lower_ in _IN_CHARGE for t in noun.rights for t in (t, *t.children))
            in_charge = in_charge and any(c.lower_ == "the" for c in noun.lefts)
            if in_charge and lemma in _EMPLOYED:
                return org in firms or not firms
            if lemma in _OWN or (long and lemma in _EMPLOYED):
                of_it = any(t.lower_ in {"company", "its"} for t in noun.children)
                return org in firms or (not firms and (of_it or lemma == "insider"))
    return False


def title_of_post(scene: Scene, post: Token) -> Token | None:
    """T in "the post of T", "the job as T", "the vacant T job", "a T's job"."""
    if post.lemma_.lower() not in POSTS:
        return None
    beside = [c for c in post.children if c.dep_ == "prep" and c.lower_ in {"of", "as"}]
    told = [c for c in post.lefts if c.dep_ in {"compound", "nmod", "poss", "amod"}]
    told += [g for c in beside for g in c.children]
    return next((t for t in told if scene.is_title(t) and not scene.at[t.i].founder), None)


def leads_what(scene: Scene, verb: Token) -> tuple[str, Place] | None:
    """The post in "to lead Y", "to run Y" after a verb or noun of hiring."""
    stack = [c for c in verb.children if c.dep_ in {"xcomp", "advcl", "acl", "relcl", "ccomp"}]
    stack += [
        c
        for o in verb.children
        if o.dep_ in {"dobj", "prep"}
        for c in o.children
        if c.dep_ in {"relcl", "acl"} and c.tag_ == "VB"
    ]
    stack += [
        c
        for p in verb.children
        if p.dep_ == "prep"
        for o in p.children
        for c in o.children
        if c.dep_ in {"relcl", "acl"}
    ]
    for child in stack:
        if child.lemma_ in _LEAD and child.tag_ in {"VB", "VBG"}:
            for thing in child.children:
                if thing.dep_ == "dobj" and thing.lower_ == "it":
                    unit = _unit_told(scene)
                    return ("head", Place(None, unit)) if unit is not None else None
                if thing.dep_ == "dobj":
                    place = led_place(scene, thing)
                    if place is not None:
                        return "head", place
                    if thing.pos_ == "NOUN" and thing.lemma_.lower() not in _TASKS:
                        first = thing.i
                        while first and _narrows(scene.doc[first - 1], thing):
                            first -= 1
                        return f"head of {scene.words(first, thing.i)}", Place(None)
    return None


def _narrows(word: Token, field: Token) -> bool:
    """The "data" of "data partnerships", and the "consumer" of "consumer marketing"."""
    return word.lower_ in FUNCTIONS and word.head.i in {field.i, field.head.i}


def _unit_told(scene: Scene) -> str | None:
    """What "it" is in "Y is opening a lab and has hired X to lead it", or where the sentence before tells of the lab."""
    thread = scene.discourse
    here = thread.unit is not None and thread.unit in scene.text
    return thread.unit if here else thread.fresh_unit


def _where_gone(scene: Scene, clause: Clause) -> Place | None:
    """Who hires in "the bank has hired him", after it was told where he goes."""
    if not clause.subjects or any(scene.is_org(s) for s in clause.subjects):
        return None
    if not any(t.pos_ == "PRON" for t in clause.objects):
        return None
    people = people_of(scene, clause.objects)
    gone = scene.discourse.gone_to.get(people[0]) if people else None
    return Place(gone, implied=True) if gone is not None else None


def _only_tells(scene: Scene, clause: Clause, subject: Token) -> bool:
    """Whether an outlet only tells who gets a post elsewhere: "the Herald named X as the next chair"."""
    post = (
        next(clause.preps("as"), None) if clause.lemma in {"name", "announce", "confirm"} else None
    )
    known = post is not None and any(c.lower_ == "the" for c in post.lefts)
    return scene.is_paper(subject) and known


def employer(scene: Scene, clause: Clause) -> Place | None:
    """Who hires: the subject, or the employer of a person who is the subject, or the one meant."""
    gone = _where_gone(scene, clause)
    if gone is not None:
        return gone
    for subject in clause.subjects:
        place = place_at(scene, subject)
        if place is not None and place.org and not _only_tells(scene, clause, subject):
            return place
        for person in scene.people(subject):
            org = context_org(scene, subject, person)
            return Place(org, implied=True) if org else None
        if subject.lemma_.lower() == "board":
            of_it = (t for p in subject.children if p.lower_ == "of" for t in p.children)
            named = next((org for t in of_it for org in scene.orgs(t)), None)
            org = scene.owner(subject) or named or context_org(scene, subject)
            return Place(org, implied=True) if org else None
    if clause.passive:
        for token in clause.preps("at", "by"):
            place = place_at(scene, token)
            if place is not None and place.org:
                return place
    org = context_org(scene, clause.verb)
    return Place(org, implied=True) if org else None
