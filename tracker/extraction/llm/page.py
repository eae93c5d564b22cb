"""One text as the checks see it: its sentences, its words, and the names known beforehand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, islice

from tracker.extraction.bare_text import readable
from tracker.extraction.findings import Text
from tracker.extraction.gazetteer import Gazetteer, KnownOrganization
from tracker.extraction.llm.ground import Ground, plain
from tracker.extraction.llm.shapes import LONGEST_WORDS
from tracker.extraction.sentences import LONGEST_SENTENCE, Segment, segments

_MOST_SENTENCES_QUOTED = 3
_LONGEST_QUOTED = _MOST_SENTENCES_QUOTED * LONGEST_SENTENCE
_MOST_PLACES = 50
_WORD = re.compile(r"\w+")
#: What stands in quotation marks, within one paragraph; an apostrophe ends nothing, and nobody says so much at once.
_QUOTATION = re.compile(
    r"“(?:[^“”\n]|\n(?!\s*\n)){0,2000}+(?:”|(?=\n)|\Z)|\"(?:[^\"\n]|\n(?!\s*\n)){0,2000}+(?:\"|(?=\n)|\Z)"
    r"|«(?:[^«»\n]|\n(?!\s*\n)){0,2000}+(?:»|(?=\n)|\Z)"
    r"|(?<!\w)‘(?:[^‘’\n]|’(?=\w)){0,2000}+(?:’|(?=\n)|\Z)|(?<!\w)'(?:[^'\n]|'(?=\w)){0,2000}+'(?!\w)"
)
#: Two words or more that are written as somebody's name is.
_NAMED = re.compile(r"[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'.-]*)+")
#: How far from its evidence a quotation may stand, in sentences.
_QUOTED_BEFORE, _QUOTED_AFTER = 2, 3
_WRAPPING = " \t\n\"'“”‘’"


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence of the text, by its number."""

    number: int
    sentence: Segment


class Page:
    """What an answer about ``text`` is checked against."""

    def __init__(self, text: Text, gazetteer: Gazetteer) -> None:
        self.text = readable(text.text)
        self.title = readable(text.title)
        self.published: date | None = text.published
        self.sentences: list[Segment] = segments(self.text)
        self._ground = Ground(self.text)
        self._title = Ground(self.title)
        self._starts = [sentence.start for sentence in self.sentences]
        self._organizations: dict[str, set[str]] = {}
        self._people: set[str] = set()
        for source in (self.text, self.title):
            for hit in gazetteer.hits(source):
                form = source[hit.start : hit.end]
                if isinstance(hit.known, KnownOrganization):
                    self._organizations.setdefault(hit.known.name, set()).add(form)
                else:
                    self._people.add(form)

    def named(self, name: str) -> str | None:
        """``name`` as the text spells it, or else its title; None where neither has it."""
        told = self._ground.as_told(name, self._in_one_sentence)
        return told or self._title.as_told(name)

    def _in_one_sentence(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` lies within a sentence, or within a line that belongs to none."""
        number = bisect_right(self._starts, start) - 1
        if number >= 0 and start < self.sentences[number].end:
            return end <= self.sentences[number].end
        after = self._starts[number + 1 : number + 2]
        return "\n" not in self.text[start:end] and not (after and after[0] < end)

    def has_words(self, words: str) -> bool:
        """Whether every word of ``words`` stands in the text or its title."""
        found = _WORD.findall(words)
        return bool(found) and all(
            self._ground.has_each_word_of(word) or self._title.has_each_word_of(word)
            for word in found
        )

    def quoted(self, quote: str, spot: Spot) -> tuple[int, int] | None:
        """Where ``quote`` stands in quotation marks near ``spot``."""
        first = self.sentences[max(0, spot.number - _QUOTED_BEFORE)].start
        last = self.sentences[min(len(self.sentences) - 1, spot.number + _QUOTED_AFTER)].end
        for start, end in self._ground.places(quote.strip(_WRAPPING)):
            if first <= start and end <= last and self._is_quoted(start, end):
                return start, end
        return None

    def _is_quoted(self, start: int, end: int) -> bool:
        number = bisect_right(self._quotations, (start, -1)) - 1
        return number >= 0 and end <= self._quotations[number][1]

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        """Where quotation marks open and close, in order."""
        return [found.span() for found in _QUOTATION.finditer(self.text)]

    def outside_quotations(self, at: int) -> str:
        """The sentence that stands at ``at`` with nothing in its quotation marks."""
        number = max(0, bisect_right(self._starts, at) - 1)
        first, last = self.sentences[number].start, self.sentences[number].end
        told, done = [], first
        begins = max(0, bisect_right(self._quotations, (first, -1)) - 1)
        for opens, closes in islice(self._quotations, begins, None):
            if opens >= last:
                break
            if closes > done:
                told += [self.text[done : max(done, opens)], "“”"]
                done = closes
        return " ".join("".join((*told, self.text[done:last])).split())

    @cached_property
    def surnames(self) -> set[str]:
        """The last words of what is written as people's names are, and is no known organization."""
        named = {found.group() for found in _NAMED.finditer(self.text)} | self._people
        return {name.split()[-1] for name in named if not self.is_organization(name)}

    def is_organization(self, name: str) -> bool:
        forms = {plain(form) for forms in self._organizations.values() for form in forms}
        return plain(name) in forms

    def is_person(self, name: str) -> bool:
        return plain(name) in {plain(form) for form in self._people}

    def fullest_organization(self, name: str) -> str:
        """The longest form of a known organization's name that the article has."""
        for forms in self._organizations.values():
            if name in forms:
                return max((form for form in forms if name in form), key=len)
        return name

    def people(self) -> set[str]:
        """Known people whom the article names."""
        return set(self._people)

    def spot(self, evidence: str, names: Iterable[str]) -> Spot | None:
        """The sentence that ``evidence`` repeats, or a part of which it repeats.

        Where it stands in several, or reaches over several, the one with most of ``names``.
        """
        if len(evidence) > _LONGEST_QUOTED:
            return None
        wanted = [name for name in names if len(name) <= LONGEST_WORDS]
        best: tuple[int, Spot] | None = None
        for start, end in self._places(evidence):
            touched = list(islice(self._touched(start, end), _MOST_SENTENCES_QUOTED + 1))
            if len(touched) > _MOST_SENTENCES_QUOTED:
                continue
            for spot in touched:
                ground = Ground(spot.sentence.text)
                count = sum(ground.has_a_word_of(name) for name in wanted)
                if best is None or count > best[0]:
                    best = count, spot
        return best[1] if best else None

    def _places(self, evidence: str) -> Iterator[tuple[int, int]]:
        """Where ``evidence`` stands, as it is and without its quotation marks; the first places only."""
        forms = dict.fromkeys(plain(form) for form in (evidence, evidence.strip(_WRAPPING)))
        return islice(chain.from_iterable(map(self._ground.places, forms)), _MOST_PLACES)

    def _touched(self, start: int, end: int) -> Iterator[Spot]:
        """The sentences of which ``text[start:end]`` has a part."""
        first = max(0, bisect_right(self._starts, start) - 1)
        for number in range(first, len(self.sentences)):
            sentence = self.sentences[number]
            if sentence.start >= end:
                return
            if start < sentence.end:
                yield Spot(number, sentence)

    def around(self, spot: Spot, before: int, after: int) -> str:
        """The sentence with so many before and after it."""
        first = max(0, spot.number - before)
        return "\n".join(
            sentence.text for sentence in self.sentences[first : spot.number + after + 1]
        )
