"""The part of a company in which somebody has, gets or gives up a post, where another rule has told only the company.

"The division's general manager, X, is leaving", "its leader, X", "X, an engineer in Y's Z group, joins W",
"X joins Y to run its Z group".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import PERSON_NOUNS, words
from tracker.extraction.rules.bearers import names_beside
from tracker.extraction.rules.led_places import led_place
from tracker.extraction.rules.parts_owned import with_owners
from tracker.extraction.rules.parts_told import NEAR, Part, parts_named, told_before
from tracker.extraction.rules.shared import Place, place_at, title_text
from tracker.extraction.rules.title_places import AT, named_place
from tracker.extraction.sameness import plain, same_org, same_title
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

_POSTS = {FactType.JOINED, FactType.LEFT, FactType.ROLE}
_CHANGES = {
    FactType.UNIT_CREATED,
    FactType.UNIT_RENAMED,
    FactType.UNIT_MERGED,
    FactType.UNIT_DISSOLVED,
}
_OF = {"of", "at", "within", "inside"}
_OUT_OF = {"from", "of", "in"}
_INTO = {"to", "into", "for", "of"}
_THOSE = PERSON_NOUNS | {"member", "part", "employee"}
_LEAD = words("lead run head direct manage oversee supervise")
#: What somebody is of whom a verb tells that he leads.
_OF_LEADERS = {"", "head", "co-head", "director", "manager", "leader", "lead"}
#: Titles that only a company as a whole gives.
_WHOLE = re.compile(r"(?:chief |C[A-Z]O\b)")
#: Jobs that are told with where they go.
_JOBS_IN = re.compile(
    r"\b(?:jobs|positions|posts|roles|people|employees|staff) (?:in|at|across|throughout|from) "
)
#: What says that a post is one that somebody else had or gets.
_SUCCESSION = re.compile(
    r"\b(?:succe(?:ed|ss)\w*|replac\w+|predecessors?|tak\w+ over|took over|tak\w+ the place|previous|vacan\w+)\b",
    re.IGNORECASE,
)
#: Posts that only part of a company has, or of a university.
_OF_PARTS = re.compile(
    r"(?:(?:acting|interim|deputy|vice|associate|assistant|founding|co-?)[ -]?)*(?:dean|director)\b(?! of|-)"
)


def with_parts(scene: Scene, before: Sequence[Draft], drafts: list[Draft]) -> list[Draft]:
    """The drafts of a sentence, with the part of the company where its words tell it, and whose that is."""
    drafts = with_owners(scene, drafts)
    bare = [
        d
        for d in drafts
        if d.type in _POSTS and d.get("person") and not (d.get("unit") or _sits(d))
    ]
    parts = _parts_so_far(scene, before) if bare else []
    for d in bare:
        places = [p for p in _places(scene, d, drafts, parts) if _fits(p, d)]
        units = {plain(place.unit): place.unit for place in places}
        if len(units) == 1:
            d.values["unit"] = next(iter(units.values()))
    return drafts


def _sits(d: Draft) -> bool:
    return "board" in d.get("title") or d.get("title").startswith(("chair", "spokes"))


def _fits(place: Place, d: Draft) -> bool:
    """Whether a part is of the company that a fact is about, and not named by the fact already."""
    if not place.unit or plain(place.unit) in plain(d.get("title")):
        return False
    if plain(place.unit) == plain(d.get("org")):
        return False
    return place.org is None or place.implied or plain(place.org) == plain(d.get("org"))


def _parts_so_far(scene: Scene, before: Sequence[Draft]) -> list[Part]:
    """The parts of companies that this sentence and the last ones name or tell to be changed, as they follow each other."""
    parts = [*parts_named(scene), *_parts_changed(scene, before)]
    return sorted(parts, key=lambda part: (part.number, part.at))


def _places(
    scene: Scene, d: Draft, drafts: Sequence[Draft], parts: Sequence[Part]
) -> Iterator[Place]:
    """The parts that the words around a post, or around a name, tell."""
    person, title = d.get("person"), d.get("title")
    for token in scene.tokens(Kind.TITLE):
        beside = names_beside(scene, token)
        told = title_text(scene, token)
        if title and same_title(title, told) and (" of " in told or " of " not in title):
            others = {
                o.get("person")
                for o in drafts
                if same_title(o.get("title"), title) and o.get("title")
            }
            if person in beside or (not beside and others == {person}):
                yield from part_of_post(scene, token, parts)
        elif not title and d.type is FactType.LEFT and person in beside:
            yield from part_of_post(scene, token, parts)
    if not title and d.type is FactType.LEFT:
        yield from _beside_name(scene, person)
    if d.type is not FactType.ROLE and title in {"", "head"}:
        yield from _come_to_or_from(scene, d)
    if title.lower() in _OF_LEADERS:
        yield from _led(scene, d, drafts, parts)


def part_of_post(scene: Scene, title: Token, parts: Sequence[Part]) -> Iterator[Place]:
    """Y and Z in "T of Y's Z group", "the Z group's T", and the part told before in "its T", "T of the group"."""
    place = named_place(scene, title)
    if place is not None and place.unit:
        yield place
        return
    if place is None and _OF_PARTS.match(title_text(scene, title)) and not _has_a_place(title):
        yield from _spoken_of(scene, parts)
    for child in title.children:
        if (
            child.dep_ == "poss"
            and child.i < title.i
            and not _WHOLE.match(title_text(scene, title))
        ):
            yield from told_before(scene, child, parts)
        elif child.dep_ == "prep" and child.lower_ in AT:
            for thing in child.children:
                if thing.dep_ == "pobj":
                    yield from told_before(scene, thing, parts)


def _has_a_place(title: Token) -> bool:
    """Whether words of its own say where a post is, or what it is for."""
    single = any(c.lower_ in {"a", "an"} for c in title.children)
    return single or any(
        c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ in _OF) for c in title.children
    )


def _spoken_of(scene: Scene, parts: Sequence[Part]) -> Iterator[Place]:
    """The institute or faculty of which the last sentences speak, whose "director" or "dean" somebody is."""
    near = [part.place for part in parts if part.number < scene.number]
    if len({p.unit for p in near}) == 1 and not any(scene.is_org(t) for t in scene.doc):
        yield near[-1]


def _parts_changed(scene: Scene, before: Sequence[Draft]) -> list[Part]:
    """The parts of companies that the last sentences tell to be founded, closed, renamed or merged."""
    return [
        Part(
            d.scene.number,
            0,
            Place(d.get("org") or None, d.get("into") or d.get("unit")),
            about=True,
        )
        for d in before
        if d.type in _CHANGES and d.get("unit") and 0 < scene.number - d.scene.number <= 2 * NEAR
        if d.scene.segment.item == scene.segment.item
    ]


def _come_to_or_from(scene: Scene, d: Draft) -> Iterator[Place]:
    """Y and Z in "X has switched to Y's Z lab", "three engineers from Y's Z team, X and W, join V"."""
    ways = _OUT_OF if d.type is FactType.LEFT else _INTO
    for token in scene.doc:
        if token.dep_ != "pobj" or token.head.lower_ not in ways:
            continue
        of_whom = token.head.head
        moved = of_whom.pos_ in {"VERB", "AUX", "ADV"} and token.head.lower_ != "of"
        if not (moved or scene.is_person(of_whom) or of_whom.lemma_.lower() in _THOSE):
            continue
        place = place_at(scene, token)
        if place is not None and place.unit and place.org and not place.implied:
            yield place


def _beside_name(scene: Scene, person: str) -> Iterator[Place]:
    """Y and Z in "X of Y's Z team" and "X and W, two engineers in Y's Z team"."""
    for name in scene.tokens(Kind.PERSON):
        if scene.name(name) != person:
            continue
        nouns = [c for n in (name, *name.conjuncts) for c in n.children if c.dep_ == "appos"]
        nouns += [name.head] if name.dep_ == "appos" else []
        nouns = [n for n in nouns if n.lemma_.lower() in PERSON_NOUNS or scene.is_title(n)]
        for word in (name, *name.conjuncts, *nouns):
            for prep in word.children:
                if prep.dep_ == "prep" and prep.lower_ in AT:
                    yield from (p for t in prep.children if (p := place_at(scene, t)) is not None)


def _led(scene: Scene, d: Draft, drafts: Sequence[Draft], parts: Sequence[Part]) -> Iterator[Place]:
    """Z in "X, who leads Y's Z group", "X had run it", and in "X joins Y to run its Z group", where nobody else comes."""
    come = {o.get("person") for o in drafts if o.type is d.type and o.status is d.status}
    for verb in scene.doc:
        if verb.lemma_ not in _LEAD or verb.pos_ != "VERB":
            continue
        whose = [c for c in verb.children if c.dep_ == "nsubj"]
        if not whose and verb.tag_ == "VB" and verb.dep_ in {"xcomp", "advcl", "acl"}:
            if d.type is FactType.LEFT or d.status is Status.FORMER or come != {d.get("person")}:
                continue
        elif not any(d.get("person") in scene.people(t) for t in whose) or (
            d.type is FactType.JOINED and verb.tag_ in {"VBD", "VBN"}
        ):
            continue
        for thing in verb.children:
            if thing.dep_ == "dobj":
                known = thing.lower_ in {"it", "which", "that"}
                place = None if known else led_place(scene, thing)
                yield from [place] if place and place.unit else told_before(scene, thing, parts)


def parts_shared(found: list[Draft]) -> None:
    """Give each fact the part of a company that another fact of the same post, or of the same cut, tells."""
    for d in found:
        if d.get("unit"):
            continue
        if d.type in {FactType.JOINED, FactType.LEFT} and not _sits(d):
            _share(d, [o for o in found if _is_same_post(o, d)])
        handed = bool(d.get("title")) and not _sits(d) and not _WHOLE.match(d.get("title"))
        if d.type in _POSTS and handed and not d.get("unit"):
            _share(d, [o for o in found if _is_handed_on(o, d)])
        if d.type is FactType.LAYOFF:
            _share(d, [o for o in found if _is_closed_then(o, d)])


def _share(d: Draft, others: Sequence[Draft]) -> None:
    units = {plain(o.get("unit")): o.get("unit") for o in others}
    if len(units) == 1:
        d.values["unit"] = next(iter(units.values()))


def _is_same_post(o: Draft, d: Draft) -> bool:
    """Whether a role is the post that the same person gets by coming, or gives up by going."""
    if o.type is not FactType.ROLE or not o.get("unit") or not o.get("title"):
        return False
    gone = o.status in {Status.HELD, Status.FORMER} and not o.appointment
    near = abs(o.scene.number - d.scene.number) <= 1
    if not d.get("title") and (
        d.status is Status.DENIED or not near or o.get("title") not in _OF_LEADERS
    ):
        return False
    return (
        plain(o.get("person")) == plain(d.get("person"))
        and same_org(o, d)
        and same_title(o.get("title"), d.get("title"))
        and gone is (d.type is FactType.LEFT)
    )


def _is_handed_on(o: Draft, d: Draft) -> bool:
    """Whether a post that a sentence does not name is the one that somebody else is told to have had, or to get."""
    if o.type not in _POSTS or not (o.get("unit") and o.get("title")):
        return False
    near = abs(o.scene.number - d.scene.number) <= 1 and same_org(o, d)
    if not near or plain(o.get("person")) == plain(d.get("person")):
        return False
    had = o.type is FactType.ROLE and o.status is Status.FORMER and not o.appointment
    if had and not d.appointment and d.type is not FactType.JOINED:
        return False  # what somebody else has had goes to nobody who has a post, or gives it up
    same = same_title(o.get("title"), d.get("title"))
    if _SUCCESSION.search(d.scene.text):
        return same or (o.get("title") == "head" and " " not in d.get("title"))
    last = d.get("title").lower().split()[-1]
    return same and not any(t.lemma_.lower() in {last, *_LEAD} for t in d.scene.doc)


def _is_closed_then(o: Draft, d: Draft) -> bool:
    """Whether jobs are told to go where, or right after, a part of the company is told to be closed."""
    near = 0 <= d.scene.number - o.scene.number <= 1
    elsewhere = o.scene is not d.scene and _JOBS_IN.search(d.scene.text)
    whole = elsewhere or d.values.get("percent") or o.get("unit").startswith("office")
    return o.type is FactType.UNIT_DISSOLVED and near and same_org(o, d) and not whole
