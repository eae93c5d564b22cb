"""Titles that people hold, held or take: "CEO X", "X, a former president of Y", "X is its chairman"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.rules.bearers import bearer, first_title
from tracker.extraction.rules.board_words import is_new_directors
from tracker.extraction.rules.formerly import is_former, until_then
from tracker.extraction.rules.shared import place_at, title_text
from tracker.extraction.rules.title_places import AT, title_place
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.tokens import Token, text_of

#: Of what a company has one.
_ONE_OF = re.compile(r"^(?:chief |CEO|chair)", re.IGNORECASE)
#: Titles that in somebody's mouth or beside somebody's name only say what one person is to another.
_TO_ANOTHER = {
    "boss",
    "chair",
    "manager",
    "deputy",
    "partner",
    "partners",
    "assistant",
    "leader",
    "chief",
    "head",
    "consultant",
    "analyst",
    "secretary",
    "managers",
    "bosses",
    "deputies",
}
_WORKS = words(
    "film movie documentary series show play opera concert exhibition book novel paper study"
)
_PEOPLES = {"his", "her", "my", "your"}


def titles(scene: Scene) -> Iterator[Draft]:
    """A fact for each title that stands beside a name."""
    if is_hypothetical(scene):
        return
    for token in scene.tokens(Kind.TITLE):
        mention = scene.at[token.i]
        if mention.founder or part_of_longer(scene, token) or is_somebodys(scene, token):
            continue
        if _given_by_a_verb(scene, token) or _each_at_his_own(scene, token):
            continue
        people, how = bearer(scene, token)
        if not people or _only_belongs(scene, token) or _one_each(scene, token, people):
            continue
        status = Status.FORMER if is_former(scene, token) else Status.HELD
        if _is_of_the_replaced(scene, token) or until_then(scene, token):
            status = Status.FORMER
        elif _is_to_come(scene, token):
            status = Status.ANNOUNCED
        for person in people:
            place = title_place(scene, token, person)
            if place is None or (mention.weak and place.implied):
                continue
            made = draft(
                FactType.ROLE, scene, f"title_{how}", status, 0.85 if not place.implied else 0.7,
                person=person, org=place.org, title=title_text(scene, token), unit=place.unit,
            )  # fmt: skip
            made.attached = True
            made.implied_org = place.implied
            yield made


def _each_at_his_own(scene: Scene, title: Token) -> list[tuple[Token, Token]]:
    """Who and where in "their chief executives, X of Y and Z of W", which no parse gets right."""
    first = title.i + (2 if text_of(scene.doc[title.i + 1 : title.i + 2]) == "," else 1)
    found: list[tuple[Token, Token]] = []
    rest = list(scene.doc[first:])
    while len(rest) > len(("X", "of")) and scene.is_person(rest[0]) and rest[1].lower_ in AT:
        if scene.is_person(rest[2]) or not scene.orgs(rest[2]):
            break
        found.append((rest[0], rest[2]))
        rest = rest[3:]
        while rest and (rest[0].text == "," or rest[0].lower_ == "and"):
            rest = rest[1:]
    return found if len(found) > 1 else []


def of_each(scene: Scene) -> Iterator[Draft]:
    """A fact for each of those whose one title stands before their names: "chief executives X of Y and Z of W"."""
    for title in () if is_hypothetical(scene) else scene.tokens(Kind.TITLE):
        status = Status.FORMER if is_former(scene, title) else Status.HELD
        for person, org in _each_at_his_own(scene, title):
            place = place_at(scene, org)
            if place is not None and not scene.at[title.i].founder:
                yield draft(
                    FactType.ROLE, scene, "title_before_name", status, 0.85, person=scene.name(person), org=place.org,
                    title=title_text(scene, title), unit=place.unit,
                )  # fmt: skip


def _one_each(scene: Scene, title: Token, people: list[str]) -> bool:
    """Read "Y and Z merge. Their chief executives, A and B, met": nobody knows whose is whose."""
    theirs = any(c.lower_ == "their" for c in title.children)
    return theirs and len(people) > 1 and bool(_ONE_OF.search(scene.at[title.i].text))


def _only_belongs(scene: Scene, title: Token) -> bool:
    """Read "a member of the company since 2009", who may be anything there; not "a member of Parliament"."""
    if scene.words(title.i, title.i).lower() != "member":
        return False
    of_what = [t for c in title.rights if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    return any(
        t.lemma_.lower() in {"company", "firm", "start-up", "startup", "bank", "team", "group"}
        for t in of_what
    )


def _is_to_come(scene: Scene, title: Token) -> bool:
    """Read "Y's incoming chief executive, X"."""
    start = scene.places[first_title(scene, title).i][0]
    return scene.text[:start].rstrip().lower().endswith("incoming")


def _is_of_the_replaced(scene: Scene, title: Token) -> bool:
    """Read "replaced chief executive X with Y" and "chief executive X was replaced"."""
    thing = title.head if title.dep_ in {"compound", "appos", "nmod"} else title
    return until_another(scene, thing, {"replace"}) is Status.FORMER


def until_another(scene: Scene, whom: Token, verbs: Set[str]) -> Status | None:
    """How far the post of who is replaced is given up: he holds it until the other one has it. None where nobody tells it."""
    if whom.dep_ not in {"dobj", "nsubjpass"} or whom.head.lemma_ not in verbs:
        return None
    judged, past = judge(scene, whom.head).status, whom.head.tag_ in {"VBD", "VBN"}
    gone = judged is Status.DONE or (judged is Status.REPORTED and past)
    return Status.FORMER if gone else Status.HELD


def _given_by_a_verb(scene: Scene, token: Token) -> bool:
    """Read "Named X its president", "appoints two new directors, X and Z": the verb tells it."""
    if token.dep_ == "dobj" and is_new_directors(scene, token):
        return True
    i = token.i - 1
    while i > 0 and scene.doc[i].text.lower() in {
        "its",
        "the",
        "their",
        "a",
        "an",
        "as",
        "new",
        "first",
        "to",
        "be",
        "interim",
        "next",
    }:
        i -= 1
    return i != token.i - 1 and i > 0 and scene.is_person(scene.doc[i])


def is_somebodys(scene: Scene, token: Token) -> bool:
    """Read "his boss", "the film's director": what somebody is to another person, or to a work, is no post at a company."""
    owners = [c for c in token.children if c.dep_ == "poss"]
    if any(c.lemma_.lower() in _WORKS and c.i not in scene.at for c in owners):
        return True
    last = scene.at[token.i].text.lower().split()[-1]
    return last in _TO_ANOTHER and any(
        c.text.lower() in _PEOPLES or scene.is_person(c) or scene.is_title(c) for c in owners
    )


#: As what somebody is picked out by these, he wins a prize.
_PRIZED = frozenset(["best", "worst", "greatest", "richest", "sexiest"])


def is_prized(title: Token) -> bool:
    """Read "was named best director"."""
    return any(c.lower_ in _PRIZED for c in title.lefts)


def part_of_longer(scene: Scene, token: Token) -> bool:
    """The second half of "president and chief technology officer" is told with the first."""
    if token.dep_ != "conj" or not scene.is_title(token.head) or scene.at[token.head.i].founder:
        return False
    between = [t.text.lower() for t in scene.doc[token.head.i + 1 : token.i]]
    return between in (["and"], ["&"], [","])


RULES = (titles, of_each)
