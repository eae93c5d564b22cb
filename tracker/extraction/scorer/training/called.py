"""Which marks of an article can be what its annotators name: people, organizations, titles, days and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tracker.extraction.dates import time_phrases
from tracker.extraction.lexicon import HE, MEN, SHE, WOMEN
from tracker.extraction.measuring.gold import GoldArticle
from tracker.extraction.measuring.shapes import Fact
from tracker.extraction.money import Figure, counts, percents, sums
from tracker.extraction.preparing import Prepared
from tracker.extraction.sameness import plain
from tracker.extraction.scorer.links import Spot
from tracker.extraction.scorer.marks import Mark
from tracker.extraction.sentences import Segment
from tracker.kernel.title_forms import written_out

_PLACES = frozenset({Mark.ORG, Mark.NAME, Mark.UNIT, Mark.OUTLET, Mark.PRODUCT, Mark.EVENT})
NOTHING: frozenset[Spot] = frozenset()


@dataclass(frozen=True, slots=True)
class Seen:
    """One mark of an article: a name, or words that stand for one."""

    spot: Spot
    mark: Mark
    words: str
    named: bool


class Found(NamedTuple):
    """Marks that are what was looked for, and marks that may be."""

    sure: frozenset[Spot] = NOTHING
    perhaps: frozenset[Spot] = NOTHING


NONE = Found()


class Called:
    """The marks of one article, by what they are called."""

    def __init__(self, article: GoldArticle, ready: Prepared) -> None:
        self.article, self.ready = article, ready
        self.by_sentence: list[list[Seen]] = []
        for number, marked in enumerate(ready.marked):
            named = ready.named[number]
            row = []
            for place, token in marked.tokens.items():
                piece = marked.pieces[place]
                if piece.mark is not None:
                    words = piece.words or (named[token].text if token in named else "")
                    row.append(Seen(Spot(number, token), piece.mark, words, not piece.words))
            self.by_sentence.append(row)

    def where(self, fact: Fact) -> int | None:
        """The sentence that states a fact, by number."""
        return next(
            (
                number
                for number, segment in enumerate(self.ready.segments)
                if states(segment, fact, self.article)
            ),
            None,
        )

    def person(self, sentence: int, name: object, unnamed: int) -> Found:
        """Somebody by name, or else by words; with several ``unnamed`` in the sentence no words are surely those of one."""
        row = self.by_sentence[sentence]
        sure = _spots(s for s in row if s.named and s.mark is Mark.PERSON and calls(s, name))
        others = HE if _is_woman(name) else SHE if _is_man(name) else frozenset()
        worded = [
            s
            for s in row
            if not s.named and s.mark is Mark.PERSON and s.words.lower() not in others
        ]
        if sure or unnamed > 1:
            return Found(sure, _spots(worded))
        pronouns = [s for s in worded if s.words.lower() in HE | SHE]
        one = len({s.words.lower() in SHE for s in pronouns}) == 1
        meant = pronouns if one else worded if len(worded) == 1 else []
        return Found(_spots(meant), _spots(s for s in worded if s not in meant))

    def organization(self, sentence: int, name: object) -> Found:
        """An organization or a unit by name; what has a shorter or longer name beside it may be another."""
        return self._named(sentence, name, lambda s: s.named and s.mark in _PLACES)

    def earlier(self, sentence: int, name: object) -> frozenset[Spot]:
        """Every naming of an organization before a sentence."""
        every = (self.organization(number, name) for number in range(sentence))
        return NOTHING.union(*(found.sure for found in every))

    def worded(self, sentence: int, *marks: Mark) -> frozenset[Spot]:
        """The words that stand for something of these kinds."""
        return _spots(s for s in self.by_sentence[sentence] if not s.named and s.mark in marks)

    def unit(self, sentence: int, name: object) -> Found:
        """A unit by its name, or by words that say as much ("the robotics team")."""
        found = self.organization(sentence, name)
        wanted = set(_words(name)) - {"a", "new"}
        worded = _spots(
            s
            for s in self.by_sentence[sentence]
            if not s.named and s.mark is Mark.UNIT and _within(set(_words(s.words)), wanted)
        )
        return Found(found.sure | worded, found.perhaps)

    def title(self, sentence: int, title: object) -> Found:
        """A title in these words; what is only part of it, or has more to it, if no other is."""
        if not title:
            return NONE
        wanted, row = _title_words(title), self.by_sentence[sentence]
        near = [s for s in row if s.mark is Mark.TITLE and _within(_title_words(s.words), wanted)]
        return _nearest(near, lambda seen: _title_words(seen.words) == wanted)

    def day(self, sentence: int, day: object) -> Found:
        """The time phrases that mean a day, beside a verb of the future or not; if none does, it may be any."""
        text = self.ready.segments[sentence].text
        meant = [
            phrase.start
            for phrase in time_phrases(text, self.article.published)
            if day and day in {phrase.value, phrase.later}
        ]
        sure = self._at(sentence, meant, Mark.DAY)
        every = _spots(s for s in self.by_sentence[sentence] if s.mark is Mark.DAY)
        return Found(sure, every - sure)

    def sum(self, sentence: int, amount: object) -> frozenset[Spot]:
        return self._figures(sentence, amount, sums, Mark.SUM)

    def count(self, sentence: int, number: object) -> frozenset[Spot]:
        return self._figures(sentence, number, counts, Mark.COUNT)

    def percent(self, sentence: int, number: object) -> frozenset[Spot]:
        return self._figures(sentence, number, percents, Mark.COUNT)

    def _figures(
        self, sentence: int, value: object, of: Callable[[str], list[Figure]], mark: Mark
    ) -> frozenset[Spot]:
        if not isinstance(value, int | float):
            return NOTHING
        figures = of(self.ready.segments[sentence].text)
        return self._at(sentence, [f.start for f in figures if f.value == abs(value)], mark)

    def _at(self, sentence: int, starts: Iterable[int], mark: Mark) -> frozenset[Spot]:
        """The marks of a kind that begin at these characters of a sentence."""
        places = self.ready.places[sentence]
        tokens = {next((n for n, (_, end) in enumerate(places) if end > at), 0) for at in starts}
        row = self.by_sentence[sentence]
        return _spots(s for s in row if s.mark is mark and s.spot.token in tokens)

    def _named(self, sentence: int, name: object, fits: Callable[[Seen], bool]) -> Found:
        near = [s for s in self.by_sentence[sentence] if fits(s) and calls(s, name)]
        return _nearest(near, lambda seen: plain(seen.words) == plain(name))


def states(segment: Segment, fact: Fact, article: GoldArticle) -> bool:
    """Whether a sentence of an article, or part of it, is what a fact is told by."""
    evidence = str(fact["evidence"])
    start = article.text.find(evidence)
    return start >= 0 and segment.start < start + len(evidence) and start < segment.end


def calls(seen: Seen, name: object) -> bool:
    """Whether a mark is of somebody or something of this name."""
    return (is_person if seen.mark is Mark.PERSON else is_organization)(seen.words, name)


@cache
def is_person(words: str, name: object) -> bool:
    """Whether words that name somebody can name whom an annotator calls by the fullest form."""
    shorter, longer = sorted((_words(words), _words(name)), key=len)
    if not shorter:
        return False
    return set(shorter) <= set(longer) or (shorter[-1], shorter[0]) == (longer[-1], longer[0])


@cache
def is_organization(words: str, name: object) -> bool:
    """Whether words that name an organization can name what an annotator calls by its fullest form."""
    shorter, longer = sorted((_words(words), _words(name)), key=len)
    if not shorter:
        return False
    return longer[: len(shorter)] == shorter or (len(shorter) > 1 and set(shorter) <= set(longer))


def _nearest(near: list[Seen], is_exact: Callable[[Seen], bool]) -> Found:
    exact = _spots(seen for seen in near if is_exact(seen))
    every = _spots(near)
    return Found(exact or every, every - exact if exact else NOTHING)


def _spots(some: Iterable[Seen]) -> frozenset[Spot]:
    return frozenset(seen.spot for seen in some)


def _words(name: object) -> list[str]:
    return plain(name).split()


@cache
def _title_words(title: object) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in written_out(plain(title)).split())


def _within(some: Iterable[str], others: Iterable[str]) -> bool:
    some, others = set(some), set(others)
    return bool(some and others) and (some <= others or others <= some)


def _is_woman(name: object) -> bool:
    given = plain(name).split()[:1]
    return bool(given) and given[0] in WOMEN and given[0] not in MEN


def _is_man(name: object) -> bool:
    given = plain(name).split()[:1]
    return bool(given) and given[0] in MEN and given[0] not in WOMEN
