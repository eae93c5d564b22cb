"""Somebody's deputy, who has a post of that name: "X, her deputy until now", "X stays on as his deputy"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extraction.clauses import lemma_of
from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FIRM, FactType, Status
from tracker.extraction.lexicon import words
from tracker.extraction.predicates import auxiliaries
from tracker.extraction.rules.formerly import is_former, until_then
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.tokens import Token

_BE, _STAY = words("be serve act"), words("stay stay_on remain continue")
#: What whoever was a deputy gets or takes.
_RISE = words(
    "name appoint promote give elect choose take_over succeed replace follow inherit move_up step_up become rise"
)
_LONG = re.compile(r" (?:for (?:the (?:past|last) )?[\w-]+ (?:years|months)|since [\w ]+)\b")
_NO_POSTS = words("member founder co-founder spokesman spokeswoman")


def deputising(scene: Scene) -> Iterator[Draft]:
    """A role for whoever is, was or becomes the deputy of somebody whose post has been told."""
    if is_hypothetical(scene):
        return
    for token in scene.doc:
        owners = [c for c in token.children if c.dep_ == "poss"] if token.lower_ == "deputy" else []
        people, status = _who(scene, token) if owners else ([], None)
        whose = [p for c in owners for p in scene.other_than(c, people)][:1]
        post = _post_of(scene, whose[0]) if whose else None
        if post is None or not post[0] or not post[1] or post[0].split()[-1].lower() in _NO_POSTS:
            continue
        for person in people if status is not None else []:
            made = draft(
                FactType.ROLE, scene, "deputising", status, 0.75, person=person, org=post[1], unit=post[2],
                title=f"deputy {_plainly(post[0])}",
            )  # fmt: skip
            made.implied_org = made.inside = True
            made.appointment = status is Status.ANNOUNCED
            if not _gets_elsewhere(scene, whose[0], post[1]):
                yield made


def _post_of(scene: Scene, chief: str) -> tuple[str, str | None, str | None] | None:
    """The post of the one who has a deputy: the one that he has, has given up or has just been given."""
    given = scene.discourse.post_given
    goes = chief in scene.discourse.left
    new = given is not None and given.person == chief and not goes
    return (given.title, given.org, given.unit) if given and new else scene.discourse.post_of(chief)


def _gets_elsewhere(scene: Scene, chief: str, org: str | None) -> bool:
    """Whether the post is the one that the chief gets elsewhere, of which nobody here is the deputy."""
    left = scene.discourse.left.get(chief)
    return left is not None and left != org


def _who(scene: Scene, deputy: Token) -> tuple[list[str], Status | None]:
    """Who is told to be the deputy, and how it stands with that; of "his deputy, X" alone it is not told as a post."""
    head = deputy.head
    if deputy.dep_ == "appos" and scene.is_person(head):
        return [scene.name(head)], _beside_name(scene, deputy, head)
    verb = head.head if deputy.dep_ == "pobj" and head.lower_ == "as" else head
    if deputy.dep_ not in {"attr", "pobj"} or verb.pos_ not in {"VERB", "AUX"}:
        return [], None
    people = [p for c in verb.children if c.dep_ == "nsubj" for p in scene.people(c)]
    people = people or (scene.people(verb.head) if verb.dep_ == "relcl" else [])
    if not people and verb.dep_ == "conj":
        people = [p for c in verb.head.children if c.dep_ == "nsubj" for p in scene.people(c)]
        people = people or (scene.people(verb.head.head) if verb.head.dep_ == "relcl" else [])
    return people[:1], _by_verb(scene, verb)


def _beside_name(scene: Scene, deputy: Token, name: Token) -> Status | None:
    if is_former(scene, deputy) or until_then(scene, deputy):
        return Status.FORMER
    if not _LONG.match(scene.text, scene.places[deputy.i][1]):
        return None
    return Status.FORMER if lemma_of(name.head) in _RISE else Status.HELD


def _by_verb(scene: Scene, verb: Token) -> Status | None:
    """Of "will be", "becomes", "stays on as" and "had been"."""
    lemma, told = lemma_of(verb).replace(" ", "_"), judge(scene, verb).status
    later = auxiliaries(verb) & {"will", "would", "shall", "to"}
    if told not in FIRM:
        return None
    if lemma in _STAY:
        return Status.ANNOUNCED if later else Status.DONE
    if lemma == "become" or (lemma in _BE and later):
        return told
    if lemma in _BE:
        past = verb.tag_ == "VBD" or "had" in auxiliaries(verb)
        return Status.FORMER if past else Status.HELD
    return None


def _plainly(title: str) -> str:
    """The post of which there is a deputy: of the "interim director" a "deputy director"."""
    return re.sub(r"^(?:interim|acting|founding|co-)\W*", "", title, flags=re.IGNORECASE)


RULES = (deputising,)
