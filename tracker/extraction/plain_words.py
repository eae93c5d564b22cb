"""The words before a noun that are part of a unit's name, and those that are not."""

from __future__ import annotations

from tracker.extraction.lexicon import NATIONALITIES, words
from tracker.extraction.tokens import Token

NAME_PARTS = {"compound", "amod", "nmod", "punct", "npadvmod", "nummod"}
PLAIN_ADJECTIVES = words(
    "new old whole own first entire small elite other same separate single one dedicated former few standalone stand-alone in-house"
)
#: What a company has in many regions, each of them called by its own: "Y's European business".
_REGIONAL = words("business operation unit arm division subsidiary branch")
#: What a number before a unit counts: "a 30-strong team".
_STRENGTHS = words("person member people strong employee engineer man month")


def _is_region_of(adjective: Token) -> bool:
    """Whether an adjective says which of a company's parts is meant: "Y's European business"."""
    noun = adjective.head
    return noun.lemma_.lower() in _REGIONAL and any(c.dep_ == "poss" for c in noun.lefts)


def is_plain(token: Token) -> bool:
    """A word that is no part of a unit's name ("new", "American", the "person" of "300-person")."""
    newly = any(c.lower_ in {"newly", "recently"} for c in token.children)
    counted = token.lemma_.lower() in _STRENGTHS and any(c.like_num for c in token.children)
    beside = "".join(t.text for t in token.doc[token.left_edge.i : token.i + 1]).lower()
    return (
        newly
        or beside in PLAIN_ADJECTIVES
        or counted
        or (token.lower_ in NATIONALITIES and not _is_region_of(token))
        or token.lemma_.lower() in PLAIN_ADJECTIVES
    )
