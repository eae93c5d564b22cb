"""Finding records by words: what the database keeps of a text, and what somebody asked in its terms.

One rule for every kind of text: each word that was asked begins a word of the text, accents and
capitals aside. Two words may be written as one, or one as two. Whoever names nobody is looked for
once more with one letter wrong.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func, TextField
from unidecode import unidecode

#: Fewer characters than these are not looked for.
SHORTEST = 2
#: As many characters and words as are looked at of what somebody asks.
LONGEST, MOST_WORDS = 100, 6
#: A word with fewer letters is not looked for with a letter wrong: too many are one letter away.
SHORTEST_MISSPELT = 4
_WORD = re.compile(r"[^\W_]+")


class NameVector(Func):
    """The words of names and titles, also two neighbours as one; of several columns all of them."""

    template = "array_to_tsvector(identity_keys(%(expressions)s))"
    arg_joiner = ") || identity_keys("
    output_field = SearchVectorField()


class NearKeys(Func):
    """The words of a name, and each with one letter left out: two words one letter apart share one."""

    function = "near_keys"
    output_field = ArrayField(TextField())


class NameKey(Func):
    """By what lists put names in order: their letters without accents or capitals, signs before them left off."""

    template = 'name_key(%(expressions)s) COLLATE "C"'
    output_field = TextField()


class TextVector(Func):
    """The words of the beginning of a text, signs within them being gaps: "Character.AI" is two."""

    template = (
        "to_tsvector('accent_blind'::regconfig,"
        " translate(\"left\"(%(expressions)s, 100000), '.-/@_', '     '))"
    )
    arg_joiner = " || ' ' || "
    output_field = SearchVectorField()


class WordQuery(SearchQuery):
    """A query as PostgreSQL writes it, ``'yann':* & 'lecun':*``, taken word for word."""

    template = "(%(expressions)s)::tsquery"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text that was found; ``found`` ones are what was asked for."""

    text: str
    found: bool = False


def spelt(word: str) -> tuple[str, ...]:
    """A word as the database may keep it: without its accents, and in Latin letters."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    latin = "".join(_WORD.findall(unidecode(word).lower()))
    return tuple(dict.fromkeys(one for one in (latin, bare) if one and _WORD.fullmatch(one)))


def words_of(text: str) -> set[str]:
    """The words of a text, in each of their spellings."""
    return {one for match in _WORD.finditer(text) for one in spelt(match[0])}


def near(word: str) -> set[str]:
    """The word, and the word with one letter left out, as ``near_keys`` of the database has them."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@dataclass(frozen=True)
class Asked:
    """What somebody looks for."""

    text: str

    @classmethod
    def of(cls, words: str) -> "Asked":
        return cls(" ".join(words.split())[:LONGEST])

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words, each in its spellings."""
        found = (spelt(word) for word in _WORD.findall(self.text)[:MOST_WORDS])
        return tuple(word for word in found if word)

    @property
    def parts(self) -> list[tuple[int, int, "Asked"]]:
        """Each run of neighbouring words, the longest first, with the first of its words and the one behind it."""
        tokens = self._tokens[: len(self.words)]
        return [
            (at, at + size, Asked(self.text[tokens[at].start() : tokens[at + size - 1].end()]))
            for size in range(len(tokens), 0, -1)
            for at in range(len(tokens) - size + 1)
        ]

    def without(self, used: Collection[int]) -> tuple[str, ...]:
        """The words but for those of these numbers, also those behind the last that is looked for."""
        return tuple(token[0] for at, token in enumerate(self._tokens) if at not in used)

    @property
    def more_words(self) -> bool:
        """There are more of them than are looked for."""
        return len(_WORD.findall(self.text)) > MOST_WORDS

    def gone(self, rest: "Asked") -> frozenset[int]:
        """The numbers of the words that ``rest``, the same without some neighbouring ones, has not."""
        mine, theirs = ([one[0] for one in asked._tokens] for asked in (self, rest))
        size = len(mine) - len(theirs)
        for at in range(len(theirs) + 1):
            if size > 0 and mine[:at] + mine[at + size :] == theirs:
                return frozenset(range(at, at + size))
        return frozenset()

    @property
    def _tokens(self) -> list[re.Match[str]]:
        return [one for one in _WORD.finditer(self.text) if spelt(one[0])]

    def __bool__(self) -> bool:
        return bool(self.words) and len(self.text) >= SHORTEST

    @cached_property
    def _ways(self) -> list[list[tuple[str, ...]]]:
        """The words as they are, and with two neighbours written as one."""
        words = list(self.words)
        joined = [
            [*words[:at], (words[at][0] + words[at + 1][0],), *words[at + 2 :]]
            for at in range(len(words) - 1)
        ]
        return [words, *joined]

    def _query(self, ending: str) -> str:
        ways = (
            " & ".join("(" + " | ".join(f"'{one}'{ending}" for one in word) + ")" for word in words)
            for words in self._ways
        )
        return " | ".join(f"({way})" for way in ways)

    @property
    def beginnings(self) -> str:
        """The query, as PostgreSQL writes it, for texts in which each word begins one."""
        return self._query(":*")

    @property
    def whole(self) -> str:
        """The query for texts that have each word as it is."""
        return self._query("")

    @property
    def near_keys(self) -> list[list[str]]:
        """For each word the keys of which a misspelt one has one."""
        return [sorted(set().union(*(near(one) for one in word))) for word in self.words]

    @property
    def near_words(self) -> list[list[str]]:
        """For each word that is long enough the keys of which a misspelt one has one."""
        return [
            keys
            for keys, word in zip(self.near_keys, self.words, strict=True)
            if len(word[0]) >= SHORTEST_MISSPELT
        ]

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """The text cut up, the words that were asked for found in it."""
        spans = self._spans(text)
        pieces: list[Piece] = []
        at = 0
        for start, end in spans:
            if start > at:
                pieces.append(Piece(text[at:start]))
            pieces.append(Piece(text[start:end], found=True))
            at = end
        if at < len(text):
            pieces.append(Piece(text[at:]))
        return tuple(pieces)

    def in_text(self, text: str) -> bool:
        """Whether each word begins a word of the text."""
        there = words_of(text)
        return all(
            any(known.startswith(one) for known in there for one in word) for word in self.words
        )

    def _spans(self, text: str) -> list[tuple[int, int]]:
        tokens = list(_WORD.finditer(text))
        wanted = {one for way in self._ways for word in way for one in word}
        spans = [span for token in tokens if (span := _beginning(token, wanted))]
        if not spans:
            for token, following in pairwise(tokens):
                both = spelt(token[0] + following[0])
                if any(one.startswith(word) for one in both for word in wanted):
                    return [token.span(), following.span()]
        if not spans and (at := text.casefold().find(self.text.casefold())) >= 0:
            return [(at, at + len(self.text))]
        if not spans:
            keys = set().union(*map(set, self.near_words)) if self.near_words else set()
            spans = [token.span() for token in tokens if _shares(token[0], keys)]
        return spans


def _beginning(token: re.Match[str], wanted: Iterable[str]) -> tuple[int, int] | None:
    """The part of the token that one of the words begins it with; whole where letters differ in number."""
    for one in spelt(token[0]):
        most = max((len(word) for word in wanted if one.startswith(word)), default=0)
        if most:
            length = most if len(one) == len(token[0]) else len(token[0])
            return token.start(), token.start() + length
    return None


def _shares(token: str, keys: set[str]) -> bool:
    return any(len(one) >= SHORTEST_MISSPELT and near(one) & keys for one in spelt(token))
