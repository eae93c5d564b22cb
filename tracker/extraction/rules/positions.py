"""Titles that people hold, held or take: "CEO X", "X, a former president of Y", "X is its chairman"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from tracker.extraction.drafts import Draft, draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.rules.along import company_bought_of
from tracker.extraction.rules.bearers import FORMER, bearer, first_title
from tracker.extraction.rules.formerly import is_former, until_then
from tracker.extraction.rules.further_names import unit_at
from tracker.extraction.rules.placing import believed_org, place_told_before
from tracker.extraction.rules.shared import (
    Place,
    context_org,
    is_new_directors,
    place_at,
    title_text,
)
from tracker.extraction.scene import Scene
from tracker.extraction.status import is_hypothetical, judge
from tracker.extraction.tokens import Token, text_of

#: Of what a company has one.
_ONE_OF = re.compile(r"^(?:chief |CEO|chair)", re.IGNORECASE)
_AT = {"of", "at", "for", "in", "inside", "with", "within", "on", "from"}
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
    while len(rest) > len(("X", "of")) and scene.is_person(rest[0]) and rest[1].lower_ in _AT:
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


def part_of_longer(scene: Scene, token: Token) -> bool:
    """The second half of "president and chief technology officer" is told with the first."""
    if token.dep_ != "conj" or not scene.is_title(token.head) or scene.at[token.head.i].founder:
        return False
    between = [t.text.lower() for t in scene.doc[token.head.i + 1 : token.i]]
    return between in (["and"], ["&"], [","])


def title_place(scene: Scene, token: Token, person: str | None) -> Place | None:
    """The organisation, and unit, of a title: "of X", "at X", "X's", "its", or the one meant."""
    now = any(c.lower_ in {"already", "now", "today"} for c in token.children)
    if not now and (bought := company_bought_of(scene, token)) is not None:
        return Place(bought)
    chain = [
        token,
        *(c for c in _told_together(token) if scene.is_title(c) or c.lemma_ == "founder"),
    ]
    chain.sort(key=lambda t: abs(t.i - token.i))
    unit: str | None = None
    for word in chain:
        place = named_place(scene, word)
        if place is not None and not place.implied:
            return place
        if place is not None and place.unit and word.i == token.i:
            unit = place.unit
    owner = _owner_of_bearer(scene, token)
    if owner is not None:
        return Place(owner.org, owner.unit or unit)
    if (there := _there(scene, token) or _of_bearer(scene, token)) is not None:
        return Place(there, unit)
    direct = scene.doc[token.i - 1] if token.i else token
    if token.i and scene.is_org(direct) and not scene.is_paper(direct):
        mention = scene.at[direct.i]
        part = _part(scene, direct)
        if part is not None:
            return part
        if mention.kind is Kind.UNIT:
            return Place(mention.parent or context_org(scene, token, person), mention.text)
        return Place(mention.text)
    return _place_meant(scene, token, person, unit)


def _place_meant(scene: Scene, token: Token, person: str | None, unit: str | None) -> Place | None:
    """Where a post is whose own words do not say it: where the sentence puts it, else at the company meant."""
    if (told := place_told_before(scene, token, person)) is not None:
        return Place(told.org, unit or told.unit, implied=told.implied)
    guess = context_org(scene, token, person)
    org = believed_org(scene, person, guess, {*orgs_of_titles(scene, token), unit})
    return Place(org, unit, implied=True) if org else None


def _told_together(title: Token) -> list[Token]:
    """What is joined to a title by "and"; not the last of "chair of the board and a former chief executive of Y"."""
    return [c for c in title.conjuncts if not (c.i > title.i and _begins_anew(c))]


def _begins_anew(title: Token) -> bool:
    before = {c.lower_ for c in title.lefts}
    return bool(before & {"a", "an"}) and bool(before & FORMER)


def _there(scene: Scene, title: Token) -> str | None:
    """Y in "he has gone to Y, as X, the president there, said"."""
    if title.i + 1 >= len(scene.doc) or scene.doc[title.i + 1].lower_ != "there":
        return None
    thread = scene.discourse
    named = [t for t in scene.doc[: title.i] if scene.is_org(t) and not scene.is_paper(t)]
    named = [t for t in named if not _is_told_of_name(t)] or named
    if named:
        last = scene.at[named[-1].i].text
        return thread.acquirer if thread.acquirer and last == thread.told_target else last
    return thread.gone_last()


def _is_told_of_name(org: Token) -> bool:
    """Whether a company is named only in a clause about somebody: the "Y" of "X, with whom she founded Y"."""
    verbs = [t for t in org.ancestors if t.dep_ == "relcl"]
    return bool(verbs) and verbs[0].head.pos_ == "PROPN"


def _of_bearer(scene: Scene, title: Token) -> str | None:
    """Y in "analyst X of Y"."""
    bearer = title.head
    if not scene.is_person(bearer) or title.i > bearer.i or bearer.i + 1 >= len(scene.doc):
        return None
    after = scene.doc[bearer.i + 1]
    named = (t for t in after.children if t.dep_ == "pobj") if after.lower_ == "of" else ()
    return next((name for t in named for name in scene.orgs(t)), None)


def orgs_of_titles(scene: Scene, token: Token) -> set[str | None]:
    """The organisations that the words give to other titles of the sentence."""
    together = {token.i, *(t.i for t in _told_together(token))}
    found = (
        named_place(scene, other) for other in scene.tokens(Kind.TITLE) if other.i not in together
    )
    return {place.org for place in found if place is not None and not place.implied}


def _part(scene: Scene, token: Token) -> Place | None:
    """Y and its part in "Y Z engineer X"."""
    before, mention = scene.at.get(token.i - 1), scene.at.get(token.i)
    if before is None or mention is None or mention.known or not before.known:
        return None
    if before.kind is not Kind.ORG or mention.kind not in {Kind.NAME, Kind.UNIT, Kind.ORG}:
        return None
    return Place(before.text, mention.text)


def _owner_of_bearer(scene: Scene, token: Token) -> Place | None:
    """Y in "Y's former chief X", where the parse hangs both on the name."""
    head = token.head
    if (
        token.dep_ not in {"compound", "nmod", "amod"}
        or not scene.is_person(head)
        or token.i > head.i
    ):
        return None
    for child in head.lefts:
        if child.dep_ == "poss" and child.i < token.i and scene.is_org(child):
            return place_at(scene, child)
    return None


def named_place(scene: Scene, token: Token) -> Place | None:
    """Where the words around a title place it: before it ("Y's", "Y") or after ("of Y")."""
    place, unit = _place_after(scene, token)
    for child in token.children:
        if child.i > token.i or child.dep_ not in {"poss", "compound", "nmod", "amod"}:
            continue
        if child.dep_ == "poss" or scene.is_org(child):
            owner = _part(scene, child) or place_at(scene, child)
            if owner is not None:
                return Place(owner.org, owner.unit or unit)
    if place is not None:
        return Place(place.org, place.unit or unit, place.implied) if place.org else place
    return _right_after(scene, token) or (Place(None, unit, implied=True) if unit else None)


def _place_after(scene: Scene, token: Token) -> tuple[Place | None, str | None]:
    """The first organisation after a title, and the area in its charge."""
    place: Place | None = None
    unit: str | None = None
    for prep in (c for c in token.rights if c.dep_ == "prep"):
        word = prep.text.lower()
        if scene.doc[prep.i - 1].lower_ in FORMER:  # "chief executive X, previously at Y"
            continue
        for thing in (c for c in prep.children if c.dep_ in {"pobj", "pcomp"}):
            if word == "in" and thing.lemma_ == "charge":
                areas = [
                    _area(scene, g)
                    for inner in thing.children
                    for g in inner.children
                    if g.dep_ == "pobj"
                ]
                unit = next((area for area in areas if area), unit)
            if word not in _AT and not (word == "to" and _advises(scene, token)):
                continue
            found = place_at(scene, thing) if word == "of" or not scene.is_paper(thing) else None
            if word == "on" and found is not None and _is_worked_on(scene, thing):
                unit = unit or found.org
                continue
            if place is not None and place.implied and found is not None and not found.implied:
                place = Place(found.org, place.unit)  # "head of the speech team, at Y"
            elif place is not None and word in {"at", "within", "inside"} and found is not None:
                place = _part_there(scene, place, found)
            place = place or found
            if found is None and word in {"of", "for"}:
                unit = unit or _area(scene, thing)
    return place, unit


def _part_there(scene: Scene, part: Place, whole: Place) -> Place:
    """Y and its part in "head of Z at Y": a name of which nothing else is known is no company."""
    named = [m for m in scene.at.values() if m.text == part.org]
    unknown = bool(named) and not any(m.known for m in named) and part.unit is None
    return Place(whole.org, part.org) if unknown and not whole.implied else part


def _is_worked_on(scene: Scene, thing: Token) -> bool:
    """The Y of "an engineer on Y", which has people that work on it and none that work for it."""
    return scene.kind(thing) in {Kind.NAME, Kind.ORG} and not scene.at[thing.i].parent


def _advises(scene: Scene, title: Token) -> bool:
    """Whether somebody is an adviser, who is one "to" a company."""
    return "dvis" in scene.words(title.i, title.i)


def _right_after(scene: Scene, token: Token) -> Place | None:
    """Read "Founder of the chip start-up Y", where the parse has lost the thread."""
    after = scene.doc[token.i + 1].lower_ if token.i + 1 < len(scene.doc) else ""
    if after not in {"of", "at"} and not (after == "to" and _advises(scene, token)):
        return None
    for word in scene.doc[token.i + 2 : token.i + 8]:
        if scene.is_org(word):
            return place_at(scene, word)
        if (
            (word.is_punct and word.text != "-")
            or word.pos_ in {"VERB", "AUX"}
            or word.text.lower() in {"and", "who"}
        ):
            return None
    return None


def _area(scene: Scene, token: Token) -> str | None:
    """What somebody is in charge of, where it is no organisation: "mergers", "the Optimus robot"."""
    if scene.kind(token) in {Kind.PERSON, Kind.PLACE}:
        return None
    lefts = [c for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"}]
    named = [c for c in lefts if scene.is_org(c)]
    if named:
        return scene.at[named[0].i].text
    if token.lemma_.lower() in UNIT_NOUNS:
        return unit_at(scene, token)
    if token.lower_ == "region" and lefts:
        return scene.words(lefts[0].i, token.i)
    return None


RULES = (titles, of_each)
