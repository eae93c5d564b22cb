"""Where a title is: the organisation, and the part of it, that the words around place it at."""

from __future__ import annotations

from tracker.extraction.company_meant import named_in
from tracker.extraction.employers import ONCE
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, UNIT_NOUNS
from tracker.extraction.rules.along import company_bought_of
from tracker.extraction.rules.bearers import FORMER
from tracker.extraction.rules.further_names import unit_at
from tracker.extraction.rules.hired_away import hired_away_from
from tracker.extraction.rules.placing import believed_org, place_told_before
from tracker.extraction.rules.shared import (
    Place,
    context_org,
    place_at,
)
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

AT = {"of", "at", "for", "in", "inside", "with", "within", "on", "from"}


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
    if (before := hired_away_from(scene, token)) is not None:
        return Place(before, unit, implied=True)
    if (told := place_told_before(scene, token, person)) is not None:
        return Place(told.org, unit or told.unit, implied=told.implied)
    guess = context_org(scene, token, person)
    others = {*orgs_of_titles(scene, token), unit}
    org = believed_org(scene, person, guess, others)
    known = org and not is_only_anothers(scene, org, person)
    return Place(org, unit, implied=True) if known else None


def is_only_anothers(scene: Scene, org: str, person: str | None) -> bool:
    """Read "President X met Z of Y": Y is named for the first time, as where Z is."""
    named = [t for t in scene.doc if scene.is_org(t) and scene.at[t.i].text == org]
    before = scene.article[: scene.number]
    if not named or any(m.text == org for s in before for m in s.at.values()):
        return False
    whose = (t.head if t.dep_ == "poss" else t.head.head if t.head.lower_ == "of" else t for t in named)  # fmt: skip
    return all(scene.is_person(t) and scene.name(t) != person for t in whose)


def _told_together(title: Token) -> list[Token]:
    """What is joined to a title by "and"; not the last of "chair of the board and a former chief executive of Y", "director and once chief of Y"."""
    return [c for c in title.conjuncts if not (c.i > title.i and _begins_anew(c))]


def _begins_anew(title: Token) -> bool:
    before = {c.lower_ for c in title.lefts}
    at_once = any(c.lower_ in ONCE and c.dep_ == "advmod" for c in title.lefts)
    return at_once or (bool(before & {"a", "an"}) and bool(before & FORMER))


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
    beside = title.dep_ == "appos" and scene.number
    orgs = {one.org for one in named_in(scene.article[scene.number - 1])} if beside else set()
    return orgs.pop() if len(orgs) == 1 else thread.gone_last()


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
            if word not in AT and not (word == "to" and _advises(scene, token)):
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
            or (word.pos_ in {"VERB", "AUX"} and word.lower_ not in COMPANY_NOUNS)
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
