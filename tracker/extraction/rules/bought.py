"""What is bought: a company, a part of one, or somebody's start-up."""

from __future__ import annotations

from itertools import pairwise

from tracker.extraction.kinds import COMPANIES, Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, UNIT_NOUNS, words
from tracker.extraction.rules.bought_beside import named_beside
from tracker.extraction.rules.meant import org_meant
from tracker.extraction.scene import Scene
from tracker.extraction.tokens import Token

_PARTS = {"business", "unit", "division", "arm", "operation", "branch", "subsidiary", "operations"}
_SHARES = {"most", "all", "half", "rest", "majority", "whole", "part", "control"}


#: What companies sell of theirs that is no part of their business.
_THINGS = words(
    "office building headquarters tower house land site lease furniture car plane jet name domain debt bond bonds ad ticket"
)


def company_bought(scene: Scene, token: Token, buyer: str | None = None) -> str | None:
    """The company or the part of one that ``token`` names or stands for, other than its ``buyer``."""
    mention = scene.at.get(token.i)
    if mention is not None and mention.kind in COMPANIES and not mention.paper:
        return mention.text
    if mention is not None or token.lemma_.lower() in _THINGS:
        return None
    return named_beside(scene, token, buyer) or _meant(scene, token, buyer)


def _meant(scene: Scene, token: Token, buyer: str | None) -> str | None:
    """The company or the part of one for which words stand that are no name."""
    apposed = next((c for c in token.children if c.dep_ == "appos" and c.i > token.i and scene.is_org(c)), None)  # fmt: skip
    if apposed is not None and not scene.is_paper(apposed):
        return scene.at[apposed.i].text
    if (behind := name_behind(scene, token)) is not None:
        return behind
    part = part_of_company(scene, token)
    meant = part or org_meant(scene, token)
    if meant is not None and meant != buyer:
        return meant
    if token.lemma_.lower() in _SHARES:
        things = [t for prep in token.children if prep.dep_ == "prep" for t in prep.children]
        return company_bought(scene, things[0], buyer) if things else None
    owner = next((c for c in token.children if c.dep_ == "poss" and scene.is_person(c)), None)
    if owner is not None:
        return _persons_company(scene, token, owner)
    names = scene.orgs(token)
    if names and names[0] == buyer and token.i not in scene.at:
        if token.tag_ == "NNS":  # "its accelerators"
            return None
        others = [
            o
            for o in [scene.discourse.topic, *reversed(scene.discourse.last_orgs)]
            if o and o != buyer
        ]
        return others[0] if others else None
    return names[0] if names else None


def name_behind(scene: Scene, token: Token) -> str | None:
    """Z in "the rocket maker Z" and "data start-up Z", however the parse hangs the name."""
    for before, after in pairwise(scene.doc[token.i : token.i + 4]):
        if before.i in scene.at or before.pos_ not in {"NOUN", "PROPN"}:
            return None
        if before.lemma_.lower() in COMPANY_NOUNS - UNIT_NOUNS | {"lab"} and scene.is_org(after):
            return scene.at[after.i].text
    return None


def _persons_company(scene: Scene, token: Token, owner: Token) -> str | None:
    """What is bought with "X's start-up": named beside his title as its founder, or told before."""
    here = [
        scene.at[t.i].text
        for t in scene.doc[: token.i]
        if scene.is_org(t)
        and t.dep_ in {"compound", "pobj", "nmod"}
        and any(scene.at[f.i].founder for f in scene.tokens(Kind.TITLE) if abs(f.i - t.i) <= 2)
    ]
    return here[-1] if here else scene.discourse.founded.get(scene.name(owner))


def part_of_company(scene: Scene, token: Token) -> str | None:
    """The name of what one company buys of another: "the robotics business of Y", "Y's cloud unit"."""
    if token.lemma_.lower() not in _PARTS or token.i in scene.at:
        return None
    left = [
        t for t in token.lefts if t.dep_ in {"compound", "amod", "nmod"} and not scene.is_org(t)
    ]
    owner = next(
        (
            scene.at[t.i].text
            for c in token.children
            if c.dep_ == "poss" or (c.dep_ == "prep" and c.text.lower() == "of")
            for t in c.subtree
            if scene.is_org(t) and t.i != token.i
        ),
        None,
    )
    if owner is None and any(c.dep_ == "poss" for c in token.children):
        return _named_part(scene, token)
    if owner is None or not left:
        return None
    return f"{owner}'s {scene.words(left[0].left_edge.i, token.i)}"


def _named_part(scene: Scene, token: Token) -> str | None:
    """Z in "its Z chip business"."""
    beside = (t for c in token.lefts if c.dep_ in {"compound", "nmod"} for t in c.subtree)
    return next((scene.at[t.i].text for t in beside if scene.is_org(t)), None)


def own_part(scene: Scene, token: Token, seller: str | None) -> str | None:
    """What a company sells of itself: "its Z chip business" by the name, "its software business" by the owner."""
    owned = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in token.children)
    if token.lemma_.lower() not in _PARTS or token.i in scene.at or not owned or seller is None:
        return None
    named = _named_part(scene, token)
    left = [t.i for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"} for t in c.subtree]
    return named or (f"{seller}'s {scene.words(min(left), token.i)}" if left else None)
