"""A parsed sentence with its names, days and figures marked, ready to be scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.extraction.kinds import Kind, Mention
from tracker.extraction.lexicon import (
    COMPANY_NOUNS,
    HE,
    PERSON_NOUNS,
    RELATED,
    SHE,
    SPEAKER,
    UNIT_NOUNS,
    words,
)
from tracker.extraction.scorer.marks import Mark, Piece
from tracker.extraction.scorer.worth import worth
from tracker.extraction.tokens import Parse, Token

_MARKS = {
    Kind.PERSON: Mark.PERSON,
    Kind.ORG: Mark.ORG,
    Kind.UNIT: Mark.UNIT,
    Kind.NAME: Mark.NAME,
    Kind.TITLE: Mark.TITLE,
    Kind.PLACE: Mark.PLACE,
}
_SOMEBODY = HE | SHE | SPEAKER
_SOME_ORG = words("it its itself we our us")
_DEFINITE = words("the this that his her its their")
_TITLE_OF_SOMEBODY = {"nsubj", "nsubjpass", "dobj", "agent", "poss"}
# "Its rival" and "a lab" are companies in general, not one that the article has spoken of.
_NOBODY = words("rival newcomer challenger upstart")


@dataclass(frozen=True, slots=True)
class Marked:
    """The pieces of a sentence, the token at the heart of each piece that is a mark, and how far it is worth scoring."""

    pieces: tuple[Piece, ...]
    tokens: Mapping[int, int]
    worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters ``start`` to ``end`` of a sentence that are to be one mark."""

    start: int
    end: int
    mark: Mark


def mark(
    text: str,
    doc: Parse,
    places: Sequence[tuple[int, int]],
    at: Mapping[int, Mention],
    spots: Iterable[Spot] = (),
) -> Marked:
    """``text`` cut into plain words and marks; ``doc`` is its parse with one token for each mention."""
    found = [
        (places[first][0], places[token.i][1], token.i, kind, worded)
        for first, token, kind, worded in _marks(doc, at)
    ]
    names = [(start, end) for start, end, *_ in found]
    for spot in spots:
        if not any(start < spot.end and spot.start < end for start, end in names):
            token = next((i for i, (_, end) in enumerate(places) if end > spot.start), 0)
            found.append((spot.start, spot.end, token, spot.mark, True))
    pieces: list[Piece] = []
    tokens: dict[int, int] = {}
    done = 0
    for start, end, number, kind, worded in sorted(found):
        if start < done:
            continue
        if text[done:start].strip():
            pieces.append(Piece(text[done:start]))
        tokens[len(pieces)] = number
        pieces.append(Piece(text[start:end] if worded else "", kind))
        done = end
    if text[done:].strip():
        pieces.append(Piece(text[done:]))
    return Marked(tuple(pieces), tokens, worth(text))


def _marks(doc: Parse, at: Mapping[int, Mention]) -> Iterator[tuple[int, Token, Mark, bool]]:
    """First token, last token, kind and whether the words are kept, for each mark from left to right."""
    for token in doc:
        mention = at.get(token.i)
        word = token.text.lower()
        if mention is not None:
            kind = Mark.OUTLET if mention.paper else _MARKS.get(mention.kind)
            if kind is Mark.TITLE and _stands_for_somebody(token, at):
                kind = Mark.PERSON
                yield token.i, token, kind, True
            elif kind is not None:
                yield token.i, token, kind, kind is Mark.TITLE
        elif word in _SOMEBODY:
            yield token.i, token, Mark.PERSON, True
        elif word in _SOME_ORG and not (word == "it" and token.dep_ == "expl"):
            yield token.i, token, Mark.ORG, True
        elif token.pos_ in {"NOUN", "ADJ", "PROPN"}:
            yield from _described(token, at)


def _determiner(token: Token) -> Token | None:
    return next((c for c in token.children if c.i < token.i and c.text.lower() in _DEFINITE), None)


def _stands_for_somebody(token: Token, at: Mapping[int, Mention]) -> bool:
    """Read "the chief executive said" of a person; "became the chief executive" gives a title."""
    return (
        token.dep_ in _TITLE_OF_SOMEBODY
        and _determiner(token) is not None
        and not any(c.dep_ in {"appos", "prep"} for c in token.children)
        and (at.get(token.i + 1) is None)
    )


def _described(token: Token, at: Mapping[int, Mention]) -> Iterator[tuple[int, Token, Mark, bool]]:
    """Read "the researcher", "the search giant", "its robotics team" as the one who is meant."""
    lemma = token.lemma_.lower()
    first = _unit_of_somebody(token, at) if lemma in UNIT_NOUNS else None
    if first is not None:
        yield first, token, Mark.UNIT, True
        return
    determiner = _determiner(token)
    if determiner is None or any(i in at for i in range(determiner.i, token.i)):
        return
    owned = determiner.text.lower() in {"his", "her", "its", "their"}
    if lemma in PERSON_NOUNS | RELATED:
        kind = Mark.PERSON
    elif lemma in COMPANY_NOUNS - _NOBODY and lemma not in UNIT_NOUNS and not owned:
        kind = Mark.ORG
    elif lemma in UNIT_NOUNS:
        kind = Mark.ORG if lemma in COMPANY_NOUNS and not owned else Mark.UNIT
    else:
        return
    yield (determiner.i + 1 if owned else determiner.i), token, kind, True


def _unit_of_somebody(token: Token, at: Mapping[int, Mention]) -> int | None:
    """Where the name of a unit begins in "Samsung's chip division" and "a new language group"."""
    parts = [c for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"}]
    if not parts or any(i in at for i in range(parts[0].left_edge.i, token.i)):
        return None
    owner = next((c for c in token.lefts if c.dep_ == "poss" and c.i in at), None)
    new = any(c.text.lower() in {"a", "an"} for c in token.lefts)
    if owner is None and not (new and any(c.dep_ == "compound" for c in parts)):
        return None
    return parts[0].left_edge.i
