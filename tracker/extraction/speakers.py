"""Who says a quotation, and whom "I" means in it."""

from __future__ import annotations

import re

from tracker.extraction.author import is_quoted
from tracker.extraction.kinds import Kind
from tracker.extraction.lexicon import words
from tracker.extraction.named_together import NamedTogether
from tracker.extraction.predicates import SAY
from tracker.extraction.subjects import SUBJECTS
from tracker.extraction.tokens import Token

QUOTE = re.compile(r"[\"“]([^\"“”]{3,600}?)[\"”]")
_TELLS = SAY | words(
    "call describe characterize characterise sneer find warn dub term label joke quip recall wonder insist dismiss put protest concede "
    "complain retort remark observe muse reflect caution shrug grumble exclaim scoff fume sigh lament boast counter reckon prophesy preach "
    "enthuse mutter growl gush marvel conclude summarise summarize"
)
#: How many characters the verb of saying may stand from the quotation.
_NEAR = 90


class Speakers(NamedTogether):
    """A sentence that knows who says what it quotes."""

    __slots__ = ()

    def people(self, token: Token) -> list[str]:
        """Whom a word refers to."""
        raise NotImplementedError

    def _i(self, token: Token) -> list[str]:
        """Whoever says the quotation that the word stands in, and outside of one the author."""
        place = self.places[token.i][0]
        for quote in QUOTE.finditer(self.text):
            if quote.start() <= place < quote.end():
                told = self.speaker(quote.start(), quote.end())
                return [told] if told else []
        if self.author is None or is_quoted(self.text, place):
            return []
        return [self.registry.fullest(self.author)]

    def speaker(self, start: int, end: int) -> str | None:
        """The subject of the verb of saying nearest to a quotation and outside it, given by its characters."""
        best: tuple[int, str] | None = None
        quotes = [(start, end), *(quote.span() for quote in QUOTE.finditer(self.text))]
        for token in self.doc:
            place = self.places[token.i]
            if (
                token.lemma_.lower() not in _TELLS
                or token.pos_ not in {"VERB", "AUX"}
                or start <= place[0] < end
            ):
                continue
            subjects = self._subjects_outside(token, quotes)
            people = [p for s in subjects for p in self.people(s)]
            if not people and not subjects:
                outside = self._subjects_outside(token.head, quotes)
                people = [p for s in outside for p in self.people(s)]
            distance = min(abs(place[0] - end), abs(start - place[1]))
            if people and distance < _NEAR and (best is None or distance < best[0]):
                best = (distance, people[0])
        if best is not None:
            return best[1]
        after = self.text[end : end + 40]
        for token in self.tokens(Kind.PERSON):
            if 0 <= self.places[token.i][0] - end < 30 and re.match(
                r",? (?:\w+ )?(?:said|says|told|wrote|added|replied)", after
            ):
                return self.name(token)
        return None

    def _subjects_outside(self, verb: Token, quotes: list[tuple[int, int]]) -> list[Token]:
        """The subjects of a verb that stand in no quotation: nobody tells one from inside of another."""
        return [
            c
            for c in verb.children
            if c.dep_ in SUBJECTS
            and not any(start <= self.places[c.i][0] < end for start, end in quotes)
        ]
