"""One text as the checks see it: its sentences, its words, and the names known beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from tracker.extraction.findings import Text
from tracker.extraction.gazetteer import Gazetteer, KnownOrganization
from tracker.extraction.language import readable
from tracker.extraction.llm.ground import Ground, plain
from tracker.extraction.sentences import Segment, segments

_MOST_SENTENCES_QUOTED = 3
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
        self._all = Ground(f"{self.text}\n{self.title}")
        self._organizations: dict[str, set[str]] = {}
        self._people: set[str] = set()
        for source in (self.text, self.title):
            for hit in gazetteer.hits(source):
                form = source[hit.start : hit.end]
                if isinstance(hit.known, KnownOrganization):
                    self._organizations.setdefault(hit.known.name, set()).add(form)
                else:
                    self._people.add(form)

    def names(self, name: str) -> bool:
        """Whether the text or its title has ``name``."""
        return self._all.has(name)

    def has_words(self, words: str) -> bool:
        """Whether every word of ``words`` stands in the text or its title."""
        return self._all.has_each_word_of(words)

    def quoted(self, quote: str) -> str | None:
        """The words of the text that ``quote`` repeats, as the text has them."""
        place = next(self._ground.places(quote.strip(_WRAPPING)), None)
        return self.text[place[0] : place[1]] if place else None

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
        wanted = list(names)
        best: tuple[int, Spot] | None = None
        stripped = evidence.strip(_WRAPPING)
        for start, end in chain(self._ground.places(evidence), self._ground.places(stripped)):
            touched = [
                Spot(number, sentence)
                for number, sentence in enumerate(self.sentences)
                if sentence.start < end and start < sentence.end
            ]
            if len(touched) > _MOST_SENTENCES_QUOTED:
                continue
            for spot in touched:
                ground = Ground(spot.sentence.text)
                count = sum(ground.has_a_word_of(name) for name in wanted)
                if best is None or count > best[0]:
                    best = count, spot
        return best[1] if best else None

    def around(self, spot: Spot, before: int, after: int) -> str:
        """The sentence with so many before and after it."""
        first = max(0, spot.number - before)
        return "\n".join(
            sentence.text for sentence in self.sentences[first : spot.number + after + 1]
        )
