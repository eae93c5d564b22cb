"""Who had the post that another has just been given: "Y names X chief executive; Z, who has held the job since May, ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import Clause, clauses
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.posts import people_of
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.tokens import Token

_NOW = frozenset(["now", "currently"])
_HOLD = words("have hold occupy do fill")
_POSTS = words("post job role position office")
_HOLDERS = words("holder occupant incumbent")
#: How somebody has a post who is no more than a stopgap.
_FOR_NOW = re.compile(
    r"\b(?:provisionally|temporarily|ad interim|for the time being|on an? (?:interim|acting|temporary|provisional) basis|in an (?:interim|acting) capacity)\b"
)
#: How many sentences back the post may have been given.
_BACK = 2


def incumbents(scene: Scene) -> Iterator[Draft]:
    """A former post for everyone who is told to have held the one that somebody else was given before."""
    given = scene.discourse.post_given
    if given is None or scene.number - given.number > _BACK or is_hypothetical(scene):
        return
    for person in _holders(scene):
        if person != given.person:
            made = draft(
                FactType.ROLE, scene, "incumbent", Status.FORMER, 0.8, person=person, org=given.org, title=given.title, unit=given.unit
            )  # fmt: skip
            made.implied_org = True
            yield made
    for clause in clauses(scene.doc):
        if not had_the_post(clause) or judge(scene, clause.verb).status is not Status.DONE:
            continue
        places = [name for token in clause.preps("at", "of", "with") for name in scene.orgs(token)]
        for person in people_of(scene, clause.subjects):
            if person == given.person or any(place != given.org for place in places):
                continue
            made = draft(
                FactType.ROLE, scene, "incumbent", Status.FORMER, 0.8, person=person, org=given.org, title=_for_now(scene, given.title),
                unit=given.unit,
            )  # fmt: skip
            made.implied_org = True
            yield made


def _holders(scene: Scene) -> Iterator[str]:
    """X in "X, the previous holder of the office" and "X, the present occupant of the post"."""
    for noun in scene.doc:
        of = [t for c in noun.children if c.lower_ == "of" for t in c.children]
        if noun.lower_ not in _HOLDERS or not any(map(_is_the_post, of)):
            continue
        if noun.dep_ == "appos" and scene.is_person(noun.head):
            yield scene.name(noun.head)
        yield from (
            scene.name(c) for c in noun.children if c.dep_ == "appos" and scene.is_person(c)
        )


def _for_now(scene: Scene, title: str) -> str:
    """The title of who has "done the job provisionally"."""
    passing = _FOR_NOW.search(scene.text) and not re.match(r"interim|acting", title, re.IGNORECASE)
    return f"interim {title}" if passing else title


def had_the_post(clause: Clause) -> bool:
    """Read "has had the job", "had held the post", "who occupies that role now"; not "has the job" and "had the job of her life"."""
    past = (
        clause.verb.tag_ in {"VBN", "VBD"}
        or _was_doing(clause.verb)
        or (clause.verb.dep_ == "relcl" and any(c.lower_ in _NOW for c in clause.verb.children))
    )
    return clause.lemma in _HOLD and past and any(map(_is_the_post, clause.objects))


def _was_doing(verb: Token) -> bool:
    """Read "who had been doing the job himself"."""
    return verb.tag_ == "VBG" and bool(auxiliaries(verb) & {"had", "has"})


def _is_the_post(thing: Token) -> bool:
    said = {"the", "that", "this"} & {c.lower_ for c in thing.children}
    told = any(
        c.dep_ in {"compound", "amod", "relcl"}
        or (c.dep_ == "prep" and c.lower_ in {"of", "at", "as"})
        for c in thing.children
    )
    return thing.lemma_.lower() in _POSTS and bool(said) and not told


RULES = (incumbents,)
