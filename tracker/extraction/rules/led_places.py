"""What somebody leads: "heads Y's Z group", "will run it", "has taken over the group"."""

from __future__ import annotations

from dataclasses import replace

from tracker.extraction.company_meant import BUSINESSES
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import UNIT_NOUNS, words
from tracker.extraction.rules.board_words import is_board
from tracker.extraction.rules.parts_told import parts_named, told_before
from tracker.extraction.rules.shared import Place, context_org, place_at
from tracker.extraction.scene import Scene
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

#: What a unit is called again that has just been named otherwise, and how.
_GROUPS = words("group lab laboratory organization organisation institute office effort")
#: By what somebody comes to a company, of himself or hired by it.
_COME = words("join move go return decamp defect hire poach recruit lure woo bring")
_THAT = {"the", "this", "new", "combined", "merged", "entire", "whole"}
#: What a company is called that somebody runs: "runs the place", "has run the show".
_ALL_OF_IT = frozenset(["place", "show", "shop", "outfit"])


def chaired(scene: Scene, token: Token) -> Place | None:
    """What somebody chairs: a body by itself, whether or not its name is known."""
    mention = scene.at.get(token.i)
    if mention is not None and mention.kind in {Kind.NAME, Kind.ORG}:
        return Place(mention.text)
    return led_place(scene, token)


def led_place(scene: Scene, token: Token) -> Place | None:
    """What somebody leads, if it is an organisation or a unit."""
    if is_board(token):
        modifiers = [c for c in token.lefts if c.dep_ in {"compound", "amod"}]
        unit = scene.words(modifiers[0].i, token.i) if modifiers else None
        owner = scene.owner(token)
        return Place(owner or context_org(scene, token), unit, implied=owner is None)
    fresh = scene.discourse.fresh_unit
    if fresh is not None and (token.text.lower() in {"it", "its", "which"} or _is_the_group(token)):
        return Place(context_org(scene, token), fresh, implied=True)
    found = _named(scene, token) or place_at(scene, token)
    part_of = _whose_part(scene, token, found) if found is not None else None
    if found is not None and part_of is not None:
        return Place(part_of, found.org, implied=True)
    if found is not None:
        whole = scene.discourse.whole_unit(found.unit) if found.unit and found.implied else None
        return Place(whole[1] or found.org, whole[0], implied=True) if whole else found
    if token.lower_ in _ALL_OF_IT and [c.lower_ for c in token.children] == ["the"]:
        return Place(context_org(scene, token), implied=True)
    if token.text.lower() in {"it", "which", "that"}:
        unit = scene.discourse.unit
        if unit is not None:
            return Place(context_org(scene, token), unit, implied=True)
    if token.lemma_.lower() in UNIT_NOUNS and any(c.text.lower() == "the" for c in token.children):
        unit = scene.discourse.unit_called(token.lemma_.lower())
        return Place(context_org(scene, token), unit, implied=True) if unit else None
    return None


def _named(scene: Scene, token: Token) -> Place | None:
    """The "Z Group" or "Z Lab" that was named right before, which "the group" or "the laboratory" means."""
    word = token.lemma_.lower()
    others = (c for c in token.children if c.lower_ != "the" and c.dep_ != "prep")
    if token.i in scene.at or word not in UNIT_NOUNS or next(others, None) is not None:
        return None
    told = next(told_before(scene, token, parts_named(scene)), None)
    last = (told.unit or "").lower().split()[-1:] if told is not None else []
    named = told is not None and any(name.startswith(word[:3]) for name in last)
    return replace(told, implied=True) if told is not None and named else None


def _whose_part(scene: Scene, token: Token, found: Place) -> str | None:
    """Read "X leads Autopilot": an unknown name is a part of the company the article is about."""
    mention = scene.at.get(token.i)
    unknown = mention is not None and mention.kind in {Kind.NAME, Kind.ORG} and not mention.known
    focus = context_org(scene, token) if unknown and not found.unit else None
    if focus and _is_in_house(token):
        named = (scene.at[t.i].text for t in scene.doc if t != token and scene.kind(t) is Kind.ORG)
        return next(named, None if focus == found.org else focus)
    if mention is None or not focus or focus == found.org:
        return None
    alone = token.dep_ == "nsubjpass" and len(mention.text.split()) > 1
    alone = alone or (token.i > 0 and scene.doc[token.i - 1].lower_ in BUSINESSES)
    alone = alone or _comes_to(scene, token, focus) or found.org in scene.discourse.companies
    return None if alone else focus


def _is_in_house(name: Token) -> bool:
    """Read "Z, a new in-house think tank", "Z, its internal incubator": a part of the company."""
    beside = (t.lower_ for c in name.children if c.dep_ == "appos" for t in c.subtree)
    return bool({"house", "in-house", "internal"} & set(beside))


def _comes_to(scene: Scene, token: Token, org: str) -> bool:
    """Read "X, who runs Z, will join Y", "Y has hired X, who runs Z": Z is no part of a company that X only comes to."""
    whose = next((t.head for t in (token, *token.ancestors) if t.dep_ == "relcl"), None)
    verb = governing_verb(whose) if whose is not None else None
    if verb is None or verb.lemma_ not in _COME:
        return False
    ends = [c for c in verb.children if c.dep_ in {"nsubj", "dobj"}]
    ends += [g for c in verb.children if c.lower_ in {"to", "at"} for g in c.children]
    return any(scene.is_org(t) and scene.at[t.i].text == org for t in ends)


def _is_the_group(token: Token) -> bool:
    """Read "the group", "the new organisation", where it may be a unit that has just been made."""
    before = {c.lower_ for c in token.lefts}
    new = bool(before & {"new", "combined", "merged"})
    noun = token.lemma_.lower() in (UNIT_NOUNS if new else _GROUPS)
    alone = all(c.lower_ in {"himself", "herself"} for c in token.rights)
    return noun and alone and bool(before & {"the", "this"}) and before <= _THAT


def is_anothers(scene: Scene, thing: Token) -> bool:
    """Read "X will lead the Y team and Z the W team", where the W team is Z's."""
    before = scene.doc[max(0, thing.left_edge.i - 2) : thing.left_edge.i]
    return len(before) > 1 and scene.is_person(before[1]) and before[0].lower_ in {"and", ",", ";"}


def unit_told_of(scene: Scene, thing: Token) -> Place | None:
    """The unit of which the last sentence tells and which somebody has "taken over": "The X team has a new boss. Z took it over"."""
    last = scene.article[scene.number - 1] if scene.number and thing.lower_ == "it" else None
    if last is None or last.segment.item != scene.segment.item:
        return None
    subjects = [t for t in last.doc if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ == "ROOT"]
    units = [p for t in subjects if (p := led_place(last, t)) is not None and p.unit and p.org]
    return replace(units[0], implied=True) if units else None
