"""Which part of a company a word means that names none: "the group", "its", "the unit", after one has been named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, UNIT_NOUNS, words
from tracker.extraction.rules.further_names import unit_at
from tracker.extraction.rules.shared import Place, context_org, place_at
from tracker.extraction.rules.units import is_a_building
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

#: What any part of a company may be called when it is spoken of again.
_ANY = words("unit division department team")
_HOUSES = words("unit facility school faculty college campus")
_STEMS = {
    "laboratory": "lab",
    "center": "cent",
    "centre": "cent",
    "organisation": "organi",
    "organization": "organi",
    "programme": "program",
}
#: How many sentences ago a part may have been named that "the unit" still means.
NEAR = 3
_AGAIN = {"the", "that", "this"}


class Part(NamedTuple):
    """A part of a company as an article names it: in which sentence, where, and whether that is about it."""

    number: int
    at: int
    place: Place
    about: bool


def told_before(scene: Scene, thing: Token, among: Sequence[Part]) -> Iterator[Place]:
    """The part that "its", "the group" and "the unit" mean, if one was named shortly before."""
    if thing.i in scene.at or any(c.lower_ == "in" for c in thing.rights):
        return
    last = scene.number - 1
    parts = [part for part in among if part.number < scene.number or part.at < thing.i]
    if thing.lower_ in {"its", "it"}:
        here = [p for p in parts if p.number == scene.number and thing.lower_ == "it"]
        about = here or [p for p in parts if p.number == last and p.about]
        others = any(scene.is_org(t) for t in scene.doc[: thing.i])
        if len({part.place.unit for part in about}) == 1 and (here or not others):
            yield about[-1].place
        return
    lemma = thing.lemma_.lower()
    if lemma not in UNIT_NOUNS | _HOUSES or not _AGAIN & {c.lower_ for c in thing.lefts}:
        return
    stem = _STEMS.get(lemma, lemma)
    called = [part.place for part in parts if _is_called(scene.article[part.number], part, stem)]
    near = [part.place for part in parts if part.number >= scene.number - NEAR]
    if called:
        yield called[-1]
    elif near and (lemma in _ANY - COMPANY_NOUNS or len({p.unit for p in near}) == 1):
        yield from near[-1:] if lemma != "group" else ()


def _is_called(where: Scene, part: Part, stem: str) -> bool:
    """Whether a part is called a lab, a team, an institute by its name or by the word beside it."""
    at, place = part.at, part.place
    beside = [where.doc[at + 1].lower_] if at + 1 < len(where.doc) else []
    beside += [c.lower_ for c in where.doc[at].children if c.dep_ in {"appos", "attr"}]
    return any(word.startswith(stem) for word in [*(place.unit or "").lower().split(), *beside])


def parts_named(scene: Scene) -> list[Part]:
    """The parts of companies that this sentence and the last ones name: in which, where, and whether the sentence is about it."""
    found: list[Part] = []
    for number in range(max(0, scene.number - 2 * NEAR), scene.number + 1):
        where: Scene = scene.article[number]
        if where.segment.item != scene.segment.item:
            continue
        for token in where.doc:
            mention = where.at.get(token.i)
            several = (
                token.lower_ not in UNIT_NOUNS
            )  # "its X and Z teams", neither of which is "the team"
            if mention is None and (several or token.lemma_.lower() not in UNIT_NOUNS):
                continue
            named = mention is not None and mention.kind is Kind.UNIT
            if mention is None or named:
                unit = unit_at(where, token)
            else:
                own = mention.kind in COMPANIES and not mention.known
                place = place_at(where, token) if own else None
                unit = place.unit if place is not None else None
            if unit is None or is_a_building(token) or (not named and _is_a_company(where, token)):
                continue
            about = token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ == "ROOT"
            about = about or (token.dep_ == "dobj" and token.head.dep_ == "ROOT")
            place = Place(where.owner(token) or context_org(where, token), unit)
            found.append(Part(number, token.i, place, about))
    return found


def _is_a_company(scene: Scene, noun: Token) -> bool:
    """Whether "the hosting group" and "Internet group Y" are words for a whole company."""
    if noun.lemma_.lower() != "group" or scene.owner(noun) is not None or scene.called(noun):
        return False
    return noun.dep_ in {"compound", "nsubj", "nsubjpass", "appos"}
