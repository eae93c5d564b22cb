"""What the scorer says of an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tracker.extraction.scorer.marking import Marked
from tracker.extraction.scorer.marks import UNSAID, Mark, Piece
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.scorer.session import Pair, Passage, score

#: How many words a passage may have, and how many sentences before them it may look back at.
WORDS = 140
BEFORE = 1

#: A sentence less worth it than this is not scored: of those that state a fact one in a hundred is, of the rest more than half.
LEAST_WORTH = -2.5
_BODIES = frozenset({Mark.PERSON, Mark.ORG, Mark.UNIT, Mark.NAME})


class Spot(NamedTuple):
    """A token of an article, by number of sentence and of token."""

    sentence: int
    token: int


class Link(NamedTuple):
    """Two marks that were scored together; ``second`` is none where it is left unsaid."""

    first: Spot
    second: Spot | None
    pair: Pair


@dataclass(slots=True)
class Links:
    """All links of one article, by the sentence that tells them."""

    by_sentence: list[list[Link]] = field(default_factory=list)
    meant: dict[Spot, tuple[float, Spot]] = field(default_factory=dict)

    def of(self, sentence: int, least: float = 0.0) -> list[Link]:
        """The links that a sentence tells; only those of which something is at least as likely as ``least``."""
        every = self.by_sentence[sentence]
        return every if least == 0.0 else [link for link in every if link.pair.most >= least]


def links(sentences: Sequence[Marked], parts: Sequence[tuple[int, int | None]] = ()) -> Links:
    """The article's marks scored in passages of a few sentences.

    ``parts`` gives each sentence's item of a digest and entry of a list; no passage reaches from one into another.
    """
    found = Links([[] for _ in sentences])
    cut = list(passages(sentences, parts or [(0, None)] * len(sentences)))
    for (spots, _), pairs in zip(cut, score([one for _, one in cut]), strict=True):
        for pair in pairs:
            link = Link(
                spots[pair.first], None if pair.second == UNSAID else spots[pair.second], pair
            )
            found.by_sentence[link.first.sentence].append(link)
            if link.second is not None:
                same = pair.of(Relation.SAME)
                if same > max(0.5, found.meant.get(link.first, (0.0,))[0]):
                    found.meant[link.first] = (same, link.second)
    return found


def passages(
    sentences: Sequence[Marked], parts: Sequence[tuple[int, int | None]], words: int = WORDS
) -> Iterator[tuple[dict[int, Spot], Passage]]:
    """The sentences that may tell something in passages of up to so many ``words``, each with where its marks stand."""
    telling = [_may_tell(sentence) for sentence in sentences]
    start = 0
    while start < len(sentences):
        if not telling[start]:
            start += 1
            continue
        taken = _together(sentences, parts, telling, start, words)
        before = _looked_back_at(parts, start)
        pieces: list[Piece] = []
        spots: dict[int, Spot] = {}
        for place, number in enumerate([*before, *taken]):
            for at, piece in enumerate(sentences[number].pieces):
                if at in sentences[number].tokens:
                    spots[len(pieces)] = Spot(number, sentences[number].tokens[at])
                pieces.append(replace(piece, sentence=place))
        yield spots, Passage(tuple(pieces), len(before))
        start = taken[-1] + 1


def _together(
    sentences: Sequence[Marked],
    parts: Sequence[tuple[int, int | None]],
    telling: Sequence[bool],
    start: int,
    words: int,
) -> list[int]:
    """The sentences from ``start`` on that may tell something, as many as have so many ``words``."""
    taken: list[int] = []
    size = 0
    for number in range(start, len(sentences)):
        if parts[number] != parts[start]:
            break
        if not telling[number]:
            continue
        size += _size(sentences[number])
        if size > words and taken:
            break
        taken.append(number)
    return taken


def _may_tell(sentence: Marked) -> bool:
    """Whether a sentence speaks of somebody or of an organisation, in words that may state a fact."""
    return sentence.worth >= LEAST_WORTH and any(piece.mark in _BODIES for piece in sentence.pieces)


def _looked_back_at(parts: Sequence[tuple[int, int | None]], start: int) -> list[int]:
    """The sentences that a passage is read with: the first of its item, which says what it is about, and the last before it.

    Those of another item, or of another entry of the same list, are not among them.
    """
    item, entry = parts[start]
    own = [n for n in range(start) if parts[n][0] == item and parts[n][1] in {None, entry}]
    return sorted({*own[:1], *own[-BEFORE:]})


def _size(sentence: Marked) -> int:
    return sum(len(piece.words.split()) + (piece.mark is not None) for piece in sentence.pieces)
