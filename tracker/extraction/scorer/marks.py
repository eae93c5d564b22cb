"""A passage as the scorer sees it: its words, with a typed mark in the place of each name.

The names themselves are hidden, so what the scorer learns is the language around them and it cannot
know who works where. Training passages and articles take the same shape here, in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What a mark stands for; the letters are those of the training passages."""

    PERSON = "P"
    ORG = "O"
    UNIT = "U"
    TITLE = "T"
    PRODUCT = "M"
    PLACE = "L"
    OUTLET = "N"
    EVENT = "E"
    NAME = "X"
    DAY = "D"
    SUM = "S"
    COUNT = "C"


# The vocabulary of the encoder keeps places for marks of one's own: [unused0] stands at 1.
_NAME_IDS = {mark: 1 + number for number, mark in enumerate(Mark)}
_WORDS_IDS = {mark: 30 + number for number, mark in enumerate(Mark)}
_BEGIN, _END = 101, 102
LONGEST = 320
#: Stands for an organisation, a sum or a number that the passage does not name.
UNSAID = -1
#: How many sentences back the other end of a fact is looked for.
BACK = 8

_PLACES = frozenset({Mark.ORG, Mark.UNIT, Mark.NAME, Mark.OUTLET, Mark.PRODUCT, Mark.EVENT})
_BODIES = frozenset({Mark.ORG, Mark.UNIT, Mark.NAME})
#: What pairs begin with, and what belongs to one only in the same sentence.
_FIRST = _BODIES | {Mark.PERSON}
_BESIDE = frozenset({Mark.TITLE, Mark.DAY, Mark.SUM, Mark.COUNT})


@dataclass(frozen=True, slots=True)
class Piece:
    """Plain words, or a mark: a name without its words, or words that stand for a name ("the start-up").

    ``sentence`` counts from nought within the passage.
    """

    words: str = ""
    mark: Mark | None = None
    sentence: int = 0

    @property
    def named(self) -> bool:
        return self.mark is not None and not self.words


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids, and for each piece that is a mark the place of its mark among them."""

    ids: tuple[int, ...]
    places: dict[int, int]


def encode(pieces: Sequence[Piece], tokens: Callable[[str], list[int]]) -> Encoded:
    """The ids of a passage; what goes beyond the longest passage that is read has no place."""
    ids = [_BEGIN]
    places: dict[int, int] = {}
    for number, piece in enumerate(pieces):
        if number and piece.sentence != pieces[number - 1].sentence:
            ids.append(_END)
        if piece.words.strip():
            ids += tokens(piece.words)
        if piece.mark is not None:
            if len(ids) < LONGEST - 1:
                places[number] = len(ids)
            ids.append((_WORDS_IDS if piece.words else _NAME_IDS)[piece.mark])
    return Encoded((*ids[: LONGEST - 1], _END), places)


def candidates(
    pieces: Sequence[Piece], marked: Sequence[int], since: int = 0
) -> Iterator[tuple[int, int]]:
    """The pairs of marks that could belong together; the first stands in sentence ``since`` or later."""
    for first in marked:
        one = pieces[first]
        if one.sentence < since or one.mark not in _FIRST:
            continue
        yield first, UNSAID
        for second in marked:
            other = pieces[second]
            back = one.sentence - other.sentence
            if first == second or not 0 <= back <= BACK:
                continue
            if other.mark in _BESIDE:
                if back == 0:
                    yield first, second
            elif one.mark is Mark.PERSON:
                if other.mark in _PLACES or other.mark is Mark.PERSON:
                    yield first, second
            elif other.mark in _BODIES:
                yield first, second
