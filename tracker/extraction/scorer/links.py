"""What the scorer says of an article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tracker.extraction.scorer.marking import Marked
from tracker.extraction.scorer.marks import UNSAID, Piece
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.scorer.session import Pair, Passage, score

#: How many words a passage may have, and how many sentences before them it may look back at.
WORDS = 70
BEFORE = 2


class Spot(NamedTuple):
    """A token of an article, by number of sentence and of token."""

    sentence: int
    token: int


@dataclass(frozen=True, slots=True)
class Link:
    """Two marks that were scored together; ``second`` is none where it is left unsaid."""

    first: Spot
    second: Spot | None
    pair: Pair


@dataclass(slots=True)
class Links:
    """All links of one article, by the sentence that tells them."""

    by_sentence: list[list[Link]] = field(default_factory=list)
    meant: dict[Spot, tuple[float, Spot]] = field(default_factory=dict)

    def of(self, sentence: int) -> list[Link]:
        return self.by_sentence[sentence]


def links(sentences: Sequence[Marked], parts: Sequence[tuple[int, int | None]] = ()) -> Links:
    """The article's marks scored in passages of a few sentences.

    ``parts`` gives each sentence's item of a digest and entry of a list; no passage reaches from one into another.
    """
    found = Links([[] for _ in sentences])
    cut = list(_passages(sentences, parts or [(0, None)] * len(sentences)))
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


def _passages(
    sentences: Sequence[Marked], parts: Sequence[tuple[int, int | None]]
) -> Iterator[tuple[dict[int, Spot], Passage]]:
    start = 0
    while start < len(sentences):
        end, size = start, 0
        while end < len(sentences) and parts[end] == parts[start]:
            size += _size(sentences[end])
            if size > WORDS and end > start:
                break
            end += 1
        before = _looked_back_at(parts, start)
        pieces: list[Piece] = []
        spots: dict[int, Spot] = {}
        for place, number in enumerate([*before, *range(start, end)]):
            for at, piece in enumerate(sentences[number].pieces):
                if at in sentences[number].tokens:
                    spots[len(pieces)] = Spot(number, sentences[number].tokens[at])
                pieces.append(replace(piece, sentence=place))
        yield spots, Passage(tuple(pieces), len(before))
        start = end


def _looked_back_at(parts: Sequence[tuple[int, int | None]], start: int) -> list[int]:
    """The sentences that a passage is read with: the first of its item, which says what it is about, and the last before it.

    Those of another item, or of another entry of the same list, are not among them.
    """
    item, entry = parts[start]
    own = [n for n in range(start) if parts[n][0] == item and parts[n][1] in {None, entry}]
    return sorted({*own[:1], *own[-BEFORE:]})


def _size(sentence: Marked) -> int:
    return sum(len(piece.words.split()) + (piece.mark is not None) for piece in sentence.pieces)
