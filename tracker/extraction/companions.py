"""Where those come from who go along with somebody: from where he comes."""

from __future__ import annotations

import re

from tracker.extraction.confidence import is_likely_enough
from tracker.extraction.drafts import Draft
from tracker.extraction.findings import FactType
from tracker.extraction.kinds import Kind
from tracker.extraction.sameness import SEEN, plain, same_org, same_person
from tracker.extraction.scene import Scene
from tracker.kernel.whole_words import places_of

#: How those are called, right before their names, who worked where somebody else did: "his co-founders".
_FELLOWS = re.compile(
    r"\b(?:his|her|their|fellow|other|more|of (?:his|her|their)) (?:[\w’'-]+ ){0,3}?"
    r"(?:co-?founders?|founders?|deput(?:y|ies)|lieutenants?|employees|staff|people|researchers|engineers"
    r"|scientists|managers|directors|team-?mates?|assistants?)(?: at [\w ]+)?[,:]? $",
    re.IGNORECASE,
)


#: What tells that who is spoken of comes from there himself: "with him from Z came X".
_WITH_HIM_FROM = re.compile(r"\bwith (?:him|her|them) from (?:the )?$", re.IGNORECASE)


def place_of_companion(joined: Draft, comings: list[Draft]) -> str | None:
    """Where somebody was with whom others come from it: Z in "Y made X its chief; with him from Z came W"."""
    after = [
        o
        for o in comings
        if o.get("from_org")
        and same_org(o, joined)
        and not same_person(o, joined)
        and 0 <= o.scene.number - joined.scene.number <= 1
        and _is_from_with_him(o)
    ]
    spoken_of = [
        o
        for o in comings
        if after and o.scene is joined.scene and same_org(o, joined) and o not in after
    ]
    alone = all(same_person(o, joined) for o in spoken_of)
    return after[0].get("from_org") if after and alone else None


def _is_from_with_him(joined: Draft) -> bool:
    text = joined.scene.text
    return any(_WITH_HIM_FROM.search(text[:at]) for at in places_of(joined.get("from_org"), text))


def place_of_leader(joined: Draft, comings: list[Draft], found: list[Draft]) -> str | None:
    """Where somebody was who comes along with another, or after him: where that one came from, if it is one place.

    Not where the other one founded what they come to.
    """
    leaders = [
        o
        for o in comings
        if same_org(o, joined) and not same_person(o, joined) and _is_led_by(joined, o)
    ]
    places = {
        plain(o.get("from_org")): o.get("from_org")
        for o in leaders
        if o.get("from_org") and _has_left(o, found)
    }
    places.pop(plain(joined.get("org")), None)
    made = any(
        o.type is FactType.FOUNDED
        and same_org(o, joined)
        and is_likely_enough(o)
        and any(same_person(o, d) for d in leaders)
        for o in found
    )
    return next(iter(places.values())) if len(places) == 1 and not made else None


def _has_left(joined: Draft, found: list[Draft]) -> bool:
    """Whether it is told as well that somebody leaves what he is held to come from."""
    return any(
        o.type is FactType.LEFT
        and same_person(o, joined)
        and plain(o.get("org")) == plain(joined.get("from_org"))
        and is_likely_enough(o)
        for o in found
    )


def left_otherwise(d: Draft, found: list[Draft]) -> bool:
    """Whether the scorer has somebody leave what only another comes from: Z in "from Z come X and W, from V U" of U."""
    if d.type is not FactType.LEFT or d.rule != SEEN:
        return False
    came = [o for o in found if o.rule == "comes_from" and o.scene is d.scene]
    from_it = [o for o in came if _origin(o) == plain(d.get("org"))]
    others = any(not same_person(o, d) for o in from_it)
    own = any(same_person(o, d) for o in came) and not any(same_person(o, d) for o in from_it)
    return others and own


def _origin(came: Draft) -> str:
    return plain(came.get("org") if came.type is FactType.LEFT else came.get("from_org"))


def _is_led_by(joined: Draft, leader: Draft) -> bool:
    if joined.beside is not None:
        return plain(joined.beside) == plain(leader.get("person"))
    if leader.scene is not joined.scene or leader.status is not joined.status:
        return False
    return joined.rule == "goes_along" or is_called_fellow(joined.scene, joined.get("person"))


def is_called_fellow(scene: Scene, person: str) -> bool:
    """Whether a sentence calls those with whom somebody is named another's fellows: "together with his co-founders X and Y"."""
    for token in scene.tokens(Kind.PERSON):
        if plain(scene.name(token)) == plain(person):
            named = [t for t in scene.whole_group(token) if t.i <= token.i]
            starts = [scene.places[t.i][0] for t in named]
            return any(_FELLOWS.search(scene.text[:start]) for start in starts)
    return False
