"""The sentences of an article with what each names: parsed, and marked for the scorer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.extraction.dates import time_phrases
from tracker.extraction.kinds import Mention
from tracker.extraction.masking import masked
from tracker.extraction.model import model, parsed
from tracker.extraction.money import counts, percents, sums
from tracker.extraction.recognising import Recognised
from tracker.extraction.registry import Registry
from tracker.extraction.scorer.marking import Marked, Spot, mark
from tracker.extraction.scorer.marks import Mark
from tracker.extraction.sentences import Segment
from tracker.extraction.threads import Threads
from tracker.extraction.tokens import Parse

#: Smaller numbers are no layoffs, and written out they are mostly no counts at all.
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Prepared:
    """The sentences that may state a fact, in order, and what is known of the article that they stand in.

    Of the sentence ``segments[n]``, ``parses[n]`` is the parse with one token for each name, ``places[n]`` the characters
    of each token, ``named[n]`` what the tokens name, and ``marked[n]`` what the scorer is given.
    """

    segments: list[Segment]
    parses: list[Parse]
    places: list[list[tuple[int, int]]]
    named: list[dict[int, Mention]]
    marked: list[Marked]
    registry: Registry
    threads: Threads
    author: str | None
    house: str | None


def prepared(found: Recognised) -> Prepared:
    """What rules and scorer are asked about a text whose names are ``found``."""
    segments, published = found.segments, found.text.published
    vocab = model().vocab
    words, places, named = [], [], []
    for doc, one in zip(found.docs, found.mentions, strict=True):
        as_one, at, mentioned = masked(doc, one, vocab)
        words.append(as_one)
        places.append(at)
        named.append(mentioned)
    parses = [Parse(doc) for doc in parsed(words)]
    marked = [
        mark(segment.text, doc, at, mentioned, _days_and_figures(segment.text, published))
        for segment, doc, at, mentioned in zip(segments, parses, places, named, strict=True)
    ]
    return Prepared(
        segments, parses, places, named, marked, found.registry, found.threads, found.author, found.house
    )  # fmt: skip


def _days_and_figures(sentence: str, published: date | None) -> Iterator[Spot]:
    for phrase in time_phrases(sentence, published, None):
        yield Spot(phrase.start, phrase.end, Mark.DAY)
    for figure in sums(sentence):
        yield Spot(figure.start, figure.end, Mark.SUM)
    for figure in (*percents(sentence), *counts(sentence)):
        if figure.value >= FEWEST or "%" in sentence[figure.start : figure.end]:
            yield Spot(figure.start, figure.end, Mark.COUNT)
