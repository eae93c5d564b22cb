"""What the scorer says of an article, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from tracker.extraction.scorer.marking import Marked
from tracker.extraction.scorer.marks import UNSAID, Mark, Piece
from tracker.extraction.scorer.relations import Relation
from tracker.extraction.scorer.session import Pair, Passage, score

#: How many words a passage may have, and how many sentences before them it may look back at.
WORDS = 80
BEFORE = 1


#: Words of deals, money, shares, staff and units. A sentence that names nobody and has none of them is not scored.
_TELLING = re.compile(
    r"(?<![a-z])(?:acqui|buy|bought|purchas|t(?:ake|aking|ook|aken)[ -]?over|takeover|snap|swallow|gobbl|absorb|stake|shares?\b|sharehold|holding"
    r"|merg|deal|bid\b|bids\b|bidd|offer|invest|own(?:s|ed|er|ing)?\b|belong|s[eo]ld?\b|sells|selling|sale|control|subsidiar|parent|price|pa(?:y|id)|part of"
    r"|fund|rais|round|financ|back(?:ed|er|ing)|valu|spen[dt]|cost|stock|market|fell\b|f[ae]ll|slid|slump|plung|plumm|drop|tumbl|s[aiu]nk|wip"
    r"|los[et]|declin|dip|crash|div[eo]|rall|surg|soar|jump|ris[ei]|rose|climb|gain|cut|lay|laid|redundan|job|staff|workforce|employ|dismiss|fir[ei]"
    r"|shed|axe|trim|slash|eliminat|headcount|position|role|unit|division|team|group|lab|department|arm\b|branch|studio|centre|center|creat|form|set"
    r"|launch|establish|found|open|start|unveil|born|assembl|buil[dt]|dissol|disband|clos|shut|w[io]und|scrap|bro(?:ke|ken)|break|ceas|dismantl|abolish"
    r"|discontinu|fold|end(?:s|ed|ing)?\b|renam|rebrand|call|known|name|christen|bec[oa]m|combin|consolidat|integrat|join|bring|brought|roll|fus"
    r"|gather|mov|hir|recruit|poach|l[eo]f?t\b|leav|lead|led\b|head|run\b|chief|chair|director|founder|executive)|%|[$€£¥]",
    re.IGNORECASE,
)


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
        if not _may_tell(sentences[start]):
            start += 1
            continue
        end, size = start, 0
        while end < len(sentences) and parts[end] == parts[start]:
            size += _size(sentences[end])
            if size > WORDS and end > start:
                break
            end += 1
        while not _may_tell(sentences[end - 1]):
            end -= 1
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


def _may_tell(sentence: Marked) -> bool:
    """Whether a sentence speaks of somebody, or of an organisation and what becomes of its money, staff or parts."""
    marks = {piece.mark for piece in sentence.pieces}
    if Mark.PERSON in marks:
        return True
    if not marks & {Mark.ORG, Mark.UNIT, Mark.NAME}:
        return False
    return bool(marks & {Mark.UNIT, Mark.SUM, Mark.COUNT}) or any(
        _TELLING.search(piece.words) for piece in sentence.pieces
    )


def _looked_back_at(parts: Sequence[tuple[int, int | None]], start: int) -> list[int]:
    """The sentences that a passage is read with: the first of its item, which says what it is about, and the last before it.

    Those of another item, or of another entry of the same list, are not among them.
    """
    item, entry = parts[start]
    own = [n for n in range(start) if parts[n][0] == item and parts[n][1] in {None, entry}]
    return sorted({*own[:1], *own[-BEFORE:]})


def _size(sentence: Marked) -> int:
    return sum(len(piece.words.split()) + (piece.mark is not None) for piece in sentence.pieces)
