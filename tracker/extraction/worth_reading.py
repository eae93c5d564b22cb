"""Which sentences of a text are read at all: those that may state something, by their words alone, and those around them.

Most articles state nothing that the tracker keeps, and telling so by words takes a twentieth of the time that reading takes. Of
those that state nothing and are left, names tell four in ten, in a quarter of that time.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from tracker.extraction.recognising import Recognised
from tracker.extraction.scorer.named_worth import named_worth
from tracker.extraction.scorer.views import view
from tracker.extraction.scorer.worth import worth
from tracker.extraction.sentences import Segment
from tracker.extraction.speakers import QUOTE

#: A text of so few sentences is read as a whole, there being little else to tell by what it is about, but not where even the
#: likeliest of them has lower odds.
SHORT, LEAST_OF_SHORT = 3, -3.4
#: The least odds, as logarithms, by which a sentence may state a fact and a quotation may hold a view. A brief sentence has few
#: words that could speak for it ("Y bought Z.").
LEAST, LEAST_OF_VIEWS = -1.25, math.log(0.35 / 0.65)
BRIEF, LEAST_OF_BRIEF = 8, -2.0
#: The least odds that the likeliest sentence of a text has, once its names are recognised, if the text is to be parsed: where only one
#: may state something, and where several may, of which one then does so plainly. Of a brief one so much less is asked.
LEAST_NAMED, LEAST_NAMED_OF_SEVERAL, LESS_OF_BRIEF = -1.0, 0.0, 0.75
#: Where so many sentences may state something the text is about it, and is read as a whole.
MANY = 2
#: How many sentences before one that may state something are read with it, and how many after it.
BEFORE, AFTER = 2, 1


def worth_reading(cut: Sequence[Segment]) -> list[Segment]:
    """The sentences of a text, of which only those stay candidates that may state something or stand near one that may.

    With them stays the first, which says what a text is about; where none may state anything no candidate is left.
    """
    is_short = len(cut) <= SHORT
    tells = [
        segment.candidate and _may_state_something(segment, is_short=is_short) for segment in cut
    ]
    if sum(tells) >= (1 if is_short else MANY):
        return list(cut)
    near = {n for at, one in enumerate(tells) if one for n in range(at - BEFORE, at + AFTER + 1)}
    if near:
        near.add(0)
    return [
        segment if number in near or not segment.candidate else replace(segment, candidate=False)
        for number, segment in enumerate(cut)
    ]


def worth_parsing(cut: Sequence[Segment], found: Recognised) -> bool:
    """Whether a text still seems to state something once people are told from places in the sentences that were ``cut``."""
    if len(cut) <= SHORT:
        return True
    tells = [
        (segment, mentions)
        for segment, mentions in zip(found.segments, found.mentions, strict=True)
        if _may_state_something(segment, is_short=False)
    ]
    least = LEAST_NAMED if len(tells) == 1 else LEAST_NAMED_OF_SEVERAL
    return any(
        named_worth(segment.text, mentions) >= least - LESS_OF_BRIEF * _is_brief(segment)
        or _holds_a_view(segment.text)
        for segment, mentions in tells
    )


def _is_brief(segment: Segment) -> bool:
    return len(segment.text.split()) <= BRIEF


def _may_state_something(segment: Segment, *, is_short: bool) -> bool:
    """Whether a sentence may state a fact or hold a view, in a text that ``is_short`` or not."""
    least = LEAST_OF_SHORT if is_short else LEAST_OF_BRIEF if _is_brief(segment) else LEAST
    return worth(segment.text) >= least or _holds_a_view(segment.text)


def _holds_a_view(sentence: str) -> bool:
    return any(view(sentence, quote) >= LEAST_OF_VIEWS for quote in QUOTE.finditer(sentence))
