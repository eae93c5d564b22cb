"""What "it" is that is bought, where the sentence names it just before: "X was chief of Z until Y bought it"."""

from __future__ import annotations

from tracker.extraction.kinds import COMPANIES
from tracker.extraction.lexicon import COMPANY_NOUNS, UNIT_NOUNS, words
from tracker.extraction.scene import Scene
from tracker.extraction.subjects import governing_verb
from tracker.extraction.tokens import Token

#: What joins a purchase to what somebody did about that time.
_WHEN = words("when until till before after since once")
_WHOLES = COMPANY_NOUNS - UNIT_NOUNS | {"maker"}
_POINTS = frozenset(["that", "this"])


def named_beside(scene: Scene, token: Token, buyer: str | None = None) -> str | None:
    """Z in "was chief of Z until Y bought it", "came with Z, her start-up, which Y bought", "before Y bought it, Z had two chiefs"."""
    if token.i in scene.at:
        return None
    if token.dep_ == "appos":
        return _name(scene, token.head, buyer)
    if not points_back(token):
        return None
    verb = governing_verb(token)
    inside = {t.i for t in verb.subtree}
    before = [t for t in scene.doc[: verb.left_edge.i] if _name(scene, t, buyer)]
    if _is_when(verb):
        after = [t for t in verb.head.children if t.dep_ in {"nsubj", "nsubjpass"}]
        after = [t for t in after if t.i not in inside and _name(scene, t, buyer)]
        nearest = (before or after)[-1:]
        if nearest and not _another_between(scene, nearest[0], verb):
            return scene.at[nearest[0].i].text
        return None
    names = {scene.at[t.i].text for t in before}
    told = _is_bare(token) and verb.dep_ in {"relcl", "conj", "ccomp", "parataxis"}
    return names.pop() if told and len(names) == 1 else None


def sold_by_then(scene: Scene, sale: Token, buyer: str) -> str | None:
    """Z in "was chief of Z until its sale to Y"."""
    whose = any(c.dep_ == "poss" and c.lower_ == "its" for c in sale.children)
    if not whose or sale.dep_ != "pobj" or sale.head.lower_ not in _WHEN:
        return None
    before = [t for t in scene.doc[: sale.head.i] if _name(scene, t, buyer)]
    return scene.at[before[-1].i].text if before else None


def _name(scene: Scene, token: Token, buyer: str | None) -> str | None:
    """The company named at a word, which is none that reports and not the buyer."""
    mention = scene.at.get(token.i)
    if mention is None or mention.kind not in COMPANIES or mention.paper or mention.product:
        return None
    return mention.text if mention.text != buyer else None


def points_back(token: Token) -> bool:
    """Whether a word stands for what has been named: "it", "that company", "the company"."""
    if _is_bare(token):
        return True
    before = {c.lower_ for c in token.lefts}
    whole = token.lemma_.lower() in _WHOLES and token.tag_ == "NN"
    return whole and (bool(before & _POINTS) or before == {"the"})


def _is_bare(token: Token) -> bool:
    return token.lower_ in {"it", "its"} or (token.lower_ == "that" and token.tag_ == "DT")


def _is_when(verb: Token) -> bool:
    """Whether a purchase only says when something else was: "until Y bought it", "soon after Y had bought it"."""
    first = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"} and c.i < verb.i}
    behind = verb.dep_ == "pcomp" and verb.head.lower_ in _WHEN
    return behind or (verb.dep_ == "advcl" and bool(first & _WHEN))


def _another_between(scene: Scene, name: Token, verb: Token) -> bool:
    """Whether a company without a name stands between the named one and the purchase: "left Z for a start-up before Y bought it"."""
    return any(
        t.lemma_.lower() in COMPANY_NOUNS
        and t.i not in scene.at
        and t.dep_ not in {"compound", "appos", "attr"}
        and any(c.dep_ in {"det", "poss"} for c in t.lefts)
        for t in scene.doc[name.i + 1 : verb.left_edge.i]
    )
