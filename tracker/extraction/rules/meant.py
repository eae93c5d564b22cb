"""Which organisation is meant where a sentence about organisations does not name it."""

from __future__ import annotations

from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import COMPANY_NOUNS, UNIT_NOUNS, words
from tracker.extraction.rules.linked import place_of
from tracker.extraction.rules.shared import context_org
from tracker.extraction.scene import Scene
from tracker.extraction.scorer.links import Spot
from tracker.extraction.tokens import Token

_COMES = words("join enter come arrive")


def org_meant(scene: Scene, token: Token) -> str | None:
    """Who says something of itself, or what the scorer takes a pronoun or a noun for; none where it is unsure."""
    if (teller := scene.says_of_itself(token) or _come_to(scene, token)) is not None:
        return teller
    spot = Spot(scene.number, token.i)
    if token.i in scene.at or spot not in scene.links.meant:
        return None
    place = place_of(scene, spot)
    return (place.unit if place.implied and place.unit else place.org) if place else None


def _come_to(scene: Scene, token: Token) -> str | None:
    """Y in "X came to Y in 2005, when it took over Z"."""
    if token.lower_ != "it" or token.i == 0 or scene.doc[token.i - 1].lower_ != "when":
        return None
    verb = next((t for t in scene.doc[: token.i] if t.lemma_ in _COMES and t.pos_ == "VERB"), None)
    if verb is None:
        return None
    things = [c for c in verb.children if c.dep_ == "dobj"]
    things += [g for p in verb.children if p.lower_ in {"to", "at"} for g in p.children]
    return next((org for t in things for org in scene.orgs(t)), None)


def orgs_meant(scene: Scene, token: Token) -> list[str]:
    """The organisations that a word refers to: first as the scorer, then as the discourse has it."""
    meant = org_meant(scene, token)
    return [meant] if meant else scene.orgs(token)


def means_another(scene: Scene, token: Token, org: str) -> bool:
    """Whether "the company" into which money is put is another one."""
    noun = token.lemma_.lower() in COMPANY_NOUNS - UNIT_NOUNS and token.i not in scene.at
    return noun and any(name != org for name in orgs_meant(scene, token))


def org_about(scene: Scene, token: Token) -> str | None:
    """Whom a sentence without a subject of its own is about."""
    if not any(scene.kind(t) is Kind.ORG for t in scene.doc):
        for word in scene.doc:
            meant = org_meant(scene, word)
            if meant:
                return meant
    return context_org(scene, token)
