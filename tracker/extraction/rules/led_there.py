"""What somebody is to lead who goes elsewhere for it: "switched to Y to lead its Z project", "leaves to head Y's Z arm"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.arrivals import SITS
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType, Status
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.rules.leading import head_of
from tracker.extraction.rules.led_places import led_place
from tracker.extraction.sameness import plain
from tracker.extraction.scene import Scene
from tracker.extraction.title_words import FUNCTIONS
from tracker.extraction.tokens import Token

_LEAD = words("lead head run direct manage")
#: What is told so is what a move is for.
_FOR_WHAT = {"xcomp", "advcl", "acl", "relcl", "conj"}


def with_posts_led(scene: Scene, here: list[Draft]) -> list[Draft]:
    """What a sentence tells, with the posts of those who come to a place to lead something there."""
    bare = [d for d in here if d.type is FactType.JOINED and not d.get("title")]
    bare = [d for d in bare if d.status is not Status.DENIED and not SITS.search(scene.text)]
    if len({plain(d.get("org")) for d in bare}) != 1 or len({d.get("person") for d in bare}) != 1:
        return here
    post = next((p for verb in scene.doc for p in _led(scene, verb, bare[0].get("org"))), None)
    for d in bare if post is not None else ():
        d.values["title"] = post[0] if post else None
        d.values["unit"] = d.get("unit") or (post[1] if post else None) or None
    return here


def _led(scene: Scene, verb: Token, org: str) -> Iterator[tuple[str, str | None]]:
    """The post of who goes "to lead Y", if Y is the organisation that he comes to or in it."""
    if verb.lemma_ not in _LEAD or verb.tag_ != "VB" or verb.dep_ not in _FOR_WHAT:
        return
    if not any(c.lower_ == "to" and c.i < verb.i for c in verb.children):
        return
    for thing in (c for c in verb.children if c.dep_ == "dobj"):
        place = led_place(scene, thing)
        if place is not None and (place.implied or plain(place.org) == plain(org)):
            whole = verb.lemma_ == "direct" and not place.unit
            yield "director" if whole else "head", place.unit
        elif place is None and thing.lower_ in FUNCTIONS and thing.i not in scene.at:
            title, part = head_of(_field(scene, thing), org, implied=False)
            yield title, part.unit
        elif place is None and thing.lemma_.lower() in UNIT_NOUNS:
            yield "head", _field(scene, thing) if len(thing.lefts) > 1 else None


def _field(scene: Scene, thing: Token) -> str:
    """The words for what is led, without "the" and "its"."""
    first = next((c.i for c in thing.lefts if c.dep_ in {"compound", "amod"} and c.lower_ != "new"), thing.i)  # fmt: skip
    return scene.words(first, thing.i)
