"""The whole name of a part of a company that is called by where it is or what it works on: "research centre in Asia", "group for dialogue systems"."""

from __future__ import annotations

from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.plain_words import NAME_PARTS, is_plain
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token
from tracker.extraction.towns import is_town

#: What does not tell one part from another, so that its place belongs to its name.
_GENERAL = words("research development design sales support engineering production manufacturing")
_PARTS_OF_THE_WORLD = words("america americas europe asia africa asia-pacific east")
#: For how long, and for whom, anything may be.
_NO_FIELDS = words(
    "year month week day hour time decade good now example instance dollar customer client user employee people child woman man"
)


def unit_at(scene: Scene, noun: Token) -> str | None:
    """The name of the unit at a word, with the region or the field behind it that belongs to the name."""
    unit = scene.unit(noun)
    if noun.i in scene.at or noun.lemma_.lower() not in UNIT_NOUNS or noun.i + 2 >= len(scene.doc):
        return unit
    after = scene.doc[noun.i + 1]
    thing = next((c for c in after.children if c.dep_ == "pobj"), None)
    if after.head != noun or thing is None or scene.called(noun):
        return unit
    if not (_is_its_region(scene, noun, after, thing) or _is_its_field(scene, noun, after, thing)):
        return unit
    if unit is None or unit == scene.words(thing.left_edge.i, thing.i):
        owned = any(c.dep_ == "poss" or c.lower_ in {"a", "an"} for c in noun.lefts)
        return scene.words(noun.i, thing.i) if owned else unit
    named = scene.words(noun.i, noun.i)
    return unit + scene.words(noun.i, thing.i)[len(named) :] if unit.endswith(named) else unit


def _parts(noun: Token) -> list[Token]:
    return [c for c in noun.lefts if c.dep_ in NAME_PARTS and not is_plain(c)]


def _is_its_region(scene: Scene, noun: Token, after: Token, thing: Token) -> bool:
    """Read "its business in northern Europe", "its laboratory in Y", and not "its speech lab in Y"."""
    if after.lower_ not in {"in", "for"} or scene.kind(thing) is not Kind.PLACE:
        return False
    if any(c.dep_ not in {"amod", "compound"} for c in thing.lefts):
        return False
    general = all(c.lower_ in _GENERAL for c in _parts(noun))
    name = scene.at[thing.i].text
    return general or not is_town(name) or name.lower().split()[-1] in _PARTS_OF_THE_WORLD


def _is_its_field(scene: Scene, noun: Token, after: Token, thing: Token) -> bool:
    """Read "a group for bushfire forecasting", "its research group on dialogue systems"."""
    if after.lower_ not in {"for", "on"} or thing.i in scene.at or thing.tag_ not in {"NN", "NNS"}:
        return False
    bare = all(c.dep_ in {"amod", "compound"} for c in thing.lefts)
    general = all(c.lower_ in _GENERAL for c in _parts(noun))
    return bare and general and thing.lemma_.lower() not in _NO_FIELDS
