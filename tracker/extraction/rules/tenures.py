"""Since when somebody is somewhere, and from when to when: "X, who has been with Y since 2014", "X was at Y from 2009 to 2018"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, words
from tracker.extraction.predicates import auxiliaries, is_negated
from tracker.extraction.reckoning import surely_before
from tracker.extraction.rules.posts import people_of
from tracker.extraction.rules.shared import place_at
from tracker.extraction.scene import Scene
from tracker.extraction.status import Judgement, is_hypothetical
from tracker.extraction.tokens import Token

_AT = ("at", "for", "with")
#: What may stand beside "came in 2021", which is no "came in first" and no "came in to help".
_BESIDE = words("nsubj prep punct cc conj mark aux")
_FROM_TO = re.compile(r"from\b.* (?:to|until|till|through)\b|between\b.* and\b", re.IGNORECASE)

#: Until when somebody was somewhere: a day that follows, or what happened to the company or to him.
_UNTIL = re.compile(r"\b[Uu]ntil (?P<it>(?:it|he|she|they|the company) (?:was|were) )?")


def since(scene: Scene) -> Iterator[Draft]:
    """A joining for everyone who is told to be at a company since a certain day."""
    if "since" not in scene.text or is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        employs = clause.verb.lemma_ == "employ"
        places = clause.subjects if employs else list(clause.preps(*_AT))
        places = [t for t in places if _is_a_company(scene, t)]
        begin = _begin(scene, clause) if places and _goes_on(scene, clause) else None
        if begin is None:
            continue
        judged = Judgement(Status.DONE, None, begin, "effective")
        for person in people_of(scene, clause.objects if employs else clause.subjects):
            if (there := place_at(scene, places[0])) is not None:
                yield draft(
                    FactType.JOINED, scene, "joins", judged, 0.8, person=person, org=there.org
                )


def _is_a_company(scene: Scene, word: Token) -> bool:
    """Whether a word is the name of a company, or stands for one: "with the company since 2014"."""
    stands_for_one = word.lemma_.lower() in COMPANY_NOUNS and scene.unit(word) is None
    return scene.kind(word) is Kind.ORG or (stands_for_one and bool(scene.orgs(word)))


def _goes_on(scene: Scene, clause: Clause) -> bool:
    """Whether somebody has, or had, been or worked somewhere for some time, in no post that is told with it."""
    has = auxiliaries(clause.verb) & {"has", "have", "had", "'s", "'ve", "'d"}
    return (
        clause.verb.lemma_ in {"be", "work", "employ"}
        and bool(has)
        and not (_in_a_post(scene, clause) or is_negated(clause.verb))
        and not any(c.lower_ in {"out", "away", "off", "absent"} for c in clause.verb.children)
    )


def _in_a_post(scene: Scene, clause: Clause) -> bool:
    """Whether a clause tells the post, which is a fact of its own."""
    return any(scene.is_title(t) for t in (*clause.complements, *clause.preps("as")))


def _begin(scene: Scene, clause: Clause) -> str | None:
    """The day that "since" of the same clause goes back to."""
    marks = [t for t in clause.verb.subtree if t.lower_ == "since" and t.dep_ == "prep"]
    return next((day for mark in marks if (day := _day_behind(scene, mark)) is not None), None)


def _day_behind(scene: Scene, mark: Token) -> str | None:
    begin, end = scene.places[mark.i]
    near = (p for p in scene.times if begin <= p.start <= end + len(" the "))
    return next((phrase.value for phrase in near), None)


def spans(scene: Scene) -> Iterator[Draft]:
    """A joining and a leaving for everyone who is told to have been at a company from one day to another."""
    span = _span(scene)
    if span is None or is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        places = [t for t in clause.preps(*_AT) if scene.kind(t) in COMPANIES]
        if not places or not _is_over(scene, clause):
            continue
        for person in people_of(scene, clause.subjects):
            for kind, rule, day in zip(
                (FactType.JOINED, FactType.LEFT), ("joins", "leaves"), span, strict=True
            ):
                judged = Judgement(Status.DONE, None, day, "effective")
                yield draft(kind, scene, rule, judged, 0.8, person=person, org=scene.at[places[0].i].text)  # fmt: skip


def until(scene: Scene) -> Iterator[Draft]:
    """Read "X and Y were at Z until May", "worked for Z until it was sold": a leaving for everyone who was there until a day past."""
    if "ntil" not in scene.text or is_hypothetical(scene) or _span(scene) is not None:
        return
    for clause in clauses(scene.doc):
        places = [t for t in clause.preps("at", "for") if scene.kind(t) in COMPANIES]
        ends = _UNTIL.search(scene.text) if len(places) == 1 and _is_over(scene, clause) else None
        if ends is None or any(clause.preps("in")) or not _is_of(scene, ends.start(), clause):
            continue
        last = ends.end() + len("the ")
        day = next((p.value for p in scene.times if ends.start() <= p.start <= last), None)
        if day is None and not ends["it"]:
            continue
        if day and scene.published and surely_before(scene.published.isoformat(), day):
            continue
        judged = Judgement(Status.DONE, None, day, "effective" if day else None)
        for person in people_of(scene, clause.subjects):
            org = scene.at[places[0].i].text
            yield draft(FactType.LEFT, scene, "leaves", judged, 0.8, person=person, org=org)


def _is_of(scene: Scene, start: int, clause: Clause) -> bool:
    """Whether what stands at a place belongs to a clause and to no later verb."""
    at = scene.token_at(start)
    return any(t.i == clause.verb.i for t in (at.head, at.head.head))


def _span(scene: Scene) -> tuple[str, str] | None:
    """The two days of "from 2009 to May 2018" and "between 2009 and 2018"."""
    for begin, end in pairwise(sorted(scene.times, key=lambda phrase: (phrase.start, -phrase.end))):
        said = scene.text[begin.start : end.end]
        if begin.value and end.value and end.start <= begin.end + 1 and _FROM_TO.match(said):
            return begin.value, end.value
    return None


def _is_over(scene: Scene, clause: Clause) -> bool:
    """Whether somebody was or worked somewhere, in no post that is told with it."""
    past = clause.verb.tag_ == "VBD" or "had" in auxiliaries(clause.verb)
    return (
        clause.verb.lemma_ in {"be", "work", "spend"}
        and past
        and not (_in_a_post(scene, clause) or is_negated(clause.verb))
    )


def came(scene: Scene) -> Iterator[Draft]:
    """Read "she came in 2021" and "he had been there since May" of somebody whose company has been told before."""
    if is_hypothetical(scene):
        return
    for clause in clauses(scene.doc):
        begin = _came_on(scene, clause) or _there_since(scene, clause)
        for person in people_of(scene, clause.subjects) if begin is not None else ():
            org, title = _whereabouts(scene, person)
            if org is not None:
                made = draft(
                    FactType.JOINED, scene, "joins_there", Judgement(Status.DONE, None, begin, "effective"), 0.75, person=person,
                    org=org, title=title,
                )  # fmt: skip
                made.implied_org = True
                yield made


def _came_on(scene: Scene, clause: Clause) -> str | None:
    """The day of "came in 2021" and "arrived only in May", where nobody says what as, to or with what."""
    if clause.lemma not in {"come", "arrive"} or clause.verb.tag_ != "VBD":
        return None
    beside = (c for c in clause.verb.children if c.lower_ not in {"only", "just"})
    if any(c.dep_ not in _BESIDE for c in beside):
        return None
    preps = [c for c in clause.verb.children if c.dep_ == "prep"]
    if len(preps) != 1 or preps[0].lower_ != "in" or clause.verb.dep_ not in {"ROOT", "ccomp"}:
        return None
    return _day_behind(scene, preps[0])


def _there_since(scene: Scene, clause: Clause) -> str | None:
    """The day of "has been there since 2019", "had worked there since 2019"."""
    there = any(c.lower_ == "there" and c.dep_ == "advmod" for c in clause.verb.children)
    has = auxiliaries(clause.verb) & {"has", "have", "had", "'s", "'ve"}
    if not there or not has or clause.verb.lemma_ not in {"be", "work"} or is_negated(clause.verb):
        return None
    return _begin(scene, clause)


def _whereabouts(scene: Scene, person: str) -> tuple[str | None, str | None]:
    """Where the article has somebody work, or have worked until now; of who leaves a board the seat."""
    thread = scene.discourse
    if person in thread.left:
        post = thread.given_up.get(person)
        seat = (
            post is not None and post[0].endswith("board member") and post[1] == thread.left[person]
        )
        return thread.left[person], post[0] if post is not None and seat else None
    return thread.employer.get(person), None


RULES = (since, spans, until, came)
